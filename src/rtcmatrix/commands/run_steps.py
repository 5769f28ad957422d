"""The steps of ``rtcmatrix run`` after planning: each takes what the step before it returned."""

from __future__ import annotations

import dataclasses
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.commands.confirm import confirm_run
from rtcmatrix.commands.gate_output import apply_gate, say_gate
from rtcmatrix.commands.known_check import check_known, print_known_troubles
from rtcmatrix.commands.report_files import write_wanted
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_INTERRUPTED
from rtcmatrix.model import Outcome, Run
from rtcmatrix.report.forms import html_site
from rtcmatrix.report.text.reuse import reuse_lines
from rtcmatrix.runner.estimate import estimate_run
from rtcmatrix.runner.last_run import this_platform
from rtcmatrix.runner.launch import Finished, launch
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runner.reuse import reuse_evidence
from rtcmatrix.runs import write_run
from rtcmatrix.terminal import say, terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from rtcmatrix.commands.run_plan import Planned
    from rtcmatrix.compare import Comparing
    from rtcmatrix.compare.known_troubles import KnownTrouble


@dataclass(frozen=True, kw_only=True)
class ReportedRun:
    """A finished run and its HTML report."""

    run: Run
    exit_code: int
    """By the results, without the gate."""
    compared: Comparing
    troubles: tuple[KnownTrouble, ...]
    index: Path
    """The page to open."""


def reuse_results(planned: Planned, console: Console) -> None:
    """Take what did not change since the run of --reuse from there, and print what each browser reuses."""
    if planned.earlier is None:
        return
    reused = reuse_evidence(
        planned.plan,
        planned.run_dir,
        planned.earlier,
        workers=planned.workers,
        pytest_arguments=planned.plan.selected,
    )
    for line in reuse_lines(reused):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def launch_run(planned: Planned, console: Console) -> Finished:
    """Launch the browsers, gather the probes and judge the checks."""

    def estimate(cells: Mapping[str, Sequence[str]]) -> str:
        repeat, durations = planned.plan.repeat, planned.durations
        return estimate_run(cells, durations, workers=planned.workers, platform=this_platform(), repeat=repeat).words

    return launch(
        planned.plan,
        planned.run_dir,
        progress=Progress(console, confirms=planned.confirmations > 0, estimate=estimate),
        workers=planned.workers,
        pytest_arguments=planned.plan.selected,
    )


def confirm_results(planned: Planned, finished: Finished, console: Console) -> Finished:
    """Gather unexpected results again, unless confirmation is off or the run was interrupted."""
    if not planned.confirmations or finished.exit_code == EXIT_INTERRUPTED:
        return finished
    return confirm_run(
        planned.run_dir,
        finished,
        times=planned.confirmations,
        console=console,
        pytest_arguments=planned.plan.selected,
        against=planned.gate.run if planned.gate is not None else None,
        compared=planned.comparing,
    )


def write_site(planned: Planned, finished: Finished, began: float) -> ReportedRun:
    """Write the HTML report, then ``run.json`` with the time spent since ``began``."""
    run, run_dir, compared = finished.run, planned.run_dir, planned.comparing
    site = run_dir / "report" if planned.options.out is not None else planned.root / "reports" / "site" / run.id
    reporting_began = time.monotonic()
    # An interrupted run lacks cells, so it proves nothing about differences or known differences
    interrupted = finished.exit_code == EXIT_INTERRUPTED
    troubles = () if interrupted else check_known(run, planned.root)
    index = html_site.write_site([(run_dir, run)], site, compared, troubles)
    ended = time.monotonic()
    timing = dataclasses.replace(run.timing, reporting=round(ended - reporting_began, 3), wall=round(ended - began, 3))
    run = dataclasses.replace(run, timing=timing)
    write_run(run_dir, run)
    return ReportedRun(run=run, exit_code=finished.exit_code, compared=compared, troubles=troubles, index=index)


def apply_run_gate(planned: Planned, reported: ReportedRun) -> int:
    """Print what fails the gate, where one is asked for; return the exit code of the run."""
    gate, run, code = planned.gate, reported.run, reported.exit_code
    if gate is None or code == EXIT_INTERRUPTED:
        return code
    gate_code = say_gate(apply_gate(gate, run, planned.root, reported.troubles), gate, run, planned.root)
    unexpected = any(result.outcome is Outcome.UNEXPECTED for result in run.results)
    # The gate decides about unexpected results; any other failure of pytest keeps its exit code
    return gate_code if unexpected or code == EXIT_EXPECTED else code


def print_result(planned: Planned, reported: ReportedRun) -> None:
    """Print the summary, the problems of known differences, and the paths of run and report."""
    print_summary(reported.run, terminal(), lanes=planned.plan.limits.lanes)
    if planned.gate is None or FindingKind.KNOWN_TROUBLE not in planned.gate.fail_on:
        print_known_troubles(reported.troubles)
    say(f"run     {planned.run_dir}\nreport  {reported.index}")


def write_reports(planned: Planned, reported: ReportedRun) -> None:
    """Write the reports that --report asks for, and print their paths."""
    for path in write_wanted(
        planned.options.wanted,
        [(planned.run_dir, reported.run)],
        against=planned.gate.columns if planned.gate is not None else (),
        report_url=planned.options.report_url,
        compared=reported.compared,
        troubles=reported.troubles,
    ):
        say(f"report  {path}")

"""The steps of ``rtcmatrix run``: each takes what the step before it returned."""

from __future__ import annotations

import dataclasses
import functools
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.commands.confirm import TIMES, confirm_run
from rtcmatrix.commands.gate_options import GatePlan, plan_gate
from rtcmatrix.commands.gate_output import apply_gate, say_gate
from rtcmatrix.commands.known_check import check_known, print_known_troubles
from rtcmatrix.commands.project import comparing
from rtcmatrix.commands.report_files import Wanted, write_wanted
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_INTERRUPTED, ConfigurationError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.matrix import Matrix, load_matrix
from rtcmatrix.model import Outcome, Run
from rtcmatrix.providers.npm import bring_packages
from rtcmatrix.providers.programs import bring_programs
from rtcmatrix.report.forms import html_site
from rtcmatrix.runner.catalog import reject_unmatched_suites
from rtcmatrix.runner.launch import Finished, launch
from rtcmatrix.runner.plan import Plan, make_plan, plan_resume
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runs import write_run
from rtcmatrix.terminal import say, terminal

if TYPE_CHECKING:
    from rich.console import Console

    from rtcmatrix.compare import Comparing
    from rtcmatrix.compare.known_troubles import KnownTrouble


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """The command line of ``run``."""

    matrix_file: Path
    browser_patterns: tuple[str, ...]
    install: bool
    out: Path | None
    resume: Path | None
    workers: int | None
    lanes: int | None
    repeat: int
    pairs: str | None
    confirm: int | None
    no_confirm: bool
    wanted: tuple[Wanted, ...]
    report_url: str | None
    expression: str | None
    against: str | None
    fail_on: str | None
    pytest_arguments: tuple[str, ...]

    @property
    def confirmations(self) -> int | None:
        """How often an unexpected result is gathered again at most; None where neither option is given."""
        return 0 if self.no_confirm else self.confirm

    @property
    def selection(self) -> tuple[str, ...]:
        """The pytest arguments that select checks."""
        return (*(["-k", self.expression] if self.expression else []), *self.pytest_arguments)


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A run whose browsers and checks are known; nothing is started yet."""

    options: RunOptions
    run_dir: Path
    plan: Plan
    gate: GatePlan | None
    """None where neither --against nor --fail-on is given."""

    @property
    def root(self) -> Path:
        """The folder of the matrix."""
        return Path(self.plan.root)

    @property
    def confirmations(self) -> int:
        """How often an unexpected result is gathered again at most."""
        asked = self.options.confirmations
        return self.plan.confirm if asked is None else asked

    @functools.cached_property
    def comparing(self) -> Comparing:
        """The comparison that applies the known differences of the project."""
        return comparing(load_known(self.root / FILE))


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


def plan_run(options: RunOptions, console: Console) -> Planned:
    """Load the matrix, select browsers and checks, and write the plan; or take up the plan of a run to resume."""
    if options.confirm and options.no_confirm:
        raise ConfigurationError("--confirm and --no-confirm contradict each other; give one of them")
    return _resume(options, options.resume) if options.resume is not None else _start(options, console)


def launch_run(planned: Planned, console: Console) -> Finished:
    """Launch the browsers, gather the probes and judge the checks."""
    return launch(
        planned.plan,
        planned.run_dir,
        progress=Progress(console, confirms=planned.confirmations > 0),
        workers=planned.options.workers or planned.plan.limits.count_workers(len(planned.plan.columns)),
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


def _start(options: RunOptions, console: Console) -> Planned:
    """Plan a new run."""
    announce = partial(console.print, markup=False)
    matrix = _load(options)
    gate = plan_gate(options.against, options.fail_on, matrix.root)
    if options.install:
        bring_programs(announce)
        bring_packages(matrix.root, announce)
    run_dir, plan = make_plan(
        matrix,
        patterns=options.browser_patterns,
        install=options.install,
        out=options.out,
        lanes=options.lanes,
        repeat=options.repeat,
        confirm=TIMES if options.confirmations is None else options.confirmations,
        pairs=options.pairs,
        selected=options.selection,
        say=announce,
    )
    return Planned(options=options, run_dir=run_dir, plan=plan, gate=gate)


def _load(options: RunOptions) -> Matrix:
    """Load the matrix; raise ConfigurationError where it selects no suite."""
    matrix = load_matrix(options.matrix_file)
    reject_unmatched_suites(matrix)
    return matrix


def _resume(options: RunOptions, run_dir: Path) -> Planned:
    """Take up the plan of an interrupted run; raise ConfigurationError for options that would change it."""
    given = {
        "--out": options.out,
        "--browsers": options.browser_patterns,
        "--pairs": options.pairs,
        "--lanes": options.lanes,
        "--repeat": options.repeat if options.repeat > 1 else None,
        "-k": options.expression,
        "PYTEST_ARGUMENTS": options.pytest_arguments,
    }
    if refused := [f'"{word}"' for word, value in given.items() if value]:
        raise ConfigurationError(f"--resume continues a run as it was planned; it takes no {' and no '.join(refused)}")
    plan = plan_resume(run_dir)
    return Planned(
        options=options, run_dir=run_dir, plan=plan, gate=plan_gate(options.against, options.fail_on, Path(plan.root))
    )

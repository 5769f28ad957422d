"""``rtcmatrix run``: the main job, from matrix.yaml to the report."""

from __future__ import annotations

import dataclasses
import time
from functools import partial
from pathlib import Path

import click

from rtcmatrix.commands.confirm import TIMES, confirm_run
from rtcmatrix.commands.gating import GatePlan, against_option, apply_gate, fail_on_option, plan_gate, say_gate
from rtcmatrix.commands.house import comparing
from rtcmatrix.commands.options import browsers_option, install_option, matrix_option
from rtcmatrix.commands.report_files import Wanted, report_url_option, reports_option, write_wanted
from rtcmatrix.commands.summary import print_summary
from rtcmatrix.commands.troubles import say_troubles, troubles_of
from rtcmatrix.compare.fail_on import FailOn
from rtcmatrix.compare.troubles import KnownTrouble
from rtcmatrix.errors import EXIT_EXPECTED, EXIT_INTERRUPTED, ConfigurationError
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.matrix import PAIRS, load_matrix
from rtcmatrix.model import Outcome, Run
from rtcmatrix.providers.npm import bring_packages
from rtcmatrix.providers.programs import bring_programs
from rtcmatrix.report import FORMATS
from rtcmatrix.runner.catalog import reject_unmatched_suites
from rtcmatrix.runner.launch import Finished, launch
from rtcmatrix.runner.plan import make_plan, plan_resume
from rtcmatrix.runner.preflight import run_preflight_checks
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runs import write_run
from rtcmatrix.terminal import say, terminal


@click.command()
@matrix_option
@browsers_option
@install_option
@click.option("--out", type=click.Path(path_type=Path), help="Record into this folder instead of reports/runs/.")
@click.option("--resume", type=click.Path(path_type=Path), metavar="RUN", help="Gather only what RUN still lacks.")
@click.option(
    "-n", "--workers", type=click.IntRange(min=1), help="Processes that drive browsers (default: the matrix')."
)
@click.option(
    "--lanes", type=click.IntRange(min=1), help="Probes gathered at once in one browser (default: the matrix')."
)
@click.option(
    "--repeat", type=click.IntRange(min=1), default=1, metavar="N", help="Gather each probe N times: measures noise."
)
@click.option(
    "--pairs", type=click.Choice(PAIRS), help="Which browsers call each other (default: what the matrix says)."
)
@click.option(
    "--confirm",
    type=click.IntRange(min=1),
    is_flag=False,
    flag_value=TIMES,
    metavar="[N]",
    help="Gather each unexpected result, and with --against each difference from it, again, alone, up to N times: only "
    f"what repeats is unexpected, the rest is flaky. [default: {TIMES}]",
)
@click.option("--no-confirm", "no_confirm", is_flag=True, help="Report what is unexpected without gathering it again.")
@reports_option
@report_url_option
@click.option("-k", "expression", metavar="EXPRESSION", help="Only checks that match, as pytest's own -k.")
@against_option
@fail_on_option
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def command(
    matrix_file: Path,
    browser_patterns: tuple[str, ...],
    install: bool,  # noqa: FBT001 - click passes a flag by name
    out: Path | None,
    resume: Path | None,
    workers: int | None,
    lanes: int | None,
    repeat: int,
    pairs: str | None,
    confirm: int | None,
    no_confirm: bool,  # noqa: FBT001 - click passes a flag by name
    wanted: tuple[Wanted, ...],
    report_url: str | None,
    expression: str | None,
    against: str | None,
    fail_on: str | None,
    pytest_arguments: tuple[str, ...],
) -> int:
    """Run the checks in every browser of the matrix that can be had, and write the report.

    What is unexpected is gathered again, alone: only what repeats counts, the rest is reported as flaky.

    What follows -- goes to pytest as it is. With --against the run is set against a baseline or another run, and what
    --fail-on names decides between 0 and 1. Exit codes: 0 all as expected, 1 something unexpected, 2 configuration, 3
    nothing selected, 4 a required browser is not available, 130 interrupted (what was gathered is kept).
    """
    began = time.monotonic()
    run_preflight_checks(partial(say, err=True))
    console = terminal(err=True)
    if confirm and no_confirm:
        raise ConfigurationError("--confirm and --no-confirm contradict each other; give one of them")
    asked = 0 if no_confirm else confirm
    if resume is not None:
        given = {
            "--out": out,
            "--browsers": browser_patterns,
            "--pairs": pairs,
            "--lanes": lanes,
            "--repeat": repeat if repeat > 1 else None,
            "-k": expression,
            "PYTEST_ARGUMENTS": pytest_arguments,
        }
        if refused := [f'"{word}"' for word, value in given.items() if value]:
            raise ConfigurationError(f"--resume goes on as the run began; it takes no {' and no '.join(refused)}")
        run_dir, plan = resume, plan_resume(resume)
        gate_plan = plan_gate(against, fail_on, Path(plan.root))
    else:
        loaded = load_matrix(matrix_file)
        reject_unmatched_suites(loaded)
        gate_plan = plan_gate(against, fail_on, loaded.root)
        if install:
            bring_programs(partial(console.print, markup=False))
            bring_packages(loaded.root, partial(console.print, markup=False))
        run_dir, plan = make_plan(
            loaded,
            patterns=browser_patterns,
            install=install,
            out=out,
            lanes=lanes,
            repeat=repeat,
            confirm=TIMES if asked is None else asked,
            pairs=pairs,
            selected=(*(["-k", expression] if expression else []), *pytest_arguments),
            say=partial(console.print, markup=False),
        )
    times = plan.confirm if asked is None else asked
    finished = launch(
        plan,
        run_dir,
        progress=Progress(console, confirms=times > 0),
        workers=workers or plan.limits.count_workers(len(plan.columns)),
        pytest_arguments=plan.selected,
    )
    compared = comparing(load_known(Path(plan.root) / FILE))
    if times and finished.exit_code != EXIT_INTERRUPTED:
        finished = confirm_run(
            run_dir,
            finished,
            times=times,
            console=console,
            pytest_arguments=plan.selected,
            against=gate_plan.run if gate_plan is not None else None,
            compared=compared,
        )
    site = run_dir / "report" if out is not None else Path(plan.root) / "reports" / "site" / finished.run.id
    reporting_began = time.monotonic()
    # What was interrupted lacks cells, and so says nothing of differences or of what is known
    interrupted = finished.exit_code == EXIT_INTERRUPTED
    troubles = () if interrupted else troubles_of(finished.run, Path(plan.root))
    index = FORMATS["html"].write_site([(run_dir, finished.run)], site, compared, troubles)
    spent = dataclasses.replace(
        finished.run.timing,
        reporting=round(time.monotonic() - reporting_began, 3),
        wall=round(time.monotonic() - began, 3),
    )
    run = dataclasses.replace(finished.run, timing=spent)
    write_run(run_dir, run)
    code = _say(finished, run, gate_plan, Path(plan.root), troubles)
    say(f"run     {run_dir}\nreport  {index}")
    against_columns = gate_plan.columns if gate_plan is not None else ()
    for path in write_wanted(
        wanted,
        [(run_dir, run)],
        against=against_columns,
        report_url=report_url,
        compared=compared,
        troubles=troubles,
    ):
        say(f"report  {path}")
    return code


def _say(
    finished: Finished, run: Run, gate_plan: GatePlan | None, root: Path, troubles: tuple[KnownTrouble, ...]
) -> int:
    """Print what fails the gate first, then the run in numbers, then what is wrong with what is known."""
    code = finished.exit_code
    if gate_plan is not None and code != EXIT_INTERRUPTED:
        gate_code = say_gate(apply_gate(gate_plan, run, root, troubles), gate_plan, run, root)
        unexpected = any(result.outcome is Outcome.UNEXPECTED for result in run.results)
        # Unexpected results are the gate's to judge; what else pytest counts as failed is not
        code = gate_code if unexpected or code == EXIT_EXPECTED else code
    print_summary(run, terminal())
    if gate_plan is None or FailOn.KNOWN_TROUBLE not in gate_plan.fail_on:
        say_troubles(troubles)
    return code

"""``rtcmatrix run``: gather, judge, compare and report what ``matrix.yaml`` selects."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Any

import click

from rtcmatrix.commands.confirm import TIMES
from rtcmatrix.commands.gate_options import against_option, fail_on_option
from rtcmatrix.commands.options import browsers_option, install_option, matrix_option, pairs_option, split_option
from rtcmatrix.commands.report_files import report_url_option, reports_option
from rtcmatrix.commands.run_plan import LONGEST_AGE_DAYS, MAX_AGE_DAYS, RunOptions, plan_run
from rtcmatrix.commands.run_steps import (
    apply_run_gate,
    confirm_results,
    launch_run,
    print_result,
    reuse_results,
    write_reports,
    write_site,
)
from rtcmatrix.runner.preflight import run_preflight_checks
from rtcmatrix.terminal import say, terminal


@click.command()
@matrix_option
@browsers_option
@install_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the run to this folder. [default: reports/runs/<id>]"
)
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Continue an interrupted run: gather only what it lacks.",
)
@click.option(
    "--reuse",
    type=click.Path(path_type=Path),
    metavar="RUN",
    help="Take evidence from an earlier run where browser, launch options, machine, probe and rtcmatrix are unchanged.",
)
@click.option(
    "--reuse-max-age",
    type=click.IntRange(min=1, max=LONGEST_AGE_DAYS),
    metavar="DAYS",
    help=f"Reuse only what was gathered within this many days. [default: {MAX_AGE_DAYS}]",
)
@click.option("-n", "--workers", type=click.IntRange(min=1), help="Worker processes. [default: from the matrix]")
@click.option(
    "--lanes", type=click.IntRange(min=1), help="Probes gathered in parallel in one browser. [default: from the matrix]"
)
@click.option(
    "--repeat", type=click.IntRange(min=1), default=1, metavar="N", help="Gather each probe N times, to measure noise."
)
@pairs_option
@click.option("--pairs-only", "pairs_only", is_flag=True, help="Only checks of two browsers that call each other.")
@click.option(
    "--suites",
    "only",
    metavar="PATTERN",
    multiple=True,
    callback=split_option,
    help='Only checks whose id matches: "codecs/*", "{ice,turn}/*". May be repeated.',
)
@click.option(
    "--confirm",
    type=click.IntRange(min=1),
    is_flag=False,
    flag_value=TIMES,
    metavar="[N]",
    help="Retry each unexpected result, and with --against each difference from the reference, up to N times: a result "
    f"that does not repeat is flaky. [default: {TIMES}]",
)
@click.option("--no-confirm", "no_confirm", is_flag=True, help="Report unexpected results without retries.")
@reports_option
@report_url_option
@click.option("-k", "expression", metavar="EXPRESSION", help="Only checks that match this expression; pytest's -k.")
@against_option
@fail_on_option
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def command(**options: Any) -> int:
    """Run the checks in every available browser of the matrix and write the report.

    An unexpected result is gathered again, one probe at a time: it counts if it repeats, else it is flaky.

    Arguments after -- are passed to pytest. With --against, the run is compared with a baseline or another run, and
    --fail-on selects what exits 1. Exit codes: 0 everything as expected, 1 unexpected results, 2 configuration error, 3
    nothing selected, 4 a required browser is not available, 130 interrupted (evidence is kept).
    """
    began = time.monotonic()
    run_preflight_checks(partial(say, err=True))
    progress = terminal(err=True)
    planned = plan_run(RunOptions(**options), progress)
    reuse_results(planned, progress)
    finished = confirm_results(planned, launch_run(planned, progress), progress)
    reported = write_site(planned, finished, began)
    exit_code = apply_run_gate(planned, reported)
    print_result(planned, reported)
    write_reports(planned, reported)
    return exit_code

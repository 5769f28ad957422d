"""Run a plan under pytest, from progress output to the finished record and the exit code."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rtcmatrix.errors import (
    EXIT_EXPECTED,
    EXIT_INTERRUPTED,
    EXIT_NOTHING_SELECTED,
    EXIT_UNAVAILABLE,
    EXIT_UNEXPECTED,
    ConfigurationError,
    NothingSelectedError,
    RtcMatrixError,
)
from rtcmatrix.judge.suites import FOLDER, suite_files
from rtcmatrix.model import Outcome, Run, Timing
from rtcmatrix.runner.call_pytest import call_pytest
from rtcmatrix.runner.lost_cells import LostCells
from rtcmatrix.runner.plan import Plan
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runner.workers import end_workers
from rtcmatrix.runs import Journal, finish_run
from rtcmatrix.runs.completeness import assess


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A finished run and its exit code."""

    run: Run
    exit_code: int


def launch(
    plan: Plan, run_dir: Path, *, progress: Progress, workers: int = 1, pytest_arguments: Sequence[str] = ()
) -> Finished:
    """Run the cells of a plan under pytest, in ``workers`` processes, and write the record.

    Raises NothingSelectedError if no cell is selected, ConfigurationError if pytest cannot collect the suites.
    """
    started = time.monotonic()
    root = Path(plan.root)
    suites = suite_files(root / FOLDER)
    if not suites:
        raise NothingSelectedError(f'no suite in "{root / FOLDER}"; a suite is a Python file of checks')
    spread = ("-n", str(workers)) if workers > 1 else ()
    arguments = (f"--run-folder={run_dir}", *spread, *pytest_arguments)
    with Journal(run_dir, "leader", plan.start) as journal:
        code = _run_pytest(suites, root, arguments, progress, LostCells(journal, progress.say))
    if code == pytest.ExitCode.NO_TESTS_COLLECTED and plan.start > 1:
        code = pytest.ExitCode.OK  # a resumed run may lack only its record
    run = finish_run(
        run_dir,
        complete=code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not plan.cut_short,
        finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
        timing=Timing(wall=round(time.monotonic() - started, 3)),
    )
    return Finished(run=run, exit_code=_exit_code(code, run, progress))


def _run_pytest(
    suites: Sequence[Path], root: Path, arguments: Sequence[str], progress: Progress, lost: LostCells
) -> int:
    """Run pytest in this process; after an interruption, end the workers and wait for their guards."""
    try:
        with progress:
            code = call_pytest(suites, root, arguments, [progress, lost])
    except KeyboardInterrupt:
        code = pytest.ExitCode.INTERRUPTED
    if code == pytest.ExitCode.INTERRUPTED:
        end_workers()
    return code


def _exit_code(code: int, run: Run, progress: Progress) -> int:
    """Convert pytest's exit code and the results into an exit code of rtcmatrix."""
    # First: pytest exits as interrupted if a suite could not be collected, too.
    if progress.errors:
        if code == pytest.ExitCode.INTERNAL_ERROR:
            raise RtcMatrixError("pytest stopped by an internal error: " + "\n".join(progress.errors))
        raise ConfigurationError("\n".join(progress.errors))
    if code == pytest.ExitCode.INTERRUPTED:
        return EXIT_INTERRUPTED
    if code == pytest.ExitCode.USAGE_ERROR:
        raise ConfigurationError("pytest rejected its arguments; its message is above")
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise NothingSelectedError("no check is selected; `rtcmatrix checks` lists them")
    completeness = assess(run)
    if completeness.required:
        return EXIT_UNAVAILABLE
    if completeness.unavailable:
        return EXIT_NOTHING_SELECTED
    if not completeness.is_complete:
        return EXIT_UNEXPECTED
    if code == pytest.ExitCode.OK and not any(one.outcome is Outcome.UNEXPECTED for one in run.results):
        return EXIT_EXPECTED
    return EXIT_UNEXPECTED

"""Confirm unexpected results: gather them again, one probe at a time, so that flaky ones do not fail the run."""

from __future__ import annotations

import dataclasses
import time
from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, pair_columns
from rtcmatrix.errors import EXIT_INTERRUPTED
from rtcmatrix.model import Level, Outcome, Run
from rtcmatrix.runner.launch import Finished, launch
from rtcmatrix.runner.planning import plan_confirming
from rtcmatrix.runner.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from rich.console import Console

    from rtcmatrix.compare import Comparing

TIMES = 2
"""Default number of retries of an unexpected result."""


def confirm_run(
    run_dir: Path,
    finished: Finished,
    *,
    times: int,
    console: Console,
    pytest_arguments: Sequence[str] = (),
    against: Run | None = None,
    compared: Comparing = PLAIN,
) -> Finished:
    """Gather unexpected cells up to ``times`` more, one probe at a time; return the run with these repeats.

    Each round restarts the browsers and gathers only cells that were unexpected every time: one expected result makes
    a cell flaky, whatever follows.
    """
    asked = cells_in_question(finished.run, against, compared)
    if not asked:
        console.print("confirming: no unexpected results, nothing to gather again", highlight=False, soft_wrap=True)
        return _with_confirm(finished, times, 0.0)
    began = time.monotonic()
    console.print(_announcement(finished.run, asked, times), highlight=False, soft_wrap=True)
    left = asked
    for _ in range(times):
        gathered = Counter(each.id for each in finished.run.evidence)
        plan = plan_confirming(run_dir, {cell: gathered[cell] for cell in sorted(left)})
        finished = launch(plan, run_dir, progress=Progress(console), pytest_arguments=pytest_arguments)
        if finished.exit_code == EXIT_INTERRUPTED:
            return finished
        left = left & cells_in_question(finished.run, against, compared)
        if not left:
            break
    spent = time.monotonic() - began
    console.print(
        f"confirming took {spent:.1f} s: of {_probes(len(asked))}, {len(left)} were unexpected each time, "
        f"{len(asked) - len(left)} were not (flaky)",
        highlight=False,
        soft_wrap=True,
    )
    return _with_confirm(finished, times, spent)


def cells_in_question(run: Run, against: Run | None = None, compared: Comparing = PLAIN) -> set[str]:
    """Return each ``<probe>@<browser>`` with an unexpected result or a difference from the same browser of ``against``.

    Differences between two browsers of the run, known differences, noise and columns that are not comparable need no
    confirmation.
    """
    probes = {check.id: check.probe for check in run.checks}
    cells = {
        f"{probes[result.check]}@{result.browser}"
        for result in run.results
        if result.outcome is Outcome.UNEXPECTED and result.check in probes
    }
    if against is None:
        return cells
    held = {each.id for each in run.evidence}
    for before, after in pair_columns(against, run):
        counting = [each for each in compared(before, after).telling if each.level is not Level.METRIC]
        cells |= {f"{probes.get(each.subject, each.subject)}@{each.after_browser}" for each in counting} & held
    return cells


def _announcement(run: Run, cells: Collection[str], times: int) -> str:
    """Announce the retries, with a duration estimated from the first time."""
    seconds = sum(each.duration for each in run.evidence if each.id in cells)
    repeats = "once" if times == 1 else f"up to {times} times"
    return (
        f"confirming {_probes(len(cells))} with unexpected results: gathering each alone, {repeats} "
        f"(about {max(seconds, 1):.0f} s each time)"
    )


def _probes(number: int) -> str:
    """Return ``1 probe`` or ``2 probes``."""
    return "1 probe" if number == 1 else f"{number:,} probes"


def _with_confirm(finished: Finished, times: int, spent: float) -> Finished:
    """Record the number of retries and the time they took."""
    timing = dataclasses.replace(finished.run.timing, confirming=round(finished.run.timing.confirming + spent, 3))
    return dataclasses.replace(finished, run=dataclasses.replace(finished.run, confirm=times, timing=timing))

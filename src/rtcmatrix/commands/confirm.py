"""``run --confirm``: what differs or is unexpected is gathered again, alone, so that a one-off dip is told as noise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare import chosen_pairs, compare_columns, pair_columns
from rtcmatrix.model import Difference, Level, Outcome, Run
from rtcmatrix.runner.launch import Finished, launch
from rtcmatrix.runner.plan import plan_confirming
from rtcmatrix.runner.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console


def confirm_run(
    run_dir: Path,
    finished: Finished,
    *,
    times: int,
    console: Console,
    pytest_arguments: Sequence[str] = (),
    against: Run | None = None,
) -> Finished:
    """Gather what is in question ``times`` more, one probe at a time; give the run as it is then."""
    cells = cells_in_question(finished.run, against)
    if not cells:
        console.print("nothing differs that had to be confirmed", highlight=False)
        return finished
    gathered = Counter(each.id for each in finished.run.evidence)
    console.print(f"confirming {len(cells)} probes that differ or are unexpected, alone", highlight=False)
    plan = plan_confirming(run_dir, {cell: gathered[cell] for cell in sorted(cells)}, times=times)
    return launch(plan, run_dir, progress=Progress(console), pytest_arguments=pytest_arguments)


def cells_in_question(run: Run, against: Run | None = None) -> set[str]:
    """Name ``<probe>@<browser>`` whose facts or statuses differ from the reference, or whose results are unexpected.

    The reference is the same browser of ``against``; without it, the other side of each pair that the matrix compares.
    What is known to be noise needs no confirmation.
    """
    probes = {check.id: check.probe for check in run.checks}
    cells = {
        f"{probes[result.check]}@{result.browser}"
        for result in run.results
        if result.outcome is Outcome.UNEXPECTED and result.check in probes
    }
    for before, after in pair_columns(against, run) if against else chosen_pairs(run):
        for difference in compare_columns(before, after).telling:
            cells.update(_cells(difference, probes, both=against is None))
    held = {each.id for each in run.evidence}
    return cells & held


def _cells(difference: Difference, probes: dict[str, str], *, both: bool) -> Iterator[str]:
    """Name the cells that a difference rests on."""
    if difference.level is Level.METRIC:
        return
    probe = probes.get(difference.subject, difference.subject)
    yield f"{probe}@{difference.after_browser}"
    if both:
        yield f"{probe}@{difference.before_browser}"

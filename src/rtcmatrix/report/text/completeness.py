"""Report what incomplete runs lack; every form of the report starts with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.runs.completeness import assess
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Run
    from rtcmatrix.runs.completeness import Completeness


def incomplete_runs(runs: Sequence[Run]) -> list[tuple[Run, Completeness]]:
    """Return the incomplete runs, each with what it lacks."""
    return [(run, found) for run in runs if not (found := assess(run)).is_complete]


def incomplete_headlines(runs: Sequence[Run]) -> list[str]:
    """Return a sentence for each incomplete run; it names the run if there are several."""
    several = len({run.id for run in runs}) > 1
    return [
        one_line(f'Run "{run.id}" is {found.headline}.' if several else f"{_capital(found.headline)}.", 1_000)
        for run, found in incomplete_runs(runs)
    ]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"

"""Compute small line charts over runs, to be drawn as SVG."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rtcmatrix.report.pages.trend.views import ChartView, LineView, PointView
from rtcmatrix.report.view.metrics import number

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 320, 96
_LEFT, _TOP, _BOTTOM = 6, 8, 88

Series = tuple[str, str, "Sequence[float | None]"]
"""(name, class of its colour, a value for each run or None)."""


def chart(title: str, series: Sequence[Series], ticks: Sequence[tuple[str, str]]) -> ChartView:
    """Draw lines over runs; ``ticks`` holds (version, day) of each."""
    told = [value for _, _, values in series for value in values if value is not None]
    low, high = (min(told), max(told)) if told else (0.0, 0.0)
    if low == high:  # a flat line stands in the middle
        low, high = low - 1, high + 1
    count = len(ticks)

    def x(place: int) -> float:
        return round(_LEFT + (WIDTH - 2 * _LEFT) * (place / (count - 1) if count > 1 else 0.5), 1)

    def y(value: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (value - low) / (high - low), 1)

    lines = []
    for name, kind, values in series:
        points = [
            None
            if value is None
            else PointView(x=x(place), y=y(value), text=f"{number(value)}, {' '.join(ticks[place])}".strip())
            for place, value in enumerate(values)
        ]
        shown = tuple(point for point in points if point is not None)
        lines.append(LineView(name=name, kind=kind, points=shown, paths=_paths(points)))
    versions = [
        version if place == 0 or version != ticks[place - 1][0] else "" for place, (version, _) in enumerate(ticks)
    ]
    return ChartView(
        title=title,
        words="; ".join(f"{name}: {_words(values)}" for name, _, values in series),
        lines=tuple(lines),
        low=number(min(told)) if told else "",
        high=number(max(told)) if told else "",
        ticks=tuple((x(place), versions[place], day) for place, (_, day) in enumerate(ticks)),
    )


def _paths(points: Sequence[PointView | None]) -> tuple[str, ...]:
    """Connect the points of consecutive runs; a line across a run without a value would invent one."""
    stretches = itertools.groupby(points, key=lambda point: point is not None)
    return tuple(
        " ".join(f"{point.x},{point.y}" for point in stretch if point is not None)
        for observed, stretch in stretches
        if observed
    )


def _words(values: Sequence[float | None]) -> str:
    """Describe a line."""
    told = [value for value in values if value is not None]
    if not told:
        return "never observed"
    if len(set(told)) == 1:
        return f"{number(told[0])} in every run"
    return f"from {number(told[0])} to {number(told[-1])}, between {number(min(told))} and {number(max(told))}"

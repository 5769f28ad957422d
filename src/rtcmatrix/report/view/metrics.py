"""Show the repeats of a metric in several columns on one scale."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.metrics import numbers_of
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.model import Evidence, Shift


@dataclass(frozen=True, kw_only=True)
class DotsView:
    """The repeats of a metric in one column as dots on a scale that all columns share."""

    who: str
    dots: tuple[float, ...]
    """Places from 0 to 100."""
    median: float
    text: str
    """The median as text."""


@dataclass(frozen=True, kw_only=True)
class MetricView:
    """A metric in several columns."""

    name: str
    probe: str
    low: str
    high: str
    rows: tuple[DotsView, ...]
    words: str = ""
    """What comparing them gave, and how sure it is."""
    standing: str = ""
    """Whether its difference counts, and if not why; empty where it does not differ."""


def values_of(repeats: Sequence[Evidence]) -> dict[str, tuple[float, ...]]:
    """Return the finite values of each metric over the repeats of a probe; of a pair by path, ``offerer.fps``."""
    found: dict[str, list[float]] = {}
    for evidence in repeats:
        for name, value in numbers_of(evidence.metrics).items():
            if math.isfinite(value):
                found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def metric_view(name: str, values: Mapping[str, Sequence[float]], words: str = "", probe: str = "") -> MetricView:
    """Show the values of each column, by label, on one scale."""
    every = [value for each in values.values() for value in each]
    low, high = min(every), max(every)
    # A tight cloud must not fill the scale: a scatter of a tenth of the value looks like one.
    room = max(high - low, 0.1 * max(abs(low), abs(high))) or 1.0
    middle = (low + high) / 2
    start = middle - room / 2

    def place(value: float) -> float:
        return round(3 + 94 * (value - start) / room, 2)

    return MetricView(
        name=one_line(name, 80),
        probe=one_line(probe),
        low=number(start),
        high=number(start + room),
        rows=tuple(
            DotsView(
                who=who,
                dots=tuple(place(value) for value in each),
                median=place(statistics.median(each)),
                text=number(statistics.median(each)),
            )
            for who, each in values.items()
            if each
        ),
        words=words,
    )


def shift_words(shift: Shift) -> str:
    """Describe the shift of a metric and its probability."""
    size = ""
    if shift.relative is not None:
        size = f"{abs(shift.relative):.0%} {'more' if shift.relative > 0 else 'less'}; "
    sure = f"chance at most 1 in {round(1 / shift.p):,}" if shift.p > 0 else "not by chance"
    return f"{size}{sure}; {len(shift.before)} and {len(shift.after)} repeats"


def number(value: float) -> str:
    """Write a number with its significant digits."""
    if value == int(value) and abs(value) < 1e15:
        return f"{value:,.0f}"
    if value and abs(value) < 0.01:
        return f"{value:.2g}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.1f}"

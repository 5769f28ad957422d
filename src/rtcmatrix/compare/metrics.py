"""Compare the metrics of two columns by the distribution of their values over repeats. Pure."""

from __future__ import annotations

import itertools
import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import member
from rtcmatrix.compare.rank_tests import cliffs_delta, hodges_lehmann, holm, least_p, mann_whitney
from rtcmatrix.compare.thresholds import Thresholds
from rtcmatrix.model import Shift

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rtcmatrix.model import Evidence, Json

_NO_NUMBER = -math.inf
"""Ranks below every number: a missing metric or NaN."""


@dataclass(frozen=True, kw_only=True)
class MetricComparison:
    """One metric of a probe in two columns."""

    probe: str
    path: str
    shift: Shift
    differs: bool
    needed: int | None = None
    """Repeats of each side that a significant difference needs; None if there are enough."""

    @property
    def median_before(self) -> float | None:
        """The median before; None if no repeat has a number."""
        return statistics.median(self.shift.before) if self.shift.before else None

    @property
    def median_after(self) -> float | None:
        """The median after; None if no repeat has a number."""
        return statistics.median(self.shift.after) if self.shift.after else None


@dataclass(frozen=True, kw_only=True)
class _Sampled:
    """The values of one metric, before and after."""

    probe: str
    path: str
    before: tuple[float, ...]
    after: tuple[float, ...]


def compare_metrics(
    repeats: Mapping[str, tuple[Sequence[Evidence], Sequence[Evidence]]], thresholds: Thresholds | None = None
) -> tuple[MetricComparison, ...]:
    """Compare all metrics of several probes: probe -> its repeats before and after.

    Repeats that did not finish are ignored. Results are in the order of probes, then of names.
    """
    limits = thresholds or Thresholds()
    sampled = [each for probe, sides in sorted(repeats.items()) for each in _sampled(probe, *sides)]
    corrected = holm([mann_whitney(each.before, each.after) for each in sampled])
    # No metric can get a lower p after the Holm correction.
    reachable = holm([least_p(len(each.before), len(each.after)) for each in sampled])
    needed = repeats_for_metrics(len(sampled), limits) if sampled else None
    return tuple(
        _compared(each, p, needed if least >= limits.p else None, limits)
        for each, p, least in zip(sampled, corrected, reachable, strict=True)
    )


def repeats_for_metrics(metrics: int, thresholds: Thresholds | None = None) -> int:
    """Return the repeats on each side that a significant difference in one of so many metrics needs."""
    limits = thresholds or Thresholds()
    return next(count for count in itertools.count(1) if metrics * least_p(count, count) < limits.p)


def numbers_of(metrics: Json, path: str = "") -> dict[str, float]:
    """Return the numbers in metrics by path. Other values (NaN as a string, true, lists) are left out."""
    if isinstance(metrics, dict):
        inner = (numbers_of(value, member(path, key)) for key, value in metrics.items())
        return {where: number for each in inner for where, number in each.items()}
    if metrics in ("Infinity", "-Infinity"):
        return {path: math.inf if metrics == "Infinity" else -math.inf}
    if isinstance(metrics, bool) or not isinstance(metrics, (int, float)):
        return {}
    try:
        number = float(metrics)
    except OverflowError:  # an integer with hundreds of digits
        number = math.copysign(math.inf, metrics > 0 or -1)
    return {} if math.isnan(number) else {path: number}


def _sampled(probe: str, before: Sequence[Evidence], after: Sequence[Evidence]) -> Iterator[_Sampled]:
    """Return each metric of a probe that both sides observed."""
    sides = [[numbers_of(each.metrics) for each in side if each.facts is not None] for side in (before, after)]
    if not all(sides):
        return
    for path in sorted({path for side in sides for each in side for path in each}):
        one, other = (tuple(each.get(path, _NO_NUMBER) for each in side) for side in sides)
        yield _Sampled(probe=probe, path=path, before=one, after=other)


def _compared(sampled: _Sampled, p: float, needed: int | None, limits: Thresholds) -> MetricComparison:
    """Compare one metric."""
    before, after = ([each for each in side if math.isfinite(each)] for side in (sampled.before, sampled.after))
    effect = cliffs_delta(sampled.before, sampled.after)
    middle = statistics.median(before) if before and after else 0
    relative = hodges_lehmann(before, after) / abs(middle) if middle else None
    far = abs(effect) >= limits.effect if relative is None else abs(relative) >= limits.shift
    return MetricComparison(
        probe=sampled.probe,
        path=sampled.path,
        shift=Shift(before=tuple(before), after=tuple(after), p=p, effect=effect, relative=relative),
        differs=p < limits.p and far,
        needed=needed,
    )

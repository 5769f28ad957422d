"""The metrics of a pair: those that moved beyond their noise first, every repeat as a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Level
from rtcmatrix.report.dots import metric_view, shift_words, values_of

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.sources import Source
    from rtcmatrix.report.view import MetricView


def metric_views(comparison: Comparison, before: Source, after: Source) -> tuple[tuple[MetricView, ...], int]:
    """Show each metric that both have, and say how many of them moved; the others follow."""
    moved = {(each.subject, each.path): each for each in comparison.differences if each.level is Level.METRIC}
    told: list[tuple[bool, MetricView]] = []
    for probe in sorted(before.column.repeats.keys() & after.column.repeats.keys()):
        one, other = (values_of(source.column.repeats[probe]) for source in (before, after))
        for name in sorted(one.keys() & other.keys()):
            difference = moved.get((probe, name))
            words = shift_words(difference.shift) if difference and difference.shift else ""
            values = {before.view.label: one[name], after.view.label: other[name]}
            told.append((difference is not None, metric_view(name, values, words, probe)))
    ordered = sorted(told, key=lambda pair: not pair[0])
    return tuple(view for _, view in ordered), sum(is_moved for is_moved, _ in ordered)

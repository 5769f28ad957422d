"""The metrics of a pair: those that moved beyond their noise first, every repeat as a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Level
from rtcmatrix.report.dots import metric_view, shift_words

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparison, MetricComparison
    from rtcmatrix.report.sources import Source
    from rtcmatrix.report.view import MetricView


def metric_views(comparison: Comparison, before: Source, after: Source) -> tuple[tuple[MetricView, ...], int]:
    """Show each metric that both have, and say how many of them moved; the others follow."""
    counting = {(each.subject, each.path) for each in comparison.telling if each.level is Level.METRIC}
    told = []
    for each in comparison.metrics:
        if each.shift.before and each.shift.after:
            values = {before.view.label: each.shift.before, after.view.label: each.shift.after}
            words = shift_words(each.shift) if each.differs else _unsure(each)
            told.append(((each.probe, each.path) in counting, metric_view(each.path, values, words, each.probe)))
    ordered = sorted(told, key=lambda pair: not pair[0])
    return tuple(view for _, view in ordered), sum(is_moved for is_moved, _ in ordered)


def _unsure(metric: MetricComparison) -> str:
    """Say how many repeats would tell."""
    return f"not to be told from noise with fewer than {metric.needed} repeats" if metric.needed else ""

"""Show the metrics of a pair, those that moved beyond their noise first."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing
from rtcmatrix.model import Level
from rtcmatrix.report.view.metrics import metric_view, shift_words

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparison, MetricComparison
    from rtcmatrix.report.view.columns import ColumnSource
    from rtcmatrix.report.view.metrics import MetricView


def metric_views(
    comparison: Comparison, before: ColumnSource, after: ColumnSource
) -> tuple[tuple[MetricView, ...], int]:
    """Show each metric that both have, and say how many of them moved; the others follow."""
    standings = {
        (each.subject, each.path): comparison.standing(each)
        for each in comparison.differences
        if each.level is Level.METRIC
    }
    told = []
    for each in comparison.metrics:
        standing = standings.get((each.probe, each.path))
        if standing is not None or (each.shift.before and each.shift.after):
            values = {before.view.label: each.shift.before, after.view.label: each.shift.after}
            words = shift_words(each.shift) if each.differs else _unsure(each)
            view = metric_view(each.path, values, words, each.probe)
            told.append((standing is Standing.UNSTATED, dataclasses.replace(view, standing=standing or "")))
    ordered = sorted(told, key=lambda pair: not pair[0])
    return tuple(view for _, view in ordered), sum(counts for counts, _ in ordered)


def _unsure(metric: MetricComparison) -> str:
    """Return how many repeats are needed to detect a difference."""
    return f"cannot be distinguished from noise with fewer than {metric.needed} repeats" if metric.needed else ""

"""Find the columns that a summary names first: browsers that are not available, or in which no check passes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.model import Status
from rtcmatrix.report.text.labels import listed

if TYPE_CHECKING:
    from rtcmatrix.model import Unavailable
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource

_JUDGED = frozenset(Status) - {Status.SKIP, Status.PRECONDITION_FAILED}
"""Statuses that say something about a browser that has what the check needs."""


def unavailable_columns(material: Material) -> list[Unavailable]:
    """Return the browsers that were not available, with the reasons of the providers."""
    return [each for run in material.runs for each in run.unavailable]


def failing_columns(material: Material) -> list[ColumnSource]:
    """Return the browsers that have results but no PASS: they were not tested as intended."""
    return [
        source
        for source in material.browsers
        if any(each.status in _JUDGED for each in source.column.results.values())
        and not any(each.status is Status.PASS for each in source.column.results.values())
    ]


def statuses_of(source: ColumnSource) -> str:
    """Count the statuses of a column, the most frequent first: ``905 ERROR and 2 TIMEOUT``."""
    counted = Counter(each.status for each in source.column.results.values())
    return listed([f"{number:,} {status.value}" for status, number in counted.most_common()])

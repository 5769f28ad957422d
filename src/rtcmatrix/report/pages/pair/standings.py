"""Sort the differences of a pair by standing, and find what distinguishes the two columns."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing
from rtcmatrix.model import Difference, Kind, Level

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.view.columns import ColumnSource


def by_standing(comparison: Comparison) -> defaultdict[tuple[Standing, Level], list[Difference]]:
    """Return the facts and statuses by (standing, level); how both were started is shown elsewhere."""
    told: defaultdict[tuple[Standing, Level], list[Difference]] = defaultdict(list)
    for each in comparison.differences:
        if each.kind is not Kind.PROVENANCE:
            told[comparison.standing(each), each.level].append(each)
    return told


def near(comparison: Comparison, before: ColumnSource, after: ColumnSource) -> str:
    """Return what distinguishes two columns: a cause, ``same`` for one build launched alike, else an empty string."""
    if comparison.cause:
        return comparison.cause
    one, other = before.column.provenance, after.column.provenance
    if one is None or other is None:
        return ""
    started = any(each.kind is Kind.PROVENANCE for each in comparison.differences)
    return "same" if (one.brand, one.version, started) == (other.brand, other.version, False) else ""


def is_newer(one: ColumnSource, other: ColumnSource) -> bool:
    """Return whether the first column is of a later version, or of a later run of the same."""
    return _age(one) > _age(other)


def _age(source: ColumnSource) -> tuple[list[int], str]:
    known = source.column.provenance
    numbers = [int(each[:9]) for each in re.findall(r"[0-9]+", known.version)[:6]] if known else []
    return numbers, source.column.run.started_at

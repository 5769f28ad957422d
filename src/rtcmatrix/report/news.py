"""The differences of a pair told apart: news, what somebody stated before, noise."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rtcmatrix.model import Difference, Kind, Level, Outcome

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.sources import Source

NEW, KNOWN, NOISE = "new", "known", "noise"


def told_apart(
    comparison: Comparison, before: Source, after: Source
) -> defaultdict[tuple[str, Level], list[Difference]]:
    """Give the facts and statuses by (what they are to a reader, level); starts and metrics are shown elsewhere."""
    told: defaultdict[tuple[str, Level], list[Difference]] = defaultdict(list)
    for each in comparison.differences:
        if each.kind is Kind.PROVENANCE or each.level is Level.METRIC:
            continue
        kind = NEW
        if each.cause == NOISE:
            kind = NOISE
        elif each.known or (each.level is Level.STATUS and _is_stated(each.subject, before, after)):
            kind = KNOWN
        told[kind, each.level].append(each)
    return told


def near(comparison: Comparison, before: Source, after: Source) -> str:
    """Say what sets two columns apart: a cause, ``same`` for one build started alike, empty where it is several."""
    if comparison.cause:
        return comparison.cause
    one, other = before.column.provenance, after.column.provenance
    if one is None or other is None:
        return ""
    started = any(each.kind is Kind.PROVENANCE for each in comparison.differences)
    return "same" if (one.brand, one.version, started) == (other.brand, other.version, False) else ""


def is_newer(one: Source, other: Source) -> bool:
    """Whether the first column is of a later version, or of a later run of the same."""
    return _age(one) > _age(other)


def _age(source: Source) -> tuple[list[int], str]:
    known = source.column.provenance
    numbers = [int(each[:9]) for each in re.findall(r"[0-9]+", known.version)[:6]] if known else []
    return numbers, source.column.run.started_at


def _is_stated(check: str, before: Source, after: Source) -> bool:
    """Whether a known difference made one side's failure expected."""
    results = [source.column.results.get(check) for source in (before, after)]
    return any(result and result.known and result.outcome is Outcome.EXPECTED for result in results)

"""The differences of two columns marked with the known difference that states them. Pure."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rtcmatrix.compare.fact_paths import StatedFact, stated_facts, states
from rtcmatrix.compare.facts import ABSENT, Absent
from rtcmatrix.compare.noise import inside
from rtcmatrix.judge.in_force import find_known, in_force, speaks_of_fact, speaks_of_probe
from rtcmatrix.model import Cell, Difference, Json, Kind, KnownDifference, Level, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.compare.comparison import Comparison

_OURS = frozenset({Kind.CHECK_ADDED, Kind.CHECK_REMOVED, Kind.CHECK_CHANGED, Kind.PROVENANCE})
"""Differences that no browser makes, so that nothing can be known of them."""


@dataclass(frozen=True, kw_only=True)
class KnownSide:
    """One column with what is known of it."""

    column: Column
    entries: tuple[KnownDifference, ...]
    places: dict[str, list[StatedFact]] = field(default_factory=dict)
    """Probe -> the places that entries speak of, found when first asked for."""

    def stated_places(self, probe: str) -> list[StatedFact]:
        """Give the places in the facts of a probe that entries speak of."""
        if probe not in self.places:
            evidence = self.column.observed.get(probe)
            facts = evidence.facts if evidence is not None and evidence.facts is not None else {}
            speaking = [each for each in self.entries if speaks_of_probe(each, probe)]
            self.places[probe] = [place for each in speaking for place in stated_facts(each, probe, facts)]
        return self.places[probe]


def with_known(
    comparison: Comparison, pair: tuple[Column, Column], known: Sequence[KnownDifference], today: date
) -> Comparison:
    """Fill ``known`` of each difference that entries in force on a day explain; ``pair`` is what was compared.

    A difference is explained where the browser after does what is stated of it; or where the one before does, and the
    one after is as it should be and does not contradict a statement of its own.
    """
    if not known:
        return comparison
    before, after = (known_side(column, known, today) for column in pair)
    marked = tuple(explain(each, before, after) for each in comparison.differences)
    return dataclasses.replace(comparison, differences=marked)


def explain(difference: Difference, before: KnownSide, after: KnownSide) -> Difference:
    """Fill ``known`` of a difference where an entry in force states it."""
    entry = _explains(difference, before, after)
    return difference if entry is None else dataclasses.replace(difference, known=entry.place)


def known_side(column: Column, known: Sequence[KnownDifference], today: date) -> KnownSide:
    """Put a column together with the entries that speak of it on a day."""
    version = column.provenance.version if column.provenance else ""
    return KnownSide(column=column, entries=in_force(known, address=column.address, version=version, today=today))


def _explains(difference: Difference, before: KnownSide, after: KnownSide) -> KnownDifference | None:
    """Give the entry that explains a difference."""
    if difference.kind in _OURS or difference.level is Level.METRIC:
        return None
    if difference.level is Level.STATUS:
        return _explains_status(difference, before, after)
    one = _spoken(difference, before, ABSENT if difference.kind is Kind.ADDED else difference.before)
    other = _spoken(difference, after, ABSENT if difference.kind is Kind.REMOVED else difference.after)
    if other is not None:
        return other[0] if other[1] else None
    return one[0] if one is not None and one[1] else None


def _explains_status(difference: Difference, before: KnownSide, after: KnownSide) -> KnownDifference | None:
    """Explain a change of status: from or to what passes, of one browser, or between two that are both known."""
    one, other = (
        find_known(Cell(check=difference.subject, browser=side.column.address), side.entries)
        for side in (before, after)
    )
    holds_before = one is not None and difference.before == one.expected
    if other is not None:
        good = difference.before == Status.PASS or before.column.address == after.column.address or holds_before
        return other if difference.after == other.expected and good else None
    return one if holds_before and difference.after == Status.PASS else None


def _spoken(difference: Difference, side: KnownSide, value: Json | Absent) -> tuple[KnownDifference, bool] | None:
    """Give the entry that speaks of a fact, or of what the fact is a part of, and whether it is so on this side."""
    for entry in side.entries:
        if speaks_of_fact(entry, difference.subject, difference.path):
            return entry, states(entry, value)
    for place in side.stated_places(difference.subject):
        if place.path and inside(difference.path, place.path):
            return place.entry, place.holds
    return None

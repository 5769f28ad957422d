"""Mark the differences of two columns that a known difference states. Pure."""

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
"""Kinds that do not concern the browser, so that no known difference states them."""


@dataclass(frozen=True, kw_only=True)
class KnownSide:
    """One column with the known differences that apply to it."""

    column: Column
    entries: tuple[KnownDifference, ...]
    places: dict[str, list[StatedFact]] = field(default_factory=dict)
    """Probe -> the facts that entries cover, filled on use."""

    def stated_places(self, probe: str) -> list[StatedFact]:
        """Return the facts of a probe that entries cover."""
        if probe not in self.places:
            evidence = self.column.observed.get(probe)
            facts = evidence.facts if evidence is not None and evidence.facts is not None else {}
            speaking = [each for each in self.entries if speaks_of_probe(each, probe)]
            self.places[probe] = [place for each in speaking for place in stated_facts(each, probe, facts)]
        return self.places[probe]


def with_known(
    comparison: Comparison, pair: tuple[Column, Column], known: Sequence[KnownDifference], today: date
) -> Comparison:
    """Set ``known`` of each difference that an entry in force on a day explains; ``pair`` holds the compared columns.

    An entry explains a difference if the browser after does what it states; or if the browser before does, and the one
    after passes and contradicts no entry of its own.
    """
    if not known:
        return comparison
    before, after = (known_side(column, known, today) for column in pair)
    marked = tuple(explain(each, before, after) for each in comparison.differences)
    return dataclasses.replace(comparison, differences=marked)


def explain(difference: Difference, before: KnownSide, after: KnownSide) -> Difference:
    """Set ``known`` of a difference if an entry in force explains it."""
    entry = _explains(difference, before, after)
    return difference if entry is None else dataclasses.replace(difference, known=entry.place)


def known_side(column: Column, known: Sequence[KnownDifference], today: date) -> KnownSide:
    """Return a column with the entries that apply to it on a day."""
    version = column.provenance.version if column.provenance else ""
    return KnownSide(column=column, entries=in_force(known, address=column.address, version=version, today=today))


def _explains(difference: Difference, before: KnownSide, after: KnownSide) -> KnownDifference | None:
    """Return the entry that explains a difference."""
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
    """Explain a changed status: from or to a pass, or between two known statuses."""
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
    """Return the entry that covers a fact or a value around it, and whether it holds on this side."""
    for entry in side.entries:
        if speaks_of_fact(entry, difference.subject, difference.path):
            return entry, states(entry, value)
    for place in side.stated_places(difference.subject):
        if place.path and inside(difference.path, place.path):
            return place.entry, place.holds
    return None

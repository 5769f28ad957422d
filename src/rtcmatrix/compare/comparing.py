"""Compare columns, two or all of a report, with known differences applied. Pure."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rtcmatrix.compare.classify import Standing, classify, strongest, why_apart
from rtcmatrix.compare.comparison import Comparison, compare_columns, facts_of_both
from rtcmatrix.compare.known import KnownSide, explain, known_side, with_known
from rtcmatrix.compare.noise import inside
from rtcmatrix.compare.provenance import compare_provenance
from rtcmatrix.compare.statuses import compare_statuses
from rtcmatrix.compare.subtests import HARNESS
from rtcmatrix.judge.in_force import find_known, speaks_of_probe
from rtcmatrix.model import Cell, Difference, KnownDifference, Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.compare.rows import Row


@dataclass(frozen=True, kw_only=True)
class Comparing:
    """Compare two columns, and mark the known differences in force on a day."""

    known: tuple[KnownDifference, ...] = ()
    today: date = date.min

    def __call__(self, before: Column, after: Column) -> Comparison:
        """Compare two columns of one run or of two."""
        return with_known(compare_columns(before, after), (before, after), self.known, self.today)


PLAIN = Comparing()
"""The comparison without known differences."""


class RowStandings:
    """The standings of rows over several columns: a row counts if a difference of two of its columns counts.

    Each pair of columns has the standing that their comparison has.
    """

    def __init__(self, columns: Sequence[Column], compared: Comparing = PLAIN) -> None:
        self._columns = columns
        self._sides: list[KnownSide] = [known_side(each, compared.known, compared.today) for each in columns]
        addresses = [each.address for each in columns]
        self._twice = len(set(addresses)) < len(addresses)
        self._harness = {check.id: check.harness for each in columns for check in each.run.checks}
        self._told: dict[object, Standing] = {}
        self._apart = functools.cache(self._why_apart)
        self._statuses = functools.cache(self._status_differences)
        self._facts = functools.cache(self._fact_differences)

    def of(self, row: Row) -> Standing:
        """Return the standing of a row."""
        key = row.level, row.subject, row.path, tuple(group.columns for group in row.groups)
        if key not in self._told:
            self._told[key] = self._decide(row)
        return self._told[key]

    def _decide(self, row: Row) -> Standing:
        if not self._needs_pairs(row):
            return Standing.UNSTATED
        found: set[Standing] = set()
        for standing in self._of_pairs(row):
            if standing is Standing.UNSTATED:
                return standing
            found.add(standing)
        return strongest(found)

    def _needs_pairs(self, row: Row) -> bool:
        """Whether pairs must be examined, because the row may not count."""
        if row.noisy or self._twice:
            return True
        if row.level is Level.STATUS:
            if self._harness.get(row.subject, HARNESS) == HARNESS:
                return True
            return any(find_known(Cell(check=row.subject, browser=s.column.address), s.entries) for s in self._sides)
        return any(speaks_of_probe(entry, row.subject) for side in self._sides for entry in side.entries)

    def _of_pairs(self, row: Row) -> Iterator[Standing]:
        """Yield the standing of each pair of columns that differ; the earlier column is the one before."""
        for one, other in itertools.combinations(row.groups, 2):
            for pair in itertools.product(one.columns, other.columns):
                before, after = min(pair), max(pair)
                for each in self._differences(row, before, after):
                    yield self._standing(each, before, after)

    def _standing(self, difference: Difference, before: int, after: int) -> Standing:
        marked = explain(difference, self._sides[before], self._sides[after])
        return classify(marked, self._apart(before, after))

    def _differences(self, row: Row, before: int, after: int) -> list[Difference]:
        """Return the differences of two columns at the path of a row."""
        if row.level is Level.STATUS:
            return self._statuses(before, after).get(row.subject, [])
        found = self._facts(row.subject, before, after)
        return [each for each in found if inside(each.path, row.path) or inside(row.path, each.path)]

    def _why_apart(self, before: int, after: int) -> tuple[str, ...]:
        one, other = self._columns[before], self._columns[after]
        return why_apart(one.address, other.address, compare_provenance(one, other))

    def _status_differences(self, before: int, after: int) -> dict[str, list[Difference]]:
        found, _ = compare_statuses(self._columns[before], self._columns[after], None)
        return {each.subject: [each] for each in found}

    def _fact_differences(self, probe: str, before: int, after: int) -> list[Difference]:
        return facts_of_both(probe, self._columns[before], self._columns[after])

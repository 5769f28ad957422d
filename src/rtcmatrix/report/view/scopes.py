"""Define which columns and checks a table covers: browsers, calls, or one call in several runs."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, ColumnNames, Comparing, RowStandings, Standing, find_provenance_outliers
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.column_groups import call_group_name, group_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.model import Check
    from rtcmatrix.report.view.columns import ColumnSource


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The columns and checks that a table covers."""

    sources: tuple[ColumnSource, ...]
    checks: Mapping[str, Check]
    """Of all runs, by id."""
    pages: Mapping[str, str]
    """The page of each check."""
    calls: bool = False
    """Its columns are pairs that called each other."""
    numbers: tuple[int, ...] = ()
    """The number of each column in the whole report; empty where it is its place here."""
    compared: Comparing = PLAIN
    """How columns are compared."""

    @functools.cached_property
    def _names(self) -> ColumnNames:
        return ColumnNames([source.column for source in self.sources])

    @functools.cached_property
    def _standings(self) -> RowStandings:
        return RowStandings([source.column for source in self.sources], self.compared)

    def standing(self, row: Row) -> Standing:
        """Return the standing of a row."""
        return self._standings.of(row)

    @functools.cached_property
    def apart(self) -> dict[int, str]:
        """Columns that were started or judged differently, with the reason."""
        return find_provenance_outliers([source.column for source in self.sources])

    def number(self, place: int) -> int:
        """Return the number of a column in the whole report."""
        return self.numbers[place] if self.numbers else place

    def group_name(self, places: Collection[int]) -> str:
        """Name a group of columns."""
        if self.calls:
            return call_group_name(places, self.sources)
        return group_name(places, self.sources, self._names)

    @functools.cached_property
    def resting(self) -> dict[str, list[Check]]:
        """The checks on each probe."""
        found: dict[str, list[Check]] = {}
        for check in self.checks.values():
            found.setdefault(check.probe, []).append(check)
        return found

    def probe_page(self, probe: str) -> str | None:
        """Return the page that shows the facts of a probe side by side: that of the first check on it."""
        return self.pages[self.resting[probe][0].id] if probe in self.resting else None


def scopes_of(
    sources: Sequence[ColumnSource], calls: Sequence[ColumnSource], compared: Comparing = PLAIN
) -> tuple[Scope, Scope]:
    """Return the scope of browsers and the scope of pairs; both know the pages of all checks."""
    checks: dict[str, Check] = {}
    for source in (*sources, *calls):
        for check in source.column.run.checks:
            checks.setdefault(check.id, check)
    names = UniqueSlugs()
    ordered = {check: checks[check] for check in sorted(checks)}
    pages = {one: f"check-{names.of(one)}.html" for one in ordered}
    of_two = {check.id for check in ordered.values() if check.peers > 1}
    of_two |= {check for source in calls for check in source.column.results}
    return (
        Scope(
            sources=tuple(sources),
            checks={one: check for one, check in ordered.items() if one not in of_two},
            pages=pages,
            compared=compared,
        ),
        Scope(
            sources=tuple(calls),
            checks={one: check for one, check in ordered.items() if one in of_two} if calls else {},
            pages=pages,
            calls=True,
            numbers=tuple(range(len(sources), len(sources) + len(calls))),
            compared=compared,
        ),
    )


def whole_scope(scope: Scope, calls: Scope) -> Scope:
    """Join browsers and pairs, for lookups of checks and pages."""
    return Scope(
        sources=(*scope.sources, *calls.sources),
        checks={**scope.checks, **calls.checks},
        pages=scope.pages,
        compared=scope.compared,
    )


def repeated_calls(calls: Scope) -> list[Scope]:
    """Return a scope for each pair that several runs hold, since a call is compared only with itself."""
    places: dict[str, list[int]] = {}
    for place, source in enumerate(calls.sources):
        places.setdefault(source.column.address, []).append(place)
    return [
        Scope(
            sources=tuple(calls.sources[place] for place in mine),
            checks=calls.checks,
            pages=calls.pages,
            calls=True,
            numbers=tuple(calls.number(place) for place in mine),
            compared=calls.compared,
        )
        for mine in places.values()
        if len(mine) > 1
    ]

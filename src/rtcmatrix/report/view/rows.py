"""Rows over all columns as a report shows them, one by one."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, ColumnNames, Comparing, RowStandings, Standing, set_apart
from rtcmatrix.compare.facts import ABSENT, Absent
from rtcmatrix.compare.lists import match_lists
from rtcmatrix.model import Level
from rtcmatrix.report.cells import cell_of, probe_cell
from rtcmatrix.report.text import one_line, shortened, visible
from rtcmatrix.report.value_tables import table_of
from rtcmatrix.report.values import MOST, item_views, value_view
from rtcmatrix.report.view_rows import RowView, SideView, Traits
from rtcmatrix.report.who import who, who_calls

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rtcmatrix.compare.rows import Group, Row
    from rtcmatrix.model import Check, Json, ListChange
    from rtcmatrix.report.sources import Source


_TOGETHER = 3
"""Facts that say the same from which on they are one row."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What a row needs to know of the whole site."""

    sources: tuple[Source, ...]
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
        """Say whether a row counts."""
        return self._standings.of(row)

    @functools.cached_property
    def apart(self) -> dict[int, str]:
        """Columns that were started or judged unlike the others, with the reason."""
        return set_apart([source.column for source in self.sources])

    def number(self, place: int) -> int:
        """Give the number of a column in the whole report."""
        return self.numbers[place] if self.numbers else place

    def who(self, places: Collection[int]) -> str:
        """Say which columns are meant."""
        if self.calls:
            return who_calls(places, self.sources)
        return who(places, self.sources, self._names)

    @functools.cached_property
    def resting(self) -> dict[str, list[Check]]:
        """The checks that rest on each probe."""
        found: dict[str, list[Check]] = {}
        for check in self.checks.values():
            found.setdefault(check.probe, []).append(check)
        return found

    def probe_page(self, probe: str) -> str | None:
        """Where the facts of a probe stand side by side: on the page of the first check that rests on it."""
        return self.pages[self.resting[probe][0].id] if probe in self.resting else None


def status_row(row: Row, site: Site, cause: str) -> RowView:
    """Show a check that does not come out the same everywhere, or a probe that ends differently."""
    check = site.checks.get(row.subject)
    sides = tuple(
        SideView(
            who=site.who(group.columns),
            cell=(
                cell_of(site.sources[group.columns[0]], row.subject, 160)
                if check
                else probe_cell(site.sources[group.columns[0]], row.subject)
            ),
        )
        for group in row.groups
    )
    return RowView(
        source=one_line(row.subject),
        standing=site.standing(row).value,
        subject=one_line(check.title, 300) if check else "How the probe ended",
        note=one_line(row.subject),
        href=site.pages.get(row.subject),
        sides=sides,
        silent=_silent(row, site),
        traits=_traits(row, site, cause, " ".join(dict.fromkeys(side.cell.status for side in sides if side.cell))),
    )


def fact_row(row: Row, site: Site, cause: str) -> RowView:
    """Show a fact that is not the same everywhere."""
    tabular = _tabular(row.groups)
    change = None if tabular else _list_change(row.groups)
    sides = tuple(
        SideView(
            who=site.who(group.columns),
            value=value_view(None, absent=True) if group.value is ABSENT else value_view(group.value, tabular=tabular),
        )
        for group in row.groups
    )
    return RowView(
        source=one_line(row.subject),
        standing=site.standing(row).value,
        subject=shortened(visible(row.path), 300),
        note="",
        href=None,
        sides=sides,
        silent=_silent(row, site),
        traits=_traits(row, site, cause),
        is_list=change is not None,
        removed=item_views(change.removed) if change else (),
        added=item_views(change.added) if change else (),
        moved=item_views(change.moved) if change else (),
    )


def together(rows: list[RowView]) -> list[RowView]:
    """Put facts of a probe together in which the same columns say the same: they are mostly one difference."""
    kinds: dict[object, list[RowView]] = {}
    for row in rows:
        # What is a list, or longer than its line, stands by itself.
        alone = row.is_list or row.note or any(_stands_alone(side) for side in row.sides)
        kinds.setdefault(id(row) if alone else (row.sides, row.silent, row.standing), []).append(row)
    shown: list[RowView] = []
    for members in kinds.values():
        if len(members) < _TOGETHER:
            shown += members
        else:
            shown.append(dataclasses.replace(members[0], alike=tuple(each.subject for each in members[1:])))
    return shown


def _stands_alone(side: SideView) -> bool:
    return side.value is None or side.value.full is not None or side.value.table is not None


def _silent(row: Row, site: Site) -> str:
    """Say who takes no part in a row, and why."""
    missing = [at for at in row.silent if row.level is Level.STATUS and row.subject in site.sources[at].column.selected]
    silent = [at for at in row.silent if at not in missing]
    told = [
        (silent, "not observed"),
        (missing, "selected, but no result"),
        (row.apart, "ran another version of it, so it is set apart"),
    ]
    return "; ".join(f"{site.who(places)}: {why}" for places, why in told if places)


def _traits(row: Row, site: Site, cause: str, statuses: str = "") -> Traits:
    apart = sorted(place for group in row.groups[1:] for place in group.columns)
    if len(row.groups[0].columns) == len(row.groups[1].columns):
        apart = sorted({*apart, *row.groups[0].columns})
    return Traits(
        area=one_line(row.subject.partition("/")[0], 80),
        level=row.level.value,
        cause=cause,
        browsers=" ".join(str(site.number(place)) for place in apart),
        statuses=statuses,
    )


def _tabular(groups: Sequence[Group]) -> bool:
    """Whether all that is there are lists of objects with the same members, which are read row by row."""
    tables = [table_of(group.value) for group in groups if not isinstance(group.value, Absent)]
    return bool(tables) and len({each.heads if each else () for each in tables}) == 1 and tables[0] is not None


def _list_change(groups: Sequence[Group]) -> ListChange | None:
    """Say how one list became another, where there are two; items that hold another value count as both."""
    values: list[Json] = [group.value for group in groups]
    if len(values) != 2 or not all(isinstance(value, list) and len(value) <= MOST for value in values):
        return None
    match = match_lists(values[0], values[1])
    change = match.change
    return type(change)(
        removed=(*change.removed, *(pair.before for pair in match.inside)),
        added=(*change.added, *(pair.after for pair in match.inside)),
        moved=change.moved,
    )

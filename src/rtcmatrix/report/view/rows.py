"""Show one fact or status that differs between columns as a row."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, Absent
from rtcmatrix.compare.lists import match_lists
from rtcmatrix.model import Level
from rtcmatrix.report.view.cells import CellView, cell_of, probe_cell
from rtcmatrix.report.view.scopes import Scope
from rtcmatrix.report.view.tables import table_of
from rtcmatrix.report.view.values import MOST, ValueView, item_views, value_view
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.rows import Group, Row
    from rtcmatrix.model import Json, ListChange


@dataclass(frozen=True, kw_only=True)
class RowTraits:
    """What a row can be filtered by."""

    area: str
    level: str
    """status, fact or metric."""
    cause: str = ""
    browsers: str = ""
    """Indices of the columns that differ from the others, separated by spaces."""
    statuses: str = ""
    """The statuses that occur, as CSS classes, separated by spaces."""


@dataclass(frozen=True, kw_only=True)
class RowSideView:
    """A group of columns that agree, with their value."""

    who: str
    value: ValueView | None = None
    cell: CellView | None = None


@dataclass(frozen=True, kw_only=True)
class RowView:
    """A fact or status that differs between columns."""

    subject: str
    """The path of a fact, the title of a check."""
    note: str
    """The check's id; empty for a fact."""
    href: str | None
    sides: tuple[RowSideView, ...]
    traits: RowTraits
    silent: str = ""
    """Who was not asked."""
    alike: tuple[str, ...] = ()
    """Further facts of the probe in which the same columns say the same."""
    removed: tuple[ValueView, ...] = ()
    added: tuple[ValueView, ...] = ()
    moved: tuple[ValueView, ...] = ()
    """How one list became another, where there are two groups."""
    is_list: bool = False
    source: str = ""
    """The check's id, or the probe of a fact."""
    standing: str = ""
    """Whether it counts, ``unstated``, and if not why."""


_TOGETHER = 3
"""Facts that say the same from which on they are one row."""


def status_row(row: Row, scope: Scope, cause: str) -> RowView:
    """Show a check whose status differs, or a probe whose outcome differs."""
    check = scope.checks.get(row.subject)
    sides = tuple(
        RowSideView(
            who=scope.group_name(group.columns),
            cell=(
                cell_of(scope.sources[group.columns[0]], row.subject, 160)
                if check
                else probe_cell(scope.sources[group.columns[0]], row.subject)
            ),
        )
        for group in row.groups
    )
    return RowView(
        source=one_line(row.subject),
        standing=scope.standing(row).value,
        subject=one_line(check.title, 300) if check else "Outcome of the probe",
        note=one_line(row.subject),
        href=scope.pages.get(row.subject),
        sides=sides,
        silent=_silent(row, scope),
        traits=_traits(row, scope, cause, " ".join(dict.fromkeys(side.cell.status for side in sides if side.cell))),
    )


def fact_row(row: Row, scope: Scope, cause: str) -> RowView:
    """Show a fact that differs."""
    tabular = _tabular(row.groups)
    change = None if tabular else _list_change(row.groups)
    sides = tuple(
        RowSideView(
            who=scope.group_name(group.columns),
            value=value_view(None, absent=True) if group.value is ABSENT else value_view(group.value, tabular=tabular),
        )
        for group in row.groups
    )
    return RowView(
        source=one_line(row.subject),
        standing=scope.standing(row).value,
        subject=shortened(visible(row.path), 300),
        note="",
        href=None,
        sides=sides,
        silent=_silent(row, scope),
        traits=_traits(row, scope, cause),
        is_list=change is not None,
        removed=item_views(change.removed) if change else (),
        added=item_views(change.added) if change else (),
        moved=item_views(change.moved) if change else (),
    )


def merged_rows(rows: list[RowView]) -> list[RowView]:
    """Merge facts of a probe in which the same columns have the same values: they are mostly one difference."""
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


def _stands_alone(side: RowSideView) -> bool:
    return side.value is None or side.value.full is not None or side.value.table is not None


def _silent(row: Row, scope: Scope) -> str:
    """Name the columns without a value in a row, with the reason."""
    missing = [
        at for at in row.silent if row.level is Level.STATUS and row.subject in scope.sources[at].column.selected
    ]
    silent = [at for at in row.silent if at not in missing]
    told = [
        (silent, "not observed"),
        (missing, "selected, but no result"),
        (row.apart, "ran another version of it, so it is not compared"),
    ]
    return "; ".join(f"{scope.group_name(places)}: {why}" for places, why in told if places)


def _traits(row: Row, scope: Scope, cause: str, statuses: str = "") -> RowTraits:
    apart = sorted(place for group in row.groups[1:] for place in group.columns)
    if len(row.groups[0].columns) == len(row.groups[1].columns):
        apart = sorted({*apart, *row.groups[0].columns})
    return RowTraits(
        area=one_line(row.subject.partition("/")[0], 80),
        level=row.level.value,
        cause=cause,
        browsers=" ".join(str(scope.number(place)) for place in apart),
        statuses=statuses,
    )


def _tabular(groups: Sequence[Group]) -> bool:
    """Return whether all values are lists of objects with the same members, to be shown as tables."""
    tables = [table_of(group.value) for group in groups if not isinstance(group.value, Absent)]
    return bool(tables) and len({each.heads if each else () for each in tables}) == 1 and tables[0] is not None


def _list_change(groups: Sequence[Group]) -> ListChange | None:
    """Return the change between two lists; an item whose value changed is both removed and added."""
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

"""Show lists of similar objects as tables: one row per simulcast layer instead of ``layers[0].rid``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import member
from rtcmatrix.report.text.values import value_text
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.model import Json


@dataclass(frozen=True, kw_only=True)
class TableView:
    """A list of objects with the same members."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class NamedTable:
    """A list among facts, with its path."""

    path: str
    table: TableView


_ROWS = 8
_KEYS = range(3, 11)
"""With fewer members, an item is as readable on one line; more columns do not fit the page."""
_CELL = 20
"""Maximum characters of a cell: longer values, such as a line of SDP, make a table unreadable."""
_TABLES = 12
"""Tables of one probe."""


def table_of(value: Json) -> TableView | None:
    """Return a list of objects with the same members as a table; None if it is none or too wide."""
    if not isinstance(value, list) or not 0 < len(value) <= _ROWS or not isinstance(value[0], dict):
        return None
    keys = list(value[0])
    if len(keys) not in _KEYS or not all(isinstance(item, dict) and item.keys() == value[0].keys() for item in value):
        return None
    rows = [tuple(_cell(item[key]) for key in keys) for item in value]
    if any(text is None or len(text) > _CELL for row in rows for text in row):
        return None
    return TableView(
        heads=tuple(one_line(key, 40) for key in keys), rows=tuple(tuple(text or "" for text in row) for row in rows)
    )


def tables_in(facts: Mapping[str, Json], path: str = "") -> list[NamedTable]:
    """Return every list in nested objects that can be a table, with its path."""
    found: list[NamedTable] = []
    for key, value in facts.items():
        where = member(path, key)
        if isinstance(value, dict):
            found += tables_in(value, where)
        elif (table := table_of(value)) is not None:
            found.append(NamedTable(path=shortened(visible(where), 200), table=table))
        if len(found) >= _TABLES:
            break
    return found[:_TABLES]


def _cell(value: Json) -> str | None:
    """Write a member; None if it is an object or a list."""
    if value is None or isinstance(value, bool):
        return {None: "\N{EN DASH}", True: "yes", False: "no"}[value]
    if isinstance(value, str | int | float):
        return visible(value) if isinstance(value, str) else value_text(value)
    return None

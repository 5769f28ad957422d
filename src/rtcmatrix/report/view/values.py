"""Show the value of a fact: short, with the full value behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.report.text.values import item_text, value_lines, value_text, whole
from rtcmatrix.report.view.tables import TableView, table_of
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.model import Json


@dataclass(frozen=True, kw_only=True)
class ValueView:
    """The value of a fact."""

    short: str
    full: str | None = None
    """Set where ``short`` is not all of it."""
    absent: bool = False
    table: TableView | None = None
    """Set where a list is best read as one."""


MOST = 200
"""Items of a list that a page shows; the column's own page has them all."""


def value_view(value: Json, *, absent: bool = False, item: bool = False, tabular: bool = False) -> ValueView:
    """Show a value in one line, with the full value if it was cut; ``tabular`` shows lists as tables."""
    if absent:
        return ValueView(short="absent", absent=True)
    text = item_text(value) if item else value_text(value)
    short = one_line(text)
    cut = len(text) > len(short) or short.endswith("…")
    table = table_of(value) if tabular else None
    full = whole(value if isinstance(value, str) else value_lines(value)) if cut else None
    return ValueView(short=short, full=full, table=table)


def item_views(value: Sequence[Json]) -> tuple[ValueView, ...]:
    """Show the first ``MOST`` items of a list."""
    return tuple(value_view(item, item=True) for item in value[:MOST])

"""Values of facts as a report shows them: short, with all of it behind."""

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
    """A value of a fact."""

    short: str
    full: str | None = None
    """Set where ``short`` is not all of it."""
    absent: bool = False
    table: TableView | None = None
    """Set where a list is best read as one."""


MOST = 200
"""Items of a list that a page shows; the column's own page has them all."""


def value_view(value: Json, *, absent: bool = False, item: bool = False, tabular: bool = False) -> ValueView:
    """Show a value in a line; all of it where that is not enough; a list of like objects as a table where wanted."""
    if absent:
        return ValueView(short="not there", absent=True)
    text = item_text(value) if item else value_text(value)
    short = one_line(text)
    cut = len(text) > len(short) or short.endswith("…")
    table = table_of(value) if tabular else None
    full = whole(value if isinstance(value, str) else value_lines(value)) if cut else None
    return ValueView(short=short, full=full, table=table)


def item_views(value: Sequence[Json]) -> tuple[ValueView, ...]:
    """Show a list item by item, as far as anybody reads."""
    return tuple(value_view(item, item=True) for item in value[:MOST])

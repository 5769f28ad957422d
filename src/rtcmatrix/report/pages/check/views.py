"""What the page of one check shows. All text is safe to display."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view.artifacts import FileView
from rtcmatrix.report.view.cells import CellView
from rtcmatrix.report.view.links import LinkView
from rtcmatrix.report.view.metrics import MetricView
from rtcmatrix.report.view.rows import RowView
from rtcmatrix.report.view.tables import NamedTable


@dataclass(frozen=True, kw_only=True)
class CheckSideView:
    """One check in one column."""

    who: str
    page: str
    """Where the column's own evidence of it is."""
    cell: CellView
    message: str
    repeats: str
    """What the repeats came to; empty where there was one."""
    when: str
    seconds: float
    share: float
    """Of the longest time of any column."""
    console: tuple[tuple[str, str], ...]
    files: tuple[FileView, ...]
    anchor: str = ""
    """Of a pair, its place on the page."""
    again: str = ""
    """Of a pair, the command that runs it again and no other."""


@dataclass(frozen=True, kw_only=True)
class ObservedView:
    """What a probe observed in all columns."""

    probe: str
    reproducer: str | None
    rows: tuple[RowView, ...]
    noisy: tuple[RowView, ...]
    differing: int
    rest: int
    """Facts that differ and are not shown."""
    equal: str
    """A line each of what is the same in every column."""
    equal_count: int
    tables: tuple[NamedTable, ...]
    """Lists that are the same in every column, best read as tables."""
    metrics: tuple[MetricView, ...]
    uncounted: tuple[RowView, ...] = ()
    """Facts that a known difference states, or in which the columns cannot be compared."""


@dataclass(frozen=True, kw_only=True)
class CheckPageView:
    """Everything about one check."""

    page: str
    id: str
    title: str
    why: str
    answer: str
    """How it came out, in a sentence."""
    area: str
    spec: LinkView | None
    features: tuple[str, ...]
    sides: tuple[CheckSideView, ...]
    noun: str
    """What a column is: browser or pair."""
    way: str
    """The head of the list of columns."""
    observed: ObservedView
    first: LinkView | None
    """The check whose page has the same observations and comes first; None where it is this one."""
    others: tuple[LinkView, ...]
    """Further checks on the same observations."""
    before: LinkView | None
    after: LinkView | None

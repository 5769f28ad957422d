"""What the page of calls shows. All text is safe to display."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view.cells import CellView
from rtcmatrix.report.view.links import LinkView


@dataclass(frozen=True, kw_only=True)
class CallRowView:
    """One browser that begins, and every browser that answers it."""

    who: str
    cells: tuple[CellView, ...]
    """One for each browser that answers; ``browser`` is the pair."""


@dataclass(frozen=True, kw_only=True)
class CallTableView:
    """One check in the pairs of one run."""

    run: str
    """Shown where several runs are; else empty."""
    heads: tuple[str, ...]
    """The browsers that answer."""
    rows: tuple[CallRowView, ...]


@dataclass(frozen=True, kw_only=True)
class CallCheckView:
    """One check in every pair."""

    id: str
    title: str
    page: str
    spec: LinkView | None
    answer: str
    """How many pairs it works in."""
    tables: tuple[CallTableView, ...]


@dataclass(frozen=True, kw_only=True)
class CallGroupView:
    """The checks on one probe."""

    name: str
    probe: str
    anchor: str
    first: str
    second: str
    does: str
    """The words for the two browsers, see ``report/roles.py``."""
    loud: tuple[CallCheckView, ...]
    """Checks that do not work in every pair, or whose result was not expected."""
    quiet: tuple[CallCheckView, ...]
    quiet_words: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class CallSumView:
    """How much works in one pair."""

    pair: str
    page: str | None
    """Everything the two did; None where they did not meet."""
    works: int
    total: int
    unexpected: int
    known: int


@dataclass(frozen=True, kw_only=True)
class CallSumTableView:
    """How much works in each pair of one run."""

    run: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[CallSumView, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class CallsView:
    """The page of calls between browsers."""

    page: str
    answer: str
    details: tuple[str, ...]
    note: str
    """The answer in a few words, for the first page."""
    check_count: int
    sums: tuple[CallSumTableView, ...]
    groups: tuple[CallGroupView, ...]
    legend: tuple[tuple[str, str, str], ...]
    short: bool
    """So few checks that those that work everywhere stand open."""

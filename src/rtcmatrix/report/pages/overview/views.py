"""What the overview shows. All text is safe to display."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view.cells import CellView
from rtcmatrix.report.view.links import LinkView
from rtcmatrix.report.view.rows import RowView


@dataclass(frozen=True, kw_only=True)
class AbsentView:
    """A column that could not be had."""

    address: str
    run: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RunView:
    """One run, in the words of the page's head."""

    id: str
    rows: tuple[tuple[str, str], ...]
    complete: bool
    """It holds a result of every cell that it selected."""
    missing: str
    """What it lacks; empty where it is complete."""
    timing: tuple[tuple[str, str, float], ...]
    """(what, seconds as text, share of the longest)."""


@dataclass(frozen=True, kw_only=True)
class KnownDifferenceView:
    """A known difference that needs attention."""

    place: str
    """File and line."""
    kind: str
    """What is wrong, in a word."""
    words: str
    """What is wrong and what to do."""
    bug: LinkView


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """One row of the matrix."""

    id: str
    title: str
    page: str
    spec: LinkView | None
    differs: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, kw_only=True)
class AreaView:
    """The checks of one suite."""

    name: str
    anchor: str
    loud: tuple[CheckView, ...]
    """Checks that do not pass everywhere, or whose result was not expected."""
    quiet: tuple[CheckView, ...]
    """Checks that pass in every browser that ran them."""
    quiet_words: str
    differing: int


@dataclass(frozen=True, kw_only=True)
class ProbeRowsView:
    """The rows of one probe."""

    probe: str
    title: str
    """A check that rests on it; the page is that check's."""
    href: str | None
    rows: tuple[RowView, ...]


@dataclass(frozen=True, kw_only=True)
class RowAreaView:
    """The rows of one area."""

    name: str
    anchor: str
    probes: tuple[ProbeRowsView, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class SplitView:
    """All rows in which the same columns differ from the others."""

    anchor: str
    title: str
    against: str
    """Which columns they differ from, as the end of a sentence."""
    why: str
    """The cause of the difference, in a sentence."""
    heads: tuple[str, ...]
    """Who stands in which place of every row; empty where rows say it themselves."""
    checks: tuple[RowView, ...]
    known: tuple[RowView, ...]
    """Checks whose difference is a known difference."""
    areas: tuple[RowAreaView, ...]
    fact_count: int
    short: bool
    """So few rows that they stand open."""
    stated: tuple[RowAreaView, ...] = ()
    """Facts whose difference is a known difference."""
    stated_count: int = 0


@dataclass(frozen=True, kw_only=True)
class ChannelView:
    """What shows first in one channel."""

    name: str
    label: str
    until: str
    """How long until it reaches stable."""
    trial: int
    """Rows that a channel further out does not have any more."""
    count: int
    rows: tuple[RowView, ...]


@dataclass(frozen=True, kw_only=True)
class OverviewRowView:
    """One area in every column."""

    name: str
    anchor: str
    total: int
    differing: int
    cells: tuple[tuple[int, int, int], ...]
    """For each column: checks that passed, checks that ended otherwise, checks without a result."""


@dataclass(frozen=True, kw_only=True)
class FiltersView:
    """What rows can be narrowed down by: (value, word) of each choice."""

    areas: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    causes: tuple[tuple[str, str], ...]
    browsers: tuple[tuple[str, str], ...]

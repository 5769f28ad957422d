"""What the pages over several columns show, as values: rows, splits, checks. All text is fit to be seen."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view import CellView, FileView, Link, MetricView, NamedTable, ValueView


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a row is found by."""

    area: str
    level: str
    """status, fact or metric."""
    cause: str = ""
    browsers: str = ""
    """The numbers of the columns that stand apart, with spaces."""
    statuses: str = ""
    """The statuses that occur, as classes, with spaces."""


@dataclass(frozen=True, kw_only=True)
class SideView:
    """One group of columns that agree, and what they agree on."""

    who: str
    value: ValueView | None = None
    cell: CellView | None = None


@dataclass(frozen=True, kw_only=True)
class RowView:
    """One fact or status in which columns are not all alike."""

    subject: str
    """The path of a fact, the title of a check."""
    note: str
    """The check's id; empty for a fact."""
    href: str | None
    sides: tuple[SideView, ...]
    traits: Traits
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
    """All rows in which the same columns stand apart from the others."""

    anchor: str
    title: str
    against: str
    """Whom they stand apart from, as the end of a sentence."""
    why: str
    """What sets them apart, in a sentence."""
    heads: tuple[str, ...]
    """Who stands in which place of every row; empty where rows say it themselves."""
    checks: tuple[RowView, ...]
    known: tuple[RowView, ...]
    """Checks whose difference somebody stated before."""
    areas: tuple[RowAreaView, ...]
    fact_count: int
    short: bool
    """So few rows that they stand open."""
    stated: tuple[RowAreaView, ...] = ()
    """Facts whose difference somebody stated before."""
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
    """Facts that somebody stated before, or in which the columns cannot be compared."""


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
    spec: Link | None
    features: tuple[str, ...]
    sides: tuple[CheckSideView, ...]
    noun: str
    """What a column is: browser or pair."""
    way: str
    """The head of the list of columns."""
    observed: ObservedView
    first: Link | None
    """The check whose page has the same observations and comes first; None where it is this one."""
    others: tuple[Link, ...]
    """Further checks on the same observations."""
    before: Link | None
    after: Link | None

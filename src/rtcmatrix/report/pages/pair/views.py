"""What a report shows, as values: a template prints them and decides nothing. All text is fit to be seen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Link:
    """Text that may lead somewhere."""

    text: str
    href: str | None = None


@dataclass(frozen=True, kw_only=True)
class TableView:
    """A list of objects with the same members."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class NamedTable:
    """A list among facts, and where it stands."""

    path: str
    table: TableView


@dataclass(frozen=True, kw_only=True)
class ValueView:
    """A value of a fact."""

    short: str
    full: str | None = None
    """Set where ``short`` is not all of it."""
    absent: bool = False
    table: TableView | None = None
    """Set where a list is best read as one."""


@dataclass(frozen=True, kw_only=True)
class ColumnView:
    """One column: what was launched."""

    label: str
    """Brand and the part of the version people speak of: ``Chromium 156``."""
    address: str
    run: str
    """Shown where several runs are; else empty."""
    page: str
    rows: tuple[tuple[str, str], ...]
    """The provenance, row by row: (name, value)."""
    counts: tuple[tuple[str, str, int], ...]
    """(status, its word, how many)."""
    unexpected: int
    flaky: int = 0


@dataclass(frozen=True, kw_only=True)
class AbsentView:
    """A column that could not be had."""

    address: str
    run: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class TroubleView:
    """A known difference that somebody must look at."""

    place: str
    """File and line."""
    kind: str
    """What is wrong, in a word."""
    words: str
    """What is wrong and what to do."""
    bug: Link


@dataclass(frozen=True, kw_only=True)
class CellView:
    """One check in one browser."""

    browser: str
    status: str
    """The status as a class: ``pass``, ``fail``; ``none`` where there is no result."""
    word: str
    outcome: str
    known: Link | None
    message: str
    href: str | None


@dataclass(frozen=True, kw_only=True)
class CheckView:
    """One row of the matrix."""

    id: str
    title: str
    page: str
    spec: Link | None
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
class FactView:
    """One differing fact."""

    path: str
    before: ValueView
    after: ValueView
    removed: tuple[ValueView, ...] = ()
    added: tuple[ValueView, ...] = ()
    moved: tuple[ValueView, ...] = ()
    lists: tuple[tuple[ValueView, ...], tuple[ValueView, ...]] | None = None
    """Both lists as they were, where it is about a list."""
    rest: tuple[int, int] = (0, 0)
    """How many items of each list are not shown."""
    probe: str = ""
    """What observed it."""


@dataclass(frozen=True, kw_only=True)
class ProbeFactsView:
    """The differing facts of one probe."""

    probe: str
    anchor: str
    titles: tuple[str, ...]
    """The checks that rest on it."""
    page: str | None
    """Where all browsers stand side by side."""
    facts: tuple[FactView, ...]


@dataclass(frozen=True, kw_only=True)
class FactAreaView:
    """The differing facts of the probes of one area."""

    name: str
    anchor: str
    probes: tuple[ProbeFactsView, ...]


@dataclass(frozen=True, kw_only=True)
class StatusView:
    """One differing status."""

    subject: str
    title: str
    page: str | None
    kind: str
    before: CellView
    after: CellView


@dataclass(frozen=True, kw_only=True)
class EqualView:
    """What is the same in one probe."""

    probe: str
    number: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FileView:
    """An artifact, copied into the site."""

    name: str
    href: str
    is_image: bool
    words: str = ""
    """Of a recording, what it is and how large: ``video, 1.2 MB``."""


@dataclass(frozen=True, kw_only=True)
class DotsView:
    """A metric in one column: every repeat as a dot on a line that all columns share."""

    who: str
    dots: tuple[float, ...]
    """Places from 0 to 100."""
    median: float
    text: str
    """The median as text."""


@dataclass(frozen=True, kw_only=True)
class MetricView:
    """A metric in several columns."""

    name: str
    probe: str
    low: str
    high: str
    rows: tuple[DotsView, ...]
    words: str = ""
    """What comparing them gave, and how sure it is."""
    standing: str = ""
    """Whether its difference counts, and if not why; empty where it does not differ."""


@dataclass(frozen=True, kw_only=True)
class FaceSideView:
    """What one browser shows a person in one situation; a picture, or why there is none."""

    side: str
    picture: FileView | None
    why: str


@dataclass(frozen=True, kw_only=True)
class FaceView:
    """One situation in two browsers, and where the two pictures differ."""

    name: str
    anchor: str
    sides: tuple[FaceSideView, FaceSideView]
    difference: FileView | None
    words: str
    """How much of the picture differs."""
    same: bool
    """Both were pictured, and nobody would see a difference."""


@dataclass(frozen=True, kw_only=True)
class PairView:
    """Two columns set against each other."""

    page: str
    before: ColumnView
    after: ColumnView
    summary: str
    cause: str
    near: str
    """What sets the two apart: a cause, ``same`` for one browser in two runs, empty where it is several things."""
    backwards: bool
    """The first is newer than the second."""
    facts: tuple[FactAreaView, ...]
    fact_count: int
    noise: tuple[FactAreaView, ...]
    """Facts in which a browser differs from itself."""
    noise_count: int
    stated: tuple[FactAreaView, ...]
    """Facts whose difference somebody stated before."""
    stated_count: int
    metrics: tuple[MetricView, ...]
    moved_metrics: int
    """Metrics that moved beyond their noise; the first of ``metrics``."""
    statuses: tuple[StatusView, ...]
    known: tuple[StatusView, ...]
    """Checks whose difference somebody stated before."""
    flaky: tuple[StatusView, ...]
    """Checks that do not come out the same in one browser either."""
    one_sided: tuple[StatusView, ...]
    """Checks that only one of the two has a result of, which says nothing of a browser; the first of them."""
    one_sided_count: int
    revised: tuple[StatusView, ...]
    """Checks of which each side ran another version: not compared."""
    one_sided_words: str
    """How many there are, and why the other has none."""
    faces: tuple[FaceView, ...]
    started: tuple[FactView, ...]
    equal: tuple[EqualView, ...]
    equal_count: int
    apart: tuple[str, ...] = ()
    """Why the two cannot be compared: how the browser was started otherwise. Then nothing counts."""
    apart_facts: tuple[FactAreaView, ...] = ()
    """Facts that are not counted for it."""
    apart_statuses: tuple[StatusView, ...] = ()
    apart_count: int = 0
    """How many differences are not counted for it, metrics and ways of starting included."""

    @property
    def check_count(self) -> int:
        """Checks that come out differently, so that it counts."""
        return len(self.statuses)


@dataclass(frozen=True, kw_only=True)
class JudgedView:
    """A check beside the evidence it rests on."""

    anchor: str
    id: str
    title: str
    page: str
    cell: CellView
    message: str


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    """What one browser did in one probe."""

    probe: str
    anchor: str
    ending: str
    message: str
    checks: tuple[JudgedView, ...]
    like: Link | None
    """The column that observed the same facts and shows them."""
    values: tuple[tuple[str, str, tuple[NamedTable, ...]], ...]
    """(what, JSON over several lines, the lists in it that are tables): facts, metrics, notes."""
    console: tuple[tuple[str, str], ...]
    files: tuple[FileView, ...]
    when: str
    trouble: bool


@dataclass(frozen=True, kw_only=True)
class BrowserView:
    """All the evidence of one column."""

    column: ColumnView
    evidence: tuple[EvidenceView, ...]
    more: tuple[tuple[str, str], ...]
    """Provenance that fills several lines."""


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

"""What the page of two compared columns shows. All text is safe to display."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view.artifacts import FileView
from rtcmatrix.report.view.cells import CellView
from rtcmatrix.report.view.columns import ColumnView
from rtcmatrix.report.view.metrics import MetricView
from rtcmatrix.report.view.values import ValueView


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
class ScreenshotSideView:
    """What one browser displays in one situation: a screenshot, or why there is none."""

    side: str
    picture: FileView | None
    why: str


@dataclass(frozen=True, kw_only=True)
class ScreenshotView:
    """One situation in two browsers, and where the two screenshots differ."""

    name: str
    anchor: str
    sides: tuple[ScreenshotSideView, ScreenshotSideView]
    difference: FileView | None
    words: str
    """How much of the screenshot differs."""
    same: bool
    """Both screenshots exist, and they have no visible difference."""


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
    """Facts whose difference is a known difference."""
    stated_count: int
    metrics: tuple[MetricView, ...]
    moved_metrics: int
    """Metrics that moved beyond their noise; the first of ``metrics``."""
    statuses: tuple[StatusView, ...]
    known: tuple[StatusView, ...]
    """Checks whose difference is a known difference."""
    flaky: tuple[StatusView, ...]
    """Checks whose result also varies within one browser."""
    one_sided: tuple[StatusView, ...]
    """Checks that only one of the two has a result of, which says nothing of a browser; the first of them."""
    one_sided_count: int
    revised: tuple[StatusView, ...]
    """Checks that each side ran in a different version; they are not compared."""
    one_sided_words: str
    """How many there are, and why the other has none."""
    screenshots: tuple[ScreenshotView, ...]
    started: tuple[FactView, ...]
    equal: tuple[EqualView, ...]
    equal_count: int
    apart: tuple[str, ...] = ()
    """Why the two cannot be compared: how the browser was launched differently. Then nothing counts."""
    apart_facts: tuple[FactAreaView, ...] = ()
    """Facts that are not counted for it."""
    apart_statuses: tuple[StatusView, ...] = ()
    apart_count: int = 0
    """How many differences are not counted for it, metrics and ways of starting included."""

    @property
    def check_count(self) -> int:
        """Number of checks whose results differ, without known differences and noise."""
        return len(self.statuses)

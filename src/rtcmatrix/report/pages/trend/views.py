"""What the page over time shows. All text is safe to display."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view.links import LinkView


@dataclass(frozen=True, kw_only=True)
class PointView:
    """One run in a chart."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class LineView:
    """One line of a chart."""

    name: str
    kind: str
    """A class for its colour."""
    points: tuple[PointView, ...]
    paths: tuple[str, ...]
    """``x,y x,y ...`` of each stretch of runs with a value: a run without a value breaks the line."""


@dataclass(frozen=True, kw_only=True)
class ChartView:
    """A small chart: one measure of one browser over runs."""

    title: str
    words: str
    """Text alternative for assistive technology."""
    lines: tuple[LineView, ...]
    low: str
    high: str
    ticks: tuple[tuple[float, str, str], ...]
    """(place, version, day) of each run."""


@dataclass(frozen=True, kw_only=True)
class StepView:
    """One run of one browser, as a row of the table."""

    run: str
    when: str
    version: str
    href: str | None
    passing: int
    other: int
    unexpected: int
    facts: int
    changed: int | None
    """Facts that are not as in the run before; None for the first, and where the two cannot be compared."""
    changed_href: str | None
    apart: tuple[str, ...] = ()
    """Why it cannot be compared with the run before."""


@dataclass(frozen=True, kw_only=True)
class FlipView:
    """A check or fact that changed from one run to the next."""

    subject: str
    note: str
    href: str | None
    before: str
    after: str
    run: str
    level: str
    path: str = ""
    """Where in the facts; empty for a check."""


@dataclass(frozen=True, kw_only=True)
class BrowserTrendView:
    """One browser over time."""

    name: str
    address: str
    anchor: str
    answer: str
    charts: tuple[ChartView, ...]
    metrics: tuple[ChartView, ...]
    steps: tuple[StepView, ...]
    flips: tuple[FlipView, ...]
    rest: int
    """Flips that are not shown."""


@dataclass(frozen=True, kw_only=True)
class TrendView:
    """The page over time."""

    page: str
    answer: str
    browsers: tuple[BrowserTrendView, ...]
    runs: tuple[LinkView, ...]

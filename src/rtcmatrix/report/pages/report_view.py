"""The whole site as a value: what its first page shows, and every other page."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view import AbsentView, AreaView, BrowserView, ColumnView, PairView, RunView, TroubleView
from rtcmatrix.report.view_calls import CallsView
from rtcmatrix.report.view_rows import ChannelView, CheckPageView, OverviewRowView, RowAreaView, SplitView
from rtcmatrix.report.view_trend import TrendView


@dataclass(frozen=True, kw_only=True)
class FiltersView:
    """What rows can be narrowed down by: (value, word) of each choice."""

    areas: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    causes: tuple[tuple[str, str], ...]
    browsers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """The whole site."""

    title: str
    tool: str
    """What wrote this report."""
    answer: str
    """What changed, in a sentence."""
    details: tuple[str, ...]
    """What else there is to say, in sentences."""
    splits: tuple[SplitView, ...]
    channels: tuple[ChannelView, ...]
    noise: tuple[RowAreaView, ...]
    noise_count: int
    filters: FiltersView
    overview: tuple[OverviewRowView, ...]
    runs: tuple[RunView, ...]
    columns: tuple[ColumnView, ...]
    absent: tuple[AbsentView, ...]
    areas: tuple[AreaView, ...]
    short: bool
    """The matrix is so short that the quiet checks stand open."""
    legend: tuple[tuple[str, str, str], ...]
    """(status as a class, its word, what it means), of the statuses that occur."""
    pairs: tuple[PairView, ...]
    browsers: tuple[BrowserView, ...]
    checks: tuple[CheckPageView, ...]
    calls: CallsView | None
    troubles: tuple[TroubleView, ...]
    trend: TrendView | None
    findable: str
    """The script that holds what is the same everywhere, for the search."""
    findable_count: int
    apart: tuple[RowAreaView, ...] = ()
    """In which a browser and its own earlier run cannot be compared."""
    apart_count: int = 0

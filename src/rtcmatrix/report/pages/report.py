"""Build the views of all pages of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix import __version__
from rtcmatrix.compare import PLAIN, Comparing, rows_of
from rtcmatrix.report.pages.browser.build import EvidenceContext, browser_view
from rtcmatrix.report.pages.calls.build import calls_view
from rtcmatrix.report.pages.check.build import check_pages
from rtcmatrix.report.pages.overview.build import area_views, filters_view, is_short, overview_row, status_legend
from rtcmatrix.report.pages.overview.channels import channel_views
from rtcmatrix.report.pages.overview.headline import HeadlineInput, details, headline
from rtcmatrix.report.pages.overview.known_differences import known_difference_views
from rtcmatrix.report.pages.overview.runs import absent_views, run_views
from rtcmatrix.report.pages.overview.splits import joined_splits, splits_of
from rtcmatrix.report.pages.pair.build import pair_view
from rtcmatrix.report.pages.trend.build import trend_view
from rtcmatrix.report.text.completeness import incomplete_headlines
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.columns import ColumnSource, ColumnView, call_sources, distinct, pairs_of, sources_of
from rtcmatrix.report.view.equal_facts import SearchEntry, equal_facts, search_entries
from rtcmatrix.report.view.scopes import repeated_calls, scopes_of, whole_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtcmatrix.compare.known_troubles import KnownTrouble
    from rtcmatrix.model import Run
    from rtcmatrix.report.pages.browser.views import BrowserView
    from rtcmatrix.report.pages.calls.views import CallsView
    from rtcmatrix.report.pages.check.views import CheckPageView
    from rtcmatrix.report.pages.overview.views import (
        AbsentView,
        AreaView,
        ChannelView,
        FiltersView,
        KnownDifferenceView,
        OverviewRowView,
        RowAreaView,
        RunView,
        SplitView,
    )
    from rtcmatrix.report.pages.pair.views import PairView
    from rtcmatrix.report.pages.trend.views import TrendView
    from rtcmatrix.report.view.artifacts import Gallery

    Reproduce = Callable[[Sequence[ColumnSource]], Callable[[str], str | None]]

_LISTING = 6
"""Pairs up to which each pair page lists its equal facts; with more, only the pages of checks and browsers do."""


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """Everything the pages of a report show."""

    title: str
    tool: str
    """Name and version of the tool."""
    answer: str
    """What changed, in a sentence."""
    details: tuple[str, ...]
    """Further sentences below it."""
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
    """The matrix is short enough to show the checks that pass everywhere unfolded."""
    legend: tuple[tuple[str, str, str], ...]
    """(CSS class, label, meaning) of each status that occurs."""
    pairs: tuple[PairView, ...]
    browsers: tuple[BrowserView, ...]
    checks: tuple[CheckPageView, ...]
    calls: CallsView | None
    troubles: tuple[KnownDifferenceView, ...]
    trend: TrendView | None
    search_index: tuple[SearchEntry, ...]
    """The facts that are the same in every column, for the search."""
    apart: tuple[RowAreaView, ...] = ()
    """Rows in which a browser and an earlier run of it cannot be compared."""
    apart_count: int = 0


def _no_reproducers(_: Sequence[ColumnSource]) -> Callable[[str], str | None]:
    """Link no page to a reproducer."""
    return lambda _: None


def report_view(
    runs: Sequence[tuple[Path, Run]],
    gallery: Gallery,
    reproduce: Reproduce = _no_reproducers,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> ReportView:
    """Build the views of all pages.

    ``gallery`` keeps artifacts for the report, ``reproduce`` writes the reproducers and returns their addresses, and
    ``troubles`` are the known differences that need attention.
    """
    sources, calls = sources_of(runs), call_sources(runs)
    browsers, paired = scopes_of(sources, calls, compared)
    whole = whole_scope(browsers, paired)
    rows = rows_of([source.column for source in sources])
    again = [(each, rows_of([source.column for source in each.sources])) for each in repeated_calls(paired)]
    slugs = UniqueSlugs()
    compared_pairs = pairs_of(sources, calls)
    pairs = tuple(
        pair_view(one, other, slugs, gallery, whole, listing=len(compared_pairs) <= _LISTING, compared=compared)
        for one, other in compared_pairs
    )
    areas = area_views(browsers)
    splits = joined_splits([splits_of(rows, browsers), *(splits_of(each, mine) for mine, each in again)])
    equal = equal_facts(browsers)
    context = EvidenceContext(keep=gallery.keep, pages=browsers.pages)
    results = HeadlineInput(
        scope=browsers,
        calls=paired,
        rows=rows,
        again=again,
        pairs=pairs,
        lacking=incomplete_headlines([run for _, run in distinct(runs)]),
    )
    return ReportView(
        title="WebRTC compatibility matrix",
        tool=f"rtcmatrix {__version__}",
        answer=headline(results),
        details=details(results),
        splits=splits.splits,
        channels=channel_views(browsers),
        noise=splits.noise,
        noise_count=splits.noise_count,
        apart=splits.apart,
        apart_count=splits.apart_count,
        filters=filters_view([*sources, *calls], splits, areas),
        overview=tuple(overview_row(area) for area in areas),
        runs=run_views(runs),
        columns=tuple(source.view for source in sources),
        absent=absent_views(runs),
        areas=areas,
        short=is_short(areas),
        legend=status_legend(areas),
        pairs=pairs,
        browsers=tuple(browser_view(source, context) for source in (*sources, *calls)),
        checks=(
            *check_pages(browsers, rows, equal, gallery.keep, reproduce(sources)),
            *check_pages(
                paired,
                rows_of([source.column for source in calls]),
                equal_facts(paired),
                gallery.keep,
                _no_reproducers(()),
            ),
        ),
        calls=calls_view(paired),
        troubles=known_difference_views(troubles),
        trend=trend_view(whole, {(pair.before.page, pair.after.page): pair.page for pair in pairs}),
        search_index=search_entries(equal, browsers),
    )

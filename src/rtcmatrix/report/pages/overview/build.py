"""The overview: what differs at a glance, the matrix of checks and browsers, and where the time went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix import __version__
from rtcmatrix.compare import PLAIN, Comparing, rows_of
from rtcmatrix.model import Check, Run
from rtcmatrix.report.answers import Told, answer, details
from rtcmatrix.report.calls import calls_view
from rtcmatrix.report.cells import cell_of
from rtcmatrix.report.changes import Changes, all_changes, changes_of
from rtcmatrix.report.channels import channel_views
from rtcmatrix.report.checks import check_pages
from rtcmatrix.report.equal import equal_facts, findable
from rtcmatrix.report.evidence import Beside, browser_view
from rtcmatrix.report.lacking import headlines
from rtcmatrix.report.names import Names
from rtcmatrix.report.pairs import pair_view
from rtcmatrix.report.recorded import absent_views, run_views
from rtcmatrix.report.sites import sites_again, sites_of, whole_site
from rtcmatrix.report.sources import Source, call_sources, distinct, link, pairs_of, sources_of
from rtcmatrix.report.text import one_line
from rtcmatrix.report.trend import trend_view
from rtcmatrix.report.troubles import trouble_views
from rtcmatrix.report.view import AreaView, CheckView
from rtcmatrix.report.view_rows import OverviewRowView
from rtcmatrix.report.view_site import FiltersView, ReportView
from rtcmatrix.report.words import CAUSE_WORD, LEVEL, NO_RESULT, legend_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtcmatrix.compare.troubles import KnownTrouble
    from rtcmatrix.report.faces import Gallery
    from rtcmatrix.report.rows import Site

    Reproduce = Callable[[Sequence[Source]], Callable[[str], str | None]]


def _no_reproducers(_: Sequence[Source]) -> Callable[[str], str | None]:
    """Know of no page that reproduces a probe."""
    return lambda _: None


_LISTING = 6
"""Pairs up to which each page lists what is the same; with more, the pages of checks and browsers do."""
_SHORT = 30
"""Checks up to which the whole matrix is shown at once."""


def report_view(
    runs: Sequence[tuple[Path, Run]],
    gallery: Gallery,
    reproduce: Reproduce = _no_reproducers,
    compared: Comparing = PLAIN,
    troubles: Sequence[KnownTrouble] = (),
) -> ReportView:
    """Put everything a report shows together; ``gallery`` takes artifacts into the site, ``reproduce`` writes pages.

    ``troubles`` are known differences that somebody must look at.
    """
    sources, calls = sources_of(runs), call_sources(runs)
    site, paired = sites_of(sources, calls, compared)
    whole = whole_site(site, paired)
    rows = rows_of([source.column for source in sources])
    again = [(each, rows_of([source.column for source in each.sources])) for each in sites_again(paired)]
    names = Names()
    met = pairs_of(sources, calls)
    pairs = tuple(
        pair_view(one, other, names, gallery, whole, listing=len(met) <= _LISTING, compared=compared)
        for one, other in met
    )
    areas = _areas(site)
    changes = all_changes([changes_of(rows, site), *(changes_of(each, mine) for mine, each in again)])
    equal = equal_facts(site)
    script, number = findable(equal, site)
    beside = Beside(keep=gallery.keep, pages=site.pages)
    told = Told(
        site=site,
        calls=paired,
        rows=rows,
        again=again,
        pairs=pairs,
        lacking=headlines([run for _, run in distinct(runs)]),
    )
    return ReportView(
        title="WebRTC compatibility matrix",
        tool=f"rtcmatrix {__version__}",
        answer=answer(told),
        details=details(told),
        splits=changes.splits,
        channels=channel_views(site),
        noise=changes.noise,
        noise_count=changes.noise_count,
        apart=changes.apart,
        apart_count=changes.apart_count,
        filters=_filters([*sources, *calls], changes, areas),
        overview=tuple(_overview(area) for area in areas),
        runs=run_views(runs),
        columns=tuple(source.view for source in sources),
        absent=absent_views(runs),
        areas=areas,
        short=_total(areas) <= _SHORT,
        legend=_legend(areas),
        pairs=pairs,
        browsers=tuple(browser_view(source, beside) for source in (*sources, *calls)),
        checks=(
            *check_pages(site, rows, equal, gallery.keep, reproduce(sources)),
            *check_pages(
                paired,
                rows_of([source.column for source in calls]),
                equal_facts(paired),
                gallery.keep,
                _no_reproducers(()),
            ),
        ),
        calls=calls_view(paired),
        troubles=trouble_views(troubles),
        trend=trend_view(whole, pairs),
        findable=script,
        findable_count=number,
    )


def _areas(site: Site) -> tuple[AreaView, ...]:
    """Group the checks of all runs by suite."""
    anchors = Names()
    groups: dict[str, list[CheckView]] = {}
    for check in site.checks.values():
        groups.setdefault(check.id.partition("/")[0], []).append(_row(check, site))
    return tuple(
        AreaView(
            name=one_line(name, 80),
            anchor=f"area-{anchors.of(name)}",
            loud=tuple(row for row in rows if not _quiet(row)),
            quiet=tuple(row for row in rows if _quiet(row)),
            quiet_words=_quiet_words([row for row in rows if _quiet(row)], len(rows)),
            differing=sum(row.differs for row in rows),
        )
        for name, rows in groups.items()
    )


def _quiet(row: CheckView) -> bool:
    """Whether a row says no more than that all is well."""
    told = [cell for cell in row.cells if cell.status not in NO_RESULT]
    missing = any(cell.status == "missing" for cell in row.cells)
    return bool(told) and not missing and all(cell.status == "pass" and not cell.outcome for cell in told)


def _quiet_words(quiet: Sequence[CheckView], total: int) -> str:
    """Say how many checks are quiet, and whether every browser ran them."""
    ran = all(cell.status not in NO_RESULT for row in quiet for cell in row.cells)
    more = " more" if len(quiet) < total else ""
    return f"{len(quiet)}{more} {'passes' if len(quiet) == 1 else 'pass'} {'everywhere' if ran else 'wherever run'}"


def _row(check: Check, site: Site) -> CheckView:
    """Show one check in every browser."""
    cells = tuple(cell_of(source, check.id) for source in site.sources)
    return CheckView(
        id=one_line(check.id),
        title=one_line(check.title, 300),
        page=site.pages[check.id],
        spec=link(check.spec) if check.spec else None,
        differs=len({cell.status for cell in cells if cell.status not in NO_RESULT}) > 1,
        cells=cells,
    )


def _total(areas: Sequence[AreaView]) -> int:
    """Count the checks."""
    return sum(len(area.loud) + len(area.quiet) for area in areas)


def _overview(area: AreaView) -> OverviewRowView:
    """Count an area's checks in every column."""
    rows = (*area.loud, *area.quiet)
    columns = zip(*(check.cells for check in rows), strict=True)
    return OverviewRowView(
        name=area.name,
        anchor=area.anchor,
        total=len(rows),
        differing=area.differing,
        cells=tuple(_counted([cell.status for cell in cells]) for cells in columns),
    )


def _counted(statuses: Sequence[str]) -> tuple[int, int, int]:
    passed, none = statuses.count("pass"), statuses.count("none")
    return passed, len(statuses) - passed - none, none


def _filters(sources: Sequence[Source], changes: Changes, areas: Sequence[AreaView]) -> FiltersView:
    """Say what the rows can be narrowed down by."""
    rows = [row for split in changes.splits for row in (*split.checks, *split.known)]
    parts = [area for split in changes.splits for area in (*split.areas, *split.stated)]
    parts += [*changes.noise, *changes.apart]
    rows += [row for area in parts for probe in area.probes for row in probe.rows]
    found = {area.name for area in areas} | {row.traits.area for row in rows}
    levels = {row.traits.level for row in rows} | ({"status"} if areas else set())
    causes = {row.traits.cause for row in rows} - {""}
    return FiltersView(
        areas=tuple((name, name) for name in sorted(found)),
        levels=tuple((level, word) for level, word in LEVEL.items() if level in levels),
        statuses=tuple((status, word) for status, word, _ in _legend(areas)),
        causes=tuple((each, word) for each, word in CAUSE_WORD.items() if each in causes),
        browsers=tuple((str(place), source.view.label) for place, source in enumerate(sources)),
    )


def _legend(areas: Sequence[AreaView]) -> tuple[tuple[str, str, str], ...]:
    """Explain the statuses that occur."""
    return legend_of({cell.status for area in areas for check in (*area.loud, *area.quiet) for cell in check.cells})

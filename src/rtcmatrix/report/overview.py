"""The overview: what differs at a glance, the matrix of checks and browsers, and where the time went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix import __version__
from rtcmatrix.compare import Comparing, compare_columns, rows_of
from rtcmatrix.model import Check, Run, Status
from rtcmatrix.report.answers import answer, details
from rtcmatrix.report.cells import cell_of
from rtcmatrix.report.changes import Changes, changes_of
from rtcmatrix.report.channels import channel_views
from rtcmatrix.report.checks import check_pages
from rtcmatrix.report.equal import equal_facts, equal_lines, findable
from rtcmatrix.report.evidence import Beside, browser_view
from rtcmatrix.report.names import Names
from rtcmatrix.report.pairs import pair_view
from rtcmatrix.report.rows import Site
from rtcmatrix.report.sources import Source, distinct, link, pairs_of, sources_of
from rtcmatrix.report.text import one_line
from rtcmatrix.report.trend import trend_view
from rtcmatrix.report.view import AbsentView, AreaView, CheckView, RunView
from rtcmatrix.report.view_rows import OverviewRowView
from rtcmatrix.report.view_site import FiltersView, ReportView
from rtcmatrix.report.words import CAUSE_WORD, LEVEL, STATUS, STATUS_MEANS, TIMING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.report.faces import Gallery

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
    compared: Comparing = compare_columns,
) -> ReportView:
    """Put everything a report shows together; ``gallery`` takes artifacts into the site, ``reproduce`` writes pages."""
    sources = sources_of(runs)
    site = _site(sources)
    rows = rows_of([source.column for source in sources])
    by_probe: dict[str, list[Row]] = {}
    for row in rows:
        by_probe.setdefault(row.subject, []).append(row)
    equal = equal_facts(site)
    names = Names()
    met = pairs_of(sources)
    pairs = tuple(
        pair_view(one, other, names, gallery, site, listing=len(met) <= _LISTING, compared=compared)
        for one, other in met
    )
    areas = _areas(site)
    changes = changes_of(rows, site)
    script, number = findable(equal, site)
    beside = Beside(keep=gallery.keep, pages=site.pages)
    return ReportView(
        title="WebRTC compatibility matrix",
        tool=f"rtcmatrix {__version__}",
        answer=answer(site, rows, pairs),
        details=details(site, rows, pairs),
        splits=changes.splits,
        channels=channel_views(site),
        noise=changes.noise,
        noise_count=changes.noise_count,
        filters=_filters(sources, changes, areas),
        overview=tuple(_overview(area) for area in areas),
        runs=tuple(
            _run(run, f"Run {place}" if len(distinct(runs)) > 1 else "Run")
            for place, (_, run) in enumerate(distinct(runs), 1)
        ),
        columns=tuple(source.view for source in sources),
        absent=_absent(runs),
        areas=areas,
        short=_total(areas) <= _SHORT,
        legend=_legend(areas),
        pairs=pairs,
        browsers=tuple(browser_view(source, beside) for source in sources),
        checks=check_pages(
            site,
            by_probe,
            {probe: equal_lines(each) for probe, each in equal.items()},
            gallery.keep,
            reproduce(sources),
        ),
        trend=trend_view(site, pairs),
        findable=script,
        findable_count=number,
    )


def _site(sources: list[Source]) -> Site:
    """Name the page of every check of every run."""
    checks: dict[str, Check] = {}
    for source in sources:
        for check in source.column.run.checks:
            checks.setdefault(check.id, check)
    names = Names()
    ordered = {check: checks[check] for check in sorted(checks)}
    return Site(sources=tuple(sources), checks=ordered, pages={one: f"check-{names.of(one)}.html" for one in ordered})


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
    told = [cell for cell in row.cells if cell.status != "none"]
    return bool(told) and all(cell.status == "pass" and not cell.outcome for cell in told)


def _quiet_words(quiet: Sequence[CheckView], total: int) -> str:
    """Say how many checks are quiet, and whether every browser ran them."""
    ran = all(cell.status != "none" for row in quiet for cell in row.cells)
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
        differs=len({cell.status for cell in cells if cell.status != "none"}) > 1,
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
    parts = [area for split in changes.splits for area in split.areas] + list(changes.noise)
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
    seen = {cell.status for area in areas for check in (*area.loud, *area.quiet) for cell in check.cells}
    named = [(status.value.lower().replace("_", "-"), status) for status in Status]
    return tuple((name, STATUS[status], STATUS_MEANS[status]) for name, status in named if name in seen)


def _absent(runs: Sequence[tuple[Path, Run]]) -> tuple[AbsentView, ...]:
    """Show the columns that could not be had."""
    return tuple(
        AbsentView(
            address=one_line(each.address, 60),
            run=one_line(run.id, 60) if len(distinct(runs)) > 1 else "",
            reasons=tuple((one_line(provider, 40), one_line(reason, 400)) for provider, reason in each.reasons),
        )
        for _, run in distinct(runs)
        for each in run.unavailable
    )


def _run(run: Run, name: str) -> RunView:
    """Show when, where and by what a run was recorded."""
    rows = [
        (name, run.id),
        ("Started", _time(run.started_at)),
        ("Took", f"{run.timing.wall:.0f} s" if run.timing.wall else ""),
        ("On", run.host),
        ("By", run.tool),
        ("Revision", (run.revision or "")[:12]),
    ]
    seconds = [(words, getattr(run.timing, name)) for name, words in TIMING]
    longest = max(value for _, value in seconds)
    return RunView(
        id=one_line(run.id, 60),
        rows=tuple((name, one_line(value, 200)) for name, value in rows if value),
        complete=run.complete,
        timing=tuple((words, f"{value:.1f} s", round(value / longest, 3)) for words, value in seconds)
        if longest
        else (),
    )


def _time(text: str) -> str:
    """Write a time for a person: ``2026-01-02 03:04 UTC``."""
    return f"{text[:10]} {text[11:16]} UTC" if len(text) >= 16 and text[10] == "T" else text

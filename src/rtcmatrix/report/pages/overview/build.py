"""Build the matrix of checks and browsers, its counts, its legend and the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Check
from rtcmatrix.report.pages.overview.splits import Splits
from rtcmatrix.report.pages.overview.views import AreaView, CheckView, FiltersView, OverviewRowView
from rtcmatrix.report.text.labels import CAUSE_WORD, LEVEL, NO_RESULT, legend_of
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.cells import cell_of
from rtcmatrix.report.view.columns import ColumnSource
from rtcmatrix.report.view.links import link
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.report.view.scopes import Scope


_SHORT = 30
"""Checks up to which the whole matrix is shown unfolded."""


def area_views(scope: Scope) -> tuple[AreaView, ...]:
    """Group the checks of all runs by suite."""
    anchors = UniqueSlugs()
    groups: dict[str, list[CheckView]] = {}
    for check in scope.checks.values():
        groups.setdefault(check.id.partition("/")[0], []).append(_row(check, scope))
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
    """Return whether a row says no more than that all is well."""
    told = [cell for cell in row.cells if cell.status not in NO_RESULT]
    missing = any(cell.status == "missing" for cell in row.cells)
    return bool(told) and not missing and all(cell.status == "pass" and not cell.outcome for cell in told)


def _quiet_words(quiet: Sequence[CheckView], total: int) -> str:
    """Return how many checks pass in each browser that ran them, and whether every browser did."""
    ran = all(cell.status not in NO_RESULT for row in quiet for cell in row.cells)
    more = " more" if len(quiet) < total else ""
    return f"{len(quiet)}{more} {'passes' if len(quiet) == 1 else 'pass'} {'everywhere' if ran else 'wherever run'}"


def _row(check: Check, scope: Scope) -> CheckView:
    """Show one check in every browser."""
    cells = tuple(cell_of(source, check.id) for source in scope.sources)
    return CheckView(
        id=one_line(check.id),
        title=one_line(check.title, 300),
        page=scope.pages[check.id],
        spec=link(check.spec) if check.spec else None,
        differs=len({cell.status for cell in cells if cell.status not in NO_RESULT}) > 1,
        cells=cells,
    )


def is_short(areas: Sequence[AreaView]) -> bool:
    """Return whether the matrix has so few checks that all of it is shown unfolded."""
    return sum(len(area.loud) + len(area.quiet) for area in areas) <= _SHORT


def overview_row(area: AreaView) -> OverviewRowView:
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


def filters_view(sources: Sequence[ColumnSource], changes: Splits, areas: Sequence[AreaView]) -> FiltersView:
    """Return the filters that apply to the rows."""
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
        statuses=tuple((status, word) for status, word, _ in status_legend(areas)),
        causes=tuple((each, word) for each, word in CAUSE_WORD.items() if each in causes),
        browsers=tuple((str(place), source.view.label) for place, source in enumerate(sources)),
    )


def status_legend(areas: Sequence[AreaView]) -> tuple[tuple[str, str, str], ...]:
    """Explain the statuses that occur."""
    return legend_of({cell.status for area in areas for check in (*area.loud, *area.quiet) for cell in check.cells})

"""Build the page of calls: for each check a table of offerers and answerers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rtcmatrix.model import pair_address, sides_of
from rtcmatrix.report.pages.calls.views import (
    CallCheckView,
    CallGroupView,
    CallRowView,
    CallSumTableView,
    CallSumView,
    CallsView,
    CallTableView,
)
from rtcmatrix.report.text.labels import FIELD_NAMES, NO_RESULT, count, legend_of
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.cells import CellView, cell_of
from rtcmatrix.report.view.links import link
from rtcmatrix.report.view.pair_roles import roles_of
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.model import Check
    from rtcmatrix.report.view.columns import ColumnSource
    from rtcmatrix.report.view.scopes import Scope

PAGE = "calls.html"
_SHORT = 6
"""Checks up to which all tables stand open."""


def calls_view(scope: Scope) -> CallsView | None:
    """Show every check of pairs; None where no pair has a result."""
    if not any(source.column.results for source in scope.sources):
        return None
    grids = _grids(scope.sources)
    groups = _groups(scope, grids)
    checks = [check for group in groups for check in (*group.loud, *group.quiet)]
    told = [cell for check in checks for cell in _told(check.tables)]
    works = sum(cell.status == "pass" for cell in told)
    return CallsView(
        page=PAGE,
        answer=_answer(scope, works, len(told)),
        details=tuple(_details(told)),
        note=f"{works:,} of {len(told):,} work" if works < len(told) else "all work",
        check_count=len(checks),
        sums=tuple(grid.sums() for grid in grids),
        groups=groups,
        legend=legend_of({cell.status for cell in told}),
        short=len(checks) <= _SHORT,
    )


def call_sums(sources: Sequence[ColumnSource]) -> tuple[CallSumTableView, ...]:
    """Count what works in each pair, run by run."""
    return tuple(grid.sums() for grid in _grids(sources))


def _answer(scope: Scope, works: int, total: int) -> str:
    """Return a sentence with the number of results that pass."""
    pairs = count(len(scope.sources), "pair")
    if works == total:
        return f"Everything works between the browsers: {count(total, 'result')} in {pairs}."
    return f"Across {pairs} of browsers, {works:,} of {count(total, 'result')} {'passes' if works == 1 else 'pass'}."


def _details(cells: Sequence[CellView]) -> Iterator[str]:
    """Yield a sentence each for unexpected, known and flaky results and for unmet preconditions."""
    unexpected = sum(cell.outcome == "unexpected" for cell in cells)
    known = sum(cell.known is not None and cell.outcome != "unexpected" for cell in cells)
    flaky = sum(cell.outcome == "flaky" for cell in cells)
    lacking = sum(cell.status == "precondition-failed" and cell.known is None for cell in cells)
    if unexpected:
        yield f"{unexpected:,} {'is' if unexpected == 1 else 'are'} unexpected."
    if known:
        yield f"{known:,} {'is a known difference' if known == 1 else 'are known differences'}."
    if flaky:
        yield f"{flaky:,} {'is' if flaky == 1 else 'are'} flaky: the results of its repeats differ."
    if lacking:
        yield f"In {lacking:,}, one of the two browsers does not support the feature."


class _Grid:
    """The pairs of one run as a table: who begins stands in the rows, who answers in the columns."""

    def __init__(self, sources: Sequence[ColumnSource]) -> None:
        self._by_address = {source.column.address: source for source in sources}
        run = sources[0].column.run
        self.run = sources[0].view.run
        self._labels = {
            side: label
            for source in sources
            for side, label in zip(sides_of(source.column.address), source.sides, strict=True)
        }
        places = {spec.address: place for place, spec in enumerate(run.browsers)}
        ordered = sorted(self._labels, key=lambda side: (places.get(side, len(places)), side))
        met = [sides_of(address) for address in self._by_address]
        self._first = [side for side in ordered if any(each[0] == side for each in met)]
        self._second = [side for side in ordered if any(each[-1] == side for each in met)]
        self.heads = tuple(self._labels[side] for side in self._second)

    def _rows(self) -> Iterator[tuple[str, list[tuple[str, ColumnSource | None]]]]:
        """Return who begins, and for each that answers the name of the pair and its column."""
        for one in self._first:
            pairs = [
                (f"{self._labels[one]} → {self._labels[other]}", pair_address(one, other)) for other in self._second
            ]
            yield self._labels[one], [(label, self._by_address.get(address)) for label, address in pairs]

    def table(self, check: Check, page: str) -> CallTableView:
        """Show one check."""
        return CallTableView(
            run=self.run,
            heads=self.heads,
            rows=tuple(
                CallRowView(who=who, cells=tuple(_cell(label, source, check, page) for label, source in cells))
                for who, cells in self._rows()
            ),
        )

    def sums(self) -> CallSumTableView:
        """Count what works in each pair."""
        return CallSumTableView(
            run=self.run,
            heads=self.heads,
            rows=tuple((who, tuple(_sum(label, source) for label, source in cells)) for who, cells in self._rows()),
        )


def _grids(sources: Sequence[ColumnSource]) -> list[_Grid]:
    """Return the table of each run."""
    return [_Grid(list(members)) for _, members in itertools.groupby(sources, key=lambda each: each.column.run.id)]


def _cell(label: str, source: ColumnSource | None, check: Check, page: str) -> CellView:
    """Show one check in one pair; it leads to the pair's place on the check's page."""
    if source is None:
        return CellView(browser=label, status="none", word="Not run", outcome="", known=None, message="", href=None)
    shown = cell_of(source, check.id, 90)
    return CellView(
        browser=label,
        status=shown.status,
        word=shown.word,
        outcome=shown.outcome,
        known=shown.known,
        message=shown.message,
        href=f"{page}#{source.page_stem}" if shown.href else None,
    )


def _sum(label: str, source: ColumnSource | None) -> CallSumView:
    """Count what works in one pair."""
    cells = [cell_of(source, check) for check in source.column.results] if source else []
    return CallSumView(
        pair=label,
        page=source.view.page if source and cells else None,
        works=sum(cell.status == "pass" for cell in cells),
        total=len(cells),
        unexpected=sum(cell.outcome == "unexpected" for cell in cells),
        known=sum(cell.known is not None and cell.outcome != "unexpected" for cell in cells),
    )


def _groups(scope: Scope, grids: Sequence[_Grid]) -> tuple[CallGroupView, ...]:
    """Bring the checks on one probe together, those of calls before those with other roles."""
    names = UniqueSlugs()
    ordered = sorted(scope.resting.items(), key=lambda item: (roles_of(item[0]).first != "Caller", item[0]))
    return tuple(_group(probe, checks, scope, grids, f"probe-{names.of(probe)}") for probe, checks in ordered)


def _group(probe: str, checks: Sequence[Check], scope: Scope, grids: Sequence[_Grid], anchor: str) -> CallGroupView:
    """Show the checks on one probe."""
    roles = roles_of(probe)
    shown = [_check(check, scope, grids) for check in checks]
    quiet = [check for check in shown if _quiet(check)]
    more = " more" if len(quiet) < len(shown) else ""
    return CallGroupView(
        name=one_line(_title(probe), 80),
        probe=one_line(probe),
        anchor=anchor,
        first=roles.first,
        second=roles.second,
        does=roles.does,
        loud=tuple(check for check in shown if not _quiet(check)),
        quiet=tuple(quiet),
        quiet_words=f"{len(quiet)}{more} {'works' if len(quiet) == 1 else 'work'} in every pair",
        answer=_passing(shown) if len(shown) > 1 else "",
    )


def _passing(checks: Sequence[CallCheckView]) -> str:
    """Return how many results of several checks are passes."""
    cells = [cell for check in checks for cell in _told(check.tables)]
    return f"{sum(cell.status == 'pass' for cell in cells):,} of {len(cells):,} pass"


def _told(tables: Sequence[CallTableView]) -> list[CellView]:
    """Return the cells that have a result of a pair."""
    return [cell for table in tables for row in table.rows for cell in row.cells if cell.status not in NO_RESULT]


def _check(check: Check, scope: Scope, grids: Sequence[_Grid]) -> CallCheckView:
    page = scope.pages[check.id]
    tables = tuple(grid.table(check, page) for grid in grids)
    statuses = [cell.status for cell in _told(tables)]
    return CallCheckView(
        id=one_line(check.id),
        title=one_line(check.title, 300),
        page=page,
        spec=link(check.spec) if check.spec else None,
        answer=f"{statuses.count('pass')} of {count(len(statuses), 'pair')}",
        tables=tables,
    )


def _quiet(check: CallCheckView) -> bool:
    """Return whether a check says no more than that all is well."""
    cells = _told(check.tables)
    return bool(cells) and all(cell.status == "pass" and not cell.outcome for cell in cells)


def _title(probe: str) -> str:
    """Return the title of a probe, from the name of its file: ``Video and audio``."""
    words = [FIELD_NAMES.get(each, each) for each in probe.rpartition("/")[2].removesuffix(".js").split("_") if each]
    named = " ".join(words)
    return f"{named[0].upper()}{named[1:]}" if named else probe

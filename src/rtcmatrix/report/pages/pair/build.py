"""Build the page of two compared columns: facts, checks, metrics, screenshots, launch differences, equal facts."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN, Standing
from rtcmatrix.compare.coverage import in_words
from rtcmatrix.model import Difference, Json, Kind, Level
from rtcmatrix.report.pages.pair.metrics import metric_views
from rtcmatrix.report.pages.pair.screenshots import screenshot_views
from rtcmatrix.report.pages.pair.standings import by_standing, is_newer, near
from rtcmatrix.report.pages.pair.views import EqualView, FactAreaView, FactView, PairView, ProbeFactsView, StatusView
from rtcmatrix.report.text.labels import CAUSE, KIND, NO_CAUSE, SAME_BUILD, STARTED, count, listed
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.text.values import value_text
from rtcmatrix.report.view.cells import cell_of, probe_cell
from rtcmatrix.report.view.values import MOST, item_views, value_view
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparing, Comparison
    from rtcmatrix.compare.coverage import NotCompared
    from rtcmatrix.report.view.artifacts import Gallery
    from rtcmatrix.report.view.columns import ColumnSource
    from rtcmatrix.report.view.scopes import Scope

_LINE = 200
_LEVELS = ((Level.FACT, "fact"), (Level.STATUS, "check"), (Level.METRIC, "metric"))
_UNCOMPARED = 200
"""Checks with a result on one side only that are listed."""
_TITLES = 3
"""Checks named above the facts they rest on."""


def pair_view(
    before: ColumnSource,
    after: ColumnSource,
    names: UniqueSlugs,
    gallery: Gallery,
    scope: Scope,
    *,
    listing: bool = True,
    compared: Comparing = PLAIN,
) -> PairView:
    """Compare two columns for a page; one that is ``listing`` also lists what is the same."""
    comparison = compared(before.column, after.column)
    told = by_standing(comparison)
    facts, noise, stated, apart = (
        told[each, Level.FACT] for each in (Standing.UNSTATED, Standing.NOISE, Standing.KNOWN, Standing.SET_APART)
    )
    stems = [source.view.page.removeprefix("browser-").removesuffix(".html") for source in (before, after)]

    def statuses(standing: Standing) -> tuple[StatusView, ...]:
        return tuple(_status(each, before, after, scope) for each in told[standing, Level.STATUS])

    metrics, moved = metric_views(comparison, before, after)
    return PairView(
        page=f"pair-{names.of('--'.join(stems), *stems)}.html",
        before=before.view,
        after=after.view,
        summary=_summary(comparison),
        cause=_cause(comparison, before, after),
        near=near(comparison, before, after),
        backwards=is_newer(before, after),
        facts=_by_area(facts, scope, "facts"),
        fact_count=len(facts),
        noise=_by_area(noise, scope, "noise"),
        noise_count=len(noise),
        stated=_by_area(stated, scope, "stated"),
        stated_count=len(stated),
        metrics=metrics,
        moved_metrics=moved,
        statuses=statuses(Standing.UNSTATED),
        known=statuses(Standing.KNOWN),
        flaky=statuses(Standing.NOISE),
        revised=statuses(Standing.NOT_COMPARED),
        one_sided=tuple(_uncompared(each, before, after, scope) for each in comparison.not_compared[:_UNCOMPARED]),
        one_sided_count=len(comparison.not_compared),
        one_sided_words=in_words(comparison.not_compared, before.view.label, after.view.label),
        screenshots=screenshot_views(before, after, gallery),
        started=tuple(_fact(each, STARTED) for each in comparison.differences if each.kind is Kind.PROVENANCE),
        equal=tuple(
            EqualView(probe=one_line(probe), number=count(len(each), "fact"), text=_lines(each))
            for probe, each in comparison.equal.items()
            if each and listing
        ),
        equal_count=comparison.shared.facts,
        apart=tuple(one_line(each, 300) for each in comparison.apart),
        apart_facts=_by_area(apart, scope, "apart"),
        apart_statuses=statuses(Standing.SET_APART),
        apart_count=len(comparison.set_apart),
    )


def _cause(comparison: Comparison, before: ColumnSource, after: ColumnSource) -> str:
    """Return a sentence on the cause that distinguishes two columns."""
    one, other = before.column.provenance, after.column.provenance
    if comparison.cause:
        return CAUSE[comparison.cause]
    if one is None or other is None:
        return ""
    started = any(each.kind is Kind.PROVENANCE for each in comparison.differences)
    same = (one.brand, one.version, started) == (other.brand, other.version, False)
    return SAME_BUILD if same else NO_CAUSE


def _summary(comparison: Comparison) -> str:
    """Return a sentence on how much differs."""
    same = f"{count(comparison.shared.facts, 'fact')} and {count(comparison.shared.checks, 'check')} are the same"
    if comparison.apart:
        number = count(len(comparison.set_apart), "difference")
        return f"Not comparable: the browser was launched differently, so {number} not counted; {same}."
    levels = Counter(each.level for each in comparison.telling)
    known = f", {count(len(comparison.known), 'known difference')} not counted" if comparison.known else ""
    parts = [count(levels[level], word) for level, word in _LEVELS if levels[level]]
    if not parts:
        return f"Nothing differs{known}: {same}."
    verb = "differs" if levels.total() == 1 else "differ"
    return f"{listed(parts)} {verb}{known}; {same}."


def _by_area(facts: list[Difference], scope: Scope, prefix: str) -> tuple[FactAreaView, ...]:
    """Group facts by area, then by the probe that observed them."""
    names = UniqueSlugs()
    groups = itertools.groupby(facts, key=lambda each: each.subject.partition("/")[0])
    return tuple(
        FactAreaView(
            name=one_line(name, 80),
            anchor=f"{prefix}-{names.of(name)}",
            probes=_by_probe(list(group), scope, names, prefix),
        )
        for name, group in groups
    )


def _by_probe(facts: list[Difference], scope: Scope, names: UniqueSlugs, prefix: str) -> tuple[ProbeFactsView, ...]:
    """Group facts by the probe that observed them."""
    return tuple(
        ProbeFactsView(
            probe=one_line(probe),
            anchor=f"{prefix}-probe-{names.of(probe)}",
            titles=_few([one_line(check.title).removesuffix(".") for check in scope.resting.get(probe, ())]),
            page=scope.probe_page(probe),
            facts=tuple(_fact(each) for each in group),
        )
        for probe, group in itertools.groupby(facts, key=lambda each: each.subject)
    )


def _few(titles: list[str]) -> tuple[str, ...]:
    """Name some checks, and say how many others there are."""
    rest = len(titles) - _TITLES
    return (*titles[:_TITLES], f"{rest} more") if rest > 1 else tuple(titles)


def _fact(difference: Difference, names: dict[str, str] | None = None) -> FactView:
    """Show one differing fact."""
    items = difference.items
    # PROVENANCE replaces ADDED and REMOVED of preferences, so None is shown as a missing preference.
    missing = difference.kind is Kind.PROVENANCE
    gone = difference.kind is Kind.ADDED or (missing and difference.before is None)
    came = difference.kind is Kind.REMOVED or (missing and difference.after is None)
    return FactView(
        path=_path(difference.path, names or {}),
        probe=one_line(difference.subject),
        before=value_view(difference.before, absent=gone),
        after=value_view(difference.after, absent=came),
        removed=item_views(items.removed) if items else (),
        added=item_views(items.added) if items else (),
        moved=item_views(items.moved) if items else (),
        lists=(item_views(difference.before), item_views(difference.after)) if items else None,
        rest=(_rest(difference.before), _rest(difference.after)) if items else (0, 0),
    )


def _rest(value: list[Json]) -> int:
    """Count the items that are not shown."""
    return max(0, len(value) - MOST)


def _path(path: str, names: dict[str, str]) -> str:
    """Show a path; its first part by a name where there is one."""
    first = path.partition("[")[0].partition(".")[0]
    rest = path[len(first) :]
    return shortened(visible(names.get(first, first) + (f" {rest}" if first in names and rest else rest)), 300)


def _uncompared(each: NotCompared, before: ColumnSource, after: ColumnSource, scope: Scope) -> StatusView:
    """Show a check that only one of the two has a result of."""
    check = before.column.checks.get(each.check) or after.column.checks.get(each.check)
    return StatusView(
        subject=one_line(each.check),
        title=one_line(check.title) if check else one_line(each.check),
        page=scope.pages.get(each.check),
        kind="not compared",
        before=cell_of(before, each.check, _LINE),
        after=cell_of(after, each.check, _LINE),
    )


def _status(difference: Difference, before: ColumnSource, after: ColumnSource, scope: Scope) -> StatusView:
    """Show one differing status."""
    check = before.column.checks.get(difference.subject) or after.column.checks.get(difference.subject)
    if check is None:
        sides = [probe_cell(source, difference.subject) for source in (before, after)]
    else:
        sides = [cell_of(source, check.id, _LINE) for source in (before, after)]
    return StatusView(
        subject=one_line(difference.subject),
        title=one_line(check.title) if check else "Outcome of the probe",
        page=scope.pages.get(difference.subject),
        kind=KIND[difference.kind].format(first=before.view.label, second=after.view.label),
        before=sides[0],
        after=sides[1],
    )


def _lines(equal: tuple[tuple[str, Json], ...]) -> str:
    """Write equal facts a line each."""
    return "\n".join(f"{visible(path)} = {one_line(value_text(value), _LINE)}" for path, value in equal)

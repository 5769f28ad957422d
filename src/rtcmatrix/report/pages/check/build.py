"""Build the page of one check: its result in each browser and the facts it judges."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing
from rtcmatrix.model import Level
from rtcmatrix.report.pages.check.views import CheckPageView, CheckSideView, ObservedView
from rtcmatrix.report.text.labels import CAME_OUT, NO_RESULT, STATUS, listed
from rtcmatrix.report.text.rerun import rerun_command
from rtcmatrix.report.text.values import whole
from rtcmatrix.report.view.cells import cell_of
from rtcmatrix.report.view.equal_facts import equal_fact_lines
from rtcmatrix.report.view.links import LinkView, link
from rtcmatrix.report.view.metrics import metric_view, values_of
from rtcmatrix.report.view.pair_roles import roles_of
from rtcmatrix.report.view.rows import fact_row, merged_rows
from rtcmatrix.report.view.tables import tables_in
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.model import Artifact, Check
    from rtcmatrix.report.view.artifacts import FileView
    from rtcmatrix.report.view.columns import ColumnSource
    from rtcmatrix.report.view.equal_facts import EqualFacts
    from rtcmatrix.report.view.metrics import MetricView
    from rtcmatrix.report.view.scopes import Scope
    from rtcmatrix.report.view.tables import NamedTable

_MOST = 80
"""Rows that a check's page shows; the first page has them all."""
_LINES = 150
"""Equal facts that a check's page lists; a column's own page has them all."""


def check_pages(
    scope: Scope,
    rows: Sequence[Row],
    equal: EqualFacts,
    keep: Callable[[ColumnSource, Artifact], FileView | None],
    reproducer: Callable[[str], str | None],
) -> tuple[CheckPageView, ...]:
    """Show every check; ``rows`` and ``equal`` are of all probes, ``reproducer`` gives the page of a probe."""
    by_probe: dict[str, list[Row]] = {}
    for row in rows:
        by_probe.setdefault(row.subject, []).append(row)
    ordered = sorted(scope.checks.values(), key=lambda check: check.id)
    links = [LinkView(text=one_line(check.title, 120), href=scope.pages[check.id]) for check in ordered]
    resting: dict[str, list[LinkView]] = {}
    for check, each in zip(ordered, links, strict=True):
        resting.setdefault(check.probe, []).append(each)
    observed = {
        probe: _observed(probe, scope, by_probe.get(probe, ()), equal.get(probe, ()), reproducer) for probe in resting
    }
    return tuple(
        _page(check, scope, observed[check.probe], resting[check.probe], (before, after), keep)
        for check, before, after in zip(ordered, [None, *links], [*links[1:], None], strict=False)
    )


def _observed(
    probe: str,
    scope: Scope,
    rows: Sequence[Row],
    equal: Sequence[tuple[str, str]],
    reproducer: Callable[[str], str | None],
) -> ObservedView:
    """Show what a probe observed in all columns."""
    facts = [row for row in rows if row.level is Level.FACT]
    quiet = [row for row in facts if scope.standing(row) is Standing.UNSTATED]
    others = [row for row in facts if scope.standing(row) is not Standing.UNSTATED]
    return ObservedView(
        probe=one_line(probe),
        reproducer=reproducer(probe),
        rows=tuple(merged_rows([fact_row(row, scope, "") for row in quiet[:_MOST]])),
        noisy=tuple(fact_row(row, scope, "noise") for row in others if scope.standing(row) is Standing.NOISE),
        uncounted=tuple(fact_row(row, scope, "") for row in others if scope.standing(row) is not Standing.NOISE),
        differing=len(quiet),
        rest=max(0, len(quiet) - _MOST),
        equal="\n".join(equal_fact_lines(equal[:_LINES])),
        equal_count=len(equal),
        tables=_tables(probe, scope.sources, {path for path, _ in equal}),
        metrics=_metrics(probe, scope.sources),
    )


def _tables(probe: str, sources: Sequence[ColumnSource], equal: Collection[str]) -> tuple[NamedTable, ...]:
    """Show the lists that are the same everywhere and are best read as tables."""
    observed = (source.column.evidence[probe].facts for source in sources if probe in source.column.evidence)
    facts = next((each for each in observed if each), {})
    return tuple(each for each in tables_in(facts) if each.path in equal)


def _page(
    check: Check,
    scope: Scope,
    observed: ObservedView,
    resting: list[LinkView],
    beside: tuple[LinkView | None, LinkView | None],
    keep: Callable[[ColumnSource, Artifact], FileView | None],
) -> CheckPageView:
    """Show one check."""
    sides = _sides(check, scope, keep)
    mine = scope.pages[check.id]
    return CheckPageView(
        page=mine,
        id=one_line(check.id),
        title=one_line(check.title, 300),
        why=one_line(check.why, 1000),
        answer=_answer(sides, scope),
        area=one_line(check.id.partition("/")[0], 80),
        spec=link(check.spec) if check.spec else None,
        features=tuple(one_line(each, 120) for each in check.features),
        sides=sides,
        observed=observed,
        noun="pair" if scope.calls else "browser",
        way=roles_of(check.probe).way if scope.calls else "Browser",
        first=None if resting[0].href == mine else resting[0],
        others=tuple(one for one in resting if one.href != mine),
        before=beside[0],
        after=beside[1],
    )


def _sides(
    check: Check, scope: Scope, keep: Callable[[ColumnSource, Artifact], FileView | None]
) -> tuple[CheckSideView, ...]:
    """Show the check in every column that knows it; a pair that was not asked has no place in a list of pairs."""
    sources = [each for each in scope.sources if not scope.calls or _took_part(check, each)]
    gathered = [each.column.evidence.get(check.probe) for each in sources]
    longest = max((each.duration for each in gathered if each), default=0.0) or 1.0
    return tuple(_side(check, source, scope, longest, keep) for source in sources)


def _took_part(check: Check, source: ColumnSource) -> bool:
    column = source.column
    return check.id in column.results or check.id in column.selected or check.probe in column.evidence


def _side(
    check: Check,
    source: ColumnSource,
    scope: Scope,
    longest: float,
    keep: Callable[[ColumnSource, Artifact], FileView | None],
) -> CheckSideView:
    result = source.column.results.get(check.id)
    evidence = source.column.evidence.get(check.probe)
    files = [keep(source, artifact) for artifact in evidence.artifacts] if evidence else []
    seconds = evidence.duration if evidence else 0.0
    return CheckSideView(
        who=source.view.label,
        page=source.link(check.id) if check.id in source.column.checks and (result or evidence) else source.view.page,
        cell=cell_of(source, check.id, 300),
        message=whole(result.message or "") if result else "",
        repeats=_repeats(result.repeats if result else ()),
        when=f"{seconds:.2f} s" if evidence else "",
        seconds=seconds,
        share=round(seconds / longest, 3),
        console=tuple((one_line(each.level, 20), whole(each.text)) for each in evidence.console) if evidence else (),
        files=tuple(file for file in files if file),
        anchor=source.page_stem if scope.calls else "",
        again=rerun_command(check.id, source.column.address, scope.checks) or "" if scope.calls else "",
    )


def _repeats(repeats: Sequence[object]) -> str:
    """Return the number of repeats with each status: ``18 of 20 pass, 2 time out``."""
    if len(repeats) < 2:
        return ""
    counted = Counter(repeats).most_common()
    if len(counted) == 1:
        return f"the same in {len(repeats)} repeats"
    return f"of {len(repeats)} repeats: " + listed([f"{number} {STATUS[status].lower()}" for status, number in counted])  # type: ignore[index]


def _answer(sides: Sequence[CheckSideView], scope: Scope) -> str:
    """Return sentences on the results of a check in all columns."""
    told: dict[str, list[int]] = {}
    places = {source.view.label: place for place, source in enumerate(scope.sources)}
    for side in sides:
        place = places[side.who]
        if side.cell.status not in NO_RESULT:
            told.setdefault(side.cell.status, []).append(place)
    noun = "pair" if scope.calls else "browser"
    missing = [places[side.who] for side in sides if side.cell.status == "missing"]
    lacking = f" It was selected in {scope.group_name(missing)}, but has no result there." if missing else ""
    if not told:
        return f"No {noun} ran it.{lacking}"
    if len(told) == 1:
        (status,) = told
        return (
            _sentence(f"{CAME_OUT[status]} in {'the one' if len(sides) == 1 else 'every'} {noun} that ran it") + lacking
        )
    return (
        _sentence("; ".join(f"{CAME_OUT[status]} in {scope.group_name(places)}" for status, places in told.items()))
        + lacking
    )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _metrics(probe: str, sources: Sequence[ColumnSource]) -> tuple[MetricView, ...]:
    """Show the metrics of a probe in all columns."""
    every = {source.view.label: values_of(source.column.repeats.get(probe, ())) for source in sources}
    names = dict.fromkeys(name for metrics in every.values() for name in metrics)
    return tuple(
        metric_view(name, {who: metrics[name] for who, metrics in every.items() if name in metrics}) for name in names
    )

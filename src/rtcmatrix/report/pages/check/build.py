"""The page of a check: all browsers side by side, with the observations it rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing
from rtcmatrix.model import Level
from rtcmatrix.report.calls import anchor_of
from rtcmatrix.report.cells import cell_of
from rtcmatrix.report.dots import metric_view, values_of
from rtcmatrix.report.equal import equal_lines
from rtcmatrix.report.forms.cell import reproduce
from rtcmatrix.report.roles import roles_of
from rtcmatrix.report.rows import fact_row, together
from rtcmatrix.report.sources import link
from rtcmatrix.report.text import one_line, whole
from rtcmatrix.report.value_tables import tables_in
from rtcmatrix.report.view import Link
from rtcmatrix.report.view_rows import CheckPageView, CheckSideView, ObservedView
from rtcmatrix.report.words import CAME_OUT, NO_RESULT, STATUS, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.model import Artifact, Check
    from rtcmatrix.report.equal import Equal
    from rtcmatrix.report.rows import Site
    from rtcmatrix.report.sources import Source
    from rtcmatrix.report.view import FileView, MetricView, NamedTable

_MOST = 80
"""Rows that a check's page shows; the first page has them all."""
_LINES = 150
"""Equal facts that a check's page lists; a column's own page has them all."""


def check_pages(
    site: Site,
    rows: Sequence[Row],
    equal: Equal,
    keep: Callable[[Source, Artifact], FileView | None],
    reproducer: Callable[[str], str | None],
) -> tuple[CheckPageView, ...]:
    """Show every check; ``rows`` and ``equal`` are of all probes, ``reproducer`` gives the page of a probe."""
    by_probe: dict[str, list[Row]] = {}
    for row in rows:
        by_probe.setdefault(row.subject, []).append(row)
    ordered = sorted(site.checks.values(), key=lambda check: check.id)
    links = [Link(text=one_line(check.title, 120), href=site.pages[check.id]) for check in ordered]
    resting: dict[str, list[Link]] = {}
    for check, each in zip(ordered, links, strict=True):
        resting.setdefault(check.probe, []).append(each)
    observed = {
        probe: _observed(probe, site, by_probe.get(probe, ()), equal.get(probe, ()), reproducer) for probe in resting
    }
    return tuple(
        _page(check, site, observed[check.probe], resting[check.probe], (before, after), keep)
        for check, before, after in zip(ordered, [None, *links], [*links[1:], None], strict=False)
    )


def _observed(
    probe: str,
    site: Site,
    rows: Sequence[Row],
    equal: Sequence[tuple[str, str]],
    reproducer: Callable[[str], str | None],
) -> ObservedView:
    """Show what a probe observed in all columns."""
    facts = [row for row in rows if row.level is Level.FACT]
    quiet = [row for row in facts if site.standing(row) is Standing.UNSTATED]
    others = [row for row in facts if site.standing(row) is not Standing.UNSTATED]
    return ObservedView(
        probe=one_line(probe),
        reproducer=reproducer(probe),
        rows=tuple(together([fact_row(row, site, "") for row in quiet[:_MOST]])),
        noisy=tuple(fact_row(row, site, "noise") for row in others if site.standing(row) is Standing.NOISE),
        uncounted=tuple(fact_row(row, site, "") for row in others if site.standing(row) is not Standing.NOISE),
        differing=len(quiet),
        rest=max(0, len(quiet) - _MOST),
        equal="\n".join(equal_lines(equal[:_LINES])),
        equal_count=len(equal),
        tables=_tables(probe, site.sources, {path for path, _ in equal}),
        metrics=_metrics(probe, site.sources),
    )


def _tables(probe: str, sources: Sequence[Source], equal: Collection[str]) -> tuple[NamedTable, ...]:
    """Show the lists that are the same everywhere and are best read as tables."""
    observed = (source.column.evidence[probe].facts for source in sources if probe in source.column.evidence)
    facts = next((each for each in observed if each), {})
    return tuple(each for each in tables_in(facts) if each.path in equal)


def _page(
    check: Check, site: Site, observed: ObservedView, resting: list[Link], beside: tuple[Link | None, Link | None],
    keep: Callable[[Source, Artifact], FileView | None],
) -> CheckPageView:  # fmt: skip
    """Show one check."""
    sides = _sides(check, site, keep)
    mine = site.pages[check.id]
    return CheckPageView(
        page=mine,
        id=one_line(check.id),
        title=one_line(check.title, 300),
        why=one_line(check.why, 1000),
        answer=_answer(sides, site),
        area=one_line(check.id.partition("/")[0], 80),
        spec=link(check.spec) if check.spec else None,
        features=tuple(one_line(each, 120) for each in check.features),
        sides=sides,
        observed=observed,
        noun="pair" if site.calls else "browser",
        way=roles_of(check.probe).way if site.calls else "Browser",
        first=None if resting[0].href == mine else resting[0],
        others=tuple(one for one in resting if one.href != mine),
        before=beside[0],
        after=beside[1],
    )


def _sides(check: Check, site: Site, keep: Callable[[Source, Artifact], FileView | None]) -> tuple[CheckSideView, ...]:
    """Show the check in every column that knows it; a pair that was not asked has no place in a list of pairs."""
    sources = [each for each in site.sources if not site.calls or _took_part(check, each)]
    gathered = [each.column.evidence.get(check.probe) for each in sources]
    longest = max((each.duration for each in gathered if each), default=0.0) or 1.0
    return tuple(_side(check, source, site, longest, keep) for source in sources)


def _took_part(check: Check, source: Source) -> bool:
    column = source.column
    return check.id in column.results or check.id in column.selected or check.probe in column.evidence


def _side(
    check: Check, source: Source, site: Site, longest: float, keep: Callable[[Source, Artifact], FileView | None]
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
        anchor=anchor_of(source) if site.calls else "",
        again=reproduce(check.id, source.column.address, site.checks) or "" if site.calls else "",
    )


def _repeats(repeats: Sequence[object]) -> str:
    """Say what the repeats came to: ``18 of 20 pass, 2 time out``."""
    if len(repeats) < 2:
        return ""
    counted = Counter(repeats).most_common()
    if len(counted) == 1:
        return f"the same in {len(repeats)} repeats"
    return f"of {len(repeats)} repeats: " + listed([f"{number} {STATUS[status].lower()}" for status, number in counted])  # type: ignore[index]


def _answer(sides: Sequence[CheckSideView], site: Site) -> str:
    """Say how a check came out over all columns."""
    told: dict[str, list[int]] = {}
    places = {source.view.label: place for place, source in enumerate(site.sources)}
    for side in sides:
        place = places[side.who]
        if side.cell.status not in NO_RESULT:
            told.setdefault(side.cell.status, []).append(place)
    noun = "pair" if site.calls else "browser"
    missing = [places[side.who] for side in sides if side.cell.status == "missing"]
    lacking = f" No result in {site.who(missing)}, although it was selected there." if missing else ""
    if not told:
        return f"It ran nowhere.{lacking}"
    if len(told) == 1:
        (status,) = told
        return (
            _sentence(f"{CAME_OUT[status]} in {'the one' if len(sides) == 1 else 'every'} {noun} that ran it") + lacking
        )
    return (
        _sentence("; ".join(f"{CAME_OUT[status]} in {site.who(places)}" for status, places in told.items())) + lacking
    )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _metrics(probe: str, sources: Sequence[Source]) -> tuple[MetricView, ...]:
    """Show the metrics of a probe in all columns."""
    every = {source.view.label: values_of(source.column.repeats.get(probe, ())) for source in sources}
    names = dict.fromkeys(name for metrics in every.values() for name in metrics)
    return tuple(
        metric_view(name, {who: metrics[name] for who, metrics in every.items() if name in metrics}) for name in names
    )

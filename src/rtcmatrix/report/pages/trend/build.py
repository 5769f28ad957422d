"""Build the page over time: each browser that several runs hold, run by run."""

from __future__ import annotations

import itertools
import statistics
from typing import TYPE_CHECKING

from rtcmatrix.model import Kind, Level, Status, is_pair, sides_of
from rtcmatrix.report.pages.trend.charts import chart
from rtcmatrix.report.pages.trend.views import BrowserTrendView, ChartView, FlipView, StepView, TrendView
from rtcmatrix.report.text.labels import count, day, listed, status_word
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.text.values import value_text
from rtcmatrix.report.view.links import LinkView
from rtcmatrix.report.view.metrics import values_of
from rtcmatrix.runs.pairs import ARROW
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.compare import Comparison
    from rtcmatrix.model import Difference
    from rtcmatrix.report.view.columns import ColumnSource
    from rtcmatrix.report.view.scopes import Scope

PAGE = "trend.html"
_FLIPS = 200
"""Flips of one browser that the page lists."""
_CALLS = 2
"""Calls that the answer names where it names no browser; of more it says how many."""
_METRICS = 24
"""Metrics of one browser that are charted: those that moved most."""


def trend_view(scope: Scope, pages: Mapping[tuple[str, str], str]) -> TrendView | None:
    """Show every browser over the runs that hold it, oldest first; None for a single run.

    ``pages`` maps the pages of two columns to the page that compares them.
    """
    runs = {source.column.run.id: source.column.run for source in scope.sources}
    if len(runs) < 2:
        return None
    ordered = sorted(scope.sources, key=lambda source: (source.column.run.started_at, source.column.run.id))
    lines: dict[str, list[ColumnSource]] = {}
    for source in ordered:
        lines.setdefault(source.column.address, []).append(source)
    names = UniqueSlugs()
    browsers = tuple(
        _browser(address, members, scope, f"browser-{names.of(address)}", pages)
        for address, members in lines.items()
        if len(members) > 1 and any(each.column.evidence or each.column.results for each in members)
    )
    times = sorted(run.started_at for run in runs.values())
    return TrendView(
        page=PAGE,
        answer=_answer(browsers, len(runs), times),
        browsers=browsers,
        runs=tuple(LinkView(text=one_line(run, 80)) for run in runs),
    )


def _answer(browsers: Sequence[BrowserTrendView], runs: int, times: Sequence[str]) -> str:
    """Return sentences on the time span of the runs and the browsers that changed."""
    first, last = day(times[0]), day(times[-1])
    span = count(runs, "run")
    if first:
        span += f" on {first}" if first == last else f" from {first} to {last}"
    moved = [each for each in browsers if each.flips]
    names = [one_line(each.name, 60) for each in moved if not is_pair(each.address)]
    calls = [one_line(each.name, 100) for each in moved if is_pair(each.address)]
    if not browsers:
        return f"{span}: no browser is in two of them."
    if not moved:
        alone = [each for each in browsers if not is_pair(each.address)]
        each = "the one browser" if len(alone) == 1 else f"any of {len(alone)} browsers"
        if len(alone) < len(browsers):
            each = f"{each} or of their calls" if alone else "any call"
        return f"{span}: nothing changed in {each}."
    if calls and (names or len(calls) > _CALLS):
        calls = [count(len(calls), "call")]
    return f"{span}: something changed in {listed([*names, *calls])}."


def _browser(
    address: str, members: Sequence[ColumnSource], scope: Scope, anchor: str, pages: Mapping[tuple[str, str], str]
) -> BrowserTrendView:
    """Show one browser over time."""
    compared = [scope.compared(one.column, other.column) for one, other in itertools.pairwise(members)]
    changes = [[one for one in each.telling if one.level is not Level.METRIC] for each in compared]
    ticks = [_tick(source) for source in members]
    flips = [_flip(each, source, scope) for each, source in _flips(changes, members)]
    steps = tuple(
        _step(
            source, compared[place - 1] if place else None, pages.get((members[place - 1].view.page, source.view.page))
        )
        for place, source in enumerate(members)
    )
    return BrowserTrendView(
        name=one_line(_name(members[-1]), 100),
        address=one_line(address, 120),
        anchor=anchor,
        answer=_browser_answer(len(members), flips, sum(bool(each.apart) for each in compared)),
        charts=_charts(steps, ticks),
        metrics=_metrics(members, ticks),
        steps=steps,
        flips=tuple(flips[:_FLIPS]),
        rest=max(0, len(flips) - _FLIPS),
    )


def _name(source: ColumnSource) -> str:
    """Name a browser by brand and channel, ``Firefox esr``; a call by both of its browsers."""
    run = {each.address: each.brand for each in source.column.run.provenances}
    sides = sides_of(source.column.address)
    return ARROW.join(f"{run[side]} {side.partition(':')[2]}" if run.get(side) else side for side in sides)


def _browser_answer(runs: int, flips: Sequence[FlipView], apart: int) -> str:
    checks = sum(flip.level == "status" for flip in flips)
    parts = [count(number, word) for number, word in ((checks, "check"), (len(flips) - checks, "fact")) if number]
    more = f" {count(apart, 'run')} cannot be compared with the previous one: launched differently." if apart else ""
    if not parts:
        return more.strip() if apart == runs - 1 else f"The same in all {runs} runs.{more}"
    return f"{listed(parts)} changed over {runs} runs.{more}"


def _flips(
    changes: Sequence[list[Difference]], members: Sequence[ColumnSource]
) -> list[tuple[Difference, ColumnSource]]:
    """Return every change with the run that shows it first, newest first, checks before facts."""
    newest_first = zip(changes[::-1], members[:0:-1], strict=True)
    told = [(each, source) for made, source in newest_first for each in made]
    return sorted(told, key=lambda pair: pair[0].level is not Level.STATUS)


def _flip(difference: Difference, source: ColumnSource, scope: Scope) -> FlipView:
    """Show one change."""
    check = scope.checks.get(difference.subject)
    status = difference.level is Level.STATUS
    page = scope.pages.get(difference.subject) if check else scope.probe_page(difference.subject)
    subject = (check.title if check else difference.subject) if status else difference.path
    return FlipView(
        path=shortened(visible(difference.path), 300),
        subject=shortened(visible(subject), 200),
        note=one_line(difference.subject),
        href=page,
        before=_value(difference, difference.before, Kind.ADDED),
        after=_value(difference, difference.after, Kind.REMOVED),
        run=_when(source),
        level="status" if status else "fact",
    )


def _value(difference: Difference, value: object, missing: Kind) -> str:
    if difference.kind is missing:
        return "absent"
    return one_line(status_word(value) if difference.level is Level.STATUS else value_text(value), 120)


def _step(source: ColumnSource, compared: Comparison | None, href: str | None) -> StepView:
    """Show one run as a row; ``compared`` is with the run before."""
    statuses = [result.status for result in source.column.results.values()]
    passing = statuses.count(Status.PASS)
    changed = None
    if compared is not None and not compared.apart:
        changed = sum(each.level is Level.FACT for each in compared.telling)
    known = source.column.provenance
    return StepView(
        run=one_line(source.column.run.id, 60),
        when=_when(source),
        version=one_line(known.version, 60) if known else "",
        href=source.view.page,
        passing=passing,
        other=len(statuses) - passing,
        unexpected=source.view.unexpected,
        facts=source.column.fact_count,
        changed=changed,
        changed_href=href,
        apart=tuple(one_line(each, 300) for each in compared.apart) if compared is not None else (),
    )


def _charts(steps: Sequence[StepView], ticks: Sequence[tuple[str, str]]) -> tuple[ChartView, ...]:
    """Chart the counts."""
    changed = [None if step.changed is None else float(step.changed) for step in steps]
    return (
        chart("Checks that pass", [("Passing", "pass", [float(step.passing) for step in steps])], ticks),
        chart(
            "Checks that do not pass",
            [
                ("Not passing", "fail", [float(step.other) for step in steps]),
                ("Unexpected", "alarm", [float(step.unexpected) for step in steps]),
            ],
            ticks,
        ),
        chart("Facts observed", [("Facts", "plain", [float(step.facts) for step in steps])], ticks),
        chart("Facts changed since the previous run", [("Changed", "change", changed)], ticks),
    )


def _metrics(members: Sequence[ColumnSource], ticks: Sequence[tuple[str, str]]) -> tuple[ChartView, ...]:
    """Chart the median of each metric, largest relative change first."""
    found: dict[tuple[str, str], list[float | None]] = {}
    for place, source in enumerate(members):
        for probe, repeats in source.column.repeats.items():
            for name, values in values_of(repeats).items():
                found.setdefault((probe, name), [None] * len(members))[place] = statistics.median(values)
    charts = [
        (_spread(values), chart(one_line(f"{name}, {probe}", 90), [(one_line(name, 60), "plain", values)], ticks))
        for (probe, name), values in sorted(found.items())
    ]
    return tuple(each for _, each in sorted(charts, key=lambda pair: -pair[0])[:_METRICS])


def _spread(values: Sequence[float | None]) -> float:
    """Return the range of a metric relative to its median."""
    told = [value for value in values if value is not None]
    middle = statistics.median(told)
    return (max(told) - min(told)) / abs(middle) if middle else 0.0


def _tick(source: ColumnSource) -> tuple[str, str]:
    known = source.column.provenance
    majors = [each.partition(".")[0] for each in known.version.split(ARROW)] if known else []
    return one_line(ARROW.strip().join(majors), 12), one_line(source.column.run.started_at[5:10], 10)


def _when(source: ColumnSource) -> str:
    started = source.column.run.started_at
    return one_line(f"{started[:10]} {started[11:16]}" if len(started) >= 16 else source.column.run.id, 40)

"""The page of a compared pair: differing facts first, then statuses, then how both were started, then what is equal."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rtcmatrix.compare import compare_columns
from rtcmatrix.model import Difference, Json, Kind, Level
from rtcmatrix.report.cells import cell_of, probe_cell
from rtcmatrix.report.faces import face_views
from rtcmatrix.report.names import Names
from rtcmatrix.report.text import item_text, one_line, shortened, value_lines, value_text, visible, whole
from rtcmatrix.report.view import EqualView, FactAreaView, FactView, PairView, ProbeFactsView, StatusView, ValueView
from rtcmatrix.report.words import CAUSE, KIND, NO_CAUSE, SAME_BUILD, STARTED, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.faces import Gallery
    from rtcmatrix.report.sources import Source

_LINE = 200
_ONE_SIDED = frozenset({Kind.ONLY_HERE, Kind.ONLY_THERE})
_TITLES = 3
"""Checks named above the facts they rest on."""
_MOST = 200
"""Items of a list that a page shows; the column's own page has them all."""


def pair_view(before: Source, after: Source, names: Names, gallery: Gallery) -> PairView:
    """Compare two columns for a page."""
    comparison = compare_columns(before.column, after.column)
    told = [each for each in comparison.differences if each.kind is not Kind.PROVENANCE]
    facts = [each for each in told if each.level is Level.FACT]
    ended = [each for each in told if each.level is Level.STATUS]
    one_sided = [each for each in ended if _is_one_sided(each)]
    statuses = [each for each in ended if not _is_one_sided(each)]
    stems = [source.view.page.removeprefix("browser-").removesuffix(".html") for source in (before, after)]
    return PairView(
        page=f"pair-{names.of('--'.join(stems), *stems)}.html",
        before=before.view,
        after=after.view,
        summary=_summary(comparison, len(facts), len(statuses)),
        cause=_cause(comparison, before, after),
        facts=_by_area(facts, before),
        fact_count=len(facts),
        statuses=tuple(_status(each, before, after) for each in statuses),
        one_sided=tuple(_status(each, before, after) for each in one_sided),
        faces=face_views(before, after, gallery),
        started=tuple(_fact(each, STARTED) for each in comparison.differences if each.kind is Kind.PROVENANCE),
        equal=tuple(
            EqualView(probe=one_line(probe), number=count(len(each), "fact"), text=_lines(each))
            for probe, each in comparison.equal.items()
            if each
        ),
        equal_count=comparison.shared.facts,
    )


def _is_one_sided(difference: Difference) -> bool:
    """Whether one of the two has no result at all; a probe that ended differently has one on both sides."""
    return difference.kind in _ONE_SIDED and None in {difference.before, difference.after}


def _cause(comparison: Comparison, before: Source, after: Source) -> str:
    """Say what sets two columns apart."""
    one, other = before.column.provenance, after.column.provenance
    if comparison.cause:
        return CAUSE[comparison.cause]
    if one is None or other is None:
        return ""
    started = any(each.kind is Kind.PROVENANCE for each in comparison.differences)
    same = (one.brand, one.version, started) == (other.brand, other.version, False)
    return SAME_BUILD if same else NO_CAUSE


def value_view(value: Json, *, absent: bool = False, item: bool = False) -> ValueView:
    """Show a value in a line; all of it where that is not enough."""
    if absent:
        return ValueView(short="not there", absent=True)
    text = item_text(value) if item else value_text(value)
    short = one_line(text)
    cut = len(text) > len(short) or short.endswith("…")
    return ValueView(short=short, full=whole(value if isinstance(value, str) else value_lines(value)) if cut else None)


def _summary(comparison: Comparison, facts: int, statuses: int) -> str:
    """Say in a sentence how much differs."""
    same = f"{count(comparison.shared.facts, 'fact')} and {count(comparison.shared.checks, 'check')} are the same"
    if not facts and not statuses:
        return f"Nothing differs: {same}."
    parts = [count(number, word) for number, word in ((facts, "fact"), (statuses, "check")) if number]
    verb = "differs" if facts + statuses == 1 else "differ"
    return f"{' and '.join(parts)} {verb}; {same}."


def _by_area(facts: list[Difference], source: Source) -> tuple[FactAreaView, ...]:
    """Group facts by area, then by the probe that observed them."""
    names = Names()
    groups = itertools.groupby(facts, key=lambda each: each.subject.partition("/")[0])
    return tuple(
        FactAreaView(
            name=one_line(name, 80), anchor=f"facts-{names.of(name)}", probes=_by_probe(list(group), source, names)
        )
        for name, group in groups
    )


def _by_probe(facts: list[Difference], source: Source, names: Names) -> tuple[ProbeFactsView, ...]:
    """Group facts by the probe that observed them."""
    titles: dict[str, list[str]] = {}
    for check in source.column.run.checks:
        titles.setdefault(check.probe, []).append(one_line(check.title).removesuffix("."))
    return tuple(
        ProbeFactsView(
            probe=one_line(probe),
            anchor=f"probe-{names.of(probe)}",
            titles=_few(titles.get(probe, [])),
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
    # Between runs of unlike starts a missing preference is told from null by its kind alone, which PROVENANCE replaced.
    missing = difference.kind is Kind.PROVENANCE
    gone = difference.kind is Kind.ONLY_THERE or (missing and difference.before is None)
    came = difference.kind is Kind.ONLY_HERE or (missing and difference.after is None)
    return FactView(
        path=_path(difference.path, names or {}),
        before=value_view(difference.before, absent=gone),
        after=value_view(difference.after, absent=came),
        removed=_items(items.removed) if items else (),
        added=_items(items.added) if items else (),
        moved=_items(items.moved) if items else (),
        lists=(_items(difference.before), _items(difference.after)) if items else None,
        rest=(_rest(difference.before), _rest(difference.after)) if items else (0, 0),
    )


def _items(value: Sequence[Json]) -> tuple[ValueView, ...]:
    """Show a list item by item, as far as anybody reads."""
    return tuple(value_view(item, item=True) for item in value[:_MOST])


def _rest(value: list[Json]) -> int:
    """Count the items that are not shown."""
    return max(0, len(value) - _MOST)


def _path(path: str, names: dict[str, str]) -> str:
    """Show a path; its first part by a name where there is one."""
    first = path.partition("[")[0].partition(".")[0]
    rest = path[len(first) :]
    return shortened(visible(names.get(first, first) + (f" {rest}" if first in names and rest else rest)), 300)


def _status(difference: Difference, before: Source, after: Source) -> StatusView:
    """Show one differing status."""
    check = before.column.checks.get(difference.subject) or after.column.checks.get(difference.subject)
    if check is None:
        sides = [probe_cell(source, difference.subject) for source in (before, after)]
    else:
        sides = [cell_of(source, check.id, _LINE) for source in (before, after)]
    return StatusView(
        subject=one_line(difference.subject),
        title=one_line(check.title) if check else "How the probe ended",
        kind=KIND[difference.kind].format(first=before.view.label, second=after.view.label),
        before=sides[0],
        after=sides[1],
    )


def _lines(equal: tuple[tuple[str, Json], ...]) -> str:
    """Write equal facts a line each."""
    return "\n".join(f"{visible(path)} = {one_line(value_text(value), _LINE)}" for path, value in equal)

"""Group differences by the columns that differ from the others."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing, cause
from rtcmatrix.model import Level
from rtcmatrix.report.pages.overview.views import ProbeRowsView, RowAreaView, SplitView
from rtcmatrix.report.text.labels import APART, CAUSE_SHORT, listed
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.report.view.rows import fact_row, merged_rows, status_row
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.report.view.rows import RowView
    from rtcmatrix.report.view.scopes import Scope

_OPEN = 60
"""Rows up to which the first splits stand open."""
_SPLITS = 24
"""Splits that have a heading of their own; rows of rarer ones stand together."""
_HEADS = 4
"""Groups up to which a row is a row of a table; of more each says who it is."""

_ORDER = {"channel": 0, "version": 0, "flags": 1, "platform": 1, "": 2, "brand": 3}


@dataclass(frozen=True, kw_only=True)
class Splits:
    """All that is not the same everywhere."""

    splits: tuple[SplitView, ...]
    noise: tuple[RowAreaView, ...]
    noise_count: int
    apart: tuple[RowAreaView, ...] = ()
    """In which a browser and its own earlier run cannot be compared."""
    apart_count: int = 0


def splits_of(rows: Sequence[Row], scope: Scope) -> Splits:
    """Group rows in which the same columns differ from the others."""
    names = UniqueSlugs()
    standings = [(row, scope.standing(row)) for row in rows]
    quiet = [row for row, standing in standings if standing in {Standing.UNSTATED, Standing.KNOWN}]
    noisy = [row for row, standing in standings if standing is Standing.NOISE]
    apart = [row for row, standing in standings if standing in {Standing.SET_APART, Standing.NOT_COMPARED}]
    kinds: dict[tuple[tuple[int, ...], ...], list[Row]] = {}
    for row in quiet:
        kinds.setdefault(tuple(group.columns for group in row.groups[1:]), []).append(row)
    common = sorted(kinds, key=lambda key: -len(kinds[key]))[:_SPLITS]
    rest = [row for key, members in kinds.items() if key not in common for row in members]
    splits = [_split(kinds[key], scope, names) for key in common]
    if rest:
        splits.append(_others(rest, scope, names))
    ordered = [splits[place] for place in _ordered(splits, [kinds[key] for key in common], scope)]
    return Splits(
        splits=tuple(_opened(ordered)),
        noise=_areas(noisy, scope, "noise", UniqueSlugs(), f"noise{_suffix(scope)}"),
        noise_count=len(noisy),
        apart=_areas(apart, scope, "", UniqueSlugs(), f"apart{_suffix(scope)}"),
        apart_count=len(apart),
    )


def joined_splits(parts: Sequence[Splits]) -> Splits:
    """Concatenate the changes of several sites."""
    return Splits(
        splits=tuple(_opened([split for part in parts for split in part.splits])),
        noise=tuple(area for part in parts for area in part.noise),
        noise_count=sum(part.noise_count for part in parts),
        apart=tuple(area for part in parts for area in part.apart),
        apart_count=sum(part.apart_count for part in parts),
    )


def _suffix(scope: Scope) -> str:
    """Return a suffix that makes the anchors of a site unique on the page."""
    return f"-{'-'.join(map(str, scope.numbers))}" if scope.numbers else ""


def _opened(splits: Sequence[SplitView]) -> list[SplitView]:
    """Expand the first splits, up to a number of rows that can be read at once."""
    sums = itertools.accumulate(split.fact_count + len(split.checks) for split in splits)
    return [dataclasses.replace(split, short=total <= _OPEN) for split, total in zip(splits, sums, strict=True)]


def _ordered(splits: Sequence[SplitView], kinds: Sequence[Sequence[Row]], scope: Scope) -> list[int]:
    """Sort by cause: readers look for changes between versions more often than for differences of brands."""
    keys = []
    for place, split in enumerate(splits):
        why = _why(kinds[place][0], scope)[0] if place < len(kinds) else "brand"
        keys.append(
            (place >= len(kinds), _ORDER.get(why, 2), -len(split.checks) - len(split.known), -split.fact_count, place)
        )
    return [key[-1] for key in sorted(keys)]


def _split(rows: list[Row], scope: Scope, names: UniqueSlugs) -> SplitView:
    """Show all rows in which the same columns differ from the others."""
    first = rows[0]
    apart = tuple(place for group in first.groups[1:] for place in group.columns)
    largest = {row.groups[0].columns for row in rows}
    others = max(largest, key=len)
    reason, words = _why(first, scope)
    everybody = len(others) + len(apart) == len(scope.sources) > 3
    against = "all the others" if everybody else scope.group_name(others)
    heads = tuple(scope.group_name(group.columns) for group in first.groups[1:])
    several = len(heads) > 1
    title = f"{_spelled(len(heads) + 1)} different results" if several else heads[0]
    end = listed([against, *heads]) if several else f"compared with {against}"
    if not several and len(scope.sources) == 2:
        title, end = f"{against} and {heads[0]}", ""
    return _view(
        rows, scope, names,
        title=title[0].upper() + title[1:], against=end, why=words, reason=reason,
        key=f"split-{'-'.join(str(scope.number(place)) for place in apart)}",
        heads=(against if len(largest) == 1 else "The others", *heads) if len(heads) < _HEADS else (),
    )  # fmt: skip


def _spelled(number: int) -> str:
    return {2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(number, str(number))


def _others(rows: list[Row], scope: Scope, names: UniqueSlugs) -> SplitView:
    """Show the rows of rare combinations together."""
    return _view(
        rows, scope, names, title="Other combinations", against="", why=APART, reason="",
        key=f"split-others{_suffix(scope)}", heads=(),
    )  # fmt: skip


def _view(
    rows: list[Row], scope: Scope, names: UniqueSlugs, *, title: str, against: str, why: str, reason: str, key: str,
    heads: tuple[str, ...],
) -> SplitView:  # fmt: skip
    """Make a split of its rows."""
    counting = [row for row in rows if scope.standing(row) is Standing.UNSTATED]
    stated = [row for row in rows if scope.standing(row) is not Standing.UNSTATED]
    checks, facts = _by_level(counting)
    known, known_facts = _by_level(stated)
    anchor = names.of(key)
    return SplitView(
        anchor=anchor,
        title=title,
        against=against,
        why=why,
        heads=heads,
        checks=tuple(status_row(row, scope, reason) for row in checks),
        known=tuple(status_row(row, scope, reason) for row in known),
        areas=_areas(facts, scope, reason, UniqueSlugs(), anchor),
        fact_count=len(facts),
        short=False,
        stated=_areas(known_facts, scope, reason, UniqueSlugs(), f"{anchor}-stated"),
        stated_count=len(known_facts),
    )


def _by_level(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return checks and probes' ends, then facts."""
    checks = [row for row in rows if row.level is Level.STATUS]
    return checks, [row for row in rows if row.level is not Level.STATUS]


def _areas(rows: list[Row], scope: Scope, reason: str, names: UniqueSlugs, prefix: str) -> tuple[RowAreaView, ...]:
    """Group rows by area, then by probe."""
    areas = []
    ordered = sorted(rows, key=lambda row: (row.subject.partition("/")[0], row.subject))
    for area, group in itertools.groupby(ordered, key=lambda row: row.subject.partition("/")[0]):
        probes = tuple(
            _probe(probe, list(members), scope, reason)
            for probe, members in itertools.groupby(group, key=lambda row: row.subject)
        )
        count = sum(1 + len(row.alike) for probe in probes for row in probe.rows)
        areas.append(
            RowAreaView(name=one_line(area, 80), anchor=f"{prefix}-{names.of(area)}", probes=probes, count=count)
        )
    return tuple(areas)


def _probe(probe: str, rows: list[Row], scope: Scope, reason: str) -> ProbeRowsView:
    resting = scope.resting.get(probe, [])
    more = f", and {len(resting) - 1} more" if len(resting) > 1 else ""
    return ProbeRowsView(
        probe=one_line(probe),
        title=one_line(resting[0].title, 200).removesuffix(".") + more if resting else "",
        href=scope.probe_page(probe),
        rows=tuple(merged_rows([_row(row, scope, reason) for row in rows])),
    )


def _row(row: Row, scope: Scope, reason: str) -> RowView:
    return (status_row if row.level is Level.STATUS else fact_row)(row, scope, reason)


def _why(row: Row, scope: Scope) -> tuple[str, str]:
    """Return the cause that distinguishes the columns: one word, and a sentence."""
    before = scope.sources[row.groups[0].columns[0]].column
    found = {cause.of(before, scope.sources[place].column) or "" for group in row.groups[1:] for place in group.columns}
    reason = found.pop() if len(found) == 1 else ""
    reasons = {scope.apart[place] for group in row.groups[1:] for place in group.columns if place in scope.apart}
    words = CAUSE_SHORT.get(reason, "")
    if reasons:
        words = f"{words} Launched differently: {one_line('; '.join(sorted(reasons)), 300)}.".strip()
    return reason, words

"""The columns of a report with their labels and pages, and the pairs to compare."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.compare import Column, calls_of, channels_before_stable, chosen_pairs, columns_of
from rtcmatrix.model import Provenance, Run, Status, sides_of
from rtcmatrix.report.text.labels import STATUS, count
from rtcmatrix.report.text.reuse import reused_summary
from rtcmatrix.report.text.slugs import UniqueSlugs
from rtcmatrix.runs.pairs import ARROW
from rtcmatrix.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, kw_only=True)
class ColumnView:
    """One column: its label, page, provenance and counts."""

    label: str
    """Brand, major version and the channel if it is not stable yet: ``Chromium 156``, ``Microsoft Edge 157 beta``."""
    address: str
    run: str
    """Shown where several runs are; else empty."""
    page: str
    rows: tuple[tuple[str, str], ...]
    """The provenance, row by row: (name, value)."""
    counts: tuple[tuple[str, str, int], ...]
    """(status, its word, how many)."""
    unexpected: int
    flaky: int = 0


_MAJOR = re.compile(r"\d+")


@dataclass(frozen=True, kw_only=True)
class ColumnSource:
    """A column with its label and page."""

    column: Column
    path: Path
    """Where its run was read from."""
    view: ColumnView
    sides: tuple[str, ...] = ()
    """What people call the browser; of a call the offerer, then the answerer."""
    anchors: UniqueSlugs = field(default_factory=UniqueSlugs)
    """Of the checks on its page."""

    @property
    def key(self) -> tuple[str, str]:
        """Identify the column."""
        return self.column.run.id, self.column.address

    @property
    def page_stem(self) -> str:
        """Return the name of its page without the suffix; it is also its anchor on the pages of checks."""
        return self.view.page.removesuffix(".html")

    def link(self, check: str) -> str:
        """Return the address of the evidence of a check."""
        return f"{self.view.page}#{self.anchor(check)}"

    def anchor(self, check: str) -> str:
        """Return the anchor of a check on this column's page."""
        return f"check-{self.anchors.of(check)}"


def sources_of(runs: Sequence[tuple[Path, Run]]) -> list[ColumnSource]:
    """Return the columns of every run."""
    return _sources(runs, columns_of, lambda column: (_label(column),), kind="browser")


def call_sources(runs: Sequence[tuple[Path, Run]]) -> list[ColumnSource]:
    """Return the pairs of every run that called each other, ``Chromium 156 → Firefox 153``."""
    labels = {run.id: side_labels(run) for _, run in distinct(runs)}

    def named(column: Column) -> tuple[str, ...]:
        return tuple(one_line(labels[column.run.id].get(side, side), 80) for side in sides_of(column.address))

    return _sources(runs, calls_of, named, kind="call")


def side_labels(run: Run) -> dict[str, str]:
    """Return the label of each browser of a run by address; labels are unique."""
    columns = columns_of(run)
    told = Counter(_label(column) for column in columns)
    labels = {column.address: _label(column) for column in columns}
    return {each: f"{label} ({each})" if told[label] > 1 else label for each, label in labels.items()}


def _sources(
    runs: Sequence[tuple[Path, Run]],
    columns_in: Callable[[Run], Sequence[Column]],
    named: Callable[[Column], tuple[str, ...]],
    *,
    kind: str,
) -> list[ColumnSource]:
    """Return columns with unique labels and a page of this kind each; ``named`` names each side."""
    names = UniqueSlugs()
    told = distinct(runs)
    columns = [(number, path, column) for number, (path, run) in enumerate(told, 1) for column in columns_in(run)]
    sides = [named(column) for _, _, column in columns]
    labels = Counter(map(ARROW.join, sides))
    within = Counter((number, ARROW.join(each)) for (number, _, _), each in zip(columns, sides, strict=True))
    sources = []
    for (number, path, column), each in zip(columns, sides, strict=True):
        base = label = ARROW.join(each)
        if within[number, base] > 1:
            label = f"{label} ({column.address})"
        if labels[base] > within[number, base]:
            label = f"{label}, run {number}"
        page = f"{kind}-{names.of(column.address, column.run.id)}.html"
        view = _view(column, one_line(label, 160), page, several=len(told) > 1)
        sources.append(ColumnSource(column=column, path=path, view=view, sides=each))
    return sources


def pairs_of(
    sources: Sequence[ColumnSource], calls: Sequence[ColumnSource] = ()
) -> list[tuple[ColumnSource, ColumnSource]]:
    """Return the pairs of columns to compare: those of each run, and each later run with the first.

    A later run's column stands against the same address of the first run; a run that shares no address with it (saved
    by hand, say) against the first run's first column.
    """
    by_key = {source.key: source for source in sources}
    runs = {source.column.run.id: source.column.run for source in sources}
    pairs = [
        (by_key[one.run.id, one.address], by_key[other.run.id, other.address])
        for run in runs.values()
        for one, other in chosen_pairs(run)
    ]
    first, *later = runs or [""]
    for run in later:
        mine = [source for source in sources if source.column.run.id == run]
        met = [(by_key[first, source.key[1]], source) for source in mine if (first, source.key[1]) in by_key]
        pairs += met or [(sources[0], source) for source in mine]
    return [*pairs, *_met_again(calls, first)]


def _met_again(calls: Sequence[ColumnSource], first: str) -> list[tuple[ColumnSource, ColumnSource]]:
    """Return each call of a later run with the same call of the first run."""
    by_key = {source.key: source for source in calls}
    later = [source for source in calls if source.key[0] != first]
    return [(by_key[first, each.key[1]], each) for each in later if (first, each.key[1]) in by_key]


def distinct(runs: Sequence[tuple[Path, Run]]) -> list[tuple[Path, Run]]:
    """Remove runs that were given twice."""
    return list({run.id: (path, run) for path, run in runs}.values())


def _label(column: Column) -> str:
    """Return brand, major version and, if it is not stable yet, channel of a column."""
    known = column.provenance
    if known is None or not known.brand:
        return column.address
    major = _MAJOR.match(known.version)
    # Two channels may have the same major version, on the days after a release
    channel = known.channel if known.channel in channels_before_stable(known.brand) else ""
    return " ".join(filter(None, (known.brand, major.group() if major else known.version, channel)))


def _view(column: Column, label: str, page: str, *, several: bool) -> ColumnView:
    """Show a column."""
    known = column.provenance
    counted = Counter(result.status for result in column.results.values())
    return ColumnView(
        label=label,
        address=one_line(column.address, 120),
        run=one_line(column.run.id, 60) if several else "",
        page=page,
        rows=_rows(known, column) if known else (),
        counts=tuple((_class(status), STATUS[status], counted[status]) for status in Status if counted[status]),
        unexpected=sum(result.outcome == "unexpected" for result in column.results.values()),
        flaky=sum(result.outcome == "flaky" for result in column.results.values()),
    )


def _rows(known: Provenance, column: Column) -> tuple[tuple[str, str], ...]:
    """Return the provenance as short rows."""
    rows = [
        ("Version", known.version),
        ("Channel", known.channel or ("" if known.provider == "saved" else "pinned")),
        ("Platform", known.platform),
        ("Provider", known.provider),
        ("Driver", known.driver),
        ("Build", known.revision or ""),
        ("Window", "headless" if known.headless else "headed"),
        ("Media", known.devices),
        ("Flags", " ".join(known.flags)),
        ("Sandbox", "" if known.sandbox else "off, because the user was root"),
        ("Observed", f"{count(column.fact_count, 'fact')} in {count(len(column.evidence), 'probe')}"),
        ("Reused", reused_summary(column.evidence.values())),
        ("Sessions", str(column.run.starts.get(column.address, "")) or ""),
    ]
    return tuple((name, one_line(visible(value), 300)) for name, value in rows if value)


def _class(status: Status) -> str:
    """Return the CSS class of a status."""
    return status.value.lower().replace("_", "-")

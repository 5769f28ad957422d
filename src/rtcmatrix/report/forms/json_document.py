"""The report as one JSON document: columns, checks, results, differences, rows, metrics and noise.

Its JSON Schema is generated from the classes below; ``docs/formats.md`` says what the fields mean. The facts
themselves stay in the runs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix import __version__
from rtcmatrix.compare import Absent, Comparing, MetricComparison, RowStandings, Shared, Side, Standing, rows_of
from rtcmatrix.compare.coverage import NotCompared
from rtcmatrix.compare.known_troubles import TroubleKind
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Difference,
    Json,
    Level,
    Provenance,
    Result,
    Reuse,
    Run,
    Timing,
    Unavailable,
)
from rtcmatrix.report.forms.shared.channel_changes import ReportChannelChange, report_channel_changes
from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.text.completeness import incomplete_runs
from rtcmatrix.runs import to_json
from rtcmatrix.runs.completeness import IncompleteRun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource

FORMAT = 1
"""Its history is in docs/formats.md."""


@dataclass(frozen=True, kw_only=True)
class ReportRun:
    """A run without what the other parts of the document hold."""

    id: str
    tool: str
    started_at: str
    finished_at: str | None
    complete: bool
    revision: str | None
    matrix_digest: str
    host: str
    unavailable: tuple[Unavailable, ...]
    timing: Timing
    reuse: tuple[Reuse, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportColumn:
    """One browser of one run, or one pair that called each other."""

    run: str
    address: str
    """Of a pair ``chromium:stable+firefox:esr``, the offerer first."""
    label: str
    """What people call it, ``Chromium 156``."""
    asked: BrowserSpec | None
    launched: Provenance | None
    starts: int
    """How many sessions were started."""
    probes: int
    """How many were gathered."""
    facts: int
    """How many were observed."""
    reused: int = 0
    """How many of the probes are reused."""


@dataclass(frozen=True, kw_only=True)
class ColumnResult(Result):
    """A result, and where it belongs."""

    column: int
    """Place in ``columns``."""
    gathered_at: str | None = None
    """When its evidence was gathered."""
    reused_from: str | None = None
    """Id of the run that gathered it, if reused."""


@dataclass(frozen=True, kw_only=True)
class ReportComparison:
    """Two columns that were compared."""

    before: Side
    after: Side
    cause: str | None
    """The one thing that sets them apart."""
    shared: Shared
    differences: int
    """How many of the differences are its own."""
    noise: int = 0
    """How many of those are noise."""
    known: int = 0
    """How many of the others a known difference states."""
    metrics: tuple[MetricComparison, ...] = ()
    """Every metric that was compared, whether it differs or not."""
    counting: int = 0
    """How many of the differences count: no noise, no known difference, of browsers that can be compared."""
    apart: tuple[str, ...] = ()
    """Why the two cannot be compared: how the other run launched the browser differently. Then nothing counts."""
    not_compared: tuple[NotCompared, ...] = ()
    """The checks that only one side has a result of; not among the differences."""
    reused: int = 0
    """How many probes were gathered once for both sides: one run reused the other."""


@dataclass(frozen=True, kw_only=True)
class ComparedDifference(Difference):
    """A difference, and where it belongs."""

    comparison: int
    """Place in ``comparisons``."""
    standing: Standing
    """What the difference is to a reader; only ``unstated`` counts."""


@dataclass(frozen=True, kw_only=True)
class ReportGroup:
    """Columns that agree in a row."""

    columns: tuple[int, ...]
    """Places in ``columns``."""
    value: Json = None
    """The status or fact; null also where ``absent``."""
    absent: bool = False
    """The probe was observed and has no such fact."""


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """One status or fact in which the columns are not all alike."""

    level: Level
    subject: str
    path: str
    groups: tuple[ReportGroup, ...]
    """The largest first."""
    silent: tuple[int, ...]
    """Columns without this check, or whose probe did not finish."""
    apart: tuple[int, ...]
    """Columns that ran another version of the check or probe."""
    noisy: bool
    """Some column differs from itself in it."""
    standing: Standing = Standing.UNSTATED
    """Whether it counts: ``unstated`` where a pair of its columns differs so that it does."""


@dataclass(frozen=True, kw_only=True)
class ReportMetrics:
    """The metrics of one probe in one column."""

    column: int
    probe: str
    repeats: tuple[dict[str, Json], ...]
    """One object for each time the probe was gathered."""


@dataclass(frozen=True, kw_only=True)
class ReportNoise:
    """In what one column differs from itself in one probe."""

    column: int
    probe: str
    paths: tuple[str, ...]
    """Facts whose values are not the same in all repeats."""
    ends: bool
    """The repeats ended differently."""
    repeats: int
    """How often the probe was gathered."""


@dataclass(frozen=True, kw_only=True)
class ReportTrouble:
    """A known difference that needs attention."""

    kind: TroubleKind
    file: str
    line: int
    bug: str
    words: str
    """What is wrong, and what to do."""


@dataclass(frozen=True, kw_only=True)
class ReportDocument:
    """What ``rtcmatrix report --format json`` writes."""

    format: int
    kind: str
    """``report``."""
    tool: str
    """What wrote it, ``rtcmatrix 0.1.0``."""
    against: str | None
    """The run, or runs, that the others were compared with."""
    report_url: str | None
    """Where the pages are published."""
    runs: tuple[ReportRun, ...]
    columns: tuple[ReportColumn, ...]
    checks: tuple[Check, ...]
    """Of all runs, by id; of two versions of one the first run's."""
    results: tuple[ColumnResult, ...]
    comparisons: tuple[ReportComparison, ...]
    differences: tuple[ComparedDifference, ...]
    rows: tuple[ReportRow, ...]
    metrics: tuple[ReportMetrics, ...]
    noise: tuple[ReportNoise, ...]
    known_troubles: tuple[ReportTrouble, ...] = ()
    """Known differences that are stale, expired, contradicted or useless; empty also where none were at hand."""
    incomplete: tuple[IncompleteRun, ...] = ()
    """The runs that are not complete, and what each lacks."""
    channel_changes: tuple[ReportChannelChange, ...] = ()
    """What later channels have that stable does not have yet."""


def render(material: Material) -> Mapping[str, str]:
    """Return ``report.json``."""
    return {"report.json": json.dumps(to_json(document_of(material)), indent=1) + "\n"}


FORM = TextForm(name="json", render=render)


def document_of(material: Material) -> ReportDocument:
    """Build the document."""
    sources = list(enumerate(material.sources))
    checks: dict[str, Check] = {}
    for run in material.runs:
        for check in run.checks:
            checks.setdefault(check.id, check)
    return ReportDocument(
        format=FORMAT,
        kind="report",
        tool=f"rtcmatrix {__version__}",
        against=material.against,
        report_url=material.report_url,
        runs=tuple(_run(run) for run in material.runs),
        columns=tuple(_column(source) for source in material.sources),
        checks=tuple(checks[each] for each in sorted(checks)),
        results=tuple(
            _result(at, source, result) for at, source in sources for result in source.column.results.values()
        ),
        comparisons=tuple(comparison_of(each) for each in material.comparisons),
        differences=tuple(
            ComparedDifference(comparison=at, standing=each.standing(difference), **_fields(difference))
            for at, each in enumerate(material.comparisons)
            for difference in each.differences
        ),
        rows=(
            *_rows(material.browsers, 0, material.compared),
            *_rows(material.calls, len(material.browsers), material.compared),
        ),
        metrics=tuple(one for at, source in sources for one in _metrics(at, source)),
        noise=tuple(one for at, source in sources for one in _noise(at, source)),
        known_troubles=tuple(
            ReportTrouble(
                kind=each.kind, file=each.entry.file, line=each.entry.line, bug=each.entry.bug, words=each.words
            )
            for each in material.troubles
        ),
        incomplete=tuple(
            IncompleteRun(run=run.id, state=each.state, words=each.words, cells=each.cells)
            for run, each in incomplete_runs(material.runs)
        ),
        channel_changes=report_channel_changes(material),
    )


def _fields(value: Result | Difference) -> dict[str, Json]:
    """Return the fields of a value."""
    return dict(vars(value))


def _result(at: int, source: ColumnSource, result: Result) -> ColumnResult:
    evidence = source.column.evidence_of(result.check)
    gathered_at, origin = (evidence.started_at or None, evidence.reused_from) if evidence else (None, None)
    return ColumnResult(column=at, gathered_at=gathered_at, reused_from=origin, **_fields(result))


def _run(run: Run) -> ReportRun:
    return ReportRun(
        id=run.id, tool=run.tool, started_at=run.started_at, finished_at=run.finished_at, complete=run.complete,
        revision=run.revision, matrix_digest=run.matrix_digest, host=run.host, unavailable=run.unavailable,
        timing=run.timing, reuse=run.reuse,
    )  # fmt: skip


def _column(source: ColumnSource) -> ReportColumn:
    column = source.column
    return ReportColumn(
        run=column.run.id, address=column.address, label=source.view.label, asked=column.spec,
        launched=column.provenance, starts=column.run.starts.get(column.address, 0), probes=len(column.evidence),
        facts=column.fact_count, reused=sum(each.reused_from is not None for each in column.evidence.values()),
    )  # fmt: skip


def comparison_of(each: Comparison) -> ReportComparison:
    """Show a comparison in numbers."""
    return ReportComparison(
        before=each.before,
        after=each.after,
        cause=each.cause,
        shared=each.shared,
        differences=len(each.differences),
        noise=len(each.noise),
        known=len(each.known),
        metrics=each.metrics,
        counting=len(each.telling),
        apart=each.apart,
        not_compared=each.not_compared,
        reused=each.reused,
    )


def _rows(sources: Sequence[ColumnSource], first: int, compared: Comparing) -> Iterator[ReportRow]:
    """Return the rows of comparable columns; ``first`` is the index of the first of them."""
    columns = [source.column for source in sources]
    standings = RowStandings(columns, compared)
    for row in rows_of(columns):
        groups = [
            ReportGroup(columns=_placed(each.columns, first), absent=True)
            if isinstance(each.value, Absent)
            else ReportGroup(columns=_placed(each.columns, first), value=each.value)
            for each in row.groups
        ]
        yield ReportRow(
            level=row.level, subject=row.subject, path=row.path, groups=tuple(groups),
            silent=_placed(row.silent, first), apart=_placed(row.apart, first), noisy=row.noisy,
            standing=standings.of(row),
        )  # fmt: skip


def _placed(columns: Sequence[int], first: int) -> tuple[int, ...]:
    return tuple(first + column for column in columns)


def _metrics(at: int, source: ColumnSource) -> Sequence[ReportMetrics]:
    return [
        ReportMetrics(column=at, probe=probe, repeats=tuple(each.metrics for each in repeats))
        for probe, repeats in sorted(source.column.repeats.items())
        if any(each.metrics for each in repeats)
    ]


def _noise(at: int, source: ColumnSource) -> Sequence[ReportNoise]:
    return [
        ReportNoise(column=at, probe=probe, paths=tuple(sorted(noise.paths)), ends=noise.ends, repeats=noise.repeats)
        for probe, noise in sorted(source.column.noise.items())
        if noise.paths or noise.ends
    ]

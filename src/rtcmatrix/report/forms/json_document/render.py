"""The report as one JSON document: columns, checks, results, differences, rows, metrics and noise.

The facts themselves stay in the runs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rtcmatrix import __version__
from rtcmatrix.compare import Absent, Comparing, RowStandings, rows_of
from rtcmatrix.model import Check, Difference, Json, Result, Run
from rtcmatrix.report.forms.json_document.document import (
    FORMAT,
    ColumnResult,
    ComparedDifference,
    ReportColumn,
    ReportComparison,
    ReportDocument,
    ReportGroup,
    ReportMetrics,
    ReportNoise,
    ReportRow,
    ReportRun,
    ReportTrouble,
)
from rtcmatrix.report.forms.shared.channel_changes import report_channel_changes
from rtcmatrix.report.forms.shared.text_form import TextForm
from rtcmatrix.report.text.completeness import incomplete_runs
from rtcmatrix.runs import to_json
from rtcmatrix.runs.completeness import IncompleteRun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rtcmatrix.compare import Comparison
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource


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

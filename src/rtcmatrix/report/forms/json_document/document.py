"""The classes of the JSON document.

Its JSON Schema is generated from them, and ``docs/formats.md`` describes the fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.compare import MetricComparison, Shared, Side, Standing
from rtcmatrix.compare.coverage import NotCompared
from rtcmatrix.compare.known_troubles import TroubleKind
from rtcmatrix.model import BrowserSpec, Check, Difference, Json, Level, Provenance, Result, Reuse, Timing, Unavailable
from rtcmatrix.report.forms.shared.channel_changes import ReportChannelChange
from rtcmatrix.runs.completeness import IncompleteRun

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

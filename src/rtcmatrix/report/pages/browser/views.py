"""What the page of one column shows. All text is safe to display."""

from __future__ import annotations

from dataclasses import dataclass

from rtcmatrix.report.view.artifacts import FileView
from rtcmatrix.report.view.cells import CellView
from rtcmatrix.report.view.columns import ColumnView
from rtcmatrix.report.view.links import LinkView
from rtcmatrix.report.view.tables import NamedTable


@dataclass(frozen=True, kw_only=True)
class EvidenceCheckView:
    """A check that judges the evidence, shown next to it."""

    anchor: str
    id: str
    title: str
    page: str
    cell: CellView
    message: str


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    """What one browser did in one probe."""

    probe: str
    anchor: str
    ending: str
    message: str
    checks: tuple[EvidenceCheckView, ...]
    like: LinkView | None
    """The column that observed the same facts and shows them."""
    values: tuple[tuple[str, str, tuple[NamedTable, ...]], ...]
    """(what, JSON over several lines, the lists in it that are tables): facts, metrics, notes."""
    console: tuple[tuple[str, str], ...]
    files: tuple[FileView, ...]
    when: str
    trouble: bool


@dataclass(frozen=True, kw_only=True)
class BrowserView:
    """All the evidence of one column."""

    column: ColumnView
    evidence: tuple[EvidenceView, ...]
    more: tuple[tuple[str, str], ...]
    """Provenance that fills several lines."""

"""Show the result of one check in one column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.coverage import Lack, lack_of
from rtcmatrix.report.text.labels import MISSING, OUTCOME, STATUS
from rtcmatrix.report.text.reuse import reused_mark
from rtcmatrix.report.view.links import LinkView, link
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from rtcmatrix.model import Evidence, Result
    from rtcmatrix.report.view.columns import ColumnSource


@dataclass(frozen=True, kw_only=True)
class CellView:
    """One check in one browser."""

    browser: str
    status: str
    """The status as a class: ``pass``, ``fail``; ``none`` where there is no result."""
    word: str
    outcome: str
    known: LinkView | None
    message: str
    href: str | None
    reused: str = ""
    """That its evidence is reused, with the day on which it was gathered; else empty."""


def cell_of(source: ColumnSource, check: str, limit: int = 110) -> CellView:
    """Show the result of a check, or why there is none."""
    result = source.column.results.get(check)
    if result is None:
        return _without_result(source, check)
    return CellView(
        browser=source.view.label,
        status=result.status.value.lower().replace("_", "-"),
        word=STATUS[result.status],
        outcome=OUTCOME[result.outcome],
        known=_known(result),
        message=_first_line(result.message, limit),
        href=source.link(check),
        reused=reused_mark(source.column.evidence_of(check)),
    )


def probe_cell(source: ColumnSource, probe: str) -> CellView:
    """Show the outcome of a probe without checks."""
    evidence = source.column.evidence.get(probe)
    word, status = _ending(evidence)
    return CellView(
        browser=source.view.label,
        status=status,
        word=word,
        outcome="",
        known=None,
        message=_first_line(evidence.message or evidence.unsupported, 110) if evidence else "",
        href=None,
    )


def _first_line(message: str | None, limit: int) -> str:
    """Show the first line of a message; the column's own page has the rest."""
    return one_line((message or "").strip().partition("\n")[0], limit)


def _known(result: Result) -> LinkView | None:
    """Link a known difference: file and line, with its source as address."""
    if not result.known:
        return None
    if result.stated is None:
        return LinkView(text=one_line(result.known, 300))
    return LinkView(text=one_line(f"{result.stated.file}:{result.stated.line}", 80), href=link(result.stated.bug).href)


def _without_result(source: ColumnSource, check: str) -> CellView:
    """Return a cell that states why there is no result."""
    if lack_of(source.column, check) is Lack.MISSING:
        return CellView(
            browser=source.view.label, status="missing", word=MISSING, outcome="", known=None, message="", href=None
        )
    here = source.column.checks.get(check)
    evidence = source.column.evidence.get(here.probe) if here else None
    word = "Not judged" if evidence or not source.column.checks else "Not run"
    return CellView(browser=source.view.label, status="none", word=word, outcome="", known=None, message="", href=None)


def _ending(evidence: Evidence | None) -> tuple[str, str]:
    """Return the label and the CSS class of a probe's outcome."""
    if evidence is None:
        return "Not run", "none"
    if evidence.unsupported is not None:
        return "Not supported", "precondition-failed"
    if evidence.fault is None:
        return "Observed", "pass"
    return {"exception": ("Failed", "fail"), "timeout": ("Timed out", "timeout"), "crash": ("Crashed", "crash")}.get(
        evidence.fault.value, ("Tool error", "error")
    )

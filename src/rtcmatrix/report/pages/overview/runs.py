"""Show when, where and with which tool runs were recorded, and which browsers were not available."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.pages.overview.views import AbsentView, RunView
from rtcmatrix.report.text.labels import TIMING
from rtcmatrix.report.text.reuse import reuse_lines
from rtcmatrix.report.view.columns import distinct
from rtcmatrix.runs.completeness import assess
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rtcmatrix.model import Run


def run_views(runs: Sequence[tuple[Path, Run]]) -> tuple[RunView, ...]:
    """Show each run once."""
    told = [run for _, run in distinct(runs)]
    return tuple(_run(run, f"Run {place}" if len(told) > 1 else "Run") for place, run in enumerate(told, 1))


def absent_views(runs: Sequence[tuple[Path, Run]]) -> tuple[AbsentView, ...]:
    """Show the columns that could not be had."""
    return tuple(
        AbsentView(
            address=one_line(each.address, 60),
            run=one_line(run.id, 60) if len(distinct(runs)) > 1 else "",
            reasons=tuple((one_line(provider, 40), one_line(reason, 400)) for provider, reason in each.reasons),
        )
        for _, run in distinct(runs)
        for each in run.unavailable
    )


def _run(run: Run, name: str) -> RunView:
    """Show when, where and by what a run was recorded."""
    rows = [
        (name, run.id),
        ("Started", _time(run.started_at)),
        ("Took", f"{run.timing.wall:.0f} s" if run.timing.wall else ""),
        ("On", run.host),
        ("By", run.tool),
        ("Revision", (run.revision or "")[:12]),
    ]
    rows += [("Reused", each) for each in reuse_lines(run.reuse)]
    lacking = assess(run)
    seconds = [(words, getattr(run.timing, name)) for name, words in TIMING]
    longest = max(value for _, value in seconds)
    return RunView(
        id=one_line(run.id, 60),
        rows=tuple((name, one_line(value, 200)) for name, value in rows if value),
        complete=lacking.is_complete,
        missing=one_line(lacking.words, 1_000),
        timing=tuple((words, f"{value:.1f} s", round(value / longest, 3)) for words, value in seconds)
        if longest
        else (),
    )


def _time(text: str) -> str:
    """Format a timestamp for display: ``2026-01-02 03:04 UTC``."""
    return f"{text[:10]} {text[11:16]} UTC" if len(text) >= 16 and text[10] == "T" else text

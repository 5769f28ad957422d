"""What a report shows of runs with calls between browsers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from rtcmatrix.model import Run
from rtcmatrix.report.html.artifacts import Artifacts
from rtcmatrix.report.pages.calls.views import CallsView
from rtcmatrix.report.pages.check.views import CheckPageView
from rtcmatrix.report.pages.report import ReportView, report_view

NEXT = "2026-01-03T03-04-05Z-cd34"


def view(tmp_path: Path, *runs: Run) -> ReportView:
    return report_view([(tmp_path, run) for run in runs], Artifacts(tmp_path / "site"))


def calls(tmp_path: Path, *runs: Run) -> CallsView:
    told = view(tmp_path, *runs).calls
    assert told is not None
    return told


def page(told: ReportView, check: str) -> CheckPageView:
    return next(each for each in told.checks if each.id == check)


def alone(run: Run) -> Run:
    """Leave the calls of a run, and of its browsers what was launched."""
    return dataclasses.replace(
        run,
        checks=tuple(each for each in run.checks if each.peers > 1),
        evidence=tuple(each for each in run.evidence if "+" in each.browser),
        results=tuple(each for each in run.results if "+" in each.browser),
    )


def later(run: Run) -> Run:
    return dataclasses.replace(run, id=NEXT, started_at="2026-01-03T03:04:05Z")

"""Collect the cells that a plan selects, without running them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from rtcmatrix.judge.suites import FOLDER, suite_files
from rtcmatrix.model import Check
from rtcmatrix.runner.call_pytest import call_pytest
from rtcmatrix.runner.plan import Plan
from rtcmatrix.runner.plugin import CELLS


class _Collected:
    """A pytest plugin that keeps the selected checks of each browser and pair."""

    def __init__(self) -> None:
        self.selected: dict[str, list[Check]] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read them after the plugin of rtcmatrix has."""
        if CELLS in session.config.stash:
            self.selected = session.config.stash[CELLS].selected


def collect_cells(plan: Plan, run_dir: Path, pytest_arguments: Sequence[str]) -> dict[str, list[Check]]:
    """Return the selected checks by address; none if pytest cannot collect, which the run itself reports."""
    root = Path(plan.root)
    suites = suite_files(root / FOLDER)
    if not suites:
        return {}  # without a file, pytest would collect the current folder
    collected = _Collected()
    arguments = (f"--run-folder={run_dir}", "--collect-only", *pytest_arguments)
    code = call_pytest(suites, root, arguments, [collected])
    return collected.selected if code == pytest.ExitCode.OK else {}

"""pytest collects the cells of the plan's scope; ``-k`` selects among them."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from made_up_project import GOOD, ODD, build_project, record_run
from rich.console import Console

from rtcmatrix.errors import NothingSelectedError
from rtcmatrix.runner.launch import launch
from rtcmatrix.runner.plan import Plan, write_plan
from rtcmatrix.runner.planning import plan_judging
from rtcmatrix.runner.progress import Progress
from rtcmatrix.runs import create_run_dir
from rtcmatrix.runs.completeness import selected_cells


def judge(folder: Path, *words: str, **changed: object) -> dict[str, frozenset[str]]:
    """Judge a recorded run with a changed plan; give the selected cells."""
    build_project(folder / "project")
    run_dir = create_run_dir(folder, folder / "run")
    plan = plan_judging(record_run(folder / "recorded"), root=folder / "project", out=run_dir)
    planned: Plan = dataclasses.replace(plan, **changed)  # type: ignore[arg-type]  # varied fields
    write_plan(run_dir, planned)
    progress = Progress(Console(file=io.StringIO()))
    return selected_cells(launch(planned, run_dir, progress=progress, pytest_arguments=words).run)


def test_patterns_of_the_command_line_select_checks(tmp_path: Path) -> None:
    assert judge(tmp_path, only=("basics/n_*", "other/*")) == dict.fromkeys((GOOD, ODD), frozenset({"basics/n_is_one"}))


def test_an_expression_selects_among_them(tmp_path: Path) -> None:
    cells = judge(tmp_path, "-k", "firefox", only=("basics/n_*",))
    assert cells == {ODD: frozenset({"basics/n_is_one"})}


def test_only_pairs_leaves_out_single_browsers(tmp_path: Path) -> None:
    with pytest.raises(NothingSelectedError, match="no check is selected"):
        judge(tmp_path, pairs_only=True)

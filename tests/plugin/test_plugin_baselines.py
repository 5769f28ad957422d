"""``baseline`` as a person calls it, where selenium cannot be imported: what is accepted, and what is refused."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_project import GOOD, ODD
from project_commands import change, n_is_two, rtcmatrix

from rtcmatrix.model import Run


def test_a_run_is_accepted_and_passes_against_itself(place: Path) -> None:
    project = place / "project"
    done = rtcmatrix(project, "baseline", "accept", "../good")
    assert done.returncode == 0, done.stderr
    assert f"{GOOD}: new, with 10 checks and 1 facts" in done.stdout
    assert [path.name for path in (project / "reports/baselines/main").iterdir()] == ["chromium-150.json"]
    done = rtcmatrix(project, "gate", "../good", "--against", "main")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        'gate against "main" passed: no finding of not-comparable, newly-failing, unexpected, changed, removed'
    )
    shown = rtcmatrix(project, "baseline", "show")
    assert shown.stdout == f"main\n  {GOOD}  Made up 1,   10 checks, 1 facts\n"


def test_accepting_says_what_is_new_and_keeps_what_the_run_lacks(place: Path) -> None:
    project = place / "project"
    assert rtcmatrix(project, "baseline", "accept", "../judged", "--force").returncode == 0
    folder = project / "reports" / "baselines" / "main"
    before = {path.name: path.read_text() for path in folder.iterdir()}
    assert sorted(before) == ["chromium-150.json", "firefox-esr.json"]
    done = rtcmatrix(project, "baseline", "accept", "../good")
    assert f"{GOOD}: nothing changed" in done.stdout
    assert f"{ODD}: kept" in done.stdout
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
    change(place / "good", n_is_two)
    done = rtcmatrix(project, "baseline", "accept", "../good")
    assert f"{GOOD}: 1 change accepted\n  basics/works.js: n: 1 -> 2\n" in done.stdout
    after = json.loads((folder / "chromium-150.json").read_text())
    assert after["probes"]["basics/works.js"]["facts"] == {"n": 2}


def incomplete(run: Run) -> Run:
    return dataclasses.replace(run, complete=False)


def fewer(run: Run) -> Run:
    return dataclasses.replace(run, results=run.results[1:])


@pytest.mark.parametrize(
    ("run", "how", "words"),
    [
        ("good", incomplete, f"{GOOD}: the run is incomplete: it was interrupted; finish it with --resume first"),
        ("judged", lambda run: run, f"{ODD}: basics/dies is CRASH"),
        ("judged", lambda run: run, f"{ODD}: basics/ours is ERROR"),
        ("good", fewer, f"{GOOD}: the run lacks 1 of the 10 checks of the baseline, such as basics/"),
    ],
)
def test_what_should_not_be_a_measure_is_refused_unless_forced(
    place: Path, run: str, how: Callable[[Run], Run], words: str
) -> None:
    project = place / "project"
    rtcmatrix(project, "baseline", "accept", "../good")
    file = project / "reports" / "baselines" / "main" / "chromium-150.json"
    before = file.read_text()
    change(place / run, how)
    done = rtcmatrix(project, "baseline", "accept", f"../{run}")
    assert done.returncode == 2
    assert words in done.stderr
    assert "with --force" in done.stderr
    assert file.read_text() == before
    assert rtcmatrix(project, "baseline", "accept", f"../{run}", "--force").returncode == 0


def test_columns_may_be_chosen_and_baselines_have_names(place: Path) -> None:
    project = place / "project"
    done = rtcmatrix(project, "baseline", "accept", "../judged", "--name", "old", "--browsers", "chromium:*")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (project / "reports/baselines/old").iterdir()] == ["chromium-150.json"]
    done = rtcmatrix(project, "baseline", "accept", "../judged", "--browsers", "edge:*")
    assert (done.returncode, "it holds chromium:150, firefox:esr" in done.stderr) == (3, True)
    assert rtcmatrix(project, "baseline", "accept", "../judged", "--name", "../out").returncode == 2
    assert rtcmatrix(project, "baseline", "show", "new").returncode == 3


def test_a_baseline_stands_wherever_a_run_does(place: Path) -> None:
    project = place / "project"
    rtcmatrix(project, "baseline", "accept", "../good")
    done = rtcmatrix(project, "compare", "reports/baselines/main", "../good")
    assert (done.returncode, done.stderr) == (0, "")
    done = rtcmatrix(project, "report", "reports/baselines/main", "../good", "--out", "../site")
    assert done.returncode == 0, done.stderr

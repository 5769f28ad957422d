"""What tests of ``gate``, ``baseline`` and ``known`` share: a made-up project with runs that were judged in it."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path

import pytest
from made_up_project import GOOD, build_project, record_run
from project_commands import rtcmatrix

from rtcmatrix.runs import read_run, write_run


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project and a run that was judged in it: ``judged``, over both browsers; ``good``, over the good one."""
    place = tmp_path_factory.mktemp("gate")
    project = place / "project"
    build_project(project)
    record_run(place / "recorded")
    assert rtcmatrix(project, "judge", "../recorded", "--out", "../judged").returncode == 1
    run = read_run(place / "judged")
    good = dataclasses.replace(
        run,
        browsers=tuple(each for each in run.browsers if each.address == GOOD),
        provenances=tuple(each for each in run.provenances if each.address == GOOD),
        evidence=tuple(each for each in run.evidence if each.browser == GOOD),
        results=tuple(each for each in run.results if each.browser == GOOD),
        selected=tuple(dataclasses.replace(each, browsers=(GOOD,)) for each in run.selected if GOOD in each.browsers),
    )
    (place / "good").mkdir()
    write_run(place / "good", good)
    return place


@pytest.fixture
def place(judged: Path, tmp_path: Path) -> Path:
    """Give a copy that a test may change."""
    subprocess.run(["cp", "-r", f"{judged}/.", str(tmp_path)], check=True)
    return tmp_path

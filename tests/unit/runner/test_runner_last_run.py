"""The run that an estimate is based on."""

from __future__ import annotations

from pathlib import Path

import pytest

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import Evidence, Run
from rtcmatrix.runner.estimate import Durations
from rtcmatrix.runner.last_run import RUNS, last_run, read_durations
from rtcmatrix.runs import write_run

OLD, NEW = "2020-01-01T00-00-00Z-aaaa", "2021-01-01T00-00-00Z-aaaa"


def record(folder: Path, seconds: float) -> Path:
    folder.mkdir(parents=True)
    evidence = (Evidence(probe="p/x.js", browser="a:1", facts={}, duration=seconds),)
    started = f"{folder.name[:10]}T00:00:00Z"
    write_run(folder, Run(id=folder.name, format=1, tool="t", started_at=started, complete=True, evidence=evidence))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    record(tmp_path / RUNS / NEW, 2)
    record(tmp_path / RUNS / OLD, 1)
    broken = tmp_path / RUNS / "2022-01-01T00-00-00Z-aaaa"
    broken.mkdir()
    (broken / "run.json").write_text("{")
    return tmp_path


def test_the_last_run_is_the_newest_that_can_be_read(project: Path) -> None:
    found = last_run(project)
    assert found is not None
    assert (found.id, found.evidence[0].duration) == (NEW, 2.0)
    assert last_run(project / "none") is None


def test_durations_are_of_the_named_run_else_of_the_last_else_shipped(project: Path) -> None:
    assert read_durations(project / RUNS / OLD, project).source == f"estimated from run {OLD} of 2020-01-01"
    assert read_durations(None, project).source == f"estimated from run {NEW} of 2021-01-01"
    assert read_durations(None, project / "none") == Durations()


def test_a_named_run_without_durations_is_an_error(project: Path) -> None:
    empty = record(project / "empty", 0)
    with pytest.raises(ConfigurationError, match="records no durations; expected the folder of a run that gathered"):
        read_durations(empty, project)

"""Artifacts of several runs lie next to each other; nothing outside a run's folder is taken into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rtcmatrix.model import Artifact, Evidence, Run
from rtcmatrix.runs.copies import copy_artifacts
from rtcmatrix.runs.merge import artifact_path

if TYPE_CHECKING:
    from pathlib import Path


def run_with(*paths: str) -> Run:
    artifacts = tuple(Artifact(name="screenshot", path=path, media_type="image/png") for path in paths)
    evidence = Evidence(probe="a/b.js", browser="chrome:stable", artifacts=artifacts)
    return Run(id="r", format=1, tool="", started_at="", evidence=(evidence,))


def test_files_of_one_name_do_not_meet(tmp_path: Path) -> None:
    for number in (0, 1):
        folder = tmp_path / f"run{number}" / "artifacts"
        folder.mkdir(parents=True)
        (folder / "same.png").write_text(f"{number}")
        assert copy_artifacts(folder.parent, run_with("artifacts/same.png"), number, tmp_path / "out") == 1
    kept = [tmp_path / "out" / artifact_path(number, "artifacts/same.png") for number in (0, 1)]
    assert [file.read_text() for file in kept] == ["0", "1"]


@pytest.mark.parametrize(
    "path", ["../secret", "artifacts/../../secret", "/etc/hostname", "artifacts/link", "nul\0", ""]
)
def test_a_path_that_leads_elsewhere_is_left_out(tmp_path: Path, path: str) -> None:
    home = tmp_path / "run"
    (home / "artifacts").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret")
    (home / "artifacts" / "link").symlink_to(tmp_path / "secret")
    assert copy_artifacts(home, run_with(path), 0, tmp_path / "out") == 0
    assert not [file for file in (tmp_path / "out").rglob("*") if file.is_file()]


def test_what_a_run_json_names_is_next_to_it(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "log.txt").write_text("x")
    assert copy_artifacts(tmp_path / "run" / "run.json", run_with("log.txt", "gone.txt"), 0, tmp_path / "out") == 1
    assert (tmp_path / "out" / "artifacts" / "1" / "log.txt").read_text() == "x"

"""``rtcmatrix validate`` and ``rtcmatrix browsers``: what they print and the exit code."""

import json
from pathlib import Path

import pytest

from rtcmatrix.cli import main

TWO = "version: 1\nbrowsers: [{name: edge, channels: [stable, beta]}]\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a matrix, on a machine with nothing on PATH."""
    (tmp_path / "matrix.yaml").write_text(TWO, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def test_a_good_matrix_is_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    assert capsys.readouterr().out == "matrix.yaml: 2 browsers (edge 2), 1 pair to compare\n"
    (project / "inner").mkdir()
    assert main(["validate", "--matrix", str(project / "matrix.yaml")]) == 0


def test_a_bad_matrix_is_exit_2_and_no_traceback(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "matrix.yaml").write_text(TWO.replace("beta", "bta") + "x: 1\n", encoding="utf-8")
    assert main(["validate", "--matrix", "matrix.yaml"]) == 2
    told = capsys.readouterr().err
    assert 'matrix.yaml:2: browsers[0].channels[1]: "bta" is not a channel of edge' in told
    assert 'matrix.yaml:3: x: "x" is not known here' in told
    assert "Traceback" not in told


@pytest.mark.parametrize("name", ["none.yaml", "."])
def test_no_matrix_is_exit_2(project: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--matrix", name]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_browsers_are_listed_with_reasons(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["browsers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        ["edge:stable", "not available"],
        ["edge:beta", "not available"],
    ]
    assert "installed: not on PATH (microsoft-edge-beta); selenium_manager: not downloaded yet" in lines[1]


def test_browsers_as_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["browsers", "--browsers", "edge:{beta,dev}", "--format", "json"]) == 0
    (edge,) = json.loads(capsys.readouterr().out)["browsers"]
    assert (edge["address"], edge["available"], edge["build"]) == ("edge:beta", False, None)
    assert [provider for provider, _ in edge["reasons"]] == ["installed", "selenium_manager", "debian"]


def test_a_pattern_that_names_nothing_is_exit_3(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["browsers", "--browsers", "edge:stable,edge:bta"]) == 3
    assert 'did you mean "edge:beta"?' in capsys.readouterr().err

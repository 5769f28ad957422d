"""``rtcmatrix run`` where it says no before a browser starts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up_project import MATRIX

from rtcmatrix.cli import main

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "matrix.yaml").write_text(MATRIX, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (["-k", "codec"], '"-k"'),
        (["--lanes", "2", "--repeat", "3"], '"--lanes" and no "--repeat"'),
        (["--browsers", "edge:*", "--", "-x"], '"--browsers" and no "PYTEST_ARGUMENTS"'),
        (["--reuse", "another", "--reuse-max-age", "3"], '"--reuse" and no "--reuse-max-age"'),
    ],
)
def test_a_resumed_run_is_not_another_one(
    words: list[str], refused: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert main(["run", "--resume", "a-run", *words]) == 2
    assert f"--resume continues a run as it was planned; it takes no {refused}\n" in capsys.readouterr().err


def test_confirming_and_not_confirming_contradict_each_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert main(["run", "--confirm", "3", "--no-confirm"]) == 2
    assert "--confirm and --no-confirm contradict each other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (["--reuse", "nowhere"], '"nowhere" does not exist; expected the folder of a run'),
        (["--reuse", "empty"], '"empty" is not a run: it has neither run.json nor header.json'),
        (["--reuse", "newer.json"], "format 99: written by a newer rtcmatrix"),
        (["--reuse", "saved.json"], '"saved.json" was gathered for no matrix'),
        (["--reuse-max-age", "3"], "--reuse-max-age limits --reuse RUN; give both"),
        (["--reuse", "empty", "--reuse-max-age", "0"], "0 is not in the range 1<=x<=36500"),
    ],
)
def test_only_a_run_is_reused(
    words: list[str], refused: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "suites").mkdir()
    (tmp_path / "newer.json").write_text('{"format": 99}', encoding="utf-8")
    by_hand = {"format": 1, "kind": "observations", "userAgent": "x", "savedAt": "2026-01-01T00:00:00Z", "records": {}}
    (tmp_path / "saved.json").write_text(json.dumps(by_hand), encoding="utf-8")
    assert main(["run", *words]) == 2
    assert refused in capsys.readouterr().err

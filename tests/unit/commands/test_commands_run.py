"""``rtcmatrix run`` where it says no before a browser starts."""

from __future__ import annotations

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

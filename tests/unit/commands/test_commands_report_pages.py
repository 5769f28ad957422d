"""``report`` as a person types it where it makes pages: where they go, and what is taken for a column."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from made_up_run import three_browsers

from rtcmatrix.cli import main
from rtcmatrix.runs import create_run_dir, write_run

if TYPE_CHECKING:
    from pathlib import Path


def test_report_goes_to_the_project_of_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = create_run_dir(tmp_path / "reports")
    write_run(path, dataclasses.replace(three_browsers(), id=path.name))
    assert main(["report", str(path)]) == 0
    index = tmp_path / "reports" / "site" / path.name.lower() / "index.html"
    assert capsys.readouterr().out == f"{index}\n"
    assert index.exists()


def test_report_takes_saved_observations_as_a_column(
    run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = {
        "format": 1,
        "kind": "observations",
        "userAgent": "Mozilla/5.0 Version/18.2 Safari/605.1.15",
        "records": {"permissions/query.js": {"facts": {"camera": "prompt"}}},
    }
    (tmp_path / "saved.json").write_text(json.dumps(saved))
    out = tmp_path / "out"
    assert main(["report", run, str(tmp_path / "saved.json"), "--out", str(out)]) == 0
    assert (out / "browser-saved-safari-18.2.html").exists()
    assert "Safari 18" in (out / "index.html").read_text()
    assert (out / "pair-chromium-stable--saved-safari-18.2.html").exists()


def test_report_of_what_is_no_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path / "nowhere")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_report_is_one_file_where_that_is_asked_for(
    run: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mail" / "report.html"
    assert main(["report", run, "--format", "html-file", "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert [path.name for path in out.parent.iterdir()] == ["report.html"]
    assert main(["report", run, "--format", "html-file", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "report.html").read_bytes() == out.read_bytes()

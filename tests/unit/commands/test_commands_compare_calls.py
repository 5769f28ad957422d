"""``compare`` as a person types it, of calls between browsers."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from kept_runs import kept
from made_up_calls import FROM_ESR, TO_ESR, with_calls

from rtcmatrix.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_two_calls_of_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = kept(tmp_path, with_calls())
    assert main(["compare", run, "--browsers", f"{TO_ESR},{FROM_ESR}"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "chromium:stable+firefox:esr (Chromium 156.0.8078.79 \N{RIGHTWARDS ARROW} Firefox 153.0.2) against "
        "firefox:esr+chromium:stable (Firefox 153.0.2 \N{RIGHTWARDS ARROW} Chromium 156.0.8078.79): "
    )
    assert "  interop/video_and_audio.js" in lines
    assert "    answerer.toneArrives: false -> true" in lines


def test_calls_of_two_runs_are_set_against_themselves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = with_calls(video={"answerer": {"numbered": False, "size": "640x360", "toneArrives": False}})
    runs = [kept(tmp_path, with_calls()), kept(tmp_path, dataclasses.replace(changed, id="other"), "other")]
    assert main(["compare", *runs, "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert len(document["comparisons"]) == 12
    [difference] = document["differences"]
    assert (difference["before_browser"], difference["path"]) == (TO_ESR, "answerer.numbered")
    assert main(["compare", runs[0], "--reference", TO_ESR, "--format", "json", "--exit-zero"]) == 0
    against = json.loads(capsys.readouterr().out)["comparisons"]
    assert len(against) == 8
    assert {each["before"]["browser"] for each in against} == {TO_ESR}
    assert all("+" in each["after"]["browser"] for each in against)


def test_a_call_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = kept(tmp_path, with_calls())
    assert main(["compare", run, "--browsers", f"{TO_ESR},firefox:esr+chromium:stabel"]) == 2
    assert 'did you mean "firefox:esr+chromium:stable"?' in capsys.readouterr().err

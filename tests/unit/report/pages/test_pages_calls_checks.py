"""The page of a check of two browsers: every pair with its command, layers as tables, recordings as links."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from calls_view import page, view
from made_up_calls import PICTURE, layers, with_calls

from rtcmatrix.report.forms.html_site import write_site


def test_a_check_shows_every_pair_and_how_to_run_it_again(tmp_path: Path) -> None:
    told = page(view(tmp_path, with_calls()), "pairs/each_hears_the_other")
    assert told.answer.startswith("Passes in every pair but Chromium 156 → Firefox 153 and Firefox 153 → Chromium 156")
    side = told.sides[2]
    assert side.who == "Chromium 156 → Firefox 153"
    assert side.console == (("warn", "answerer: AudioContext was not allowed to start"),)
    assert side.again == (
        "./rtc run --browsers chromium:stable,firefox:esr "
        "-k 'test_each_hears_the_other[chromium:stable+firefox:esr] and pairs'"
    )
    assert told.observed.reproducer is None


def test_no_page_reproduces_what_two_browsers_did(tmp_path: Path) -> None:
    index = write_site([(Path(__file__).parents[4] / "reports", with_calls())], tmp_path / "site")
    pages = [each.name for each in (index.parent / "repro").glob("*.html")] if (index.parent / "repro").is_dir() else []
    assert not [name for name in pages if name.startswith("pairs")]
    text = (index.parent / "check-pairs-every_layer_arrives.html").read_text()
    assert "a command for each pair" in text


def test_layers_are_read_as_a_table(tmp_path: Path) -> None:
    told = page(view(tmp_path, with_calls()), "pairs/every_layer_arrives")
    (row,) = told.observed.rows
    assert not row.is_list
    tables = [side.value.table for side in row.sides if side.value]
    assert tables[0] is not None
    assert tables[0].heads == ("rid", "scale", "cap", "sent", "receivedSize")
    assert tables[0].rows[2] == ("f", "1", "\N{EN DASH}", "yes", "640x360")
    (same,) = told.observed.tables
    assert same.path == "answerer.sizes"


def test_a_lost_layer_is_a_shorter_table(tmp_path: Path) -> None:
    run = with_calls(simulcast={"offerer": {"layers": layers("160x90")}})
    (row, *_) = page(view(tmp_path, run), "pairs/every_layer_arrives").observed.rows
    assert [len(side.value.table.rows) for side in row.sides if side.value and side.value.table] == [3, 1]


def test_a_recording_is_a_link_with_its_size(tmp_path: Path) -> None:
    (tmp_path / "artifacts").mkdir()
    (tmp_path / "artifacts" / "recording.webm").write_bytes(b"x" * 48_200)
    index = write_site([(tmp_path, with_calls())], tmp_path / "site")
    text = (index.parent / "check-pairs-recordings_play.html").read_text()
    assert re.search(
        r'<a href="artifacts/[^"]+\.webm" download>recording</a> <span class="note">video, 48 kB</span>', text
    )
    assert "<video" not in text
    assert "autoplay" not in text
    assert "media-src" not in text


def test_the_metrics_of_both_sides_are_shown(tmp_path: Path) -> None:
    run = with_calls()
    measured = tuple(
        dataclasses.replace(each, metrics={"offerer": {"fps": 30.0}, "answerer": {"fps": 29.5}})
        if each.probe == PICTURE
        else each
        for each in run.evidence
    )
    told = page(view(tmp_path, dataclasses.replace(run, evidence=measured)), "pairs/each_hears_the_other")
    assert [each.name for each in told.observed.metrics] == ["offerer.fps", "answerer.fps"]
    assert len(told.observed.metrics[0].rows) == 9

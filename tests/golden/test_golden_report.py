"""The rendered report, byte for byte. ``RTCMATRIX_ACCEPT=1 pytest tests/golden`` accepts what is rendered now."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest
from made_up_calls import with_calls
from made_up_run import three_browsers

from rtcmatrix.model import Status
from rtcmatrix.report.forms.html_site import write_site

EXPECTED = Path(__file__).parent / "report"
PAGES = (
    "index.html",
    "pair-chromium-stable--chromium-150.html",
    "pair-chromium-stable--firefox-esr.html",
    "browser-firefox-esr.html",
    "check-codecs-h264_is_offered.html",
)

CALLS = ("calls.html", "check-pairs-every_layer_arrives.html", "call-chromium-stable-firefox-esr.html")
TREND = "trend.html"
CHANGED = "codecs/vp8_is_offered"


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtcmatrix.report.pages.report.__version__", "0.0.0")
    rendered = (write_site([(tmp_path, three_browsers())], tmp_path / "site").parent / page).read_text()
    if os.environ.get("RTCMATRIX_ACCEPT"):
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / page).write_text(rendered)
    assert rendered == (EXPECTED / page).read_text()


@pytest.mark.parametrize("page", CALLS)
def test_page_of_calls(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtcmatrix.report.pages.report.__version__", "0.0.0")
    rendered = (write_site([(tmp_path, with_calls())], tmp_path / "site").parent / page).read_text()
    if os.environ.get("RTCMATRIX_ACCEPT"):
        (EXPECTED / page).write_text(rendered)
    assert rendered == (EXPECTED / page).read_text()


def test_page_over_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtcmatrix.report.pages.report.__version__", "0.0.0")
    first = three_browsers()
    results = tuple(
        dataclasses.replace(each, status=Status.FAIL, message="no VP8")
        if each.check == "codecs/vp8_is_offered"
        else each
        for each in first.results
    )
    later = dataclasses.replace(first, id="later", started_at="2026-01-03T03:04:05Z", results=results)
    rendered = (write_site([(tmp_path, first), (tmp_path, later)], tmp_path / "site").parent / TREND).read_text()
    if os.environ.get("RTCMATRIX_ACCEPT"):
        (EXPECTED / TREND).write_text(rendered)
    assert rendered == (EXPECTED / TREND).read_text()


def test_nothing_is_kept_that_is_not_rendered() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {*PAGES, *CALLS, TREND}

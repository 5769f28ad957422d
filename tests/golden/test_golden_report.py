"""The rendered report, byte for byte. ``RTCMATRIX_ACCEPT=1 pytest tests/golden`` accepts what is rendered now."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_up_run import three_browsers

from rtcmatrix.report.html import write_site

EXPECTED = Path(__file__).parent / "report"
PAGES = (
    "index.html",
    "pair-chromium-stable--chromium-150.html",
    "pair-chromium-stable--firefox-esr.html",
    "browser-firefox-esr.html",
)


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rtcmatrix.report.overview.__version__", "0.0.0")
    rendered = (write_site([(tmp_path, three_browsers())], tmp_path / "site").parent / page).read_text()
    if os.environ.get("RTCMATRIX_ACCEPT"):
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / page).write_text(rendered)
    assert rendered == (EXPECTED / page).read_text()


def test_nothing_is_kept_that_is_not_rendered() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == set(PAGES)

"""Known differences that a person must look at, on the first page of a report."""

from __future__ import annotations

from pathlib import Path

from html_file import write_html_file
from made_up_run import three_browsers

from rtcmatrix.compare.known_troubles import KnownTrouble, TroubleKind
from rtcmatrix.model import KnownDifference, Status
from rtcmatrix.report.forms.html_site import write_site


def test_known_differences_to_look_at_stand_on_the_first_page(tmp_path: Path) -> None:
    entry = KnownDifference(
        browsers=("firefox:*",), bug="https://bugzilla.example/1", reason="so", checks=("a/b",),
        expected=Status.FAIL, expires="2025-01-01", line=12, file="suites/known-differences.yaml",
    )  # fmt: skip
    trouble = KnownTrouble(entry=entry, kind=TroubleKind.EXPIRED, words="expired on 2025-01-01 & <counts> no more")
    runs = [(tmp_path, three_browsers())]
    text = write_site(runs, tmp_path / "site", troubles=[trouble]).read_text()
    assert 'id="troubles"' in text
    assert "suites/known-differences.yaml:12" in text
    assert "Expired on 2025-01-01 &amp; &lt;counts&gt; no more." in text
    assert 'href="https://bugzilla.example/1"' in text
    assert 'id="troubles"' not in write_site(runs, tmp_path / "site").read_text()
    assert 'id="index--troubles"' in write_html_file(runs, tmp_path / "one.html", troubles=[trouble]).read_text()

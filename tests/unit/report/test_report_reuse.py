"""Every output marks what a run took from an earlier one, with the date on which it was gathered."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.commands.report_files import Wanted, write_wanted
from rtcmatrix.model import Reuse, Run
from rtcmatrix.report.forms.html_site import write_site
from rtcmatrix.report.text.reuse import reuse_lines, reused_mark, reused_summary, reused_words

EARLIER = "2026-01-01T02-00-00Z-cd34"
GATHERED = "2026-01-01T02:03:04.500+00:00"
REUSE = (
    Reuse(browser=STABLE, run=EARLIER, started_at="2026-01-01T02:00:00+00:00", results=14, reused=13,
          again={"flaky": 1}),
    Reuse(browser=OLD, run=EARLIER, started_at="2026-01-01T02:00:00+00:00", results=14, reused=0,
          again={"launched build 150.0.2 is not 150.0.1": 14}),
)  # fmt: skip
LINES = [
    f"{STABLE}: 13 of 14 results reused from run of 2026-01-01 (1 gathered again: 1 flaky)",
    f"{OLD}: nothing reused from run of 2026-01-01: launched build 150.0.2 is not 150.0.1",
]
AGAIN = "permissions/policy.js"


@pytest.fixture(scope="module")
def run() -> Run:
    whole = three_browsers()
    return dataclasses.replace(
        whole,
        reuse=REUSE,
        evidence=tuple(
            dataclasses.replace(each, reused_from=EARLIER, started_at=GATHERED)
            if each.browser == STABLE and each.probe != AGAIN
            else each
            for each in whole.evidence
        ),
    )


def written(run: Run, form: str, folder: Path) -> str:
    [path] = write_wanted([Wanted(form=form, path=folder / "out" / form)], [(folder / "run", run)])
    return path.read_text(encoding="utf-8")


def test_a_line_for_each_browser_and_one_for_all_calls() -> None:
    assert reuse_lines(REUSE) == LINES
    calls = [
        dataclasses.replace(REUSE[0], browser=f"{STABLE}+{other}", results=3, reused=2, again={reason: 1})
        for other, reason in ((OLD, "flaky"), (ESR, "timeout"))
    ]
    assert reuse_lines((*calls, REUSE[0])) == [
        LINES[0],
        "calls between browsers: 4 of 6 results reused from run of 2026-01-01 (2 gathered again: 1 flaky, 1 timeout)",
    ]
    hostile = dataclasses.replace(REUSE[1], again={"flags differ: \x1b[31m\u202e": 14})
    assert reuse_lines([hostile])[0].endswith(r"flags differ: \u001b[31m\u202e")


def test_evidence_is_marked_with_its_date(run: Run) -> None:
    reused, fresh = (next(each for each in run.evidence if (each.browser == STABLE) is on) for on in (True, False))
    assert reused_mark(reused) == "reused, gathered 2026-01-01"
    assert reused_words(reused) == f"reused, gathered 2026-01-01 02:03 UTC in run {EARLIER}"
    assert reused_mark(fresh) == reused_words(fresh) == reused_mark(None) == reused_words(None) == ""
    older = dataclasses.replace(reused, started_at="2025-12-30T00:00:00+00:00")
    assert reused_summary([reused, fresh, older]) == "2 of 3 probes, gathered 2025-12-30 to 2026-01-01"
    assert reused_summary([fresh]) == ""


def test_the_pages(run: Run, tmp_path: Path) -> None:
    site = write_site([(tmp_path, run)], tmp_path / "site").parent
    overview, browser, check = (
        (site / page).read_text(encoding="utf-8")
        for page in ("index.html", "browser-chromium-stable.html", "check-codecs-vp8_is_offered.html")
    )
    assert [line for line in LINES if line not in overview] == []
    cells = re.findall(r'<td role="cell" class="cell" data-side="([^"]+)">(.*?)</td>', overview)
    marked = {(who, "reused, gathered 2026-01-01" in cell) for who, cell in cells}
    assert marked == {("Chromium 156", True), ("Chromium 156", False), ("Chromium 150", False), ("Firefox 153", False)}
    assert "10 of 11 probes, gathered 2026-01-01" in browser
    assert browser.count(f"reused, gathered 2026-01-01 02:03 UTC in run {EARLIER}") == 10
    assert check.count("reused, gathered 2026-01-01") == 1
    other = (site / "browser-firefox-esr.html").read_text(encoding="utf-8")
    assert "reused" not in other


def test_markdown(run: Run, tmp_path: Path) -> None:
    text = written(run, "markdown", tmp_path)
    plain = re.sub(r"[\\`]", "", text)
    assert [line for line in LINES if line not in plain] == []
    assert "Chromium 156: 10 of 11 probes, gathered 2026-01-01" in plain
    assert "reused" not in written(three_browsers(), "markdown", tmp_path)


def test_junit(run: Run, tmp_path: Path) -> None:
    root = ET.fromstring(written(run, "junit", tmp_path))
    addresses = {suite: suite.find("properties/property[@name='address']") for suite in root}
    suites = {found.get("value"): suite for suite, found in addresses.items() if found is not None}
    marked = suites[STABLE].find("properties/property[@name='reused']")
    assert marked is not None
    assert marked.get("value") == "10 of 11 probes, gathered 2026-01-01"
    cases = {case.get("name"): case for case in suites[STABLE].findall("testcase")}
    words = f"reused, gathered 2026-01-01 02:03 UTC in run {EARLIER}"
    assert cases["vp8_is_offered"].findtext("system-out") == words
    assert float(cases["vp8_is_offered"].get("time", "")) < 0.1, "nothing was gathered for it"
    assert cases["policy_blocks_camera"].findtext("system-out") is None
    assert float(cases["policy_blocks_camera"].get("time", "")) > 0.1
    assert suites[ESR].find("properties/property[@name='reused']") is None


def test_json(run: Run, tmp_path: Path) -> None:
    told = json.loads(written(run, "json", tmp_path))
    assert [each["reused"] for each in told["columns"]] == [10, 0, 0]
    assert [each["browser"] for each in told["runs"][0]["reuse"]] == [STABLE, OLD]
    origins = {(each["browser"], each["check"]): (each["reused_from"], each["gathered_at"]) for each in told["results"]}
    assert origins[STABLE, "codecs/vp8_is_offered"] == (EARLIER, GATHERED)
    assert origins[STABLE, "permissions/policy_blocks_camera"][0] is None
    assert origins[ESR, "codecs/vp8_is_offered"] == (None, "2026-01-02T03:04:06Z")

"""``wptreport.json``: exactly the fields that wptrunner writes, and what wpt.fyi demands; read back by ``import``.

No package ships a schema or a reader of it. The fields are those of wpt's
tools/wptrunner/wptrunner/formatters/wptreport.py; the statuses mozlog's (mozlog/logtypes.py, structuredlog.py); what
must be there what wpt.fyi's results-processor/wptreport.py refuses reports without.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hostile_cells import hostile_cells
from made_up_run import ESR, OLD, STABLE, three_browsers

from rtcmatrix.model import Outcome, Run, Stated, Status
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.report.forms.wptreport.render import render
from rtcmatrix.runs.wptreport import from_wptreport

TEST_FIELDS = {"test", "subsuite", "status", "message", "duration", "known_intermittent", "subtests"}
SUBTEST_FIELDS = {"name", "status", "message", "known_intermittent"}
TEST_STATUSES = {"PASS", "FAIL", "OK", "ERROR", "TIMEOUT", "CRASH", "ASSERT", "PRECONDITION_FAILED", "SKIP"}
SUBTEST_STATUSES = {"PASS", "FAIL", "TIMEOUT", "NOTRUN", "ASSERT", "PRECONDITION_FAILED", "SKIP"}


def written(run: Run) -> dict[str, dict[str, Any]]:
    files = render(material_of([(Path("run"), run)]))
    return {name: json.loads(text) for name, text in files.items()}


def column(run: Run, name: str) -> dict[str, Any]:
    return written(run)[f"wptreport-{name}.json"]


def subtest(report: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [each for test in report["results"] for each in test["subtests"] if each["name"] == name]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("run", [three_browsers(), hostile_cells()], ids=["made up", "hostile"])
def test_the_fields_are_those_of_wptrunner(run: Run) -> None:
    for report in written(run).values():
        assert report.keys() == {"run_info", "time_start", "time_end", "results", "subsuites"}
        info = report["run_info"]
        assert all(
            isinstance(info[each], str) and info[each] for each in ("product", "browser_version", "os", "revision")
        )
        assert isinstance(report["time_start"], int)
        names = [test["test"] for test in report["results"]]
        assert len(set(names)) == len(names)
        for test in report["results"]:
            assert TEST_FIELDS <= test.keys() <= TEST_FIELDS | {"expected"}
            assert test["test"].startswith("/rtcmatrix/")
            assert test["status"] in TEST_STATUSES
            assert isinstance(test["duration"], int)
            for each in test["subtests"]:
                assert SUBTEST_FIELDS <= each.keys() <= SUBTEST_FIELDS | {"expected"}
                assert each["status"] in SUBTEST_STATUSES
                assert each["message"] is None or isinstance(each["message"], str)
                assert each.get("expected") != each["status"]


def test_a_file_for_each_column() -> None:
    assert list(written(three_browsers())) == [
        "wptreport-chromium-stable.json", "wptreport-chromium-150.json", "wptreport-firefox-esr.json",
    ]  # fmt: skip
    base = three_browsers()
    alone = dataclasses.replace(
        base,
        results=tuple(each for each in base.results if each.browser == ESR),
        evidence=tuple(each for each in base.evidence if each.browser == ESR),
        provenances=tuple(each for each in base.provenances if each.address == ESR),
    )
    assert list(written(alone)) == ["wptreport.json"]


def test_what_was_launched() -> None:
    assert column(three_browsers(), "firefox-esr")["run_info"] == {
        "product": "firefox", "browser_version": "153.0.2", "browser_channel": "esr", "os": "linux", "os_version": "",
        "processor": "x86_64", "revision": "0123456789abcdef", "headless": True, "debug": False,
    }  # fmt: skip


def test_a_probe_is_a_page_and_its_checks_are_subtests() -> None:
    [page] = [
        t
        for t in column(three_browsers(), "firefox-esr")["results"]
        if t["test"] == "/rtcmatrix/getusermedia/exact.html"
    ]
    assert page["status"] == "OK"
    assert {each["name"]: each["status"] for each in page["subtests"]} == {
        "getusermedia/exact_width_is_delivered": "PASS", "getusermedia/overconstrained_names_it": "FAIL",
    }  # fmt: skip


def test_expected_stands_only_where_it_differs() -> None:
    firefox = column(three_browsers(), "firefox-esr")
    assert subtest(firefox, "getusermedia/overconstrained_names_it")["expected"] == "PASS"
    assert "expected" not in subtest(firefox, "getdisplaymedia/surface_is_told")
    assert "expected" not in subtest(firefox, "codecs/av1_decodes_frames")
    [av1] = [
        t for t in column(three_browsers(), "chromium-150")["results"] if t["test"] == "/rtcmatrix/codecs/av1.html"
    ]
    assert (av1["status"], av1["expected"]) == ("TIMEOUT", "OK")


def changed(check: str, browser: str, **values: Any) -> Run:
    base = three_browsers()
    return dataclasses.replace(
        base,
        results=tuple(
            dataclasses.replace(each, **values) if (each.check, each.browser) == (check, browser) else each
            for each in base.results
        ),
    )


def test_a_known_difference_that_no_longer_holds_expected_what_it_states() -> None:
    run = changed(
        "codecs/vp8_is_offered", STABLE, outcome=Outcome.UNEXPECTED, known="known.yaml:3 https://b.example/1",
        stated=Stated(file="known.yaml", line=3, bug="https://b.example/1", status=Status.FAIL),
        message="whatever it says",
    )  # fmt: skip
    assert subtest(column(run, "chromium-stable"), "codecs/vp8_is_offered")["expected"] == "FAIL"


def test_flaky_is_a_known_intermittent() -> None:
    run = changed(
        "codecs/vp8_is_offered", OLD, status=Status.FAIL, outcome=Outcome.FLAKY, message="late",
        repeats=(Status.FAIL, Status.PASS, Status.PASS),
    )  # fmt: skip
    found = subtest(column(run, "chromium-150"), "codecs/vp8_is_offered")
    assert (found["status"], found["expected"], found["known_intermittent"]) == ("FAIL", "PASS", ["FAIL"])


@pytest.mark.parametrize("run", [three_browsers(), hostile_cells()], ids=["made up", "hostile"])
def test_import_reads_what_was_written(run: Run) -> None:
    for report in written(run).values():
        imported = from_wptreport(report)
        told = {each.title for each in imported.checks}
        assert {subtest["name"] for test in report["results"] for subtest in test["subtests"]} <= told

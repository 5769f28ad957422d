"""Whole runs over the shipped probes and checks in browsers of this machine: the same however they are gathered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from small_project import CHROMIUM, FIREFOX, REPOSITORY, find_build

from rtcmatrix.model import Run
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.schema import schema_text
from rtcmatrix.runs import read_run

EXPECTED, DIFFERENT = 0, 1
ADDRESSES = (CHROMIUM.address, FIREFOX.address)


def rtcmatrix(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "rtcmatrix", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


SOME = (
    "secure_context.py or permissions_policy.py or track_lifecycle.py or track_enabled.py or track_clone.py "
    "or codec_capabilities.py or apply_constraints.py or overconstrained_error.py or device_changes.py"
)
"""Suites that are run in each way: secure and insecure pages, and stages; all of them would take minutes each time."""


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The same run twice: in one process and one lane, and in two processes with four lanes in each browser."""
    for spec in (CHROMIUM, FIREFOX):
        find_build(spec)
    folder = tmp_path_factory.mktemp("runs")
    ways = {"serial": ["-n", "1", "--lanes", "1"], "workers": ["-n", "2"]}
    for form in FORMS:
        ways["serial"] += ["--report", f"{form}={folder / 'reports' / form}"]
    for name, arguments in ways.items():
        out = str(folder / name)
        usual = ["--browsers", ",".join(ADDRESSES), "--pairs", "none", "--out", out, "-k", SOME]
        done = rtcmatrix("run", *usual, *arguments)
        assert done.returncode == EXPECTED, done.stdout + done.stderr
    return {name: folder / name for name in ways}


def results_of(run: Run) -> dict[str, tuple[str, str, str | None]]:
    # Not the message: in it Python prints sets in an order that changes with each process
    return {one.cell.id: (one.status, one.outcome, one.known) for one in run.results}


def facts_of(run: Run) -> dict[str, Any]:
    return {one.id: (one.facts, one.unsupported, one.fault) for one in run.evidence}


def test_every_cell_has_its_result_and_every_probe_its_evidence(runs: Mapping[str, Path]) -> None:
    run = read_run(runs["serial"])
    assert run.complete
    assert len(run.results) == len(run.checks) * len(ADDRESSES)
    assert {one.id for one in run.evidence} == {f"{c.probe}@{address}" for c in run.checks for address in ADDRESSES}
    assert {one.address for one in run.provenances} == set(ADDRESSES)


def test_every_form_of_report_is_written_next_to_the_run(runs: Mapping[str, Path]) -> None:
    written = runs["serial"].parent / "reports"
    assert {path.name for path in written.iterdir()} == set(FORMS)
    told = json.loads((written / "json" / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, json.loads(schema_text("report")))
    suites = ET.parse(written / "junit" / "junit.xml").getroot()
    assert int(suites.get("tests", "0")) == len(told["results"]) == len(read_run(runs["serial"]).results)
    assert len(list((written / "wptreport").iterdir())) == len(ADDRESSES)


def test_serial_and_two_workers_give_the_same_results(runs: Mapping[str, Path]) -> None:
    assert results_of(read_run(runs["serial"])) == results_of(read_run(runs["workers"]))


def test_each_browser_is_started_once_and_once_for_each_stage_it_can_have(runs: Mapping[str, Path]) -> None:
    for name in runs:
        run = read_run(runs[name])
        for address in ADDRESSES:
            had = {one.stage for one in run.evidence if one.browser == address and one.unsupported is None}
            assert len(had) > 1
            assert run.starts[address] == len(had), (name, address, had)


def test_one_lane_and_four_give_the_same_facts(runs: Mapping[str, Path]) -> None:
    alone, beside = read_run(runs["serial"]), read_run(runs["workers"])
    assert max(one.lanes for one in alone.evidence) == 1
    assert max(one.lanes for one in beside.evidence) == 4
    assert facts_of(alone) == facts_of(beside)


def test_judging_the_recorded_evidence_gives_the_same_results(runs: Mapping[str, Path], tmp_path: Path) -> None:
    done = rtcmatrix("judge", str(runs["serial"]), "--out", str(tmp_path / "judged"), "--", "-k", SOME)
    assert done.returncode == EXPECTED, done.stdout + done.stderr
    assert results_of(read_run(tmp_path / "judged")) == results_of(read_run(runs["serial"]))


def test_a_browser_compared_with_itself_shows_nothing(runs: Mapping[str, Path]) -> None:
    done = rtcmatrix("compare", str(runs["serial"]), str(runs["workers"]), "--format", "json")
    assert json.loads(done.stdout)["differences"] == []
    assert done.returncode == EXPECTED


def test_chromium_and_firefox_differ_where_they_really_do(runs: Mapping[str, Path]) -> None:
    done = rtcmatrix("compare", str(runs["serial"]), "--browsers", ",".join(ADDRESSES), "--format", "json")
    assert done.returncode == DIFFERENT
    differences = json.loads(done.stdout)["differences"]
    facts = [one for one in differences if one["level"] == "fact"]
    subjects = {one["subject"] for one in facts}
    assert {
        "codecs/capabilities.js",
        "get_user_media/impossible.js",
        "get_user_media/supported_constraints.js",
    } <= subjects
    h264 = [one for one in differences if one["subject"] == "codecs/get_capabilities_lists_h264"]
    assert [(one["before"], one["after"]) for one in h264] == [("PASS", "PRECONDITION_FAILED")]
    # A fact that is null here and missing there is null on both sides of the JSON: its kind distinguishes them
    changed = [one for one in facts if one["kind"] == "changed"]
    assert changed
    assert all(one["before"] != one["after"] for one in changed)


def test_the_report_of_a_run_names_every_column_and_pair(runs: Mapping[str, Path]) -> None:
    report = runs["serial"] / "report"
    index = (report / "index.html").read_text(encoding="utf-8")
    assert all(address in index for address in ADDRESSES)
    assert list(report.glob("pair-*.html"))

"""What is done with an imported run: reports, gates, baselines; and the small files of wptrunner that were misread."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from rtcmatrix.cli import main
from rtcmatrix.runs import read_run

MATRIX = "version: 1\nbrowsers:\n  - chromium:stable\n"


def wptreport(*results: dict[str, Any], **info: Any) -> dict[str, Any]:
    usual = {"product": "chrome", "browser_version": "156.0", "os": "linux"}
    return {"run_info": {**usual, **info}, "time_start": 1_731_527_155_173, "results": list(results)}


def page(*subtests: tuple[str, str], test: str = "/webrtc/a.html") -> dict[str, Any]:
    told = [{"name": name, "status": status, "message": None} for name, status in subtests]
    return {"test": test, "status": "OK", "message": None, "duration": 500, "subtests": told}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "matrix.yaml").write_text(MATRIX)
    (tmp_path / "suites").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(project: Path, name: str, *plains: dict[str, Any]) -> str:
    files = []
    for number, plain in enumerate(plains):
        file = project / f"{name}-{number}.json"
        file.write_text(json.dumps(plain))
        files.append(str(file))
    assert main(["import", *files, "--out", str(project / name)]) == 0
    return str(project / name)


def test_a_fail_without_expectation_is_a_failure(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = imported(project, "run", wptreport(page(("one", "FAIL"), ("two", "PASS"))))
    assert main(["report", run, "--format", "junit", "--out", "junit.xml"]) == 0
    root = ET.parse(project / "junit.xml").getroot()
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "0")
    [case] = [each for each in root.iter("testcase") if each.find("failure") is not None]
    assert case.get("name") == "a.html | one"
    assert str(case.get("classname")).startswith("wpt:chrome-156.0.")
    assert sum(float(each.attrib["time"]) for each in root.iter("testcase")) == pytest.approx(0.5, abs=0.01)
    capsys.readouterr()
    assert main(["gate", run, "--fail-on", "any"]) == 1
    assert "unexpected: webrtc/a.html | one" in capsys.readouterr().out


def test_the_chunks_of_two_systems_are_two_columns(project: Path) -> None:
    run = imported(project, "run", wptreport(page(test="/a")), wptreport(page(test="/b"), os="win"))
    assert [each.address for each in read_run(Path(run)).browsers] == [
        "wpt:chrome-156.0@linux", "wpt:chrome-156.0@windows",
    ]  # fmt: skip


def test_an_imported_version_is_the_baseline_of_the_next(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = imported(project, "before", wptreport(page(("one", "PASS"), ("two", "PASS"))))
    assert main(["baseline", "accept", before, "--name", "wpt"]) == 0
    after = imported(project, "after", wptreport(page(("one", "FAIL"), ("two", "PASS")), browser_version="157.0"))
    capsys.readouterr()
    assert main(["gate", after, "--against", "wpt"]) == 1
    told = capsys.readouterr().out
    assert "newly-failing: webrtc/a.html | one in wpt:chrome-157.0" in told
    assert "the reference has" not in told
    assert main(["report", after, "--against", "wpt", "--format", "markdown"]) == 0
    assert "**1 check stopped working**" in capsys.readouterr().out
    assert main(["compare", before, after]) == 1
    told = capsys.readouterr().out
    assert "PASS -> FAIL" in told
    assert "only" not in told
    assert main(["baseline", "accept", after, "--name", "wpt"]) == 0
    assert "replaces wpt:chrome-156.0" in capsys.readouterr().out
    assert [file.name for file in (project / "reports/baselines/wpt").iterdir()] == ["wpt-chrome-157.0.json"]
    assert main(["gate", after, "--against", "wpt"]) == 0


def test_a_subtest_that_vanished_is_reported_against_a_baseline(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = imported(project, "before", wptreport(page(("one", "PASS"), ("two", "PASS"))))
    assert main(["baseline", "accept", before]) == 0
    after = imported(project, "after", wptreport(page(("one", "PASS"))))
    capsys.readouterr()
    assert main(["compare", str(project / "reports/baselines/main"), after]) == 1
    assert "removed" in capsys.readouterr().out


def test_another_channel_is_not_the_next_version(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = imported(project, "before", wptreport(page(), browser_channel="stable"))
    assert main(["baseline", "accept", before]) == 0
    after = imported(project, "after", wptreport(page(), browser_version="157.0", browser_channel="beta"))
    assert main(["report", after, "--against", "main", "--format", "markdown"]) == 2
    assert "no browser is in both" in capsys.readouterr().err


@pytest.mark.parametrize("version", ["156.0+1", "a:b", "1@x", "\x1b[31m1 2"])
def test_no_output_of_an_imported_run_names_a_command_that_cannot_work(
    project: Path, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run = imported(project, "run", wptreport(page(("one", "FAIL"), ("two", "TIMEOUT")), browser_version=version))
    saved = {"format": 1, "kind": "observations", "userAgent": "x Version/18.2 Safari/605", "records": {}}
    (project / "saved.json").write_text(json.dumps(saved))
    assert main(["import", str(project / "saved.json"), "--out", str(project / "saved")]) == 0
    assert main(["report", run, "--out", str(project / "site")]) == 0
    capsys.readouterr()
    for form in ("junit", "markdown", "github", "json", "wptreport"):
        assert main(["report", run, "--format", form]) == 0
    assert main(["gate", run, "--fail-on", "any"]) == 1
    told = capsys.readouterr().out + "".join(each.read_text() for each in (project / "site").rglob("*.html"))
    assert not re.search(r"(\./rtc|rtcmatrix) run\b", told)
    assert "--browsers" not in told


def test_a_launched_and_a_saved_browser_of_one_brand_do_not_differ_by_brand() -> None:
    from made_up_run import three_browsers  # noqa: PLC0415 - only here

    from rtcmatrix.compare import columns_of  # noqa: PLC0415 - only here
    from rtcmatrix.compare.cause import FLAGS, of  # noqa: PLC0415 - only here
    from rtcmatrix.kinds import KINDS  # noqa: PLC0415 - only here
    from rtcmatrix.runs.saved import from_observations  # noqa: PLC0415 - only here

    base = three_browsers()
    known = dataclasses.replace(base.provenances[2], brand=KINDS["firefox"].brand)
    firefox = columns_of(dataclasses.replace(base, provenances=(*base.provenances[:2], known)))[2]
    agent = f"Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/{known.version}"
    told = {"format": 1, "userAgent": agent, "platform": "Linux x86_64", "records": {}}
    [column] = columns_of(from_observations(told))
    # Nothing but how the browser was started, which is the person's own
    assert of(firefox, column) == FLAGS

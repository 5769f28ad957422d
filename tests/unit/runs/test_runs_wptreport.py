"""``wptreport.json`` as a run: wptrunner's statuses, names that repeat, hostile files; and two of them compared."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.compare import Comparison, columns_of, compare_columns
from rtcmatrix.errors import FormatError
from rtcmatrix.model import Kind, Outcome, Run, Status
from rtcmatrix.runs import wpt_file, wpt_statuses
from rtcmatrix.runs.imported import read_import
from rtcmatrix.runs.wptreport import from_wptreport

PAGE = "/webrtc/RTCPeerConnection-createOffer.html"
ID = PAGE[1:]


def subtest(name: str, status: str, message: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "status": status, "message": message, **more}


def page(name: str, *subtests: dict[str, Any], status: str = "OK", **more: Any) -> dict[str, Any]:
    return {
        "test": name, "subsuite": "", "status": status, "message": None, "duration": 250, "subtests": list(subtests),
        **more,
    }  # fmt: skip


def report(*results: Any, **told: Any) -> dict[str, Any]:
    """A report as wptrunner writes it."""
    made = {
        "product": "chrome", "browser_version": "156.0.8078.79", "browser_channel": "beta", "os": "linux",
        "os_version": "22.04", "processor": "x86_64", "revision": "5cc4dcf6d8", "headless": True, "debug": False,
    }  # fmt: skip
    return {
        "run_info": {**made, **told}, "time_start": 1_767_323_045_000, "time_end": 1_767_323_105_500,
        "results": list(results), "subsuites": {},
    }  # fmt: skip


def statuses(run: Run) -> dict[str, Status]:
    return {each.check: each.status for each in run.results}


def test_the_column_says_what_was_run() -> None:
    run = from_wptreport(report(page(PAGE)))
    [launched] = run.provenances
    assert (launched.address, launched.brand, launched.version) == (
        "wpt:chrome-156.0.8078.79",
        "Google Chrome",
        "156.0.8078.79",
    )
    assert (launched.channel, launched.platform, launched.headless) == ("beta", "linux x86_64, 22.04", True)
    assert (run.revision, run.started_at, run.finished_at) == (
        "5cc4dcf6d8", "2026-01-02T03:04:05+00:00", "2026-01-02T03:05:05+00:00",
    )  # fmt: skip
    assert [each.address for each in columns_of(run)] == ["wpt:chrome-156.0.8078.79"]


def test_a_page_and_its_subtests_are_checks() -> None:
    run = from_wptreport(report(page(PAGE, subtest("closed", "PASS"), subtest("state", "FAIL", "assert_equals: no"))))
    assert statuses(run) == {ID: Status.PASS, f"{ID} | closed": Status.PASS, f"{ID} | state": Status.FAIL}
    assert [each.message for each in run.results] == [None, None, "assert_equals: no"]
    assert [(each.title, each.probe, each.harness) for each in run.checks][1] == ("closed", ID, "testharness")
    assert [(each.probe, each.duration) for each in run.evidence] == [(ID, 0.25)]


@pytest.mark.parametrize(
    ("word", "status"),
    [("OK", "PASS"), ("ERROR", "FAIL"), ("TIMEOUT", "TIMEOUT"), ("CRASH", "CRASH"), ("SKIP", "SKIP"), ("FAIL", "FAIL"),
     ("PRECONDITION_FAILED", "PRECONDITION_FAILED"), ("INTERNAL-ERROR", "ERROR"), ("EXTERNAL-TIMEOUT", "TIMEOUT")],
)  # fmt: skip
def test_how_a_page_ends(word: str, status: str) -> None:
    run = from_wptreport(report(page(PAGE, status=word)))
    [result] = run.results
    assert result.status == status
    assert (result.message is None) == (status == "PASS")


def test_a_subtest_that_was_not_run_says_so() -> None:
    run = from_wptreport(report(page(PAGE, subtest("late", "NOTRUN"), status="TIMEOUT")))
    assert [(each.status, each.message) for each in run.results] == [("TIMEOUT", "TIMEOUT"), ("TIMEOUT", "NOTRUN")]


def test_repeated_names_are_numbered_by_position() -> None:
    run = from_wptreport(report(page(PAGE, *(subtest("same", word) for word in ("PASS", "FAIL", "PASS")))))
    assert statuses(run) == {
        ID: Status.PASS, f"{ID} | same": Status.PASS, f"{ID} | same (2)": Status.FAIL, f"{ID} | same (3)": Status.PASS,
    }  # fmt: skip


def test_a_page_of_a_subsuite_is_another_one() -> None:
    run = from_wptreport(report(page(PAGE), page(PAGE, subsuite="virtual")))
    assert list(statuses(run)) == [ID, f"{ID} [virtual]"]


def test_what_metadata_expected_is_the_outcome() -> None:
    run = from_wptreport(
        report(
            page(
                PAGE,
                subtest("surprise", "FAIL", expected="PASS"),
                subtest("fixed", "PASS", expected="FAIL"),
                subtest("known", "FAIL"),
                subtest("stated", "FAIL", expected="FAIL"),
                subtest("flaky", "FAIL", expected="PASS", known_intermittent=["FAIL"]),
                subtest("lacks", "PRECONDITION_FAILED"),
            )
        )
    )
    assert [each.outcome for each in run.results][1:] == [
        Outcome.UNEXPECTED, Outcome.UNEXPECTED, Outcome.UNEXPECTED, Outcome.EXPECTED, Outcome.FLAKY, Outcome.SKIPPED,
    ]  # fmt: skip


def test_only_some_tests() -> None:
    run = from_wptreport(report(page(PAGE), page("/dom/a.html"), page("/webrtc-stats/b.html")), ["/webrtc/", "/dom/"])
    assert list(statuses(run)) == [ID, "dom/a.html"]


# --- two reports compared -------------------------------------------------------------------------------------------


def compared(before: dict[str, Any], after: dict[str, Any]) -> Comparison:
    [[one], [other]] = (columns_of(from_wptreport(each)) for each in (before, after))
    return compare_columns(one, other)


def firefox(*results: Any) -> dict[str, Any]:
    return report(*results, product="firefox", browser_version="153.0")


def kinds(comparison: Comparison) -> list[tuple[str, Kind, Any, Any]]:
    return [
        (each.subject, each.kind, each.before, each.after) for each in comparison.differences if each.level == "status"
    ]


def test_two_reports_differ_where_their_subtests_do() -> None:
    found = compared(
        report(page(PAGE, subtest("a", "PASS"), subtest("b", "FAIL"), subtest("c", "PASS"))),
        firefox(page(PAGE, subtest("a", "FAIL"), subtest("b", "PASS"), subtest("c", "PASS"))),
    )
    assert kinds(found) == [
        (f"{ID} | a", Kind.NEWLY_FAILING, "PASS", "FAIL"), (f"{ID} | b", Kind.NEWLY_PASSING, "FAIL", "PASS"),
    ]  # fmt: skip
    assert {each.cause for each in found.differences if each.level == "status"} == {"brand"}


def test_a_failure_that_became_a_timeout_is_no_difference() -> None:
    found = compared(
        report(page(PAGE, subtest("a", "FAIL"), subtest("b", "TIMEOUT"), subtest("c", "PASS"))),
        firefox(page(PAGE, subtest("a", "TIMEOUT"), subtest("b", "NOTRUN"), subtest("c", "TIMEOUT"))),
    )
    assert kinds(found) == [(f"{ID} | c", Kind.NEWLY_FAILING, "PASS", "TIMEOUT")]


def test_a_subtest_that_vanished_is_the_browsers_and_a_page_that_vanished_is_not() -> None:
    found = compared(
        report(page(PAGE, subtest("a", "PASS"), subtest("b", "PASS")), page("/dom/gone.html", subtest("x", "PASS"))),
        firefox(page(PAGE, subtest("a", "PASS"))),
    )
    assert kinds(found) == [
        (f"{ID} | b", Kind.REMOVED, "PASS", None),
    ]


# --- what cannot be read --------------------------------------------------------------------------------------------


def broken(change: str, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(report(page(PAGE, subtest("a", "PASS"))))
    *way, last = change.split(".")
    place: Any = made
    for step in way:
        place = place[int(step) if step.isdecimal() else step]
    place[last] = value
    return made


@pytest.mark.parametrize(
    ("change", "value", "message"),
    [
        ("run_info", [], "run_info: expected an object"),
        ("run_info.product", 7, "run_info.product: expected text of at most 100 characters"),
        ("run_info.browser_version", "9" * 101, "run_info.browser_version: expected text of at most 100 characters"),
        ("results", {}, "results: expected an array"),
        ("results", [], "results: holds no test"),
        ("results", ["x"], "results[0].test: expected an object with test, status and subtests"),
        ("results.0.test", None, "results[0].test: expected text of at most 1,000 characters"),
        ("results.0.status", "NICE", 'results[0].status: "NICE" is no status here; expected one of OK, PASS, FAIL'),
        ("results.0.duration", -1, "results[0].duration: expected a number from 0 to 1e+12"),
        ("results.0.subtests", 7, "results[0].subtests: expected an array"),
        ("results.0.subtests.0.status", "OK", 'results[0].subtests[0].status: "OK" is no status here; expected one of'),
        ("results.0.subtests.0.message", {}, "results[0].subtests[0].message: expected text"),
        ("time_start", "today", "time_start: expected a number from 0 to 1e+14"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, change: str, value: Any, message: str) -> None:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(broken(change, value)))
    with pytest.raises(FormatError) as wrong:
        read_import([file])
    assert str(wrong.value).startswith(f"{file}: {message}")


def test_a_test_that_is_there_twice_is_refused() -> None:
    with pytest.raises(FormatError, match=rf'results\[1\].test: "{PAGE}" is there twice'):
        from_wptreport(report(page(PAGE), page(PAGE)))


def test_more_than_a_report_could_show_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wpt_file, "MAX_RESULTS", 3)
    with pytest.raises(FormatError, match="more than 3 tests and subtests; take a part of them by --tests /webrtc"):
        from_wptreport(report(*(page(f"/a/{n}.html", subtest("a", "PASS")) for n in range(2))))
    assert len(from_wptreport(report(page("/a/1.html"), page("/b/1.html")), ["/a/"]).results) == 1


def test_hostile_names_and_messages_are_kept_as_text() -> None:
    hostile = "\x00</script>\u202e" + "x" * 2_000_000
    run = from_wptreport(
        report(page(PAGE, subtest("\x00</script>", "FAIL", hostile)), product="../../etc", browser_version="<b>\n1")
    )
    assert run.browsers[0].address == "wpt:..%2F..%2Fetc-%3Cb%3E%0A1"
    assert len(run.results[1].message or "") == wpt_statuses.MAX_MESSAGE

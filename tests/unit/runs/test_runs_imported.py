"""Files as tools really write them: which are parts of one column, what is read all the same, and what comes back."""

from __future__ import annotations

import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Outcome, Run, Status, is_pair
from rtcmatrix.report.forms import FORMS
from rtcmatrix.report.forms.shared.material import material_of
from rtcmatrix.runs import wpt_file
from rtcmatrix.runs.imported import read_import

INFO = {
    "product": "chrome", "browser_version": "156.0.1", "os": "linux", "os_version": "22.04", "processor": "x86_64",
    "browser_channel": "beta", "revision": "5cc4dcf6d8",
}  # fmt: skip


def page(name: str, *subtests: dict[str, Any], **more: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {"subsuite": "", "status": "OK", "message": None, "known_intermittent": [], "duration": 5}
    return {"test": name, **usual, "subtests": list(subtests), **more}


def subtest(name: str, status: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "status": status, "message": None, "known_intermittent": [], **more}


def report(*results: Any, **info: Any) -> dict[str, Any]:
    return {
        "run_info": {**INFO, **info}, "time_start": 1_767_323_045_123, "time_end": 1_767_323_105_500,
        "results": list(results), "subsuites": {},
    }  # fmt: skip


def imported(folder: Path, *plains: Any, tests: tuple[str, ...] = (), warned: list[str] | None = None) -> Run:
    files = []
    for number, plain in enumerate(plains):
        files.append(folder / f"{number}.json")
        files[-1].write_bytes(plain if isinstance(plain, bytes) else json.dumps(plain).encode())
    return read_import(files, tests, (warned if warned is not None else []).append)


def addresses(run: Run) -> list[str]:
    return [each.address for each in run.browsers]


@pytest.mark.parametrize(
    ("unlike", "words"),
    [
        ({"os": "win"}, ("linux", "windows")),
        ({"os_version": "24.04"}, ("22.04", "24.04")),
        ({"processor": "arm64"}, ("x86_64", "arm64")),
        ({"browser_channel": "stable"}, ("beta", "stable")),
        ({"revision": "9" * 10}, ("5cc4dcf6d8", "9" * 10)),
        ({"headless": True}, ("unknown", "headless")),
    ],
)
def test_chunks_that_are_unlike_are_columns(tmp_path: Path, unlike: dict[str, Any], words: tuple[str, str]) -> None:
    run = imported(tmp_path, report(page("/a")), report(page("/b"), **unlike), report(page("/c")))
    assert addresses(run) == [f"wpt:chrome-156.0.1@{each}" for each in words]
    assert [(each.check, each.browser) for each in run.results] == [
        ("a", addresses(run)[0]), ("c", addresses(run)[0]), ("b", addresses(run)[1]),
    ]  # fmt: skip
    assert {each.address for each in run.provenances} == set(addresses(run))


def test_the_platform_separates_chunks_of_two_machines(tmp_path: Path) -> None:
    run = imported(tmp_path, report(page("/a")), report(page("/a"), os="mac", os_version="14", processor="arm64"))
    assert [each.platform for each in run.provenances] == ["linux x86_64, 22.04", "darwin arm64, 14"]


@pytest.mark.parametrize(
    "version", ["1+2", "a:b", "1@linux", "1 2", "1-2", "%2B", "\u00b5/\u202e\x1b[0m", "[x]", "a,b"]
)
def test_a_version_may_hold_any_character_and_is_one_column(tmp_path: Path, version: str) -> None:
    run = imported(tmp_path, report(page("/a"), browser_version=version), report(page("/b"), browser_version="1.2"))
    assert len(set(addresses(run))) == 2
    address = addresses(run)[0]
    assert not is_pair(address)
    assert address.count(":") == 1
    assert address.isascii()
    assert address.isprintable()
    assert run.provenances[0].version == version


def test_versions_that_differ_in_one_character_are_two_columns(tmp_path: Path) -> None:
    versions = ("1 2", "1-2", "1+2", "1/2", "1%202")
    run = imported(tmp_path, *(report(page("/a"), browser_version=each) for each in versions))
    assert len(set(addresses(run))) == len(versions)


def test_a_name_with_a_dash_is_not_taken_for_a_version(tmp_path: Path) -> None:
    run = imported(
        tmp_path,
        report(page("/a"), product="a-1", browser_version="2"),
        report(page("/a"), product="a", browser_version="1-2"),
    )
    assert len(set(addresses(run))) == 2


SHOULD = report(page("/webrtc/a.html", subtest("one", "FAIL")))


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(SHOULD).encode(),
        codecs.BOM_UTF8 + json.dumps(SHOULD).encode(),
        json.dumps(SHOULD).encode("utf-16"),
        gzip.compress(json.dumps(SHOULD).encode()),
        gzip.compress(codecs.BOM_UTF8 + json.dumps(SHOULD, indent=2).encode()),
        json.dumps(dict(reversed(SHOULD.items()))).encode(),
    ],
    ids=["plain", "BOM", "UTF-16", "gzip", "gzip with BOM", "heads last"],
)
def test_however_it_is_written(tmp_path: Path, written: bytes) -> None:
    run = imported(tmp_path, written)
    assert {each.check: each.status for each in run.results} == {
        "webrtc/a.html": Status.PASS, "webrtc/a.html | one": Status.FAIL,
    }  # fmt: skip
    assert run.started_at == "2026-01-02T03:04:05+00:00"


def test_times_in_seconds_and_no_leading_slash(tmp_path: Path) -> None:
    plain = {**report(page("css/a.html"), page("/dom/b.html")), "time_start": 1_787_407_064, "time_end": 1_787_407_136}
    for tests in (("css/",), ("/css/",)):
        run = imported(tmp_path, plain, tests=tests)
        assert [each.check for each in run.results] == ["css/a.html"]
    assert (run.started_at, run.finished_at) == ("2026-08-22T13:57:44+00:00", "2026-08-22T13:58:56+00:00")


def test_a_null_is_read_as_what_is_missing(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("subsuite", "message", "expected", "known_intermittent", "duration", "subtests"))
    plain = {
        **report({**page("/a"), **nothing}, page("/b", {**subtest("s", "FAIL"), "expected": None})),
        **dict.fromkeys(("time_start", "time_end", "subsuites")),
    }
    plain["run_info"] = {"product": "chrome", **dict.fromkeys(("browser_version", "os", "revision", "browser_channel"))}
    run = imported(tmp_path, plain)
    assert addresses(run) == ["wpt:chrome-unknown"]
    assert [each.outcome for each in run.results] == [Outcome.EXPECTED, Outcome.EXPECTED, Outcome.UNEXPECTED]


def test_unfinished_tests_are_skipped_counted_and_leave_the_run_incomplete(tmp_path: Path) -> None:
    warned: list[str] = []
    begun = page("/late", subtest("one", "PASS"), status="")
    run = imported(
        tmp_path, report(page("/a", subtest("x", "PASS"), subtest("y", "")), begun, {"test": "/never"}), warned=warned
    )
    assert [each.check for each in run.results] == ["a", "a | x"]
    assert not run.complete
    [words] = warned
    assert words.endswith("0.json: 3 tests without a status were skipped: they never ended")


def test_a_report_that_was_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    warned: list[str] = []
    whole = json.dumps(report(page("/a"), page("/b"), page("/c"))).encode()
    run = imported(tmp_path, whole[: whole.index(b"/c")], warned=warned)
    assert [each.check for each in run.results] == ["a", "b"]
    assert not run.complete
    assert "the file ends in the middle; the 2 tests before were read" in warned[0]
    packed = gzip.compress(json.dumps(report(*(page(f"/{number}.html") for number in range(9_000)))).encode())
    some = imported(tmp_path, packed[: len(packed) // 2], warned=warned)
    assert 0 < len(some.results) < 9_000
    assert f"the {len(some.results):,} tests before were read" in warned[1]


def test_tests_that_are_not_wanted_are_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wpt_file, "MAX_RESULTS", 10)
    monkeypatch.setattr("rtcmatrix.runs.saved.MAX_BYTES", 1_000)
    many = [page(f"/css/{number}.html", subtest("s", "PASS")) for number in range(500)]
    run = imported(tmp_path, report(*many, page("/webrtc/a.html"), *many), tests=("webrtc/",))
    assert [each.check for each in run.results] == ["webrtc/a.html"]
    with pytest.raises(FormatError, match="more than 10 tests and subtests; take a part of them by --tests /webrtc"):
        imported(tmp_path, report(*many))


def test_a_value_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wpt_file, "_MAX_SILENT", 100_000)
    with pytest.raises(FormatError, match=r"0\.json: holds a value of more than 0 MB"):
        imported(tmp_path, report(page("/" + "x" * 1_000_000)))
    monkeypatch.setattr(wpt_file, "_MAX_EVENTS", 100)
    with pytest.raises(FormatError, match=r"0\.json: results: holds more than 100 values"):
        imported(tmp_path, report(page("/a", *(subtest("s", "PASS") for _ in range(50)))))


def test_names_that_repeat_many_times_take_no_longer_each() -> None:
    count = {"asked": 0}

    class Counting(dict[str, Any]):
        def __contains__(self, key: object) -> bool:
            count["asked"] += 1
            return super().__contains__(key)

    from rtcmatrix.model import BrowserSpec  # noqa: PLC0415 - only here
    from rtcmatrix.runs.wptreport import ImportedColumn  # noqa: PLC0415 - only here

    column = ImportedColumn(spec=BrowserSpec(name="wpt", selector="x"), checks=Counting())
    column.add(wpt_file.from_plain(report(page("/a", *(subtest("same", "PASS") for _ in range(2_000))))))
    assert len(column.results) == 2_001
    assert count["asked"] < 4 * 2_001


# --- written again ---------------------------------------------------------------------------------------------------

EVERYTHING = report(
    page("/a/b.html", subtest("one", "PASS"), subtest("one", "FAIL"), subtest("late", "NOTRUN", message="waited"),
         status="TIMEOUT", expected="OK", duration=60_001),
    page("a/no-slash.html", subtest("", "PRECONDITION_FAILED")),
    page("/a/sub.html", subsuite="virtual"),
    page("/z.html", subtest("n" * 3_000, "PASS", message="passed with words", known_intermittent=["FAIL"]),
         subtest("n" * 3_001, "FAIL", expected="PASS", known_intermittent=["FAIL", "TIMEOUT"], message="é\x1b[0m"),
         subtest("fixed", "PASS", expected="FAIL")),
    page("/crash.html", status="CRASH", message=""),
    page("/b.html", status="ERROR", message="ReferenceError"),
    page("/c.html", status="INTERNAL-ERROR"),
    page("/d.html", status="SKIP"),
    page("/e.html", status="EXTERNAL-TIMEOUT", message="EXTERNAL-TIMEOUT"),
    headless=True, debug=False, bits=64, extra={"nested": [1]}, browser_version="156+1",
)  # fmt: skip


def test_what_was_imported_is_written_as_it_was(tmp_path: Path) -> None:
    run = imported(tmp_path, EVERYTHING)
    text = FORMS["wptreport"].text(material_of([(tmp_path, run)]))
    assert json.loads(text) == EVERYTHING
    again = imported(tmp_path, text.encode())
    assert (again.checks, again.results, again.evidence) == (run.checks, run.results, run.evidence)


def test_chunks_are_written_as_one_report(tmp_path: Path) -> None:
    earlier = {**report(page("/b")), "time_start": 1_767_323_000_000}
    run = imported(tmp_path, report(page("/a")), earlier)
    text = FORMS["wptreport"].text(material_of([(tmp_path, run)]))
    written = json.loads(text)
    assert [each["test"] for each in written["results"]] == ["/a", "/b"]
    assert written["time_start"] == earlier["time_start"]

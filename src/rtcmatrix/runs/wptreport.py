"""A ``wptreport.json`` of web-platform-tests as a run with one column. Trusts nothing in the file.

A test (a page) is a check on how its harness ended, and each of its subtests another. Fields and words are wptrunner's:
tools/wptrunner/wptrunner/formatters/wptreport.py of web-platform-tests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rtcmatrix.errors import FormatError
from rtcmatrix.model import (
    BrowserSpec,
    Check,
    Evidence,
    Fault,
    Json,
    Outcome,
    Provenance,
    Result,
    Run,
    Status,
)
from rtcmatrix.runs.codec import FORMAT
from rtcmatrix.runs.fields import MAX_LINE, digest, listed, number, optional, text

if TYPE_CHECKING:
    from collections.abc import Sequence

HARNESS = "testharness"
"""``Check.harness`` of what was imported: a subtest that is gone though its page ran is not a check that is gone."""
MAX_RESULTS = 100_000
"""Tests and subtests that are taken. A whole run of web-platform-tests has more: no report of it could be read."""
_MAX_ITEMS = 2_000_000
"""Of an array, taken or not."""
MAX_MESSAGE = 10_000

_PAGE = {
    "OK": Status.PASS,
    "PASS": Status.PASS,
    "FAIL": Status.FAIL,
    "ERROR": Status.FAIL,
    "ASSERT": Status.FAIL,
    "TIMEOUT": Status.TIMEOUT,
    "EXTERNAL-TIMEOUT": Status.TIMEOUT,
    "CRASH": Status.CRASH,
    "PRECONDITION_FAILED": Status.PRECONDITION_FAILED,
    "INTERNAL-ERROR": Status.ERROR,
    "SKIP": Status.SKIP,
}
"""An ERROR of a page's harness is the page's: something was thrown. It is no fault of ours, as our own word says."""
_SUBTEST = {
    "PASS": Status.PASS,
    "FAIL": Status.FAIL,
    "ERROR": Status.FAIL,
    "ASSERT": Status.FAIL,
    "TIMEOUT": Status.TIMEOUT,
    "NOTRUN": Status.TIMEOUT,
    "PRECONDITION_FAILED": Status.PRECONDITION_FAILED,
    "SKIP": Status.SKIP,
}
"""NOTRUN: the page came to its end before the subtest did."""
_FAULTS = {Status.TIMEOUT: Fault.TIMEOUT, Status.CRASH: Fault.CRASH, Status.ERROR: Fault.ERROR}
_BRANDS = {
    "chrome": "Chrome",
    "chromium": "Chromium",
    "edge": "Microsoft Edge",
    "firefox": "Firefox",
    "safari": "Safari",
}
_UNNAMED = re.compile(r"[^A-Za-z0-9._+-]+")


@dataclass(kw_only=True)
class _Read:
    """What was read so far."""

    address: str
    started_at: str
    checks: dict[str, Check] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)


def is_wptreport(plain: Json) -> bool:
    """Whether a JSON value looks like one."""
    return isinstance(plain, dict) and "results" in plain and "run_info" in plain


def from_wptreport(plain: Json, tests: Sequence[str] = ()) -> Run:
    """Give the run with its one column, ``wpt:<product>-<version>``; ``FormatError`` says what is wrong where.

    ``tests`` are beginnings of the tests to take, ``/webrtc``; none: all.
    """
    told = plain["run_info"]
    if not isinstance(told, dict):
        raise FormatError("run_info: expected an object")
    try:
        spec, provenance = _browser(told)
        revision = optional(told, "revision", MAX_LINE)
    except FormatError as wrong:
        raise FormatError(f"run_info.{wrong}") from None
    read = _Read(address=spec.address, started_at=_time(plain, "time_start"))
    taken = 0
    for at, each in enumerate(listed(plain, "results", _MAX_ITEMS)):
        try:
            taken += _test(each, tests, read)
        except FormatError as wrong:
            raise FormatError(f"results[{at}].{wrong}") from None
        if taken > MAX_RESULTS:
            raise FormatError(
                f"results: more than {MAX_RESULTS:,} tests and subtests; take a part of them by --tests /webrtc"
            )
    if not read.results:
        wanted = f" that begins with {' or '.join(tests)}" if tests else ""
        raise FormatError(f"results: holds no test{wanted}")
    return Run(
        id=f"wpt-{digest([plain, list(tests)])}",
        format=FORMAT,
        tool="wptrunner",
        started_at=read.started_at,
        finished_at=_time(plain, "time_end") or None,
        complete=True,
        revision=revision,
        browsers=(spec,),
        provenances=(provenance,),
        checks=tuple(read.checks.values()),
        evidence=tuple(read.evidence),
        results=tuple(read.results),
    )


def _browser(told: dict[str, Json]) -> tuple[BrowserSpec, Provenance]:
    """Read which browser it was."""
    product = _UNNAMED.sub("-", text(told, "product", 100)).strip("-") or "unknown"
    version = _UNNAMED.sub("-", optional(told, "browser_version", 100) or "unknown").strip("-") or "unknown"
    spec = BrowserSpec(name="wpt", selector=f"{product}-{version}", version=version, provider="wptreport")
    system = [optional(told, key, 100) or "" for key in ("os", "os_version", "processor")]
    provenance = Provenance(
        address=spec.address,
        brand=_BRANDS.get(product, product.capitalize()),
        channel=optional(told, "browser_channel", 100) or None,
        version=version,
        provider="wptreport",
        driver="wptrunner",
        platform=" ".join(part for part in system if part),
        headless=told.get("headless") is True,
        devices="wptrunner's",
    )
    return spec, provenance


def _test(plain: Json, tests: Sequence[str], read: _Read) -> int:
    """Read one test and its subtests; give how many they are."""
    if not isinstance(plain, dict):
        raise FormatError("test: expected an object with test, status and subtests")
    name = text(plain, "test", MAX_LINE)
    if tests and not name.startswith(tuple(tests)):
        return 0
    subsuite = optional(plain, "subsuite", MAX_LINE)
    page = name.strip("/") + (f" [{subsuite}]" if subsuite else "")
    if page in read.checks:
        raise FormatError(f'test: "{name}" is there twice')
    status = _status(plain, _PAGE)
    told = _message(plain, status)
    _keep(page, "The page comes to its end", page, plain, status, read)
    read.evidence.append(
        Evidence(
            probe=page,
            browser=read.address,
            facts=None if status in _FAULTS else {},
            fault=_FAULTS.get(status),
            message=told if status in _FAULTS else None,
            started_at=read.started_at,
            duration=number(plain, "duration", 1e12) / 1_000,
        )
    )
    subtests = listed(plain, "subtests", _MAX_ITEMS, missing=True)
    for at, each in enumerate(subtests):
        try:
            _subtest(each, page, read)
        except FormatError as wrong:
            raise FormatError(f"subtests[{at}].{wrong}") from None
    return 1 + len(subtests)


def _subtest(plain: Json, page: str, read: _Read) -> None:
    """Read one subtest; of several with one name, each is told by its place among them."""
    if not isinstance(plain, dict):
        raise FormatError("name: expected an object with name and status")
    name = text(plain, "name", MAX_MESSAGE)
    check, ordinal = f"{page} | {name[:MAX_LINE]}", 1
    while check in read.checks:
        ordinal += 1
        check = f"{page} | {name[:MAX_LINE]} ({ordinal})"
    _keep(check, name[:MAX_LINE], page, plain, _status(plain, _SUBTEST), read)


def _keep(check: str, title: str, page: str, plain: dict[str, Json], status: Status, read: _Read) -> None:
    """Keep one result and what it is the result of."""
    read.checks[check] = Check(id=check, title=title, probe=page, spec="", harness=HARNESS)
    read.results.append(
        Result(
            check=check,
            browser=read.address,
            status=status,
            message=_message(plain, status),
            outcome=_outcome(plain, status),
        )
    )


def _status(plain: dict[str, Json], words: dict[str, Status]) -> Status:
    """Read a status in wptrunner's words."""
    word = text(plain, "status", MAX_LINE)
    if word not in words:
        raise FormatError(f'status: "{word}" is no status here; expected one of {", ".join(words)}')
    return words[word]


def _message(plain: dict[str, Json], status: Status) -> str | None:
    """Read why; every status but PASS says something."""
    told = optional(plain, "message", None)
    word = plain["status"]
    if status is Status.PASS:
        return f"expected {plain['expected']}" if isinstance(plain.get("expected"), str) else None
    if word == status.value:
        return (told or word)[:MAX_MESSAGE]
    return f"{word}: {told}"[:MAX_MESSAGE] if told else str(word)


def _outcome(plain: dict[str, Json], status: Status) -> Outcome:
    """Say whether it was expected by the metadata that wptrunner had: it writes ``expected`` only where it was not."""
    intermittent = plain.get("known_intermittent")
    if "expected" in plain and plain["expected"] != plain["status"]:
        usual = isinstance(intermittent, list) and plain["status"] in intermittent
        return Outcome.FLAKY if usual else Outcome.UNEXPECTED
    skipped = status in {Status.PRECONDITION_FAILED, Status.SKIP}
    return Outcome.SKIPPED if skipped else Outcome.EXPECTED


def _time(plain: dict[str, Json], key: str) -> str:
    """Read milliseconds since 1970 as a time; empty where there are none."""
    milliseconds = number(plain, key, 1e14)
    return datetime.fromtimestamp(milliseconds / 1_000, UTC).isoformat(timespec="seconds") if milliseconds else ""

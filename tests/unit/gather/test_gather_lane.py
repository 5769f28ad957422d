"""One window of a stand-in browser: what becomes of each way in which a page can end, or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.common.exceptions import WebDriverException
from standin_gathering import PROBE, TURN
from standin_session import Page, StandInSession, dies_alone, gives, hangs, never_loads, takes_the_browser_along

from rtcmatrix.gather.keeping import LOG_TAIL
from rtcmatrix.gather.lane import Gathered, Lane
from rtcmatrix.gather.pages import PageServer
from rtcmatrix.gather.probes import Probe
from rtcmatrix.gather.turns import Turn
from rtcmatrix.matrix import Limits
from rtcmatrix.model import ConsoleMessage, Fault

SHORT = Limits(page_load_timeout=0.05, script_timeout=0.03, probe_timeout=0.02)


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_facts_arrive_and_the_link_is_forgotten(make_lane: Callable[..., Lane], server: PageServer) -> None:
    seen: list[str] = []
    gathered = make_lane(gives(a=1), width=3, on_hello=seen.append).gather(TURN, attempt=2)
    assert gathered == Gathered(evidence=gathered.evidence)
    told = gathered.evidence
    assert (told.probe, told.browser, told.facts, told.fault) == ("area/one.js", "chromium:150", {"a": 1}, None)
    assert (told.attempt, told.lanes, told.artifacts) == (2, 3, ())
    assert seen == ["StandIn/1"]
    assert server._links == {}


@pytest.mark.parametrize(("origin", "scheme"), [("localhost", "http"), ("insecure", "http"), ("https", "https")])
def test_the_page_is_asked_for_at_its_kind_of_origin(make_lane: Callable[..., Lane], origin: str, scheme: str) -> None:
    pages: list[Page] = []

    def act(page: Page) -> None:
        pages.append(page)
        gives()(page)

    lane = make_lane(act)
    probe = Probe(path=PROBE.path, title="One.", origin=origin, timeout=7)
    for timeout in (None, 9.5):
        lane.gather(Turn(probe=probe), timeout=timeout)
    first, second = (urlsplit(page.url) for page in pages)
    assert (first.scheme, first.path) == (scheme, "/probe.html")
    assert [query_of(page)["deadline"] for page in pages] == [["7000"], ["9500"]]
    assert [query_of(page)["probe"] for page in pages] == [["area/one.js"]] * 2
    if origin == "insecure":
        assert first.hostname == "insecure.rtc.test"
    else:
        assert first.hostname != second.hostname, "two pages never share an origin"


def test_a_window_of_a_repeat_is_used_for_nothing_else(
    make_lane: Callable[..., Lane], session: StandInSession, tmp_path: Path
) -> None:
    lane = make_lane(gives())
    found = [lane.gather(Turn(probe=PROBE, repeat=repeat, fresh=True)).evidence for repeat in range(3)]
    assert [one.repeat for one in found] == [0, 1, 2]
    assert len(session.windows) == 3
    assert session.closed_windows == session.windows


def test_a_good_window_is_used_again_and_a_spoilt_one_is_closed(
    make_lane: Callable[..., Lane], session: StandInSession
) -> None:
    lane = make_lane(gives())
    for _ in range(2):
        lane.gather(TURN)
    assert (len(session.windows), session.closed_windows) == (1, [])
    lane.gather(Turn(probe=Probe(path=PROBE.path, title="One.", spoils=True)))
    assert session.closed_windows == session.windows
    lane.gather(TURN)
    assert len(session.windows) == 2


def throws(page: Page) -> None:
    page.hello()
    page.say(type="console", level="page-error", text="NotReadableError: no")
    page.record(facts=None, fault="exception", message="NotReadableError: no", stack="at f")


def test_what_was_thrown_is_evidence_with_a_screenshot_and_a_log(
    make_lane: Callable[..., Lane], session: StandInSession, tmp_path: Path
) -> None:
    session.log = tmp_path / "driver.log"
    session.log.write_bytes(b"x" * LOG_TAIL + b"the end")
    artifacts = tmp_path / "artifacts"
    artifacts.mkdir()
    gathered = make_lane(throws, artifacts=artifacts).gather(TURN)
    told = gathered.evidence
    assert (told.fault, told.message, told.facts) == (Fault.EXCEPTION, "NotReadableError: no", None)
    assert told.console == (ConsoleMessage(level="page-error", text="NotReadableError: no"),)
    assert (gathered.browser_died, gathered.session_spoiled) == (False, False)
    assert {one.name: one.path for one in told.artifacts} == {
        "screenshot": "artifacts/chromium-150--area-one.js.png",
        "driver-log": "artifacts/chromium-150--area-one.js.log",
    }
    picture, log = (tmp_path / one.path for one in told.artifacts)
    assert picture.read_bytes() == b"picture of window 0"
    assert log.stat().st_size == LOG_TAIL
    assert log.read_bytes().endswith(b"the end")
    assert len(session.closed_windows) == 1


def test_not_supported_is_no_failure_and_keeps_no_screenshot(make_lane: Callable[..., Lane]) -> None:
    def lacks(page: Page) -> None:
        page.hello()
        page.record(facts=None, unsupported="RTCRtpScriptTransform")

    told = make_lane(lacks).gather(TURN).evidence
    assert (told.unsupported, told.fault, told.artifacts) == ("RTCRtpScriptTransform", None, ())


def test_a_page_that_never_loads_is_a_time_out(make_lane: Callable[..., Lane]) -> None:
    gathered = make_lane(never_loads, Limits(page_load_timeout=0.02, script_timeout=20)).gather(TURN)
    assert (gathered.evidence.fault, gathered.evidence.message) == (
        Fault.TIMEOUT,
        "the page did not load within 0.02 s",
    )
    assert gathered.session_spoiled
    assert not gathered.browser_died


def test_a_page_that_hangs_is_a_time_out_and_its_window_is_let_be(
    make_lane: Callable[..., Lane], session: StandInSession
) -> None:
    gathered = make_lane(hangs, SHORT).gather(TURN)
    assert gathered.evidence.fault is Fault.TIMEOUT
    assert gathered.evidence.message == ("the page hangs: nothing came within 0.05 s, not even its own time-out")
    assert gathered.session_spoiled
    assert session.closed_windows == [], "closing it would hang as well"


def test_a_tab_that_dies_is_a_crash_of_its_own(make_lane: Callable[..., Lane]) -> None:
    gathered = make_lane(dies_alone).gather(TURN)
    assert gathered.evidence.fault is Fault.CRASH
    assert "the page died before its probe ended" in (gathered.evidence.message or "")
    assert (gathered.browser_died, gathered.session_spoiled) == (False, True)


def test_a_browser_that_dies_is_named_as_the_reason_although_its_page_went_first(
    make_lane: Callable[..., Lane],
) -> None:
    gathered = make_lane(takes_the_browser_along).gather(TURN)
    assert (gathered.evidence.fault, gathered.evidence.message) == (
        Fault.CRASH,
        "the browser of chromium:150 died",
    )
    assert gathered.browser_died


def test_a_browser_that_had_died_before_is_a_crash_at_once(
    make_lane: Callable[..., Lane], session: StandInSession
) -> None:
    session.die()
    assert make_lane(never_loads).gather(TURN).browser_died


def refuses(page: Page) -> None:
    raise WebDriverException("unknown error: no such window")


def test_a_driver_that_refuses_is_our_own_fault(make_lane: Callable[..., Lane]) -> None:
    gathered = make_lane(refuses).gather(TURN)
    assert (gathered.evidence.fault, gathered.evidence.message) == (
        Fault.ERROR,
        "the driver refused: unknown error: no such window",
    )
    assert gathered.session_spoiled


def test_a_driver_that_refuses_because_its_browser_died_is_a_crash(make_lane: Callable[..., Lane]) -> None:
    def dies(page: Page) -> None:
        page.session.die()
        refuses(page)

    gathered = make_lane(dies).gather(TURN)
    assert gathered.evidence.fault is Fault.CRASH
    assert gathered.browser_died


@pytest.mark.parametrize("odd", [{}, {"type": "record", "record": 3}, {"type": "ask", "id": 1}, {"type": "hello"}])
def test_words_nobody_understands_are_our_own_fault(make_lane: Callable[..., Lane], odd: dict[str, Any]) -> None:
    told = make_lane(lambda page: page.say(**odd)).gather(TURN).evidence
    assert told.fault is Fault.ERROR
    assert told.message == f"the page said what nobody understands: {str(odd)!r}"


def test_what_a_page_reports_outlives_it(make_lane: Callable[..., Lane]) -> None:
    def dies(page: Page) -> None:
        page.hello()
        page.say(type="report", facts={"one": 1}, step=None)
        page.say(type="report", facts={}, step="second")
        page.record(facts=None, fault="exception", message="NotReadableError: no")

    told = make_lane(dies).gather(TURN).evidence
    assert (told.partial, told.step, told.fault) == ({"one": 1}, "second", Fault.EXCEPTION)


@pytest.mark.parametrize("said", [{"facts": [1], "step": None}, {"facts": {}, "step": 7}, {"facts": {}}])
def test_a_report_of_no_known_form_is_our_own_fault(make_lane: Callable[..., Lane], said: dict[str, Any]) -> None:
    def odd(page: Page) -> None:
        page.hello()
        page.say(type="report", **said)

    assert make_lane(odd).gather(TURN).evidence.fault is Fault.ERROR

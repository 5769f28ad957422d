"""A driver or browser that lives and answers nothing: one deadline in all, a time-out, and a new session."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from selenium.webdriver.remote.webdriver import WebDriver
from standin_gathering import TURN, Bench, wait_for
from standin_session import Page, gives
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, ProtocolError, ReadTimeoutError

from rtcmatrix.gather.lane import Lane
from rtcmatrix.gather.lines import _Patience, hear_silence
from rtcmatrix.gather.link import Lost
from rtcmatrix.gather.processes import is_stopped
from rtcmatrix.gather.vitals import Vitals
from rtcmatrix.model import Fault

POOL = HTTPConnectionPool("127.0.0.1")
LATE = ReadTimeoutError(POOL, "/", "late")
ADDRESS = "chromium:150"


def goes_silent(page: Page) -> None:
    """Load, and let the browser answer nothing any more."""
    page.hello()
    page.session.fall_silent()


def test_silence_is_a_timeout_and_spoils_the_session(make_lane: Callable[..., Lane]) -> None:
    gathered = make_lane(goes_silent).gather(TURN)
    assert gathered.evidence.fault is Fault.TIMEOUT
    assert gathered.evidence.message == f"the browser of {ADDRESS} does not answer"
    assert (gathered.browser_died, gathered.session_spoiled) == (False, True)


def test_facts_that_came_before_the_silence_count_and_the_session_is_replaced(make_lane: Callable[..., Lane]) -> None:
    def act(page: Page) -> None:
        gives(a=1)(page)
        page.session.fall_silent()

    gathered = make_lane(act).gather(TURN)
    assert gathered.evidence.facts == {"a": 1}
    assert gathered.session_spoiled


def test_every_lane_hears_of_it_and_each_probe_has_its_second_try_in_a_new_session(bench: Bench) -> None:
    bench.script.acts = {"a.js": [goes_silent, gives(sum=2)]}
    gathering = bench.gather("a.js", "b.js", lanes=1)
    assert wait_for(gathering, "a.js").facts == {"sum": 2}
    assert wait_for(gathering, "b.js").fault is None
    assert len(bench.script.sessions) == 2
    tries = [(one.attempt, one.fault) for one in bench.told_of("evidence") if one.probe == "a.js"]
    assert tries == [(1, Fault.TIMEOUT), (2, None)]


@pytest.mark.parametrize(
    ("error", "is_silence"),
    [
        (LATE, True),
        (MaxRetryError(POOL, "/", LATE), True),
        (MaxRetryError(POOL, "/", ProtocolError("gone")), False),
        (ProtocolError("gone"), False),
    ],
)
def test_a_command_over_http_that_is_not_answered_is_silence(error: Exception, is_silence: bool) -> None:
    def execute(_command: str, _params: dict[str, Any]) -> None:
        raise error

    executor = SimpleNamespace(execute=execute, client_config=SimpleNamespace(timeout=7))
    told: list[str] = []
    hear_silence(cast("WebDriver", SimpleNamespace(command_executor=executor)), told.append)
    with pytest.raises(type(error)):
        executor.execute("getTitle", {})
    assert told == (["the command getTitle was not answered within 7 s"] if is_silence else [])


def test_a_reply_is_waited_for_by_the_clock() -> None:
    told: list[str] = []
    assert _Patience(20, 0.001, told.append)(lambda: "here") == "here"
    assert told == []
    assert _Patience(0.01, 0.001, told.append)(lambda: None) is None
    assert told == ["a BiDi command was not answered within 0.01 s"]


# Vitals


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])
    yield process
    process.kill()
    process.wait()


def test_a_stopped_process_is_found_and_reported_once(sleeper: subprocess.Popen[bytes]) -> None:
    cut: list[bool] = []
    vitals = Vitals(ADDRESS, lambda: cut.append(True))
    vitals.watch(os.getpid(), {"goog:processID": sleeper.pid})
    told: list[Lost] = []
    with vitals.on_death(told.append):
        assert not vitals.check_stopped()
        os.kill(sleeper.pid, signal.SIGSTOP)
        while not is_stopped(sleeper.pid):
            assert sleeper.poll() is None
        assert vitals.check_stopped()
        vitals.fall_silent("a command was not answered")
    expected = Lost(reason=f"the browser of {ADDRESS} (process {sleeper.pid}) is stopped by a signal", silent=True)
    assert told == [expected]
    assert vitals.death == expected
    assert cut == [True]
    late: list[Lost] = []
    with vitals.on_death(late.append):
        assert late == [expected]


def test_an_end_that_is_expected_is_no_death(sleeper: subprocess.Popen[bytes]) -> None:
    cut: list[bool] = []
    vitals = Vitals(ADDRESS, lambda: cut.append(True))
    assert vitals.close()
    assert not vitals.close()
    vitals.fall_silent("late")
    assert (vitals.death, cut) == (None, [])

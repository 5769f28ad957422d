"""Drivers and browsers that do not respond: one timeout in all, and a new session."""

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
from standin_gathering import RUN, Bench, wait_for
from standin_session import Page, gives
from systems import POSIX
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError, ProtocolError, ReadTimeoutError

from rtcmatrix.gather.driver_connection import _ReplyWait, watch_http_timeouts
from rtcmatrix.gather.lane import Lane
from rtcmatrix.gather.liveness import LivenessMonitor
from rtcmatrix.gather.page_link import BrowserLost
from rtcmatrix.gather.processes import is_stopped
from rtcmatrix.model import Fault

POOL = HTTPConnectionPool("127.0.0.1")
LATE = ReadTimeoutError(POOL, "/", "late")
ADDRESS = "chromium:150"


def goes_silent(page: Page) -> None:
    """Load, and let the browser answer nothing any more."""
    page.hello()
    page.session.mark_unresponsive()


def test_an_unresponsive_browser_is_timeout_and_its_session_unusable(make_lane: Callable[..., Lane]) -> None:
    gathered = make_lane(goes_silent).gather(RUN)
    assert gathered.evidence.fault is Fault.TIMEOUT
    assert gathered.evidence.message == f"the browser of {ADDRESS} does not respond"
    assert (gathered.browser_died, gathered.session_unusable) == (False, True)


def test_facts_before_a_loss_count_and_the_session_is_unusable(make_lane: Callable[..., Lane]) -> None:
    def act(page: Page) -> None:
        gives(a=1)(page)
        page.session.mark_unresponsive()

    gathered = make_lane(act).gather(RUN)
    assert gathered.evidence.facts == {"a": 1}
    assert gathered.session_unusable


def test_a_probe_of_an_unresponsive_browser_is_retried_in_a_new_session(bench: Bench) -> None:
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
def test_http_read_timeouts_are_reported(error: Exception, is_silence: bool) -> None:
    def execute(_command: str, _params: dict[str, Any]) -> None:
        raise error

    executor = SimpleNamespace(execute=execute, client_config=SimpleNamespace(timeout=7))
    told: list[str] = []
    watch_http_timeouts(cast("WebDriver", SimpleNamespace(command_executor=executor)), told.append)
    with pytest.raises(type(error)):
        executor.execute("getTitle", {})
    assert told == (["the command getTitle was not answered within 7 s"] if is_silence else [])


def test_bidi_replies_time_out_by_the_clock() -> None:
    told: list[str] = []
    assert _ReplyWait(20, 0.001, told.append)(lambda: "here") == "here"
    assert told == []
    assert _ReplyWait(0.01, 0.001, told.append)(lambda: None) is None
    assert told == ["a BiDi command was not answered within 0.01 s"]


# LivenessMonitor


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])
    yield process
    process.kill()
    process.wait()


@POSIX
def test_a_stopped_process_is_reported_once(sleeper: subprocess.Popen[bytes]) -> None:
    cut: list[bool] = []
    monitor = LivenessMonitor(ADDRESS, lambda: cut.append(True))
    monitor.watch(os.getpid(), {"goog:processID": sleeper.pid})
    told: list[BrowserLost] = []
    with monitor.on_loss(told.append):
        assert not monitor.check_stopped()
        os.kill(sleeper.pid, signal.SIGSTOP)
        while not is_stopped(sleeper.pid):
            assert sleeper.poll() is None
        assert monitor.check_stopped()
        monitor.mark_unresponsive("a command was not answered")
    expected = BrowserLost(
        reason=f"the browser of {ADDRESS} (process {sleeper.pid}) is stopped by a signal", unresponsive=True
    )
    assert told == [expected]
    assert monitor.loss == expected
    assert cut == [True]
    late: list[BrowserLost] = []
    with monitor.on_loss(late.append):
        assert late == [expected]


def test_no_loss_is_reported_after_close(sleeper: subprocess.Popen[bytes]) -> None:
    cut: list[bool] = []
    monitor = LivenessMonitor(ADDRESS, lambda: cut.append(True))
    assert monitor.close()
    assert not monitor.close()
    monitor.mark_unresponsive("late")
    assert (monitor.loss, cut) == (None, [])

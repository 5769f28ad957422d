"""A browser, driver or tab that dies in the middle of a probe, a page that hangs: no cell is lost, nothing stays."""

from __future__ import annotations

import dataclasses
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from selenium.webdriver.remote.websocket_connection import WebSocketConnection
from small_project import CHROMIUM, FIREFOX, QUICK, SPINNING, WAITING, build_project, find_build, processes_with

from rtcmatrix.gather.gathering import Gathering
from rtcmatrix.gather.gathering_state import NeverStartedError
from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.gather.participants import SingleBrowser
from rtcmatrix.gather.resources import SharedResources
from rtcmatrix.matrix import Limits
from rtcmatrix.model import BrowserSpec, Build, Evidence, Fault

Deed = Callable[[list[psutil.Process]], None]


def kill_browser(processes: list[psutil.Process]) -> None:
    mains = [one for one in processes if one.name() in ("chromium", "firefox-esr") and not is_child(one)]
    assert mains
    for main in mains:
        main.kill()


def kill_driver(processes: list[psutil.Process]) -> None:
    drivers = [one for one in processes if "driver" in one.name()]
    assert drivers
    for driver in drivers:
        driver.kill()


def stop_browser(processes: list[psutil.Process]) -> None:
    mains = [one for one in processes if one.name() in ("chromium", "firefox-esr") and not is_child(one)]
    assert mains
    for main in mains:
        main.suspend()


def stop_driver(processes: list[psutil.Process]) -> None:
    drivers = [one for one in processes if "driver" in one.name()]
    assert drivers
    for driver in drivers:
        driver.suspend()


def kill_tabs(processes: list[psutil.Process]) -> None:
    tabs = [one for one in processes if {"--type=renderer", "-contentproc"} & set(one.cmdline())]
    assert tabs
    for tab in tabs:
        tab.kill()


def is_child(process: psutil.Process) -> bool:
    return any(argument.startswith(("--type=", "-contentproc")) for argument in process.cmdline())


@dataclass(kw_only=True)
class Bench:
    """A gathering over a small project, and what it reported."""

    folder: Path
    told: list[tuple[str, Any]] = field(default_factory=list)
    deed: Deed | None = None
    working: threading.Event = field(default_factory=threading.Event)

    def tell(self, kind: str, value: object) -> None:
        self.told.append((kind, value))
        if kind == "provenance":
            self.working.set()

    @property
    def starts(self) -> int:
        return Counter(kind for kind, _ in self.told)["start"]


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    # Not tmp_path: the sockets of a browser need a short name
    with tempfile.TemporaryDirectory(prefix="d") as name:
        folder = Path(name)
        monkeypatch.setattr(tempfile, "tempdir", name)
        yield Bench(folder=folder)
        assert not processes_with(folder)
        assert not list(folder.glob("rtcmatrix-*"))


def gather(
    bench: Bench,
    probes: dict[str, str],
    *,
    spec: BrowserSpec = CHROMIUM,
    lanes: int = 1,
    deed: Deed | None = None,
    build: Build | None = None,
    **limits: float,
) -> dict[str, Evidence]:
    """Gather every probe; ``deed`` is done to the browser's processes when the first page is at work."""
    build = build or find_build(spec)
    matrix = build_project(bench.folder / "project", probes)
    guard = Guard()
    settings = Limits(**{"lanes": lanes, "probe_timeout": 60.0, **limits})  # type: ignore[arg-type]
    with PageServer(matrix.parent / "pages") as server:
        resources = SharedResources(
            server=server, limits=settings, guard=guard, artifacts=bench.folder, journal=bench.tell
        )
        # Slow ones first, as the durations of an earlier run would have it
        durations = {path: 9.0 if text is not QUICK else 1.0 for path, text in probes.items()}
        gathering = Gathering(
            SingleBrowser(spec=spec, build=build), list(server.probes.values()), resources, durations=durations
        )
        gathering.start()
        try:
            if deed is not None:
                assert bench.working.wait(60)
                deed(processes_with(bench.folder))
            return {path: gathering.evidence(path)[0] for path in probes}
        finally:
            gathering.close()
            guard.close()


@pytest.mark.parametrize("spec", [CHROMIUM, FIREFOX], ids=lambda spec: spec.name)
@pytest.mark.parametrize("deed", [kill_browser, kill_driver, kill_tabs])
def test_a_death_is_a_crash_of_its_cell_and_the_next_gets_a_new_session(
    bench: Bench, deed: Deed, spec: BrowserSpec
) -> None:
    found = gather(bench, {"a/waiting.js": WAITING, "b/quick.js": QUICK}, spec=spec, deed=deed)
    assert found["a/waiting.js"].fault is Fault.CRASH
    assert "died" in (found["a/waiting.js"].message or "")
    assert found["a/waiting.js"].facts is None
    assert found["b/quick.js"].facts == {"sum": 2}
    assert bench.starts == 2
    told = [value.probe for kind, value in bench.told if kind == "evidence"]
    assert sorted(told) == ["a/waiting.js", "b/quick.js"]


@pytest.mark.parametrize("spec", [CHROMIUM, FIREFOX], ids=lambda spec: spec.name)
@pytest.mark.parametrize("deed", [stop_browser, stop_driver])
def test_a_browser_or_driver_that_is_stopped_is_a_timeout_and_the_next_gets_a_new_session(
    bench: Bench, deed: Deed, spec: BrowserSpec
) -> None:
    probes = {"a/waiting.js": WAITING, "b/quick.js": QUICK}
    found = gather(bench, probes, spec=spec, deed=deed, probe_timeout=3.0, script_timeout=3.0)
    assert found["a/waiting.js"].fault is Fault.TIMEOUT
    assert found["b/quick.js"].facts == {"sum": 2}
    assert bench.starts == 2
    silent = [
        value for kind, value in bench.told if kind == "evidence" and "stopped by a signal" in (value.message or "")
    ]
    assert all(one.fault is Fault.TIMEOUT for one in silent)


def test_lanes_that_begin_at_once_share_one_line_so_that_all_of_them_hear_of_its_end(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect: Any = WebSocketConnection
    lines: list[str] = []

    def connect_slowly(url: str, *rest: object) -> object:
        lines.append(url)
        time.sleep(0.5)  # long enough for the other lanes to find no line yet
        return connect(url, *rest)

    monkeypatch.setattr("selenium.webdriver.remote.webdriver.WebSocketConnection", connect_slowly)
    found = gather(bench, {f"{name}/quick.js": QUICK for name in "abcd"}, lanes=4)
    assert [each.facts for each in found.values()] == [{"sum": 2}] * 4
    assert (bench.starts, len(lines)) == (1, 1)


def test_a_hanging_page_is_a_timeout_and_the_next_gets_a_new_session(bench: Bench) -> None:
    probes = {"a/spinning.js": SPINNING, "b/quick.js": QUICK}
    found = gather(bench, probes, probe_timeout=1.0, script_timeout=1.0)
    assert found["a/spinning.js"].fault is Fault.TIMEOUT
    assert "unresponsive" in (found["a/spinning.js"].message or "")
    assert found["b/quick.js"].facts == {"sum": 2}
    assert bench.starts == 2


def test_a_probe_that_waits_in_vain_says_for_what(bench: Bench) -> None:
    found = gather(bench, {"a/waiting.js": WAITING, "b/quick.js": QUICK}, probe_timeout=1.0)
    assert found["a/waiting.js"].fault is Fault.TIMEOUT
    assert "what never comes" in (found["a/waiting.js"].message or "")
    assert {artifact.name for artifact in found["a/waiting.js"].artifacts} == {"screenshot", "driver-log"}
    assert found["b/quick.js"].facts == {"sum": 2}
    assert bench.starts == 1


def test_a_browser_that_dies_under_several_probes_clears_the_innocent_or_none(bench: Bench) -> None:
    probes = {f"a/waiting_{number}.js": WAITING for number in range(3)} | {"b/quick.js": QUICK}
    # Killed from outside, none of them kills it again: all answer for the crash, with what they were
    found = gather(bench, probes, lanes=3, deed=kill_browser, probe_timeout=1.5)
    crashed = [one for one in found.values() if one.fault is Fault.CRASH]
    assert len(crashed) in (1, 2, 3)
    assert found["b/quick.js"].facts == {"sum": 2}
    assert all(one.fault in (Fault.CRASH, Fault.TIMEOUT) for path, one in found.items() if path != "b/quick.js")
    if len(crashed) > 1:
        assert all("but with none of them alone" in (one.message or "") for one in crashed)


def test_a_browser_that_is_not_the_one_provided_makes_its_column_not_available(bench: Bench) -> None:
    real = find_build(CHROMIUM)
    believed = dataclasses.replace(real, version="1.2.3.4", channel="beta")
    told = f'version "{real.version}" started, but {real.provider} provided "1.2.3.4"'
    with pytest.raises(NeverStartedError, match=re.escape(told)):
        gather(bench, {"a/quick.js": QUICK, "b/quick.js": QUICK}, build=believed)


def test_a_browser_that_does_not_start_makes_its_column_not_available(bench: Bench) -> None:
    broken = dataclasses.replace(find_build(CHROMIUM), binary="/nowhere/chromium")
    with pytest.raises(NeverStartedError, match="chromium:stable could not be started"):
        gather(bench, {"a/quick.js": QUICK}, build=broken)

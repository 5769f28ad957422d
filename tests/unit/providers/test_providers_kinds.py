"""Which programs, drivers and packages providers ask for by the table of browser kinds, in which order."""

from __future__ import annotations

import pytest
from asked_providers import Program, ask_for, reason
from standin_kind import KIND

from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build, Unavailable
from rtcmatrix.providers import provide
from rtcmatrix.providers.versions import question


@pytest.mark.parametrize(
    ("address", "programs"),
    [
        ("chrome:stable", "google-chrome-stable, google-chrome"),
        ("chrome:beta", "google-chrome-beta"),
        ("chrome:dev", "google-chrome-unstable, google-chrome-dev"),
        ("chrome:canary", "google-chrome-canary"),
        (
            "chrome:150",
            (
                "google-chrome-stable, google-chrome, google-chrome-beta, google-chrome-unstable, google-chrome-dev, "
                "google-chrome-canary"
            ),
        ),
        ("edge:stable", "microsoft-edge-stable, microsoft-edge"),
        ("edge:beta", "microsoft-edge-beta"),
        ("edge:dev", "microsoft-edge-dev"),
        ("edge:canary", "microsoft-edge-canary"),
        ("chromium:stable", "chromium, chromium-browser"),
        ("firefox:esr", "firefox-esr, firefox"),
        ("firefox:stable", "firefox"),
        ("firefox:beta", "firefox-beta, firefox"),
        ("firefox:nightly", "firefox-nightly, firefox"),
        ("firefox:153", "firefox-esr, firefox, firefox-beta, firefox-nightly"),
    ],
)
def test_programs_are_looked_for_in_this_order(path: object, address: str, programs: str) -> None:
    assert reason(address) == f"installed: not on PATH ({programs})"


@pytest.mark.parametrize(
    ("address", "line", "driver"),
    [
        ("chrome:stable", "Google Chrome 156.0.1.2", "chromedriver 156"),
        ("edge:stable", "Microsoft Edge 156.0.1.2", "msedgedriver 156"),
        ("chromium:stable", "Chromium 156.0.1.2", "chromedriver 156"),
        ("firefox:stable", "Mozilla Firefox 156.0", "geckodriver"),
    ],
)
def test_each_browser_needs_its_driver(program: Program, address: str, line: str, driver: str) -> None:
    kind = KINDS[address.partition(":")[0]]
    program(kind.channels[kind.channel_names.index("stable")].programs[0], line)
    assert f"no {driver} is on PATH" in reason(address)


@pytest.mark.parametrize(
    ("file", "first"),
    [("chrome.exe", "powershell"), ("MSEdge.exe", "powershell"), ("firefox.exe", "firefox.exe"), ("x.exe", "x.exe")],
)
def test_a_program_of_windows_that_prints_nothing_is_not_run(file: str, first: str) -> None:
    assert question(file, "win32")[0] == first


@pytest.fixture
def piccolo(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more browser in the table."""
    monkeypatch.setitem(KINDS, KIND.name, KIND)


def test_the_programs_of_one_more_browser_are_looked_for(piccolo: None, program: Program) -> None:
    assert reason("piccolo:stable") == "installed: not on PATH (piccolo-stable, piccolo)"
    stable = program("piccolo", "Piccolo 7.6.3797.58 stable")
    snapshot = program("piccolo-snapshot", "Piccolo 7.8.1.2 snapshot")
    assert reason("piccolo:stable") == "installed: Piccolo 7.6.3797.58 is installed, but no chromedriver is on PATH"
    # Its versions are its own: which milestone a driver has to serve shows when it starts
    program("chromedriver", "ChromeDriver 156.0.1.2 (hash)")
    for address, binary, version in (
        ("piccolo:stable", stable, "7.6.3797.58"),
        ("piccolo:snapshot", snapshot, "7.8.1.2"),
    ):
        found = ask_for(address)
        assert isinstance(found, Build)
        assert (found.binary, found.version, found.driver_version) == (binary, version, "156.0.1.2")


@pytest.mark.parametrize("install", [False, True])
def test_providers_that_do_not_have_one_more_browser_say_so(piccolo: None, path: object, install: bool) -> None:
    spec = BrowserSpec(name="piccolo", selector="stable", channel="stable")
    found = provide(spec, install=install, say=lambda _: None)
    assert isinstance(found, Unavailable)
    assert dict(found.reasons) == {
        "installed": "not on PATH (piccolo-stable, piccolo)",
        "selenium_manager": "Selenium Manager does not support piccolo",
        "debian": "Debian does not package piccolo",
    }

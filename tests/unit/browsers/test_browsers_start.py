"""What each browser's file asks its driver for. No browser runs: a stand-in driver keeps the new-session request.

This is all the proof there is for Edge, whose build and driver cannot be had on the machines this is developed on.
"""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.webdriver import WebDriver
from systems import POSIX

from rtcmatrix.browsers import STARTERS, USUAL, NotSupportedByBrowser, Stage, browser_of
from rtcmatrix.browsers.stage import Devices
from rtcmatrix.kinds import KINDS
from rtcmatrix.model import BrowserSpec, Build

pytestmark = POSIX

OPTIONS = {"chrome": "goog:chromeOptions", "edge": "ms:edgeOptions", "chromium": "goog:chromeOptions"}
DISABLED = "WebRtcHideLocalIpsWithMdns,WebUIOmniboxPopup,WebUIOmniboxAimPopup"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, as a browser's socket needs it; pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="b", ignore_cleanup_errors=True) as name:
        yield Path(name)


@pytest.fixture
def standin(folder: Path) -> Build:
    driver = folder / "standin"
    source = Path(__file__).with_name("standin_driver.py").read_text(encoding="utf-8")
    driver.write_text(f"#!{sys.executable}\n{source}", encoding="utf-8")
    driver.chmod(0o755)
    return Build(
        name="any",
        channel="beta",
        version="150.0.1.2",
        binary="/opt/a browser",
        driver=str(driver),
        driver_version="150.0.1.2",
        provider="installed",
    )


def spec(name: str, **more: Any) -> BrowserSpec:
    return BrowserSpec(name=name, selector="beta", channel="beta", **more)


@contextlib.contextmanager
def started(name: str, build: Build, folder: Path, stage: Stage = USUAL, **more: Any) -> Iterator[WebDriver]:
    driver = browser_of(name).start(build, spec(name, **more), folder, stage=stage)
    try:
        yield driver
    finally:
        driver.quit()


def asked(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "asked.jsonl").read_text(encoding="utf-8").splitlines()]


def wanted(name: str, build: Build, folder: Path, **more: Any) -> dict[str, Any]:
    """Start a session and give the capabilities that reached the driver."""
    with started(name, build, folder, **more):
        request = asked(folder)[0]
    assert request["path"] == "/session"
    assert request["body"]["capabilities"]["firstMatch"] == [{}]
    always = request["body"]["capabilities"]["alwaysMatch"]
    assert isinstance(always, dict)
    return always


@pytest.mark.parametrize(
    ("name", "browser_name"), [("edge", "MicrosoftEdge"), ("chrome", "chrome"), ("chromium", "chrome")]
)
def test_the_new_session_request_of_the_chromium_family(
    standin: Build, folder: Path, name: str, browser_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    always = wanted(name, standin, folder)
    options = always.pop(OPTIONS[name])
    assert always == {
        "browserName": browser_name,
        "pageLoadStrategy": "normal",
        "webSocketUrl": True,
        "acceptInsecureCerts": True,
    }
    assert options == {
        "binary": "/opt/a browser",
        "extensions": [],
        "args": [
            "--headless=new",
            "--use-fake-device-for-media-stream",
            "--autoplay-policy=no-user-gesture-required",
            "--window-size=1280,800",
            "--disable-gpu",
            "--allow-loopback-in-peer-connection",
            "--disable-quic",
            "--no-proxy-server",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--disable-features={DISABLED}",
            "--host-resolver-rules=MAP *.rtc.test 127.0.0.1",
            "--auto-accept-this-tab-capture",
            "--no-sandbox",
        ],
    }


def test_the_sandbox_stays_for_everyone_but_root(standin: Build, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in wanted("edge", standin, folder)["ms:edgeOptions"]["args"]


def test_what_the_matrix_says_reaches_the_chromium_family(standin: Build, folder: Path) -> None:
    options = wanted(
        "edge",
        standin,
        folder,
        headless=False,
        flags=("--window-size=800,600", "--disable-features=Mine,WebUIOmniboxPopup", "--lang=de"),
        prefs={"intl.accept_languages": "de", "credentials_enable_service": False},
    )["ms:edgeOptions"]
    assert not any(flag.startswith("--headless") for flag in options["args"])
    assert [flag for flag in options["args"] if flag.startswith("--window-size")] == ["--window-size=800,600"]
    assert [flag for flag in options["args"] if "features" in flag] == [f"--disable-features={DISABLED},Mine"]
    assert "--lang=de" in options["args"]
    assert options["prefs"] == {"intl.accept_languages": "de", "credentials_enable_service": False}


def test_the_new_session_request_of_firefox(standin: Build, folder: Path) -> None:
    always = wanted("firefox", standin, folder, prefs={"media.autoplay.default": 5, "a.b": "c"}, flags=("--width=1",))
    options = always.pop("moz:firefoxOptions")
    assert (always["browserName"], always["webSocketUrl"], always["acceptInsecureCerts"]) == ("firefox", True, True)
    assert options["binary"] == "/opt/a browser"
    assert options["args"] == ["-remote-allow-system-access", "--height=800", "-headless", "--width=1"]
    prefs = options["prefs"]
    assert prefs["media.navigator.streams.fake"] is True
    assert prefs["media.peerconnection.ice.loopback"] is True
    assert prefs["network.dns.localDomains"] == "insecure.rtc.test"
    assert (prefs["media.autoplay.default"], prefs["a.b"]) == (5, "c")


def test_firefox_headed_has_no_headless_argument(standin: Build, folder: Path) -> None:
    assert "-headless" not in wanted("firefox", standin, folder, headless=False)["moz:firefoxOptions"]["args"]


@pytest.mark.parametrize(
    ("stage", "there", "absent"),
    [
        (
            Stage(devices=Devices.SEVERAL),
            ["--use-fake-device-for-media-stream=device-count=3,fps=30"],
            ["--use-fake-device-for-media-stream"],
        ),
        (Stage(devices=Devices.NONE), [], ["--use-fake-device-for-media-stream"]),
        (
            Stage(camera=Path("a.y4m"), microphone=Path("b.wav")),
            ["--use-file-for-fake-video-capture=a.y4m", "--use-file-for-fake-audio-capture=b.wav"],
            [],
        ),
        (
            Stage(shown=True, picks=True, port=8000),
            [
                "--auto-select-desktop-capture-source=Entire screen",
                "--host-resolver-rules=MAP *.rtc.test 127.0.0.1,MAP *.localhost:80 127.0.0.1:8000",
            ],
            ["--headless=new"],
        ),
        (Stage(shown=True, plain=True), [], ["--headless=new", "--auto-accept-this-tab-capture"]),
    ],
)
def test_what_a_stage_asks_of_the_chromium_family(
    standin: Build, folder: Path, stage: Stage, there: list[str], absent: list[str]
) -> None:
    given = wanted("chromium", standin, folder, stage=stage)["goog:chromeOptions"]["args"]
    assert set(there) <= set(given)
    assert set(absent) & set(given) == set()


@pytest.mark.parametrize("stage", [Stage(devices=Devices.SEVERAL), Stage(camera=Path("a.y4m"))])
def test_firefox_says_what_stage_it_cannot_be_on(standin: Build, folder: Path, stage: Stage) -> None:
    with pytest.raises(NotSupportedByBrowser, match="in Firefox"):
        browser_of("firefox").start(standin, spec("firefox"), folder, stage=stage)


def test_firefox_without_devices_has_no_fake_ones(standin: Build, folder: Path) -> None:
    options = wanted("firefox", standin, folder, stage=Stage(devices=Devices.NONE, shown=True))["moz:firefoxOptions"]
    assert options["prefs"]["media.navigator.streams.fake"] is False
    assert "-headless" not in options["args"]


def test_the_environment_of_a_stage_reaches_the_browser(standin: Build, folder: Path) -> None:
    with started("edge", standin, folder, stage=Stage(environment={"DISPLAY": ":77"})) as driver:
        process = psutil.Process(driver.service.process.pid)  # type: ignore[attr-defined]  # a local driver has a service
        assert process.environ()["DISPLAY"] == ":77"
        assert Path(process.cwd()) == folder


@pytest.mark.parametrize("name", KINDS)
def test_the_driver_that_was_provided_runs_in_the_folder_that_was_given(
    standin: Build, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("SE_CHROMEDRIVER", "SE_EDGEDRIVER", "SE_GECKODRIVER"):
        monkeypatch.setenv(variable, "/usr/bin/false")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with started(name, standin, folder) as driver:
        process = psutil.Process(driver.service.process.pid)  # type: ignore[attr-defined]  # a local driver has a service
        assert process.environ()["TMPDIR"] == str(folder / "tmp")
        assert os.getsid(process.pid) == process.pid
        assert driver.capabilities["browserVersion"] == "150.0.1.2"
        config = driver.command_executor.client_config  # type: ignore[union-attr]  # never a URL once it is connected
        assert (config.websocket_interval, config.websocket_timeout) == (0.002, 30)
    assert not process.is_running()
    assert "stand-in driver is up" in (folder / "driver.log").read_text(encoding="utf-8")


def test_without_bidi_the_classic_command_sets_a_permission(standin: Build, folder: Path) -> None:
    with started("edge", standin, folder) as driver:
        browser_of("edge").permit(
            driver, name="camera", state="granted", origin="http://a.localhost", user_context=None
        )
    request = asked(folder)[1]
    assert request["path"] == "/session/stand-in/permissions"
    assert request["body"] == {"descriptor": {"name": "camera"}, "state": "granted"}


def test_firefox_says_which_permission_it_cannot_set(standin: Build, folder: Path) -> None:
    with (
        started("firefox", standin, folder) as driver,
        pytest.raises(NotSupportedByBrowser, match='setting the permission "midi" in Firefox'),
    ):
        browser_of("firefox").permit(
            driver, name="midi", state="granted", origin="http://a.localhost", user_context=None
        )


@pytest.mark.parametrize(
    ("mode", "message"), [("refuse", "no, says the stand-in"), ("hang", "no session within 0.5 s: ReadTimeoutError")]
)
@pytest.mark.parametrize("name", ["edge", "firefox"])
def test_a_start_that_fails_leaves_nothing_running(
    standin: Build, folder: Path, name: str, mode: str, message: str
) -> None:
    build = replace(standin, environment={"STANDIN": mode})
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with pytest.raises(WebDriverException, match=message):
        browser_of(name).start(build, spec(name), folder, timeout=0.5)
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before


def test_a_missing_driver_is_reported(standin: Build, folder: Path) -> None:
    with pytest.raises((WebDriverException, OSError)):
        browser_of("edge").start(replace(standin, driver=str(folder / "none")), spec("edge"), folder)


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_started_by_one_of_the_starters(name: str) -> None:
    assert browser_of(name).kind is KINDS[name]
    assert (KINDS[name].starter or KINDS[name].family) in STARTERS

"""The real Selenium Manager downloads from mirrors on loopback; the browsers and drivers in them are scripts."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from asked_providers import spec
from mirror_archives import (
    Offer,
    chrome_for_testing,
    edge_drivers,
    edge_products,
    firefox_releases,
    geckodriver_releases,
    write,
    zipped,
)
from mirror_server import Request, serve_mirror
from vendor_hosts import answer_for_hosts

from rtcmatrix.matrix import Mirror, ProviderSettings
from rtcmatrix.model import Build, Unavailable
from rtcmatrix.providers import provide, selenium_manager
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.selenium_tool import find_tool

VERSION = "152.0.7100.20"
EDGE_VERSION = "152.0.3500.9"
CHROME_LIST = "last-known-good-versions-with-downloads.json"
EVERY_CHROME_LIST = "known-good-versions-with-downloads.json"
CHROME_ARCHIVE = f"chrome/{VERSION}/linux64/chrome-linux64.zip"
DRIVER_ARCHIVE = f"chrome/{VERSION}/linux64/chromedriver-linux64.zip"


@dataclass(frozen=True)
class MirrorOnLoopback:
    folder: Path
    url: str
    seen: list[Request]

    def settings(self, url: str = "") -> ProviderSettings:
        """Name the mirrors of each browser below a URL."""
        url = url or self.url
        return ProviderSettings(
            mirrors={
                "chrome": Mirror(browser=f"{url}/chrome/", driver=f"{url}/chrome/"),
                "edge": Mirror(browser=f"{url}/edge/", driver=f"{url}/edgedriver"),
                "firefox": Mirror(browser=f"{url}/firefox", driver=f"{url}/geckodriver"),
            }
        )

    def bring(self, address: str, url: str = "") -> Build | Unavailable:
        chosen = spec(address, provider="selenium_manager")
        return provide(chosen, install=True, say=lambda _: None, settings=self.settings(url))

    def refusal(self, address: str, url: str = "") -> str:
        found = self.bring(address, url)
        assert isinstance(found, Unavailable), found
        assert "\n" not in found.reason
        return found.reason.removeprefix("selenium_manager: ")


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorOnLoopback]:
    """Serve Chrome and Edge in all channels, with an empty home folder."""
    try:
        find_tool()
    except NotProvided as refusal:
        pytest.skip(refusal.reason)
    if sys.platform != "linux" or platform.machine() != "x86_64":
        pytest.skip("the archives are those of Linux on x86_64")
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for variable in ("SE_BROWSER_MIRROR_URL", "SE_DRIVER_MIRROR_URL", "SE_CACHE_PATH", "SE_OFFLINE"):
        monkeypatch.delenv(variable, raising=False)
    selenium_manager.forget_silence()
    seen: list[Request] = []
    folder = tmp_path / "mirror"
    folder.mkdir()
    with serve_mirror(folder, seen) as url:
        chrome = offered(tmp_path, f"ChromeDriver {VERSION}", f"Google Chrome for Testing {VERSION}", VERSION)
        chrome_for_testing(
            folder / "chrome", f"{url}/chrome", dict.fromkeys(("stable", "beta", "dev", "canary"), chrome)
        )
        edges = {
            word or "stable": offered(
                tmp_path,
                f"Microsoft Edge WebDriver {EDGE_VERSION}",
                f"Microsoft Edge {EDGE_VERSION} {word}".strip(),
                EDGE_VERSION,
            )
            for word in ("", "beta", "dev")
        }
        edge_products(folder / "edge", f"{url}/edge", edges)
        edge_drivers(folder / "edgedriver", edges)
        yield MirrorOnLoopback(folder, url, seen)


def offered(folder: Path, driver_line: str, line: str, version: str) -> Offer:
    """Offer a browser that cannot be started, and a driver that only prints its version."""
    driver = folder / driver_line.replace(" ", "-")
    driver.write_text(f"#!/bin/sh\necho '{driver_line}'\n", encoding="utf-8")
    driver.chmod(0o755)
    return Offer(version=version, line=line, browser="false", driver=str(driver), driver_version=version)


@pytest.mark.parametrize("channel", ["stable", "beta", "dev", "canary", "152", VERSION])
def test_chrome_for_testing_comes_from_the_mirror(mirror: MirrorOnLoopback, channel: str) -> None:
    build = mirror.bring(f"chrome:{channel}")
    assert isinstance(build, Build), build
    assert (build.version, build.driver_version, build.provider) == (VERSION, VERSION, "selenium_manager")
    first = EVERY_CHROME_LIST if channel[0].isdigit() else CHROME_LIST
    asked = [request.path for request in mirror.seen]
    assert asked == [f"/chrome/{first}", f"/{CHROME_ARCHIVE}", f"/chrome/{EVERY_CHROME_LIST}", f"/{DRIVER_ARCHIVE}"]


@pytest.mark.parametrize("channel", ["stable", "beta", "dev", "152"])
def test_edge_comes_from_the_mirror(mirror: MirrorOnLoopback, channel: str) -> None:
    build = mirror.bring(f"edge:{channel}")
    assert isinstance(build, Build), build
    assert (build.version, build.driver_version) == (EDGE_VERSION, EDGE_VERSION)
    package = f"/edge/microsoft-edge-{'stable' if channel == '152' else channel}_{EDGE_VERSION}-1_amd64.deb"
    assert [request.path for request in mirror.seen] == [
        "/edge/?view=enterprise" if channel == "152" else "/edge/",
        package,
        "/edgedriver/LATEST_RELEASE_152_LINUX",
        f"/edgedriver/{EDGE_VERSION}/edgedriver_linux64.zip",
    ]


@pytest.mark.parametrize(
    ("channel", "key", "suffix"),
    [
        ("esr", "FIREFOX_ESR", "esr"),
        ("beta", "LATEST_FIREFOX_RELEASED_DEVEL_VERSION", "b3"),
    ],
)
def test_firefox_comes_from_the_mirror_if_mozillas_list_of_versions_is_reachable(
    mirror: MirrorOnLoopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: str, key: str, suffix: str
) -> None:
    firefox = offered(tmp_path, "geckodriver 0.36.0", f"Mozilla Firefox 153.2{suffix}", "0.36.0")
    firefox_releases(mirror.folder / "firefox", f"153.2{suffix}", firefox)
    geckodriver_releases(mirror.folder / "geckodriver", firefox)
    versions = {"https://product-details.mozilla.org/1.0/firefox_versions.json": {key: f"153.2{suffix}"}}
    with answer_for_hosts(tmp_path, {url: json.dumps(answer).encode() for url, answer in versions.items()}) as hosts:
        for variable, value in hosts.items():
            monkeypatch.setenv(variable, value)
        build = mirror.bring(f"firefox:{channel}")
    assert isinstance(build, Build), build
    assert (build.version, build.driver_version) == ("153.2", "0.36.0")
    assert [request.path for request in mirror.seen] == [
        f"/firefox/153.2{suffix}/linux-x86_64/en-US/firefox-153.2{suffix}.tar.xz",
        "/geckodriver/geckodriver-support.json",
        "/geckodriver/download/v0.36.0/geckodriver-v0.36.0-linux64.tar.gz",
    ]


def test_credentials_reach_the_mirror_and_nobody_else(mirror: MirrorOnLoopback, tmp_path: Path) -> None:
    secret = mirror.url.replace("//", "//user:t0ken@")
    build = mirror.bring("chrome:beta", secret)
    assert isinstance(build, Build), build
    lists = [request for request in mirror.seen if request.path.endswith(".json")]
    assert {request.credentials for request in lists} == {"user:t0ken"}
    kept = [file for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert [file for file in kept if b"t0ken" in file.read_bytes()] == []


def test_a_mirror_that_does_not_answer_is_named_without_credentials(mirror: MirrorOnLoopback) -> None:
    assert mirror.refusal("chrome:beta", "http://user:t0ken@127.0.0.1:9") == (
        'mirror "http://***@127.0.0.1:9/chrome/" is not reachable: '
        f"error sending request for url (http://127.0.0.1:9/chrome/{CHROME_LIST}) (code 65)"
    )


def remove(name: str) -> Callable[[MirrorOnLoopback], None]:
    return lambda mirror: (mirror.folder / name).unlink()


def replace_by(name: str, content: bytes) -> Callable[[MirrorOnLoopback], None]:
    return lambda mirror: write(mirror.folder / name, content)


def edit(name: str, old: str, new: str) -> Callable[[MirrorOnLoopback], None]:
    def change(mirror: MirrorOnLoopback) -> None:
        file = mirror.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def damage(name: str) -> Callable[[MirrorOnLoopback], None]:
    """Change a byte of the program in an archive."""

    def change(mirror: MirrorOnLoopback) -> None:
        file = mirror.folder / name
        file.write_bytes(file.read_bytes().replace(b"stand-in", b"changed!"))

    return change


FAULTS: dict[str, tuple[str, Callable[[MirrorOnLoopback], None], str]] = {
    "no version list": (
        "chrome:beta",
        remove(f"chrome/{CHROME_LIST}"),
        f'mirror "@URL@/chrome/": Error parsing JSON from URL @URL@/chrome/{CHROME_LIST} expected value',
    ),
    "no archive of the browser": (
        "chrome:beta",
        remove(CHROME_ARCHIVE),
        f'mirror "@URL@/chrome/": Unsuccessful response (404 Not Found) for URL @URL@/{CHROME_ARCHIVE} (code 65)',
    ),
    "no archive of the driver": (
        "chrome:beta",
        remove(DRIVER_ARCHIVE),
        f'mirror "@URL@/chrome/": Unsuccessful response (404 Not Found) for URL @URL@/{DRIVER_ARCHIVE} (code 65)',
    ),
    "no driver for the version": (
        "chrome:beta",
        edit(f"chrome/{EVERY_CHROME_LIST}", '"chromedriver":', '"chrome-headless-shell":'),
        'mirror "@URL@/chrome/": chromedriver 152 not available for download on ',
    ),
    "no release for Linux": (
        "chrome:beta",
        edit(f"chrome/{CHROME_LIST}", '"linux64"', '"mac-arm64"'),
        'mirror "@URL@/chrome/": Unable to discover chrome beta in online repository. ',
    ),
    "a truncated archive": (
        "chrome:beta",
        replace_by(CHROME_ARCHIVE, zipped({"chrome-linux64/chrome": b"x" * 1000})[:500]),
        'mirror "@URL@/chrome/": invalid Zip archive: Could not find EOCD (code 65)',
    ),
    "a wrong checksum": (
        "chrome:beta",
        damage(CHROME_ARCHIVE),
        'mirror "@URL@/chrome/": Invalid checksum (code 65)',
    ),
    "a page instead of the driver's archive": (
        "chrome:beta",
        replace_by(DRIVER_ARCHIVE, b"<html>Sign in</html>"),
        'mirror "@URL@/chrome/": Wrong browser/driver version (code 65)',
    ),
    "an archive without the browser": (
        "chrome:beta",
        replace_by(CHROME_ARCHIVE, zipped({"chrome-linux64/README": b"x"})),
        'mirror "@URL@/chrome/": chrome 152 cannot be downloaded (code 65)',
    ),
    "an archive without the driver": (
        "chrome:beta",
        replace_by(DRIVER_ARCHIVE, zipped({"README": b"x"})),
        'mirror "@URL@/chrome/": Driver unavailable: ',
    ),
    "another browser than the list says": (
        "chrome:beta",
        replace_by(CHROME_ARCHIVE, zipped({"chrome-linux64/chrome": b"#!/bin/sh\necho Chromium 152.0.1.2\n"})),
        "@HOME@/.cache/selenium/chrome/linux64/",
    ),
    "the driver of another version": (
        "chrome:beta",
        replace_by(
            DRIVER_ARCHIVE, zipped({"chromedriver-linux64/chromedriver": b"#!/bin/sh\necho ChromeDriver 151.0.1\n"})
        ),
        "downloaded chromedriver 151.0.1, which does not support Google Chrome for Testing 152.0.7100.20",
    ),
    "no release of Edge for Linux": (
        # https://github.com/SeleniumHQ/selenium/issues/14302
        "edge:beta",
        edit("edge/index.json", '"Platform": "Linux"', '"Platform": "Windows"'),
        'mirror "@URL@/edge/" and "@URL@/edgedriver": Unable to discover edge beta in online repository. ',
    ),
    "no driver of Edge for the version": (
        "edge:dev",
        remove("edgedriver/LATEST_RELEASE_152_LINUX"),
        'mirror "@URL@/edge/" and "@URL@/edgedriver": Wrong browser/driver version (code 65)',
    ),
    "no such channel of Edge": (
        "edge:canary",
        lambda _: None,
        'mirror "@URL@/edge/" and "@URL@/edgedriver": Unable to discover edge canary in online repository. ',
    ),
    "a damaged package of Edge": (
        "edge:stable",
        replace_by(f"edge/microsoft-edge-stable_{EDGE_VERSION}-1_amd64.deb", b"x"),
        'mirror "@URL@/edge/" and "@URL@/edgedriver": Format for file ',
    ),
    "URLs of the vendor in the list": (
        "chrome:beta",
        edit(f"chrome/{CHROME_LIST}", "http://127.0.0.1", "http://127.0.0.9"),
        "error sending request for url (http://127.0.0.9:",
    ),
}
"""Fault of a mirror -> browser, change, start of the reason."""


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_mirror_is_a_reason_in_one_line(mirror: MirrorOnLoopback, name: str, tmp_path: Path) -> None:
    address, change, start = FAULTS[name]
    change(mirror)
    reason = mirror.refusal(address)
    assert reason.startswith(start.replace("@URL@", mirror.url).replace("@HOME@", str(tmp_path / "home"))), reason


def test_a_corrected_mirror_is_used_again(mirror: MirrorOnLoopback) -> None:
    good = (mirror.folder / CHROME_ARCHIVE).read_bytes()
    for broken in (good[: len(good) // 2], zipped({"chrome-linux64/README": b"x"})):
        write(mirror.folder / CHROME_ARCHIVE, broken)
        mirror.refusal("chrome:beta")
    write(mirror.folder / CHROME_ARCHIVE, good)
    assert isinstance(mirror.bring("chrome:beta"), Build)


def test_an_installed_browser_is_not_taken_for_a_download(mirror: MirrorOnLoopback) -> None:
    """Selenium Manager knows where browsers are installed, and PATH is not the only such place."""
    for address in ("chrome:stable", "edge:stable"):
        build = mirror.bring(address)
        assert isinstance(build, Build), build
        assert "/.cache/selenium/" in build.binary


def test_the_configuration_of_selenium_manager_is_used(mirror: MirrorOnLoopback, tmp_path: Path) -> None:
    urls = f'browser-mirror-url = "{mirror.url}/chrome/"\ndriver-mirror-url = "{mirror.url}/chrome/"\n'
    write(tmp_path / "home" / ".cache" / "selenium" / "se-config.toml", urls.encode())
    found = provide(spec("chrome:dev", provider="selenium_manager"), install=True, say=lambda _: None)
    assert isinstance(found, Build), found

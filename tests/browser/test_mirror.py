"""Chrome in four channels and Firefox, downloaded by the real Selenium Manager from mirrors on loopback, and driven.

The archives contain stand-ins that start Debian's Chromium and Firefox ESR.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from mirror_archives import Offer, chrome_for_testing, firefox_releases, geckodriver_releases, offer
from mirror_server import Request, serve_mirror
from small_project import CHROMIUM, FIREFOX, QUICK, build_project, find_build
from vendor_hosts import answer_for_hosts

from rtcmatrix.model import BrowserSpec, Run, Status, Unavailable
from rtcmatrix.providers import provide
from rtcmatrix.runs import read_run

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="the archives are those of Linux on x86_64"
)

CHANNELS = ("stable", "beta", "dev", "canary")
SECRET = "t0ken-of-a-mirror"
MILESTONE_150 = BrowserSpec(name="chromium", selector="150", version="150")


@dataclass(frozen=True)
class Machine:
    """A project and an empty home folder."""

    project: Path
    home: Path

    def run(self, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SE_", "XDG_"))}
        return subprocess.run(
            [sys.executable, "-m", "rtcmatrix", *arguments],
            cwd=self.project,
            env={**kept, **(environment or {}), "HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
        )

    def gather(self, out: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Run:
        done = self.run("run", "--no-confirm", "--out", out, *arguments, environment=environment)
        assert done.returncode == 0, done.stdout + done.stderr
        assert SECRET not in done.stdout + done.stderr
        run = read_run(self.project / out)
        assert run.complete, done.stdout + done.stderr
        return run

    def listed(self, *arguments: str) -> list[list[str]]:
        done = self.run("browsers", *arguments)
        assert done.returncode == 0, done.stderr
        assert SECRET not in done.stdout + done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    build_project(tmp_path / "project", {"a/quick.js": QUICK})
    (tmp_path / "home").mkdir()
    return Machine(tmp_path / "project", tmp_path / "home")


def write_matrix(machine: Machine, name: str, channels: tuple[str, ...], browser: str, driver: str) -> None:
    mirror = f"      {name}: {{browser: '{browser}', driver: '{driver}'}}\n"
    (machine.project / "matrix.yaml").write_text(
        f"version: 1\nbrowsers:\n  - {{name: {name}, channels: [{', '.join(channels)}], provider: selenium_manager}}\n"
        f"limits: {{workers: 1}}\nproviders:\n  selenium_manager:\n    mirror:\n{mirror}",
        encoding="utf-8",
    )


def offered_channels() -> dict[str, Offer]:
    """Offer Chromium as every channel; stable is of another milestone where this machine has one."""
    line = "Google Chrome for Testing VERSION"
    newest = offer(find_build(CHROMIUM), line)
    older = provide(MILESTONE_150, install=False, say=lambda _: None)
    stable = newest if isinstance(older, Unavailable) else offer(older, line)
    return {channel: stable if channel == "stable" else newest for channel in CHANNELS}


def assert_driven(run: Run, offers: Mapping[str, Offer]) -> None:
    """Assert that each address has its build of the mirror as a column with a passing result."""
    launched = {each.address: (each.version, each.provider) for each in run.provenances}
    assert launched == {address: (each.version, "selenium_manager") for address, each in offers.items()}
    assert {each.browser: each.status for each in run.results} == dict.fromkeys(offers, Status.PASS)
    assert run.unavailable == ()


def assert_nothing_secret(machine: Machine, tmp_path: Path) -> None:
    """Assert that matrix.yaml is the only file with the credentials."""
    files = [file for file in tmp_path.rglob("*") if file.is_file() and not file.is_symlink()]
    assert [file for file in files if SECRET.encode() in file.read_bytes()] == [machine.project / "matrix.yaml"]


def test_four_channels_of_chrome_are_downloaded_from_a_mirror_and_driven(machine: Machine, tmp_path: Path) -> None:
    offers = offered_channels()
    by_address = {f"chrome:{channel}": each for channel, each in offers.items()}
    files, seen = tmp_path / "mirror", list[Request]()
    files.mkdir()
    with serve_mirror(files, seen) as url:
        chrome_for_testing(files / "chrome", f"{url}/chrome", offers)
        secret = url.replace("//", f"//user:{SECRET}@") + "/chrome"
        write_matrix(machine, "chrome", CHANNELS, secret, secret)
        assert {state for _, state, *_ in machine.listed()} == {"not available"}
        run = machine.gather("first", "--install-browsers", "--browsers", "chrome:*", "-k", "quick")
    assert_driven(run, by_address)
    assert {each.credentials for each in seen if each.path.endswith(".json")} == {f"user:{SECRET}"}
    # The mirror is down: what was downloaded is found, and a new download says why there is none
    assert_driven(machine.gather("second", "--browsers", "chrome:*", "-k", "quick"), by_address)
    assert machine.listed() == [
        [address, each.version, "selenium_manager", each.driver_version] for address, each in by_address.items()
    ]
    again = Machine(machine.project, tmp_path / "another-home")
    again.home.mkdir()
    [(address, state, reason, _)] = again.listed("--install-browsers", "--browsers", "chrome:beta")
    assert (address, state) == ("chrome:beta", "not available")
    shown = url.replace("//", "//***@")
    assert f'selenium_manager: mirror "{shown}/chrome" is not reachable: error sending request' in reason
    assert_nothing_secret(machine, tmp_path)


@pytest.mark.thorough
def test_firefox_is_downloaded_from_a_mirror_and_driven(machine: Machine, tmp_path: Path) -> None:
    firefox = offer(find_build(FIREFOX), "Mozilla Firefox VERSIONesr")
    written = f"{firefox.version}esr"
    versions = json.dumps({"FIREFOX_ESR": written}).encode()
    files, seen = tmp_path / "mirror", list[Request]()
    files.mkdir()
    hosts = {"https://product-details.mozilla.org/1.0/firefox_versions.json": versions}
    with serve_mirror(files, seen) as url, answer_for_hosts(tmp_path, hosts) as environment:
        firefox_releases(files / "firefox", written, firefox)
        geckodriver_releases(files / "geckodriver", firefox)
        write_matrix(machine, "firefox", ("esr",), f"{url}/firefox/", f"{url}/geckodriver/")
        run = machine.gather("first", "--install-browsers", environment=environment)
    assert_driven(run, {"firefox:esr": firefox})
    assert len(seen) == 3
    assert machine.listed() == [["firefox:esr", firefox.version, "selenium_manager", firefox.driver_version]]

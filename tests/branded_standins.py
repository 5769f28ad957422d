"""Stand-ins of Chrome and Edge in every channel: this machine's Chromium behind their program names and versions.

They are no vendor builds and say nothing about Chrome or Edge. They show what rtcmatrix does with such columns, because
the vendors' builds are not available everywhere. A stand-in differs from Chromium in its version, its user agent and
the switches that a test plants.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rtcmatrix.kinds import KINDS, STABLE
from rtcmatrix.model import Build

_DRIVER = Path(__file__).with_name("driver_standin.py")
_DRIVER_NAMES = {"chrome": "ChromeDriver", "edge": "Microsoft Edge WebDriver"}
_EDGE_BUILD = 4100
_BUILDS = 13
"""Builds from one milestone to the next."""


@dataclass(frozen=True, kw_only=True)
class Standin:
    """One channel of a brand."""

    name: str
    """``chrome`` or ``edge``."""
    channel: str
    ahead: int
    """Milestones ahead of the Chromium it is made from."""

    @property
    def address(self) -> str:
        """The address of its column."""
        return f"{self.name}:{self.channel}"

    def version(self, chromium: str) -> str:
        """Return its version, another one for each channel; Edge has build numbers of its own."""
        milestone, _, build, patch = map(int, chromium.split("."))
        build = _EDGE_BUILD if self.name == "edge" else build
        place = KINDS[self.name].channel_names.index(self.channel)
        return f"{milestone + self.ahead}.0.{build + _BUILDS * self.ahead}.{patch + place}"

    def line(self, chromium: str) -> str:
        """Return what it prints for ``--version``."""
        word = "" if self.channel == STABLE else self.channel
        return f"{KINDS[self.name].brand} {self.version(chromium)} {word}".rstrip()

    def programs(self, folder: Path) -> tuple[Path, Path]:
        """Return its browser and its driver in the folder of all stand-ins, each channel in one of its own."""
        kind, own = KINDS[self.name], folder / f"{self.name}-{self.channel}"
        channel = next(each for each in kind.channels if each.name == self.channel)
        return own / channel.programs[0], own / kind.driver


STANDINS = (
    Standin(name="chrome", channel="stable", ahead=0),
    Standin(name="chrome", channel="beta", ahead=1),
    Standin(name="chrome", channel="dev", ahead=2),
    Standin(name="chrome", channel="canary", ahead=3),
    Standin(name="edge", channel="stable", ahead=0),
    # As on the days after a release: beta has not moved on yet, and its milestone is that of Chrome stable
    Standin(name="edge", channel="beta", ahead=0),
    Standin(name="edge", channel="dev", ahead=2),
    Standin(name="edge", channel="canary", ahead=3),
)
"""The channels of the shipped matrix."""


def install(folder: Path, chromium: Build, flags: Mapping[str, Sequence[str]] | None = None) -> list[Path]:
    """Write the programs of every stand-in, each with the driver of its version; returns the folders for PATH.

    ``flags`` are planted switches by address. Installing into the same folder again replaces them.
    """
    return [_install(each, folder, chromium, (flags or {}).get(each.address, ())) for each in STANDINS]


def _install(standin: Standin, folder: Path, chromium: Build, flags: Iterable[str]) -> Path:
    """Write the browser and the driver of one stand-in; returns their folder."""
    version = standin.version(chromium.version)
    browser, driver = standin.programs(folder)
    browser.parent.mkdir(parents=True, exist_ok=True)
    _script(
        browser,
        version=standin.line(chromium.version),
        command=[chromium.binary, f"--user-agent={_user_agent(standin, version)}", *flags],
    )
    _script(
        driver,
        version=f"{_DRIVER_NAMES[standin.name]} {version} (stand-in)",
        command=[
            *(sys.executable, str(_DRIVER), "--brand", standin.name, "--as-version", version),
            *("--chromedriver", chromium.driver),
        ],
    )
    return browser.parent


def _user_agent(standin: Standin, version: str) -> str:
    """Return the reduced user agent of the brand, which names only the milestone."""
    milestone = version.partition(".")[0]
    chrome = f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{milestone}.0.0.0"
    return f"{chrome} Safari/537.36" + (f" Edg/{milestone}.0.0.0" if standin.name == "edge" else "")


def _script(file: Path, *, version: str, command: Sequence[str]) -> None:
    """Write a program that prints its version, or becomes the command with the same process id."""
    file.write_text(
        f'#!/bin/sh\nif [ "$1" = --version ]; then echo {shlex.quote(version)}; exit; fi\n'
        f'exec {shlex.join(command)} "$@"\n',
        encoding="utf-8",
    )
    file.chmod(0o755)

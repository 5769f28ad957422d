"""Read the versions that browsers and drivers report. Pure, except for ``ask``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from rtcmatrix.kinds import KINDS, STABLE, Family
from rtcmatrix.providers.devtools import ask_shell
from rtcmatrix.providers.places import channel_of_place
from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.model import BrowserSpec

DEADLINE = 30
"""Timeout in seconds for a program to print its version."""

PROGRAM = "RTCMATRIX_PROGRAM"
"""Environment variable with the path, which needs no quoting there."""
OF_A_FILE = f'$v = (Get-Item -LiteralPath $env:{PROGRAM}).VersionInfo; "$($v.ProductName) $($v.ProductVersion)"'


ROOT_REFUSED = "--no-sandbox"
"""Part of the error message of a build that does not run as root."""


@dataclass(frozen=True, kw_only=True)
class Reported:
    """Brand, version and channel that a browser reports."""

    brand: str
    version: str
    """The version as the started browser reports it."""
    channel: str | None
    """None if the build does not report it (Chrome for Testing, Chromium)."""

    @property
    def major(self) -> str:
        """The major version."""
        return self.version.partition(".")[0]


def question(program: str, system: str = sys.platform) -> list[str]:
    """Return the command that prints a program's version. On Windows, a browser's file is read instead."""
    silent = {kind.windows_program for kind in KINDS.values()}
    if system == "win32" and PureWindowsPath(program).name.lower() in silent:
        return ["powershell", "-NoProfile", "-NonInteractive", "-Command", OF_A_FILE]
    return [program, "--version"]


def ask(program: str, environment: Mapping[str, str] | None = None) -> str:
    """Run ``program --version`` and return the line with the version; raise NotProvided if there is none.

    As root, a headless shell does not support ``--version``; DevTools is used instead.
    """
    command = question(program)
    answer = _run(command, program, environment)
    if not _lines(answer) and command[-1] == "--version" and ROOT_REFUSED in answer.stderr + answer.stdout:
        return ask_shell(program)
    reported = _lines(answer)
    if not reported:
        last = (answer.stderr.strip() or answer.stdout.strip() or "no output").splitlines()[-1]
        raise NotProvided(f'"{program} --version" prints no version (exit {answer.returncode}: {last[:200]})')
    return reported[0]


def _lines(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines that may contain a version; none if the program failed."""
    reported = [line.strip() for line in answer.stdout.splitlines() if re.search(r"\d+\.\d+", line)]
    return [] if answer.returncode else reported


def _run(command: list[str], program: str, environment: Mapping[str, str] | None) -> subprocess.CompletedProcess[str]:
    """Run a command that prints a version; raise NotProvided if it cannot be run."""
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DEADLINE,
            check=False,
            env={**os.environ, **(environment or {}), PROGRAM: program},
        )
    except subprocess.TimeoutExpired as wrong:
        raise NotProvided(f'"{program}" did not print its version within {DEADLINE} s') from wrong
    except OSError as wrong:
        raise NotProvided(f'"{program}" cannot be run: {(wrong.strerror or str(wrong)).lower()}') from wrong


def identify(name: str, program: str) -> tuple[str, Reported | None]:
    """Return the line with a program's version, and what it reports; None if it is another brand.

    Raises NotProvided if the program prints no version.
    """
    line = ask(program)
    return line, read_browser(name, line, program)


def read_browser(name: str, line: str, program: str = "", system: str = sys.platform) -> Reported | None:
    """Parse a browser's line, ``Google Chrome 151.0.1.2 beta``; None if it is another brand.

    The channel is read from the path of the program if the line has none: on Windows the line is the product name and
    version of the file, and Chrome and Edge of every channel have the same product name.
    """
    kind = KINDS[name]
    names = "|".join(re.escape(each) for each in (*kind.version_names, *kind.version_names_without_channel))
    words = "|".join(re.escape(word) for each in kind.channels for word in (each.name, *each.version_words))
    found = re.match(rf"({names})(?:\s+((?i:{words})))?\s+(\d+(?:\.\d+)+)(esr|b\d+|a\d+)?\s*(\w*)", line)
    if not found:
        return None
    brand, before, version, suffix, after = found.groups()
    if kind.family is Family.FIREFOX:
        # Services.appinfo.version, which the driver reports, keeps "a1" and drops "esr" and "b3"
        channel = {"e": "esr", "b": "beta", "a": "nightly"}.get((suffix or "")[:1], "stable")
        return Reported(
            brand=brand, version=version + (suffix if channel == "nightly" and suffix else ""), channel=channel
        )
    if brand in kind.version_names_without_channel:
        return Reported(brand=brand, version=version, channel=None)
    word = (before or after).lower()
    channels = (each.name for each in kind.channels if word in (each.name, *each.version_words))
    # Stable builds of the Chromium family print no word; on Windows, no build does
    silent = None if system == "win32" else STABLE
    told = next(channels, None) or channel_of_place(kind, program, system) or silent
    return Reported(brand=brand, version=version, channel=told)


def read_driver(line: str) -> str | None:
    """Parse the version in the output of a driver, ``ChromeDriver 150.0.7871.100 (...)``."""
    found = re.search(r"\d+(?:\.\d+)+", line)
    return found.group() if found else None


def has_prefix(version: str, prefix: str) -> bool:
    """Return whether a version starts with the components of a prefix: 150.0 with 150, but 150 not with 15."""
    wanted = prefix.split(".")
    return version.split(".")[: len(wanted)] == wanted


def misfit(spec: BrowserSpec, reported: Reported) -> str | None:
    """Return why a build is not the requested one; None if it is."""
    if spec.version is not None and not has_prefix(reported.version, spec.version):
        return f"it is {reported.version}, not {spec.version}"
    if spec.channel is not None and reported.channel is not None and reported.channel != spec.channel:
        return f"it is {reported.brand} {reported.channel} {reported.version}, not {spec.channel}"
    return None


def fits_driver(name: str, reported: Reported, driver_version: str) -> bool:
    """Return whether a driver serves a build: one of the Chromium family serves its own major alone."""
    return serves_any(name) or driver_version.partition(".")[0] == reported.major


def serves_any(name: str) -> bool:
    """Return whether nothing in the versions of build and driver rules out that they fit: the driver then decides."""
    kind = KINDS[name]
    return kind.family is Family.FIREFOX or kind.own_versions

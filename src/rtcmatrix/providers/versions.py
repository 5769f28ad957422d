"""What a browser or driver says of itself when asked for its version. Pure, but for ``ask``."""

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
from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.model import BrowserSpec

DEADLINE = 30
"""Seconds a program may take to tell its version."""

PROGRAM = "RTCMATRIX_PROGRAM"
"""A variable of the environment: a path need not be quoted there."""
OF_A_FILE = (
    f'$told = (Get-Item -LiteralPath $env:{PROGRAM}).VersionInfo; "$($told.ProductName) $($told.ProductVersion)"'
)


ROOT_REFUSED = "--no-sandbox"
"""What stands in the words of a build that refuses to run as root."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a browser told of itself."""

    brand: str
    version: str
    """As the started browser will report it."""
    channel: str | None
    """None where the build does not tell (Chrome for Testing, Chromium)."""

    @property
    def major(self) -> str:
        """The first number of the version."""
        return self.version.partition(".")[0]


def question(program: str, system: str = sys.platform) -> list[str]:
    """Give the command that tells a program's version. A browser of Windows prints nothing: there its file is asked."""
    silent = {kind.windows_program for kind in KINDS.values()}
    if system == "win32" and PureWindowsPath(program).name.lower() in silent:
        return ["powershell", "-NoProfile", "-NonInteractive", "-Command", OF_A_FILE]
    return [program, "--version"]


def ask(program: str, environment: Mapping[str, str] | None = None) -> str:
    """Run ``program --version`` and give the line with a number; NotProvided where it does not run.

    A headless shell refuses root even this; it is asked by DevTools then.
    """
    command = question(program)
    answer = _run(command, program, environment)
    if not _lines(answer) and command[-1] == "--version" and ROOT_REFUSED in answer.stderr + answer.stdout:
        return ask_shell(program)
    told = _lines(answer)
    if not told:
        last = (answer.stderr.strip() or answer.stdout.strip() or "no output").splitlines()[-1]
        raise NotProvided(f'"{program} --version" tells no version (exit {answer.returncode}: {last[:200]})')
    return told[0]


def _lines(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """Give the lines of an answer that may tell a version; none of a program that failed."""
    told = [line.strip() for line in answer.stdout.splitlines() if re.search(r"\d+\.\d+", line)]
    return [] if answer.returncode else told


def _run(command: list[str], program: str, environment: Mapping[str, str] | None) -> subprocess.CompletedProcess[str]:
    """Run a command that tells a program's version; NotProvided where it does not run."""
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
        raise NotProvided(f'"{program}" did not tell its version within {DEADLINE} s') from wrong
    except OSError as wrong:
        raise NotProvided(f'"{program}" does not run: {(wrong.strerror or str(wrong)).lower()}') from wrong


def read_browser(name: str, line: str) -> Told | None:
    """Understand a browser's line, ``Google Chrome 151.0.1.2 beta``; None where it is another brand."""
    kind = KINDS[name]
    names = "|".join(re.escape(each) for each in (*kind.version_names, *kind.version_names_without_channel))
    found = re.match(rf"({names})\s+(\d+(?:\.\d+)+)(esr|b\d+|a\d+)?\s*(\w*)", line)
    if not found:
        return None
    brand, version, suffix, word = found.groups()
    if kind.family is Family.FIREFOX:
        # Services.appinfo.version, which the driver reports, keeps "a1" and drops "esr" and "b3"
        channel = {"e": "esr", "b": "beta", "a": "nightly"}.get((suffix or "")[:1], "stable")
        return Told(brand=brand, version=version + (suffix if channel == "nightly" and suffix else ""), channel=channel)
    if brand in kind.version_names_without_channel:
        return Told(brand=brand, version=version, channel=None)
    told = (each.name for each in kind.channels if word in (each.name, *each.version_words))
    # Stable builds of the Chromium family print no word
    return Told(brand=brand, version=version, channel=next(told, STABLE))


def read_driver(line: str) -> str | None:
    """Find the version in a driver's line, ``ChromeDriver 150.0.7871.100 (...)``."""
    found = re.search(r"\d+(?:\.\d+)+", line)
    return found.group() if found else None


def has_prefix(version: str, prefix: str) -> bool:
    """Say whether a version begins with the parts of another: 150.0 with 150, but 150 not with 15."""
    wanted = prefix.split(".")
    return version.split(".")[: len(wanted)] == wanted


def misfit(spec: BrowserSpec, told: Told) -> str | None:
    """Say why a build is not the one that is wanted; None where it is."""
    if spec.version is not None and not has_prefix(told.version, spec.version):
        return f"it is {told.version}, not {spec.version}"
    if spec.channel is not None and told.channel is not None and told.channel != spec.channel:
        return f"it is {told.brand} {told.channel} {told.version}, not {spec.channel}"
    return None


def fits_driver(name: str, told: Told, driver_version: str) -> bool:
    """Say whether a driver serves a build: one of the Chromium family serves its own major alone."""
    return serves_any(name) or driver_version.partition(".")[0] == told.major


def serves_any(name: str) -> bool:
    """Say whether nothing in the versions of build and driver rules out that they fit: the driver then decides."""
    kind = KINDS[name]
    return kind.family is Family.FIREFOX or kind.own_versions

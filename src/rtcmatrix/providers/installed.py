"""Provide browsers that are installed: on PATH, or at the binary and driver paths of the matrix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.model import Build
from rtcmatrix.providers.drivers import find_driver, programs
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.versions import ask, misfit, read_browser

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.model import BrowserSpec
    from rtcmatrix.providers.versions import Reported

PROGRAMS: dict[str, dict[str, tuple[str, ...]]] = {
    "chrome": {
        "stable": ("google-chrome-stable", "google-chrome"),
        "beta": ("google-chrome-beta",),
        "dev": ("google-chrome-unstable", "google-chrome-dev"),
        "canary": ("google-chrome-canary",),
    },
    "edge": {
        "stable": ("microsoft-edge-stable", "microsoft-edge"),
        "beta": ("microsoft-edge-beta",),
        "dev": ("microsoft-edge-dev",),
        "canary": ("microsoft-edge-canary",),
    },
    "chromium": {"stable": ("chromium", "chromium-browser")},
    "firefox": {
        "esr": ("firefox-esr", "firefox"),
        "stable": ("firefox",),
        "beta": ("firefox-beta", "firefox"),
        "nightly": ("firefox-nightly", "firefox"),
    },
}
"""Browser -> channel -> names of its program on PATH."""

WRAPPED = {"/usr/bin/chromium": "/usr/lib/chromium/chromium"}
"""Start script of a distribution -> the browser itself, because the script adds flags of its own."""


def provide(spec: BrowserSpec, *, install: bool, say: Callable[[str], None]) -> Build:  # noqa: ARG001 - the room's form
    """Find the browser, then a driver that supports it. Installs nothing, even if ``install`` is True."""
    binary, reported = _find_browser(spec)
    driver, driver_version = find_driver(spec.name, reported, spec.driver)
    return Build(
        name=spec.name,
        channel=spec.channel,
        version=reported.version,
        # The driver runs in another folder, so a relative path would not be found
        binary=str(Path(binary).absolute()),
        driver=str(Path(driver).absolute()),
        driver_version=driver_version,
        provider="installed",
    )


def _find_browser(spec: BrowserSpec) -> tuple[str, Reported]:
    """Return the first program that is the requested browser; NotProvided states what each other program is."""
    channels = PROGRAMS[spec.name]
    names = channels[spec.channel] if spec.channel else tuple(name for names in channels.values() for name in names)
    refused: list[str] = []
    for program in [spec.binary] if spec.binary is not None else programs(*names):
        binary = WRAPPED.get(program, program)
        binary = binary if Path(binary).exists() else program
        try:
            line = ask(binary)
        except NotProvided as wrong:
            refused.append(wrong.reason)
            continue
        reported = read_browser(spec.name, line)
        wrong_build = f'it reports "{line[:100]}"' if reported is None else misfit(spec, reported)
        if reported is not None and wrong_build is None:
            return binary, reported
        refused.append(f"{program}: {wrong_build}")
    if refused:
        raise NotProvided("; ".join(dict.fromkeys(refused)))
    raise NotProvided(f"not on PATH ({', '.join(dict.fromkeys(names))})")

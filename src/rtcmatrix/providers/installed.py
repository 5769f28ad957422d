"""Provides what is on this machine already: on PATH, or at the binary and driver that the matrix names."""

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
    from rtcmatrix.providers.versions import Told

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
"""Browser -> channel -> the names its program has on PATH."""

WRAPPED = {"/usr/bin/chromium": "/usr/lib/chromium/chromium"}
"""A distribution's start script -> the browser itself: the script adds flags of its own, which nobody asked for."""


def provide(spec: BrowserSpec, *, install: bool, say: Callable[[str], None]) -> Build:  # noqa: ARG001 - the room's form
    """Look for the browser, then for a driver that serves it. Nothing is ever brought, whatever ``install`` says."""
    binary, told = _find_browser(spec)
    driver, driver_version = find_driver(spec.name, told, spec.driver)
    return Build(
        name=spec.name,
        channel=spec.channel,
        version=told.version,
        # A driver is started in a folder of its own
        binary=str(Path(binary).absolute()),
        driver=str(Path(driver).absolute()),
        driver_version=driver_version,
        provider="installed",
    )


def _find_browser(spec: BrowserSpec) -> tuple[str, Told]:
    """Give the first program that is the browser wanted; NotProvided tells what each one that was found is instead."""
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
        told = read_browser(spec.name, line)
        wrong_build = f'it says "{line[:100]}"' if told is None else misfit(spec, told)
        if told is not None and wrong_build is None:
            return binary, told
        refused.append(f"{program}: {wrong_build}")
    if refused:
        raise NotProvided("; ".join(dict.fromkeys(refused)))
    raise NotProvided(f"not on PATH ({', '.join(dict.fromkeys(names))})")

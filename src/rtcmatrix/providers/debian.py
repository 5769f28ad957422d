"""Provide Debian packages: the newest installed with apt, others unpacked without changing the system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix import DEFAULT_SETTINGS
from rtcmatrix.model import Build
from rtcmatrix.providers import apt
from rtcmatrix.providers.cache import locked
from rtcmatrix.providers.drivers import find_driver
from rtcmatrix.providers.refusal import NotProvided
from rtcmatrix.providers.unpacked import Unpacked, find_unpacked, unpack_packages
from rtcmatrix.providers.versions import ask, has_prefix, misfit, read_browser

if TYPE_CHECKING:
    from collections.abc import Callable

    from rtcmatrix.kinds import DebianPackage
    from rtcmatrix.matrix import ProviderSettings
    from rtcmatrix.model import BrowserSpec

COMMAND = "./rtc run --install-browsers"


def provide(
    spec: BrowserSpec,
    *,
    install: bool,
    say: Callable[[str], None],
    settings: ProviderSettings = DEFAULT_SETTINGS,  # noqa: ARG001 - the room's form
) -> Build:
    """Return the installed package if it fits, else an unpacked one, else download the package."""
    packaging = KINDS[spec.name].debian
    if packaging is None:
        raise NotProvided(f"Debian does not package {spec.name}")
    if spec.channel not in {None, packaging.channel}:
        raise NotProvided(f"Debian packages {spec.name} only as {packaging.channel}, not {spec.channel}")
    apt.require_debian()
    if not install:
        found = _system_build(spec, packaging) or _kept_build(spec, packaging)
        if found is None:
            raise NotProvided(_not_here(spec, packaging))
        return found
    with locked("debian"):
        return _bring(spec, packaging, say)


def _bring(spec: BrowserSpec, packaging: DebianPackage, say: Callable[[str], None]) -> Build:
    """Install or unpack what is missing; held by one process at a time, so that a second one finds the first's work."""
    if spec.version is not None:
        found = _system_build(spec, packaging) or _kept_build(spec, packaging)
        if found is not None:
            return found
    # Old package lists lack the newest version and, on a new machine, the security archive
    apt.update_once(say)
    versions = apt.archive_versions(packaging.package)
    fitting = _fitting(spec, versions)
    if not fitting:
        raise NotProvided(_not_in_archive(spec, packaging, versions))
    # The archive may have removed a listed version, so try the next one
    refused: list[str] = []
    for version in fitting:
        try:
            if version == versions[0]:
                return _newest_build(spec, packaging, version, say)
            return _from_unpacked(spec, packaging, _unpack(packaging, version, say))
        except apt.NotInArchive as wrong:
            refused.append(wrong.reason)
            if len(fitting) > len(refused):
                say(f"{packaging.package} {version}: {wrong.reason}; trying {fitting[len(refused)]}")
    raise NotProvided("; ".join(dict.fromkeys(refused)))


def _unpack(packaging: DebianPackage, version: str, say: Callable[[str], None]) -> Unpacked:
    """Download one version and unpack it without touching the system's packages."""
    programs = [name for name in (packaging.binary, packaging.driver, packaging.library) if name is not None]
    return unpack_packages(packaging.package, version, packaging.unpacked, programs, say)


def _newest_build(spec: BrowserSpec, packaging: DebianPackage, version: str, say: Callable[[str], None]) -> Build:
    """Install the archive's newest version where it is not there yet, browser and driver."""
    driver = Path("/") / packaging.driver if packaging.driver else None
    if apt.installed_version(packaging.package) != version or (driver and not driver.is_file()):
        apt.install(packaging.installed, say)
    found = _system_build(spec, packaging)
    if found is None:
        raise NotProvided(f"{packaging.package} {version} was installed, but is not the requested build")
    return found


def _system_build(spec: BrowserSpec, packaging: DebianPackage) -> Build | None:
    """Return the installed package if it is the requested build."""
    version = apt.installed_version(packaging.package)
    if version is None or (spec.version is not None and not has_prefix(apt.upstream(version), spec.version)):
        return None
    return _build(spec, packaging, Path("/"), f"{packaging.package} {version}")


def _kept_build(spec: BrowserSpec, packaging: DebianPackage) -> Build | None:
    """Return the newest unpacked build that fits and is undamaged."""
    fitting = [
        kept
        for kept in find_unpacked(packaging.package)
        if spec.version is not None and has_prefix(apt.upstream(kept.version), spec.version) and not kept.verify()
    ]
    if not fitting:
        return None
    newest = max(fitting, key=lambda kept: [int(part) for part in apt.upstream(kept.version).split(".")])
    return _from_unpacked(spec, packaging, newest)


def _from_unpacked(spec: BrowserSpec, packaging: DebianPackage, kept: Unpacked) -> Build:
    # Firefox' own program loads its library by name while it runs: only that one says what is missing
    linked = dict.fromkeys(
        name
        for file in (packaging.binary, packaging.library)
        if file is not None
        for name in apt.missing_libraries(kept.folder / file)
    )
    if linked:
        raise NotProvided(
            f'{packaging.package} {kept.version} is unpacked in "{kept.folder}", but this system lacks the shared '
            f"libraries it was linked with: {', '.join(linked)}; the Debian release it was built for has them"
        )
    return _build(spec, packaging, kept.folder, kept.revision)


def _build(spec: BrowserSpec, packaging: DebianPackage, root: Path, revision: str) -> Build:
    """Describe a build below a root as it reports itself."""
    binary = str(root / packaging.binary)
    reported = read_browser(spec.name, line := ask(binary))
    wrong = f'it reports "{line[:100]}"' if reported is None else misfit(spec, reported)
    if reported is None or wrong:
        raise NotProvided(f"{binary}: {wrong}")
    given = str(root / packaging.driver) if packaging.driver else None
    if given is not None and not Path(given).is_file():
        raise NotProvided(f'{reported.brand} {reported.version} is installed, but its driver "{given}" is not')
    driver, driver_version = find_driver(spec.name, reported, given)
    return Build(
        name=spec.name,
        channel=spec.channel,
        version=reported.version,
        binary=binary,
        driver=driver,
        driver_version=driver_version,
        provider="debian",
        revision=revision,
    )


def _fitting(spec: BrowserSpec, versions: list[str]) -> list[str]:
    """Return the versions that fit, newest first."""
    return [version for version in versions if spec.version is None or has_prefix(apt.upstream(version), spec.version)]


def _not_here(spec: BrowserSpec, packaging: DebianPackage) -> str:
    """Return how to install a browser that is missing."""
    versions = apt.archive_versions(packaging.package)
    version = next(iter(_fitting(spec, versions)), None)
    if versions and version is None:
        return _not_in_archive(spec, packaging, versions)
    what = f"{packaging.package} {version}" if version else packaging.package
    return f'not installed; "{COMMAND}" installs {what}'


def _not_in_archive(spec: BrowserSpec, packaging: DebianPackage, versions: list[str]) -> str:
    listed = ", ".join(versions) or "none"
    return f"the archive has no {packaging.package} {spec.selector}; it has: {listed}"

"""The files of mirrors of Chrome, Edge and Firefox for Linux, as Selenium Manager asks for them.

The archives are stand-ins of tests: launchers that start other programs, such as Debian's Chromium, and print the
version line of the browser whose place they take.
"""

from __future__ import annotations

import io
import json
import shlex
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rtcmatrix.model import Build


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A browser and its driver on a mirror."""

    version: str
    line: str
    """What the browser prints for ``--version``."""
    browser: str
    """Path of the program that is started in its place."""
    driver: str
    driver_version: str
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def browser_launcher(self) -> bytes:
        """The program in the browser's archive."""
        report = f'[ "$*" = --version ] && exec echo {shlex.quote(self.line)}'
        return _launcher(self.browser, self.environment, report)

    @property
    def driver_launcher(self) -> bytes:
        """The program in the driver's archive."""
        return _launcher(self.driver, self.environment)


def offer(build: Build, line: str) -> Offer:
    """Offer a build of this machine that prints another version line; VERSION in it is the version."""
    return Offer(
        version=build.version,
        line=line.replace("VERSION", build.version),
        browser=build.binary,
        driver=build.driver,
        driver_version=build.driver_version,
        environment=build.environment,
    )


def chrome_for_testing(folder: Path, url: str, channels: Mapping[str, Offer]) -> None:
    """Write what https://googlechromelabs.github.io/chrome-for-testing/ serves, with archives at ``url``."""
    entries = {channel: _chrome_entry(url, each) for channel, each in channels.items()}
    versions = sorted({each["version"]: each for each in entries.values()}.values(), key=_numbers)
    lists: dict[str, dict[str, Any]] = {
        "last-known-good-versions-with-downloads.json": {
            "channels": {channel.title(): {"channel": channel.title(), **entry} for channel, entry in entries.items()}
        },
        "known-good-versions-with-downloads.json": {"versions": versions},
    }
    for name, content in lists.items():
        write(folder / name, json.dumps({"timestamp": "2026-11-30T00:00:00.000Z", **content}).encode())
    for each in channels.values():
        place = folder / each.version / "linux64"
        write(place / "chrome-linux64.zip", zipped({"chrome-linux64/chrome": each.browser_launcher}))
        write(place / "chromedriver-linux64.zip", zipped({"chromedriver-linux64/chromedriver": each.driver_launcher}))


def edge_products(folder: Path, url: str, channels: Mapping[str, Offer]) -> None:
    """Write what https://edgeupdates.microsoft.com/api/products/ serves, with packages at ``url``."""
    products = []
    for channel, each in channels.items():
        name = "msedge" if channel == "stable" else f"msedge-{channel}"
        package = f"microsoft-edge-{channel}_{each.version}-1_amd64.deb"
        write(folder / package, deb({f"./opt/microsoft/{name}/msedge": each.browser_launcher}))
        products.append({"Product": channel.title(), "Releases": [_edge_release(each.version, f"{url}/{package}")]})
    write(folder / "index.json", json.dumps(products).encode())


def edge_drivers(folder: Path, channels: Mapping[str, Offer]) -> None:
    """Write what https://msedgedriver.microsoft.com/ serves."""
    write(folder / "LATEST_STABLE", _utf16(channels["stable"].driver_version))
    for each in channels.values():
        milestone = each.driver_version.partition(".")[0]
        write(folder / f"LATEST_RELEASE_{milestone}_LINUX", _utf16(each.driver_version))
        archive = zipped({"msedgedriver": each.driver_launcher})
        write(folder / each.driver_version / "edgedriver_linux64.zip", archive)


def firefox_releases(folder: Path, written: str, each: Offer) -> None:
    """Write what https://ftp.mozilla.org/pub/firefox/releases/ serves; ``written`` is the version with its suffix."""
    archive = folder / written / "linux-x86_64" / "en-US" / f"firefox-{written}.tar.xz"
    write(archive, tarred({"firefox/firefox": each.browser_launcher}, "xz"))


def geckodriver_releases(folder: Path, each: Offer) -> None:
    """Write what https://github.com/mozilla/geckodriver/releases/ serves, and Selenium's list of supported versions."""
    release = {"geckodriver-version": each.driver_version, "min-firefox-version": 115, "max-firefox-version": None}
    write(folder / "geckodriver-support.json", json.dumps({"geckodriver-releases": [release]}).encode())
    name = f"v{each.driver_version}"
    archive = tarred({"geckodriver": each.driver_launcher}, "gz")
    write(folder / "download" / name / f"geckodriver-{name}-linux64.tar.gz", archive)


def write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Make a zip archive of programs, without compression."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o755 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def tarred(files: Mapping[str, bytes], compression: str) -> bytes:
    """Make a tar archive of programs; compression is ``gz`` or ``xz``."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{compression}") as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o755
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def deb(files: Mapping[str, bytes]) -> bytes:
    """Make a Debian package: an ``ar`` archive of two tar archives."""
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": tarred({"./control": b"Package: microsoft-edge\nVersion: 1\n"}, "xz"),
        "data.tar.xz": tarred(files, "xz"),
    }
    packed = b"!<arch>\n"
    for name, content in members.items():
        packed += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode() + content
        packed += b"\n" * (len(content) % 2)
    return packed


def _launcher(program: str, environment: Mapping[str, str], first: str = ":") -> bytes:
    exports = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in environment.items())
    return f'#!/bin/sh\n# A stand-in of tests\n{first}\n{exports}exec {shlex.quote(program)} "$@"\n'.encode()


def _chrome_entry(url: str, each: Offer) -> dict[str, Any]:
    """Describe a version with its downloads."""
    downloads = {
        name: [{"platform": "linux64", "url": f"{url}/{each.version}/linux64/{name}-linux64.zip"}]
        for name in ("chrome", "chromedriver")
    }
    return {"version": each.version, "revision": "1", "downloads": downloads}


def _numbers(entry: Mapping[str, Any]) -> list[int]:
    return [int(part) for part in str(entry["version"]).split(".")]


def _edge_release(version: str, package: str) -> dict[str, object]:
    artifact = {
        "ArtifactName": "deb",
        "Location": package,
        "Hash": "0" * 64,
        "HashAlgorithm": "SHA256",
        "SizeInBytes": 1,
    }
    return {
        "ReleaseId": 1,
        "Platform": "Linux",
        "Architecture": "x64",
        "CVEs": [],
        "ProductVersion": version,
        "Artifacts": [artifact],
        "PublishedTime": "2026-11-30T00:00:00",
        "ExpectedExpiryDate": "2027-11-30T00:00:00",
    }


def _utf16(version: str) -> bytes:
    """Write a version as Microsoft's server does: in UTF-16 with a byte order mark."""
    return b"\xff\xfe" + f"{version}\r\n".encode("utf-16-le")

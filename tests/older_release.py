"""Packages of an older Debian release, unpacked next to the system for a test: old browsers and their libraries."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOURCES = Path("/etc/apt/sources.list.d/debian.sources")


def bring(folder: Path, release: str, packages: Sequence[str]) -> Path:
    """Download packages of a release and unpack them; give their root.

    Neither the system's packages nor its lists are touched. Skips the test where there is no apt, or no such package.
    """
    if shutil.which("apt-get") is None:
        pytest.skip("no apt-get here to bring an older package of Debian")
    lists, cache, root, packed = (folder / name for name in ("lists", "cache", "root", "packed"))
    for each in (lists / "partial", cache / "archives/partial", root, packed):
        each.mkdir(parents=True)
    # Without a status of its own apt looks for the version that is installed, which the older release does not have
    (folder / "status").touch()
    (folder / "release.sources").write_text(_sources(release), encoding="utf-8")
    settings = {
        "Dir::Etc::sourcelist": folder / "release.sources",
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": lists,
        "Dir::State::status": folder / "status",
        "Dir::Cache": cache,
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-qq", *(word for name, value in settings.items() for word in ("-o", f"{name}={value}"))]
    _run([*apt, "update"], packed)
    _run([*apt, "download", *packages], packed)
    for deb in sorted(packed.glob("*.deb")):
        _run(["dpkg", "-x", str(deb), str(root)], packed)
    return root


def with_libraries(program: Path, root: Path) -> Path:
    """Write a program that starts another with the libraries of its own release before the system's."""
    [libraries] = (root / "usr/lib").glob("*-linux-gnu")
    wrapper = root / f"{program.name}-with-libraries"
    wrapper.write_text(f'#!/bin/sh\nLD_LIBRARY_PATH="{libraries}" exec "{program}" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    return wrapper


def _sources(release: str) -> str:
    """Write the system's own sources for another release, so that a mirror of the system's is asked."""
    text = SOURCES.read_text(encoding="utf-8") if SOURCES.exists() else ""
    names = re.findall(r"^Suites: *([a-z]+)", text, flags=re.MULTILINE)
    if not names:
        pytest.skip(f"{SOURCES} names no release of Debian")
    return text.replace(names[0], release)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode:
        pytest.skip(f"{command[0]}: {(done.stderr.strip() or 'no words').splitlines()[-1]}")

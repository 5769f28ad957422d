"""Compute the revision of everything that gathers evidence, except browser, machine and the probe itself."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import rtcmatrix
from rtcmatrix.gather.npm_packages import MODULES, dependencies

SOURCES = ("browsers", "gather", "kinds", "peer", "providers")
"""The packages of rtcmatrix that decide what a probe observes."""
_REQUIRED = re.compile(r"[\w.-]+")


def tool_revision(pages: Path) -> str:
    """Hash the sources that gather, the files in ``pages`` except probes, and the versions of installed packages.

    A probe and what it imports have a version of their own; modules in ``pages/lib`` are in both, because the page of
    every probe loads some of them.
    """
    digest = hashlib.sha256(rtcmatrix.__version__.encode())
    home = Path(rtcmatrix.__file__).parent
    for name in SOURCES:
        _add(digest, home, sorted((home / name).rglob("*.py")))
    _add(digest, pages, [file for file in sorted(pages.rglob("*")) if not _is_catalogued(file, pages)])
    for line in (*_python_packages(), *_npm_packages(pages.parent)):
        digest.update(f"{line}\0".encode())
    return digest.hexdigest()[:16]


def _add(digest: hashlib._Hash, folder: Path, files: list[Path]) -> None:
    """Add names and contents; line endings depend on the checkout."""
    for file in files:
        if file.is_file():
            name = file.relative_to(folder).as_posix()
            digest.update(f"{name}\0".encode() + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")


def _is_catalogued(file: Path, pages: Path) -> bool:
    """Return whether a file is a probe or the list of probes."""
    inside = file.relative_to(pages).as_posix()
    return (inside.startswith("probes/") and file.suffix == ".js") or inside == "probes.json"


def _python_packages() -> Iterator[str]:
    """Yield the installed packages that rtcmatrix requires, with their versions."""
    try:
        required = importlib.metadata.requires("rtcmatrix") or []
    except importlib.metadata.PackageNotFoundError:
        return
    for name in sorted({found.group() for each in required if (found := _REQUIRED.match(each))}):
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            yield f"{name} {importlib.metadata.version(name)}"


def _npm_packages(root: Path) -> Iterator[str]:
    """Yield the description of each npm package that pages may load."""
    for name in dependencies(root):
        description = root / MODULES / name / "package.json"
        with contextlib.suppress(OSError):
            yield f"{name} {hashlib.sha256(description.read_bytes()).hexdigest()}"

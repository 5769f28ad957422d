"""Query and install Debian packages with apt and dpkg. Knows no browser."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

DEADLINE = 1200
"""Timeout of one command in seconds: a browser is about 100 MB, and another apt process may hold the lock."""

OPTIONS = ("-o", "Acquire::http::Timeout=30", "-o", "Acquire::Retries=2", "-o", "DPkg::Lock::Timeout=300")

_updated = False


def require_debian() -> None:
    """Raise NotProvided unless this is a Debian system."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    families = (release.get("ID", ""), *release.get("ID_LIKE", "").split())
    if "debian" not in families or not all(shutil.which(tool) for tool in ("apt-get", "apt-cache", "dpkg")):
        raise NotProvided("not a Debian system")


def installed_version(package: str) -> str | None:
    """Return the version of an installed package; None if it is not installed."""
    try:
        reported = _run(["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", package])
    except NotProvided:
        return None
    status, _, version = reported.partition(" ")
    return version.strip() if status == "installed" else None


def archive_versions(package: str) -> list[str]:
    """Return the versions in apt's package lists on this machine, newest first. Uses no network."""
    lines = _run(["apt-cache", "madison", package]).splitlines()
    columns = [[column.strip() for column in line.split("|")] for line in lines if line.count("|") >= 2]
    return list(dict.fromkeys(version for _, version, source, *_ in columns if "Packages" in source))


def upstream(version: str) -> str:
    """Return the upstream version of a package version: ``153.7.0`` of ``153.7.0esr-1~deb12u1``."""
    found = re.match(r"(?:\d+:)?(\d+(?:\.\d+)*)", version)
    return found.group(1) if found else version


class NotInArchive(NotProvided):
    """Raised if the package lists name a version that the archive no longer has."""


def update_once(say: Callable[[str], None]) -> None:
    """Update apt's package lists, once per process; a failure is not retried, because the old lists still work."""
    global _updated  # noqa: PLW0603 - the package lists belong to the machine
    if not _updated:
        _updated = True
        with contextlib.suppress(NotProvided):
            _update(say)


def _update(say: Callable[[str], None]) -> None:
    """Update apt's package lists or raise NotProvided. For a single dead source, apt only prints a warning."""
    say("apt-get update")
    _run([*_as_root("apt-get update"), "apt-get", *OPTIONS, "update"])


def install(packages: Sequence[str], say: Callable[[str], None]) -> None:
    """Install the newest versions of packages; update the package lists if they are stale."""
    wanted = " ".join(packages)
    root = _as_root(f"apt-get install {wanted}")
    command = [*root, "apt-get", *OPTIONS, "install", "-y", "--no-install-recommends", *packages]
    say(f"apt-get install {wanted}")
    try:
        _run(command)
    except NotProvided:
        _update(say)
        _run(command)


def download(packages: Sequence[str], folder: Path, say: Callable[[str], None]) -> list[Path]:
    """Download ``name=version`` packages into a folder without installing them; apt verifies their hashes."""
    command = ["apt-get", *OPTIONS, "download", *packages]
    say(f"apt-get download {' '.join(packages)}")
    try:
        _run(command, folder)
    except NotProvided:
        _update(say)
        _run(command, folder)
    return sorted(folder.glob("*.deb"))


def unpack(deb: Path, folder: Path) -> None:
    """Unpack the files of a package into a folder."""
    _run(["dpkg", "-x", str(deb), str(folder)])


def missing_libraries(binary: Path) -> list[str]:
    """Return the shared libraries that a program or library needs and this system lacks.

    Libraries in its own folder are not missing: the Firefox library loads others from there.
    """
    lacking = re.findall(r"^\s*(\S+) => not found", _run(["ldd", str(binary)]), re.MULTILINE)
    return [name for name in lacking if not (binary.parent / name).exists()]


def _as_root(command: str) -> list[str]:
    """Return the prefix for a command that changes the system; raise NotProvided without root."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, timeout=30, check=False).returncode == 0:
        return [sudo, "-n"]
    raise NotProvided(f'needs root; run "sudo {command}" yourself')


_GONE = re.compile(r"\b404\b|was not found")
"""apt's error for a file or version that the archive has removed."""


def _run(command: Sequence[str], folder: Path | None = None) -> str:
    """Run a command and return its output; if it fails, raise NotProvided with its last line."""
    words = [word for word in command if not word.startswith(("-", "Acquire", "DPkg")) and word != "sudo"]
    tool = " ".join(words[:2])
    try:
        answer = subprocess.run(
            list(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DEADLINE,
            check=False,
            env={**os.environ, "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
        )
    except subprocess.TimeoutExpired as wrong:
        raise NotProvided(f'"{tool}" did not end within {DEADLINE} s') from wrong
    except OSError as wrong:
        raise NotProvided(f'"{tool}" cannot be run: {(wrong.strerror or str(wrong)).lower()}') from wrong
    if answer.returncode:
        lines = (answer.stderr.strip() or answer.stdout.strip() or f"exit {answer.returncode}").splitlines()
        faults = [line for line in lines if line.startswith("E:")] or lines
        refusal = NotInArchive if any(_GONE.search(line) for line in faults) else NotProvided
        raise refusal(f'"{tool}" failed: {faults[-1].removeprefix("E:").strip()[:300]}')
    return answer.stdout

"""Ends what a run that was killed together with its guards has left behind. Touches only what our own mark names."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rtcmatrix.gather.session_owner import FILE, PREFIX, read_mark
from rtcmatrix.gather.processes import end_processes, find_processes, temporary_folder_of

OLD = 24 * 3600.0
"""Seconds after which a folder of ours without a mark is left over: older versions wrote none."""


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What was ended and removed."""

    processes: int = 0
    folders: int = 0

    def __bool__(self) -> bool:
        """Whether there was anything."""
        return bool(self.processes or self.folders)

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"removed what a killed run left behind: {self.processes} processes, {self.folders} folders "
            f'named "{PREFIX}*" in "{tempfile.gettempdir()}"'
        )


def sweep(place: Path | None = None) -> Swept:
    """End the processes of every session whose own process is gone, and remove its folder."""
    processes = folders = 0
    for folder in _left_over(place or Path(tempfile.gettempdir())):
        found = find_processes(folder, _leaders_of(folder))
        end_processes(folder, _leaders_of(folder))
        shutil.rmtree(folder, ignore_errors=True)
        processes += len(found)
        folders += not folder.exists()
    return Swept(processes=processes, folders=folders)


def _left_over(place: Path) -> Iterator[Path]:
    """Find the folders of sessions that nobody uses any more."""
    with contextlib.suppress(OSError):
        for folder in sorted(place.glob(f"{PREFIX}*")):
            if _is_own(folder) and _is_left_over(folder):
                yield folder


def _is_own(folder: Path) -> bool:
    """Whether this user made a folder, and in the form of a session's."""
    try:
        status = folder.lstat()
        own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        return own and not folder.is_symlink() and temporary_folder_of(folder).is_dir()
    except OSError:
        return False


def _is_left_over(folder: Path) -> bool:
    mark = read_mark(folder)
    if mark is not None:
        return mark.is_left_over
    with contextlib.suppress(OSError):
        unmarked = not (folder / FILE).exists()
        return unmarked and time.time() - folder.stat().st_mtime > OLD and not find_processes(folder, ())
    return False


def _leaders_of(folder: Path) -> list[int]:
    """Give the POSIX sessions that the marked processes of a folder lead: their unmarked children are in them."""
    return [one.pid for one in find_processes(folder, ()) if hasattr(os, "getsid") and _leads(one.pid)]


def _leads(pid: int) -> bool:
    try:
        return os.getsid(pid) == pid
    except OSError:
        return False

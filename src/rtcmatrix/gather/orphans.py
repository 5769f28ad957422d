"""Remove the processes and folders of sessions whose run was killed. Touches only folders that rtcmatrix created."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rtcmatrix.gather.processes import end_processes, find_processes, posix_session, temporary_folder_of
from rtcmatrix.gather.session_folder import session_root
from rtcmatrix.gather.session_owner import FILE, PREFIX, read_owner

MAX_AGE_WITHOUT_OWNER = 24 * 3600.0
"""Seconds after which a session folder without an owner is orphaned: older versions recorded none."""


@dataclass(frozen=True, kw_only=True)
class RemovedOrphans:
    """How much was removed."""

    processes: int = 0
    folders: int = 0

    def __bool__(self) -> bool:
        """Return whether anything was removed."""
        return bool(self.processes or self.folders)

    def __str__(self) -> str:
        """Summarize it in one line."""
        return (
            f"removed what a killed run left behind: {self.processes} processes, {self.folders} folders "
            f'named "{PREFIX}*" in "{session_root()}"'
        )


def remove_orphans(root: Path | None = None) -> RemovedOrphans:
    """End the processes of every session whose owner has ended, and remove its folder."""
    processes = folders = 0
    for folder in _orphaned_folders(root or session_root()):
        found = find_processes(folder, _session_leaders(folder))
        end_processes(folder, _session_leaders(folder))
        shutil.rmtree(folder, ignore_errors=True)
        processes += len(found)
        folders += not folder.exists()
    return RemovedOrphans(processes=processes, folders=folders)


def _orphaned_folders(root: Path) -> Iterator[Path]:
    """Find the session folders that no process uses any more."""
    with contextlib.suppress(OSError):
        for folder in sorted(root.glob(f"{PREFIX}*")):
            if _is_session_folder(folder) and _is_orphaned(folder):
                yield folder


def _is_session_folder(folder: Path) -> bool:
    """Return whether a folder belongs to this user and has the layout of a session folder."""
    try:
        status = folder.lstat()
        own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
        return own and not folder.is_symlink() and temporary_folder_of(folder).is_dir()
    except OSError:
        return False


def _is_orphaned(folder: Path) -> bool:
    owner = read_owner(folder)
    if owner is not None:
        return owner.has_ended
    with contextlib.suppress(OSError):
        unowned = not (folder / FILE).exists()
        old = time.time() - folder.stat().st_mtime > MAX_AGE_WITHOUT_OWNER
        return unowned and old and not find_processes(folder, ())
    return False


def _session_leaders(folder: Path) -> list[int]:
    """Return the POSIX session leaders among a folder's processes: they lead children with another TMPDIR as well."""
    return [each.pid for each in find_processes(folder, ()) if _is_session_leader(each.pid)]


def _is_session_leader(pid: int) -> bool:
    try:
        return posix_session(pid) == pid
    except OSError:
        return False

"""The processes of one session: which they are, and their end. Ends only what the session itself started."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

import psutil

PATIENCE = 5.0
"""Seconds given to killed processes to be gone, each round."""
GLANCE = 0.005
"""Seconds between two looks whether they are."""


def temporary_folder_of(folder: Path) -> Path:
    """Name the ``TMPDIR`` that every process of a session inherits; it marks them as the session's own."""
    return folder / "tmp"


def find_processes(folder: Path, leaders: Iterable[int]) -> list[psutil.Process]:
    """Find every process of a session.

    A process belongs to it where its ``TMPDIR`` is the session's, where the leader of its POSIX session is one of
    ``leaders`` (the drivers, each started as a leader: a browser's child keeps it even when all its parents are dead),
    or where it descends from one that does.
    """
    mark = str(temporary_folder_of(folder))
    sessions = frozenset(leaders)
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            ours = _posix_session(process.pid) in sessions or _is_marked(process, mark)
            if ours and not _is_gone(process):
                found[process.pid] = process
                found |= {child.pid: child for child in process.children(recursive=True)}
    found.pop(os.getpid(), None)
    return list(found.values())


def end_processes(folder: Path, leaders: Iterable[int]) -> None:
    """Kill every process of a session and wait until they are gone; looked for again until none is found."""
    leaders = tuple(leaders)
    for _ in range(5):
        processes = find_processes(folder, leaders)
        if not processes:
            return
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.kill()
        _wait_until_gone(processes)


def is_stopped(pid: int) -> bool:
    """Say whether a process was stopped by a signal (SIGSTOP); one that is gone was not."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_STOPPED)
    except psutil.Error:
        return False


def has_ended(pid: int, *, within: float) -> bool:
    """Say whether a process is gone, or a zombie that its parent has not waited for; waits so many seconds for it."""
    try:
        process = psutil.Process(pid)
        process.wait(within)
    except psutil.TimeoutExpired:
        with contextlib.suppress(psutil.Error):
            return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.Error:
        pass
    return True


def _wait_until_gone(processes: Iterable[psutil.Process]) -> None:
    """Wait until each is gone or a zombie: a zombie holds nothing, and when its parent buries it is not ours to say."""
    deadline = time.monotonic() + PATIENCE
    for process in processes:
        while not _is_gone(process) and time.monotonic() < deadline:
            time.sleep(GLANCE)


def _is_gone(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def _posix_session(pid: int) -> int | None:
    """Give the POSIX session of a process, where there is such a thing."""
    return os.getsid(pid) if hasattr(os, "getsid") else None


def _is_marked(process: psutil.Process, mark: str) -> bool:
    return process.environ().get("TMPDIR") == mark

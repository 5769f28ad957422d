"""Find and end the processes of one session. Ends only processes that the session started."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

import psutil

EXIT_TIMEOUT = 5.0
"""Seconds to wait for killed processes to exit, in each round."""
POLL_INTERVAL = 0.005
"""Seconds between checks whether they have exited."""


def temporary_folder_of(folder: Path) -> Path:
    """Return the ``TMPDIR`` that every process of a session inherits, by which ``find_processes`` finds them."""
    return folder / "tmp"


def find_processes(folder: Path, leaders: Iterable[int]) -> list[psutil.Process]:
    """Find every process of a session.

    A process belongs to it if its ``TMPDIR`` is that of the session, if the leader of its POSIX session is one of
    ``leaders`` (the drivers, each started as a leader: a browser's child keeps it even after all its parents ended),
    or if it descends from one that belongs to it.
    """
    tmpdir = str(temporary_folder_of(folder))
    sessions = frozenset(leaders)
    found: dict[int, psutil.Process] = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            belongs = posix_session(process.pid) in sessions or _has_tmpdir(process, tmpdir)
            if belongs and not _has_exited(process):
                found[process.pid] = process
                found |= {child.pid: child for child in process.children(recursive=True)}
    found.pop(os.getpid(), None)
    return list(found.values())


def end_processes(folder: Path, leaders: Iterable[int]) -> None:
    """Kill every process of a session and wait until they have exited; repeat until none is found."""
    leaders = tuple(leaders)
    for _ in range(5):
        processes = find_processes(folder, leaders)
        if not processes:
            return
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.kill()
        _wait_until_exited(processes)


def is_stopped(pid: int) -> bool:
    """Return whether a process is stopped by a signal (SIGSTOP); False if it has exited."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_STOPPED)
    except psutil.Error:
        return False


def has_ended(pid: int, *, within: float) -> bool:
    """Wait at most ``within`` seconds and return whether a process has exited or is a zombie."""
    try:
        process = psutil.Process(pid)
        process.wait(within)
    except psutil.TimeoutExpired:
        with contextlib.suppress(psutil.Error):
            return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.Error:
        pass
    return True


def _wait_until_exited(processes: Iterable[psutil.Process]) -> None:
    """Wait until each has exited or is a zombie: a zombie holds no resources, and only its parent can reap it."""
    deadline = time.monotonic() + EXIT_TIMEOUT
    for process in processes:
        while not _has_exited(process) and time.monotonic() < deadline:
            time.sleep(POLL_INTERVAL)


def _has_exited(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def posix_session(pid: int) -> int | None:
    """Return the POSIX session of a process; None on systems without POSIX sessions."""
    return os.getsid(pid) if hasattr(os, "getsid") else None


def _has_tmpdir(process: psutil.Process, tmpdir: str) -> bool:
    return process.environ().get("TMPDIR") == tmpdir

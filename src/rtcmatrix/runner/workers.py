"""Kill the worker processes of an interrupted run. Their guards clean up after them."""

from __future__ import annotations

import psutil

EXIT_TIMEOUT = 10.0
"""Seconds to wait for workers and guards to exit."""


def end_workers() -> None:
    """Kill the xdist workers of this process, and wait until their guards have cleaned up."""
    workers = [child for child in psutil.Process().children() if _has_argument(child, "sys.stdin.readline")]
    guards = [
        child for worker in workers for child in _children(worker) if _has_argument(child, "rtcmatrix.gather.guard")
    ]
    for worker in workers:
        worker.kill()
    psutil.wait_procs([*workers, *guards], timeout=EXIT_TIMEOUT)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.Error:
        return []


def _has_argument(process: psutil.Process, text: str) -> bool:
    """Return whether an argument of a process contains a text; workers of execnet read their code from a pipe."""
    try:
        return any(text in argument for argument in process.cmdline())
    except psutil.Error:
        return False

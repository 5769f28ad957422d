"""The end of an interrupted run's worker processes. Their guards clean up after them."""

from __future__ import annotations

import psutil

PATIENCE = 10.0
"""Seconds given to what is ended to be gone."""


def end_workers() -> None:
    """End the xdist workers of this process at once, and wait for their guards to have cleaned up."""
    workers = [child for child in psutil.Process().children() if _runs(child, "sys.stdin.readline")]
    guards = [below for worker in workers for below in _children(worker) if _runs(below, "rtcmatrix.gather.guard")]
    for worker in workers:
        worker.kill()
    psutil.wait_procs([*workers, *guards], timeout=PATIENCE)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.Error:
        return []


def _runs(process: psutil.Process, what: str) -> bool:
    """Say whether a process is a Python that was started to run something; execnet's workers read it from a pipe."""
    try:
        return any(what in argument for argument in process.cmdline())
    except psutil.Error:
        return False

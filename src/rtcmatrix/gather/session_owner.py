"""The mark in a session's folder: which process made it. Tells what is left over from what is still in use."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path

import psutil

PREFIX = "rtcmatrix-"
"""How the name of each session's folder begins."""
FILE = "session.json"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The process that a session belongs to."""

    pid: int
    created: float
    """When it started: a process id alone may have become somebody else's."""
    place: str
    """Where the id counts: another machine or container that shares the folder has ids of its own."""

    @property
    def is_left_over(self) -> bool:
        """Whether its process has ended; never said of a process of another place."""
        if self.place != this_place():
            return False
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.created) > 1 or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True
        except psutil.Error:
            return False


def write_mark(folder: Path) -> None:
    """Mark a folder as this process's."""
    ours = {"pid": os.getpid(), "created": psutil.Process().create_time(), "place": this_place()}
    (folder / FILE).write_text(json.dumps(ours), encoding="utf-8")


def read_mark(folder: Path) -> Mark | None:
    """Read the mark of a folder; None where it has none that can be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return Mark(pid=int(said["pid"]), created=float(said["created"]), place=str(said["place"]))
    return None


def this_place() -> str:
    """Name where process ids are those that this process sees: the machine, and on Linux its PID namespace."""
    namespace = ""
    with contextlib.suppress(OSError):
        namespace = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - it names no path
    return f"{socket.gethostname()} {namespace}".strip()

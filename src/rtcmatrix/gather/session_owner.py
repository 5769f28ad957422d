"""Record which process owns a session folder, to tell orphaned folders from those in use."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

PREFIX = "rtcmatrix-"
"""The prefix of the name of every session folder."""
FILE = "session.json"


@dataclass(frozen=True, kw_only=True)
class SessionOwner:
    """The process that a session folder belongs to."""

    pid: int
    created: float
    """When the process started: its id may be reused."""
    pid_namespace: str
    """Where the id is valid: a machine or container that shares the folder has ids of its own."""

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended; False if it belongs to another PID namespace."""
        if self.pid_namespace != current_pid_namespace():
            return False
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.created) > 1 or process.status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True
        except psutil.Error:
            return False


def write_owner(folder: Path) -> None:
    """Record this process as the owner of a session folder."""
    owner = {
        "pid": os.getpid(),
        "created": psutil.Process().create_time(),
        "pid_namespace": current_pid_namespace(),
    }
    (folder / FILE).write_text(json.dumps(owner), encoding="utf-8")


def read_owner(folder: Path) -> SessionOwner | None:
    """Read the owner of a session folder; None if there is no readable record."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        owner = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return SessionOwner(
            pid=int(owner["pid"]), created=float(owner["created"]), pid_namespace=str(owner["pid_namespace"])
        )
    return None


def current_pid_namespace() -> str:
    """Identify the scope of process ids seen by this process: the machine, and on Linux its PID namespace."""
    if sys.platform == "linux":
        from rtcmatrix.gather.pid_namespace_linux import pid_namespace  # noqa: PLC0415 - Linux only

        return f"{socket.gethostname()} {pid_namespace()}".strip()
    else:  # noqa: RET505 - mypy skips the branches of other systems
        return socket.gethostname()

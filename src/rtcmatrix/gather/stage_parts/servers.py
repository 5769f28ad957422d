"""Where the servers of a stage listen: free ports, and the wait until somebody answers. A part of the room."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing

HOST = "127.0.0.1"
ATTEMPTS = 5
"""How often a server is tried on other ports: one that was free may be somebody's before the server has it."""
GLANCE = 0.05
"""Seconds between two looks whether a server answers, and that one such question may take."""


def find_free_ports(number: int) -> tuple[int, ...]:
    """Find so many ports of loopback that nobody listens on now, neither by udp nor by tcp."""
    found: list[int] = []
    while len(found) < number:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as tcp:
            tcp.bind((HOST, 0))
            port: int = tcp.getsockname()[1]
            with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
                try:
                    udp.bind((HOST, port))
                except OSError:
                    continue
        if port not in found:
            found.append(port)
    return tuple(found)


def await_answer(process: subprocess.Popen[bytes], answers: Callable[[], bool], patience: float) -> bool:
    """Wait until a server answers; False where it ends before, or has not within ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while process.poll() is None:
        if answers():
            return process.poll() is None
        if time.monotonic() > deadline:
            break
        time.sleep(GLANCE)
    return False

"""Find free ports for the servers of a stage, and wait until a server answers."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing

HOST = "127.0.0.1"
START_ATTEMPTS = 5
"""Attempts to start a server, each on other ports: another process may take a free port before the server does."""
POLL_INTERVAL = 0.05
"""Seconds between checks whether a server answers, and the timeout of one check."""


def find_free_ports(count: int) -> tuple[int, ...]:
    """Find ports of the loopback interface that are free for both UDP and TCP."""
    ports: list[int] = []
    while len(ports) < count:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as tcp:
            tcp.bind((HOST, 0))
            port: int = tcp.getsockname()[1]
            with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as udp:
                try:
                    udp.bind((HOST, port))
                except OSError:
                    continue
        if port not in ports:
            ports.append(port)
    return tuple(ports)


def wait_until_ready(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], timeout: float) -> bool:
    """Wait until a server is ready; returns False if its process ends or ``timeout`` seconds pass before."""
    deadline = time.monotonic() + timeout
    while process.poll() is None:
        if is_ready():
            return process.poll() is None
        if time.monotonic() > deadline:
            break
        time.sleep(POLL_INTERVAL)
    return False

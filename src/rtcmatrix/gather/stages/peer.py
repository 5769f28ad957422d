"""Stage ``peer``: a WebRTC server that pages can call, with computer vision (``rtcmatrix.peer``)."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from pathlib import Path

from rtcmatrix.gather.stage_parts.errors import MissingRequirement, StageStartError
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.programs import last_output_line, running, session_environment
from rtcmatrix.gather.stage_parts.servers import HOST

LIBRARIES = {"aiortc": "aiortc", "cv2": "opencv-python-headless", "numpy": "numpy"}
"""Module that the server imports beyond the dependencies of rtcmatrix -> its package."""
START_TIMEOUT = 90.0
"""Seconds for the server to start: its libraries are large, and the machine may be very busy."""
TOKEN = "RTCMATRIX_PEER_TOKEN"  # noqa: S105 - the name of the variable, not the token


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Start the server; raises MissingRequirement if its libraries are missing, StageStartError if it fails."""
    require_libraries()
    token = secrets.token_urlsafe(24)
    with socket.create_server((HOST, 0)) as listener:
        fd = listener.fileno()
        command = [sys.executable, "-m", "rtcmatrix.peer", "--fd", str(fd)]
        server_port = listener.getsockname()[1]
        with running(command, folder, session_environment(folder, {TOKEN: token}), pass_fds=(fd,)):
            listener.close()  # only the server has it from now on: connections fail at once if the server ends
            _wait_until_ready(server_port, folder)
            yield PreparedStage(services={"peer": {"url": f"ws://{HOST}:{server_port}/{token}"}})


def require_libraries() -> None:
    """Raise MissingRequirement if a library of the server is not installed."""
    missing = [package for module, package in LIBRARIES.items() if find_spec(module) is None]
    if missing:
        raise MissingRequirement(
            f'a server as peer: {", ".join(missing)} (`pip install "rtcmatrix[server]"`, or '
            "`./rtc run --install-browsers`, which installs the versions of requirements.lock)"
        )


def _wait_until_ready(server_port: int, folder: Path) -> None:
    """Wait until the server answers: the socket queues connections from the start, and rejects them if it ended."""
    connection = HTTPConnection(HOST, server_port, timeout=START_TIMEOUT)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, HTTPException) as error:
        raise StageStartError(
            f"a server as peer: it did not start ({last_output_line(folder, sys.executable)})"
        ) from error
    finally:
        connection.close()

"""Stage ``peer``: a server that pages can call, which looks at their pictures and answers (``rtcmatrix.peer``)."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from pathlib import Path

from rtcmatrix.gather.stage_parts.servers import HOST
from rtcmatrix.gather.stage_parts.prepared import Lacking, StageStartError, Staging, last_line, marked_environment, running

LIBRARIES = {"aiortc": "aiortc", "cv2": "opencv-python-headless", "numpy": "numpy"}
"""What the server imports beyond our own dependencies -> the package that has it."""
START_PATIENCE = 90.0
"""Seconds until a server that does not answer has failed: its libraries are large, and the machine may be very busy."""
TOKEN = "RTCMATRIX_PEER_TOKEN"  # noqa: S105 - its name, not the token


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Start the server; Lacking where its libraries are not installed, StageStartError where it fails."""
    require_libraries()
    token = secrets.token_urlsafe(24)
    with socket.create_server((HOST, 0)) as listening:
        fd = listening.fileno()
        command = [sys.executable, "-m", "rtcmatrix.peer", "--fd", str(fd)]
        number = listening.getsockname()[1]
        with running(command, folder, marked_environment(folder, {TOKEN: token}), pass_fds=(fd,)):
            listening.close()  # the server's alone from now on: should it end, nobody waits for it
            _wait_until_there(number, folder)
            yield Staging(services={"peer": {"url": f"ws://{HOST}:{number}/{token}"}})


def require_libraries() -> None:
    """Raise Lacking where a library of the server is not installed."""
    missing = [package for module, package in LIBRARIES.items() if find_spec(module) is None]
    if missing:
        raise Lacking(
            f'a server as peer: {", ".join(missing)} (`pip install "rtcmatrix[server]"`, or '
            "`./rtc run --install-browsers`, which installs what requirements.lock names)"
        )


def _wait_until_there(number: int, folder: Path) -> None:
    """Wait until the server answers: connections wait in the socket from the start, and are refused where it ended."""
    asking = HTTPConnection(HOST, number, timeout=START_PATIENCE)
    try:
        asking.request("GET", "/")
        asking.getresponse().read()
    except (OSError, HTTPException) as error:
        raise StageStartError(f"a server as peer: it did not start ({last_line(folder, sys.executable)})") from error
    finally:
        asking.close()

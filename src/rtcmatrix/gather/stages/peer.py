"""Stage ``peer``: a WebRTC server that pages can call, with computer vision (``rtcmatrix.peer``)."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from rtcmatrix.gather.stage_parts.errors import MissingRequirement, StageStartError
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.programs import last_output_line, running, session_environment
from rtcmatrix.gather.stage_parts.servers import HOST, wait_until_ready

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
    # The server chooses its port and reports it in a file: Windows passes no open socket to a process
    port_file = folder / "peer-port"
    command = [sys.executable, "-m", "rtcmatrix.peer", "--port-file", str(port_file)]
    with running(command, folder, session_environment(folder, {TOKEN: token})) as process:
        if not wait_until_ready(process, port_file.exists, START_TIMEOUT):
            raise StageStartError(f"a server as peer: it did not start ({last_output_line(folder, sys.executable)})")
        server_port = int(port_file.read_text(encoding="ascii"))
        yield PreparedStage(services={"peer": {"url": f"ws://{HOST}:{server_port}/{token}"}})


def require_libraries() -> None:
    """Raise MissingRequirement if a library of the server is not installed."""
    missing = [package for module, package in LIBRARIES.items() if find_spec(module) is None]
    if missing:
        raise MissingRequirement(
            f'a server as peer: {", ".join(missing)} (`pip install "rtcmatrix[server]"`, or '
            "`./rtc run --install-browsers`, which installs the versions of requirements.lock)"
        )

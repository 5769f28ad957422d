"""Run the server on a free port of loopback; RTCMATRIX_PEER_TOKEN holds the token that pages send."""

from __future__ import annotations

import argparse
import logging
import os
import socket
from pathlib import Path

import cv2
from aiohttp import web

from rtcmatrix.files import write_file
from rtcmatrix.peer.loopback import ADDRESS, use_loopback_only
from rtcmatrix.peer.server import make_app

TOKEN = "RTCMATRIX_PEER_TOKEN"  # noqa: S105 - the name of the variable, not the token
SHUTDOWN_TIMEOUT = 0.5
"""Seconds for open sockets to close after SIGTERM."""


def main() -> None:
    """Serve until terminated."""
    parser = argparse.ArgumentParser(prog="python -m rtcmatrix.peer", description=__doc__)
    parser.add_argument("--port-file", type=Path, required=True, help="the file that receives the port")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    cv2.setNumThreads(1)  # leave the other cores to the browser
    use_loopback_only()
    listener = socket.create_server((ADDRESS, 0))
    # From here on, connections are queued until the server accepts them
    write_file(arguments.port_file, str(listener.getsockname()[1]))
    web.run_app(
        make_app(os.environ[TOKEN]),
        sock=listener,
        shutdown_timeout=SHUTDOWN_TIMEOUT,
        access_log=None,  # the token is in the path
        print=None,
    )


if __name__ == "__main__":
    main()

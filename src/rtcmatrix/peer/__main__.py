"""Serve on a socket that the starter listens on; the token that pages must know is in RTCMATRIX_PEER_TOKEN."""

from __future__ import annotations

import argparse
import logging
import os
import socket

import cv2
from aiohttp import web

from rtcmatrix.peer.loopback import stay_here
from rtcmatrix.peer.server import make_app

TOKEN = "RTCMATRIX_PEER_TOKEN"  # noqa: S105 - its name, not the token
SHUTDOWN = 0.5
"""Seconds given to open sockets when we are asked to end."""


def main() -> None:
    """Serve until asked to end."""
    parser = argparse.ArgumentParser(prog="python -m rtcmatrix.peer", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="the socket to accept calls on")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    cv2.setNumThreads(1)  # the browser that calls needs the machine as well
    stay_here()
    web.run_app(
        make_app(os.environ[TOKEN]),
        sock=socket.socket(fileno=given.fd),
        shutdown_timeout=SHUTDOWN,
        access_log=None,  # the token is in the path
        print=None,
    )


if __name__ == "__main__":
    main()

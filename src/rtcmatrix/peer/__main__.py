"""Run the server on an inherited listening socket; RTCMATRIX_PEER_TOKEN holds the token that pages send."""

from __future__ import annotations

import argparse
import logging
import os
import socket

import cv2
from aiohttp import web

from rtcmatrix.peer.loopback import use_loopback_only
from rtcmatrix.peer.server import make_app

TOKEN = "RTCMATRIX_PEER_TOKEN"  # noqa: S105 - the name of the variable, not the token
SHUTDOWN_TIMEOUT = 0.5
"""Seconds for open sockets to close after SIGTERM."""


def main() -> None:
    """Serve until terminated."""
    parser = argparse.ArgumentParser(prog="python -m rtcmatrix.peer", description=__doc__)
    parser.add_argument("--fd", type=int, required=True, help="the socket to accept calls on")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    cv2.setNumThreads(1)  # leave the other cores to the browser
    use_loopback_only()
    web.run_app(
        make_app(os.environ[TOKEN]),
        sock=socket.socket(fileno=arguments.fd),
        shutdown_timeout=SHUTDOWN_TIMEOUT,
        access_log=None,  # the token is in the path
        print=None,
    )


if __name__ == "__main__":
    main()

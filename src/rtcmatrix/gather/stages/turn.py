"""Stage ``turn``: TURN servers on this machine beside the browser; the certificate of their tls is one of ours.

``rtc.service("turn")`` gives {udp, tcp, tls, stun, host, port, realm, username, credential}, the first four as URLs;
"spare" is a second server, "narrow" one that lets little through. ``rtc.kill("turn")`` ends one until it is asked for
again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rtcmatrix.browsers.stage import Stage
from rtcmatrix.gather.stages.staging import Staging
from rtcmatrix.gather.stages.turn_server import open_turn_servers

NARROW = 100_000
"""Bytes per second that each allocation of "narrow" carries each way."""


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Start the servers."""
    with open_turn_servers(folder, {"turn": None, "spare": None, "narrow": NARROW}) as servers:
        servers["turn"]
        ends = {name: partial(servers.end, name) for name in servers}
        yield Staging(stage=Stage(trusting=True), services=servers, ends=ends)

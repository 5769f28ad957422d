"""Stage ``turn``: TURN servers on this machine beside the browser; the certificate of their tls is one of ours.

``rtc.service("turn")`` gives {udp, tcp, tls, stun, host, port, realm, username, credential}, the first four as URLs;
"spare" is a second server. ``rtc.kill("turn")`` ends one until it is asked for again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import trustme

from rtcmatrix.browsers.stage import Stage
from rtcmatrix.gather.stage_parts.prepared import Staging
from rtcmatrix.gather.stage_parts.turn_server import open_turn_servers


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[Staging]:  # noqa: ARG001 - the room's form
    """Start the servers."""
    authority = trustme.CA()
    with open_turn_servers(folder, authority, ("turn", "spare")) as servers:
        servers["turn"]
        ends = {name: partial(servers.end, name) for name in servers}
        yield Staging(stage=Stage(authority=authority.cert_pem.bytes().decode("ascii")), services=servers, ends=ends)

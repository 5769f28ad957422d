"""Stage ``turn``: private TURN servers; a private authority issues the certificate for TLS.

``rtc.service("turn")`` returns {udp, tcp, tls, stun, host, port, realm, username, credential}, the first four as URLs;
"spare" is a second server. ``rtc.kill("turn")`` stops a server until it is requested again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import trustme

from rtcmatrix.browsers.stage import Stage
from rtcmatrix.gather.stage_parts.prepared import PreparedStage
from rtcmatrix.gather.stage_parts.turn_server import open_turn_servers


@contextmanager
def prepare(folder: Path, port: int) -> Iterator[PreparedStage]:  # noqa: ARG001 - signature of PrepareStage
    """Start the server "turn"; "spare" starts when it is requested."""
    authority = trustme.CA()
    with open_turn_servers(folder, authority, ("turn", "spare")) as servers:
        servers["turn"]
        stop_service = {name: partial(servers.stop, name) for name in servers}
        yield PreparedStage(
            launch=Stage(authority=authority.cert_pem.bytes().decode("ascii")),
            services=servers,
            stop_service=stop_service,
        )

"""Keeps the calls of this process on this machine: its ICE candidates are loopback and nothing else."""

from __future__ import annotations

import aioice.ice
from aiortc import RTCConfiguration

ADDRESS = "127.0.0.1"
CONFIGURATION = RTCConfiguration(iceServers=[])
"""Without servers: the usual configuration of aiortc asks one on the internet for this machine's address."""


def stay_here() -> None:
    """Gather on loopback from now on.

    aioice leaves 127.0.0.1 out and offers the addresses of every network card, and it has no option for it: the
    function that lists them is replaced, for this process.
    """
    setattr(aioice.ice, "get_host_addresses", _loopback_alone)  # noqa: B010 - to a type checker a function is no variable


def _loopback_alone(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: ARG001, FBT001 - aioice's signature
    return [ADDRESS]

"""Restrict the ICE candidates of this process to loopback, so that calls stay on this machine."""

from __future__ import annotations

import aioice.ice
from aiortc import RTCConfiguration

ADDRESS = "127.0.0.1"
CONFIGURATION = RTCConfiguration(iceServers=[])
"""Without servers: aiortc's default configuration has a public STUN server."""


def use_loopback_only() -> None:
    """Gather only loopback candidates from now on.

    aioice skips 127.0.0.1 and gathers the addresses of all network interfaces, without an option for it. This replaces
    its function that lists them, for this process.
    """
    setattr(aioice.ice, "get_host_addresses", _loopback_addresses)  # noqa: B010 - type checkers reject the assignment


def _loopback_addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:  # noqa: ARG001, FBT001 - aioice's signature
    return [ADDRESS]

"""Which hosts the page server answers to: not to names that were made to resolve here (DNS rebinding). Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

INSECURE = "insecure.rtc.test"
"""The name of pages in an insecure context. ``.test`` is in no DNS (RFC 6761, section 6.2): browsers are told of it."""


@dataclass(frozen=True, kw_only=True)
class Hosts:
    """The names and addresses of one server."""

    listening: str
    """What it listens on: a name or an address."""
    names: frozenset[str] = frozenset()
    """Further names that a person says it has."""

    def answers_to(self, header: str | None) -> bool:
        """Say whether a request with this ``Host`` header is for this server.

        Names below localhost are loopback in every browser, whatever a DNS says. An address was not looked up in a
        DNS: beyond loopback each is right; on loopback only loopback ones are.
        """
        host = _host_of(header)
        if host is None:
            return False
        if (
            host == "localhost"
            or host.endswith(".localhost")
            or host in {INSECURE, self.listening.lower(), *self.names}
        ):
            return True
        address = _address_of(host)
        return address is not None and (address.is_loopback or self.is_beyond_loopback)

    @property
    def is_beyond_loopback(self) -> bool:
        """Whether other machines may reach it; said of every name but localhost."""
        address = _address_of(self.listening)
        return not address.is_loopback if address is not None else self.listening.lower() != "localhost"


def _host_of(header: str | None) -> str | None:
    """Give the name or address of a ``Host`` header, without its port; None where there is none."""
    try:
        host = urlsplit(f"//{header or ''}").hostname
    except ValueError:
        return None
    return host.rstrip(".") if host and "@" not in (header or "") else None


def _address_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None

"""Decide which ``Host`` headers the page server accepts, to prevent DNS rebinding. Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

INSECURE = "insecure.rtc.test"
"""The host name of insecure contexts. ``.test`` is in no DNS (RFC 6761, section 6.2): browsers map it to loopback."""


@dataclass(frozen=True, kw_only=True)
class Hosts:
    """The names and addresses of one server."""

    listen_address: str
    """The name or address that it listens on."""
    names: frozenset[str] = frozenset()
    """Further names from the command line."""

    def accepts(self, header: str | None) -> bool:
        """Return whether a request with this ``Host`` header is for this server.

        Browsers resolve names below localhost to loopback without DNS. An address is not resolved by DNS either: a
        server beyond loopback accepts every address, a server on loopback only loopback addresses.
        """
        host = _host_of(header)
        if host is None:
            return False
        if (
            host == "localhost"
            or host.endswith(".localhost")
            or host in {INSECURE, self.listen_address.lower(), *self.names}
        ):
            return True
        address = _address_of(host)
        return address is not None and (address.is_loopback or self.is_beyond_loopback)

    @property
    def is_beyond_loopback(self) -> bool:
        """Whether other machines may reach the server; True for every name except localhost."""
        address = _address_of(self.listen_address)
        return not address.is_loopback if address is not None else self.listen_address.lower() != "localhost"


def _host_of(header: str | None) -> str | None:
    """Return the name or address of a ``Host`` header without its port; None if it has none."""
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

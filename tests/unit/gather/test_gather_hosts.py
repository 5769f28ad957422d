"""Host headers that the page server accepts."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from page_client import PATIENCE

from rtcmatrix.gather.hosts import Hosts
from rtcmatrix.gather.page_server import PageServer

LOOPBACK = Hosts(listen_address="127.0.0.1")
EVERYWHERE = Hosts(listen_address="0.0.0.0", names=frozenset({"phone.test"}))


def ask_as(server: PageServer, host: str | None, path: str = "/") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    connection.putrequest("GET", path, skip_host=True)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    told = response.read().decode()
    connection.close()
    return response, told


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8085",
        "LOCALHOST",
        "localhost.",
        "a-1.localhost:1",
        "a.b.localhost",
        "127.0.0.1",
        "127.0.0.1:8085",
        "127.0.0.2",
        "[::1]:8085",
        "insecure.rtc.test:8085",
    ],
)
def test_every_loopback_name_is_accepted(host: str) -> None:
    assert LOOPBACK.accepts(host)
    assert EVERYWHERE.accepts(host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "attacker.example",
        "attacker.example:8085",
        "localhost.attacker.example",
        "notlocalhost",
        "127.0.0.1.attacker.example",
        "127.0.0.1@attacker.example",
        "localhost@attacker.example",
        "other.rtc.test",
        "[::1",
        "2130706433",
        "0x7f.1",
    ],
)
def test_every_other_name_is_rejected(host: str | None) -> None:
    assert not LOOPBACK.accepts(host)
    assert not EVERYWHERE.accepts(host)


def test_addresses_and_names_are_accepted_beyond_loopback_only() -> None:
    for host in ("192.0.2.7:8085", "[2001:db8::7]", "phone.test"):
        assert EVERYWHERE.accepts(host)
        assert not LOOPBACK.accepts(host)


@pytest.mark.parametrize(
    ("listening", "beyond"),
    [("127.0.0.1", False), ("::1", False), ("localhost", False), ("0.0.0.0", True), ("::", True), ("box", True)],
)
def test_is_beyond_loopback(listening: str, beyond: bool) -> None:
    assert Hosts(listen_address=listening).is_beyond_loopback is beyond


@pytest.mark.parametrize("path", ["/", "/probes.json", "/probe.html", "/link/x", "/npm/x", "/nothing"])
def test_dns_rebinding_gets_421(server: PageServer, path: str) -> None:
    for host in ("attacker.example", f"attacker.example:{server.port}", None):
        response, told = ask_as(server, host, path)
        assert response.status in {400, 421}
        assert "the index" not in told
        assert response.getheader("Cache-Control") in {"no-store", None}
    assert ask_as(server, f"x.localhost:{server.port}")[1] == "the index"


def test_a_server_accepts_its_configured_names(pages: Path) -> None:
    with PageServer(pages, names=["Phone.Test"]) as server:
        assert ask_as(server, "phone.test")[1] == "the index"

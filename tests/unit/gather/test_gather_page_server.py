"""The page server, requested by a raw client: what it serves and rejects, and its end."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from http.client import HTTPSConnection
from pathlib import Path

import aiohttp
import pytest
from page_client import PATIENCE, connect, events_of, get, until_closed

from rtcmatrix import cli
from rtcmatrix.gather.page_link import PageClosed
from rtcmatrix.gather.page_server import PageServer


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/", "the index"),
        ("/index.html", "the index"),
        ("/lib/harness.js", "export {};"),
        ("/lib/../index.html", "the index"),
    ],
)
def test_files_of_the_folder_are_served(server: PageServer, path: str, text: str) -> None:
    response, body = get(server, path)
    assert (response.status, body) == (200, text)


def test_a_module_has_a_javascript_mime_type(server: PageServer) -> None:
    response, _ = get(server, "/lib/harness.js")
    kind = (response.getheader("Content-Type") or "").partition(";")[0]
    assert kind in {"text/javascript", "application/javascript"}


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/lib/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/lib/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/out.txt",
        "/outside/secret.txt",
        "/lib/",
        "/nothing.html",
        "/probes/",
        "/%00",
        "/" + "x" * 3000,
    ],
)
def test_nothing_outside_the_folder_is_served(server: PageServer, path: str, caplog: pytest.LogCaptureFixture) -> None:
    response, body = get(server, path)
    assert response.status == 404
    assert "secret" not in body
    assert caplog.records == [], "a wrong address is no fault of ours"


@pytest.mark.parametrize("path", ["/", "/lib/harness.js", "/probe.html", "/probes.json", "/nothing.html"])
def test_responses_have_no_store_and_nosniff(server: PageServer, path: str) -> None:
    response, _ = get(server, path)
    assert response.getheader("Cache-Control") == "no-store"
    assert response.getheader("X-Content-Type-Options") == "nosniff"


def test_only_the_page_of_a_probe_has_its_headers(server: PageServer) -> None:
    response, body = get(server, "/probe.html?probe=area/strict.js&link=x")
    assert body == "the probe page"
    assert (response.getheader("Permissions-Policy"), response.getheader("X-A")) == ("camera=()", "1")
    for other in ("/probe.html?probe=area/plain.js", "/probe.html", "/probe.html?probe=x", "/?probe=area/strict.js"):
        assert get(server, other)[0].getheader("Permissions-Policy") is None


def test_the_catalog_lists_the_probes(server: PageServer) -> None:
    response, body = get(server, "/probes.json")
    assert response.getheader("Content-Type") == "application/json; charset=utf-8"
    assert [probe["path"] for probe in json.loads(body)["probes"]] == ["area/plain.js", "area/strict.js"]


def test_https_is_served_with_a_certificate_for_names_below_localhost(server: PageServer) -> None:
    # No authority signed it: browsers are started with a switch that accepts it.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", server.tls_port, context=context, timeout=PATIENCE)
    connection.request("GET", "/")
    assert connection.sock is not None
    certificate = connection.sock.getpeercert(binary_form=True)
    assert connection.getresponse().read() == b"the index"
    connection.close()
    assert certificate is not None
    assert b"*.localhost" in certificate


def test_the_server_listens_on_loopback_only(server: PageServer) -> None:
    assert server._runner is not None
    assert {address[0] for address in server._runner.addresses} == {"127.0.0.1"}
    # The whole of 127/8 is loopback here, but only one address of it is ours.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=PATIENCE)


def test_each_kind_of_origin_resolves_to_loopback(server: PageServer) -> None:
    assert server.origin("localhost", "a-1") == f"http://a-1.localhost:{server.port}"
    assert server.origin("https", "a-1") == f"https://a-1.localhost:{server.tls_port}"
    assert server.origin("insecure", "a-1") == f"http://insecure.rtc.test:{server.port}"


def test_closing_the_server_closes_links_threads_and_ports(pages: Path) -> None:
    before = set(threading.enumerate())
    with PageServer(pages) as server:
        link = server.open_link()
        attached = threading.Event()

        async def talk(opened: aiohttp.ClientWebSocketResponse) -> None:
            attached.set()
            await until_closed(opened)

        page = threading.Thread(target=connect, args=(server, link.token, talk), daemon=True)
        page.start()
        assert attached.wait(PATIENCE)
    assert events_of(link) == [PageClosed()]
    page.join(PATIENCE)
    assert set(threading.enumerate()) <= before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


@pytest.mark.parametrize("which", ["port", "tls_port"])
def test_a_port_that_is_taken_leaves_no_thread_and_no_other_port(pages: Path, which: str) -> None:
    before = set(threading.enumerate())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = PageServer(pages, **{which: taken.getsockname()[1]})
        with pytest.raises(OSError, match="in use"):
            server.__enter__()
        assert set(threading.enumerate()) <= before
        if which == "tls_port":
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def test_serve_says_which_port_is_taken(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        matrix = str(pages.parent / "matrix.yaml")
        assert cli.main(["serve", "--matrix", matrix, "--port", str(port), "--tls-port", "0"]) == 2
    told = capsys.readouterr().err
    assert f'cannot listen on "127.0.0.1" ports {port} and 0' in told
    assert "--port and --tls-port" in told

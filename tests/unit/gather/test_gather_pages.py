"""The page server, asked by a client that nobody has made polite: what it serves, refuses, and survives."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from rtcmatrix import cli
from rtcmatrix.gather.link import Closed, Event, Link, Message
from rtcmatrix.gather.pages import PageServer

PATIENCE = 20
"""Seconds until something that was to come is given up."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("house")
    (root / "secret.txt").write_text("secret")
    folder = root / "pages"
    probes = folder / "probes" / "area"
    probes.mkdir(parents=True)
    (probes / "strict.js").write_text(
        "// Strict.\n// META: header=Permissions-Policy: camera=()\n// META: header=X-A: 1"
    )
    (probes / "plain.js").write_text("// Plain.\n")
    (folder / "index.html").write_text("the index")
    (folder / "probe.html").write_text("the probe page")
    (folder / "lib").mkdir()
    (folder / "lib" / "harness.js").write_text("export {};")
    (folder / "lib" / "index.html").symlink_to(root / "secret.txt")
    (folder / "out.txt").symlink_to(root / "secret.txt")
    (folder / "outside").symlink_to(root)
    return folder


@pytest.fixture(scope="module")
def server(pages: Path) -> Iterator[PageServer]:
    with PageServer(pages) as started:
        yield started


def get(server: PageServer, path: str) -> tuple[HTTPResponse, str]:
    """Ask for a path exactly as it is written, which no friendlier client does."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


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


def test_a_module_has_the_type_that_browsers_insist_on(server: PageServer) -> None:
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
def test_nothing_is_cached_or_guessed(server: PageServer, path: str) -> None:
    response, _ = get(server, path)
    assert response.getheader("Cache-Control") == "no-store"
    assert response.getheader("X-Content-Type-Options") == "nosniff"


def test_a_probe_has_its_headers_and_no_other_page_has(server: PageServer) -> None:
    response, body = get(server, "/probe.html?probe=area/strict.js&link=x")
    assert body == "the probe page"
    assert (response.getheader("Permissions-Policy"), response.getheader("X-A")) == ("camera=()", "1")
    for other in ("/probe.html?probe=area/plain.js", "/probe.html", "/probe.html?probe=x", "/?probe=area/strict.js"):
        assert get(server, other)[0].getheader("Permissions-Policy") is None


def test_the_catalogue_is_made_of_the_probes(server: PageServer) -> None:
    response, body = get(server, "/probes.json")
    assert response.getheader("Content-Type") == "application/json; charset=utf-8"
    assert [probe["path"] for probe in json.loads(body)["probes"]] == ["area/plain.js", "area/strict.js"]


def test_https_is_served_with_a_certificate_for_names_below_localhost(server: PageServer) -> None:
    # Whoever signed it is nobody's authority: the browsers are told to accept it.
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


def test_only_loopback_is_listened_on(server: PageServer) -> None:
    assert server._runner is not None
    assert {address[0] for address in server._runner.addresses} == {"127.0.0.1"}
    # The whole of 127/8 is loopback here, but only one address of it is ours.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=PATIENCE)


def test_each_kind_of_origin_is_one_that_browsers_find(server: PageServer) -> None:
    assert server.origin("localhost", "a-1") == f"http://a-1.localhost:{server.port}"
    assert server.origin("https", "a-1") == f"https://a-1.localhost:{server.tls_port}"
    assert server.origin("insecure", "a-1") == f"http://insecure.rtc.test:{server.port}"


# Links

Talk = Callable[[aiohttp.ClientWebSocketResponse], Awaitable[Any]]


def connect(server: PageServer, token: str, talk: Talk, *, origin: str | None = "same") -> Any:
    """Be the page of a link: open its socket and talk."""

    async def run() -> Any:
        headers = {"Host": f"page.localhost:{server.port}"}
        if origin is not None:
            headers["Origin"] = f"http://{headers['Host']}" if origin == "same" else origin
        address = f"ws://127.0.0.1:{server.port}/link/{token}"
        async with aiohttp.ClientSession() as session, session.ws_connect(address, headers=headers) as opened:
            return await asyncio.wait_for(talk(opened), PATIENCE)

    return asyncio.run(run())


async def silence(_: aiohttp.ClientWebSocketResponse) -> None:
    """Say nothing and go."""


async def until_closed(opened: aiohttp.ClientWebSocketResponse) -> int | None:
    async for _ in opened:
        pass
    return opened.close_code


def events_of(link: Link) -> list[Event]:
    """Take everything up to the page's end."""
    taken: list[Event] = []
    while Closed() not in taken:
        taken.append(link.events.get(timeout=PATIENCE))
    return taken


@pytest.mark.parametrize(
    "origin", [None, "http://evil.test", "http://other.localhost:1", "null", "http://page.localhost", ""]
)
def test_a_page_of_another_origin_gets_no_link(server: PageServer, origin: str | None) -> None:
    link = server.open_link()
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        connect(server, link.token, silence, origin=origin)
    assert caught.value.status == 403
    connect(server, link.token, silence)
    assert events_of(link) == [Closed()], "the refused page left the link to the right one"


def test_a_token_that_nobody_gave_out_or_that_was_used_up_is_refused(server: PageServer) -> None:
    link = server.open_link()
    server.close_link(link)
    for token in ("guessed", link.token):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            connect(server, token, silence)
        assert caught.value.status == 403


def test_what_a_page_says_arrives_in_order_and_then_its_end(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> None:
        await opened.send_json({"type": "hello", "userAgent": "x"})
        await opened.send_bytes(b"\x00")
        await opened.send_json({"type": "record", "record": {"facts": {"text": "ünïcode"}}})

    connect(server, link.token, talk)
    assert events_of(link) == [
        Message(content={"type": "hello", "userAgent": "x"}),
        Message(content={"type": "record", "record": {"facts": {"text": "ünïcode"}}}),
        Closed(),
    ]


def test_a_page_gets_its_answers(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> list[Any]:
        await opened.send_json({"type": "ask", "id": 1})
        asked = await asyncio.to_thread(link.events.get, timeout=PATIENCE)
        assert isinstance(asked, Message)
        link.answer(asked.content["id"], value=[1])
        link.answer(2, error="no", unsupported=True)
        return [await opened.receive_json(), await opened.receive_json()]

    assert connect(server, link.token, talk) == [
        {"type": "answer", "id": 1, "ok": True, "value": [1]},
        {"type": "answer", "id": 2, "ok": False, "error": "no", "unsupported": True},
    ]
    assert events_of(link) == [Closed()]
    link.answer(3)  # goes nowhere, and says nothing


def test_a_link_takes_one_page_only(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> int | None:
        await opened.send_json({"type": "first"})
        code: int | None = await asyncio.to_thread(connect, server, link.token, until_closed)
        await opened.send_json({"type": "still the first"})
        return code

    assert connect(server, link.token, talk) == 1008
    assert events_of(link) == [
        Message(content={"type": "first"}),
        Message(content={"type": "still the first"}),
        Closed(),
    ]


@pytest.mark.parametrize("broken", ["{", "", "nonsense", "[" * 100_000])
def test_a_page_that_talks_nonsense_is_closed_and_the_server_lives(
    server: PageServer, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> int | None:
        await opened.send_json({"type": "hello"})
        await opened.send_str(broken)
        return await until_closed(opened)

    assert connect(server, link.token, talk) == 1007
    assert events_of(link) == [Message(content={"type": "hello"}), Closed()]
    assert caplog.records == [], "what a page says is no fault of ours"
    assert get(server, "/")[0].status == 200


def test_json_that_is_no_object_is_not_heard(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> None:
        await opened.send_str("[1]")
        await opened.send_json({"type": "hello"})

    connect(server, link.token, talk)
    assert events_of(link) == [Message(content={"type": "hello"}), Closed()]


# Its end


def test_the_end_of_the_server_is_the_end_of_its_pages_threads_and_ports(pages: Path) -> None:
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
    assert events_of(link) == [Closed()]
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

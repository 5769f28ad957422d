"""WebSockets of links, opened by a raw client: who is accepted, and which messages arrive."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from page_client import PATIENCE, connect, events_of, get, until_closed

from rtcmatrix.gather.page_link import PageClosed, PageMessage
from rtcmatrix.gather.page_server import PageServer


async def silence(_: aiohttp.ClientWebSocketResponse) -> None:
    """Say nothing and go."""


@pytest.mark.parametrize(
    "origin", [None, "http://evil.test", "http://other.localhost:1", "null", "http://page.localhost", ""]
)
def test_a_page_of_another_origin_gets_no_link(server: PageServer, origin: str | None) -> None:
    link = server.open_link()
    with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
        connect(server, link.token, silence, origin=origin)
    assert caught.value.status == 403
    connect(server, link.token, silence)
    assert events_of(link) == [PageClosed()], "the refused page left the link to the right one"


def test_an_unknown_or_closed_token_is_rejected(server: PageServer) -> None:
    link = server.open_link()
    server.close_link(link)
    for token in ("guessed", link.token):
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            connect(server, token, silence)
        assert caught.value.status == 403


def test_messages_arrive_in_order_before_the_close_event(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> None:
        await opened.send_json({"type": "hello", "userAgent": "x"})
        await opened.send_bytes(b"\x00")
        await opened.send_json({"type": "record", "record": {"facts": {"text": "ünïcode"}}})

    connect(server, link.token, talk)
    assert events_of(link) == [
        PageMessage(content={"type": "hello", "userAgent": "x"}),
        PageMessage(content={"type": "record", "record": {"facts": {"text": "ünïcode"}}}),
        PageClosed(),
    ]


def test_answers_reach_the_page(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> list[Any]:
        await opened.send_json({"type": "ask", "id": 1})
        asked = await asyncio.to_thread(link.events.get, timeout=PATIENCE)
        assert isinstance(asked, PageMessage)
        link.answer(asked.content["id"], value=[1])
        link.answer(2, error="no", unsupported=True)
        return [await opened.receive_json(), await opened.receive_json()]

    assert connect(server, link.token, talk) == [
        {"type": "answer", "id": 1, "ok": True, "value": [1]},
        {"type": "answer", "id": 2, "ok": False, "error": "no", "unsupported": True},
    ]
    assert events_of(link) == [PageClosed()]
    link.answer(3)  # goes nowhere, and says nothing


def test_a_link_accepts_one_page_only(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> int | None:
        await opened.send_json({"type": "first"})
        code: int | None = await asyncio.to_thread(connect, server, link.token, until_closed)
        await opened.send_json({"type": "still the first"})
        return code

    assert connect(server, link.token, talk) == 1008
    assert events_of(link) == [
        PageMessage(content={"type": "first"}),
        PageMessage(content={"type": "still the first"}),
        PageClosed(),
    ]


@pytest.mark.parametrize("broken", ["{", "", "nonsense", "[" * 100_000])
def test_invalid_json_closes_the_socket_and_not_the_server(
    server: PageServer, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> int | None:
        await opened.send_json({"type": "hello"})
        await opened.send_str(broken)
        return await until_closed(opened)

    assert connect(server, link.token, talk) == 1007
    assert events_of(link) == [PageMessage(content={"type": "hello"}), PageClosed()]
    assert caplog.records == [], "what a page says is no fault of ours"
    assert get(server, "/")[0].status == 200


def test_json_that_is_no_object_is_ignored(server: PageServer) -> None:
    link = server.open_link()

    async def talk(opened: aiohttp.ClientWebSocketResponse) -> None:
        await opened.send_str("[1]")
        await opened.send_json({"type": "hello"})

    connect(server, link.token, talk)
    assert events_of(link) == [PageMessage(content={"type": "hello"}), PageClosed()]

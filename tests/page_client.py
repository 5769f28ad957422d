"""A client of the page server that nobody has made polite: it asks for paths as written, and is the page of a link."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import aiohttp

from rtcmatrix.gather.page_link import LinkEvent, PageClosed, PageLink
from rtcmatrix.gather.page_server import PageServer

PATIENCE = 20
"""Seconds until something that was to come is given up."""


def get(server: PageServer, path: str) -> tuple[HTTPResponse, str]:
    """Ask for a path exactly as it is written, which no friendlier client does."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


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


async def until_closed(opened: aiohttp.ClientWebSocketResponse) -> int | None:
    async for _ in opened:
        pass
    return opened.close_code


def events_of(link: PageLink) -> list[LinkEvent]:
    """Take everything up to the page's end."""
    taken: list[LinkEvent] = []
    while PageClosed() not in taken:
        taken.append(link.events.get(timeout=PATIENCE))
    return taken

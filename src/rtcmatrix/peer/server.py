"""How a page reaches the server: one WebSocket a call, guarded by a token; JSON in both directions."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from aiohttp import WSMsgType, web
from aiortc.exceptions import InvalidStateError

from rtcmatrix.peer.call import Call, WrongAsk

LARGEST_MESSAGE = 1024 * 1024
ORIGIN = re.compile(r"https?://([a-z0-9-]+\.)*localhost(:\d+)?")
"""Pages of the page server. Their names lead to loopback; a page of the network has another origin."""

log = logging.getLogger(__name__)


def make_app(token: str) -> web.Application:
    """Make the server; ``token`` is in the path of what it answers."""
    app = web.Application()
    app.router.add_get(f"/{token}", _serve)
    app.router.add_get("/", _hello)
    return app


async def _hello(_request: web.Request) -> web.Response:
    """Say that the server is there, to whoever waits for its start."""
    return web.Response(text="rtcmatrix.peer\n")


async def _serve(request: web.Request) -> web.StreamResponse:
    """Serve one page until its socket closes; the call ends with it."""
    if ORIGIN.fullmatch(request.headers.get("Origin", "")) is None:
        raise web.HTTPForbidden(text="no page of this machine\n")
    socket = web.WebSocketResponse(max_msg_size=LARGEST_MESSAGE)
    await socket.prepare(request)
    desk = Desk()
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await socket.send_str(json.dumps(await desk.take(message.data)))
    finally:
        await desk.close()
    return socket


class Desk:
    """Does what one page asks, one ask after the other."""

    def __init__(self) -> None:
        self._call: Call | None = None

    async def take(self, text: str) -> dict[str, Any]:
        """Do it and give the answer: ``{"id", "ok": true, "value"}`` or ``{"id", "ok": false, "error": {"name"}}``."""
        number = None
        try:
            ask = json.loads(text)
            number = ask["id"]
            return {"id": number, "ok": True, "value": await self._do(ask)}
        except (WrongAsk, InvalidStateError, ValueError, KeyError, TypeError) as error:
            return _refused(number, error)
        except Exception as error:  # what a library makes of a strange offer must not end the server
            log.exception("an ask failed")
            await self.close()
            return _refused(number, error)

    async def _do(self, ask: dict[str, Any]) -> dict[str, str] | None:
        match ask.get("do"):
            case "answer":
                return await self._there().answer(ask)
            case "offer":
                return await self._there().offer(ask)
            case "take answer":
                await self._there().take_answer(ask)
            case "close":
                await self.close()
            case other:
                raise WrongAsk(f'nobody can "{other}"; expected answer, offer, take answer or close')
        return None

    def _there(self) -> Call:
        self._call = self._call or Call()
        return self._call

    async def close(self) -> None:
        """End the call, so that the next ask begins another."""
        call, self._call = self._call, None
        if call is not None:
            await call.close()


def _refused(number: Any, error: Exception) -> dict[str, Any]:
    return {"id": number, "ok": False, "error": {"name": type(error).__name__, "message": str(error)}}

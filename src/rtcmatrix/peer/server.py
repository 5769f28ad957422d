"""Accept requests of pages over a WebSocket with a token, one per call; JSON in both directions."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

from aiohttp import WSMsgType, web
from aiortc.exceptions import InvalidStateError

from rtcmatrix.peer.call import Call, InvalidRequestError

MAX_MESSAGE_SIZE = 1024 * 1024
ORIGIN = re.compile(r"https?://([a-z0-9-]+\.)*localhost(:\d+)?")
"""Origins of the page server. Their names resolve to loopback; pages of other machines have other origins."""

log = logging.getLogger(__name__)


def make_app(token: str) -> web.Application:
    """Make the server; pages connect to the path ``/<token>``."""
    app = web.Application()
    app.router.add_get(f"/{token}", _serve_page)
    app.router.add_get("/", _report_ready)
    return app


async def _report_ready(_request: web.Request) -> web.Response:
    """Answer the stage that waits for the server to start."""
    return web.Response(text="rtcmatrix.peer\n")


async def _serve_page(request: web.Request) -> web.StreamResponse:
    """Serve one page until its socket closes; then close its call."""
    if ORIGIN.fullmatch(request.headers.get("Origin", "")) is None:
        raise web.HTTPForbidden(text="the origin is no page of this machine\n")
    socket = web.WebSocketResponse(max_msg_size=MAX_MESSAGE_SIZE)
    await socket.prepare(request)
    connection = PageConnection()
    try:
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await socket.send_str(json.dumps(await connection.answer(message.data)))
    finally:
        await connection.close()
    return socket


class PageConnection:
    """Answers the requests of one page, one after another."""

    def __init__(self) -> None:
        self._call: Call | None = None

    async def answer(self, text: str) -> dict[str, Any]:
        """Return ``{"id", "ok": true, "value"}`` or ``{"id", "ok": false, "error": {"name", "message"}}``."""
        request_id = None
        try:
            request = json.loads(text)
            request_id = request["id"]
            return {"id": request_id, "ok": True, "value": await self._fulfill(request)}
        except (InvalidRequestError, InvalidStateError, ValueError, KeyError, TypeError) as error:
            return _error_answer(request_id, error)
        except Exception as error:  # a library may raise anything for an unusual offer; the server must continue
            log.exception("a request failed")
            await self.close()
            return _error_answer(request_id, error)

    async def _fulfill(self, request: dict[str, Any]) -> dict[str, str] | None:
        match request.get("do"):
            case "answer":
                return await self._open_call().answer(request)
            case "offer":
                return await self._open_call().offer(request)
            case "take answer":
                await self._open_call().set_answer(request)
            case "close":
                await self.close()
            case other:
                raise InvalidRequestError(f'unknown request "{other}"; expected answer, offer, take answer or close')
        return None

    def _open_call(self) -> Call:
        self._call = self._call or Call()
        return self._call

    async def close(self) -> None:
        """Close the call; the next request opens another."""
        call, self._call = self._call, None
        if call is not None:
            await call.close()


def _error_answer(request_id: Any, error: Exception) -> dict[str, Any]:
    return {"id": request_id, "ok": False, "error": {"name": type(error).__name__, "message": str(error)}}

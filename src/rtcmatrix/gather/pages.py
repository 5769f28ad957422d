"""The page server: ``pages/`` over http and https on loopback, and the WebSocket that links a page with its lane."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Self

import trustme
from aiohttp import WSCloseCode, WSMsgType, web

from rtcmatrix.files import find_inside
from rtcmatrix.gather.hosts import INSECURE, Hosts
from rtcmatrix.gather.link import Closed, Link, Message
from rtcmatrix.gather.packages import Packages
from rtcmatrix.gather.probes import Probe, catalogue_json, read_catalogue

LARGEST_MESSAGE = 32 * 1024 * 1024
"""Bytes of one message from a page; a record larger than this is not an observation."""

_EVERY_PAGE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class PageServer:
    """Serves a folder of pages from a thread of its own, from ``with`` to the end of it.

    Nothing outside the folder is served but, below ``/npm/``, the packages that ``package.json`` beside it names.
    ``host`` is loopback unless a person says otherwise; the ports are free ones unless given. It answers to loopback
    names and addresses, beyond loopback to every address, and to ``names``; see ``Hosts``.
    Links are opened before a page is asked for and closed after; a page without a link is served too.
    """

    def __init__(
        self, pages: Path, *, host: str = "127.0.0.1", port: int = 0, tls_port: int = 0, names: Iterable[str] = ()
    ) -> None:
        self.pages = pages.resolve()
        self.hosts = Hosts(listening=host, names=frozenset(name.lower() for name in names))
        self.port = port
        self.tls_port = tls_port
        self.probes: dict[str, Probe] = read_catalogue(self.pages / "probes")
        self._packages = Packages(self.pages)
        self._links: dict[str, Link] = {}
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="page server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._call(self._open())
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def _end(self) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def open_link(self) -> Link:
        """Make a link that the next page with its token attaches to."""
        link = Link()
        self._links[link.token] = link
        return link

    def close_link(self, link: Link) -> None:
        """Forget a link: its page, if it still lives, is refused from now on."""
        self._links.pop(link.token, None)

    def origin(self, kind: str, label: str) -> str:
        """Give an origin of the wanted kind: ``label`` makes it unique where the kind allows several.

        ``insecure`` is one fixed name that each browser is told to look for on loopback; the others are names below
        ``localhost``, which browsers resolve to loopback themselves (RFC 6761, section 6.3).
        """
        match kind:
            case "https":
                return f"https://{label}.localhost:{self.tls_port}"
            case "insecure":
                return f"http://{INSECURE}:{self.port}"
            case _:
                return f"http://{label}.localhost:{self.port}"

    # The rest runs on the server's own thread.

    def _call(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _open(self) -> None:
        app = web.Application(middlewares=[_say_no_store, self._refuse_other_hosts])
        app.router.add_get("/link/{token}", self._link)
        app.router.add_get("/probes.json", self._catalogue)
        app.router.add_get("/probe.html", self._probe_page)
        app.router.add_get("/npm/{path:.*}", self._package)
        app.router.add_get("/{path:.*}", self._file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        self.port = await self._listen(self.port, None)
        self.tls_port = await self._listen(self.tls_port, _certificate())

    async def _listen(self, port: int, context: ssl.SSLContext | None) -> int:
        assert self._runner is not None  # noqa: S101 - _open has just set it
        site = web.TCPSite(self._runner, self.hosts.listening, port, ssl_context=context)
        await site.start()
        address: tuple[str, int] = self._runner.addresses[-1]
        return address[1]

    async def _close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _refuse_other_hosts(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Answer only to our own hosts: a foreign page whose name was made to resolve here must read nothing."""
        said = request.headers.get("Host")
        if not self.hosts.answers_to(said):
            raise web.HTTPMisdirectedRequest(
                text=f"this server has no host {ascii(said)[:200]}; it answers to localhost and to its addresses\n"
            )
        return await handler(request)

    async def _catalogue(self, _request: web.Request) -> web.Response:
        return web.Response(text=catalogue_json(self.probes), content_type="application/json")

    async def _probe_page(self, request: web.Request) -> web.StreamResponse:
        probe = self.probes.get(request.query.get("probe", ""))
        return web.FileResponse(self.pages / "probe.html", headers=list(probe.headers) if probe else [])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = _find_file(self.pages, request.match_info["path"])
        if file is None:
            raise web.HTTPNotFound(text="no such page\n")
        return web.FileResponse(file)

    async def _package(self, request: web.Request) -> web.StreamResponse:
        file = self._packages.find(request.match_info["path"])
        if file is None:
            raise web.HTTPNotFound(text="no such file of a package that pages may load\n")
        return web.FileResponse(file)

    async def _link(self, request: web.Request) -> web.StreamResponse:
        link = self._links.get(request.match_info["token"])
        if link is None or not _same_host(request):
            raise web.HTTPForbidden(text="no such link\n")
        # Not compressed: a small message would overtake a large one that is still being so (aiohttp on Python 3.11)
        socket = web.WebSocketResponse(max_msg_size=LARGEST_MESSAGE, compress=False)
        await socket.prepare(request)
        if not link.attach(partial(self._send, socket)):
            await socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return socket
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    content = json.loads(message.data)
                    if isinstance(content, dict):
                        link.put(Message(content=content))
        except (ValueError, RecursionError):
            await socket.close(code=WSCloseCode.INVALID_TEXT)
        finally:
            link.put(Closed())
        return socket

    def _send(self, socket: web.WebSocketResponse, content: dict[str, Any]) -> None:
        asyncio.run_coroutine_threadsafe(_send_if_open(socket, json.dumps(content)), self._loop)


async def _send_if_open(socket: web.WebSocketResponse, text: str) -> None:
    """Send, unless the page has gone meanwhile: the link has said so already."""
    if not socket.closed:
        try:
            await socket.send_str(text)
        except ConnectionError:
            return


def _find_file(pages: Path, path: str) -> Path | None:
    """Find a file of the folder, or the index page of a folder below it."""
    return find_inside(pages, path) or find_inside(pages, str(PurePosixPath(path, "index.html")))


def _same_host(request: web.Request) -> bool:
    """Refuse a socket opened by a page of another host: the token is secret, but a second lock costs nothing."""
    return request.headers.get("Origin", "").partition("://")[2] == request.host


@web.middleware
async def _say_no_store(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Keep every page out of the browsers' caches: a probe that was just edited is the one that runs."""
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        refusal.headers.update(_EVERY_PAGE)
        raise
    if not response.prepared:
        response.headers.update(_EVERY_PAGE)
    return response


def _certificate() -> ssl.SSLContext:
    """Make a certificate for names below localhost; the browsers are told to accept it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost", "*.localhost", "127.0.0.1").configure_cert(context)
    return context

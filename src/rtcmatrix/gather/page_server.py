"""Serve ``pages/`` over HTTP and HTTPS on loopback, and the WebSocket that links a page with its lane."""

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
from rtcmatrix.gather.npm_packages import NpmPackages
from rtcmatrix.gather.page_link import PageClosed, PageLink, PageMessage
from rtcmatrix.gather.probes import Probe, catalog_json, read_catalog

MAX_MESSAGE_SIZE = 32 * 1024 * 1024
"""Bytes of one message from a page; no record is larger."""

_COMMON_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class PageServer:
    """Serves a folder of pages from a thread of its own while the ``with`` block runs.

    Outside the folder it serves only, below ``/npm/``, the packages that ``package.json`` in the parent folder names.
    ``host`` is loopback by default; ports are chosen by the system by default. It accepts loopback names and addresses,
    beyond loopback every address, and ``names``; see ``Hosts``.
    A link is opened before its page is loaded and closed afterwards; a page without a link is served, too.
    """

    def __init__(
        self, pages: Path, *, host: str = "127.0.0.1", port: int = 0, tls_port: int = 0, names: Iterable[str] = ()
    ) -> None:
        self.pages = pages.resolve()
        self.hosts = Hosts(listen_address=host, names=frozenset(name.lower() for name in names))
        self.port = port
        self.tls_port = tls_port
        self.probes: dict[str, Probe] = read_catalog(self.pages / "probes")
        self._packages = NpmPackages(self.pages)
        self._links: dict[str, PageLink] = {}
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, name="page server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._run_on_server_thread(self._open())
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()

    def _stop(self) -> None:
        self._run_on_server_thread(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def open_link(self) -> PageLink:
        """Open a link that the page with its token attaches to."""
        link = PageLink()
        self._links[link.token] = link
        return link

    def close_link(self, link: PageLink) -> None:
        """Close a link: its token is rejected from now on."""
        self._links.pop(link.token, None)

    def origin(self, kind: str, label: str) -> str:
        """Return an origin of a kind; ``label`` makes it unique if the kind allows several.

        ``insecure`` is one fixed name that each browser is configured to resolve to loopback; the others are names
        below ``localhost``, which browsers resolve to loopback themselves (RFC 6761, section 6.3).
        """
        match kind:
            case "https":
                return f"https://{label}.localhost:{self.tls_port}"
            case "insecure":
                return f"http://{INSECURE}:{self.port}"
            case _:
                return f"http://{label}.localhost:{self.port}"

    # The rest runs on the server's own thread.

    def _run_on_server_thread(self, coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    async def _open(self) -> None:
        app = web.Application(middlewares=[_add_common_headers, self._reject_other_hosts])
        app.router.add_get("/link/{token}", self._serve_link)
        app.router.add_get("/probes.json", self._serve_catalog)
        app.router.add_get("/probe.html", self._serve_probe_page)
        app.router.add_get("/npm/{path:.*}", self._serve_package)
        app.router.add_get("/{path:.*}", self._serve_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        self.port = await self._listen(self.port, None)
        self.tls_port = await self._listen(self.tls_port, _certificate())

    async def _listen(self, port: int, context: ssl.SSLContext | None) -> int:
        assert self._runner is not None  # noqa: S101 - _open has just set it
        site = web.TCPSite(self._runner, self.hosts.listen_address, port, ssl_context=context)
        await site.start()
        address: tuple[str, int] = self._runner.addresses[-1]
        return address[1]

    async def _close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _reject_other_hosts(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Reject requests for other hosts, so that no page of another site reads anything by DNS rebinding."""
        host = request.headers.get("Host")
        if not self.hosts.accepts(host):
            raise web.HTTPMisdirectedRequest(
                text=f"this server does not accept the host {ascii(host)[:200]}, only localhost and its addresses\n"
            )
        return await handler(request)

    async def _serve_catalog(self, _request: web.Request) -> web.Response:
        return web.Response(text=catalog_json(self.probes), content_type="application/json")

    async def _serve_probe_page(self, request: web.Request) -> web.StreamResponse:
        probe = self.probes.get(request.query.get("probe", ""))
        return web.FileResponse(self.pages / "probe.html", headers=list(probe.headers) if probe else [])

    async def _serve_file(self, request: web.Request) -> web.StreamResponse:
        file = _find_file(self.pages, request.match_info["path"])
        if file is None:
            raise web.HTTPNotFound(text="no such page\n")
        return web.FileResponse(file)

    async def _serve_package(self, request: web.Request) -> web.StreamResponse:
        file = self._packages.find(request.match_info["path"])
        if file is None:
            raise web.HTTPNotFound(text="no such file in a package of package.json\n")
        return web.FileResponse(file)

    async def _serve_link(self, request: web.Request) -> web.StreamResponse:
        link = self._links.get(request.match_info["token"])
        if link is None or not _same_host(request):
            raise web.HTTPForbidden(text="no such link\n")
        # Not compressed: a small message would overtake a large one during its compression (aiohttp on Python 3.11)
        socket = web.WebSocketResponse(max_msg_size=MAX_MESSAGE_SIZE, compress=False)
        await socket.prepare(request)
        if not link.attach(partial(self._send, socket)):
            await socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return socket
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    content = json.loads(message.data)
                    if isinstance(content, dict):
                        link.put(PageMessage(content=content))
        except (ValueError, RecursionError):
            await socket.close(code=WSCloseCode.INVALID_TEXT)
        finally:
            link.put(PageClosed())
        return socket

    def _send(self, socket: web.WebSocketResponse, content: dict[str, Any]) -> None:
        asyncio.run_coroutine_threadsafe(_send_if_open(socket, json.dumps(content)), self._loop)


async def _send_if_open(socket: web.WebSocketResponse, text: str) -> None:
    """Send unless the socket has closed meanwhile, which the link reports by itself."""
    if not socket.closed:
        try:
            await socket.send_str(text)
        except ConnectionError:
            return


def _find_file(pages: Path, path: str) -> Path | None:
    """Find a file of the folder, or the index page of a folder below it."""
    return find_inside(pages, path) or find_inside(pages, str(PurePosixPath(path, "index.html")))


def _same_host(request: web.Request) -> bool:
    """Return whether a page of this host opened the socket. The token is secret; this is defense in depth."""
    return request.headers.get("Origin", "").partition("://")[2] == request.host


@web.middleware
async def _add_common_headers(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Add headers that keep pages out of the cache, so that an edited probe is the one that runs."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(_COMMON_HEADERS)
        raise
    if not response.prepared:
        response.headers.update(_COMMON_HEADERS)
    return response


def _certificate() -> ssl.SSLContext:
    """Make a certificate for names below localhost; browsers start with certificate errors ignored."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost", "*.localhost", "127.0.0.1").configure_cert(context)
    return context

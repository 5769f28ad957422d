"""A stand-in for the driver of a branded browser: a proxy that speaks its vendor's WebDriver dialect to ChromeDriver.

Microsoft Edge WebDriver is a build of ChromeDriver with other names: `browserName` is `MicrosoftEdge` in requests and
`msedge` in responses, options are `ms:edgeOptions`, vendor commands are below `/session/{id}/ms/`, and it reports
itself in `msedge.msedgedriverVersion`
(https://learn.microsoft.com/microsoft-edge/webdriver-chromium/capabilities-edge-options). The URL of the BiDi
connection is ChromeDriver's own.

    python driver_standin.py --brand edge --as-version 157.0.4113.7 --chromedriver /usr/bin/chromedriver --port=9515
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web

_LISTENS = re.compile(rb"started successfully on port (\d+)")
_LARGEST_BODY = 64 * 2**20
"""Bytes; a screenshot is a few million."""
_HOPS = ("Content-Length", "Transfer-Encoding", "Connection", "Host")
"""Headers that belong to one connection."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """The names that a vendor's build of ChromeDriver uses."""

    requested: tuple[str, ...]
    """Values of ``browserName`` that a new session may request."""
    reported: str
    """The ``browserName`` of a session, and the capability that holds the driver's version."""
    driver: str
    """Prefix of that version's key."""
    prefix: str
    """Of vendor capabilities and commands."""
    options: str
    """The capability with the options of the browser, without its prefix."""


CHROME = Dialect(
    requested=("chrome",), reported="chrome", driver="chromedriver", prefix="goog", options="chromeOptions"
)
DIALECTS = {
    "chrome": CHROME,
    "edge": Dialect(
        requested=("MicrosoftEdge", "msedge"),
        reported="msedge",
        driver="msedgedriver",
        prefix="ms",
        options="edgeOptions",
    ),
}


class RejectedError(Exception):
    """Raised if the vendor's driver would create no session; the message is an error code of WebDriver and a reason."""


def to_chrome(capabilities: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    """Translate the capabilities of a new-session request; raise RejectedError for those of another vendor."""
    renamed = {}
    for name, value in capabilities.items():
        prefix, colon, _ = name.partition(":")
        if colon and prefix in {each.prefix for each in DIALECTS.values()} - {dialect.prefix}:
            raise RejectedError(f"invalid argument: unrecognized capability: {name}")
        if name == "browserName" and value not in dialect.requested:
            raise RejectedError(f"session not created: No matching capabilities found: {value}")
        renamed[_chrome_name(name, dialect)] = CHROME.reported if name == "browserName" else value
    return renamed


def _chrome_name(name: str, dialect: Dialect) -> str:
    """Return ChromeDriver's name of a capability."""
    prefix, colon, rest = name.partition(":")
    if not colon or prefix != dialect.prefix:
        return name
    return f"{CHROME.prefix}:{CHROME.options if rest == dialect.options else rest}"


def from_chrome(capabilities: dict[str, Any], dialect: Dialect, *, browser: str, driver: str) -> dict[str, Any]:
    """Translate the capabilities of a session that ChromeDriver created, with the versions of browser and driver."""
    told: dict[str, Any] = {}
    for name, value in capabilities.items():
        prefix, colon, rest = name.partition(":")
        if name == CHROME.reported:
            kept = {key: each for key, each in value.items() if key != f"{CHROME.driver}Version"}
            told[dialect.reported] = kept | {f"{dialect.driver}Version": f"{driver} (stand-in)"}
        elif colon and prefix == CHROME.prefix:
            told[f"{dialect.prefix}:{dialect.options if rest == CHROME.options else rest}"] = value
        else:
            told[name] = value
    return told | {"browserName": dialect.reported, "browserVersion": browser}


def path_for_chrome(path: str, dialect: Dialect) -> str:
    """Translate the path of a vendor command, ``/session/{id}/ms/cdp/execute``."""
    return re.sub(rf"^(/session/[^/]+)/{dialect.prefix}/", rf"\1/{CHROME.prefix}/", path)


class Proxy:
    """Forwards each command to a ChromeDriver of its own."""

    def __init__(self, dialect: Dialect, version: str, chromedriver: str, client: aiohttp.ClientSession) -> None:
        self._dialect, self._version, self._chromedriver, self._client = dialect, version, chromedriver, client

    async def __call__(self, request: web.Request) -> web.Response:
        """Answer one command."""
        body = await request.read()
        if (request.method, request.path) == ("POST", "/session"):
            return await self._create(json.loads(body))
        headers = {name: value for name, value in request.headers.items() if name not in _HOPS}
        url = self._chromedriver + path_for_chrome(request.path_qs, self._dialect)
        async with self._client.request(request.method, url, data=body, headers=headers) as answer:
            return _response(await answer.read(), answer.status)

    async def _create(self, body: dict[str, Any]) -> web.Response:
        """Create a session."""
        requested = body["capabilities"]
        try:
            always = to_chrome(requested.get("alwaysMatch", {}), self._dialect)
            first = [to_chrome(each, self._dialect) for each in requested.get("firstMatch", [{}])]
            version = await self._version_of_browser([always, *first])
        except RejectedError as wrong:
            told = {"error": str(wrong).partition(":")[0], "message": str(wrong), "stacktrace": ""}
            return _response(json.dumps({"value": told}).encode(), 500)
        translated = {"capabilities": {"alwaysMatch": always, "firstMatch": first}}
        async with self._client.post(f"{self._chromedriver}/session", json=translated) as answer:
            plain, status = await answer.json(content_type=None), answer.status
        if status == HTTPStatus.OK:
            session = plain["value"]
            session["capabilities"] = from_chrome(
                session["capabilities"], self._dialect, browser=version, driver=self._version
            )
        return _response(json.dumps(plain).encode(), status)

    async def _version_of_browser(self, requested: list[dict[str, Any]]) -> str:
        """Ask the requested browser for its version; a driver rejects one of another milestone."""
        options: dict[str, Any] = {}
        for each in requested:
            options |= each.get(f"{CHROME.prefix}:{CHROME.options}", {})
        asked = await asyncio.create_subprocess_exec(options["binary"], "--version", stdout=asyncio.subprocess.PIPE)
        output, _ = await asked.communicate()
        version = re.search(rb"\d+(\.\d+)+", output)
        if version is None:
            raise RejectedError(f'session not created: "{options["binary"]}" prints no version')
        found, supported = version[0].decode(), self._version.partition(".")[0]
        if found.partition(".")[0] != supported:
            raise RejectedError(
                f"session not created: This version of {self._dialect.driver} only supports version {supported}; "
                f"current browser version is {found}"
            )
        return found


def _response(content: bytes, status: int) -> web.Response:
    return web.Response(body=content, status=status, content_type="application/json", charset="utf-8")


async def serve(dialect: Dialect, version: str, chromedriver: str, port: int, arguments: list[str]) -> None:
    """Start ChromeDriver, forward commands on ``port``, and end with ChromeDriver."""
    process = await asyncio.create_subprocess_exec(chromedriver, "--port=0", *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    listens = None
    while listens is None:
        line = await process.stdout.readline()
        if not line:
            sys.exit(f'"{chromedriver}" ended before it listened on a port')
        sys.stdout.buffer.write(line)
        listens = _LISTENS.search(line)
    sys.stdout.flush()
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout, auto_decompress=False) as client:
        app = web.Application(client_max_size=_LARGEST_BODY)
        app.router.add_route(
            "*", "/{path:.*}", Proxy(dialect, version, f"http://127.0.0.1:{int(listens[1])}", client).__call__
        )
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        while line := await process.stdout.readline():
            sys.stdout.buffer.write(line)
            sys.stdout.flush()
        await runner.cleanup()
    await process.wait()


def main() -> None:
    """Read the command line: the options of the stand-in, then those of a driver."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--brand", choices=DIALECTS, required=True)
    parser.add_argument("--as-version", required=True)
    parser.add_argument("--chromedriver", required=True)
    parser.add_argument("--port", type=int, required=True)
    options, others = parser.parse_known_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(DIALECTS[options.brand], options.as_version, options.chromedriver, options.port, others))


if __name__ == "__main__":
    main()

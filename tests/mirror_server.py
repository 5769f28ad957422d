"""A mirror on loopback: serves a folder over HTTP to Selenium Manager."""

from __future__ import annotations

import base64
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass(frozen=True)
class Request:
    path: str
    """With the query."""
    credentials: str
    """``user:password`` of basic authentication; empty without."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, seen: list[Request], **more: object) -> None:
        self._seen = seen
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Serve ``index.json`` for a folder."""
        found = Path(super().translate_path(path))
        return str(found / "index.json" if found.is_dir() else found)

    def do_GET(self) -> None:
        sent = self.headers.get("Authorization", "").removeprefix("Basic ")
        self._seen.append(Request(self.path, base64.b64decode(sent).decode()))
        super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def serve_mirror(folder: Path, seen: list[Request] | None = None) -> Iterator[str]:
    """Serve a folder until the block ends; yields ``http://127.0.0.1:PORT``. ``seen`` collects the requests."""
    handler = partial(_Handler, directory=str(folder), seen=[] if seen is None else seen)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()

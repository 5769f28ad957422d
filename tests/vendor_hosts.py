"""A proxy on loopback that answers for hosts of vendors, with certificates of a test authority.

Selenium Manager asks some hosts even if it has a mirror, such as product-details.mozilla.org.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme


class _Handler(BaseHTTPRequestHandler):
    """Accept a tunnel, end its TLS, and answer the requests inside."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, authority: trustme.CA, answers: Mapping[str, bytes]) -> None:
        self._authority, self._answers, self._host = authority, answers, ""
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_CONNECT(self) -> None:
        self._host = self.path.partition(":")[0]
        self.send_response(200)
        self.end_headers()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(self._host).configure_cert(context)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        self.close_connection = False

    def do_GET(self) -> None:
        answer = self._answers.get(f"https://{self._host}{self.path}")
        self.send_response(404 if answer is None else 200)
        self.send_header("Content-Length", str(len(answer or b"")))
        self.end_headers()
        self.wfile.write(answer or b"")

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the server closes the connection that it accepted, which TLS has replaced

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def answer_for_hosts(folder: Path, answers: Mapping[str, bytes]) -> Iterator[dict[str, str]]:
    """Answer URLs until the block ends; yields the environment of a program that is to ask this proxy.

    The certificate of the authority is written into ``folder``. A URL that is not in ``answers`` is "not found".
    """
    authority = trustme.CA()
    certificate = folder / "authority.pem"
    authority.cert_pem.write_to_path(certificate)
    handler = partial(_Handler, authority=authority, answers=answers)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            proxy = f"http://127.0.0.1:{server.server_address[1]}"
            yield {"HTTPS_PROXY": proxy, "https_proxy": proxy, "SSL_CERT_FILE": str(certificate)}
        finally:
            server.shutdown()
            thread.join()

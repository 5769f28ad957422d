"""A stand-in for chromedriver, msedgedriver and geckodriver: takes a new session, keeps what was asked, starts nothing.

``asked.jsonl`` next to ``TMPDIR`` holds each request. ``STANDIN=refuse`` or ``hang`` in the environment makes it fail.
"""

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ASKED = Path(os.environ["TMPDIR"]).parent / "asked.jsonl"
MODE = os.environ.get("STANDIN", "")
SESSION = {"sessionId": "stand-in", "capabilities": {"browserName": "stand-in", "browserVersion": "150.0.1.2"}}


class Standin(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer({"ready": True})
        if self.path == "/shutdown":
            self.wfile.flush()
            os._exit(0)

    def do_DELETE(self) -> None:
        self.answer(None)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with ASKED.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"path": self.path, "body": body, "arguments": sys.argv[1:]}) + "\n")
        if MODE == "hang":
            threading.Event().wait()
        if MODE == "refuse":
            self.answer({"error": "session not created", "message": "no, says the stand-in", "stacktrace": ""}, 500)
        else:
            self.answer(SESSION if self.path == "/session" else None)

    def answer(self, value: object, status: int = 200) -> None:
        body = json.dumps({"value": value}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    joined = " ".join(sys.argv[1:]).replace("=", " ").split()
    server = ThreadingHTTPServer(("127.0.0.1", int(joined[joined.index("--port") + 1])), Standin)
    sys.stdout.write("stand-in driver is up\n")
    sys.stdout.flush()
    server.serve_forever()

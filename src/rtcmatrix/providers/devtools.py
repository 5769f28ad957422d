"""Read the version of a headless shell through DevTools, because it does not support ``--version``."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import threading
import urllib.request

import psutil

from rtcmatrix.providers.refusal import NotProvided

DEADLINE = 30
"""Timeout in seconds for a shell to listen."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--remote-debugging-port=0")
"""Without ``--user-data-dir``: with it, some shells wait for a minute and fail."""
_LISTENS = re.compile(r"DevTools listening on ws://127\.0\.0\.1:(\d+)/")


def ask_shell(program: str) -> str:
    """Start a headless shell, return the version that DevTools reports, ``Chromium 119.0.6045.0``, and stop it."""
    with (
        tempfile.TemporaryFile() as nothing,
        subprocess.Popen(
            [program, *FLAGS],
            stdin=subprocess.DEVNULL,
            stdout=nothing,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        ) as shell,
    ):
        late = threading.Timer(DEADLINE, _end, [shell])
        late.start()
        try:
            found = next((reported for line in shell.stderr or () if (reported := _LISTENS.search(line))), None)
            if found is None:
                raise NotProvided(f'"{program}" neither printed its version nor listened on a DevTools port')
            return _version(program, int(found[1]))
        finally:
            late.cancel()
            _end(shell)


def _version(program: str, port: int) -> str:
    """Read the version from DevTools on loopback, without a proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/json/version", timeout=DEADLINE) as answer:
            reported = re.fullmatch(r"(?:Headless)?Chrome/([\d.]+)", str(json.load(answer).get("Browser", "")))
    except (OSError, ValueError, AttributeError) as wrong:
        raise NotProvided(f'"{program}" listens on a DevTools port, but reports no version: {wrong}') from wrong
    if reported is None:
        raise NotProvided(f'"{program}" does not identify itself as Chrome through DevTools')
    return f"Chromium {reported[1]}"


def _end(shell: subprocess.Popen[str]) -> None:
    """Stop a shell and every process that it started."""
    try:
        started = psutil.Process(shell.pid)
        family = [*started.children(recursive=True), started]
    except psutil.Error:
        return
    for each in family:
        try:
            each.kill()
        except psutil.Error:
            continue

"""A guard process that ends the sessions of this process and removes their folders after this process was killed.

After ``kill -9`` a process cannot clean up by itself. The guard reads which sessions to clean up from a pipe, which
closes when this process ends for whatever reason. It has its own POSIX session, on Windows its own process group:
signals to our group and Ctrl-C do not reach it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, TypedDict

from rtcmatrix.gather.processes import end_processes, is_stopped
from rtcmatrix.process_groups import creation_flags, has_sessions

CLEANUP_TIMEOUT = 60.0
"""Seconds for a guard to clean up; after that it is killed."""


class WatchedSession(TypedDict):
    """A session that the guard cleans up, as sent over the pipe."""

    folder: str
    leaders: list[int]


class Guard:
    """Controls the guard process. One per process that starts browsers; the guard starts with the first session."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._sessions: dict[str, WatchedSession] = {}
        self._lock = threading.Lock()

    def watch(self, folder: Path, leaders: Iterable[int] = ()) -> None:
        """Register a session, whose processes and folder the guard cleans up if this process dies."""
        session: WatchedSession = {"folder": str(folder), "leaders": list(leaders)}
        with self._lock:
            self._sessions[str(folder)] = session
            self._send(session)

    def release(self, folder: Path) -> None:
        """Stop watching a session that was closed."""
        with self._lock:
            self._sessions.pop(str(folder), None)
            self._send({"folder": str(folder), "ended": True})

    def close(self) -> None:
        """End the guard; it cleans up every session that it still watches."""
        with self._lock:
            if self._process is not None:
                cleaned_up = self._end_process(self._process)
                self._process = None
                if not cleaned_up:
                    _clean_up({folder: session["leaders"] for folder, session in self._sessions.items()})

    def _send(self, message: Mapping[str, object]) -> None:
        """Send a message to the guard; a guard that was killed is replaced, and the new one gets all sessions."""
        if self._process is not None:
            try:
                _write_message(self._process, message)
            except BrokenPipeError:
                self._end_process(self._process)
            else:
                return
        self._process = _start_guard()
        for session in self._sessions.values():
            _write_message(self._process, session)

    @staticmethod
    def _end_process(process: subprocess.Popen[str]) -> bool:
        """Close the pipe and wait for the guard's exit; returns False if it did not clean up (killed or stopped)."""
        assert process.stdin is not None  # noqa: S101 - it was opened with a pipe
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        if is_stopped(process.pid):
            process.kill()
        try:
            return process.wait(CLEANUP_TIMEOUT) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False


def _start_guard() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "rtcmatrix.gather.guard"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=has_sessions(),
        creationflags=creation_flags(),
        text=True,
    )


def _write_message(process: subprocess.Popen[str], message: Mapping[str, object]) -> None:
    assert process.stdin is not None  # noqa: S101 - it was opened with a pipe
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def run_guard(lines: IO[str]) -> None:
    """Run the guard process: read sessions until the pipe closes, then clean up those that were not released."""
    sessions: dict[str, list[int]] = {}
    for line in lines:
        message = json.loads(line)
        if message.get("ended"):
            sessions.pop(message["folder"], None)
        else:
            sessions[message["folder"]] = message["leaders"]
    _clean_up(sessions)


def _clean_up(sessions: Mapping[str, Iterable[int]]) -> None:
    for folder, leaders in sessions.items():
        end_processes(Path(folder), leaders)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    run_guard(sys.stdin)

"""A small process that outlives ours: when we are killed, it ends the sessions we had and removes their folders.

``kill -9`` leaves nobody to clean up, so somebody else must watch. The guard reads what to watch from a pipe; the pipe
ends when we do, however we do. It stands in a POSIX session of its own: a signal to our group does not reach it.
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

PATIENCE = 60.0
"""Seconds given to a guard to clean up; one that takes longer is ended."""


class Watched(TypedDict):
    """What a guard is told of a session."""

    folder: str
    leaders: list[int]


class Guard:
    """Our end of the guard: one per process that starts browsers, started when the first one is."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._watched: dict[str, Watched] = {}
        self._lock = threading.Lock()

    def watch(self, folder: Path, leaders: Iterable[int] = ()) -> None:
        """Have a session's folder, and the processes it marks, cleaned up should we die."""
        words: Watched = {"folder": str(folder), "leaders": list(leaders)}
        with self._lock:
            self._watched[str(folder)] = words
            self._say(words)

    def release(self, folder: Path) -> None:
        """Forget a session that was ended properly."""
        with self._lock:
            self._watched.pop(str(folder), None)
            self._say({"folder": str(folder), "ended": True})

    def close(self) -> None:
        """End the guard; whatever it still watches it cleans up."""
        with self._lock:
            if self._process is not None:
                whole = self._let_go(self._process)
                self._process = None
                if not whole:
                    _clean_up({folder: words["leaders"] for folder, words in self._watched.items()})

    def _say(self, words: Mapping[str, object]) -> None:
        """Tell the guard; one that somebody killed is replaced, and its successor told all that it was."""
        if self._process is not None:
            try:
                _tell(self._process, words)
            except BrokenPipeError:
                self._let_go(self._process)
            else:
                return
        self._process = _start_guard()
        for each in self._watched.values():
            _tell(self._process, each)

    @staticmethod
    def _let_go(process: subprocess.Popen[str]) -> bool:
        """Close the pipe and wait for the guard's end; False where it did not come to it (killed, or stopped)."""
        assert process.stdin is not None  # noqa: S101 - it was opened with a pipe
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        if is_stopped(process.pid):
            process.kill()
        try:
            return process.wait(PATIENCE) == 0
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
        start_new_session=True,
        text=True,
    )


def _tell(process: subprocess.Popen[str], words: Mapping[str, object]) -> None:
    assert process.stdin is not None  # noqa: S101 - it was opened with a pipe
    process.stdin.write(json.dumps(words) + "\n")
    process.stdin.flush()


def keep_guard(lines: IO[str]) -> None:
    """Be the guard: note what to watch until the pipe ends, then clean up what is left."""
    watched: dict[str, list[int]] = {}
    for line in lines:
        words = json.loads(line)
        if words.get("ended"):
            watched.pop(words["folder"], None)
        else:
            watched[words["folder"]] = words["leaders"]
    _clean_up(watched)


def _clean_up(watched: Mapping[str, Iterable[int]]) -> None:
    for folder, leaders in watched.items():
        end_processes(Path(folder), leaders)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    keep_guard(sys.stdin)

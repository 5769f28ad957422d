"""The user's cache folder: what was brought is kept there, and two processes never bring the same thing at once."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from platformdirs import user_cache_path

from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Iterator

AGAIN = 0.2
"""Seconds between two tries of a lock that cannot be waited for."""


def cache_folder() -> Path:
    """Give rtcmatrix' folder under the user's cache folder (``XDG_CACHE_HOME``), made where it is missing."""
    folder = user_cache_path("rtcmatrix")
    if sys.platform != "win32" and not os.environ.get("HOME", "unset") and not os.environ.get("XDG_CACHE_HOME"):
        import pwd  # noqa: PLC0415 - not there on Windows

        # An empty HOME would put it at the file system's root: the account knows better
        folder = Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache" / "rtcmatrix"
    if not folder.is_absolute():
        raise NotProvided(f'there is no home folder to keep builds in ("{folder}"); set XDG_CACHE_HOME')
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock of this user while the block runs; another process waits. It is free again when its holder dies."""
    with (cache_folder() / f"{name}.lock").open("w", encoding="utf-8") as file:
        _wait_for(file)
        yield


def _wait_for(file: TextIO) -> None:
    """Lock a file, waiting for whoever holds it; the system lets go when the file is closed."""
    if os.name != "nt":
        import fcntl  # noqa: PLC0415 - not there on Windows

        fcntl.flock(file, fcntl.LOCK_EX)
        return
    msvcrt = importlib.import_module("msvcrt")  # there on Windows alone, and so are its types
    while True:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            time.sleep(AGAIN)  # its own waiting gives up after ten seconds
        else:
            return


def sha256(path: Path) -> str:
    """Give a file's hash in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

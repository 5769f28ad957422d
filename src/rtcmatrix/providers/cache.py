"""The user's cache folder: what was brought is kept there, and two processes never bring the same thing at once."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Iterator


def cache_folder() -> Path:
    """Give rtcmatrix' folder under the user's cache folder (``XDG_CACHE_HOME``), made where it is missing."""
    folder = user_cache_path("rtcmatrix")
    if not os.environ.get("HOME", "unset") and not os.environ.get("XDG_CACHE_HOME"):
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
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sha256(path: Path) -> str:
    """Give a file's hash in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

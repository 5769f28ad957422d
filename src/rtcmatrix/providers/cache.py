"""Keep downloaded builds in the user's cache folder, with locks so that two processes do not download the same one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock
from platformdirs import user_cache_path

from rtcmatrix.providers.refusal import NotProvided

if TYPE_CHECKING:
    from collections.abc import Iterator


def cache_folder() -> Path:
    """Return the folder of rtcmatrix in the user's cache folder (``XDG_CACHE_HOME``); create it if it is missing."""
    folder = user_cache_path("rtcmatrix")
    if sys.platform != "win32" and not os.environ.get("HOME", "unset") and not os.environ.get("XDG_CACHE_HOME"):
        import pwd  # noqa: PLC0415 - not available on Windows

        # An empty HOME would select the root folder; use the home of the account
        folder = Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache" / "rtcmatrix"
    if not folder.is_absolute():
        raise NotProvided(f'the home folder for builds, "{folder}", does not exist; set XDG_CACHE_HOME')
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock of this user during the block; other processes wait. The lock is released if its holder dies."""
    with FileLock(cache_folder() / f"{name}.lock"):
        yield


def sha256(path: Path) -> str:
    """Return the sha256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

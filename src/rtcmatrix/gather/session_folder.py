"""Create the folders of sessions where the path of a browser's Unix socket fits into its limit."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from rtcmatrix.gather.processes import temporary_folder_of
from rtcmatrix.gather.session_owner import PREFIX, write_owner

SHORT = Path("/tmp")  # noqa: S108 - mkdtemp creates a folder of its own in it
"""Used if the path of the usual temporary folder is too long, as that of macOS is."""
SOCKET_PATH_BYTES = {"linux": 107, "darwin": 103}
"""System -> the maximum length of a Unix socket's path: ``sun_path`` without its final zero byte. Windows has none."""
SOCKET_NAMES = {
    "linux": "/.org.chromium.Chromium.123456/SingletonSocket",
    "darwin": "/.com.google.chrome.for.testing.123456/SingletonSocket",
}
"""System -> the longest path below TMPDIR of a socket of Chromium (process_singleton_posix.cc)."""


def create_session_folder() -> Path:
    """Create the folder of a session, with its owner and its temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=session_root()))
    write_owner(folder)
    temporary_folder_of(folder).mkdir()
    return folder


def session_root() -> Path:
    """Return the folder in which sessions have their folders."""
    return choose_root(Path(tempfile.gettempdir()))


def choose_root(temporary: Path, system: str = sys.platform) -> Path:
    """Return the temporary folder, or a short one if browsers could not create their socket in it. Pure."""
    if system not in SOCKET_PATH_BYTES:
        return temporary
    socket = f"{temporary_folder_of(temporary / f'{PREFIX}12345678')}{SOCKET_NAMES[system]}"
    return SHORT if len(os.fsencode(socket)) > SOCKET_PATH_BYTES[system] else temporary

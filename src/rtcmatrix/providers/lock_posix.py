"""Lock a file on POSIX systems (flock). A part of the room."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import fcntl
    from typing import TextIO

    def wait_for_lock(file: TextIO) -> None:
        """Lock a file, waiting for the current holder; the system releases the lock when the file is closed."""
        fcntl.flock(file, fcntl.LOCK_EX)

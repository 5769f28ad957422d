"""Lock a file on Windows (https://docs.python.org/3/library/msvcrt.html). A part of the room.

Untested: it is type-checked, and imported on Windows only.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt
    import time
    from typing import TextIO

    _AGAIN = 0.2
    """Seconds between attempts: the blocking mode gives up after ten seconds."""

    def wait_for_lock(file: TextIO) -> None:
        """Lock a file, waiting for the current holder; the system releases the lock when the file is closed."""
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(_AGAIN)
            else:
                return

"""Whether a run may open as many files at once as it needs. Windows has no such limit."""

from __future__ import annotations

import sys

NEEDED = 1024
"""Open files of one process. Measured with 4 lanes: up to 412 in Chromium's network process, 410 in a worker."""


def find_shortage(needed: int = NEEDED) -> str | None:
    """Raise the limit of open files as far as the system lets us; say in one line where that is not enough."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505 - mypy passes over the branches of other systems
        from rtcmatrix.gather.descriptors_posix import raise_limit  # noqa: PLC0415 - of POSIX systems alone

        allowed = raise_limit(needed)
        return None if allowed >= needed else _shortage(needed, allowed)


def _shortage(needed: int, allowed: int) -> str:
    return (
        f"a run needs {needed} open files (file descriptors) in one process, and {allowed} are allowed here; raise the "
        f"hard limit (`ulimit -Hn {needed}` as root, LimitNOFILE= in systemd, --ulimit nofile={needed} for docker)"
    )

"""Check and raise the limit of open files (file descriptors). Windows has none."""

from __future__ import annotations

import sys

NEEDED = 1024
"""Open files of one process. Measured with 4 lanes: up to 412 in Chromium's network process, 410 in a worker."""


def find_shortage(needed: int = NEEDED) -> str | None:
    """Raise the limit of open files as far as the system allows; return a message if that is not enough."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505 - mypy skips the branches of other systems
        from rtcmatrix.gather.descriptors_posix import raise_limit  # noqa: PLC0415 - only on POSIX systems

        allowed = raise_limit(needed)
        return None if allowed >= needed else _shortage_message(needed, allowed)


def _shortage_message(needed: int, allowed: int) -> str:
    return (
        f"a run needs {needed} open files (file descriptors) in one process, and {allowed} are allowed here; raise the "
        f"hard limit (`ulimit -Hn {needed}` as root, LimitNOFILE= in systemd, --ulimit nofile={needed} for docker)"
    )

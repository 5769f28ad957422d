"""Start a process that Ctrl-C in our terminal does not reach; how to do that depends on the system. Pure."""

from __future__ import annotations

import sys

CREATE_NEW_PROCESS_GROUP = 0x0200
"""https://learn.microsoft.com/windows/win32/procthread/process-creation-flags; subprocess has it on Windows only."""


def creation_flags(system: str = sys.platform) -> int:
    """Return the creation flags of a new process group on Windows: Ctrl-C reaches the other groups of a console.

    On other systems there are none: a process with a POSIX session of its own is not reached (``has_sessions``).
    """
    return CREATE_NEW_PROCESS_GROUP if system == "win32" else 0


def has_sessions(system: str = sys.platform) -> bool:
    """Return whether the system has POSIX sessions; on Windows, ``start_new_session`` has no effect."""
    return system != "win32"

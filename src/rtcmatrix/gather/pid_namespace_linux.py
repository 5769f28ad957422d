"""Identify the PID namespace of this process on Linux (pid_namespaces(7))."""

from __future__ import annotations

import contextlib
import os


def pid_namespace() -> str:
    """Return the PID namespace, ``pid:[4026531836]``; empty if /proc is not mounted."""
    with contextlib.suppress(OSError):
        return os.readlink("/proc/self/ns/pid")  # noqa: PTH115 - the target is no path
    return ""

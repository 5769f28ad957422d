"""The command that gathers and judges one cell again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.reproduce import Checks, command

if TYPE_CHECKING:
    from collections.abc import Iterable


def rerun_command(check: str, address: str, checks: Iterable[str] | Checks) -> str | None:
    """Return the command that runs one cell again and no other; None if there is none."""
    words = command(check, address, checks)
    return None if words is None else f"./rtc {words}"

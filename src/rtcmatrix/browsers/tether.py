"""Ties a driver, and what it starts, to the life of this process, where the system has a way. A part of the room.

A guard cleans up after a process that was killed (``rtcmatrix.gather.guard``). Where the guard is killed too, nobody of
ours is left, and only the system can end the browsers.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Tether(Protocol):
    """What one driver is tied with."""

    @property
    def leads(self) -> bool:
        """Whether ``wrap`` makes the driver the leader of a POSIX session, as it must be."""

    def wrap(self, command: Sequence[str]) -> list[str]:
        """Give the command that starts ``command`` tied, under the same process id."""

    def hold(self, pid: int) -> None:
        """Tie a process that was just started with the command that ``wrap`` gave."""

    def close(self) -> None:
        """Let go; what is still tied ends. May be called again."""


class NoTether:
    """Ties nothing: on macOS, and where the programs for it are not installed. The next run sweeps what is left."""

    leads = False

    def wrap(self, command: Sequence[str]) -> list[str]:
        """Give the command as it is."""
        return list(command)

    def hold(self, pid: int) -> None:
        """Tie nothing."""

    def close(self) -> None:
        """Let go of nothing."""


def make_tether() -> Tether:
    """Make a tether for one driver."""
    if sys.platform == "linux":
        from rtcmatrix.browsers.tether_linux import make_terminal  # noqa: PLC0415 - of Linux alone

        return make_terminal() or NoTether()
    elif sys.platform == "win32":  # noqa: RET505 - mypy passes over the branches of other systems
        from rtcmatrix.browsers.tether_windows import make_job  # noqa: PLC0415 - of Windows alone

        return make_job() or NoTether()
    else:
        return NoTether()


def end_with_us(command: Sequence[str]) -> list[str]:
    """Give the command that starts a program which ends when the thread that started it does.

    It holds for the program itself, not for what it starts: enough for the servers of a stage.
    """
    if sys.platform == "linux":
        from rtcmatrix.browsers.tether_linux import with_death_signal  # noqa: PLC0415 - of Linux alone

        return with_death_signal(command)
    else:  # noqa: RET505 - mypy passes over the branches of other systems
        return list(command)

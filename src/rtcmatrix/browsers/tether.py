"""End a driver, and what it starts, when this process ends, if the system supports that. A part of the room.

A guard cleans up after a process that was killed (``rtcmatrix.gather.guard``). If the guard is killed too, only the
operating system can end the browsers.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Tether(Protocol):
    """Ties the lifetime of one driver to this process."""

    @property
    def leads(self) -> bool:
        """Whether ``wrap`` makes the driver the leader of a POSIX session, which is required."""

    def wrap(self, command: Sequence[str]) -> list[str]:
        """Return a command that starts ``command`` tied, with the same process id."""

    def hold(self, pid: int) -> None:
        """Tie a process that was just started with the command that ``wrap`` returned."""

    def close(self) -> None:
        """End all processes that are still tied. May be called repeatedly."""


class NoTether:
    """Tie nothing: on macOS, or if the required programs are not installed. The next run sweeps what is left."""

    leads = False

    def wrap(self, command: Sequence[str]) -> list[str]:
        """Return the command unchanged."""
        return list(command)

    def hold(self, pid: int) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def make_tether() -> Tether:
    """Return a tether for one driver."""
    if sys.platform == "linux":
        from rtcmatrix.browsers.tether_linux import make_pseudo_terminal  # noqa: PLC0415 - Linux only

        return make_pseudo_terminal() or NoTether()
    elif sys.platform == "win32":  # noqa: RET505 - mypy skips the branches of other systems
        from rtcmatrix.browsers.tether_windows import make_job  # noqa: PLC0415 - Windows only

        return make_job() or NoTether()
    else:
        return NoTether()


def end_with_us(command: Sequence[str]) -> list[str]:
    """Return a command that starts a program which ends with the thread that started it.

    This applies to the program, not to its children, which is enough for the servers of a stage.
    """
    if sys.platform == "linux":
        from rtcmatrix.browsers.tether_linux import with_death_signal  # noqa: PLC0415 - Linux only

        return with_death_signal(command)
    else:  # noqa: RET505 - mypy skips the branches of other systems
        return list(command)

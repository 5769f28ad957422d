"""Linux: a driver gets a terminal of its own, which hangs up when the last process that holds its other end is gone.

The kernel then sends SIGHUP to the driver, and when the driver ends, to the browser and its children: they are the
foreground processes of that terminal. No process of ours has to be alive for it. See docs/decisions/0030.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ON_TERMINAL = 'terminal=$1; shift; exec "$@" <"$terminal"'
"""Then ``setsid -c`` (util-linux, busybox) makes its standard input the controlling terminal; it does not fork where
the process leads no group, so that the driver has the process id that was started."""
_HEEDS_HANGUP = ("env", "--default-signal=HUP")
"""A run that was started by nohup ignores SIGHUP, and so would all that it starts. No shell can undo that."""


class Terminal:
    """A pseudo-terminal; nobody reads or writes it."""

    leads = True

    def __init__(self) -> None:
        self._ours, theirs = os.openpty()
        self._name = os.ttyname(theirs)
        # Held until the driver has it: a terminal that nobody has open on the other side is hung up at once
        self._theirs: int | None = theirs
        self._open = True

    def wrap(self, command: Sequence[str]) -> list[str]:
        """Give the command that starts ``command`` as the leader of a session on this terminal."""
        heeds = _HEEDS_HANGUP if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else ()
        return ["/bin/sh", "-c", _ON_TERMINAL, "sh", self._name, *heeds, "setsid", "-c", *command]

    def hold(self, pid: int) -> None:  # noqa: ARG002 - the form of a tether
        """Leave the terminal to the driver."""
        if self._theirs is not None:
            os.close(self._theirs)
            self._theirs = None

    def close(self) -> None:
        """Hang up."""
        self.hold(0)
        if self._open:
            self._open = False
            os.close(self._ours)

    def __del__(self) -> None:
        """Hang up where nobody did: a driver that could not be started."""
        with contextlib.suppress(OSError, AttributeError):
            self.close()


def make_terminal() -> Terminal | None:
    """Make a terminal; None where the system gives none or has no ``setsid``."""
    if shutil.which("setsid") is None:
        return None
    try:
        return Terminal()
    except OSError:  # no /dev/pts in this container, or no more of them
        return None


def with_death_signal(command: Sequence[str]) -> list[str]:
    """Have the kernel kill a program when the thread that starts it ends (prctl(2), PR_SET_PDEATHSIG)."""
    setpriv = shutil.which("setpriv")
    return list(command) if setpriv is None else [setpriv, "--pdeathsig", "KILL", "--", *command]

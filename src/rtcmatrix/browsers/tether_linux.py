"""Tie a driver on Linux with a pseudo-terminal of its own, which hangs up when the last holder of the other end exits.

The kernel then sends SIGHUP to the driver and, when the driver exits, to the browser and its children, which are the
foreground processes of the terminal. None of our processes has to be alive for that. See docs/decisions/0030.
"""

from __future__ import annotations

import sys

if sys.platform == "linux":
    import contextlib
    import os
    import shutil
    import signal
    from collections.abc import Sequence

    _ON_TERMINAL = 'terminal=$1; shift; exec "$@" <"$terminal"'
    """Then ``setsid -c`` (util-linux, busybox) makes standard input the controlling terminal. It does not fork if the
    process is not a group leader, so the driver keeps the process id that was started."""
    _HEEDS_HANGUP = ("env", "--default-signal=HUP")
    """A run started by nohup ignores SIGHUP, and its children would inherit that. A shell cannot reset it."""

    class PseudoTerminal:
        """A pseudo-terminal that is never read or written."""

        leads = True

        def __init__(self) -> None:
            self._ours, theirs = os.openpty()
            self._name = os.ttyname(theirs)
            # Kept open until the driver has it: a terminal without an open end hangs up at once
            self._theirs: int | None = theirs
            self._open = True

        def wrap(self, command: Sequence[str]) -> list[str]:
            """Return a command that starts ``command`` as the leader of a session on this terminal."""
            heeds = _HEEDS_HANGUP if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else ()
            return ["/bin/sh", "-c", _ON_TERMINAL, "sh", self._name, *heeds, "setsid", "-c", *command]

        def hold(self, pid: int) -> None:  # noqa: ARG002 - signature of Tether
            """Close our copy of the driver's end of the terminal."""
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
            """Hang up if ``close`` was not called: the driver could not be started."""
            with contextlib.suppress(OSError, AttributeError):
                self.close()

    def make_pseudo_terminal() -> PseudoTerminal | None:
        """Return a terminal; None if the system has no more or no ``setsid``."""
        if shutil.which("setsid") is None:
            return None
        try:
            return PseudoTerminal()
        except OSError:  # no /dev/pts in this container, or none left
            return None

    def with_death_signal(command: Sequence[str]) -> list[str]:
        """Make the kernel kill a program when the thread that started it ends (prctl(2), PR_SET_PDEATHSIG)."""
        setpriv = shutil.which("setpriv")
        return list(command) if setpriv is None else [setpriv, "--pdeathsig", "KILL", "--", *command]

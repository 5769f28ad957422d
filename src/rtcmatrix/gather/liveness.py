"""Whether the driver and the browser of a session live and answer; every lane is told, once, when they do not."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator, Mapping

from rtcmatrix.gather.page_link import Lost
from rtcmatrix.gather.processes import has_ended, is_stopped

LOOK = 0.2
"""Seconds after which a process that is waited for is looked at again: it may be a zombie."""


class Vitals:
    """Watches two processes from threads of its own. Its methods may be called from any thread.

    ``cut`` is called once, after all were told: it fails the commands that wait for a reply that will not come.
    """

    def __init__(self, address: str, cut: Callable[[], None]) -> None:
        self.death: Lost | None = None
        self._address = address
        self._cut = cut
        self._mains: dict[str, int] = {}
        self._mourners: dict[int, Callable[[Lost], None]] = {}
        self._tickets = itertools.count()
        self._lock = threading.Lock()
        self._closing = False

    def watch(self, driver: int, capabilities: Mapping[str, object]) -> None:
        """Wait, in the background, for the end of the driver and of the browser."""
        self._mains = {"driver": driver}
        for key, value in capabilities.items():
            if key.endswith(":processID") and isinstance(value, int):
                self._mains["browser"] = value
        for name, pid in self._mains.items():
            threading.Thread(target=self._mourn, args=(name, pid), name=f"watch {name} {pid}", daemon=True).start()

    def fall_silent(self, what: str) -> None:
        """Give the session up because a command was not answered: each further one would take as long."""
        for name, pid in self._mains.items():
            if has_ended(pid, within=0):
                self._lose(Lost(reason=f"the {name} of {self._address} died"))
                return
        who = self._find_stopped() or f"the browser of {self._address} does not answer"
        self._lose(Lost(reason=f"{who}: {what}", silent=True))

    def check_stopped(self) -> bool:
        """Give the session up where its driver or its browser is stopped (SIGSTOP); waits for nothing."""
        who = self._find_stopped()
        if who is not None:
            self._lose(Lost(reason=who, silent=True))
        return who is not None

    @contextlib.contextmanager
    def on_death(self, tell: Callable[[Lost], None]) -> Iterator[None]:
        """Call ``tell`` when the browser or its driver is lost while the block runs; at once where it is already."""
        ticket = next(self._tickets)
        with self._lock:
            self._mourners[ticket] = tell
            death = self.death
        if death is not None:
            tell(death)
        try:
            yield
        finally:
            with self._lock:
                self._mourners.pop(ticket, None)

    def close(self) -> bool:
        """Expect the end from now on; False where it was expected already."""
        with self._lock:
            first, self._closing = not self._closing, True
        return first

    def _mourn(self, name: str, pid: int) -> None:
        # A process that died exists as a zombie until its parent waits for it: a driver may leave its browser so
        while not has_ended(pid, within=LOOK):
            pass
        self._lose(Lost(reason=f"the {name} of {self._address} died"))

    def _find_stopped(self) -> str | None:
        for name, pid in self._mains.items():
            if is_stopped(pid):
                return f"the {name} of {self._address} (process {pid}) is stopped by a signal"
        return None

    def _lose(self, lost: Lost) -> None:
        with self._lock:
            if self._closing or self.death is not None:
                return
            self.death = lost
            mourners = list(self._mourners.values())
        for tell in mourners:
            tell(lost)
        self._cut()

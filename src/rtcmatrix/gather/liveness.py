"""Watch whether the driver and the browser of a session run and respond; notify listeners once if they do not."""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator, Mapping

from rtcmatrix.gather.page_link import BrowserLost
from rtcmatrix.gather.processes import has_ended, is_stopped

POLL_INTERVAL = 0.2
"""Seconds between checks whether a process has become a zombie, which waiting for its exit does not show."""


class LivenessMonitor:
    """Watches two processes from threads of its own. Its methods may be called from any thread.

    ``fail_pending_commands`` is called once, after the listeners, when no reply will come any more.
    """

    def __init__(self, address: str, fail_pending_commands: Callable[[], None]) -> None:
        self.loss: BrowserLost | None = None
        self._address = address
        self._fail_pending_commands = fail_pending_commands
        self._processes: dict[str, int] = {}
        self._loss_listeners: dict[int, Callable[[BrowserLost], None]] = {}
        self._listener_ids = itertools.count()
        self._lock = threading.Lock()
        self._closing = False

    def watch(self, driver: int, capabilities: Mapping[str, object]) -> None:
        """Start to wait, in the background, for the exit of the driver and of the browser."""
        self._processes = {"driver": driver}
        for key, value in capabilities.items():
            if key.endswith(":processID") and isinstance(value, int):
                self._processes["browser"] = value
        for name, pid in self._processes.items():
            threading.Thread(target=self._await_exit, args=(name, pid), name=f"watch {name} {pid}", daemon=True).start()

    def mark_unresponsive(self, reason: str) -> None:
        """Mark the session as lost because a command timed out: each further one would take as long."""
        for name, pid in self._processes.items():
            if has_ended(pid, within=0):
                self._report_loss(BrowserLost(reason=f"the {name} of {self._address} died"))
                return
        subject = self._find_stopped() or f"the browser of {self._address} does not respond"
        self._report_loss(BrowserLost(reason=f"{subject}: {reason}", unresponsive=True))

    def check_stopped(self) -> bool:
        """Report the loss of a session whose driver or browser is stopped (SIGSTOP); return whether it is."""
        stopped = self._find_stopped()
        if stopped is not None:
            self._report_loss(BrowserLost(reason=stopped, unresponsive=True))
        return stopped is not None

    @contextlib.contextmanager
    def on_loss(self, listener: Callable[[BrowserLost], None]) -> Iterator[None]:
        """Call ``listener`` if the browser or its driver is lost within the block; at once if it already is."""
        listener_id = next(self._listener_ids)
        with self._lock:
            self._loss_listeners[listener_id] = listener
            loss = self.loss
        if loss is not None:
            listener(loss)
        try:
            yield
        finally:
            with self._lock:
                self._loss_listeners.pop(listener_id, None)

    def close(self) -> bool:
        """Report no loss from now on; returns False if already closed."""
        with self._lock:
            first, self._closing = not self._closing, True
        return first

    def _await_exit(self, name: str, pid: int) -> None:
        # A driver may not wait for its browser: the browser's process then remains as a zombie
        while not has_ended(pid, within=POLL_INTERVAL):
            pass
        self._report_loss(BrowserLost(reason=f"the {name} of {self._address} died"))

    def _find_stopped(self) -> str | None:
        for name, pid in self._processes.items():
            if is_stopped(pid):
                return f"the {name} of {self._address} (process {pid}) is stopped by a signal"
        return None

    def _report_loss(self, loss: BrowserLost) -> None:
        with self._lock:
            if self._closing or self.loss is not None:
                return
            self.loss = loss
            listeners = list(self._loss_listeners.values())
        for listener in listeners:
            listener(loss)
        self._fail_pending_commands()

"""The link: pass messages between the page of a probe and its lane. Knows neither sockets nor browsers.

The page server feeds a link from its own thread; the lane waits on it in another. A crashed page closes its socket, so
a crash is an event and no timeout; an unresponsive page keeps its socket open.
"""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class PageMessage:
    """A message of the page, unchanged: a JSON object with a ``type``."""

    content: dict[str, Any]


@dataclass(frozen=True)
class PageClosed:
    """The socket of the page closed: the page is gone."""


@dataclass(frozen=True, kw_only=True)
class BrowserLost:
    """The browser or its driver is lost, and with it every page."""

    reason: str
    unresponsive: bool = False
    """Whether it runs and does not respond: a timeout, not a crash."""


LinkEvent = PageMessage | PageClosed | BrowserLost


@dataclass(kw_only=True)
class PageLink:
    """The connection of one page to its lane; exists as long as one probe run."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    events: queue.SimpleQueue[LinkEvent] = field(default_factory=queue.SimpleQueue)
    _transmit: Callable[[dict[str, Any]], None] | None = None
    _queued: list[dict[str, Any]] = field(default_factory=list)
    """Messages sent before the page connected."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def attach(self, transmit: Callable[[dict[str, Any]], None]) -> bool:
        """Connect a page, by a function that sends to it; returns False if a page is connected already."""
        with self._lock:
            if self._transmit is not None:
                return False
            self._transmit = transmit
            for message in self._queued:
                transmit(message)
        return True

    def put(self, event: LinkEvent) -> None:
        """Add an event; may be called from any thread."""
        self.events.put(event)

    def send(self, message: dict[str, Any]) -> None:
        """Send a message to the page; it is queued until the page connects."""
        with self._lock:
            if self._transmit is None:
                self._queued.append(message)
            else:
                self._transmit(message)

    def answer(
        self, request_id: object, *, value: object = None, error: str | None = None, unsupported: bool = False
    ) -> None:
        """Answer a request of the page. Answers to a page that is gone are dropped: an event reports its end."""
        if self._transmit is not None:
            answer = {"type": "answer", "id": request_id, "ok": error is None}
            self._transmit(
                answer | ({"value": value} if error is None else {"error": error, "unsupported": unsupported})
            )

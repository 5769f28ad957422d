"""The link: what passes between one probe's page and the lane that gathers it. Knows neither sockets nor browsers.

The page server feeds a link from its own thread; the lane waits on it from another. A page that dies closes its socket,
so a dead tab is an event, not a time-out; a page that hangs keeps it open.
"""

from __future__ import annotations

import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Message:
    """Something the page said, as it came: a JSON object with a ``type``."""

    content: dict[str, Any]


@dataclass(frozen=True)
class Closed:
    """The page's socket closed: the page is gone."""


@dataclass(frozen=True, kw_only=True)
class Lost:
    """The browser or its driver is gone, and so every page of it."""

    reason: str
    silent: bool = False
    """Whether it still runs and does not answer: a deadline has passed, nobody has died."""


Event = Message | Closed | Lost


@dataclass(kw_only=True)
class Link:
    """One page's line to its lane; lives as long as one probe."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    events: queue.SimpleQueue[Event] = field(default_factory=queue.SimpleQueue)
    _send: Callable[[dict[str, Any]], None] | None = None
    _early: list[dict[str, Any]] = field(default_factory=list)
    """Said before there was a page to hear it."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def attach(self, send: Callable[[dict[str, Any]], None]) -> bool:
        """Be connected to a page by the server; a link takes one page only, a second one is refused with False."""
        with self._lock:
            if self._send is not None:
                return False
            self._send = send
            for content in self._early:
                send(content)
        return True

    def put(self, event: Event) -> None:
        """Take an event, from any thread."""
        self.events.put(event)

    def say(self, content: dict[str, Any]) -> None:
        """Tell the page something; where it has not come yet, as soon as it does."""
        with self._lock:
            if self._send is None:
                self._early.append(content)
            else:
                self._send(content)

    def answer(
        self, ask_id: object, *, value: object = None, error: str | None = None, unsupported: bool = False
    ) -> None:
        """Answer what the page asked for.

        An answer to a page that is gone goes nowhere: its end is an event of its own.
        """
        if self._send is not None:
            answer = {"type": "answer", "id": ask_id, "ok": error is None}
            self._send(answer | ({"value": value} if error is None else {"error": error, "unsupported": unsupported}))

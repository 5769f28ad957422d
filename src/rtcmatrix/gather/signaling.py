"""What the two pages of a pair say to each other: signalling through the tool. Knows neither browsers nor pages."""

from __future__ import annotations

import threading
from typing import Any

from rtcmatrix.gather.page_link import Link


class End:
    """One page's end. What the other page sends is kept until this one has a link."""

    def __init__(self) -> None:
        self._other: End | None = None
        self._link: Link | None = None
        self._early: list[dict[str, Any]] = []
        self._lock = threading.Lock()

    def connect(self, link: Link) -> None:
        """Be heard on a link from now on."""
        with self._lock:
            self._link = link
            early, self._early = self._early, []
            for content in early:
                link.say(content)

    def send(self, content: Any) -> None:
        """Hand what this page says to the other one."""
        self._tell({"type": "signal", "content": content})

    def leave(self, reason: str | None) -> None:
        """Tell the other page that this one has ended; with a reason where it cannot go on without it."""
        if reason is not None:
            self._tell({"type": "gone", "reason": reason})

    def _tell(self, message: dict[str, Any]) -> None:
        assert self._other is not None  # noqa: S101 - ends are made by join_ends alone
        self._other._take(message)  # noqa: SLF001 - its own kind

    def _take(self, message: dict[str, Any]) -> None:
        with self._lock:
            if self._link is None:
                self._early.append(message)
            else:
                self._link.say(message)


def join_ends() -> tuple[End, End]:
    """Give the two ends of one exchange."""
    one, other = End(), End()
    one._other, other._other = other, one  # noqa: SLF001 - its own kind
    return one, other

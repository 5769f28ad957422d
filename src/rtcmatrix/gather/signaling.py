"""Pass signaling messages between the two pages of a pair. Knows neither browsers nor what the messages mean."""

from __future__ import annotations

import threading
from typing import Any

from rtcmatrix.gather.page_link import PageLink


class SignalingEndpoint:
    """The endpoint of one page. Messages of the other page are queued until this page has a link."""

    def __init__(self) -> None:
        self._remote: SignalingEndpoint | None = None
        self._link: PageLink | None = None
        self._queued: list[dict[str, Any]] = []
        self._lock = threading.Lock()

    def connect(self, link: PageLink) -> None:
        """Deliver queued and further messages over a link."""
        with self._lock:
            self._link = link
            queued, self._queued = self._queued, []
            for message in queued:
                link.send(message)

    def send(self, content: Any) -> None:
        """Send a message of this page to the other page."""
        self._send_to_remote({"type": "signal", "content": content})

    def end(self, failure_reason: str | None) -> None:
        """Notify the other page that this one failed, so that it does not wait; send nothing without a reason."""
        if failure_reason is not None:
            self._send_to_remote({"type": "gone", "reason": failure_reason})

    def _send_to_remote(self, message: dict[str, Any]) -> None:
        assert self._remote is not None  # noqa: S101 - only make_endpoints creates endpoints
        self._remote._deliver(message)  # noqa: SLF001 - same class

    def _deliver(self, message: dict[str, Any]) -> None:
        with self._lock:
            if self._link is None:
                self._queued.append(message)
            else:
                self._link.send(message)


def make_endpoints() -> tuple[SignalingEndpoint, SignalingEndpoint]:
    """Return two connected endpoints."""
    local, remote = SignalingEndpoint(), SignalingEndpoint()
    local._remote, remote._remote = remote, local  # noqa: SLF001 - same class
    return local, remote

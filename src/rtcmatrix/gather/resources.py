"""What the gatherings of a process share, and what one of them has spent. Plain values; gathers nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.matrix import Limits


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What every gathering of a process shares."""

    server: PageServer
    limits: Limits
    guard: Guard
    artifacts: Path
    tell: Callable[[str, object], None]
    """Called from any thread with what is to be journalled: ("evidence", Evidence), ("provenance", Provenance),
    ("start", {"browser": address})."""


@dataclass(kw_only=True)
class Spent:
    """Seconds of one gathering so far."""

    starting: float = 0.0
    gathering: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, *, starting: float = 0.0, gathering: float = 0.0) -> None:
        """Add up, from any thread."""
        with self.lock:
            self.starting += starting
            self.gathering += gathering

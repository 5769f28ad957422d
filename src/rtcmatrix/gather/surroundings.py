"""What gatherings share, what waits in one of them, and what it has spent. Plain values; gathers nothing."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.pages import PageServer
from rtcmatrix.gather.probes import Probe
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


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The probes of one stage that are still to be gathered."""

    shared: deque[Probe]
    alone: deque[Probe]

    @classmethod
    def of(cls, probes: Sequence[Probe]) -> Waiting:
        """Part them. A stage has one display, one set of devices: all its probes are alone."""
        alone = [probe for probe in probes if probe.alone or probe.stage is not None]
        return cls(shared=deque(probe for probe in probes if probe not in alone), alone=deque(alone))

    def __bool__(self) -> bool:
        return bool(self.shared or self.alone)

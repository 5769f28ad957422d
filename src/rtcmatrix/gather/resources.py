"""Hold what all gatherings of a process share, and the times of one gathering. Values only."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rtcmatrix.gather.guard import Guard
from rtcmatrix.gather.page_server import PageServer
from rtcmatrix.matrix import Limits
from rtcmatrix.model import Evidence


@dataclass(frozen=True, kw_only=True)
class Versions:
    """The versions of probes and tool, which are recorded with evidence."""

    probes: Mapping[str, str] = field(default_factory=dict)
    """Probe -> hash of its modules."""
    tool: str = ""
    """See ``rtcmatrix.model.Evidence.tool_revision``."""

    def mark(self, evidence: Evidence) -> Evidence:
        """Return the evidence with the versions that gathered it."""
        return dataclasses.replace(evidence, probe_version=self.probes.get(evidence.probe, ""), tool_revision=self.tool)


@dataclass(frozen=True, kw_only=True)
class SharedResources:
    """What all gatherings of a process share."""

    server: PageServer
    limits: Limits
    guard: Guard
    artifacts: Path
    """The folder that artifacts are written into."""
    journal: Callable[[str, object], None]
    """Writes an entry to the journal; called from any thread with ("evidence", Evidence), ("provenance", Provenance),
    ("unavailable", Unavailable) or ("start", {"browser": address})."""
    versions: Versions = Versions()


@dataclass(kw_only=True)
class PhaseTimes:
    """Seconds that one gathering has spent so far, summed over its lanes."""

    starting: float = 0.0
    gathering: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, *, starting: float = 0.0, gathering: float = 0.0) -> None:
        """Add seconds; may be called from any thread."""
        with self.lock:
            self.starting += starting
            self.gathering += gathering

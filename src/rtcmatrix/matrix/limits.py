"""How many probes and browsers may be at work at once and how long each step may take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one matrix. Times are seconds."""

    workers: int | Literal["auto"] = "auto"
    """Processes that drive browsers at the same time."""
    lanes: int = 4
    """Probes one browser gathers at the same time, each in a user context and window of its own."""
    start_timeout: float = 120
    """From starting the driver until the session can take a command."""
    page_load_timeout: float = 30
    script_timeout: float = 30
    probe_timeout: float = 60
    """One whole probe, unless it asks for another time itself."""

    def count_workers(self, browsers: int) -> int:
        """Say how many workers to start for so many browsers: ``auto`` is one a browser, as far as there are cores."""
        if self.workers != "auto":
            return self.workers
        return max(1, min(browsers, os.cpu_count() or 1))

"""Limit how many probes and browsers run at the same time, and how long each step may take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of one matrix. Times are in seconds."""

    workers: int | Literal["auto"] = "auto"
    """Processes that drive browsers at the same time."""
    lanes: int = 4
    """Probes that run at the same time in one browser, each in its own user context and window."""
    start_timeout: float = 120
    """From the start of the driver until the session accepts a command."""
    page_load_timeout: float = 30
    script_timeout: float = 30
    probe_timeout: float = 60
    """One probe, unless it sets its own timeout."""

    def count_workers(self, browsers: int, cores: int | None = None) -> int:
        """Return the number of workers for ``browsers``; ``auto`` is one for each, at most one for each core.

        ``cores`` are those of this machine, unless given.
        """
        if self.workers != "auto":
            return self.workers
        return max(1, min(browsers, cores or os.cpu_count() or 1))

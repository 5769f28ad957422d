"""How sure a comparison must be before it says that something differs. The reasons are in ``docs/noise.md``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """What somebody may choose; the defaults are what a report uses."""

    p: float = 0.01
    """A metric differs only below this p, corrected for the number of metrics compared."""
    shift: float = 0.10
    """And only where it moved by at least this share of the median before."""
    effect: float = 0.8
    """In place of the share where there is none (the median before is 0): at least this much Cliff's delta."""
    chance: float = 0.01
    """A fact or status is sure to be no accident below this chance."""

"""Thresholds of significance; ``docs/noise.md`` has the reasons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Thresholds of a comparison; reports use the defaults."""

    p: float = 0.01
    """A metric differs only below this p, after the Holm correction."""
    shift: float = 0.10
    """It must also shift by at least this share of the median before."""
    effect: float = 0.8
    """If the median before is 0, it must have at least this Cliff's delta instead."""
    chance: float = 0.01
    """A difference of a fact or status is not accidental below this chance."""

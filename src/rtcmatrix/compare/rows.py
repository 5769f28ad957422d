"""Every column of a report in one row: each fact or status in which they are not all alike. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.model import Json, Level

if TYPE_CHECKING:
    from rtcmatrix.compare.facts import Absent


@dataclass(frozen=True, kw_only=True)
class Group:
    """Columns that agree."""

    value: Json | Absent
    """The status or fact; ABSENT where the probe was observed and has no such fact."""
    columns: tuple[int, ...]
    """Places in the list of columns that was compared."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One status or fact in which columns are not all alike."""

    level: Level
    subject: str
    """The check id (level status) or the probe (level fact)."""
    path: str
    """Where in the facts; empty for a status."""
    groups: tuple[Group, ...]
    """The largest first; of two as large, the one with the first column."""
    silent: tuple[int, ...] = ()
    """Columns that were not asked, or whose probe came to no end."""
    noisy: bool = False
    """Some column differs from itself in it."""

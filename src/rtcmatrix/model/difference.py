"""Define the differences between two columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rtcmatrix.model.json import Json


class Level(StrEnum):
    """What differs: a status, a fact or a metric."""

    STATUS = "status"
    FACT = "fact"
    METRIC = "metric"


class Kind(StrEnum):
    """The kind of a difference."""

    NEWLY_PASSING = "newly-passing"
    NEWLY_FAILING = "newly-failing"
    CHANGED = "changed"
    REMOVED = "removed"
    """Present before, absent after."""
    ADDED = "added"
    """Absent before, present after."""
    CHECK_CHANGED = "check-changed"
    CHECK_ADDED = "check-added"
    CHECK_REMOVED = "check-removed"
    PROVENANCE = "provenance"


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """How a list in a fact changed, item by item; the order matters (codec order is preference order)."""

    added: tuple[Json, ...] = ()
    removed: tuple[Json, ...] = ()
    moved: tuple[Json, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shift:
    """How the values of a metric changed between two columns, and how certain that is. See ``docs/noise.md``."""

    before: tuple[float, ...]
    """The value of each repeat."""
    after: tuple[float, ...]
    p: float
    """Two-sided, of the exact Mann-Whitney test, corrected for the number of metrics compared."""
    effect: float
    """Cliff's delta, -1 to 1: how much more often a value after is above one before than below it."""
    relative: float | None
    """The Hodges-Lehmann shift as a fraction of the median before; None if that is 0."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One item in which two columns differ."""

    subject: str
    """The check id (level status) or the probe (levels fact and metric)."""
    before_browser: str
    after_browser: str
    level: Level
    kind: Kind
    path: str = ""
    """Path in the facts, ``settings.width`` or ``codecs[2].mimeType``; empty for a status."""
    before: Json = None
    after: Json = None
    items: ListChange | None = None
    """Set where both sides are lists."""
    cause: str | None = None
    """brand, channel, version, platform or flags, if the provenance decides it; noise if the browser differs from
    itself; None if neither applies."""
    known: str | None = None
    """The known difference that states it: ``suites/known-differences.yaml:12 https://crbug.com/1``."""
    shift: Shift | None = None
    """Set if the level is metric."""
    chance: float | None = None
    """Upper bound of the probability that a fact or status with random values would differ like this; see
    ``docs/noise.md``. 0.5 if each side was gathered once. If the cause is noise: the probability that noise alone
    separates the repeats like this."""

"""What differs between two columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rtcmatrix.model.json import Json


class Level(StrEnum):
    """Where a difference shows."""

    STATUS = "status"
    FACT = "fact"
    METRIC = "metric"


class Kind(StrEnum):
    """What sort of difference it is."""

    NEWLY_PASSING = "newly-passing"
    NEWLY_FAILING = "newly-failing"
    CHANGED = "changed"
    REMOVED = "removed"
    """There before, not there after."""
    ADDED = "added"
    """Not there before, there after."""
    CHECK_CHANGED = "check-changed"
    CHECK_ADDED = "check-added"
    CHECK_REMOVED = "check-removed"
    PROVENANCE = "provenance"


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """How a list of a fact changed, item by item; its order is meaning (codec order is preference order)."""

    added: tuple[Json, ...] = ()
    removed: tuple[Json, ...] = ()
    moved: tuple[Json, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shift:
    """How the values of a metric moved between two columns, and how sure that is. See ``docs/noise.md``."""

    before: tuple[float, ...]
    """The value of each repeat."""
    after: tuple[float, ...]
    p: float
    """Two-sided, of the exact Mann-Whitney test, corrected for the number of metrics compared."""
    effect: float
    """Cliff's delta, -1 to 1: how much more often a value after is above one before than below."""
    relative: float | None
    """The Hodges-Lehmann shift as a share of the median before; None where that is 0."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that differs between two columns."""

    subject: str
    """The check id (level status) or the probe (level fact)."""
    before_browser: str
    after_browser: str
    level: Level
    kind: Kind
    path: str = ""
    """Where in the facts, ``settings.width`` or ``codecs[2].mimeType``; empty for a status."""
    before: Json = None
    after: Json = None
    items: ListChange | None = None
    """Set where both sides are lists."""
    cause: str | None = None
    """brand, channel, version, platform, flags: where the provenance can tell; noise where a browser differs from
    itself in it; None where neither can."""
    known: str | None = None
    """Where a known difference states it: ``suites/known-differences.yaml:12 https://crbug.com/1``."""
    shift: Shift | None = None
    """Set where the level is metric."""
    chance: float | None = None
    """At most how probable it is that a fact or status which came out at random would look like this; see
    ``docs/noise.md``. 0.5 where each side was gathered once. Where the cause is noise: how probable it is that the
    noise alone parts the repeats so."""

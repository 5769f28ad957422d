"""Why two columns may differ at all, where exactly one of the matrix' own dimensions tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.provenance import launch_options
from rtcmatrix.runs.platforms import Platform

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Provenance

BRAND = "brand"
CHANNEL = "channel"
VERSION = "version"
PLATFORM = "platform"
FLAGS = "flags"
NOISE = "noise"
"""One of the browsers differs from itself in it: of a single difference, never of two columns."""


def of(before: Column, after: Column) -> str | None:
    """Name the one dimension in which the columns differ; None where there are several, or none.

    A brand brings its own versions and channels, and a channel its own version: the first that differs stands for them.
    """
    one, other = before.provenance, after.provenance
    if one is None or other is None:
        return None
    found = [
        *_build(one, other),
        *([PLATFORM] if _elsewhere(one.platform, other.platform) else []),
        *([FLAGS] if _started_differently(before, after, one, other) else []),
    ]
    return found[0] if len(found) == 1 else None


def _elsewhere(one: str, other: str) -> bool:
    """Whether platforms differ in what both say: the system, the machine, the system's version."""
    platforms, rest = zip(*((Platform.read(each), each.partition(", ")[2]) for each in (one, other)), strict=True)
    systems, machines = {each.system for each in platforms}, {each.machine for each in platforms}
    return any(len({*told} - {""}) > 1 for told in (systems, machines, rest))


def _build(one: Provenance, other: Provenance) -> list[str]:
    """Say how the builds differ."""
    if one.brand != other.brand:
        return [BRAND]
    # A build that was asked for by its version belongs to no channel, which is no difference of channels.
    if one.channel and other.channel and one.channel != other.channel:
        return [CHANNEL]
    return [VERSION] if one.version != other.version else []


def _started_differently(before: Column, after: Column, one: Provenance, other: Provenance) -> bool:
    """Whether flags, preferences, display or devices differ by somebody's choice.

    Each brand is started in its own words (fake devices are a flag here and a preference there). Between brands it
    counts what the matrix asked for; within one, what was launched.
    """
    if one.brand == other.brand:
        chosen, others = launch_options(one), launch_options(other)
        del chosen["platform"], others["platform"]
        return chosen != others
    asked, others_asked = before.spec, after.spec
    if asked is None or others_asked is None:
        return False
    return (sorted(asked.flags), asked.prefs, asked.headless) != (
        sorted(others_asked.flags),
        others_asked.prefs,
        others_asked.headless,
    )

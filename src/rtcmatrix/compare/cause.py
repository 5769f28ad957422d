"""The likely cause of differences: the one dimension of the matrix in which two columns differ. Pure."""

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
"""One of the browsers differs from itself; applies to single differences, not to columns."""


def of(before: Column, after: Column) -> str | None:
    """Return the one dimension in which the columns differ; None if there are several or none.

    Another brand implies another channel and version, and another channel another version; only the first counts.
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
    """Whether platforms differ in system, machine or system version; an unknown part does not count."""
    platforms, rest = zip(*((Platform.read(each), each.partition(", ")[2]) for each in (one, other)), strict=True)
    systems, machines = {each.system for each in platforms}, {each.machine for each in platforms}
    return any(len({*told} - {""}) > 1 for told in (systems, machines, rest))


def _build(one: Provenance, other: Provenance) -> list[str]:
    """Return the dimension in which the builds differ."""
    if one.brand != other.brand:
        return [BRAND]
    # A build requested by version has no channel, which is not a difference of channels.
    if one.channel and other.channel and one.channel != other.channel:
        return [CHANNEL]
    return [VERSION] if one.version != other.version else []


def _started_differently(before: Column, after: Column, one: Provenance, other: Provenance) -> bool:
    """Whether flags, preferences, display or devices were requested differently.

    Brands have different flags and preferences for the same option, such as fake devices. Between brands, the
    requested options are compared; within a brand, the launched ones.
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

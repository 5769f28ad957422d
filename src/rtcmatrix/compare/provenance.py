"""Compare how two browsers were launched. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, compare_facts
from rtcmatrix.model import Difference, Json, Kind, Level, Provenance

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column

SUBJECT = "provenance"


def compare_provenance(before: Column, after: Column) -> list[Difference]:
    """Return a difference for each launch option that differs; the build is not one."""
    one, other = before.provenance, after.provenance
    if one is None or other is None:
        return []
    return [
        Difference(
            subject=SUBJECT,
            before_browser=before.address,
            after_browser=after.address,
            level=Level.FACT,
            kind=Kind.PROVENANCE,
            path=change.path,
            before=None if change.before is ABSENT else change.before,
            after=None if change.after is ABSENT else change.after,
            items=change.items,
        )
        for change in compare_facts(launch_options(one), launch_options(other)).changes
    ]


def launch_options(provenance: Provenance) -> dict[str, Json]:
    """Return the launch options. The order of flags and the number of the display do not matter."""
    return {
        "devices": provenance.devices,
        "display": provenance.display is not None,
        "flags": sorted(provenance.flags),
        "headless": provenance.headless,
        "platform": provenance.platform,
        "prefs": provenance.prefs,
    }

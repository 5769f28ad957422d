"""How two browsers were started differently: what makes any other difference less telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, compare_facts
from rtcmatrix.model import Difference, Json, Kind, Level, Provenance

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column

SUBJECT = "provenance"


def compare_provenance(before: Column, after: Column) -> list[Difference]:
    """Give one difference for each way in which the starts were unlike; which build it was is not one of them."""
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
    """Give what is chosen at a start. The order of flags means nothing, nor does the number of a display."""
    return {
        "devices": provenance.devices,
        "display": provenance.display is not None,
        "flags": sorted(provenance.flags),
        "headless": provenance.headless,
        "platform": provenance.platform,
        "prefs": provenance.prefs,
    }

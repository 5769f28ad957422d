"""Find known differences that match nothing in the whole project. Pure.

A run of a few checks or browsers proves little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.judge.in_force import in_range, names_browser
from rtcmatrix.matrix.selection import matches
from rtcmatrix.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Check, KnownDifference


def unmatched_pattern(entry: KnownDifference, checks: Sequence[Check]) -> str | None:
    """Return the problem of a pattern that matches no check or no probe; None if all match."""
    ids, probes = {each.id for each in checks}, {each.probe for each in checks}
    for pattern in entry.checks:
        if not any(matches(pattern, each) for each in ids):
            return f'no check matches "{pattern}"{nearest(pattern, ids)}: correct the pattern or remove the entry'
    for fact in entry.facts:
        probe = fact.partition(":")[0]
        if not any(matches(probe, each) for each in probes):
            return f'no check has a probe "{probe}"{nearest(probe, probes)}: correct the pattern or remove the entry'
    return None


def unmatched_version(entry: KnownDifference, columns: Sequence[Column], addresses: Collection[str]) -> str | None:
    """Return the problem of an entry whose browsers all ran in versions out of its range; None otherwise."""
    meant = {address for address in addresses if names_browser(entry, address)}
    ran = [each for each in columns if each.address in meant and each.provenance is not None]
    if entry.versions is None or not meant or {each.address for each in ran} != meant:
        return None
    if any(each.provenance and in_range(each.provenance.version, entry.versions) for each in ran):
        return None
    versions = ", ".join(f"{each.address} {each.provenance.version}" for each in ran if each.provenance)
    return f'no browser of the matrix has a version "{entry.versions}" any more ({versions}): remove the entry'

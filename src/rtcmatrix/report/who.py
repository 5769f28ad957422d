"""Words for several columns at once: all of a brand, all but one, or their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.report.words import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rtcmatrix.report.sources import Source

_NAMED = 4
"""Columns that are named one by one; more are counted."""


def who(places: Collection[int], sources: Sequence[Source]) -> str:
    """Say which columns are meant: ``Firefox 153``, ``all Chromium browsers``, ``Chromium 150 and 156``."""
    chosen = sorted(places)
    if len(chosen) == len(sources) and len(sources) > 2:
        return f"all {len(sources)} browsers"
    brands = [_brand(source) for source in sources]
    here = {brands[place] for place in chosen}
    whole = {brand for brand in here if brand and all(n in chosen for n, each in enumerate(brands) if each == brand)}
    if len(chosen) > 2 and whole == here:
        return "all " + listed([f"{brand}" for brand in sorted(whole)]) + " browsers"
    if len(chosen) > _NAMED:
        return f"{sources[chosen[0]].view.label} and {len(chosen) - 1} others"
    return listed(_short_names([sources[place].view.label for place in chosen], brands, chosen))


def _brand(source: Source) -> str:
    known = source.column.provenance
    return known.brand if known else ""


def _short_names(labels: list[str], brands: list[str], chosen: list[int]) -> list[str]:
    """Leave out a brand that was named just before."""
    names = []
    for number, label in enumerate(labels):
        brand = brands[chosen[number]]
        repeated = number > 0 and brand and brand == brands[chosen[number - 1]] and label.startswith(f"{brand} ")
        names.append(label.removeprefix(f"{brand} ") if repeated else label)
    return names

"""Name a group of columns: all of a brand, all but one, or each by its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import sides_of
from rtcmatrix.report.text.labels import listed
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rtcmatrix.compare import ColumnNames
    from rtcmatrix.report.view.columns import ColumnSource

_NAMED = 3
"""Columns that are named one by one, as everywhere else in the report; more are said in a few words."""


def group_name(places: Collection[int], sources: Sequence[ColumnSource], names: ColumnNames) -> str:
    """Name columns: ``Firefox 153``, ``Chromium 150 and 156``, ``all Chromium browsers``."""
    chosen = sorted(places)
    if len(chosen) > _NAMED:
        return one_line(names.group(chosen), 200)
    brands = [_brand(source) for source in sources]
    return listed(_short_names([sources[place].view.label for place in chosen], brands, chosen))


def call_group_name(places: Collection[int], sources: Sequence[ColumnSource]) -> str:
    """Name calls: ``every pair``, ``every pair but Firefox 153 → Chromium 156``, ``4 of 9 pairs``."""
    chosen = sorted(places)
    others = [place for place in range(len(sources)) if place not in set(chosen)]
    if not others and len(chosen) > 1:
        return "every pair"
    if len(chosen) <= _NAMED:
        return listed([sources[place].view.label for place in chosen])
    shared = _shared_side(chosen, sources)
    if shared:
        return shared
    if len(others) < _NAMED:
        return f"every pair but {listed([sources[place].view.label for place in others])}"
    return f"{len(chosen)} of {len(sources)} pairs"


def _shared_side(chosen: Sequence[int], sources: Sequence[ColumnSource]) -> str:
    """Name calls that are all the calls of one browser; empty if they are not."""
    addresses = [sides_of(source.column.address) for source in sources]
    for side, words in ((0, "every pair with {} as the caller"), (-1, "every pair with {} as the callee")):
        shared = {addresses[place][side] for place in chosen}
        if len(shared) == 1:
            [address] = shared
            if sum(each[side] == address for each in addresses) == len(chosen):
                return words.format(sources[chosen[0]].sides[side])
    return ""


def _brand(source: ColumnSource) -> str:
    known = source.column.provenance
    return known.brand if known else ""


def _short_names(labels: list[str], brands: list[str], chosen: list[int]) -> list[str]:
    """Omit a brand that equals the previous one."""
    names = []
    for number, label in enumerate(labels):
        brand = brands[chosen[number]]
        repeated = number > 0 and brand and brand == brands[chosen[number - 1]] and label.startswith(f"{brand} ")
        names.append(label.removeprefix(f"{brand} ") if repeated else label)
    return names

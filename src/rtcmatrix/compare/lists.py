"""Compare two lists: items that are added, removed, moved, or matched with other values. Pure."""

from __future__ import annotations

import bisect
import math
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.model import Json, ListChange

if TYPE_CHECKING:
    from collections.abc import Hashable

IDENTITIES = (("id",), ("name",), ("mimeType", "sdpFmtpLine"), ("mimeType",), ("kind",), ("uri",), ("path",))
"""Sets of members that identify an item, the most specific first; the first complete set applies."""


@dataclass(frozen=True, kw_only=True)
class ItemPair:
    """Two items with the same identity and different values."""

    index: int
    """Index in the list before."""
    before: dict[str, Json]
    after: dict[str, Json]


@dataclass(frozen=True, kw_only=True)
class ListMatch:
    """The changes from one list to another."""

    same: bool
    change: ListChange
    inside: tuple[ItemPair, ...] = ()


def canonical(value: Json) -> Hashable:
    """Return a hashable key that is equal for equal values: 1 is 1.0, true is not 1, members have no order."""
    if value is None or isinstance(value, str):  # most are: they come first
        return value
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, (int, float)):
        return ("number", "NaN" if isinstance(value, float) and math.isnan(value) else value)
    if isinstance(value, (list, tuple)):
        return ("list", tuple(canonical(item) for item in value))
    if isinstance(value, dict):
        return ("object", frozenset((key, canonical(item)) for key, item in value.items()))
    return ("other", repr(value))


def match_lists(before: list[Json], after: list[Json]) -> ListMatch:
    """Match equal items, then items of the same identity, and return the rest and those out of order."""
    places = _match_equal([canonical(item) for item in before], [canonical(item) for item in after])
    if len(places) == len(before) == len(after) and all(one == other for one, other in places.items()):
        return ListMatch(same=True, change=ListChange())
    rest_before = [place for place in range(len(before)) if place not in places]
    taken = set(places.values())
    rest_after = [place for place in range(len(after)) if place not in taken]
    pairs = _match_things(before, after, rest_before, rest_after) if len(before) == len(after) else {}
    places.update(pairs)
    moved = _out_of_order([places[place] for place in sorted(places)])
    return ListMatch(
        same=False,
        change=ListChange(
            added=tuple(after[place] for place in rest_after) if not pairs else (),
            removed=tuple(before[place] for place in rest_before) if not pairs else (),
            moved=tuple(after[place] for place in sorted(moved)),
        ),
        inside=tuple(ItemPair(index=place, before=before[place], after=after[pairs[place]]) for place in sorted(pairs)),
    )


def _match_equal(before: list[Hashable], after: list[Hashable]) -> dict[int, int]:
    """Map the indices of equal items, the first to the first, the second to the second."""
    free: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for place, item in enumerate(after):
        free[item].append(place)
    return {place: free[item].popleft() for place, item in enumerate(before) if free.get(item)}


def _match_things(
    before: list[Json], after: list[Json], rest_before: list[int], rest_after: list[int]
) -> dict[int, int]:
    """Map the indices of the remaining items by identity, if every item has a unique one; else none."""
    things_before = [before[place] for place in rest_before]
    things_after = [after[place] for place in rest_after]
    if not all(isinstance(item, dict) for item in (*things_before, *things_after)):
        return {}
    for members in IDENTITIES:
        ids_before = [_identity(item, members) for item in things_before]
        ids_after = {_identity(item, members): place for item, place in zip(things_after, rest_after, strict=True)}
        unique = len(set(ids_before)) == len(ids_before) == len(ids_after)
        if unique and None not in ids_after and set(ids_before) == set(ids_after):
            return {place: ids_after[identity] for place, identity in zip(rest_before, ids_before, strict=True)}
    nameless = not any(key in item for item in (*things_before, *things_after) for (key, *_) in IDENTITIES)
    return {rest_before[0]: rest_after[0]} if nameless and len(rest_before) == 1 and rest_before == rest_after else {}


def _identity(item: dict[str, Json], members: tuple[str, ...]) -> Hashable | None:
    """Return the identity of an item; None if it lacks one of the members."""
    if any(item.get(each) is None for each in members):
        return None
    return tuple(canonical(item[each]) for each in members)


def _out_of_order(places: list[int]) -> set[int]:
    """Return the indices outside a longest increasing subsequence."""
    tails: list[int] = []
    tail_at: list[int] = []
    came_from: list[int] = []
    for at, place in enumerate(places):
        length = bisect.bisect_left(tails, place)
        tails[length : length + 1] = [place]
        tail_at[length : length + 1] = [at]
        came_from.append(tail_at[length - 1] if length else -1)
    rising = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        rising.add(places[at])
        at = came_from[at]
    return set(places) - rising

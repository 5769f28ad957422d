"""Every place in the facts of a probe with its path, and the places that known differences speak of. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, Absent, member
from rtcmatrix.compare.lists import canonical
from rtcmatrix.judge.in_force import speaks_of_fact
from rtcmatrix.model import Json, KnownDifference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, kw_only=True)
class StatedFact:
    """One place in the facts of a browser that a known difference speaks of."""

    entry: KnownDifference
    path: str
    holds: bool
    """Whether the fact is there what the entry states."""
    value: Json | Absent


def walk_facts(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Give (path, value) of everything in a value: members, items, and all that is in them."""
    inside: Iterator[tuple[str, Json]] = iter(())
    if isinstance(value, dict):
        inside = ((member(path, key), item) for key, item in value.items())
    elif isinstance(value, list):
        inside = ((f"{path}[{place}]", item) for place, item in enumerate(value))
    for where, item in inside:
        yield where, item
        yield from walk_facts(item, where)


def states(entry: KnownDifference, value: Json | Absent) -> bool:
    """Say whether a value is the one that an entry on facts states."""
    if value is ABSENT:
        return entry.absent
    return not entry.absent and canonical(value) == canonical(entry.value)


def stated_facts(entry: KnownDifference, probe: str, facts: Mapping[str, Json]) -> list[StatedFact]:
    """Give the places in a probe's facts that an entry speaks of; one that states an absence also where it holds."""
    found = [
        StatedFact(entry=entry, path=path, holds=states(entry, value), value=value)
        for path, value in walk_facts(dict(facts))
        if speaks_of_fact(entry, probe, path)
    ]
    if entry.absent and not found:
        return [StatedFact(entry=entry, path="", holds=True, value=ABSENT)]
    return found

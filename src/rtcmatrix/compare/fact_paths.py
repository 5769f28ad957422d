"""Walk the facts of a probe by path, and find those that known differences state. Pure."""

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
    """One fact of a browser that a known difference covers."""

    entry: KnownDifference
    path: str
    holds: bool
    """Whether the fact has the stated value."""
    value: Json | Absent


def walk_facts(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Yield (path, value) of all members and items of a value, recursively."""
    inside: Iterator[tuple[str, Json]] = iter(())
    if isinstance(value, dict):
        inside = ((member(path, key), item) for key, item in value.items())
    elif isinstance(value, list):
        inside = ((f"{path}[{place}]", item) for place, item in enumerate(value))
    for where, item in inside:
        yield where, item
        yield from walk_facts(item, where)


def states(entry: KnownDifference, value: Json | Absent) -> bool:
    """Return whether a value is the one that an entry states."""
    if value is ABSENT:
        return entry.absent
    return not entry.absent and canonical(value) == canonical(entry.value)


def stated_facts(entry: KnownDifference, probe: str, facts: Mapping[str, Json]) -> list[StatedFact]:
    """Return the facts of a probe that an entry covers, or the absence that it states."""
    found = [
        StatedFact(entry=entry, path=path, holds=states(entry, value), value=value)
        for path, value in walk_facts(dict(facts))
        if speaks_of_fact(entry, probe, path)
    ]
    if entry.absent and not found:
        return [StatedFact(entry=entry, path="", holds=True, value=ABSENT)]
    return found

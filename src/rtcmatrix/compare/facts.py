"""Compare two JSON values: which paths differ, and how lists changed. Pure.

Numbers are equal by value (1 and 1.0), booleans are not numbers, a missing member is not null, and the order of a list
matters.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from rtcmatrix.compare.lists import ItemPair, canonical, match_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rtcmatrix.model import Json, ListChange

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_STEP = re.compile(r"""\.?([A-Za-z_$][A-Za-z0-9_$]*)|\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]""")


class Absent(Enum):
    """A missing member; null is a value."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, kw_only=True)
class FactChange:
    """One path whose values differ."""

    path: str
    """``settings.width``, ``codecs[2].sdpFmtpLine``, ``stats["video/VP8"]``; an index counts in the list before."""
    before: Json | Absent
    after: Json | Absent
    items: ListChange | None = None
    """Set if both sides are lists."""


@dataclass(frozen=True, kw_only=True)
class FactComparison:
    """The compared facts of a probe in two browsers."""

    changes: tuple[FactChange, ...]
    equal: tuple[tuple[str, Json], ...]
    """(path, value); a list that is equal as a whole is one fact."""


@dataclass(frozen=True)
class _Walk:
    """The changed and equal facts so far."""

    changes: list[FactChange] = field(default_factory=list)
    equal: list[tuple[str, Json]] = field(default_factory=list)


def compare_facts(before: Mapping[str, Json], after: Mapping[str, Json]) -> FactComparison:
    """Compare the facts of one probe; members are in the order of names, items in the order of lists."""
    found = _Walk()
    _objects("", before, after, found)
    return FactComparison(changes=tuple(found.changes), equal=tuple(found.equal))


def count_facts(value: Json) -> int:
    """Count the facts in a value: each member that is not an object; a list is one fact."""
    if isinstance(value, dict) and value:
        return sum(count_facts(each) for each in value.values())
    return 1


def member(path: str, key: str) -> str:
    """Return the path of a member; keys that are not identifiers are quoted as in JSON."""
    if _IDENTIFIER.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f"{path}[{json.dumps(key, ensure_ascii=False)}]"


def value_at(facts: Json, path: str) -> Json | Absent:
    """Return the value at a path; for a path into a list, the list, because indices differ between sides."""
    value = facts
    for name, quoted, index in _STEP.findall(path):
        if index or not isinstance(value, dict):
            return value if index else ABSENT
        value = value.get(name or json.loads(quoted), ABSENT)
    return value


def _objects(path: str, before: Mapping[str, Json], after: Mapping[str, Json], found: _Walk) -> None:
    """Compare two objects member by member."""
    for key in sorted(before.keys() | after.keys()):
        where = member(path, key)
        if key not in before:
            found.changes.append(FactChange(path=where, before=ABSENT, after=after[key]))
        elif key not in after:
            found.changes.append(FactChange(path=where, before=before[key], after=ABSENT))
        else:
            _values(where, before[key], after[key], found)


def _values(path: str, before: Json, after: Json, found: _Walk) -> None:
    """Compare two existing values."""
    if isinstance(before, dict) and isinstance(after, dict) and (before or after):
        _objects(path, before, after, found)
    elif isinstance(before, list) and isinstance(after, list):
        _lists(path, before, after, found)
    elif before is after or canonical(before) == canonical(after):
        found.equal.append((path, before))
    else:
        found.changes.append(FactChange(path=path, before=before, after=after))


def _lists(path: str, before: list[Json], after: list[Json], found: _Walk) -> None:
    """Compare two lists by whole items, and matched items by their members."""
    match = match_lists(before, after)
    if match.same:
        found.equal.append((path, before))
        return
    change = match.change
    if change.added or change.removed or change.moved:
        found.changes.append(FactChange(path=path, before=before, after=after, items=change))
    for pair in match.inside:
        _inside(path, pair, found)


def _inside(path: str, pair: ItemPair, found: _Walk) -> None:
    """Compare two matched items; their equal members belong to the list and are not facts."""
    inner = _Walk()
    _objects(f"{path}[{pair.index}]", pair.before, pair.after, inner)
    found.changes.extend(inner.changes)

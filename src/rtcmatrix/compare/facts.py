"""Two JSON values set against each other: which paths differ, and how the lists among them changed.

Numbers are equal by value (1 and 1.0), a boolean is no number, a missing member is not null, and the order of a list is
meaning.
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
    """Stands where a member is missing, because null is a value."""

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
    """Set where both sides are lists."""


@dataclass(frozen=True, kw_only=True)
class FactComparison:
    """All facts of a probe in two browsers."""

    changes: tuple[FactChange, ...]
    equal: tuple[tuple[str, Json], ...]
    """(path, value); a list that is the same as a whole is one fact."""


@dataclass(frozen=True)
class _Walk:
    """What the walk has found so far."""

    changes: list[FactChange] = field(default_factory=list)
    equal: list[tuple[str, Json]] = field(default_factory=list)


def compare_facts(before: Mapping[str, Json], after: Mapping[str, Json]) -> FactComparison:
    """Compare the facts of one probe; paths come in the order of names, items in the order of their lists."""
    found = _Walk()
    _objects("", before, after, found)
    return FactComparison(changes=tuple(found.changes), equal=tuple(found.equal))


def count_facts(value: Json) -> int:
    """Count the facts in a value as a comparison would: each member that is no object, a list as one."""
    if isinstance(value, dict) and value:
        return sum(count_facts(each) for each in value.values())
    return 1


def member(path: str, key: str) -> str:
    """Name a member of the object at ``path``; keys that are no identifiers are quoted as in JSON."""
    if _IDENTIFIER.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f"{path}[{json.dumps(key, ensure_ascii=False)}]"


def value_at(facts: Json, path: str) -> Json | Absent:
    """Give what stands at a path; where it leads into a list, the list, whose items have other places elsewhere."""
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
    """Compare two values that both exist."""
    if isinstance(before, dict) and isinstance(after, dict) and (before or after):
        _objects(path, before, after, found)
    elif isinstance(before, list) and isinstance(after, list):
        _lists(path, before, after, found)
    elif before is after or canonical(before) == canonical(after):
        found.equal.append((path, before))
    else:
        found.changes.append(FactChange(path=path, before=before, after=after))


def _lists(path: str, before: list[Json], after: list[Json], found: _Walk) -> None:
    """Compare two lists: by whole items, and inside of those items that are the same thing with another value."""
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
    """Compare two items that are the same thing; what is equal in them is part of the list, no fact of its own."""
    inner = _Walk()
    _objects(f"{path}[{pair.index}]", pair.before, pair.after, inner)
    found.changes.extend(inner.changes)

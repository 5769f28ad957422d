"""Compare all columns of a report: one row for each fact or status in which they differ. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, Absent, member
from rtcmatrix.compare.lists import canonical
from rtcmatrix.compare.noise import is_flaky
from rtcmatrix.compare.probe_status import probe_status
from rtcmatrix.compare.versions import Versions
from rtcmatrix.model import Json, Level

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from rtcmatrix.compare.columns import Column

_Held = list[tuple[tuple[int, ...], Json | Absent]]
"""Values with their columns; columns with equal values are grouped."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Columns that agree."""

    value: Json | Absent
    """The status or fact; ABSENT if the probe finished without this fact. If some columns have an object and others do
    not, the objects are one group, with the first of them as value; differences inside have their own rows."""
    columns: tuple[int, ...]
    """Indices of the compared columns."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One status or fact in which columns differ."""

    level: Level
    subject: str
    """The check id (level status) or the probe (level fact; level status if the probe has no check)."""
    path: str
    """Path of the fact; empty for a status. A list is one fact."""
    groups: tuple[Group, ...]
    """The largest first; of equal ones, the one with the first column."""
    silent: tuple[int, ...] = ()
    """Columns without this check, or whose probe did not finish."""
    noisy: bool = False
    """Whether some column differs from itself."""
    apart: tuple[int, ...] = ()
    """Columns with another version of the check or probe, which are not compared."""


def rows_of(columns: Sequence[Column]) -> list[Row]:
    """Return each status, then each fact, in which the columns differ; each in the order of names.

    A probe without a check whose status differs is a row at level status, as in a comparison of two columns.
    """
    versions = Versions(columns)
    statuses = [row for row in _statuses(columns, versions) if len(row.groups) > 1]
    probe_of = {check.id: check.probe for column in columns for check in column.run.checks}
    told = {probe_of.get(row.subject) for row in statuses}
    probes = sorted({probe for column in columns for probe in column.evidence})
    ends = [_ends(probe, columns, versions) for probe in probes if probe not in told]
    facts = [row for probe in probes for row in _facts(probe, columns, versions)]
    return [*statuses, *(row for row in ends if len(row.groups) > 1), *facts]


def _statuses(columns: Sequence[Column], versions: Versions) -> Iterator[Row]:
    """Return a row for each check."""
    for check in sorted({each for column in columns for each in column.results}):
        results = [column.results.get(check) for column in columns]
        apart = versions.apart_in_check(check)
        held: _Held = [((at,), each.status) for at, each in enumerate(results) if each and at not in apart]
        yield Row(
            level=Level.STATUS,
            subject=check,
            path="",
            groups=_groups(held),
            silent=tuple(at for at, each in enumerate(results) if each is None and at not in apart),
            noisy=any(_is_noisy(check, column) for at, column in enumerate(columns) if at not in apart),
            apart=tuple(sorted(apart)),
        )


def _is_noisy(check: str, column: Column) -> bool:
    """Whether the status of a check or its probe varies in a column."""
    known = column.checks.get(check)
    return is_flaky(column.results.get(check)) or (known is not None and column.noise_in(known.probe).ends)


def _ends(probe: str, columns: Sequence[Column], versions: Versions) -> Row:
    """Return the row of the status of a probe."""
    apart = versions.apart_in_probe(probe)
    asked = [at for at, column in enumerate(columns) if probe in column.evidence and at not in apart]
    return Row(
        level=Level.STATUS,
        subject=probe,
        path="",
        groups=_groups([((at,), probe_status(columns[at].evidence[probe])) for at in asked]),
        silent=tuple(at for at, column in enumerate(columns) if probe not in column.evidence and at not in apart),
        noisy=any(columns[at].noise_in(probe).ends for at in asked),
        apart=tuple(sorted(apart)),
    )


def _facts(probe: str, columns: Sequence[Column], versions: Versions) -> Iterator[Row]:
    """Return the rows of the facts of one probe."""
    apart = versions.apart_in_probe(probe)
    alike: defaultdict[str, list[int]] = defaultdict(list)
    facts: dict[str, Json] = {}
    for at, column in enumerate(columns):
        gathered = column.observed.get(probe)
        if gathered is not None and gathered.facts is not None and at not in apart:
            # Most columns of one engine have equal text, which is faster to compare than values.
            text = repr(gathered.facts)
            alike[text].append(at)
            facts[text] = gathered.facts
    if len(alike) < 2:
        return
    observed = {at for places in alike.values() for at in places}
    noises = [columns[at].noise_in(probe) for at in sorted(observed)]
    for path, held in _objects("", [(tuple(places), facts[text]) for text, places in alike.items()]):
        yield Row(
            level=Level.FACT,
            subject=probe,
            path=path,
            groups=_groups(held),
            silent=tuple(at for at in range(len(columns)) if at not in observed and at not in apart),
            noisy=any(noise.touches(path) for noise in noises),
            apart=tuple(sorted(apart)),
        )


def _objects(path: str, held: _Held) -> Iterator[tuple[str, _Held]]:
    """Yield the members of objects in which columns differ."""
    objects = [(at, value) for at, value in held if isinstance(value, dict)]
    for key in sorted({key for _, each in objects for key in each}):
        yield from _values(member(path, key), [(at, value.get(key, ABSENT)) for at, value in objects])


def _values(path: str, held: _Held) -> Iterator[tuple[str, _Held]]:
    """Yield one value if columns differ in it; for objects, their members."""
    first = held[0][1]
    if not isinstance(first, dict) and all(_is_written_alike(first, value) for _, value in held):
        return
    objects: _Held = [(at, value) for at, value in held if isinstance(value, dict)]
    others: _Held = [(at, value) for at, value in held if not isinstance(value, dict)]
    if not others:
        yield from _objects(path, held)
    elif objects and len(_by_value(objects)) > 1:
        # Which columns have the object, and what differs inside, are separate rows.
        yield path, [(tuple(at for places, _ in objects for at in places), objects[0][1]), *others]
        lacking: _Held = [(at, ABSENT) for at, _ in others]
        for inner_path, inner in _objects(path, objects):
            yield inner_path, [*inner, *lacking]
    elif len(_by_value(held)) > 1:
        yield path, held


def _is_written_alike(one: Json | Absent, other: Json | Absent) -> bool:
    """Whether two values have equal text; others may still be equal (1 and 1.0)."""
    return type(one) is type(other) and (repr(one) == repr(other) if isinstance(one, list) else one == other)


def _by_value(held: _Held) -> list[tuple[Json | Absent, list[int]]]:
    """Group columns with equal values, in the order of their first occurrence."""
    found: dict[Hashable, tuple[Json | Absent, list[int]]] = {}
    for places, value in held:
        key = value if value is ABSENT else canonical(value)
        found.setdefault(key, (value, []))[1].extend(places)
    return list(found.values())


def _groups(held: _Held) -> tuple[Group, ...]:
    """Group columns by value, the largest group first, then the one with the first column."""
    groups = [Group(value=value, columns=tuple(sorted(places))) for value, places in _by_value(held)]
    return tuple(sorted(groups, key=lambda group: (-len(group.columns), group.columns[0])))

"""Name groups of columns: "all Chromium browsers", "Firefox alone", "all but Firefox ESR 153". Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rtcmatrix.compare.family import brand_of, family_of, major_of_column, milestone_of_column
from rtcmatrix.kinds import Family

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.compare.rows import Row

_SYSTEMS = {"darwin": "macOS", "linux": "Linux", "windows": "Windows"}
_FEW = 2
"""Most exceptions that are named; with more, the members are named."""


class ColumnNames:
    """The names of the columns of a report and of their groups; columns are indices."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._brands = [brand_of(column) for column in columns]
        self._families = [family_of(brand) for brand in self._brands]
        self._milestones = [milestone_of_column(column) for column in columns]
        self._runs = [column.run.id for column in columns]
        self._names = _distinct(columns, [_name(*each) for each in zip(columns, self._brands, strict=True)])
        self._told: dict[tuple[frozenset[int], frozenset[int]], str] = {}

    def name(self, column: int) -> str:
        """Name one column: ``Edge beta``, ``Firefox ESR 153``, ``Chromium 150``."""
        return self._names[column]

    def groups(self, row: Row) -> tuple[str, ...]:
        """Name each group of a row, among the columns of the row."""
        among = [column for group in row.groups for column in group.columns]
        return tuple(self.group(group.columns, among) for group in row.groups)

    def group(self, columns: Collection[int], among: Collection[int] | None = None) -> str:
        """Name a group of columns among others (by default all); the order of columns does not matter."""
        key = frozenset(columns), frozenset(range(len(self._names)) if among is None else among)
        if key not in self._told:
            self._told[key] = self._group(*key)
        return self._told[key]

    def _group(self, group: frozenset[int], among: frozenset[int]) -> str:
        rest = among - group
        if not group or not rest:
            return "all browsers" if group else "none"
        whole = self._whole_family(group, among)
        if whole:
            return whole
        if len(group) == 1:
            (only,) = group
            return f"{self._short(only, among)} alone" if len(among) > 2 else self._short(only, among)
        if len(rest) <= _FEW and len(group) > 2 * len(rest):
            return f"all but {self._list(rest, among)}"
        return self._run_once(", ".join(self._parts(group, among)), group)

    def _run_once(self, name: str, group: frozenset[int]) -> str:
        """Name the run of a group once, ``Edge beta, Edge dev of RUN``, if all its columns are of that run."""
        suffix = f" of {self._runs[min(group)]}"
        if len({self._runs[each] for each in group}) > 1 or not name.endswith(suffix):
            return name
        return name.replace(suffix, "") + suffix

    def _whole_family(self, group: frozenset[int], among: frozenset[int]) -> str | None:
        """Name a group that is a whole family with several columns; None for another group."""
        families = {self._families[each] for each in group}
        if len(families) > 1 or len(group) == 1 or group != self._of(families.pop(), self._families, among):
            return None
        return self._all_of(group)

    def _all_of(self, group: frozenset[int]) -> str:
        """Name all browsers of a family or brand."""
        brands = {self._brands[each] for each in group}
        family = self._families[min(group)]
        return f"all {family if len(brands) > 1 or family == Family.CHROMIUM else brands.pop()} browsers"

    def _parts(self, group: frozenset[int], among: frozenset[int]) -> Iterable[str]:
        """Name a mixed group, family by family, in the shortest form."""
        for family in dict.fromkeys(self._families[each] for each in sorted(group)):
            every = self._of(family, self._families, among)
            mine = group & every
            lacking = every - mine
            if not lacking:
                yield self._all_of(mine) if len(mine) > 1 else self._short(min(mine), among)
            elif len(lacking) <= _FEW and len(mine) > 2 * len(lacking):
                yield f"{self._all_of(every)} but {self._list(lacking, among)}"
            else:
                yield self._by_milestone(family, mine, lacking) or self._by_brand(mine, among)

    def _by_milestone(self, family: str, mine: frozenset[int], lacking: frozenset[int]) -> str | None:
        """Name a group by its first or last milestone, if that separates it from the rest; else None."""
        inside, outside = ([self._milestones[each] for each in each_side] for each_side in (mine, lacking))
        lows, highs = [each for each in inside if each is not None], [each for each in outside if each is not None]
        if len(mine) < 3 or len(lows) < len(inside) or len(highs) < len(outside):
            return None
        if min(lows) > max(highs):
            return f"{family} browsers from {min(lows)} on"
        return f"{family} browsers up to {max(lows)}" if max(lows) < min(highs) else None

    def _by_brand(self, mine: frozenset[int], among: frozenset[int]) -> str:
        """Name whole brands, and the other columns one by one."""
        parts = []
        for brand in dict.fromkeys(self._brands[each] for each in sorted(mine)):
            every = self._of(brand, self._brands, among)
            some = mine & every
            parts.append(f"every {brand}" if some == every and len(some) > 1 else self._list(some, among))
        return ", ".join(parts)

    def _of(self, wanted: str, told: Sequence[str], among: frozenset[int]) -> frozenset[int]:
        """Return the columns of a family or brand."""
        return frozenset(each for each in among if told[each] == wanted)

    def _list(self, columns: Iterable[int], among: frozenset[int]) -> str:
        """Name columns one by one."""
        return ", ".join(self._short(each, among) for each in sorted(columns))

    def _short(self, column: int, among: frozenset[int]) -> str:
        """Name one column; by its brand if it is the only one."""
        brand = self._brands[column]
        return brand if len(self._of(brand, self._brands, among)) == 1 else self._names[column]


def groups_in_words(row: Row, columns: Sequence[Column]) -> tuple[str, ...]:
    """Name each group of a row. For many rows of the same columns, make one ``ColumnNames``."""
    return ColumnNames(columns).groups(row)


def _name(column: Column, brand: str) -> str:
    """Name a column by its channel, or by its version if it has none; ESR has both."""
    launched = column.provenance
    channel = launched.channel if launched else column.address.partition(":")[2]
    major = major_of_column(column)
    if channel and channel != "esr":
        return f"{brand} {channel}"
    parts = [brand, "ESR" if channel else "", "" if major is None else str(major)]
    return " ".join(part for part in parts if part)


def _system(platform: str) -> str:
    """Return the usual name of an operating system."""
    system = platform.partition(" ")[0]
    return _SYSTEMS.get(system, system)


def _distinct(columns: Sequence[Column], names: list[str]) -> list[str]:
    """Make names unique by platform, version, address or run."""
    launched = [column.provenance for column in columns]
    for words in (
        [f"on {_system(each.platform)}" if each and each.platform else "" for each in launched],
        [each.version if each else "" for each in launched],
        [f"({column.address})" for column in columns],
        [f"of {column.run.id}" for column in columns],
    ):
        told: defaultdict[str, set[str]] = defaultdict(set)
        for name, word in zip(names, words, strict=True):
            told[name].add(word)
        names = [
            f"{name} {word}".strip() if len(told[name]) > 1 else name for name, word in zip(names, words, strict=True)
        ]
    return names

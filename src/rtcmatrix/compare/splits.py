"""Group rows that split the columns in the same way: "all Chromium browsers against Firefox" is one line. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rtcmatrix.compare.rows import Row


@dataclass(frozen=True, kw_only=True)
class Split:
    """One split of the columns, with all rows that have it."""

    groups: tuple[tuple[int, ...], ...]
    """The columns of each group, in the order of a row's groups."""
    rows: tuple[Row, ...]
    """In the order given."""


def splits_of(rows: Iterable[Row]) -> list[Split]:
    """Group the rows with the same groups of columns; the split with the most rows comes first."""
    found: defaultdict[tuple[tuple[int, ...], ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(group.columns for group in row.groups)].append(row)
    splits = [Split(groups=groups, rows=tuple(every)) for groups, every in found.items()]
    return sorted(splits, key=lambda split: -len(split.rows))

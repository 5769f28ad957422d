"""Changes along the release channels of a brand, and when they reach stable. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rtcmatrix.compare.family import brand_of, milestone_of_column
from rtcmatrix.compare.rows import Row, rows_of
from rtcmatrix.kinds import STABLE, find_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.kinds import Cadence

ORDER = (STABLE, "beta", "dev", "canary", "nightly")
"""From stable outward, where a browser's kind says no other order. ESR is not on the way to stable."""


def cadence_of(brand: str) -> Cadence | None:
    """Return how often a brand has a stable release; None where that is not known."""
    kind = find_kind(brand)
    return kind.cadence if kind else None


@dataclass(frozen=True, kw_only=True)
class ChannelChange:
    """One status or fact that differs between stable and a later channel."""

    brand: str
    row: Row
    """The row of the columns of this brand; they are indices of the given list."""
    stable: int
    """The column of the stable channel."""
    first: int
    """The column of the channel nearest to stable that differs."""
    channel: str
    """That channel."""
    lasting: bool
    """Whether all later channels agree with the first; if not, it is an experiment or was reverted."""
    milestones: int | None
    """Milestones between stable and the channel; None if a version has no milestone."""
    weeks: int | None
    """Estimated weeks until it reaches stable; None if the cadence is unknown."""

    @property
    def until_stable(self) -> str:
        """Return "2 milestones, about 4 weeks", or "no milestone ahead of stable"."""
        if self.milestones is None:
            return "nobody knows when"
        if self.milestones <= 0:
            return "no milestone ahead of stable"
        ahead = "1 milestone" if self.milestones == 1 else f"{self.milestones} milestones"
        return ahead if self.weeks is None else f"{ahead}, about {self.weeks} weeks"


def channel_changes(
    columns: Sequence[Column], cadence: Callable[[str], Cadence | None] = cadence_of
) -> list[ChannelChange]:
    """Return what changes along the channels of each brand on each platform of each run, in the order of the columns.

    A brand needs a stable column and another channel. Facts that stable did not observe are left out.
    """
    return [
        change
        for places in _trains(columns)
        for row in rows_of([columns[at] for at in places])
        for change in _change(_replaced(row, places), places, columns, cadence)
    ]


def _trains(columns: Sequence[Column]) -> Iterator[list[int]]:
    """Return the columns of the channels of each brand, stable first."""
    found: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for at, column in enumerate(columns):
        launched = column.provenance
        if launched and launched.channel in _order(launched.brand):
            found[column.run.id, brand_of(column), launched.platform].setdefault(launched.channel, at)
    for channels in found.values():
        if STABLE in channels and len(channels) > 1:
            launched = columns[channels[STABLE]].provenance
            yield [channels[channel] for channel in _order(launched.brand if launched else "") if channel in channels]


def _order(brand: str) -> tuple[str, ...]:
    """Return the channels from stable outward: those of the browser's kind, then the other usual ones."""
    kind = find_kind(brand)
    return tuple(dict.fromkeys((*(kind.channels_outward if kind else ()), *ORDER)))


def channels_before_stable(brand: str) -> tuple[str, ...]:
    """Return the channels of a brand that lead to stable, from stable outward."""
    return tuple(channel for channel in _order(brand) if channel != STABLE)


def _replaced(row: Row, places: list[int]) -> Row:
    """Return the row with columns as indices of the whole list."""
    groups = tuple(replace(group, columns=tuple(places[at] for at in group.columns)) for group in row.groups)
    silent, apart = (tuple(places[at] for at in each) for each in (row.silent, row.apart))
    return replace(row, groups=groups, silent=silent, apart=apart)


def _change(
    row: Row, places: list[int], columns: Sequence[Column], cadence: Callable[[str], Cadence | None]
) -> Iterator[ChannelChange]:
    """Find the first channel that differs from stable."""
    group_of = {at: number for number, group in enumerate(row.groups) for at in group.columns}
    stable = places[0]
    if stable not in group_of:
        return
    outward = [at for at in places[1:] if at in group_of]
    first = next(at for at in outward if group_of[at] != group_of[stable])
    later = outward[outward.index(first) :]
    brand = brand_of(columns[first])
    milestones = [milestone_of_column(columns[at]) for at in (stable, first)]
    known = milestones[0] is not None and milestones[1] is not None
    channel = columns[first].provenance
    rhythm = cadence(channel.brand) if channel else None
    yield ChannelChange(
        brand=brand,
        row=row,
        stable=stable,
        first=first,
        channel=(channel.channel or "") if channel else "",
        lasting=all(group_of[at] == group_of[first] for at in later),
        milestones=(milestones[1] or 0) - (milestones[0] or 0) if known else None,
        weeks=rhythm.weeks(milestones[0] or 0, milestones[1] or 0) if known and rhythm else None,
    )

"""Changes along the release channels of a brand, and when they reach stable. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rtcmatrix.compare.family import brand_of, milestone_of_column
from rtcmatrix.compare.rows import Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rtcmatrix.compare.columns import Column

ORDER = ("stable", "beta", "dev", "canary", "nightly")
"""From stable to nightly. Changes do not pass through ESR."""


@dataclass(frozen=True, kw_only=True)
class Cadence:
    """Weeks between the stable releases of a brand."""

    steps: tuple[tuple[int, int], ...]
    """(first milestone, weeks since the previous stable release), in ascending order."""

    def weeks(self, stable: int, wanted: int) -> int:
        """Return the weeks between the stable releases of two milestones; 0 if the second is not later."""
        return sum(self._before(milestone) for milestone in range(stable + 1, wanted + 1))

    def _before(self, milestone: int) -> int:
        """Return the weeks before the stable release of one milestone."""
        return next((weeks for since, weeks in reversed(self.steps) if milestone >= since), self.steps[0][1])


_CHROME = Cadence(steps=((94, 4), (153, 2)))
CADENCE: dict[str, Cadence] = {
    "Chrome": _CHROME,
    "Chromium": _CHROME,
    "Edge": _CHROME,
    "Firefox": Cadence(steps=((100, 4), (155, 2))),
}
"""Brand -> weeks between stable releases, as of autumn 2026.

Chrome left its four weeks (kept since 94) for two with 153, stable on 8 September 2026; Edge follows, 152 (24 August)
being its first in the new rhythm: https://github.com/MicrosoftEdge/WebView2Announcements/issues/137, which leads on to
Chrome's announcement. Firefox released 154 on 18 August 2026 and one release every two weeks since:
https://endoflife.date/firefox, after https://whattrainisitnow.com/calendar/. Holidays stretch any of these."""


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


def channel_changes(columns: Sequence[Column], cadence: Mapping[str, Cadence] = CADENCE) -> list[ChannelChange]:
    """Return the changes along the channels of each brand, platform and run, in the order of the columns.

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
        if launched and launched.channel in ORDER:
            found[column.run.id, brand_of(column), launched.platform].setdefault(launched.channel, at)
    for channels in found.values():
        if "stable" in channels and len(channels) > 1:
            yield [channels[channel] for channel in ORDER if channel in channels]


def _replaced(row: Row, places: list[int]) -> Row:
    """Return the row with columns as indices of the whole list."""
    groups = tuple(replace(group, columns=tuple(places[at] for at in group.columns)) for group in row.groups)
    silent, apart = (tuple(places[at] for at in each) for each in (row.silent, row.apart))
    return replace(row, groups=groups, silent=silent, apart=apart)


def _change(
    row: Row, places: list[int], columns: Sequence[Column], cadence: Mapping[str, Cadence]
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
    rhythm = cadence.get(brand)
    channel = columns[first].provenance
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

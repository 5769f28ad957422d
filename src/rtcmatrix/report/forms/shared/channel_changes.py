"""What later release channels have that stable does not have yet, for forms that are text."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare import RowStandings, Standing, channel_changes
from rtcmatrix.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtcmatrix.compare import ChannelChange
    from rtcmatrix.report.forms.shared.material import Material


@dataclass(frozen=True, kw_only=True)
class ReportChannelChange:
    """One status or fact of a later channel that stable does not have yet."""

    brand: str
    channel: str
    """The channel nearest to stable that has it."""
    column: int
    """The column of that channel: place in ``columns``."""
    stable: int
    """The column of stable."""
    level: Level
    subject: str
    path: str
    lasting: bool
    """Whether all later channels have it, too."""
    milestones: int | None
    """Milestones between stable and the channel; null if a version has none."""
    weeks: int | None
    """Estimated weeks until it reaches stable; null if the cadence is unknown."""


def counting_channel_changes(material: Material) -> list[ChannelChange]:
    """Return the changes that count: no noise, no known difference, of browsers that can be compared."""
    columns = [source.column for source in material.browsers]
    standings = RowStandings(columns, material.compared)
    return [each for each in channel_changes(columns) if standings.of(each.row) is Standing.UNSTATED]


def report_channel_changes(material: Material) -> tuple[ReportChannelChange, ...]:
    """Return the changes for the JSON document."""
    return tuple(
        ReportChannelChange(
            brand=each.brand, channel=each.channel, column=each.first, stable=each.stable, level=each.row.level,
            subject=each.row.subject, path=each.row.path, lasting=each.lasting, milestones=each.milestones,
            weeks=each.weeks,
        )
        for each in counting_channel_changes(material)
    )  # fmt: skip


def changes_by_channel(material: Material) -> Iterator[list[ChannelChange]]:
    """Yield the changes that appear first in one channel, checks before facts, in the order of the columns."""
    changes = sorted(
        counting_channel_changes(material), key=lambda each: (each.first, each.row.level is not Level.STATUS)
    )
    for _, members in itertools.groupby(changes, key=lambda each: each.first):
        yield list(members)

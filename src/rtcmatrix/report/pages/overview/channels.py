"""Find changes that reach stable later: the first channel that shows each, and the time until it is stable."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing, channel_changes
from rtcmatrix.model import Level
from rtcmatrix.report.pages.overview.views import ChannelView
from rtcmatrix.report.view.rows import fact_row, status_row
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from rtcmatrix.compare import ChannelChange
    from rtcmatrix.report.view.scopes import Scope

_MOST = 60
"""Rows of one channel that are shown."""


def channel_views(scope: Scope) -> tuple[ChannelView, ...]:
    """Show what changes on the way out from stable, by brand and the channel in which it shows first."""
    every = channel_changes([source.column for source in scope.sources])
    changes = [each for each in every if scope.standing(each.row) is Standing.UNSTATED]
    groups = itertools.groupby(sorted(changes, key=_key), key=lambda each: (each.brand, each.first, each.until_stable))
    return tuple(_view(list(members), scope) for _, members in groups)


def _key(change: ChannelChange) -> tuple[str, int, str, bool, str]:
    return change.brand, change.first, change.until_stable, change.row.level is not Level.STATUS, change.row.subject


def _view(changes: list[ChannelChange], scope: Scope) -> ChannelView:
    first = changes[0]
    trial = sum(not each.lasting for each in changes)
    return ChannelView(
        name=one_line(f"{first.brand} {first.channel}", 60),
        label=scope.sources[first.first].view.label,
        until=one_line(first.until_stable, 80),
        trial=trial,
        count=len(changes),
        rows=tuple(
            (status_row if each.row.level is Level.STATUS else fact_row)(each.row, scope, "channel")
            for each in changes[:_MOST]
        ),
    )

"""Order the columns of a merged run, and choose the pairs to compare. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rtcmatrix.model import BrowserSpec, Run
from rtcmatrix.runs.platforms import PlatformNames


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Order and pairs of the matrix, which no shard knows."""

    order: tuple[str, ...] = ()
    """Addresses, in the order of the columns."""
    compare: tuple[tuple[str, str], ...] = ()
    """Pairs of addresses."""
    browsers: tuple[BrowserSpec, ...] = ()
    """Every column of the matrix; one that no shard has is missing."""


def ordered(specs: Sequence[BrowserSpec], layout: Layout, names: PlatformNames) -> tuple[BrowserSpec, ...]:
    """Sort the columns as in the matrix; those of one address by platform."""
    order = [*layout.order, *(address for address in names.spans if address not in layout.order)]
    wanted = [names.names[address, platform] for address in order for platform in names.spans.get(address, ())]
    places = {name: place for place, name in enumerate(wanted)}
    known = {address: place for place, address in enumerate(order)}
    return tuple(
        sorted(specs, key=lambda spec: places.get(spec.address, len(places) + known.get(spec.address, len(known))))
    )


def pairs(runs: Sequence[Run], layout: Layout, names: PlatformNames) -> tuple[tuple[str, str], ...]:
    """Return the pairs to compare: those of the matrix on each platform, then each column across platforms."""
    asked = layout.compare or tuple(dict.fromkeys(pair for run in runs for pair in run.compare))
    elsewhere = [
        (names.names[address, first], names.names[address, other])
        for address, (first, *others) in names.spans.items()
        for other in others
    ]
    if elsewhere and not asked:  # as reports do for a run without pairs
        first, *others = names.spans
        asked = tuple((first, other) for other in others)
    found = []
    for before, after in asked:
        one, other = names.spans.get(before, ()), names.spans.get(after, ())
        shared = [(platform, platform) for platform in one if platform in other]
        for mine, theirs in shared or [(mine, theirs) for mine in one for theirs in other]:
            found.append((names.names[before, mine], names.names[after, theirs]))
    return tuple(dict.fromkeys([*found, *elsewhere]))

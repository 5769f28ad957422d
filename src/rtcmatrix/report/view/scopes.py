"""What rows are made of, told apart: browsers with their checks, calls with theirs, and each call in several runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare import PLAIN
from rtcmatrix.report.names import Names
from rtcmatrix.report.rows import Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare import Comparing
    from rtcmatrix.model import Check
    from rtcmatrix.report.sources import Source


def sites_of(sources: Sequence[Source], calls: Sequence[Source], compared: Comparing = PLAIN) -> tuple[Site, Site]:
    """Give the browsers with the checks of one, and the pairs with the checks of two. Both know every page."""
    checks: dict[str, Check] = {}
    for source in (*sources, *calls):
        for check in source.column.run.checks:
            checks.setdefault(check.id, check)
    names = Names()
    ordered = {check: checks[check] for check in sorted(checks)}
    pages = {one: f"check-{names.of(one)}.html" for one in ordered}
    of_two = {check.id for check in ordered.values() if check.peers > 1}
    of_two |= {check for source in calls for check in source.column.results}
    return (
        Site(
            sources=tuple(sources),
            checks={one: check for one, check in ordered.items() if one not in of_two},
            pages=pages,
            compared=compared,
        ),
        Site(
            sources=tuple(calls),
            checks={one: check for one, check in ordered.items() if one in of_two} if calls else {},
            pages=pages,
            calls=True,
            numbers=tuple(range(len(sources), len(sources) + len(calls))),
            compared=compared,
        ),
    )


def whole_site(site: Site, calls: Site) -> Site:
    """Give browsers and pairs as one, for what asks for checks and pages alone."""
    return Site(
        sources=(*site.sources, *calls.sources),
        checks={**site.checks, **calls.checks},
        pages=site.pages,
        compared=site.compared,
    )


def sites_again(calls: Site) -> list[Site]:
    """Give each pair that several runs hold by itself: what changed in a call is told of it and no other."""
    places: dict[str, list[int]] = {}
    for place, source in enumerate(calls.sources):
        places.setdefault(source.column.address, []).append(place)
    return [
        Site(
            sources=tuple(calls.sources[place] for place in mine),
            checks=calls.checks,
            pages=calls.pages,
            calls=True,
            numbers=tuple(calls.number(place) for place in mine),
            compared=calls.compared,
        )
        for mine in places.values()
        if len(mine) > 1
    ]

"""Decide whether a difference counts; every output shows this decision. Pure.

See ``docs/decisions/0020-one-classifier.md``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from rtcmatrix.compare.cause import NOISE
from rtcmatrix.compare.known_matches import fact_text
from rtcmatrix.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rtcmatrix.model import Difference


class Standing(StrEnum):
    """Whether a difference counts. Only ``UNSTATED`` does; the others are counted separately."""

    UNSTATED = "unstated"
    """No known difference states it: it counts."""
    KNOWN = "known"
    """A known difference in force states it."""
    NOISE = "noise"
    """One of the browsers differs from itself."""
    SET_APART = "set-apart"
    """The browser was launched differently in the two runs, so the cause is unknown."""
    NOT_COMPARED = "not-compared"
    """It concerns the checks or the selection, not the browser."""


_NOT_OF_BROWSERS = frozenset({Kind.CHECK_ADDED, Kind.CHECK_CHANGED, Kind.CHECK_REMOVED, Kind.PROVENANCE})
"""Kinds that do not concern the browser."""
_FIRST = (Standing.UNSTATED, Standing.KNOWN, Standing.NOISE, Standing.SET_APART, Standing.NOT_COMPARED)


def classify(difference: Difference, apart: Sequence[str] = ()) -> Standing:
    """Return the standing of a difference.

    ``apart`` holds the reasons why its columns are not comparable (``why_apart``), ``difference.cause`` marks noise,
    and ``difference.known`` names the known difference that states it (``with_known``).
    """
    if apart:
        return Standing.SET_APART
    if difference.kind in _NOT_OF_BROWSERS:
        return Standing.NOT_COMPARED
    if difference.cause == NOISE:
        return Standing.NOISE
    return Standing.UNSTATED if difference.known is None else Standing.KNOWN


def why_apart(before_browser: str, after_browser: str, differences: Iterable[Difference]) -> tuple[str, ...]:
    """Return why two columns are not comparable; empty if they are.

    A column and its reference, the same address in another run, must be launched with the same options. Between two
    addresses, launch options are a part of the requested comparison.
    """
    if before_browser != after_browser:
        return ()
    return tuple(
        f"{each.path}: {fact_text(each.before)} became {fact_text(each.after)}"
        for each in differences
        if each.kind is Kind.PROVENANCE
    )


def strongest(standings: Collection[Standing]) -> Standing:
    """Return the standing of several differences together: they count if one of them counts."""
    return next((each for each in _FIRST if each in standings), Standing.NOT_COMPARED)

"""Whether a difference counts: the one decision that every output shows and no output makes. Pure.

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
    """What a difference is to a reader. Only ``UNSTATED`` counts; the others are listed and counted apart."""

    UNSTATED = "unstated"
    """The browsers differ, and no known difference states it: this counts."""
    KNOWN = "known"
    """A known difference in force states it."""
    NOISE = "noise"
    """One of the browsers differs from itself in it."""
    SET_APART = "set-apart"
    """The same browser was started in another way in the two runs: nobody can tell what the browser changed."""
    NOT_COMPARED = "not-compared"
    """It says something of the checks or of the selection, not of what a browser does."""


_NOT_OF_BROWSERS = frozenset({Kind.CHECK_ADDED, Kind.CHECK_CHANGED, Kind.CHECK_REMOVED, Kind.PROVENANCE})
"""Kinds that no browser makes."""
_FIRST = (Standing.UNSTATED, Standing.KNOWN, Standing.NOISE, Standing.SET_APART, Standing.NOT_COMPARED)


def classify(difference: Difference, apart: Sequence[str] = ()) -> Standing:
    """Say whether a difference counts, and if not why.

    ``apart`` is why its two columns cannot be compared (``why_apart``); ``difference.cause`` says whether it is noise,
    and ``difference.known`` which known difference in force on that day states it (``with_known``).
    """
    if apart:
        return Standing.SET_APART
    if difference.kind in _NOT_OF_BROWSERS:
        return Standing.NOT_COMPARED
    if difference.cause == NOISE:
        return Standing.NOISE
    return Standing.UNSTATED if difference.known is None else Standing.KNOWN


def why_apart(before_browser: str, after_browser: str, differences: Iterable[Difference]) -> tuple[str, ...]:
    """Say why two columns cannot be compared; empty where they can.

    A column and its own reference (the same address in another run) must be started alike. Two addresses are compared
    because somebody asked how they differ, and the way they are started is a part of that question.
    """
    if before_browser != after_browser:
        return ()
    return tuple(
        f"{each.path}: {fact_text(each.before)} became {fact_text(each.after)}"
        for each in differences
        if each.kind is Kind.PROVENANCE
    )


def strongest(standings: Collection[Standing]) -> Standing:
    """Give the standing of something that several differences make up: it counts where one of them counts."""
    return next((each for each in _FIRST if each in standings), Standing.NOT_COMPARED)

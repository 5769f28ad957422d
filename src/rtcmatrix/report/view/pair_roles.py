"""Name the roles of the two browsers of a pair probe: caller and callee, producer and player."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The names of the roles in one kind of probe."""

    first: str
    """The browser that makes the offer, or whatever else there is to begin with."""
    second: str
    does: str
    """What the first does to the second, in the head of a row: ``Chromium 156 calls``."""
    way: str
    """Both, as the head of a list of pairs: ``Caller → callee``."""


CALL = Roles(first="Caller", second="Callee", does="calls", way="Caller \N{RIGHTWARDS ARROW} callee")
_BY_PREFIX = {
    "recording_": Roles(
        first="Producer", second="Player", does="records for", way="Producer \N{RIGHTWARDS ARROW} player"
    ),
}
"""Prefix of a probe's file name -> its roles; every other probe of two browsers is a call."""


def roles_of(probe: str) -> Roles:
    """Return the roles of a probe's two browsers."""
    name = probe.rpartition("/")[2]
    return next((roles for prefix, roles in _BY_PREFIX.items() if name.startswith(prefix)), CALL)

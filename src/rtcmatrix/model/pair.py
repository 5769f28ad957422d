"""Pairs: two browsers in one call, named by one address. The offerer comes first, and so a pair has a direction."""

from __future__ import annotations

ROLES = ("offerer", "answerer")
"""Who makes the offer, and who answers it; in this order wherever a pair is written."""
_JOINT = "+"


def pair_address(offerer: str, answerer: str) -> str:
    """Name a pair: ``chromium:stable+firefox:esr``."""
    return f"{offerer}{_JOINT}{answerer}"


def is_pair(address: str) -> bool:
    """Say whether an address names a pair, not one browser; ``a+b+c`` in a file of others names neither of two."""
    return address.count(_JOINT) == 1


def sides_of(address: str) -> tuple[str, ...]:
    """Give the browsers that an address names: two of a pair, else one."""
    return tuple(address.split(_JOINT)) if is_pair(address) else (address,)

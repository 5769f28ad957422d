"""Name pairs: two browsers in one call have one address, with the offerer first."""

from __future__ import annotations

ROLES = ("offerer", "answerer")
"""The roles of the two browsers, in the order of a pair's address."""
_JOINT = "+"


def pair_address(offerer: str, answerer: str) -> str:
    """Return the address of a pair: ``chromium:stable+firefox:esr``."""
    return f"{offerer}{_JOINT}{answerer}"


def is_pair(address: str) -> bool:
    """Return whether an address names a pair; ``a+b+c``, as an imported file may have, does not."""
    return address.count(_JOINT) == 1


def sides_of(address: str) -> tuple[str, ...]:
    """Return the browsers that an address names: two for a pair, else one."""
    return tuple(address.split(_JOINT)) if is_pair(address) else (address,)

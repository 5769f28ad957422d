"""Order the browsers of a run, so that the one that takes longest does not run last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence


def order_addresses(addresses: Sequence[str], durations: Mapping[str, float]) -> list[str]:
    """Order browsers longest first; those without a known duration come before, alternating between their names.

    Browsers of one name take similar times. Alternating starts every name early, in case one takes far longer.
    """
    known: dict[str, float] = defaultdict(float)
    for cell, seconds in durations.items():
        known[cell.partition("@")[2]] += seconds
    counts: dict[str, int] = defaultdict(int)
    keys = {}
    for index, address in enumerate(addresses):
        name = address.partition(":")[0]
        keys[address] = (-known[address], 0, index) if address in known else (float("-inf"), counts[name], index)
        counts[name] += 1
    return sorted(addresses, key=keys.__getitem__)

"""In which order browsers are taken up, so that the longest is not the last. Starts nothing."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from rtcmatrix.errors import FormatError
from rtcmatrix.runs import read_run


def last_durations(runs: Path) -> dict[str, float]:
    """Read how long each probe took in each browser in the last finished run: ``<probe>@<browser>`` -> seconds."""
    for finished in sorted(runs.glob("*/run.json"), reverse=True):
        with contextlib.suppress(FormatError):
            return {one.id: one.duration for one in read_run(finished.parent).evidence}
    return {}


def order_addresses(addresses: Sequence[str], durations: Mapping[str, float]) -> list[str]:
    """Order browsers longest first; those the last run did not have come before, one of each name in turn.

    Browsers of one name take alike; of several names one may take far longer, and should not be begun when the others
    are done.
    """
    known: dict[str, float] = defaultdict(float)
    for cell, seconds in durations.items():
        known[cell.partition("@")[2]] += seconds
    turns: dict[str, int] = defaultdict(int)
    keys = {}
    for place, address in enumerate(addresses):
        name = address.partition(":")[0]
        keys[address] = (-known[address], 0, place) if address in known else (float("-inf"), turns[name], place)
        turns[name] += 1
    return sorted(addresses, key=keys.__getitem__)

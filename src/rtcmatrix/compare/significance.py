"""Bound the probability that a random fact looks like a difference between two browsers. Pure."""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.compare.thresholds import Thresholds

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_STEPS = 200
_ROUNDS = 60
"""Steps of the ternary search; more than the precision of a float needs."""


@functools.cache
def chance_bound(before: int, after: int) -> float:
    """Bound the probability of one value in all repeats before and another in all repeats after, by accident.

    If both browsers return one value with probability q and another otherwise, this happens with probability
    ``q^n (1-q)^m + (1-q)^n q^m``. q is unknown, so this returns the maximum over q: 0.5 for one repeat each,
    ``2 / 4^n`` for n each. Raises ``ValueError`` if a side has no repeat.
    """
    if before < 1 or after < 1:
        raise ValueError(f"{before} and {after} repeats: expected at least 1 on each side")

    def look_like_it(q: float) -> float:
        return q**before * (1 - q) ** after + (1 - q) ** before * q**after

    # The curve is symmetric in q, and has one maximum within a step.
    best = max(range(_STEPS + 1), key=lambda step: look_like_it(step / _STEPS / 2))
    low, high = max(0, best - 1) / _STEPS / 2, min(_STEPS, best + 1) / _STEPS / 2
    for _ in range(_ROUNDS):
        third = (high - low) / 3
        if look_like_it(low + third) < look_like_it(high - third):
            low += third
        else:
            high -= third
    return look_like_it((low + high) / 2)


def fisher_exact_p(before: Sequence[Hashable], after: Sequence[Hashable]) -> float:
    """Return the two-sided p of Fisher's exact test, of the most frequent value before against all other values.

    R. A. Fisher, "On the Interpretation of chi-square from Contingency Tables", Journal of the Royal Statistical
    Society 85 (1922).
    """
    usual = Counter(before).most_common(1)[0][0]
    held = sum(value == usual for value in before)
    every = held + sum(value == usual for value in after)
    size = len(before) + len(after)
    ways = [math.comb(every, at) * math.comb(size - every, len(before) - at) for at in range(len(before) + 1)]
    return sum(way for way in ways if way <= ways[held]) / math.comb(size, len(before))


def repeats_for_chance(wanted: float = Thresholds().chance) -> int:
    """Return the number of repeats on each side for a chance below the wanted one.

    Raises ``ValueError`` if it is not between 0 and 1.
    """
    if not 0 < wanted < 1:
        raise ValueError(f"a chance of {wanted}: expected a number between 0 and 1")
    return next(repeats for repeats in itertools.count(1) if 2 * 0.25**repeats < wanted)

"""How probable it is, at most, that a fact which comes out at random looks like a difference between two browsers."""

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
"""Thirds taken off the bracket around the maximum: far more than a float can tell."""


@functools.cache
def chance_bound(before: int, after: int) -> float:
    """Bound the chance that accident alone gave one value in all repeats before, and another in all repeats after.

    A fact that comes out as one value with probability q and as another otherwise, in both browsers alike, does so with
    probability ``q^n (1-q)^m + (1-q)^n q^m``. Nobody knows q, so this is the maximum over it: 0.5 for one repeat each,
    ``2 / 4^n`` for n each. Raises ``ValueError`` where a side has no repeat.
    """
    if before < 1 or after < 1:
        raise ValueError(f"{before} and {after} repeats: expected at least 1 on each side")

    def look_like_it(q: float) -> float:
        return q**before * (1 - q) ** after + (1 - q) ** before * q**after

    # The curve is the same from both ends, so half of it will do; it has a single top within a step.
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
    """Say how probable it is that noise alone, the same on both sides, parts the repeats as unlike as they are or more.

    By Fisher's exact test, two-sided, of the values that are the usual one before against all others. R. A. Fisher, "On
    the Interpretation of chi-square from Contingency Tables", Journal of the Royal Statistical Society 85 (1922).
    """
    usual = Counter(before).most_common(1)[0][0]
    held = sum(value == usual for value in before)
    every = held + sum(value == usual for value in after)
    size = len(before) + len(after)
    ways = [math.comb(every, at) * math.comb(size - every, len(before) - at) for at in range(len(before) + 1)]
    return sum(way for way in ways if way <= ways[held]) / math.comb(size, len(before))


def repeats_for_chance(wanted: float = Thresholds().chance) -> int:
    """Say how many repeats on each side bring the chance below a wanted one.

    Raises ``ValueError`` for what is no chance between 0 and 1.
    """
    if not 0 < wanted < 1:
        raise ValueError(f"a chance of {wanted}: expected a number between 0 and 1")
    return next(repeats for repeats in itertools.count(1) if 2 * 0.25**repeats < wanted)

"""Rank statistics: exact Mann-Whitney test, Holm correction, Cliff's delta, Hodges-Lehmann estimator. Pure."""

from __future__ import annotations

import functools
import math
import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def mann_whitney(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the exact two-sided p of the Mann-Whitney test.

    Of all splits of the values into two groups of these sizes, it counts those with a rank sum at most, and those with
    a rank sum at least as high as the observed one; p is twice the smaller share, at most 1. Equal values get the mean
    of their ranks, and the count uses these ranks, so ties need no correction. H. B. Mann, D. R. Whitney, "On a Test of
    Whether one of Two Random Variables is Stochastically Larger than the Other", Annals of Mathematical Statistics 18
    (1947). 20 values against 20 take about a millisecond.
    """
    ranks = _doubled_ranks([*before, *after])
    counts = _rank_sums(tuple(sorted(ranks)), len(before))
    seen = sum(ranks[: len(before)])
    fewer = min(sum(counts[: seen + 1]), sum(counts[seen:]))
    return min(1.0, 2 * fewer / math.comb(len(ranks), len(before)))


def least_p(before: int, after: int) -> float:
    """Return the smallest two-sided p for these numbers of values: all of one side above all of the other."""
    return min(1.0, 2 / math.comb(before + after, before))


def holm(ps: Sequence[float]) -> list[float]:
    """Correct several p by Holm's step-down method: the smallest times n, the next times n - 1, never decreasing.

    S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6 (1979).
    """
    corrected = [0.0] * len(ps)
    highest = 0.0
    for place, at in enumerate(sorted(range(len(ps)), key=lambda each: ps[each])):
        highest = max(highest, min(1.0, ps[at] * (len(ps) - place)))
        corrected[at] = highest
    return corrected


def cliffs_delta(before: Sequence[float], after: Sequence[float]) -> float:
    """Return how much more often a value after is above one before than below it: -1 to 1."""
    above = sum(other > one for one in before for other in after)
    below = sum(other < one for one in before for other in after)
    return (above - below) / (len(before) * len(after))


def hodges_lehmann(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the Hodges-Lehmann shift: the median of all pairwise differences."""
    return statistics.median(other - one for one in before for other in after)


def _doubled_ranks(values: Sequence[float]) -> list[int]:
    """Return twice the rank of each value, so that the mean rank of equal values is an integer."""
    ordered = sorted(values)
    first: dict[float, int] = {}
    last: dict[float, int] = {}
    for place, value in enumerate(ordered, 1):
        first.setdefault(value, place)
        last[value] = place
    return [first[value] + last[value] for value in values]


@functools.lru_cache(maxsize=256)
def _rank_sums(ranks: tuple[int, ...], size: int) -> list[int]:
    """Count, for each sum, the choices of ``size`` ranks that have it.

    Counts for all sums are the digits of one large number (as many bytes each as the largest possible count needs), so
    that adding a rank to every choice is one shift and one addition.
    """
    width = (math.comb(len(ranks), size).bit_length() + 7) // 8
    chosen = [1] + [0] * size
    for number, rank in enumerate(ranks, 1):
        for many in range(min(number, size), 0, -1):
            chosen[many] += chosen[many - 1] << (8 * width * rank)
    digits = chosen[size].to_bytes(width * (sum(ranks) + 1), "little")
    return [int.from_bytes(digits[at : at + width], "little") for at in range(0, len(digits), width)]

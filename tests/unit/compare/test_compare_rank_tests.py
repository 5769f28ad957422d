"""Tests by rank: against published values, against every split counted by hand, and by what holds of any of them."""

from __future__ import annotations

import itertools
import math
import random

import pytest

from rtcmatrix.compare.rank_tests import cliffs_delta, hodges_lehmann, holm, least_p, mann_whitney


def by_hand(before: list[float], after: list[float]) -> float:
    """Try every split: the definition of the test, far too slow for use."""
    values = [*before, *after]

    def wins(chosen: tuple[int, ...]) -> float:
        mine = [values[at] for at in chosen]
        theirs = [values[at] for at in range(len(values)) if at not in chosen]
        return sum((one > other) + (one == other) / 2 for one in mine for other in theirs)

    seen = wins(tuple(range(len(before))))
    splits = [wins(each) for each in itertools.combinations(range(len(values)), len(before))]
    return min(1.0, 2 * min(sum(each <= seen for each in splits), sum(each >= seen for each in splits)) / len(splits))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([1], [2], 1.0),
        ([1, 2, 3], [4, 5, 6], 2 / 20),
        ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 2 / 252),
        ([1, 2, 3, 4, 6], [5, 7, 8, 9, 10], 4 / 252),
        ([1, 1, 1], [1, 1, 1], 1.0),
        (list(range(20)), list(range(20, 40)), 2 / 137_846_528_820),
        # The example in the documentation of scipy.stats.mannwhitneyu: males against females, exact p = 0.1111
        ([19, 22, 16, 29, 24], [20, 11, 17, 12], 1 / 9),
    ],
)
def test_known_values(before: list[float], after: list[float], expected: float) -> None:
    assert mann_whitney(before, after) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_every_split_counted_by_hand_gives_the_same(seed: int) -> None:
    chance = random.Random(seed)
    values = (
        [2, 3, 5, 50, math.inf, -math.inf][: chance.randrange(2, 7)]
        if seed % 2
        else [chance.random() for _ in "x" * 40]
    )
    before = [chance.choice(values) for _ in range(chance.randrange(1, 6))]
    after = [chance.choice(values) for _ in range(chance.randrange(1, 6))]
    assert mann_whitney(before, after) == pytest.approx(by_hand(before, after), rel=1e-9)
    assert mann_whitney(before, after) == pytest.approx(mann_whitney(after, before), rel=1e-9)
    assert mann_whitney(before, after) >= least_p(len(before), len(after)) * (1 - 1e-9)


def test_under_chance_alone_p_is_small_no_more_often_than_it_says() -> None:
    chance = random.Random(3)
    ps = [mann_whitney([chance.gauss() for _ in range(8)], [chance.gauss() for _ in range(8)]) for _ in range(2_000)]
    for limit in (0.01, 0.05, 0.2):
        share = sum(p <= limit for p in ps) / len(ps)
        assert share <= limit + 3 * math.sqrt(limit * (1 - limit) / len(ps))
        assert share >= limit / 3


@pytest.mark.parametrize(
    ("ps", "expected"),
    [
        ([], []),
        ([0.02], [0.02]),
        ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
        ([0.5, 0.6], [1.0, 1.0]),
        ([0.04, 0.04], [0.08, 0.08]),
        ([0.001, 0.9, 0.02, 0.02], [0.004, 0.9, 0.06, 0.06]),
    ],
)
def test_holm(ps: list[float], expected: list[float]) -> None:
    assert holm(ps) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("before", "after", "effect", "shift"),
    [
        ([1, 2, 3], [4, 5, 6], 1.0, 3),
        ([4, 5, 6], [1, 2, 3], -1.0, -3),
        ([1, 2], [1, 2], 0.0, 0),
        ([1, 2, 3, 100], [2, 3, 4, 101], 6 / 16, 1),
        ([0], [5], 1.0, 5),
    ],
)
def test_effect_and_shift(before: list[float], after: list[float], effect: float, shift: float) -> None:
    pairs = [(one, other) for one in before for other in after]
    counted = (sum(b > a for a, b in pairs) - sum(b < a for a, b in pairs)) / len(pairs)
    assert cliffs_delta(before, after) == counted
    assert counted == pytest.approx(effect, abs=1e-9)
    assert hodges_lehmann(before, after) == shift

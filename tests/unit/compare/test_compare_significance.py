"""The chance that accident looks like a difference: bounds by hand, by trying probabilities, and by playing dice."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest

from rtcmatrix.compare.significance import chance_bound, fisher_exact_p, repeats_for_chance


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(1, 1, 0.5), (2, 2, 1 / 8), (3, 3, 1 / 32), (5, 5, 2 / 4**5), (20, 20, 2 / 4**20), (1, 2, 0.25)],
)
def test_known_values(before: int, after: int, expected: float) -> None:
    assert chance_bound(before, after) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("before", "after"), [(1, 1), (1, 3), (2, 7), (5, 5), (1, 20), (20, 3), (1, 300)])
def test_no_probability_gives_more(before: int, after: int) -> None:
    tried = [q**before * (1 - q) ** after + (1 - q) ** before * q**after for q in (at / 10_000 for at in range(10_001))]
    assert max(tried) <= chance_bound(before, after) * (1 + 1e-12)
    assert max(tried) == pytest.approx(chance_bound(before, after), rel=1e-3)
    assert chance_bound(before, after) == pytest.approx(chance_bound(after, before), rel=1e-9)
    assert chance_bound(before + 1, after) < chance_bound(before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("aaa", "bbb", 2 / 20),
        ("aaab", "bbbb", 1 / 7),
        ("ab", "ab", 1),
        ("abcdef", "ghijkl", 1),
        ("a", "b", 1),
        ("aaaaaaaaab", "bbbbbbbbbb", None),
    ],
)
def test_noise_alone(before: str, after: str, expected: float | None) -> None:
    found = fisher_exact_p(before, after)
    splits = list(itertools.combinations(before + after, len(before)))
    usual = max(sorted(set(before)), key=before.count)
    ways = Counter(each.count(usual) for each in splits)
    counted = sum(way for way in ways.values() if way <= ways[before.count(usual)]) / len(splits)
    assert found == pytest.approx(counted)
    if expected is not None:
        assert found == pytest.approx(expected)


@pytest.mark.parametrize("q", [0.5, 0.1])
def test_facts_that_flake_look_different_no_more_often(q: float) -> None:
    dice = random.Random(1)
    times, alike = 20_000, 0
    for _ in range(times):
        before, after = ({dice.random() < q for _ in range(2)} for _ in range(2))
        alike += len(before) == len(after) == 1 and before != after
    assert alike / times <= chance_bound(2, 2) + 0.01
    if q == 0.5:
        assert alike / times >= chance_bound(2, 2) - 0.01


@pytest.mark.parametrize(
    ("wanted", "repeats"), [(0.6, 1), (0.5, 2), (0.125, 3), (0.1, 3), (0.01, 4), (0.001, 6), (1e-6, 11)]
)
def test_repeats_that_are_needed(wanted: float, repeats: int) -> None:
    assert repeats_for_chance(wanted) == repeats
    assert chance_bound(repeats, repeats) < wanted
    assert repeats == 1 or chance_bound(repeats - 1, repeats - 1) >= wanted * (1 - 1e-9)


def test_no_wish_means_the_default_threshold() -> None:
    assert repeats_for_chance() == 4


@pytest.mark.parametrize("wanted", [0, 1, -0.1, 2])
def test_no_chance_at_all(wanted: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        repeats_for_chance(wanted)


@pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 0)])
def test_no_repeat_at_all(before: int, after: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        chance_bound(before, after)

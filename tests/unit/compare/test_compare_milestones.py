"""Chrome paired with Edge by the milestone of their engine."""

from __future__ import annotations

import itertools

import pytest

from rtcmatrix.compare import pair_by_milestone

Versions = dict[str, str]


@pytest.mark.parametrize(
    ("chrome", "edge", "pairs", "alone"),
    [
        ({"stable": "156.0.1"}, {"stable": "156.0.9"}, ["stable stable"], []),
        ({"stable": "156.0", "beta": "157.0"}, {"stable": "155.0", "beta": "156.0"}, ["stable beta"],
         ["edge:stable", "chrome:beta"]),
        ({"stable": "156.0"}, {"stable": "155.0"}, [], ["chrome:stable", "edge:stable"]),
        ({"dev": "158.0", "canary": "158.0"}, {"dev": "158.0", "canary": "158.0"}, ["dev dev", "canary canary"], []),
        ({"dev": "158.0", "canary": "158.0"}, {"dev": "158.0"}, ["dev dev", "canary dev"], []),
        ({"stable": "156.0", "156": "156.0"}, {"beta": "156.0"}, ["stable beta", "156 beta"], []),
        ({"stable": "156.0"}, {}, [], []),
        ({"stable": "unknown"}, {"stable": "unknown"}, [], ["chrome:stable", "edge:stable"]),
    ],
)  # fmt: skip
def test_pairs(chrome: Versions, edge: Versions, pairs: list[str], alone: list[str]) -> None:
    versions = {
        f"{name}:{selector}": version
        for name, each in (("chrome", chrome), ("edge", edge))
        for selector, version in each.items()
    }
    candidates = list(
        itertools.product(
            (f"chrome:{each}" for each in ("stable", "beta", "dev", "canary", "156")),
            (f"edge:{each}" for each in ("stable", "beta", "dev", "canary")),
        )
    )
    found = pair_by_milestone(candidates, versions)
    assert [f"{one.partition(':')[2]} {other.partition(':')[2]}" for one, other in found.pairs] == pairs
    assert list(found.alone) == alone


def test_engines_have_milestones_of_their_own() -> None:
    found = pair_by_milestone(
        [("chrome:stable", "firefox:stable")], {"chrome:stable": "156.0", "firefox:stable": "156.0"}
    )
    assert (found.pairs, found.alone) == ((), ("chrome:stable", "firefox:stable"))

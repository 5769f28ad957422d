"""Chrome paired with Edge by the milestone of their engine."""

from __future__ import annotations

import itertools

import pytest

from rtcmatrix.compare import pair_by_milestone, settle_pairs

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


def test_pairs_that_are_wanted_anyway_keep_their_places() -> None:
    wanted = [("a:1", "b:1"), ("chrome:stable", "edge:stable"), ("chrome:stable", "edge:beta"), ("a:2", "b:2")]
    versions = {"chrome:stable": "156.0", "edge:stable": "155.0", "edge:beta": "156.0"}
    found = settle_pairs(wanted, wanted[1:3], versions)
    assert found.pairs == (wanted[0], wanted[2], wanted[3])
    assert found.alone == ("edge:stable",)
    assert settle_pairs(wanted, (), {}).pairs == tuple(wanted)

"""Where a change shows first on the way to stable, and how long until it gets there."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from made_up_run import evidence, provenance

from rtcmatrix.compare import Column, channel_changes
from rtcmatrix.compare.channels import cadence_of
from rtcmatrix.kinds import Cadence
from rtcmatrix.model import Run

PROBE = "a/b.js"


def run(*who: tuple[str, str, str, Any], name: str = "one") -> list[Column]:
    """Make up columns: address, brand, version, the value of a fact (None: came to no end)."""
    launched = tuple(provenance(address, brand, version) for address, brand, version, _ in who)
    gathered = tuple(
        evidence(PROBE, address, None if value is None else {"x": value}, unsupported=None if value else "x")
        for address, _, _, value in who
    )
    made = Run(id=name, format=1, tool="none", started_at="", provenances=launched, evidence=gathered)
    return [Column(run=made, address=address) for address, *_ in who]


def chrome(**values: Any) -> list[tuple[str, str, str, Any]]:
    versions = {"stable": "156.0.1", "beta": "157.0.1", "dev": "159.0.1", "canary": "160.0.1"}
    return [(f"chrome:{channel}", "Google Chrome", versions[channel], value) for channel, value in values.items()]


def found(columns: list[Column]) -> list[tuple[str, str, bool, str]]:
    return [
        (each.brand, each.channel, each.lasting, each.until_stable)
        for each in channel_changes(columns)
        if each.row.path == "x"
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"stable": 1, "beta": 1, "dev": 1, "canary": 1}, []),
        ({"stable": 1, "beta": 1, "dev": 1, "canary": 2}, [("Chrome", "canary", True, "4 milestones, about 8 weeks")]),
        ({"stable": 1, "beta": 1, "dev": 2, "canary": 2}, [("Chrome", "dev", True, "3 milestones, about 6 weeks")]),
        ({"stable": 1, "beta": 2, "dev": 1, "canary": 1}, [("Chrome", "beta", False, "1 milestone, about 2 weeks")]),
        ({"stable": 1, "beta": 2, "dev": 2, "canary": 3}, [("Chrome", "beta", False, "1 milestone, about 2 weeks")]),
        ({"canary": 2, "stable": 1, "dev": 2, "beta": 1}, [("Chrome", "dev", True, "3 milestones, about 6 weeks")]),
        ({"stable": 1, "canary": 2}, [("Chrome", "canary", True, "4 milestones, about 8 weeks")]),
        ({"stable": 1, "beta": None, "dev": 2}, [("Chrome", "dev", True, "3 milestones, about 6 weeks")]),
        ({"stable": None, "beta": 1, "dev": 2}, []),
        ({"beta": 1, "dev": 2}, []),
        ({"stable": 1}, []),
    ],
)
def test_the_first_channel_that_differs(values: dict[str, Any], expected: list[Any]) -> None:
    assert found(run(*chrome(**values))) == expected


def test_each_brand_has_a_way_of_its_own_and_esr_is_on_none() -> None:
    columns = run(
        *chrome(stable=1, beta=2),
        ("edge:stable", "Microsoft Edge", "155.0", 1),
        ("edge:dev", "Microsoft Edge", "158.0", 3),
        ("firefox:esr", "Mozilla Firefox", "153.0", 7),
        ("firefox:stable", "Mozilla Firefox", "160.0", 8),
        ("firefox:nightly", "Mozilla Firefox", "162.0", 9),
        ("chromium:150", "Chromium", "150.0", 5),
    )
    assert found(columns) == [
        ("Chrome", "beta", True, "1 milestone, about 2 weeks"),
        ("Edge", "dev", True, "3 milestones, about 6 weeks"),
        ("Firefox", "nightly", True, "2 milestones, about 4 weeks"),
    ]
    (change, *_) = [each for each in channel_changes(columns) if each.brand == "Edge" and each.row.path]
    assert (change.stable, change.first) == (2, 3)
    assert [(group.value, group.columns) for group in change.row.groups] == [(1, (2,)), (3, (3,))]


def test_each_platform_is_a_way_of_its_own() -> None:
    made = run(*chrome(stable=1, beta=2))[0].run
    elsewhere = run(*chrome(stable=1, beta=2))[0].run
    moved = tuple(
        dataclasses.replace(each, address=f"{each.address}@macos", platform="darwin arm64", channel=each.channel)
        for each in elsewhere.provenances
    )
    seen = tuple(dataclasses.replace(each, browser=f"{each.browser}@macos") for each in elsewhere.evidence)
    both = dataclasses.replace(made, provenances=made.provenances + moved, evidence=made.evidence + seen)
    columns = [Column(run=both, address=each.address) for each in both.provenances]
    assert [(each.stable, each.first) for each in channel_changes(columns)] == [(0, 1), (2, 3)]


def test_two_runs_are_two_ways() -> None:
    columns = [*run(*chrome(stable=1, beta=2)), *run(*chrome(stable=1, beta=1), name="two")]
    assert [each.first for each in channel_changes(columns)] == [1]


@pytest.mark.parametrize(
    ("brand", "versions", "said"),
    [
        ("Chrome", ("156.0", "156.9"), "no milestone ahead of stable"),
        ("Chrome", ("unknown", "156.9"), "nobody knows when"),
        ("Ladybird", ("1.0", "3.0"), "2 milestones"),
    ],
)
def test_what_nobody_can_know_is_not_said(brand: str, versions: tuple[str, str], said: str) -> None:
    columns = run(
        *(
            (f"x:{channel}", brand, version, version)
            for channel, version in zip(("stable", "beta"), versions, strict=True)
        )
    )
    assert [each[3] for each in found(columns)] == [said]


@pytest.mark.parametrize(
    ("brand", "stable", "wanted", "weeks"),
    [
        ("Chrome", 150, 151, 4),
        ("Chrome", 151, 152, 4),
        ("Chrome", 152, 153, 2),
        ("Chrome", 150, 154, 4 + 4 + 2 + 2),
        ("Chrome", 156, 158, 4),
        ("Chrome", 158, 156, 0),
        ("Firefox", 154, 155, 2),
        ("Firefox", 153, 155, 6),
        ("Chrome", 80, 81, 4),
    ],
)
def test_weeks_between_stable_releases(brand: str, stable: int, wanted: int, weeks: int) -> None:
    cadence = cadence_of(brand)
    assert cadence is not None
    assert cadence.weeks(stable, wanted) == weeks


def test_another_cadence_may_be_given() -> None:
    (change,) = channel_changes(run(*chrome(stable=1, beta=2)), lambda _: Cadence(steps=((1, 6),)))
    assert change.weeks == 6

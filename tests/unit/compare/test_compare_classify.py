"""Whether a difference counts, and whether a row over several columns does."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from made_up_columns import PROBE, known, pair_of, run_of

from rtcmatrix.compare import Comparing, RowStandings, Standing, classify, columns_of, rows_of
from rtcmatrix.compare.classify import strongest
from rtcmatrix.model import Difference, Evidence, Fault, Kind, Level, Run, Status

ONE, OTHER = "chromium:stable", "firefox:esr"
VERSIONS = {ONE: "156.0", OTHER: "153.0"}
STATED = "suites/known-differences.yaml:1 https://bugs.example/1"


def difference(**more: Any) -> Difference:
    fields: dict[str, Any] = {"subject": PROBE, "level": Level.FACT, "kind": Kind.CHANGED, "path": "n"}
    return Difference(before_browser=ONE, after_browser=OTHER, **{**fields, **more})


@pytest.mark.parametrize(
    ("more", "apart", "standing"),
    [
        ({}, (), Standing.UNSTATED),
        ({"cause": "brand"}, (), Standing.UNSTATED),
        ({"known": STATED}, (), Standing.KNOWN),
        ({"cause": "noise"}, (), Standing.NOISE),
        ({"cause": "noise", "known": STATED}, (), Standing.NOISE),
        ({"kind": Kind.CHECK_CHANGED}, (), Standing.NOT_COMPARED),
        ({"kind": Kind.PROVENANCE}, (), Standing.NOT_COMPARED),
        ({"level": Level.METRIC}, (), Standing.UNSTATED),
        ({"known": STATED}, ("flags",), Standing.SET_APART),
        ({"kind": Kind.PROVENANCE}, ("flags",), Standing.SET_APART),
    ],
)
def test_what_a_difference_is_to_a_reader(more: dict[str, Any], apart: tuple[str, ...], standing: Standing) -> None:
    assert classify(difference(**more), apart) is standing


def test_one_difference_that_counts_is_enough() -> None:
    assert strongest({Standing.NOISE, Standing.UNSTATED}) is Standing.UNSTATED
    assert strongest({Standing.NOISE, Standing.KNOWN}) is Standing.KNOWN
    assert strongest(set()) is Standing.NOT_COMPARED


def statuses(**told: Status) -> Run:
    addresses = {"one": ONE, "other": OTHER}
    return run_of(VERSIONS, statuses={("area/a", addresses[name]): status for name, status in told.items()})


def test_a_known_difference_explains_the_status_it_states_and_no_other() -> None:
    compared = Comparing(known=(known(browsers=("firefox:*",), expected=Status.FAIL),))
    stated = statuses(one=Status.PASS, other=Status.FAIL)
    worse = statuses(one=Status.FAIL, other=Status.CRASH)
    assert [len(compared(*pair_of(stated, stated, ONE, OTHER)).telling)] == [0]
    [crash] = compared(*pair_of(worse, worse, ONE, OTHER)).telling
    assert (crash.subject, crash.after) == ("area/a", "CRASH")
    for run, standing in ((stated, Standing.KNOWN), (worse, Standing.UNSTATED)):
        columns = columns_of(run)
        [row] = rows_of(columns)
        assert RowStandings(columns, compared).of(row) is standing


def test_a_row_counts_though_a_third_column_is_noisy_in_it() -> None:
    three = {**VERSIONS, "edge:stable": "156.0"}
    run = run_of(three, facts={ONE: {"n": 1}, OTHER: {"n": 2}, "edge:stable": [{"n": 1}, {"n": 2}]})
    columns = columns_of(run)
    [row] = rows_of(columns)
    assert row.noisy
    assert RowStandings(columns).of(row) is Standing.UNSTATED
    two = [columns[0], columns[2]]
    assert rows_of(two) == []


def test_the_same_browser_started_otherwise_is_set_apart_and_two_addresses_are_not() -> None:
    one = run_of(VERSIONS, facts={ONE: {"n": 1}, OTHER: {"n": 1}})
    other = run_of(VERSIONS, facts={ONE: {"n": 2}, OTHER: {"n": 2}}, run_id="other", flags=("--mute-audio",))
    compared = Comparing()
    again = compared(*pair_of(one, other, ONE))
    assert again.apart == ('flags: [] became ["--mute-audio"]',)
    assert again.telling == ()
    assert len(again.set_apart) == len(again.differences) == 2
    asked = compared(*pair_of(one, other, ONE, OTHER))
    assert asked.apart == ()
    assert [each.path for each in asked.telling] == ["n"]
    columns = [pair_of(one, other, ONE)[0], pair_of(one, other, ONE)[1]]
    [row] = rows_of(columns)
    assert RowStandings(columns).of(row) is Standing.SET_APART


def test_a_result_of_one_side_alone_is_not_compared() -> None:
    both = run_of(VERSIONS, statuses={("area/a", ONE): Status.PASS, ("area/b", OTHER): Status.PASS})
    comparison = Comparing()(*pair_of(both, both, ONE, OTHER))
    assert comparison.telling == ()
    assert comparison.differences == ()
    assert {each.check for each in comparison.not_compared} == {"area/a", "area/b"}


def test_a_check_whose_probe_ends_now_so_now_otherwise_is_noise_in_a_row_too() -> None:
    run = statuses(one=Status.PASS, other=Status.FAIL)
    ends = (
        Evidence(probe=PROBE, browser=ONE, facts={"n": 1}),
        Evidence(probe=PROBE, browser=OTHER, facts={"n": 1}),
        Evidence(probe=PROBE, browser=OTHER, facts=None, fault=Fault.EXCEPTION, message="it broke", repeat=1),
    )
    flaking = dataclasses.replace(run, evidence=ends)
    assert [each.subject for each in Comparing()(*pair_of(flaking, flaking, ONE, OTHER)).noise] == ["area/a"]
    columns = columns_of(flaking)
    [row] = rows_of(columns)
    assert RowStandings(columns).of(row) is Standing.NOISE

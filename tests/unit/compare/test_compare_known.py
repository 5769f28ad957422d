"""Which differences are known: what a statement explains and what it does not, on statuses and on facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_up_columns import PROBE, known, pair_of, run_of

from rtcmatrix.compare import compare_columns
from rtcmatrix.compare.known import with_known
from rtcmatrix.model import Difference, Json, KnownDifference, Status

TODAY = date(2027, 1, 1)
PLACE = "suites/known-differences.yaml:1 https://bugs.example/1"
OLD, NEW, OTHER = "chromium:150", "chromium:stable", "firefox:esr"
VERSIONS = {OLD: "150.0.1.2", NEW: "156.0.1.2", OTHER: "153.7.0"}
PASS, FAIL, TIMEOUT, CRASH = Status.PASS, Status.FAIL, Status.TIMEOUT, Status.CRASH


def status_difference(before: tuple[str, Status], after: tuple[str, Status], *entries: KnownDifference) -> Difference:
    """Compare one check in two browsers, of one run or (where they are the same) of two."""
    runs = [
        run_of({address: VERSIONS[address]}, statuses={("a/x", address): status}, run_id=str(place))
        for place, (address, status) in enumerate((before, after))
    ]
    pair = pair_of(runs[0], runs[1], before[0], after[0])
    marked = with_known(compare_columns(*pair), pair, entries, TODAY)
    return next(each for each in marked.differences if each.subject == "a/x")


@pytest.mark.parametrize(
    ("before", "after", "entry", "explained"),
    [
        # what passes here is known to fail there
        ((NEW, PASS), (OTHER, FAIL), {"browsers": ("firefox:*",)}, True),
        ((NEW, PASS), (OTHER, TIMEOUT), {"browsers": ("firefox:*",)}, False),
        ((NEW, PASS), (OTHER, FAIL), {"browsers": ("chrome:*",)}, False),
        ((NEW, PASS), (OTHER, FAIL), {"checks": ("a/y",)}, False),
        # what is known to fail here passes there
        ((OLD, FAIL), (NEW, PASS), {"versions": "<156"}, True),
        ((OLD, FAIL), (NEW, CRASH), {"versions": "<156"}, False),
        ((OLD, TIMEOUT), (NEW, PASS), {"versions": "<156"}, False),
        # the versions decide
        ((OLD, PASS), (NEW, FAIL), {"versions": "<156"}, False),
        ((OLD, PASS), (NEW, FAIL), {"versions": ">=156"}, True),
        # one browser in two runs: it began to do what is stated
        ((NEW, PASS), (NEW, FAIL), {}, True),
        ((NEW, CRASH), (NEW, FAIL), {}, True),
        # ... and ceased to, which contradicts the statement
        ((NEW, FAIL), (NEW, PASS), {}, False),
        # it is no word on what another browser does besides
        ((NEW, CRASH), (OTHER, FAIL), {"browsers": ("firefox:*",)}, False),
        # expired
        ((NEW, PASS), (OTHER, FAIL), {"expires": "2026-12-31"}, False),
        ((NEW, PASS), (OTHER, FAIL), {"expires": "2027-01-01"}, True),
    ],
)
def test_a_change_of_status_is_explained_or_not(
    before: tuple[str, Status], after: tuple[str, Status], entry: dict[str, Any], explained: bool
) -> None:
    difference = status_difference(before, after, known(**entry))
    assert difference.known == (PLACE if explained else None)


def test_two_statements_explain_how_two_browsers_fail_in_two_ways() -> None:
    here = known(browsers=("chromium:*",), expected=TIMEOUT)
    there = known(2, browsers=("firefox:*",))
    assert status_difference((NEW, TIMEOUT), (OTHER, FAIL), here).known is None
    assert status_difference((NEW, TIMEOUT), (OTHER, FAIL), here, there).known == there.place


def test_a_check_that_is_another_one_is_never_known() -> None:
    runs = [run_of({NEW: "156.0"}, statuses={(check, NEW): FAIL}) for check in ("a/x", "a/y")]
    pair = pair_of(runs[0], runs[1], NEW)
    marked = with_known(compare_columns(*pair), pair, [known()], TODAY)
    assert marked.differences == ()
    assert [each.check for each in marked.not_compared] == ["a/x", "a/y"]


def fact_difference(before: dict[str, Json], after: dict[str, Json], *entries: KnownDifference) -> Difference:
    """Compare the facts of one probe in Chromium 150 and Chromium stable; there must be one difference."""
    run = run_of({OLD: VERSIONS[OLD], NEW: VERSIONS[NEW]}, facts={OLD: before, NEW: after})
    pair = pair_of(run, run, OLD, NEW)
    [difference] = with_known(compare_columns(*pair), pair, entries, TODAY).differences
    return difference


def fact(path: str, **more: Any) -> KnownDifference:
    """State a fact of the made-up probe."""
    return known(facts=(f"{PROBE}:{path}",), **more)


@pytest.mark.parametrize(
    ("before", "after", "entry", "explained"),
    [
        ({"n": 16}, {"n": 32}, fact("n", browsers=(OLD,), value=16), True),
        ({"n": 16}, {"n": 32}, fact("n", browsers=(NEW,), value=32.0), True),
        ({"n": 16}, {"n": 32}, fact("n", browsers=(NEW,), value=64), False),
        ({"n": 16}, {"n": 32}, fact("n", browsers=(OLD,), value=64), False),
        ({"n": 16}, {"n": 32}, fact("m", value=16), False),
        ({"n": 1}, {"n": True}, fact("n", browsers=(NEW,), value=1), False),
        # the statement is of every version, and the newer one contradicts it
        ({"n": 16}, {"n": 32}, fact("n", value=16), False),
        ({"n": 16}, {"n": 32}, fact("n", value=16, versions="<156"), True),
        ({"n": 16}, {"n": 32}, fact("n", value=32), True),
        # null is a value, and absence is none
        ({"n": None}, {"n": 1}, fact("n", browsers=(OLD,), value=None), True),
        ({}, {"n": 1}, fact("n", browsers=(OLD,), value=None), False),
        ({}, {"n": 1}, fact("n", browsers=(OLD,), absent=True), True),
        ({"n": 1}, {}, fact("n", browsers=(NEW,), absent=True), True),
        ({"n": 1}, {}, fact("n", browsers=(NEW,), value=None), False),
        ({"n": None}, {"n": 1}, fact("n", browsers=(OLD,), absent=True), False),
        # by pattern
        ({"s": {"w": 1}}, {"s": {"w": 2}}, fact("s.*", browsers=(NEW,), value=2), True),
        # lists, whole and in part
        ({"l": ["a"]}, {"l": ["a", "b"]}, fact("l", browsers=(NEW,), value=["a", "b"]), True),
        ({"l": ["a"]}, {"l": ["a", "b"]}, fact("l", browsers=(NEW,), value=["b", "a"]), False),
        (
            {"l": [{"name": "a", "v": 1}]},
            {"l": [{"name": "a", "v": 2}]},
            fact("l[*].v", browsers=(NEW,), value=2),
            True,
        ),
        # what a difference is a part of
        (
            {"l": [{"name": "a", "v": 1}]},
            {"l": [{"name": "a", "v": 2}]},
            fact("l", browsers=(NEW,), value=[{"name": "a", "v": 2}]),
            True,
        ),
        (
            {"l": [{"name": "a", "v": 1}]},
            {"l": [{"name": "a", "v": 2}]},
            fact("l", browsers=(NEW,), value=[{"name": "a", "v": 3}]),
            False,
        ),
        ({"s": {"w": 1, "h": 1}}, {"s": {"w": 2, "h": 1}}, fact("s", browsers=(NEW,), value={"h": 1, "w": 2}), True),
    ],
)
def test_a_fact_is_explained_by_its_value(
    before: dict[str, Json], after: dict[str, Json], entry: KnownDifference, explained: bool
) -> None:
    assert fact_difference(before, after, entry).known == (PLACE if explained else None)


def test_without_statements_a_comparison_is_left_alone() -> None:
    run = run_of({OLD: "150.0", NEW: "156.0"}, facts={OLD: {"n": 1}, NEW: {"n": 2}})
    pair = pair_of(run, run, OLD, NEW)
    comparison = compare_columns(*pair)
    assert with_known(comparison, pair, (), TODAY) is comparison


def test_how_a_browser_was_started_is_never_known() -> None:
    runs = [run_of({NEW: "156.0"}, facts={NEW: {"n": 1}}, flags=flags) for flags in ((), ("--mute-audio",))]
    pair = pair_of(runs[0], runs[1], NEW)
    entry = known(facts=("*:*",), value=["--mute-audio"])
    [difference] = with_known(compare_columns(*pair), pair, [entry], TODAY).differences
    assert (difference.kind, difference.known) == ("provenance", None)

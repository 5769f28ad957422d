"""What a column differs from itself in, and that no difference in it raises an alarm."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from made_up_run import ESR, STABLE, evidence, three_browsers

from rtcmatrix.compare import Column, Comparison, compare_columns
from rtcmatrix.compare.cause import NOISE
from rtcmatrix.compare.noise import Noise, any_flaky, inside, is_flaky, noise_of
from rtcmatrix.compare.significance import fisher_exact_p
from rtcmatrix.model import Check, Difference, Evidence, Fault, Json, Kind, Level, Outcome, Result, Run, Status

PROBE = "a/b.js"
RUN = dataclasses.replace(three_browsers(), checks=(), results=(), evidence=())
PASS, FAIL = Status.PASS, Status.FAIL


def gathered(browser: str, *facts: dict[str, Json] | None, **more: Any) -> list[Evidence]:
    return [
        evidence(PROBE, browser, each, repeat=at, fault=None if each is not None else Fault.TIMEOUT, **more)
        for at, each in enumerate(facts)
    ]


def compared(before: list[Any], after: list[Any], **more: Any) -> Comparison:
    run = dataclasses.replace(RUN, evidence=(*gathered(STABLE, *before), *gathered(ESR, *after)), **more)
    return compare_columns(Column(run=run, address=STABLE), Column(run=run, address=ESR))


def told(comparison: Comparison) -> list[Difference]:
    return [each for each in comparison.differences if each.kind is not Kind.PROVENANCE]


@pytest.mark.parametrize(
    ("facts", "paths", "ends"),
    [
        ([{"a": 1}], set(), False),
        ([{"a": 1}, {"a": 1.0}], set(), False),
        ([{"a": 1}, {"a": 2}], {"a"}, False),
        ([{"a": {"b": 1, "c": 1}}, {"a": {"b": 1, "c": 1}}, {"a": {"b": 1, "c": 2}}], {"a.c"}, False),
        ([{"a": 1}, {}], {"a"}, False),
        ([{"a": [1, 2]}, {"a": [2, 1]}], {"a"}, False),
        ([{"a": [{"id": 1, "v": 1}]}, {"a": [{"id": 1, "v": 2}]}], {"a[0].v"}, False),
        ([{"a": 1}, None, {"a": 2}], {"a"}, True),
        ([None, None], set(), False),
        ([None, {"a": 1}], set(), True),
    ],
)
def test_what_differs_between_repeats(facts: list[Any], paths: set[str], ends: bool) -> None:
    found = noise_of(gathered(STABLE, *facts))
    assert found.paths == paths
    assert found.ends is ends


def test_what_the_browser_lacks_is_an_end_too() -> None:
    lacks = [evidence(PROBE, STABLE, None, unsupported=each) for each in ("X", "X", "Y")]
    assert not noise_of(lacks[:2]).ends
    assert noise_of(lacks).ends


@pytest.mark.parametrize(
    ("path", "noisy", "touched"),
    [
        ("a", "a", True),
        ("a.b", "a", True),
        ("a", "a.b", True),
        ("a[0]", "a", True),
        ("a", 'a["b c"]', True),
        ("ab", "a", False),
        ("a", "ab", False),
        ("a.b", "a.c", False),
        ("a[1].x", "a[2].x", False),
        ("a[1]", "a[10]", False),
    ],
)
def test_noise_touches_what_it_is_holds_or_lies_in(path: str, noisy: str, touched: bool) -> None:
    assert Noise(paths=frozenset({noisy})).touches(path) is touched
    assert (inside(path, noisy) or inside(noisy, path)) is touched


@pytest.mark.parametrize(
    ("path", "noisy", "touched"),
    [
        ("a[1].x", "a[2].x", True),
        ("a[1].x", "a[2].y", False),
        ('a["[1]"].x', 'a["[2]"].x', False),
        ('a["\\"][1]"].x', 'a["\\"][2]"].x', False),
        ("a[1]", "a[10].x", True),
    ],
)
def test_items_of_another_list_are_not_matched_by_index(path: str, noisy: str, touched: bool) -> None:
    assert Noise(paths=frozenset({noisy})).touches(path, by_index=False) is touched


def test_an_item_that_is_noisy_after_is_found_at_its_place_before() -> None:
    before = [{"l": [{"id": "x", "v": 1}, {"id": "y", "v": 1}]}]
    after = [{"l": [{"id": "y", "v": each}, {"id": "x", "v": 1}]} for each in (2, 3)]
    found = {each.path: each.cause for each in told(compared(before, after))}
    assert found["l[1].v"] == NOISE


@pytest.mark.parametrize("flaking", ["before", "after", "both"])
def test_a_noisy_fact_raises_no_alarm(flaking: str) -> None:
    before = [{"a": 1, "b": 1}, {"a": 1 if flaking == "after" else 3, "b": 1}]
    after = [{"a": 2, "b": 2}, {"a": 2 if flaking == "before" else 3, "b": 2}]
    comparison = compared(before, after)
    noisy, sure = told(comparison)
    assert (noisy.path, noisy.cause) == ("a", NOISE)
    assert noisy.chance == pytest.approx({"before": 1, "after": 1 / 3, "both": 1}[flaking])
    assert (sure.path, sure.cause) == ("b", "brand")
    assert sure.chance == pytest.approx(1 / 8)
    assert [each.path for each in comparison.noise] == ["a"]
    assert "a" not in [each.path for each in comparison.telling]
    assert comparison.cause == "brand"


def test_noise_that_moved_is_reported_without_an_alarm() -> None:
    before = [{"a": 1, "b": each} for each in (1, 2) * 6]
    after = [{"a": 1 if at == 11 else 2, "b": each} for at, each in enumerate((2, 1) * 6)]
    comparison = compared(before, after)
    assert [(each.path, each.cause) for each in told(comparison)] == [("a", NOISE), ("b", NOISE)]
    assert [each.path for each in comparison.more_than_noise] == ["a"]


def test_one_repeat_each_shows_no_noise() -> None:
    (difference,) = told(compared([{"a": 1}], [{"a": 2}]))
    assert difference.cause == "brand"
    assert difference.chance == pytest.approx(0.5)


def test_facts_are_compared_where_any_repeat_came_to_an_end() -> None:
    comparison = compared([None, {"a": 1}], [{"a": 2}, {"a": 2}])
    status, fact = told(comparison)
    assert (status.level, status.before, status.after, status.cause) == (Level.STATUS, "timeout", "observed", NOISE)
    assert (fact.path, fact.cause) == ("a", "brand")
    assert fact.chance == pytest.approx(1 / 4)


def judged(*, before: Result, after: Result, facts: list[Any] | None = None) -> Difference:
    check = Check(id="a/c", title="It works", probe=PROBE, spec="", version="1")
    (difference,) = told(compared(facts or [{}], [{}], checks=(check,), results=(before, after)))
    return difference


@pytest.mark.parametrize(
    ("repeats", "outcome", "flaky"),
    [
        ((), Outcome.EXPECTED, False),
        ((PASS, PASS), Outcome.EXPECTED, False),
        ((PASS, FAIL), Outcome.EXPECTED, True),
        ((), Outcome.FLAKY, True),
    ],
)
def test_a_flaky_result_raises_no_alarm(repeats: tuple[Status, ...], outcome: Outcome, flaky: bool) -> None:
    one = Result(check="a/c", browser=STABLE, status=PASS, outcome=outcome, repeats=repeats)
    other = Result(check="a/c", browser=ESR, status=FAIL, repeats=(FAIL, FAIL))
    assert is_flaky(one) is flaky
    assert any_flaky([None, other, one]) is flaky
    difference = judged(before=one, after=other)
    assert difference.kind is Kind.NEWLY_FAILING
    assert difference.cause == (NOISE if flaky else "brand")
    expected = {0: 1 / 4, 2: 1 / 8}[len(repeats)]
    assert difference.chance == pytest.approx(fisher_exact_p(repeats or (PASS,), (FAIL, FAIL)) if flaky else expected)


def test_a_probe_that_ends_differently_makes_its_checks_noisy() -> None:
    one, other = (
        Result(check="a/c", browser=browser, status=status) for browser, status in ((STABLE, PASS), (ESR, FAIL))
    )
    assert judged(before=one, after=other, facts=[{}, None]).cause == NOISE
    assert judged(before=one, after=other, facts=[{}, {}]).cause == "brand"


def test_a_check_that_changed_is_neither_noise_nor_chance() -> None:
    runs: list[Run] = []
    for version, status in (("1", PASS), ("2", FAIL)):
        check = Check(id="a/c", title="It works", probe=PROBE, spec="", version=version)
        result = Result(check="a/c", browser=STABLE, status=status, outcome=Outcome.FLAKY)
        runs.append(dataclasses.replace(RUN, checks=(check,), results=(result,)))
    columns = [Column(run=run, address=STABLE) for run in runs]
    (difference,) = compare_columns(columns[0], columns[1]).differences
    assert (difference.kind, difference.cause, difference.chance) == (Kind.CHECK_CHANGED, None, None)


def test_metrics_are_differences_of_their_own_level() -> None:
    def repeats(browser: str, *values: float) -> list[Evidence]:
        return [
            evidence(PROBE, browser, {}, metrics={"fps": each, "same": 1.0}, repeat=at)
            for at, each in enumerate(values)
        ]

    run = dataclasses.replace(
        RUN, evidence=(*repeats(STABLE, 20, 20.5, 21, 21.5, 22, 22.5), *repeats(ESR, 30, 30.5, 31, 31.5, 32, 32.5))
    )
    comparison = compare_columns(Column(run=run, address=STABLE), Column(run=run, address=ESR))
    (difference,) = told(comparison)
    assert (difference.level, difference.kind, difference.path) == (Level.METRIC, Kind.CHANGED, "fps")
    assert (difference.before, difference.after, difference.cause) == (21.25, 31.25, "brand")
    assert difference.shift is not None
    assert difference.shift.effect == 1
    assert [(each.path, each.differs) for each in comparison.metrics] == [("fps", True), ("same", False)]
    assert comparison.unsure == ()


def test_a_known_difference_is_counted_separately() -> None:
    comparison = compared([{"a": 1}], [{"a": 2}])
    stated = tuple(dataclasses.replace(each, known="known.yaml:1 https://bug.example") for each in told(comparison))
    marked = dataclasses.replace(comparison, differences=stated)
    assert marked.known == stated
    assert marked.telling == ()

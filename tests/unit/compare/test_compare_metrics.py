"""Metrics by their distributions: what differs, what stays, and of what nobody can be sure."""

from __future__ import annotations

import math
from typing import Any

import pytest
from made_up_run import evidence

from rtcmatrix.compare.metrics import MetricComparison, compare_metrics, numbers_of, repeats_for_metrics
from rtcmatrix.compare.thresholds import Thresholds
from rtcmatrix.model import Evidence, Json

PROBE = "a/b.js"


def repeats(*metrics: dict[str, Json] | None) -> list[Evidence]:
    """One repeat for each metrics; None where it came to no end."""
    return [
        evidence(PROBE, "x:1", None if each is None else {}, metrics=each or {}, repeat=at)
        for at, each in enumerate(metrics)
    ]


def compared(before: list[Any], after: list[Any], **limits: float) -> MetricComparison:
    """Compare one metric; a value None stands for a repeat without it."""
    sides = [
        repeats(*({"x": each} if each is not None else {"y": "no number"} for each in side)) for side in (before, after)
    ]
    (found,) = compare_metrics({PROBE: (sides[0], sides[1])}, Thresholds(**limits))
    return found


LOW, HIGH, HIGHER = (
    [10.0, 10.1, 10.2, 10.3, 10.4, 10.5],
    [10.6, 10.7, 10.8, 10.9, 11.0, 11.05],
    [14.0, 15, 16, 17, 18, 19],
)


@pytest.mark.parametrize(
    ("before", "after", "differs", "needed"),
    [
        (LOW, HIGHER, True, None),
        (HIGHER, LOW, True, None),
        (LOW, HIGH, False, None),  # sure, but less than a tenth
        (LOW, LOW, False, None),
        ([5] * 6, [5] * 6, False, None),
        (LOW[:4], HIGHER[:4], False, 5),  # too few to decide
        ([1], [1000], False, 5),
        ([0] * 6, [1] * 6, True, None),  # no share of nothing: by effect
        ([0] * 6, [0, 0, 0, 1, 1, 1], False, None),
        ([0] * 6, [-1] * 6, True, None),
        ([-10.0] * 6, [-5.0] * 6, True, None),
        (LOW, [None] * 6, True, None),
        ([None] * 6, LOW, True, None),
        (LOW, ["NaN"] * 6, True, None),
        ([None] * 2, [3] * 2, False, 5),
        (LOW, ["Infinity"] * 6, True, None),
    ],
)  # fmt: skip
def test_what_differs(before: list[Any], after: list[Any], differs: bool, needed: int | None) -> None:
    found = compared(before, after)
    assert (found.differs, found.needed) == (differs, needed)


def test_a_shift_says_how_far_and_how_sure() -> None:
    found = compared(LOW, HIGHER)
    assert (found.probe, found.path) == (PROBE, "x")
    assert (found.median_before, found.median_after) == (10.25, 16.5)
    assert found.shift.before == tuple(LOW)
    assert found.shift.after == tuple(HIGHER)
    assert found.shift.p == pytest.approx(2 / math.comb(12, 6))
    assert found.shift.effect == 1
    assert found.shift.relative == pytest.approx(6.25 / 10.25)


def test_downward_is_negative_also_below_zero() -> None:
    assert (compared([20.0] * 6, [10.0] * 6).shift.relative, compared([-10.0] * 6, [-20.0] * 6).shift.relative) == (
        -0.5,
        -1,
    )


def test_where_there_are_no_numbers_there_is_no_median() -> None:
    found = compared([None] * 6, LOW)
    assert (found.median_before, found.shift.before, found.shift.relative) == (None, (), None)


def test_thresholds_may_be_chosen() -> None:
    assert compared(LOW, HIGH, shift=0.01).differs
    assert not compared(LOW, HIGHER, p=0.001).differs
    assert compared(LOW, HIGHER, p=0.001).needed == 7


def test_many_metrics_need_more_repeats_than_one() -> None:
    def sides(number: int, count: int) -> Any:
        before, after = ({f"m{at}": value for at in range(number)} for value in (10.0, 20.0))
        return {PROBE: (repeats(*[before] * count), repeats(*[after] * count))}

    assert all(each.differs for each in compare_metrics(sides(1, 5)))
    few = compare_metrics(sides(20, 7))
    assert len(few) == 20
    assert {(each.differs, each.needed) for each in few} == {(False, repeats_for_metrics(20))}
    assert {(each.differs, each.needed) for each in compare_metrics(sides(20, repeats_for_metrics(20)))} == {
        (True, None)
    }


def test_one_that_moved_among_many_that_stayed() -> None:
    noise = [0.0, 0.3, 0.1, 0.4, 0.2, 0.5, 0.35, 0.15, 0.25, 0.05]
    before = [{f"m{at}": 10 + noise[(at + turn) % 10] for at in range(20)} for turn in range(10)]
    after = [{**each, "m7": each["m7"] * 1.3} for each in before[3:] + before[:3]]
    found = compare_metrics({PROBE: (repeats(*before), repeats(*after))})
    assert [each.path for each in found if each.differs] == ["m7"]


def test_repeats_that_came_to_no_end_are_left_out() -> None:
    before, after = repeats({"x": 1}, None, {"x": 2}), repeats(None, {"x": 3})
    (found,) = compare_metrics({PROBE: (before, after)})
    assert (found.shift.before, found.shift.after) == ((1, 2), (3,))
    assert compare_metrics({PROBE: (repeats(None, None), after)}) == ()
    assert compare_metrics({}) == ()


@pytest.mark.parametrize(
    ("metrics", "expected"),
    [
        ({"a": 1, "b": 2.5}, {"a": 1.0, "b": 2.5}),
        ({"a": {"b": {"video/VP8": 3}}}, {'a.b["video/VP8"]': 3.0}),
        ({"a": "NaN", "b": "Infinity", "c": "-Infinity", "d": "x"}, {"b": math.inf, "c": -math.inf}),
        ({"a": True, "b": None, "c": [1], "d": {}, "e": math.nan}, {}),
        ({"a": 10**400, "b": -(10**400)}, {"a": math.inf, "b": -math.inf}),
    ],
)
def test_numbers(metrics: dict[str, Json], expected: dict[str, float]) -> None:
    assert numbers_of(metrics) == expected


@pytest.mark.parametrize(("metrics", "count"), [(1, 5), (2, 6), (20, 8), (50, 8), (1000, 11)])
def test_repeats_that_metrics_need(metrics: int, count: int) -> None:
    assert repeats_for_metrics(metrics) == count
    assert metrics * 2 / math.comb(2 * count, count) < 0.01 <= metrics * 2 / math.comb(2 * count - 2, count - 1)

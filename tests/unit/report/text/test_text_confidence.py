"""How sure a difference is, in words."""

from __future__ import annotations

import dataclasses

import pytest
from made_up_run import ESR, STABLE, evidence, three_browsers

from rtcmatrix.compare import Column, Comparison, Thresholds, compare_columns
from rtcmatrix.compare.significance import chance_bound
from rtcmatrix.model import Evidence, Shift
from rtcmatrix.report.text.confidence import caveats, noise_text, p_text, shift_text

PROBE = "a/b.js"


def compared(times: int, *, before: object, after: object, fps: tuple[float, float] = (20, 20)) -> Comparison:
    """Gather a probe so often in two browsers; a callable value is asked once for each repeat."""

    def value(wanted: object, repeat: int) -> object:
        return wanted(repeat) if callable(wanted) else wanted

    gathered = [
        evidence(PROBE, browser, {"x": value(wanted, at)}, metrics={"fps": number + at / 100}, repeat=at)
        for browser, wanted, number in ((STABLE, before, fps[0]), (ESR, after, fps[1]))
        for at in range(times)
    ]
    return columns(gathered)


def columns(gathered: list[Evidence]) -> Comparison:
    """Compare what two browsers observed."""
    run = dataclasses.replace(three_browsers(), checks=(), results=(), evidence=tuple(gathered), provenances=())
    return compare_columns(Column(run=run, address=STABLE), Column(run=run, address=ESR))


def test_once_each_is_too_few_for_anything() -> None:
    assert caveats(compared(1, before=1, after=2)) == [
        (
            "with so few repeats, chance alone causes such a difference in up to 50 % of cases; "
            "4 on each side reduce this below 1 %"
        ),
        "1 metric had too few repeats to decide (1 and 1); 5 on each side are enough",
    ]


def test_enough_repeats_need_no_words_but_for_what_stayed() -> None:
    assert caveats(compared(5, before=1, after=2)) == ["1 metric stayed within the noise"]
    assert caveats(compared(5, before=1, after=2, fps=(20, 30))) == []


@pytest.mark.parametrize("repeats", [1, 2, 3, 4, 5, 6])
def test_a_difference_is_certain_from_four_repeats_of_each_side(repeats: int) -> None:
    """Accident alone gives ``2 / 4 ** repeats``: 3.1 % of 3 repeats, 0.78 % of 4; the threshold is 1 %."""
    doubts = [line for line in caveats(compared(repeats, before=1, after=2)) if "chance alone" in line]
    if repeats < 4:
        (line,) = doubts
        assert f"in up to {200 / 4**repeats:.2g} % of cases; 4 on each side reduce this below 1 %" in line
    else:
        assert doubts == []


def test_a_chance_at_the_threshold_is_not_certain_yet() -> None:
    comparison = compared(3, before=1, after=2)
    at = chance_bound(3, 3)
    assert "3.1 % of cases; 4 on each side reduce this below 3.1 %" in caveats(comparison, Thresholds(chance=at))[0]
    assert "accident" not in caveats(comparison, Thresholds(chance=at * (1 + 1e-9)))[0]


def test_the_least_certain_difference_decides() -> None:
    """One probe was repeated five times, another once: the words are for the second."""
    often = [evidence(PROBE, browser, {"x": browser}, repeat=at) for browser in (STABLE, ESR) for at in range(5)]
    once = [evidence("a/once.js", browser, {"y": browser}) for browser in (STABLE, ESR)]
    (line,) = caveats(columns(often + once))
    assert "in up to 50 % of cases" in line


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.00009999, "p < 0.0001"), (0.0001, "p = 0.0001"), (0.01, "p = 0.01"), (1.0, "p = 1"), (0.0, "p < 0.0001")],
)
def test_a_small_p_is_a_bound(p: float, words: str) -> None:
    assert p_text(p) == words


def test_noise_is_counted_separately() -> None:
    comparison = compared(3, before=lambda repeat: repeat, after=7)
    assert noise_text(comparison) == "noise, not counted: 1 fact in which one of them differs from itself"
    assert noise_text(compared(3, before=1, after=2)) == ""


def test_noise_that_moved_is_named() -> None:
    comparison = compared(12, before=lambda repeat: int(repeat == 11), after=lambda repeat: int(repeat != 11))
    assert caveats(comparison)[0] == ("a/b.js x is noisy, but differs more than its noise explains (p = 0.00011)")


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        (
            Shift(before=(1, 2), after=(3, 4), p=0.0021, effect=1.0, relative=0.467),
            "+47 %, p = 0.0021, 2 and 2 repeats",
        ),
        (Shift(before=(1,), after=(3,), p=1.0, effect=1.0, relative=-0.5), "-50 %, p = 1, 1 and 1 repeat"),
        (
            Shift(before=(0, 0), after=(1, 1), p=1e-9, effect=-1, relative=None),
            "effect -1.00, p < 0.0001, 2 and 2 repeats",
        ),
    ],
)
def test_shifts(shift: Shift, words: str) -> None:
    assert shift_text(shift) == words

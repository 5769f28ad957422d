"""False alarms and misses over synthetic histories, at the repeats that people choose; docs/noise.md has more."""

from __future__ import annotations

import functools
import math

import pytest
from synthetic_histories import DIP, EACH, FLAKE_RATES, Figures, measured, measured_metrics

from rtcmatrix.compare.metrics import repeats_for_metrics
from rtcmatrix.compare.significance import chance_bound

pytestmark = pytest.mark.slow

HISTORIES = 30
REPEATS = (1, 2, 3, 5, 10, 20)


@functools.cache
def figures(repeats: int) -> Figures:
    return measured(repeats, HISTORIES)


def at_most(share: float) -> float:
    """A share that so many facts of this probability do not exceed but once in tens of thousands of seeds."""
    number = HISTORIES * EACH
    return share + 4 * math.sqrt(share * (1 - share) / number) + 1 / number


@pytest.mark.parametrize("repeats", REPEATS)
@pytest.mark.parametrize("rate", FLAKE_RATES)
def test_facts_that_stayed_raise_alarms_no_more_often_than_the_chance_says(repeats: int, rate: float) -> None:
    found = figures(repeats)
    exact = rate**repeats * (1 - rate) ** repeats * 2
    for share in (found.fact_alarms[rate], found.status_alarms[rate]):
        assert share <= at_most(exact)
        assert share <= at_most(chance_bound(repeats, repeats))
    if rate == 0:
        assert found.fact_alarms[rate] == found.status_alarms[rate] == 0


def test_one_repeat_each_does_raise_them() -> None:
    assert figures(1).fact_alarms[0.1] > 0.1
    assert figures(1).status_alarms[0.5] > 0.4


@pytest.mark.parametrize("repeats", [10, 20])
def test_at_ten_repeats_and_more_there_is_no_false_alarm_at_all(repeats: int) -> None:
    assert set(figures(repeats).fact_alarms.values()) == {0}
    assert set(figures(repeats).status_alarms.values()) == {0}


@pytest.mark.parametrize("repeats", REPEATS)
def test_what_changed_and_does_not_flake_is_found_every_time(repeats: int) -> None:
    assert figures(repeats).facts_found[0] == figures(repeats).statuses_found[0] == 1


def test_what_changed_and_flakes_now_and_then_is_named_among_the_noise() -> None:
    assert figures(20).facts_found[0.1] < 0.2
    assert figures(20).facts_named[0.1] > 0.95
    assert figures(20).facts_named[0.01] > 0.98
    assert sum(figures(20).facts_misnamed.values()) <= at_most(0.01)


@pytest.mark.parametrize(("repeats", "least"), [(10, 0.97), (20, 1)])
@pytest.mark.parametrize("shift", [0.3, -0.3])
def test_a_metric_that_moved_by_thirty_percent_is_found(repeats: int, least: float, shift: float) -> None:
    assert measured_metrics(repeats, 100, stay=0, shift=shift).found >= least


def test_among_twenty_metrics_it_takes_more_repeats() -> None:
    assert measured_metrics(10, 100, stay=19, shift=0.3).found > 0.8
    assert measured_metrics(20, 60, stay=19, shift=0.3).found == 1
    assert measured_metrics(20, 60, stay=19, shift=0.3, dip=DIP).found > 0.95


@pytest.mark.parametrize(("stay", "dip"), [(0, 0.0), (19, 0.0), (19, DIP)])
def test_metrics_that_stayed_hardly_ever_raise_an_alarm(stay: int, dip: float) -> None:
    found = measured_metrics(10, 100, stay=stay, shift=0.0, dip=dip)
    assert found.found + found.alarmed <= 0.01 + 4 * math.sqrt(0.01 * 0.99 / 100)
    assert found.unsure == 0


@pytest.mark.parametrize("repeats", [1, 2, 3, 5])
def test_with_too_few_repeats_metrics_are_unsure_and_silent(repeats: int) -> None:
    assert repeats < repeats_for_metrics(20)
    found = measured_metrics(repeats, 20, stay=19, shift=0.5)
    assert (found.found, found.alarmed, found.unsure) == (0, 0, 1)

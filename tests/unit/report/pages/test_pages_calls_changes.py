"""Calls between browsers in a report of several runs: each compared with itself."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from calls_view import NEXT, alone, calls, later, view
from made_up_calls import TO_ESR, with_calls
from made_up_run import STABLE

from rtcmatrix.model import Status


def test_what_changed_in_a_call_is_reported_for_that_call(tmp_path: Path) -> None:
    run = alone(with_calls())
    changed = later(alone(with_calls(video={"answerer": {"numbered": False, "size": "320x180", "toneArrives": False}})))
    told = view(tmp_path, run, changed)
    (split,) = told.splits
    assert split.title == "Chromium 156 → Firefox 153, run 1 and Chromium 156 → Firefox 153, run 2"
    assert split.fact_count == 2
    assert told.answer.startswith(
        "2 facts changed from Chromium 156 → Firefox 153, run 1 to Chromium 156 → Firefox 153, run 2."
    )
    differing = [each for each in told.pairs if each.fact_count]
    assert [each.before.address for each in differing] == [TO_ESR]
    assert told.trend is not None
    flips = {each.name: len(each.flips) for each in told.trend.browsers}
    assert flips["Chromium stable → Firefox esr"] == 2
    assert sum(flips.values()) == 2
    assert told.trend.answer.endswith("something changed in Chromium stable → Firefox esr.")


def test_a_newer_browser_in_a_call_is_the_cause(tmp_path: Path) -> None:
    run = alone(with_calls())
    statuses = tuple(
        dataclasses.replace(each, status=Status.FAIL, message="silence")
        if (each.check, each.browser) == ("pairs/each_sees_the_other_move", TO_ESR)
        else each
        for each in run.results
    )
    newer = tuple(
        dataclasses.replace(each, version="157.0.1") if each.address == STABLE else each for each in run.provenances
    )
    told = view(tmp_path, run, later(dataclasses.replace(run, results=statuses, provenances=newer)))
    (split,) = told.splits
    assert split.title == "Chromium 156 → Firefox 153 and Chromium 157 → Firefox 153"
    assert split.why == "Another version of one browser, launched the same way."
    assert {row.traits.cause for row in split.checks} == {"version"}


def test_each_run_has_its_own_tables(tmp_path: Path) -> None:
    told = calls(tmp_path, with_calls(), later(with_calls()))
    assert [table.run for table in told.sums] == ["2026-01-02T03-04-05Z-ab12", NEXT]
    assert len(told.groups[0].loud[0].tables) == 2
    assert told.sums[0].heads == ("Chromium 156", "Chromium 150", "Firefox 153")


def test_a_browser_lacks_no_check_of_two(tmp_path: Path) -> None:
    run = alone(with_calls())
    kept = {each.id for each in run.checks[:2]}
    fewer = dataclasses.replace(
        run,
        checks=tuple(each for each in run.checks if each.id in kept),
        results=tuple(each for each in run.results if each.check in kept),
    )
    told = view(tmp_path, run, later(fewer))
    browsers = [each for each in told.pairs if "+" not in each.before.address]
    assert [each.check_count for each in browsers] == [0] * len(browsers)
    assert told.trend is not None
    assert told.trend.answer.endswith("nothing changed in any call.")

"""Columns set against each other: statuses, facts, starts and causes."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from made_up_run import ESR, FACTS, OLD, STABLE, evidence, provenance, three_browsers

from rtcmatrix.compare import Column, Comparison, compare_columns, pair_columns
from rtcmatrix.compare.coverage import Lack, NotCompared
from rtcmatrix.model import BrowserSpec, Fault, Kind, Level, Result, Run, Status

RUN = three_browsers()


def compared(before: str = STABLE, after: str = STABLE, one: Run = RUN, other: Run | None = None) -> Comparison:
    return compare_columns(Column(run=one, address=before), Column(run=other or one, address=after))


def with_results(*results: tuple[str, str, Status]) -> Run:
    return dataclasses.replace(RUN, results=tuple(Result(check=a, browser=b, status=c) for a, b, c in results))


def changes(comparison: Comparison, level: Level) -> list[tuple[str, str, Kind]]:
    return [(each.subject, each.path, each.kind) for each in comparison.differences if each.level is level]


def test_a_column_differs_from_itself_in_nothing() -> None:
    for column, other in pair_columns(RUN, three_browsers()):
        comparison = compare_columns(column, other)
        assert comparison.differences == ()
        assert comparison.cause is None
        assert comparison.shared.checks == 14


def test_two_versions() -> None:
    comparison = compared(STABLE, OLD)
    assert comparison.cause == "version"
    assert changes(comparison, Level.STATUS) == [("codecs/av1_decodes_frames", "", Kind.NEWLY_FAILING)]
    assert changes(comparison, Level.FACT) == []
    assert comparison.shared.checks == 13
    assert comparison.shared.probes == len(FACTS) - 1


def test_two_brands() -> None:
    comparison = compared(STABLE, ESR)
    assert comparison.cause == "brand"
    facts = {(path, kind) for _, path, kind in changes(comparison, Level.FACT)}
    assert ("settings.displaySurface", Kind.REMOVED) in facts
    assert ("sender.audio", Kind.CHANGED) in facts
    assert ("sender.video[3].sdpFmtpLine", Kind.CHANGED) not in facts
    assert ('prefs["media.navigator.streams.fake"]', Kind.PROVENANCE) in facts
    assert {each.cause for each in comparison.differences if each.kind is not Kind.PROVENANCE} == {"brand"}


def test_the_other_way_round_there_is_as_much() -> None:
    there, back = compared(STABLE, ESR), compared(ESR, STABLE)
    assert len(there.differences) == len(back.differences)
    assert there.shared == back.shared


def test_a_probe_without_facts_is_one_difference_not_a_thousand() -> None:
    gone = [
        evidence("a/b.js", STABLE, {str(n): n for n in range(3_000)}),
        evidence("a/b.js", ESR, None, unsupported="X"),
    ]
    run = dataclasses.replace(RUN, checks=(), results=(), evidence=tuple(gone))
    (difference, *_) = compared(STABLE, ESR, run).differences
    assert (difference.subject, difference.level, difference.kind) == ("a/b.js", Level.STATUS, Kind.REMOVED)
    assert (difference.before, difference.after) == ("observed", "not supported: X")


def test_messages_with_times_in_them_are_no_difference() -> None:
    one = evidence("a/b.js", STABLE, None, fault=Fault.TIMEOUT, message="after 20.01 s")
    other = evidence("a/b.js", STABLE, None, fault=Fault.TIMEOUT, message="after 20.02 s")
    runs = [dataclasses.replace(RUN, results=(), evidence=(each,)) for each in (one, other)]
    assert compared(one=runs[0], other=runs[1]).differences == ()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("PASS", "FAIL", Kind.NEWLY_FAILING),
        ("PASS", "CRASH", Kind.NEWLY_FAILING),
        ("PRECONDITION_FAILED", "PASS", Kind.NEWLY_PASSING),
        ("TIMEOUT", "PASS", Kind.NEWLY_PASSING),
        ("FAIL", "TIMEOUT", Kind.CHANGED),
        ("PASS", "ERROR", Kind.CHANGED),
        ("SKIP", "PASS", Kind.CHANGED),
    ],
)
def test_kinds_of_status(before: str, after: str, kind: Kind) -> None:
    check = RUN.checks[0].id
    runs = [with_results((check, STABLE, Status(each))) for each in (before, after)]
    (difference,) = compared(one=runs[0], other=runs[1]).differences
    assert (difference.kind, difference.before, difference.after) == (kind, before, after)


def test_checks_that_came_and_went() -> None:
    fewer = dataclasses.replace(RUN, checks=RUN.checks[1:], results=RUN.results[3:])
    check = RUN.checks[0].id
    there, back = compared(one=RUN, other=fewer), compared(one=fewer, other=RUN)
    assert changes(there, Level.STATUS) == changes(back, Level.STATUS) == []
    assert there.not_compared == (NotCompared(check=check, before=None, after=Lack.NOT_SELECTED),)
    assert back.not_compared == (NotCompared(check=check, before=Lack.NOT_SELECTED, after=None),)


def test_a_check_that_changed_is_not_set_against_itself() -> None:
    check = dataclasses.replace(RUN.checks[6], version="2")
    other = dataclasses.replace(RUN, checks=(*RUN.checks[:6], check, *RUN.checks[7:]))
    (difference,) = compared(one=RUN, other=other).differences
    assert (difference.kind, difference.before, difference.after) == (Kind.CHECK_CHANGED, "1", "2")


def test_facts_of_a_probe_all_of_whose_checks_changed_are_not_compared() -> None:
    checks = tuple(dataclasses.replace(each, version="2") for each in RUN.checks)
    other = dataclasses.replace(RUN, checks=checks)
    comparison = compared(STABLE, ESR, RUN, other)
    assert [kind for _, _, kind in changes(comparison, Level.FACT) if kind is not Kind.PROVENANCE] == []
    assert {kind for _, _, kind in changes(comparison, Level.STATUS)} == {Kind.CHECK_CHANGED}


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({}, None),
        ({"version": "157.0"}, "version"),
        ({"channel": "beta", "version": "157.0"}, "channel"),
        ({"brand": "Chrome", "channel": "beta", "version": "157.0"}, "brand"),
        ({"platform": "windows"}, "platform"),
        ({"flags": ("--x",)}, "flags"),
        ({"headless": False, "display": ":99"}, "flags"),
        ({"flags": ("--x",), "version": "157.0"}, None),
        ({"brand": "Chrome", "platform": "windows"}, None),
        ({"brand": "Chrome", "flags": ("--of-that-brand",)}, "brand"),
        ({"flags": ("--use-fake-device-for-media-stream", "--headless=new")}, None),
    ],
)
def test_cause(more: dict[str, Any], cause: str | None) -> None:
    launched = dataclasses.replace(provenance(STABLE, "Chromium", "156.0.8078.79"), **more)
    other = dataclasses.replace(RUN, provenances=(launched,))
    assert compared(one=RUN, other=other).cause == cause


def test_between_brands_flags_that_somebody_asked_for_count() -> None:
    launched = provenance(STABLE, "Chrome", "156.0")
    asked = BrowserSpec(name="chromium", selector="stable", channel="stable", flags=("--x",))
    assert compared(one=RUN, other=dataclasses.replace(RUN, provenances=(launched,), browsers=(asked,))).cause is None


def test_the_number_of_a_display_is_no_difference() -> None:
    runs = [
        dataclasses.replace(
            RUN, provenances=(provenance(STABLE, "Chromium", "156.0", headless=False, display=display),)
        )
        for display in (":98", ":99")
    ]
    assert compared(one=runs[0], other=runs[1]).differences == ()


def test_pairs_are_the_addresses_of_both() -> None:
    other = dataclasses.replace(RUN, provenances=RUN.provenances[1:], evidence=(), results=())
    assert [one.address for one, _ in pair_columns(RUN, other)] == [OLD, ESR]

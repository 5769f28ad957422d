"""Merging the evidence of both sides of a pair."""

from __future__ import annotations

from typing import Any

import pytest

from rtcmatrix.gather.pair_lane import PEER_GONE, merge_evidence
from rtcmatrix.model import ConsoleMessage, Evidence, Fault, pair_address

PAIR = pair_address("chromium:stable", "firefox:esr")


def part(**more: Any) -> Evidence:
    return Evidence(probe="pairs/a.js", browser="either", started_at="2026-01-01T00:00:00", **more)


def test_both_sides_are_keyed_by_their_roles() -> None:
    said = (ConsoleMessage(level="warn", text="late"),)
    joined = merge_evidence(
        PAIR,
        [
            part(facts={"a": 1}, metrics={"ms": 3}, duration=2.0, repeat=4),
            part(facts={"b": 2}, notes={"sdp": "v=0"}, console=said, duration=5.0, repeat=4),
        ],
    )
    assert (joined.browser, joined.id) == (PAIR, f"pairs/a.js@{PAIR}")
    assert joined.facts == {"offerer": {"a": 1}, "answerer": {"b": 2}}
    assert joined.metrics == {"offerer": {"ms": 3}}
    assert joined.notes == {"answerer": {"sdp": "v=0"}}
    assert joined.console == (ConsoleMessage(level="warn", text="answerer: late"),)
    assert (joined.duration, joined.repeat, joined.fault, joined.unsupported) == (5.0, 4, None, None)


GONE_PART = {"fault": Fault.EXCEPTION, "message": f"{PEER_GONE}: the other one ended: x"}


@pytest.mark.parametrize(
    ("offerer", "answerer", "expected"),
    [
        ({"unsupported": "AV1"}, GONE_PART, (None, None, "AV1 (offerer chromium:stable)")),
        (GONE_PART, {"fault": Fault.CRASH, "message": "died"}, (Fault.CRASH, "answerer firefox:esr: died", None)),
        (
            {"unsupported": "AV1"},
            {"fault": Fault.TIMEOUT, "message": "late"},
            (Fault.TIMEOUT, "answerer firefox:esr: late", None),
        ),
        (
            {"facts": {"a": 1}},
            {"fault": Fault.ERROR, "message": "ours"},
            (Fault.ERROR, "answerer firefox:esr: ours", None),
        ),
    ],
)
def test_the_side_that_failed_by_itself_decides(
    offerer: dict[str, Any], answerer: dict[str, Any], expected: tuple[Fault | None, str | None, str | None]
) -> None:
    joined = merge_evidence(PAIR, [part(**offerer), part(**answerer)])
    assert joined.facts is None
    assert (joined.fault, joined.message, joined.unsupported) == expected


def test_partial_facts_of_both_sides_are_kept_if_one_failed() -> None:
    failed = {"fault": Fault.CRASH, "message": "died", "partial": {"b": 2}, "step": "second"}
    joined = merge_evidence(PAIR, [part(facts={"a": 1}), part(**failed)])
    assert (joined.facts, joined.partial, joined.step) == (None, {"offerer": {"a": 1}, "answerer": {"b": 2}}, "second")


def test_without_a_failure_nothing_is_partial() -> None:
    joined = merge_evidence(PAIR, [part(facts={"a": 1}), part(facts={"b": 2})])
    assert (joined.partial, joined.step) == ({}, None)

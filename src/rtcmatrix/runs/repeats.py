"""Merge evidence and results of several runs as repeats. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rtcmatrix.judge.verdict import of_repeats, outcome_of_repeats
from rtcmatrix.model import Evidence, Outcome, Result, Status


def as_repeat(evidence: Evidence, number: int) -> Evidence:
    """Return evidence with this number as its repeat."""
    return dataclasses.replace(evidence, repeat=number)


def merge_repeats(results: Sequence[Result]) -> Result:
    """Merge the results of several runs in one cell, as a run does with its repeats.

    A single result is unchanged. Repeats that disagree are flaky, unless every result was unexpected.
    """
    first = results[0]
    if len(results) == 1:
        return first
    made = of_repeats([end for each in results for end in _ends(each)])
    outcome = outcome_of_repeats(made.repeats, {each.outcome for each in results}) or first.outcome
    return dataclasses.replace(
        first,
        status=made.status,
        message=f"flaky: {made.message}" if outcome is Outcome.FLAKY else made.message,
        outcome=outcome,
        duration=round(sum(each.duration for each in results), 3),
        repeats=made.repeats,
    )


def _ends(result: Result) -> list[tuple[Status, str | None]]:
    """Return status and message of each repeat; a result keeps only one message."""
    words = _words(result)
    return [
        (status, None if status is Status.PASS else words or status.value)
        for status in result.repeats or (result.status,)
    ]


def _words(result: Result) -> str:
    """Return the message without a prefix such as ``PASS 2 of 3, FAIL 1 of 3: ``."""
    message = result.message or ""
    if len(set(result.repeats)) < 2:
        return message
    shares, _, words = message.removeprefix("flaky: ").partition(": ")
    return words or shares

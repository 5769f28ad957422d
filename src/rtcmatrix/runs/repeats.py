"""What was gathered again, in another run, as further repeats of the same. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rtcmatrix.judge.verdict import of_repeats, outcome_of_repeats
from rtcmatrix.model import Evidence, Outcome, Result, Status


def as_repeat(evidence: Evidence, number: int) -> Evidence:
    """Count evidence as the repeat of that number."""
    return dataclasses.replace(evidence, repeat=number)


def merge_repeats(results: Sequence[Result]) -> Result:
    """Make one result of the results that several runs came to in one cell, as a run makes one of its repeats.

    One alone stays what it is. Where the repeats do not all agree it is flaky, unless each run's was unexpected.
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
    """Give what each repeat of a result came to; of the words of each, a result has kept only one."""
    words = _words(result)
    return [
        (status, None if status is Status.PASS else words or status.value)
        for status in result.repeats or (result.status,)
    ]


def _words(result: Result) -> str:
    """Leave out shares that an earlier count of repeats put before the words."""
    message = result.message or ""
    if len(set(result.repeats)) < 2:
        return message
    shares, _, words = message.removeprefix("flaky: ").partition(": ")
    return words or shares

"""What was gathered again, in another run, as further repeats of the same. Pure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence

from rtcmatrix.model import Evidence, Outcome, Result, Status


def as_repeat(evidence: Evidence, number: int) -> Evidence:
    """Count evidence as the repeat of that number."""
    return dataclasses.replace(evidence, repeat=number)


def as_repeats(results: Sequence[Result]) -> Result:
    """Make one result of the results that several runs came to in one cell.

    One alone stays what it is. Of several it is the first of those that most repeats agree with; where they do not
    all agree it is flaky.
    """
    if len(results) == 1:
        return results[0]
    statuses: list[Status] = [status for each in results for status in each.repeats or (each.status,)]
    counted = Counter(statuses)
    leading = max(results, key=lambda each: counted[each.status])
    flaky = len(counted) > 1
    return dataclasses.replace(
        leading,
        outcome=Outcome.FLAKY if flaky else leading.outcome,
        message=_told(results, counted) if flaky else leading.message,
        duration=round(sum(each.duration for each in results), 3),
        repeats=tuple(statuses),
    )


def _told(results: Sequence[Result], counted: Counter[Status]) -> str:
    """Say how many repeats said what, and what the first that did not pass said."""
    shares = ", ".join(f"{status} {number} of {counted.total()}" for status, number in counted.most_common())
    words = next((_words(each.message) for each in results if each.status is not Status.PASS and each.message), "")
    return f"flaky: {shares}" + (f": {words}" if words else "")


def _words(message: str) -> str:
    """Leave out shares that an earlier count of repeats put before the words."""
    parts = message.split(": ", 2)
    return parts[2] if parts[0] == "flaky" and len(parts) == 3 else message

"""From what happened to whether it was expected. Pure: evidence and exceptions in, statuses and outcomes out."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Sequence

from rtcmatrix.judge.expectations import NotSupportedError
from rtcmatrix.judge.in_force import find_known
from rtcmatrix.model import BY_SEVERITY, Evidence, Fault, KnownDifference, Outcome, Result, Stated, Status

_FAULTS = {
    Fault.EXCEPTION: Status.FAIL,
    Fault.TIMEOUT: Status.TIMEOUT,
    Fault.CRASH: Status.CRASH,
    Fault.ERROR: Status.ERROR,
}

_MEMORY_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
"""Python says where its objects lie; two runs would never fail with the same words."""

_SKIPPED = (Status.PRECONDITION_FAILED, Status.SKIP)


def status_of(evidence: Evidence) -> tuple[Status, str] | None:
    """Say what evidence decides by itself, with its message; None where there are facts for the check to judge."""
    if evidence.fault is not None:
        words = evidence.message or evidence.fault.value
        return _FAULTS[evidence.fault], f"the probe threw {words}" if evidence.fault is Fault.EXCEPTION else words
    if evidence.unsupported is not None:
        return Status.PRECONDITION_FAILED, f"not supported: {evidence.unsupported}"
    return None


def status_of_judging(error: BaseException | None) -> tuple[Status, str | None]:
    """Say what a check function's end means: an assertion is the check's word, anything else is our own fault."""
    if error is None:
        return Status.PASS, None
    if isinstance(error, NotSupportedError):
        return Status.PRECONDITION_FAILED, f"not supported: {error}"
    if isinstance(error, AssertionError):
        words = _MEMORY_ADDRESS.sub("", str(error)).strip()
        return Status.FAIL, words or "the assertion does not hold"
    return Status.ERROR, f"the check itself failed: {type(error).__name__}: {error}"


def of_repeats(ends: Sequence[tuple[Status, str | None]]) -> Result:
    """Make one result, of no cell yet, of the ends that the repeats of a probe came to.

    It is what most of them say; of two that as many say, the worse. Where they are not all alike, the message says how
    many said what.
    """
    statuses = [status for status, _ in ends]
    counted = Counter(statuses)
    status = max(counted, key=lambda one: (counted[one], BY_SEVERITY.index(one)))
    message = next(words for one, words in ends if one is status)
    if len(counted) > 1:
        shares = ", ".join(f"{one} {number} of {len(ends)}" for one, number in counted.most_common())
        words = next(words for one, words in ends if one is not Status.PASS)
        message = f"{shares}: {words}"
    return Result(
        check="", browser="", status=status, message=message, repeats=tuple(statuses) if len(statuses) > 1 else ()
    )


def was_not_asked(status: Status, entry: KnownDifference) -> bool:
    """Whether a cell says nothing of a known difference: browser or machine lacks what it takes to ask.

    A machine without a TURN server must not contradict what is known of browsers that had one.
    """
    return status in _SKIPPED and entry.expected not in _SKIPPED


def with_outcome(result: Result, known: Sequence[KnownDifference]) -> Result:
    """Say whether a result was expected, given what is known of its browser (``in_force``).

    Without a known difference PASS is expected, what is not supported is skipped, and the rest is unexpected. With
    one, only the status it states is expected: a known difference that no longer holds is as unexpected as a new one.
    What could not be asked (``was_not_asked``) is skipped all the same.
    A result whose repeats are not all alike is flaky, unless every single one of them was unexpected.
    """
    entry = find_known(result.cell, known)
    outcomes = {_outcome(status, entry) for status in result.repeats or (result.status,)}
    outcome = outcome_of_repeats(result.repeats, outcomes) or _outcome(result.status, entry)
    if outcome is Outcome.FLAKY:
        return dataclasses.replace(result, outcome=outcome, message=f"flaky: {result.message}")
    if entry is None or was_not_asked(result.status, entry):
        return dataclasses.replace(result, outcome=outcome)
    stated = Stated(file=entry.file, line=entry.line, bug=entry.bug, status=entry.expected)
    if outcome is Outcome.EXPECTED:
        return dataclasses.replace(result, outcome=outcome, known=entry.place, stated=stated)
    told = f": {result.message}" if result.message else ""
    return dataclasses.replace(
        result,
        outcome=outcome,
        known=entry.place,
        stated=stated,
        message=f"known as {entry.expected} ({entry.reason}; {entry.place}), but it is {result.status} now{told}",
    )


def outcome_of_repeats(repeats: Sequence[Status], outcomes: Collection[Outcome]) -> Outcome | None:
    """Say what unlike repeats make of a result, given the outcome of each; None where they are all alike.

    A check that fails, then times out, is not flaky: no repeat came to what was expected.
    """
    if len(set(repeats)) < 2:
        return None
    return Outcome.UNEXPECTED if set(outcomes) == {Outcome.UNEXPECTED} else Outcome.FLAKY


def _outcome(status: Status, entry: KnownDifference | None) -> Outcome:
    """Say what one status means by itself, given the known difference of its cell."""
    if entry is not None and not was_not_asked(status, entry):
        return Outcome.EXPECTED if status is entry.expected else Outcome.UNEXPECTED
    if status is Status.PASS:
        return Outcome.EXPECTED
    return Outcome.SKIPPED if status in _SKIPPED else Outcome.UNEXPECTED

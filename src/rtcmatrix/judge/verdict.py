"""Compute statuses from evidence and exceptions, and outcomes from statuses and known differences. Pure."""

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
"""Addresses in the ``repr`` of objects; they would make the message differ in every run."""

_SKIPPED = (Status.PRECONDITION_FAILED, Status.SKIP)


def status_of(evidence: Evidence) -> tuple[Status, str] | None:
    """Return the status and message that the evidence alone decides; None if there are facts for the check to judge."""
    if evidence.fault is not None:
        words = evidence.message or evidence.fault.value
        return _FAULTS[evidence.fault], f"the probe threw {words}" if evidence.fault is Fault.EXCEPTION else words
    if evidence.unsupported is not None:
        return Status.PRECONDITION_FAILED, f"not supported: {evidence.unsupported}"
    return None


def status_of_judging(error: BaseException | None) -> tuple[Status, str | None]:
    """Return the status and message for how a check function ended: AssertionError is FAIL, another exception ERROR."""
    if error is None:
        return Status.PASS, None
    if isinstance(error, NotSupportedError):
        return Status.PRECONDITION_FAILED, f"not supported: {error}"
    if isinstance(error, AssertionError):
        words = _MEMORY_ADDRESS.sub("", str(error)).strip()
        return Status.FAIL, words or "the assertion failed"
    return Status.ERROR, f"the check itself failed: {type(error).__name__}: {error}"


def of_repeats(ends: Sequence[tuple[Status, str | None]]) -> Result:
    """Combine the statuses of the repeats of a probe into one result, which has no cell yet.

    The most frequent status wins; of two equally frequent ones, the worse. If the repeats differ, the message counts
    each status.
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
    """Return whether a cell could not test a known difference because the browser or machine lacks a precondition.

    A machine without a TURN server must not contradict what is known about browsers that had one.
    """
    return status in _SKIPPED and entry.expected not in _SKIPPED


def with_outcome(result: Result, known: Sequence[KnownDifference]) -> Result:
    """Set the outcome of a result, given the known differences of its browser (``in_force``).

    Without a known difference, PASS is expected, "not supported" is skipped, and any other status is unexpected. With
    one, only the stated status is expected: a known difference that no longer applies is as unexpected as a new one. A
    cell that could not be tested (``was_not_asked``) is skipped in both cases. A result whose repeats differ is flaky,
    unless every repeat was unexpected.
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
    details = f": {result.message}" if result.message else ""
    return dataclasses.replace(
        result,
        outcome=outcome,
        known=entry.place,
        stated=stated,
        message=f"known as {entry.expected} ({entry.reason}; {entry.place}), but it is {result.status} now{details}",
    )


def outcome_of_repeats(repeats: Sequence[Status], outcomes: Collection[Outcome]) -> Outcome | None:
    """Return the outcome of repeats that differ, given the outcome of each; None if they are all equal.

    A check that fails, then times out, is not flaky: no repeat was expected.
    """
    if len(set(repeats)) < 2:
        return None
    return Outcome.UNEXPECTED if set(outcomes) == {Outcome.UNEXPECTED} else Outcome.FLAKY


def _outcome(status: Status, entry: KnownDifference | None) -> Outcome:
    """Return the outcome of one status, given the known difference of its cell."""
    if entry is not None and not was_not_asked(status, entry):
        return Outcome.EXPECTED if status is entry.expected else Outcome.UNEXPECTED
    if status is Status.PASS:
        return Outcome.EXPECTED
    return Outcome.SKIPPED if status in _SKIPPED else Outcome.UNEXPECTED

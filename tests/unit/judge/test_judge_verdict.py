"""From what happened to whether it was expected: the whole table."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from rtcmatrix.judge.verdict import of_repeats, status_of, status_of_judging, with_outcome
from rtcmatrix.model import Evidence, Fault, KnownDifference, Outcome, Result, Status


def evidence(**more: Any) -> Evidence:
    return Evidence(probe="a/b.js", browser="chromium:150", **more)


def test_facts_are_for_the_check_to_judge() -> None:
    assert status_of(evidence(facts={})) is None


def test_what_is_not_supported_is_a_precondition_that_failed() -> None:
    assert status_of(evidence(unsupported="X")) == (Status.PRECONDITION_FAILED, "not supported: X")


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        (Fault.EXCEPTION, Status.FAIL, "the probe threw TypeError: no"),
        (Fault.TIMEOUT, Status.TIMEOUT, "TypeError: no"),
        (Fault.CRASH, Status.CRASH, "TypeError: no"),
        (Fault.ERROR, Status.ERROR, "TypeError: no"),
    ],
)
def test_each_fault_has_its_status_and_keeps_its_message(fault: Fault, status: Status, message: str) -> None:
    assert status_of(evidence(fault=fault, message="TypeError: no")) == (status, message)
    assert status_of(evidence(fault=fault, unsupported="X", message="TypeError: no")) == (status, message)


@pytest.mark.parametrize("fault", list(Fault))
def test_a_fault_without_words_still_has_a_message(fault: Fault) -> None:
    decided = status_of(evidence(fault=fault))
    assert decided is not None
    assert fault.value in decided[1]


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (None, Status.PASS, None),
        (AssertionError("it is 2\nassert 2 == 1"), Status.FAIL, "it is 2\nassert 2 == 1"),
        (AssertionError(), Status.FAIL, "the assertion failed"),
        (KeyError("n"), Status.ERROR, "the check itself failed: KeyError: 'n'"),
        (SystemExit(1), Status.ERROR, "the check itself failed: SystemExit: 1"),
    ],
)
def test_an_assertion_is_the_checks_word_and_anything_else_our_fault(
    error: BaseException | None, status: Status, message: str | None
) -> None:
    assert status_of_judging(error) == (status, message)


def result(status: Status, message: str | None = None) -> Result:
    return Result(check="codecs/vp8", browser="chromium:150", status=status, message=message)


def known(expected: Status, **more: Any) -> KnownDifference:
    fields: dict[str, Any] = {"checks": ("codecs/*",), "browsers": ("chromium:*",), "bug": "https://bugs.example/1",
                              "reason": "old", "line": 12, "file": "suites/known-differences.yaml"}  # fmt: skip
    return KnownDifference(expected=expected, **(fields | more))


PLACE = "suites/known-differences.yaml:12 https://bugs.example/1"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (Status.PASS, Outcome.EXPECTED),
        (Status.FAIL, Outcome.UNEXPECTED),
        (Status.PRECONDITION_FAILED, Outcome.SKIPPED),
        (Status.TIMEOUT, Outcome.UNEXPECTED),
        (Status.CRASH, Outcome.UNEXPECTED),
        (Status.ERROR, Outcome.UNEXPECTED),
        (Status.SKIP, Outcome.SKIPPED),
    ],
)
@pytest.mark.parametrize("entries", [(), (known(Status.FAIL, browsers=("firefox:*",)),)])
def test_without_a_known_difference(status: Status, outcome: Outcome, entries: tuple[KnownDifference, ...]) -> None:
    told = with_outcome(result(status, "why"), entries)
    assert (told.status, told.outcome, told.message, told.known) == (status, outcome, "why", None)


LACKING = (Status.PRECONDITION_FAILED, Status.SKIP)


@pytest.mark.parametrize("status", LACKING)
@pytest.mark.parametrize("expected", [each for each in Status if each not in LACKING])
def test_what_could_not_be_asked_contradicts_nothing_that_is_known(status: Status, expected: Status) -> None:
    told = with_outcome(result(status, "why"), [known(expected)])
    assert (told.status, told.outcome, told.message, told.known) == (status, Outcome.SKIPPED, "why", None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [(status, expected) for status in Status for expected in Status if status not in LACKING or expected in LACKING],
)
def test_with_a_known_difference_only_what_it_states_is_expected(status: Status, expected: Status) -> None:
    told = with_outcome(result(status, "why"), [known(expected)])
    assert told.status is status
    assert told.known == PLACE
    if status is expected:
        assert (told.outcome, told.message) == (Outcome.EXPECTED, "why")
    else:
        assert told.outcome is Outcome.UNEXPECTED
        assert told.message == f"known as {expected} (old; {PLACE}), but it is {status} now: why"


@pytest.mark.parametrize(
    ("ends", "status", "message"),
    [
        ([(Status.PASS, None)], Status.PASS, None),
        ([(Status.FAIL, "no")] * 3, Status.FAIL, "no"),
        (
            [(Status.PASS, None), (Status.FAIL, "it is 2"), (Status.PASS, None)],
            Status.PASS,
            "PASS 2 of 3, FAIL 1 of 3: it is 2",
        ),
        (
            [(Status.PASS, None), (Status.TIMEOUT, "late")],
            Status.TIMEOUT,
            "PASS 1 of 2, TIMEOUT 1 of 2: late",
        ),
    ],
)
def test_repeats_make_one_result(ends: list[tuple[Status, str | None]], status: Status, message: str | None) -> None:
    made = of_repeats(ends)
    assert (made.status, made.message) == (status, message)
    assert made.repeats == (tuple(one for one, _ in ends) if len(ends) > 1 else ())


@pytest.mark.parametrize("entries", [(), (known(Status.FAIL),)])
def test_repeats_are_flaky_where_one_of_them_was_expected(entries: tuple[KnownDifference, ...]) -> None:
    told = with_outcome(of(Status.PASS, Status.FAIL), entries)
    assert (told.outcome, told.message, told.known) == (Outcome.FLAKY, "flaky: PASS 1 of 2, FAIL 1 of 2: why", None)
    alike = dataclasses.replace(result(Status.PASS), repeats=(Status.PASS, Status.PASS))
    assert with_outcome(alike, ()).outcome is Outcome.EXPECTED


@pytest.mark.parametrize(
    ("repeats", "entries"),
    [
        ((Status.FAIL, Status.TIMEOUT, Status.CRASH), ()),
        ((Status.FAIL, Status.ERROR), ()),
        ((Status.PASS, Status.FAIL), (known(Status.TIMEOUT),)),
    ],
)
def test_repeats_that_were_all_unexpected_are_not_flaky(
    repeats: tuple[Status, ...], entries: tuple[KnownDifference, ...]
) -> None:
    told = with_outcome(of(*repeats), entries)
    assert told.outcome is Outcome.UNEXPECTED
    shares = ", ".join(f"{each} 1 of {len(repeats)}" for each in repeats)
    assert (told.message or "").endswith(f"{shares}: why")


@pytest.mark.parametrize("lacking", [Status.PRECONDITION_FAILED, Status.SKIP])
def test_a_failure_that_is_not_supported_the_next_time_is_flaky(lacking: Status) -> None:
    assert with_outcome(of(Status.FAIL, lacking), ()).outcome is Outcome.FLAKY


def of(*repeats: Status) -> Result:
    """Make the result of one cell whose repeats came to these."""
    made = of_repeats([(status, None if status is Status.PASS else "why") for status in repeats])
    return dataclasses.replace(made, check="codecs/vp8", browser="chromium:150")


def test_a_pass_that_is_known_not_to_be_one_has_a_message_too() -> None:
    told = with_outcome(result(Status.PASS), [known(Status.FAIL)])
    assert told.message == f"known as FAIL (old; {PLACE}), but it is PASS now"

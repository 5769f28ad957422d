"""Expectations: what passes, and the message of what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rtcmatrix import every, expect, not_supported
from rtcmatrix.judge.expectations import Expectation
from rtcmatrix.judge.verdict import status_of_judging
from rtcmatrix.model import Status

RESOLVED = {"ok": True, "value": 4}
REJECTED = {"ok": False, "error": {"name": "TypeError"}}
CONSTRAINED = {"ok": False, "error": {"name": "OverconstrainedError", "constraint": "width"}}

Claim = Callable[[Expectation], object]


@pytest.mark.parametrize(
    ("measured", "claim"),
    [
        (94, lambda it: it.equals(94).differs_from(95).is_at_least(94).is_at_most(94).is_between(90, 100)),
        (0.1 + 0.2, lambda it: it.is_close_to(0.3).is_above(0.2).is_below(0.4)),
        (True, lambda it: it.is_true().is_a("boolean").is_not_null()),
        (False, lambda it: it.is_false()),
        (None, lambda it: it.is_null()),
        ("vp8", lambda it: it.is_one_of(["vp8", "vp9"]).matches("^vp").contains("p8").lacks("h").is_a("string")),
        (["a", "b"], lambda it: it.contains("a", "b").lacks("c").has_exactly(["b", "a"]).has_length(2).is_sorted()),
        (["b", "a"], lambda it: it.is_within("abc").has_no_duplicates().is_not_empty().is_sorted(descending=True)),
        ([], lambda it: it.is_empty().is_a("array")),
        ({"a": 1}, lambda it: it.contains("a").has_exactly(["a"]).is_a("object")),
        (RESOLVED, lambda it: it.resolves()),
        (REJECTED, lambda it: it.rejects_with("TypeError").rejects_with().throws("RangeError", "TypeError")),
    ],
)
def test_what_holds_passes(measured: object, claim: Claim) -> None:
    assert isinstance(claim(expect(measured, "it")), Expectation)


@pytest.mark.parametrize(
    ("measured", "unit", "claim", "message"),
    [
        (94, "packets", lambda it: it.equals(0), "it is 94 packets, expected 0 packets"),
        (1, "", lambda it: it.is_true(), "it: 1, expected true"),
        (None, "", lambda it: it.is_false(), "it: null, expected false"),
        (True, "", lambda it: it.equals(1), "it is true, expected 1"),
        (None, "ms", lambda it: it.is_at_most(100), "it is null, expected <= 100 ms"),
        (True, "", lambda it: it.is_at_least(0), "it is true, expected >= 0"),
        (312, "ms", lambda it: it.is_below(100), "it is 312 ms, expected < 100 ms"),
        (3, "", lambda it: it.is_above(3), "it is 3, expected > 3"),
        (3, "Hz", lambda it: it.is_between(4, 5), "it is 3 Hz, expected 4 to 5 Hz"),
        (3, "", lambda it: it.is_close_to(4, within=0.5), "it is 3, expected 4 +/- 0.5"),
        ("a", "", lambda it: it.is_null(), 'it is "a", expected null'),
        (None, "", lambda it: it.is_not_null(), "it is null, expected a value"),
        ("a", "", lambda it: it.differs_from("a"), 'it is "a", expected a value other than "a"'),
        ("a", "", lambda it: it.is_one_of("bc"), 'it is "a", expected one of ["b", "c"]'),
        (True, "", lambda it: it.is_a("number"), "it is true, expected a number"),
        ({}, "", lambda it: it.is_a("array"), "it is {}, expected an array"),
        (["a"], "", lambda it: it.contains("a", "b"), 'it is ["a"], expected it to contain "b"'),
        (None, "", lambda it: it.contains("a"), 'it is null, expected it to contain "a"'),
        (["a"], "", lambda it: it.lacks("a"), 'it is ["a"], expected it not to contain "a"'),
        (["a"], "", lambda it: it.has_exactly(["a", "a"]), 'it is ["a"], expected exactly ["a", "a"] in any order'),
        (["a"], "", lambda it: it.is_within(["b"]), 'it is ["a"], expected nothing but ["b"]; "a" is not among them'),
        ([1, 1], "", lambda it: it.has_no_duplicates(), "it is [1, 1], expected each item once; 1 is there twice"),
        ([2, 1], "", lambda it: it.is_sorted(), "it is [2, 1], expected ascending order"),
        ([1], "", lambda it: it.is_empty(), "it is [1], expected it to be empty"),
        ([], "", lambda it: it.is_not_empty(), "it is [], expected at least one item"),
        ([1], "", lambda it: it.has_length(2), "it is [1], expected 2 items, not 1"),
        ("vp8", "", lambda it: it.matches("^h"), 'it is "vp8", expected a match of /^h/'),
        (REJECTED, "", lambda it: it.resolves(), "it failed with TypeError, expected it to resolve"),
        (None, "", lambda it: it.resolves(), "it is null, expected it to resolve"),
        (
            CONSTRAINED,
            "",
            lambda it: it.rejects_with("TypeError"),
            'it failed with {"name": "OverconstrainedError", "constraint": "width"}, expected rejection with TypeError',
        ),
        (RESOLVED, "", lambda it: it.rejects_with(), "it succeeded with 4, expected rejection"),
        ({"ok": True}, "", lambda it: it.throws("A", "B"), "it succeeded, expected an exception with A or B"),
        (4, "", lambda it: it.satisfies(False, "a square of 3"), "it is 4, expected a square of 3"),
    ],
)
def test_what_does_not_hold_says_what_was_measured_and_expected(
    measured: object, unit: str, claim: Claim, message: str
) -> None:
    with pytest.raises(AssertionError) as caught:
        claim(expect(measured, "it", unit))
    assert str(caught.value) == message


def test_a_long_value_is_cut() -> None:
    with pytest.raises(AssertionError) as caught:
        expect("x" * 1_000, "it").is_null()
    assert len(str(caught.value)) < 340


def test_a_loop_over_nothing_fails() -> None:
    assert every([1], "tracks") == [1]
    with pytest.raises(AssertionError, match=r"^tracks: nothing was observed, expected at least one$"):
        every({}, "tracks")


def test_a_missing_optional_feature_is_no_verdict() -> None:
    with pytest.raises(Exception, match="VP9") as caught:
        not_supported("VP9")
    assert status_of_judging(caught.value) == (Status.PRECONDITION_FAILED, "not supported: VP9")

"""Define the expectations of checks: each fails with the API, what was measured and what was expected."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NoReturn, Self, TypeVar

Items = TypeVar("Items", bound=Collection[Any])

_LONGEST = 300
"""Maximum number of characters of a measured value in a message."""
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list, tuple),
    "object": (Mapping,),
}
_TOLERANCE = 1e-9
"""Maximum difference of two floating-point numbers that count as equal."""


class NotSupportedError(Exception):
    """Raised if the browser lacks an optional feature: the check has no verdict."""


def not_supported(feature: str) -> NoReturn:
    """End a check because the browser lacks an optional ``feature``; the status is "not supported", not FAIL."""
    raise NotSupportedError(feature)


def expect(measured: Any, subject: str, unit: str = "") -> Expectation:
    """Begin an expectation: ``expect(facts["sent"], "outbound-rtp.packetsSent", "packets").is_at_least(1)``.

    ``subject`` is the name in the specification of what was measured; ``unit`` follows the numbers in the message.
    """
    return Expectation(measured, subject, unit)


def every(items: Items, subject: str) -> Items:
    """Return ``items``, or fail if there are none: a loop over no items must not pass."""
    __tracebackhide__ = True
    if not items:
        raise AssertionError(f"{subject}: nothing was observed, expected at least one")
    return items


class Expectation:
    """A measured value and the API that it belongs to. Each method raises AssertionError or returns the expectation."""

    def __init__(self, measured: Any, subject: str, unit: str) -> None:
        self._measured = measured
        self._subject = subject
        self._unit = f" {unit}" if unit else ""

    def equals(self, expected: Any) -> Self:
        """Expect the value to equal ``expected``; true and 1 are not equal."""
        same = self._measured == expected and isinstance(self._measured, bool) is isinstance(expected, bool)
        return self.satisfies(same, f"{show(expected)}{self._unit}")

    def differs_from(self, other: Any) -> Self:
        """Expect a value other than ``other``."""
        return self.satisfies(self._measured != other, f"a value other than {show(other)}{self._unit}")

    def is_true(self) -> Self:
        """Expect true; the subject is a statement, ``"ended fires"``."""
        return self._states(self._measured is True, "true")

    def is_false(self) -> Self:
        """Expect false; the subject is a statement, ``"ended fires"``."""
        return self._states(self._measured is False, "false")

    def is_null(self) -> Self:
        """Expect null."""
        return self.satisfies(self._measured is None, "null")

    def is_not_null(self) -> Self:
        """Expect a value other than null."""
        return self.satisfies(self._measured is not None, "a value")

    def is_one_of(self, allowed: Iterable[Any]) -> Self:
        """Expect one of the allowed values."""
        choices = list(allowed)
        return self.satisfies(self._measured in choices, f"one of {show(choices)}{self._unit}")

    def is_a(self, kind: str) -> Self:
        """Expect a JSON type: string, number, boolean, array or object."""
        fits = isinstance(self._measured, _TYPES[kind]) and (kind != "number" or not isinstance(self._measured, bool))
        return self.satisfies(fits, f"{'an' if kind[0] in 'ao' else 'a'} {kind}")

    def contains(self, *wanted: Any) -> Self:
        """Expect each of the wanted items in a list, keys in an object, or parts in a string."""
        lacking = [each for each in wanted if each not in self._items()]
        return self.satisfies(not lacking, f"it to contain {_listed(lacking)}")

    def lacks(self, *unwanted: Any) -> Self:
        """Expect none of the items in a list, keys in an object, or parts in a string."""
        found = [each for each in unwanted if each in self._items()]
        return self.satisfies(not found, f"it not to contain {_listed(found)}")

    def has_exactly(self, items: Iterable[Any]) -> Self:
        """Expect these items (or keys) and no others, in any order."""
        wanted, found = list(items), list(self._items())
        same = len(wanted) == len(found) and all(wanted.count(each) == found.count(each) for each in wanted)
        return self.satisfies(same, f"exactly {show(wanted)} in any order")

    def is_within(self, allowed: Iterable[Any]) -> Self:
        """Expect no items (or keys) other than the allowed ones."""
        known = list(allowed)
        others = [each for each in self._items() if each not in known]
        return self.satisfies(not others, f"nothing but {show(known)}; {_listed(others)} is not among them")

    def has_no_duplicates(self) -> Self:
        """Expect each item once."""
        found = list(self._items())
        twice = [each for place, each in enumerate(found) if each in found[:place]]
        return self.satisfies(not twice, f"each item once; {_listed(twice)} is there twice")

    def is_sorted(self, *, descending: bool = False) -> Self:
        """Expect the items in order."""
        found = list(self._items())
        word = "descending" if descending else "ascending"
        return self.satisfies(found == sorted(found, reverse=descending), f"{word} order")

    def is_empty(self) -> Self:
        """Expect no items."""
        return self.satisfies(len(self._items()) == 0, "it to be empty")

    def is_not_empty(self) -> Self:
        """Expect at least one item."""
        return self.satisfies(len(self._items()) > 0, "at least one item")

    def has_length(self, length: int) -> Self:
        """Expect a number of items or characters."""
        there = len(self._items())
        return self.satisfies(there == length, f"{length} items, not {there}")

    def is_at_least(self, least: float) -> Self:
        """Expect a number of at least ``least``."""
        return self.satisfies(self._number() and self._measured >= least, f">= {show(least)}{self._unit}")

    def is_at_most(self, most: float) -> Self:
        """Expect a number of at most ``most``."""
        return self.satisfies(self._number() and self._measured <= most, f"<= {show(most)}{self._unit}")

    def is_above(self, bound: float) -> Self:
        """Expect a number above ``bound``."""
        return self.satisfies(self._number() and self._measured > bound, f"> {show(bound)}{self._unit}")

    def is_below(self, bound: float) -> Self:
        """Expect a number below ``bound``."""
        return self.satisfies(self._number() and self._measured < bound, f"< {show(bound)}{self._unit}")

    def is_between(self, least: float, most: float) -> Self:
        """Expect a number of ``least`` to ``most``, both included."""
        inside = self._number() and least <= self._measured <= most
        return self.satisfies(inside, f"{show(least)} to {show(most)}{self._unit}")

    def is_close_to(self, wanted: float, *, within: float = _TOLERANCE) -> Self:
        """Expect a number at most ``within`` away from ``wanted``."""
        near = self._number() and abs(self._measured - wanted) <= within
        return self.satisfies(near, f"{show(wanted)}{self._unit} +/- {show(within)}")

    def matches(self, pattern: str) -> Self:
        """Expect a string in which the regular expression ``pattern`` is found."""
        found = isinstance(self._measured, str) and re.search(pattern, self._measured) is not None
        return self.satisfies(found, f"a match of /{pattern}/")

    def resolves(self) -> Self:
        """Expect that the call recorded by ``rtc.attempt()`` succeeded: ``{ok: true, value}``."""
        return self._ended(self._succeeded(), "it to resolve")

    def rejects_with(self, *names: str) -> Self:
        """Expect a promise, recorded by ``rtc.attempt()``, that rejected with one of these errors; none means any."""
        return self._fails(names, "rejection")

    def throws(self, *names: str) -> Self:
        """Expect a call, recorded by ``rtc.attempt()``, that threw one of these errors; none means any."""
        return self._fails(names, "an exception")

    def satisfies(self, holds: object, expected: str) -> Self:
        """Expect ``holds`` to be true, if no other method fits; ``expected`` is the end of the message."""
        __tracebackhide__ = True
        if not holds:
            raise AssertionError(
                f"{self._subject} is {show(self._measured)}{self._unit_of_value()}, expected {expected}"
            )
        return self

    def _states(self, holds: object, expected: str) -> Self:
        """Expect ``holds``, or fail with a message that fits a statement: "ended fires: false, expected true"."""
        __tracebackhide__ = True
        if not holds:
            raise AssertionError(f"{self._subject}: {show(self._measured)}, expected {expected}")
        return self

    def _fails(self, names: Sequence[str], how: str) -> Self:
        error = self._measured.get("error") if isinstance(self._measured, Mapping) else None
        name = error.get("name") if isinstance(error, Mapping) else error
        fits = not self._succeeded() and name is not None and (not names or name in names)
        return self._ended(fits, f"{how} with {' or '.join(names)}" if names else how)

    def _succeeded(self) -> bool:
        return isinstance(self._measured, Mapping) and self._measured.get("ok") is True

    def _ended(self, holds: object, expected: str) -> Self:
        """Expect ``holds``, or fail with a message that states how the call ended."""
        __tracebackhide__ = True
        if holds:
            return self
        outcome = f"is {show(self._measured)}"
        if self._succeeded():
            value = self._measured.get("value")
            outcome = "succeeded" if value is None else f"succeeded with {show(value)}"
        elif isinstance(self._measured, Mapping) and "error" in self._measured:
            error = self._measured["error"]
            known = isinstance(error, Mapping) and set(error) == {"name"}
            outcome = f"failed with {error['name'] if known else show(error)}"
        raise AssertionError(f"{self._subject} {outcome}, expected {expected}")

    def _items(self) -> Collection[Any]:
        """Return the measured value as a collection; any other value counts as empty."""
        return self._measured if isinstance(self._measured, Collection) else ()

    def _number(self) -> bool:
        return isinstance(self._measured, (int, float)) and not isinstance(self._measured, bool)

    def _unit_of_value(self) -> str:
        return self._unit if self._number() else ""


def show(value: Any) -> str:
    """Write a value as JSON and cut it if it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(map(show, values))

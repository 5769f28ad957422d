"""Compare subtests of web-platform-tests as wpt.fyi does. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Status

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Check

HARNESS = "testharness"
_FAILS = frozenset({Status.FAIL, Status.TIMEOUT})


def fails_both(check: Check, one: Status | None, other: Status | None) -> bool:
    """Whether a subtest fails on both sides, with FAIL or TIMEOUT, which is accidental."""
    return check.harness == HARNESS and one in _FAILS and other in _FAILS


def is_gone(check: str, before: Column, after: Column) -> bool:
    """Whether a subtest is missing on one side although its page ran there.

    The page did not declare it because its setup failed in that browser, which is a difference.
    """
    there, other = (before, after) if check in before.results else (after, before)
    known = there.checks.get(check)
    if known is None or known.harness != HARNESS or check == known.probe or check in other.results:
        return False
    return known.probe in other.evidence

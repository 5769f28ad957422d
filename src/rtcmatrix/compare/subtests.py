"""What is particular to subtests of web-platform-tests in a comparison, as their own dashboards do it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Kind, Status

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Check

HARNESS = "testharness"
_FAILS = frozenset({Status.FAIL, Status.TIMEOUT})


def fails_both(check: Check, one: Status | None, other: Status | None) -> bool:
    """Whether a subtest fails on both sides: which of its waits ran out first is chance."""
    return check.harness == HARNESS and one in _FAILS and other in _FAILS


def missing_kind(check: Check, other: Column, ours: Kind, browsers: Kind) -> Kind:
    """Give the kind where a check is missing in ``other``: ``browsers`` if its page ran there, else ``ours``.

    A subtest that is gone though its page ran was never declared: the setup broke in that browser.
    """
    gone = check.harness == HARNESS and check.id != check.probe and check.probe in other.evidence
    return browsers if gone else ours

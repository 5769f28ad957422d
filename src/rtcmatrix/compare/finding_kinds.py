"""The kinds of findings that can fail a gate. Pure."""

from __future__ import annotations

from enum import StrEnum


class FindingKind(StrEnum):
    """What can fail a gate. A changed check cannot: the checks belong to the project, not to the browser."""

    NOT_COMPARABLE = "not-comparable"
    """A column was launched differently than its reference, or no column has a reference: nothing was compared."""
    NEWLY_FAILING = "newly-failing"
    UNEXPECTED = "unexpected"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    NEWLY_PASSING = "newly-passing"
    METRIC = "metric"
    FLAKY = "flaky"
    KNOWN_TROUBLE = "known-trouble"
    ANY = "any"
    """All of these."""


DEFAULT_KINDS = (
    FindingKind.NOT_COMPARABLE,
    FindingKind.NEWLY_FAILING,
    FindingKind.UNEXPECTED,
    FindingKind.CHANGED,
    FindingKind.REMOVED,
)
KINDS_WITHOUT_REFERENCE = frozenset(
    {FindingKind.UNEXPECTED, FindingKind.FLAKY, FindingKind.KNOWN_TROUBLE, FindingKind.ANY}
)
"""Kinds that need no run to compare with."""

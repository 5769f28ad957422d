"""``--fail-on`` selects kinds of findings."""

from __future__ import annotations

import pytest

from rtcmatrix.commands.gate_options import read_finding_kinds
from rtcmatrix.compare.finding_kinds import DEFAULT_KINDS, FindingKind
from rtcmatrix.errors import ConfigurationError


def test_kinds_are_sorted_by_severity() -> None:
    assert read_finding_kinds(" changed,newly-failing ") == (FindingKind.NEWLY_FAILING, FindingKind.CHANGED)
    assert read_finding_kinds("any") == tuple(FindingKind)
    assert set(DEFAULT_KINDS) < set(FindingKind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("newly-faling", 'unknown kind "newly-faling"; allowed: not-comparable, newly-failing, .*; did you'),
        ("changed,check-changed", 'unknown kind "check-changed"'),
        (" , ", "--fail-on is empty; allowed: not-comparable"),
    ],
)
def test_an_unknown_kind_is_rejected_with_the_allowed_ones(text: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        read_finding_kinds(text)

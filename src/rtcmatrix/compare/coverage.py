"""Checks with a result in one of two columns only: counted separately, they are not differences. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rtcmatrix.compare.subtests import is_gone

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column


class Lack(StrEnum):
    """Why a column has no result for a check."""

    MISSING = "missing"
    """The run selected the cell, but has no result."""
    NOT_SELECTED = "not-selected"
    """The run did not select the cell, or has no such check."""


@dataclass(frozen=True, kw_only=True)
class NotCompared:
    """A check with a result on one side only."""

    check: str
    before: Lack | None
    """Why there is no result before; null if there is one."""
    after: Lack | None


def lack_of(column: Column, check: str) -> Lack | None:
    """Return why a column has no result for a check; None if it has one."""
    if check in column.results:
        return None
    return Lack.MISSING if check in column.selected else Lack.NOT_SELECTED


def not_compared(before: Column, after: Column) -> tuple[NotCompared, ...]:
    """Return the checks with a result on one side only, in the order of names.

    Observations saved by hand have no results, so nothing is listed for them. A subtest that is missing although its
    page ran is a difference.
    """
    if not before.checks or not after.checks:
        return ()
    return tuple(
        NotCompared(check=check, before=lack_of(before, check), after=lack_of(after, check))
        for check in sorted(before.results.keys() ^ after.results.keys())
        if not is_gone(check, before, after)
    )


def in_words(lacking: tuple[NotCompared, ...], before: str, after: str) -> str:
    """Return one line: how many checks were not compared, and why; ``before`` and ``after`` name the columns."""
    if not lacking:
        return ""
    reasons = {Lack.MISSING: "no result in", Lack.NOT_SELECTED: "not selected in"}
    told = Counter(
        (reasons[lack], who) for each in lacking for lack, who in ((each.before, before), (each.after, after)) if lack
    )
    number = len(lacking)
    counted = ", ".join(f"{amount:,} {reason} {who}" for (reason, who), amount in told.items())
    return f"{number:,} {'check' if number == 1 else 'checks'} not compared: {counted}"

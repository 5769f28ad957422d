"""The statuses of two columns' checks set against each other, and of probes that came to no end on one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.ending import ending
from rtcmatrix.model import Difference, Json, Kind, Level, Status

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Evidence

_LOSS = frozenset({Status.FAIL, Status.PRECONDITION_FAILED, Status.TIMEOUT, Status.CRASH})
"""What can be laid on the browser; ERROR is our own fault and SKIP is nobody's."""


def compare_statuses(before: Column, after: Column, why: str | None) -> tuple[list[Difference], int]:
    """Give the differences, and how many checks had the same status."""
    found: list[Difference] = []
    told: set[str] = set()
    same = 0
    for check in sorted(before.checks.keys() | after.checks.keys()):
        change = _check(check, before, after)
        if change is None:
            same += check in before.results and check in after.results
            continue
        found.append(_difference(check, (before, after), change, why))
        known = before.checks.get(check) or after.checks[check]
        told.add(known.probe)
    # What one side did not gather is no difference of browsers: a check that should have had it says so.
    for probe in sorted((before.evidence.keys() & after.evidence.keys()) - told):
        change = _ending(before.evidence[probe], after.evidence[probe])
        if change is not None:
            found.append(_difference(probe, (before, after), change, why))
    return found, same


def _check(check: str, before: Column, after: Column) -> tuple[Kind, Json, Json] | None:
    """Say how one check differs."""
    one, other = before.results.get(check), after.results.get(check)
    if check not in after.checks:
        return (Kind.CHECK_REMOVED, one.status.value if one else None, None) if _judged(after) else None
    if check not in before.checks:
        return (Kind.CHECK_ADDED, None, other.status.value if other else None) if _judged(before) else None
    versions = before.checks[check].version, after.checks[check].version
    if all(versions) and versions[0] != versions[1]:
        return Kind.CHECK_CHANGED, versions[0], versions[1]
    statuses = one.status if one else None, other.status if other else None
    return None if statuses[0] == statuses[1] else (_kind(*statuses), *statuses)


def _judged(column: Column) -> bool:
    """Whether a run has checks at all; observations saved by hand have none."""
    return bool(column.checks)


def _kind(one: Status | None, other: Status | None) -> Kind:
    """Name a change of status."""
    if one is None or other is None:
        return Kind.ONLY_THERE if one is None else Kind.ONLY_HERE
    if one is Status.PASS and other in _LOSS:
        return Kind.NEWLY_FAILING
    if other is Status.PASS and one in _LOSS:
        return Kind.NEWLY_PASSING
    return Kind.CHANGED


def _ending(one: Evidence, other: Evidence) -> tuple[Kind, Json, Json] | None:
    """Say how a probe ended differently, where no check tells it."""
    before, after = ending(one), ending(other)
    if before == after:
        return None
    if one.facts is not None:
        return Kind.ONLY_HERE, before, after
    if other.facts is not None:
        return Kind.ONLY_THERE, before, after
    return Kind.CHANGED, before, after


def _difference(
    subject: str, columns: tuple[Column, Column], change: tuple[Kind, Json, Json], why: str | None
) -> Difference:
    """Build one difference at level status."""
    kind, one, other = change
    # A check that is another one now says nothing of the browsers.
    ours = kind in {Kind.CHECK_ADDED, Kind.CHECK_REMOVED, Kind.CHECK_CHANGED}
    return Difference(
        subject=subject,
        before_browser=columns[0].address,
        after_browser=columns[1].address,
        level=Level.STATUS,
        kind=kind,
        before=one,
        after=other,
        cause=None if ours else why,
    )

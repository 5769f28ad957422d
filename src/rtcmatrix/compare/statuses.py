"""Compare the statuses of the checks of two columns, and of probes that have no check. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.compare.cause import NOISE
from rtcmatrix.compare.noise import any_flaky
from rtcmatrix.compare.probe_status import probe_status
from rtcmatrix.compare.significance import chance_bound, fisher_exact_p
from rtcmatrix.compare.subtests import fails_both, is_gone
from rtcmatrix.model import Difference, Json, Kind, Level, Status

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Evidence, Result

_LOSS = frozenset({Status.FAIL, Status.PRECONDITION_FAILED, Status.TIMEOUT, Status.CRASH})
"""Statuses that say something about the browser; ERROR is an internal error, and SKIP is requested."""


def compare_statuses(before: Column, after: Column, why: str | None) -> tuple[list[Difference], int]:
    """Return the differences, and the number of checks with the same status."""
    found: list[Difference] = []
    told: set[str] = set()
    same = 0
    for check in sorted(before.results.keys() | after.results.keys()):
        change = _check(check, before, after)
        if change is None:
            same += check in before.results and check in after.results
            continue
        known = before.checks.get(check) or after.checks.get(check)
        probe = known.probe if known else ""
        told.add(probe)
        noisy = _is_noisy(check, probe, (before, after))
        seen = _judged_as(before.results.get(check)), _judged_as(after.results.get(check))
        found.append(_difference(check, (before, after), change, why, noisy=noisy, seen=seen))
    # A probe that one side did not gather is not a difference; its check is reported as not compared.
    for probe in sorted((before.evidence.keys() & after.evidence.keys()) - told):
        change = _ending(before.evidence[probe], after.evidence[probe])
        if change is not None:
            noisy = _ends_differ(probe, (before, after))
            seen = tuple(map(probe_status, before.repeats[probe])), tuple(map(probe_status, after.repeats[probe]))
            found.append(_difference(probe, (before, after), change, why, noisy=noisy, seen=seen))
    return found, same


def _check(check: str, before: Column, after: Column) -> tuple[Kind, Json, Json] | None:
    """Return the difference of one check; a result on one side only is not one, see ``coverage``."""
    one, other = before.results.get(check), after.results.get(check)
    if one is None or other is None:
        return _one_sided(one, other) if is_gone(check, before, after) else None
    ours, theirs = before.checks.get(check), after.checks.get(check)
    if ours and theirs and ours.version and theirs.version and ours.version != theirs.version:
        return Kind.CHECK_CHANGED, ours.version, theirs.version
    if one.status == other.status or (theirs and fails_both(theirs, one.status, other.status)):
        return None
    return _kind(one.status, other.status), one.status, other.status


def _one_sided(one: Result | None, other: Result | None) -> tuple[Kind, Json, Json]:
    """Return the kind of difference of a subtest that one browser did not declare."""
    kind = Kind.ADDED if one is None else Kind.REMOVED
    return kind, one.status if one else None, other.status if other else None


def _kind(one: Status, other: Status) -> Kind:
    """Return the kind of difference of a changed status."""
    if one is Status.PASS and other in _LOSS:
        return Kind.NEWLY_FAILING
    if other is Status.PASS and one in _LOSS:
        return Kind.NEWLY_PASSING
    return Kind.CHANGED


def _ending(one: Evidence, other: Evidence) -> tuple[Kind, Json, Json] | None:
    """Return the difference in the status of a probe without a check."""
    before, after = probe_status(one), probe_status(other)
    if before == after:
        return None
    if one.facts is not None:
        return Kind.REMOVED, before, after
    if other.facts is not None:
        return Kind.ADDED, before, after
    return Kind.CHANGED, before, after


def _is_noisy(check: str, probe: str, columns: tuple[Column, Column]) -> bool:
    """Whether the status of a check or its probe varies in one of the columns."""
    return any_flaky(column.results.get(check) for column in columns) or _ends_differ(probe, columns)


def _ends_differ(probe: str, columns: tuple[Column, Column]) -> bool:
    """Whether the status of a probe varies in one of the columns."""
    return any(column.noise_in(probe).ends for column in columns)


def _judged_as(result: Result | None) -> tuple[str, ...]:
    """Return the status of a check in each repeat."""
    return (result.repeats or (result.status,)) if result else ()


def _difference(
    subject: str,
    columns: tuple[Column, Column],
    change: tuple[Kind, Json, Json],
    why: str | None,
    *,
    noisy: bool,
    seen: tuple[tuple[str, ...], tuple[str, ...]],
) -> Difference:
    """Build one difference at level status."""
    kind, one, other = change
    # A changed check says nothing about the browsers.
    ours = kind in {Kind.CHECK_ADDED, Kind.CHECK_REMOVED, Kind.CHECK_CHANGED}
    by_chance = None
    if all(seen) and not ours:
        by_chance = fisher_exact_p(*seen) if noisy else chance_bound(len(seen[0]), len(seen[1]))
    return Difference(
        subject=subject,
        before_browser=columns[0].address,
        after_browser=columns[1].address,
        level=Level.STATUS,
        kind=kind,
        before=one,
        after=other,
        cause=None if ours else NOISE if noisy else why,
        chance=by_chance,
    )

"""The findings of a gate, from differences, results and known differences. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.classify import Standing
from rtcmatrix.compare.finding_kinds import FindingKind
from rtcmatrix.compare.noise import is_flaky
from rtcmatrix.model import BY_SEVERITY, Difference, Level, Outcome, Result, Run, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rtcmatrix.compare.comparison import Comparison
    from rtcmatrix.compare.known_troubles import KnownTrouble


@dataclass(frozen=True, kw_only=True)
class GateFinding:
    """One item that fails a gate."""

    kind: FindingKind
    subject: str
    """Check id, probe, file and line of a known difference, or address of a column that is not comparable."""
    browser: str = ""
    """Address; empty for a known difference and a column."""
    difference: Difference | None = None
    """Set for a difference from the reference."""
    status: Status | None = None
    """The current status, if the subject is a check."""
    message: str = ""
    """The current message of the check, or the problem of the known difference."""
    check: str | None = None
    """The check that reproduces the finding; None if there is none."""

    @property
    def rank(self) -> tuple[int, int, int, str, str, str]:
        """Sort by severity: by kind, statuses before facts, crashes before failures, then by name."""
        difference = self.difference
        is_fact = difference is not None and difference.level is not Level.STATUS
        worst = -BY_SEVERITY.index(self.status) if self.status is not None else 1
        path = difference.path if difference is not None else ""
        return list(FindingKind).index(self.kind), int(is_fact), worst, self.browser, self.subject, path


def of_differences(
    run: Run, comparisons: Iterable[Comparison], chosen: Collection[FindingKind]
) -> tuple[list[GateFinding], dict[str, int]]:
    """Return the differences that fail the gate, and the number of others by reason."""
    results = {(each.check, each.browser): each for each in run.results}
    asked: dict[str, str] = {}
    for check in sorted(run.checks, key=lambda each: each.id):
        asked.setdefault(check.probe, check.id)
    found: list[GateFinding] = []
    passed_over: Counter[str] = Counter()
    for standing, difference in ((each.standing(one), one) for each in comparisons for one in each.differences):
        if standing is not Standing.UNSTATED:
            passed_over[difference.kind.value if standing is Standing.NOT_COMPARED else standing.value] += 1
            continue
        kind = kind_of(difference)
        if kind in chosen:
            result = results.get((difference.subject, difference.after_browser))
            found.append(_finding(kind, difference, result, asked))
        else:
            passed_over[kind.value] += 1
    return found, dict(sorted(passed_over.items()))


def kind_of(difference: Difference) -> FindingKind:
    """Return the kind of finding that a counting difference is."""
    return FindingKind.METRIC if difference.level is Level.METRIC else FindingKind(difference.kind.value)


def of_apart(
    comparisons: Sequence[Comparison], chosen: Collection[FindingKind], new_columns: Sequence[str] = ()
) -> list[GateFinding]:
    """Return the columns that are not comparable with their reference, or all if none has a reference."""
    if FindingKind.NOT_COMPARABLE not in chosen:
        return []
    found = {
        each.after.browser: f"launched differently than the reference: {'; '.join(each.apart)}"
        for each in comparisons
        if each.apart
    }
    if not comparisons:
        found = dict.fromkeys(new_columns, "the reference has no column of this address")
    return [GateFinding(kind=FindingKind.NOT_COMPARABLE, subject=each, message=words) for each, words in found.items()]


def of_results(run: Run, chosen: Collection[FindingKind], told: Collection[tuple[str, str]]) -> list[GateFinding]:
    """Return the results that fail the gate, except the (check, address) already ``told`` as differences."""
    found = []
    for result in run.results:
        kind = None
        if result.outcome is Outcome.UNEXPECTED:
            kind = FindingKind.UNEXPECTED
        elif is_flaky(result):
            kind = FindingKind.FLAKY
        if kind in chosen and kind is not None and (result.check, result.browser) not in told:
            found.append(_of_result(kind, result))
    return found


def of_troubles(troubles: Sequence[KnownTrouble], chosen: Collection[FindingKind]) -> list[GateFinding]:
    """Return the known differences that need attention."""
    if FindingKind.KNOWN_TROUBLE not in chosen:
        return []
    return [
        GateFinding(kind=FindingKind.KNOWN_TROUBLE, subject=each.place, message=f"{each.kind}: {each.words}")
        for each in troubles
    ]


def _finding(kind: FindingKind, difference: Difference, result: Result | None, asked: dict[str, str]) -> GateFinding:
    """Build the finding of a difference."""
    is_check = difference.level is Level.STATUS and result is not None
    return GateFinding(
        kind=kind,
        subject=difference.subject,
        browser=difference.after_browser,
        difference=difference,
        status=result.status if result is not None else None,
        message=(result.message or "") if result is not None else "",
        check=difference.subject if is_check else asked.get(difference.subject),
    )


def _of_result(kind: FindingKind, result: Result) -> GateFinding:
    """Build the finding of a result."""
    return GateFinding(
        kind=kind,
        subject=result.check,
        browser=result.browser,
        status=result.status,
        message=result.message or "",
        check=result.check,
    )

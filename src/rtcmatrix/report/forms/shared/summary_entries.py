"""Collect the entries of a short report, most severe first; one entry covers all browsers it applies to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing
from rtcmatrix.model import Difference, Kind, Level, Outcome, Result, Stated, Status
from rtcmatrix.report.text.labels import STATUS, count, status_word
from rtcmatrix.report.text.values import item_text
from rtcmatrix.visible import shortened

if TYPE_CHECKING:
    from rtcmatrix.compare import Comparison
    from rtcmatrix.model import Json
    from rtcmatrix.report.forms.shared.material import Material
    from rtcmatrix.report.view.columns import ColumnSource

_SOME = 3
"""Maximum number of changes of one probe that are listed."""
_LENGTH = 120


class Severity(IntEnum):
    """How severe an entry is; the first is the most severe."""

    NOT_COMPARABLE = 0
    """A browser that was launched differently than what it is compared with."""
    NEWLY_FAILING = 1
    UNEXPECTED = 2
    STALE = 3
    """A known difference that no longer holds."""
    CHANGED = 4
    """A fact or status that is another one than before, and no failure."""
    FLAKY = 5
    NEWLY_PASSING = 6


_RANKS = {Kind.NEWLY_FAILING: Severity.NEWLY_FAILING, Kind.NEWLY_PASSING: Severity.NEWLY_PASSING}


@dataclass(frozen=True, kw_only=True)
class SummaryEntry:
    """One statement of a short report."""

    rank: Severity
    subject: str
    """The check id, the probe, or the address of a browser that cannot be compared."""
    title: str
    """What the check says the browser should do; empty for a fact."""
    columns: tuple[str, ...]
    """Labels of the browsers it is true of."""
    words: str
    """What happened, in our words and values of the browser."""
    message: str = ""
    known: str | None = None
    stated: Stated | None = None
    """The known difference that no longer holds."""
    address: str = ""
    """Of the first of the browsers, to see it again there."""
    link: str | None = None
    """Where the published report shows it."""


@dataclass(frozen=True, kw_only=True)
class OmittedCounts:
    """Numbers of differences that a short report does not list."""

    noise: int
    known: int
    """Differences that a known difference states, and results that were expected not to be a pass."""
    apart: int
    """Differences of browsers that were launched differently."""
    uncompared: int
    """Differences of the checks themselves and of how browsers were started."""


def summary_entries(material: Material) -> list[SummaryEntry]:
    """Return all entries, most severe first, then by name."""
    found = [one for source in material.sources for one in _of_results(source, material)]
    if material.against is not None:
        newly = [one for each in material.comparisons for one in _of_comparison(each, material)]
        failing = {
            (one.subject, column) for one in newly if one.rank is Severity.NEWLY_FAILING for column in one.columns
        }
        found = [one for one in found if (one.subject, one.columns[0]) not in failing] + newly
    return sorted(_gathered(found), key=lambda one: (one.rank, one.subject, one.words))


def omitted_counts(material: Material) -> OmittedCounts:
    """Count the differences that get no entry."""
    standings = Counter(each.standing(one) for each in material.comparisons for one in each.differences)
    results = [each for source in material.sources for each in source.column.results.values()]
    return OmittedCounts(
        noise=standings[Standing.NOISE],
        known=standings[Standing.KNOWN]
        + sum(each.known is not None and each.outcome is Outcome.EXPECTED for each in results),
        apart=standings[Standing.SET_APART],
        uncompared=standings[Standing.NOT_COMPARED],
    )


def counted(comparison: Comparison) -> Counter[Level]:
    """Count the differences of a pair that count, by level."""
    return Counter(each.level for each in comparison.telling)


def _of_results(source: ColumnSource, material: Material) -> list[SummaryEntry]:
    """Return the unexpected and flaky results of one column."""
    return [
        _finding(rank, result, source, material, words)
        for result in source.column.results.values()
        for rank, words in [_surprise(result)]
        if rank is not None
    ]


def _surprise(result: Result) -> tuple[Severity | None, str]:
    """Return the severity of an unexpected or flaky result and its description."""
    if result.outcome is Outcome.FLAKY:
        passed = sum(each is Status.PASS for each in result.repeats)
        return Severity.FLAKY, f"passed in {passed} of {len(result.repeats)} repeats" if result.repeats else "flaky"
    if result.outcome is not Outcome.UNEXPECTED:
        return None, ""
    if result.known:
        return Severity.STALE, f"a known difference no longer holds: {STATUS[result.status]}"
    return Severity.UNEXPECTED, STATUS[result.status]


def _finding(rank: Severity, result: Result, source: ColumnSource, material: Material, words: str) -> SummaryEntry:
    """Describe one cell."""
    check = source.column.checks.get(result.check)
    return SummaryEntry(
        rank=rank,
        subject=result.check,
        title=check.title if check else "",
        columns=(source.view.label,),
        words=words,
        message=result.message or "",
        known=result.known,
        stated=result.stated if rank is Severity.STALE else None,
        address=result.browser,
        link=material.link(source, result.check),
    )


def _of_comparison(comparison: Comparison, material: Material) -> list[SummaryEntry]:
    """Return what changed in one column: each check, and each probe with its facts."""
    source = material.source(comparison.after)
    if source is None:
        return []
    found = [_not_comparable(comparison, source)] if comparison.apart else []
    changes: dict[str, list[str]] = {}
    for difference in comparison.telling:
        result = source.column.results.get(difference.subject) if difference.level is Level.STATUS else None
        if result is None:
            changes.setdefault(difference.subject, []).append(change_words(difference))
        else:
            rank = _RANKS.get(difference.kind, Severity.CHANGED)
            found.append(_finding(rank, result, source, material, change_words(difference)))
    return found + [_changed(probe, words, source) for probe, words in changes.items()]


def _not_comparable(comparison: Comparison, source: ColumnSource) -> SummaryEntry:
    """Describe a browser that was started differently than in the reference."""
    number = count(len(comparison.set_apart), "difference")
    return SummaryEntry(
        rank=Severity.NOT_COMPARABLE,
        subject=source.column.address,
        title="",
        columns=(source.view.label,),
        words=f"not comparable, launched differently: {'; '.join(comparison.apart)} ({number} not counted)",
        address=source.column.address,
    )


def _changed(probe: str, words: list[str], source: ColumnSource) -> SummaryEntry:
    """Describe the first changed facts or metrics of a probe, and how many more there are."""
    rest = [f"and {len(words) - _SOME:,} more"] if len(words) > _SOME else []
    return SummaryEntry(
        rank=Severity.CHANGED,
        subject=probe,
        title="",
        columns=(source.view.label,),
        words="; ".join([*(shortened(each, _LENGTH) for each in words[:_SOME]), *rest]),
        address=source.column.address,
    )


def change_words(difference: Difference) -> str:
    """Describe the change of a status, a fact or a metric."""
    if difference.level is Level.STATUS:
        return " became ".join(_status(value) for value in (difference.before, difference.after))
    where = f"{difference.path}: "
    if difference.shift is not None and difference.shift.relative is not None:
        words = f"{_rounded(difference.before)} became {_rounded(difference.after)}"
        return f"{where}{words} ({difference.shift.relative:+.0%}, the median of repeats)"
    if difference.items is not None:
        change = difference.items
        parts = [
            (word, items)
            for word, items in (("added", change.added), ("removed", change.removed), ("moved", change.moved))
            if items
        ]
        return where + "; ".join(f"{word} {', '.join(map(item_text, items))}" for word, items in parts)
    before, after = item_text(difference.before), item_text(difference.after)
    if difference.kind is Kind.REMOVED:
        return f"{where}{before} is gone"
    return f"{where}{after} is new" if difference.kind is Kind.ADDED else f"{where}{before} became {after}"


def _rounded(value: Json) -> str:
    return f"{value:.4g}" if isinstance(value, (int, float)) else item_text(value)


def _status(value: Json) -> str:
    return "no result" if value is None else status_word(value)


def _gathered(found: list[SummaryEntry]) -> list[SummaryEntry]:
    """Merge equal entries of several browsers."""
    merged_rows: dict[tuple[object, ...], list[SummaryEntry]] = {}
    for one in found:
        merged_rows.setdefault((one.rank, one.subject, one.words, one.message.partition("\n")[0]), []).append(one)
    return [
        SummaryEntry(
            rank=first.rank,
            subject=first.subject,
            title=first.title,
            columns=tuple(dict.fromkeys(column for one in same for column in one.columns)),
            words=first.words,
            message=first.message,
            known=first.known,
            stated=first.stated,
            address=first.address,
            link=first.link,
        )
        for same in merged_rows.values()
        for first in same[:1]
    ]

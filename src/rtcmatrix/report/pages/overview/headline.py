"""Write the first sentences of a report: what changed, for readers who read nothing else."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare import Standing
from rtcmatrix.model import Level, Outcome, Status
from rtcmatrix.report.text.labels import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.report.pages.pair.views import PairView
    from rtcmatrix.report.view.scopes import Scope

_NEAR = frozenset({"version", "channel", "flags", "same"})
"""Causes that set relatives apart: there a reader asks what changed; of two brands, what differs."""
_FAILS = frozenset({Status.FAIL, Status.TIMEOUT, Status.CRASH})
_MOST = 2
"""Pairs that the answer names."""


@dataclass(frozen=True, kw_only=True)
class HeadlineInput:
    """What the first sentences are made of."""

    scope: Scope
    """The browsers."""
    calls: Scope
    """The pairs that called each other."""
    rows: Sequence[Row]
    """In which browsers are not alike."""
    again: Sequence[tuple[Scope, Sequence[Row]]]
    """Each pair that several runs hold, and in which it is not as in another run."""
    pairs: Sequence[PairView]
    """Compared columns; what changed in a call stands among them."""
    lacking: Sequence[str] = ()
    """A sentence for each run that is not complete."""

    @property
    def changed(self) -> bool:
        """Return whether anything is not alike so that it counts."""
        return bool(self.counting) or any(pair.moved_metrics for pair in self.pairs)

    @functools.cached_property
    def counting(self) -> list[Row]:
        """The rows that count; of calls those in which a call is not as in another run."""
        return [*self._of(self.scope, self.rows), *self._again(Standing.UNSTATED)]

    def _again(self, standing: Standing) -> list[Row]:
        return [row for scope, rows in self.again for row in self._of(scope, rows, standing)]

    @staticmethod
    def _of(scope: Scope, rows: Sequence[Row], standing: Standing = Standing.UNSTATED) -> list[Row]:
        return [row for row in rows if scope.standing(row) is standing]

    @property
    def in_order(self) -> list[PairView]:
        """The pairs; where calls are among them, those that differ first."""
        return sorted(self.pairs, key=lambda pair: not _differs(pair)) if self.calls.sources else list(self.pairs)


def headline(told: HeadlineInput) -> str:
    """Answer "what changed?" in a sentence, after what is missing."""
    return " ".join([*told.lacking, _answer(told)])


def _answer(told: HeadlineInput) -> str:
    scope, pairs = told.scope, told.in_order
    if not scope.sources:
        return "No browser was available, so nothing was observed."
    if len(scope.sources) == 1:
        number = sum(len(source.column.results) for source in (*scope.sources, *told.calls.sources))
        return f"One browser was observed in {count(number, 'check')}, and there is no other to compare it with."
    if not told.changed:
        if told.calls.sources and not _observed(scope):
            return _calls(told.calls)
        return _nothing(told)
    named = [pair for pair in pairs if pair.near in _NEAR][:_MOST] or pairs[:_MOST]
    return " ".join(_pair(pair) for pair in named) or f"{_amount(told.counting)} in {_browsers(scope)}."


def _nothing(told: HeadlineInput) -> str:
    """Return a sentence for no counting difference; it names what could not be compared, is known, or is noise."""
    if any(pair.apart for pair in told.pairs):
        return " ".join(_pair(pair) for pair in told.in_order if pair.apart)
    if told.rows or any(rows for _, rows in told.again):
        return f"Nothing changed in {_browsers(told.scope)} except known differences and noise."
    return f"Nothing changed: {_everything(told.scope)} alike in {_browsers(told.scope)}."


def details(told: HeadlineInput) -> tuple[str, ...]:
    """Return further sentences: the less related pairs, calls, and unexpected results."""
    if not told.changed:
        calls = [_calls(told.calls)] if told.calls.sources and _observed(told.scope) else []
        return (*calls, *_surprises(told))
    pairs = told.in_order
    near = [pair for pair in pairs if pair.near in _NEAR]
    rest = [pair for pair in pairs if pair.near not in _NEAR] if near else pairs[_MOST:]
    sentences = [_pair(pair) for pair in rest[:_MOST]]
    more = max(0, len(near) - _MOST) + max(0, len(rest) - _MOST)
    if more:
        sentences.append(f"{count(more, 'more comparison')} below.")
    if told.calls.sources:
        sentences.append(_calls(told.calls))
    sentences += _surprises(told)
    return tuple(sentence for sentence in sentences if sentence)


def _differs(pair: PairView) -> bool:
    return bool(pair.check_count or pair.fact_count or pair.moved_metrics or pair.apart)


def _observed(scope: Scope) -> bool:
    """Return whether any browser did anything by itself."""
    return any(source.column.results or source.column.evidence for source in scope.sources)


def _calls(scope: Scope) -> str:
    """Return a sentence on the results of calls."""
    results = [result for source in scope.sources for result in source.column.results.values()]
    works = sum(result.status is Status.PASS for result in results)
    pairs = count(len(scope.sources), "pair")
    if not results:
        return f"{pairs} of browsers called each other, but no check judges these calls."
    if works == len(results):
        return f"Calls between browsers: {count(works, 'result')} in {pairs}, and all work."
    return f"Calls between browsers: {works:,} of {count(len(results), 'result')} in {pairs} work."


def _surprises(told: HeadlineInput) -> list[str]:
    sources = (*told.scope.sources, *told.calls.sources)
    results = [each for source in sources for each in source.column.results.values()]
    if not results:
        return []
    unexpected = sum(source.view.unexpected for source in sources)
    known = len({each.check for each in results if each.known and each.status in _FAILS})
    flaky = sum(each.outcome is Outcome.FLAKY for each in results)
    told_flaky = f"{flaky:,} of {count(len(results), 'result')} {'is' if flaky == 1 else 'are'} flaky"
    shaky = [f"{told_flaky}: the results of their repeats differ."] if flaky else []
    if unexpected:
        verb = "is" if unexpected == 1 else "are"
        return [f"{unexpected:,} of {count(len(results), 'result')} {verb} unexpected.", *shaky]
    if told.lacking:
        return [f"None of the {count(len(results), 'available result')} is unexpected.", *shaky]
    if flaky:
        return ["No result is unexpected in all of its repeats.", *shaky]
    sentence = f"Each of the {count(len(results), 'result')} is expected"
    return [f"{sentence}: {count(known, 'check')} that {'fails' if known == 1 else 'fail'} somewhere "
            f"{'is a known difference' if known == 1 else 'are known differences'}." if known
            else f"{sentence}."]  # fmt: skip


def _pair(pair: PairView) -> str:
    """Return a sentence on how two columns differ."""
    if pair.apart:
        number = count(pair.apart_count, "difference")
        why = f"{'; '.join(pair.apart)} ({number} not counted)"
        return f"{pair.after.label} cannot be compared with {pair.before.label}, launched differently: {why}."
    numbers = ((pair.check_count, "check"), (pair.fact_count, "fact"), (pair.moved_metrics, "metric"))
    parts = [count(number, word) for number, word in numbers if number]
    before, after = pair.before.label, pair.after.label
    if pair.backwards:
        before, after = after, before
    if pair.near in _NEAR:
        brand = _shared(before, after)
        way = f"from {brand}{before.removeprefix(brand)} to {after.removeprefix(brand)}" if brand else ""
        way = way or f"from {before} to {after}"
        if not parts:
            return f"Nothing changed {way}."
        return f"{listed(parts)} changed {way}."
    before, after = pair.before.label, pair.after.label
    if not parts:
        return f"{after} does not differ from {before}."
    return f"{after} differs from {before} in {listed(parts)}."


def _shared(one: str, other: str) -> str:
    """Return the words with which both labels begin: ``Chromium `` of Chromium 150 and 156."""
    brand = one.rpartition(" ")[0] + " "
    plain = "(" not in one + other and "," not in one + other
    return brand if plain and other.startswith(brand) else ""


def _everything(scope: Scope) -> str:
    """Name what was compared."""
    checks = len({check for source in scope.sources for check in source.column.results})
    facts = max(source.column.fact_count for source in scope.sources)
    parts = [count(number, word) for number, word in ((checks, "check"), (facts, "fact")) if number]
    return f"{listed(parts)} {'is' if checks + facts == 1 else 'are'}"


def _amount(rows: Sequence[Row]) -> str:
    """Count rows by level."""
    checks = sum(row.level is Level.STATUS for row in rows)
    facts = len(rows) - checks
    parts = [count(number, word) for number, word in ((checks, "check"), (facts, "fact")) if number]
    return f"{listed(parts)} {'differs' if checks + facts == 1 else 'differ'}"


def _browsers(scope: Scope) -> str:
    """Count columns; a browser may stand in several runs."""
    if len({source.column.run.id for source in scope.sources}) > 1:
        return count(len(scope.sources), "column")
    return "both browsers" if len(scope.sources) == 2 else f"{len(scope.sources)} browsers"

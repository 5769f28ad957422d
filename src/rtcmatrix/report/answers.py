"""The first sentences of a report: what changed, for somebody who reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.model import Level
from rtcmatrix.report.rows import is_known
from rtcmatrix.report.words import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rtcmatrix.compare.rows import Row
    from rtcmatrix.report.rows import Site
    from rtcmatrix.report.view import PairView

_NEAR = frozenset({"version", "channel", "flags", "same"})
"""Causes that set relatives apart: there a reader asks what changed; of two brands, what differs."""
_MOST = 2
"""Pairs that the answer names."""


def answer(site: Site, rows: Sequence[Row], pairs: Sequence[PairView]) -> str:
    """Answer "what changed?" in a sentence."""
    if not site.sources:
        return "No browser was available, so nothing was observed."
    if len(site.sources) == 1:
        number = len(site.sources[0].column.results)
        return f"One browser was observed in {count(number, 'check')}; there is nothing to compare it with."
    if not [row for row in rows if not row.noisy]:
        return f"Nothing changed: {_everything(site)} alike in {_browsers(site)}."
    told = [pair for pair in pairs if pair.near in _NEAR][:_MOST] or list(pairs)[:_MOST]
    return " ".join(_pair(pair) for pair in told) or f"{_amount(rows)} in {_browsers(site)}."


def details(site: Site, rows: Sequence[Row], pairs: Sequence[PairView]) -> tuple[str, ...]:
    """Say what else a reader should know: the farther pairs, and whether anything came as a surprise."""
    if not [row for row in rows if not row.noisy]:
        return tuple(_surprises(site, rows))
    near = [pair for pair in pairs if pair.near in _NEAR]
    rest = [pair for pair in pairs if pair.near not in _NEAR] if near else list(pairs)[_MOST:]
    sentences = [_pair(pair) for pair in rest[:_MOST]]
    more = max(0, len(near) - _MOST) + max(0, len(rest) - _MOST)
    if more:
        sentences.append(f"{count(more, 'more comparison')} below.")
    sentences += _surprises(site, rows)
    return tuple(sentence for sentence in sentences if sentence)


def _surprises(site: Site, rows: Sequence[Row]) -> list[str]:
    results = [each for source in site.sources for each in source.column.results.values()]
    if not results:
        return []
    unexpected = sum(source.view.unexpected for source in site.sources)
    known = [row for row in rows if row.level is Level.STATUS and is_known(row, site)]
    if unexpected:
        verb = "was" if unexpected == 1 else "were"
        return [f"{unexpected:,} of {count(len(results), 'result')} {verb} not expected."]
    sentence = f"Each of the {count(len(results), 'result')} is as expected"
    return [f"{sentence}: {count(len(known), 'check')} that {'fails' if len(known) == 1 else 'fail'} somewhere "
            f"{'is a known difference' if len(known) == 1 else 'are known differences'}." if known
            else f"{sentence}."]  # fmt: skip


def _pair(pair: PairView) -> str:
    """Say in a sentence how two columns differ."""
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
        return f"{after} does everything as {before} does."
    return f"{after} differs from {before} in {listed(parts)}."


def _shared(one: str, other: str) -> str:
    """Give the words with which both labels begin: ``Chromium `` of Chromium 150 and 156."""
    brand = one.rpartition(" ")[0] + " "
    plain = "(" not in one + other and "," not in one + other
    return brand if plain and other.startswith(brand) else ""


def _everything(site: Site) -> str:
    """Name what was compared."""
    checks = len({check for source in site.sources for check in source.column.results})
    facts = max(source.column.fact_count for source in site.sources)
    parts = [count(number, word) for number, word in ((checks, "check"), (facts, "fact")) if number]
    return f"{listed(parts)} {'is' if checks + facts == 1 else 'are'}"


def _amount(rows: Sequence[Row]) -> str:
    """Count rows by level."""
    checks = sum(row.level is Level.STATUS for row in rows)
    facts = len(rows) - checks
    parts = [count(number, word) for number, word in ((checks, "check"), (facts, "fact")) if number]
    return f"{listed(parts)} {'differs' if checks + facts == 1 else 'differ'}"


def _browsers(site: Site) -> str:
    """Count columns; a browser may stand in several runs."""
    if len({source.column.run.id for source in site.sources}) > 1:
        return count(len(site.sources), "column")
    return "both browsers" if len(site.sources) == 2 else f"{len(site.sources)} browsers"

"""Report what was reused from an earlier run, and why the rest was gathered again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rtcmatrix.model import is_pair
from rtcmatrix.report.text.labels import count
from rtcmatrix.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtcmatrix.model import Evidence, Reuse

_CALLS = "calls between browsers"
_LONGEST = 300


def reuse_lines(reuses: Iterable[Reuse]) -> list[str]:
    """Return a line for each browser, and one for all pairs of each earlier run."""
    told = list(reuses)
    pairs: dict[str, list[Reuse]] = {}
    for each in told:
        if is_pair(each.browser):
            pairs.setdefault(each.run, []).append(each)
    lines = [_line(each.browser, [each]) for each in told if not is_pair(each.browser)]
    return [one_line(each, _LONGEST) for each in (*lines, *(_line(_CALLS, many) for many in pairs.values()))]


def _line(name: str, reuses: Sequence[Reuse]) -> str:
    """Return ``chrome:stable: 412 of 418 results reused from run of 2026-11-29 (6 gathered again: 6 flaky)``."""
    total, reused = sum(each.results for each in reuses), sum(each.reused for each in reuses)
    again = Counter[str]()
    for each in reuses:
        again.update(each.again)
    source = f"run of {reuses[0].started_at[:10]}"
    if not reused:
        return f"{name}: nothing reused from {source}: {_reasons(again, total)}"
    line = f"{name}: {reused:,} of {count(total, 'result')} reused from {source}"
    return f"{line} ({total - reused:,} gathered again: {_reasons(again)})" if total > reused else line


def _reasons(again: Counter[str], total: int | None = None) -> str:
    """Return ``4 flaky, 2 unexpected``; a reason of all results without its number."""
    ordered = sorted(again.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(reason if number == total else f"{number:,} {reason}" for reason, number in ordered)


def reused_words(evidence: Evidence | None) -> str:
    """Return ``reused, gathered 2026-11-29 03:04 UTC in run 2026-11-29T03-01-00Z-ab12``; empty if it is not reused."""
    if evidence is None or evidence.reused_from is None:
        return ""
    return one_line(f"reused, gathered {_minute(evidence.started_at)} in run {evidence.reused_from}", _LONGEST)


def reused_mark(evidence: Evidence | None) -> str:
    """Return ``reused, gathered 2026-11-29``; empty if it is not reused."""
    if evidence is None or evidence.reused_from is None:
        return ""
    return one_line(f"reused, gathered {evidence.started_at[:10]}", 60)


def reused_summary(gathered: Iterable[Evidence]) -> str:
    """Return ``412 of 418 probes, gathered 2026-11-27 to 2026-11-29``; empty if none of the evidence is reused."""
    every = list(gathered)
    reused = [each for each in every if each.reused_from is not None]
    if not reused:
        return ""
    first, *_ = days = sorted({each.started_at[:10] for each in reused})
    span = first if len(days) == 1 else f"{first} to {days[-1]}"
    return one_line(f"{len(reused):,} of {count(len(every), 'probe')}, gathered {span}", _LONGEST)


def _minute(time: str) -> str:
    """Return ``2026-11-29 03:04 UTC`` for a time in UTC."""
    return f"{time[:10]} {time[11:16]} UTC" if len(time) >= 16 and time[10] == "T" else time

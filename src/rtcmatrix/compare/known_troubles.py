"""Find known differences that need attention: expired, contradicted, stale or useless. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rtcmatrix.compare.columns import every_column
from rtcmatrix.compare.known_matches import KnownMatch, cells_of, describe_matches, find_matches
from rtcmatrix.compare.known_unmatched import unmatched_pattern, unmatched_version
from rtcmatrix.judge.in_force import is_expired, names_browser, speaks_of_browser
from rtcmatrix.model import KnownDifference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from rtcmatrix.compare.columns import Column
    from rtcmatrix.model import Check, Run


class TroubleKind(StrEnum):
    """What is wrong with a known difference."""

    EXPIRED = "expired"
    CONTRADICTED = "contradicted"
    """A browser behaves differently now in some or all of the cells."""
    STALE = "stale"
    """What it states was observed in none of its cells, and there is nothing left to state."""
    USELESS = "useless"
    """It matches nothing, or only what an earlier entry covers."""


@dataclass(frozen=True, kw_only=True)
class KnownTrouble:
    """A known difference that needs attention."""

    entry: KnownDifference
    kind: TroubleKind
    words: str
    """The problem and what to do, without file and line."""

    @property
    def place(self) -> str:
        """File and line of the entry."""
        return f"{self.entry.file}:{self.entry.line}"


def find_troubles(
    run: Run | None,
    known: Sequence[KnownDifference],
    *,
    today: date,
    checks: Sequence[Check] | None = None,
    addresses: Collection[str] = (),
) -> tuple[KnownTrouble, ...]:
    """Return the problems of the entries, in their order, found by a run; without one, by the checks alone.

    ``checks`` are all checks of the project, so that a run of a few checks makes no entry useless; None: the run has
    all. ``addresses`` are those of the whole matrix; without them, no version range is reported.
    """
    columns = every_column(run) if run is not None else []
    there_are = checks if checks is not None else run.checks if run is not None else ()
    claimed: dict[tuple[str, str], KnownDifference] = {}
    found: list[KnownTrouble] = []
    for entry in known:
        meant = [each for each in columns if speaks_of_browser(entry, each.address, _version(each))]
        own = cells_of(entry, meant)
        matches = find_matches(entry, meant, claimed.keys() & own)
        found += _of_matches(entry, matches, today)
        ran = run is None or any(names_browser(entry, each.address) for each in columns)
        useless = unmatched_pattern(entry, there_are) if ran else None
        useless = useless or _shadowed(own, claimed) or unmatched_version(entry, columns, addresses)
        if useless is not None:
            found.append(KnownTrouble(entry=entry, kind=TroubleKind.USELESS, words=useless))
        if not is_expired(entry, today):
            claimed |= {cell: entry for cell in own if cell not in claimed}
    return tuple(found)


def _version(column: Column) -> str:
    return column.provenance.version if column.provenance else ""


def _of_matches(entry: KnownDifference, matches: Sequence[KnownMatch], today: date) -> Iterator[KnownTrouble]:
    """Yield the problem of an entry, found by its matches; an expired one has no other problem."""
    wrong = [each for each in matches if not each.holds]
    never = bool(wrong) and len(wrong) == len(matches)
    if is_expired(entry, today):
        now = "it still holds: check the bug, then set a later date or remove the entry"
        if not matches:
            now = "check the bug, then set a later date or remove the entry"
        elif wrong:
            now = f"{describe_matches(wrong)} now: {'remove the entry' if never else 'state what still differs'}"
        yield KnownTrouble(
            entry=entry, kind=TroubleKind.EXPIRED, words=f"expired on {entry.expires} and no longer applies; {now}"
        )
    elif never and (entry.facts or all(each.good for each in wrong)):
        words = f"{_statement(entry)} was never observed: {describe_matches(wrong)} now; remove the entry"
        yield KnownTrouble(entry=entry, kind=TroubleKind.STALE, words=words)
    elif wrong:
        now = describe_matches(wrong)
        words = f"{_statement(entry)} does not hold: {now} now; state what each browser does, or remove the entry"
        yield KnownTrouble(entry=entry, kind=TroubleKind.CONTRADICTED, words=words)


def _statement(entry: KnownDifference) -> str:
    """Return what an entry states, in short."""
    if entry.expected is not None:
        return entry.expected.value
    return "the absence" if entry.absent else "the value"


def _shadowed(own: set[tuple[str, str]], claimed: dict[tuple[str, str], KnownDifference]) -> str | None:
    """Return the problem of an entry whose cells are all covered by earlier entries; None if it has another."""
    if not own or not own <= claimed.keys():
        return None
    lines = ", ".join(str(line) for line in sorted({claimed[cell].line for cell in own}))
    return f"line {lines} covers all its cells, and the first entry applies: merge the entries"

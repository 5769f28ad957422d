"""Known differences that no longer do their work: expired, contradicted, stale, useless. Pure."""

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
    """A browser does something else now, in some of the cells or all."""
    STALE = "stale"
    """What it states was seen in none of the cells it speaks of, and there is nothing to state any more."""
    USELESS = "useless"
    """It names something that there is not, or only what another entry speaks of already."""


@dataclass(frozen=True, kw_only=True)
class KnownTrouble:
    """A known difference that a person must look at."""

    entry: KnownDifference
    kind: TroubleKind
    words: str
    """What is wrong and what to do, without the place."""

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
    """Give what is wrong with the entries, in their order, by what a run saw; without a run, by what can be read.

    ``checks`` are all that there are, so that a run of a few of them calls no entry useless; None: the run has them
    all. ``addresses`` are those of the whole matrix; without them no entry is called outdated.
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
    """Judge what was seen; an entry that has expired is told to be so and nothing else."""
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
    """Say in a word what an entry states."""
    if entry.expected is not None:
        return entry.expected.value
    return "the absence" if entry.absent else "the value"


def _shadowed(own: set[tuple[str, str]], claimed: dict[tuple[str, str], KnownDifference]) -> str | None:
    """Say that entries above speak of every cell: the first entry that speaks of a cell decides."""
    if not own or not own <= claimed.keys():
        return None
    lines = ", ".join(str(line) for line in sorted({claimed[cell].line for cell in own}))
    return f"line {lines} speaks of all its cells already, and the first entry decides: make one of them"

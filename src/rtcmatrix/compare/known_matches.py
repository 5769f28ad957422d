"""Find the cells and facts of a run that a known difference covers, and whether it holds there. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.fact_paths import stated_facts
from rtcmatrix.compare.facts import ABSENT, Absent
from rtcmatrix.judge.in_force import speaks_of_check, speaks_of_probe
from rtcmatrix.judge.verdict import was_not_asked
from rtcmatrix.model import Json, KnownDifference, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.compare.columns import Column

LONGEST = 60
"""Longest value in a message, in characters."""
MOST = 3
"""Most cells and facts that a message names."""


@dataclass(frozen=True, kw_only=True)
class KnownMatch:
    """One cell or fact that an entry covers."""

    where: str
    """``codecs/get_capabilities_lists_h264 in firefox:esr``."""
    now: str
    """The current status or value, as text."""
    holds: bool
    """Whether it is what the entry states."""
    good: bool = False
    """Whether the check passes now, so that there is nothing to state."""


def find_matches(entry: KnownDifference, columns: Sequence[Column], claimed: set[tuple[str, str]]) -> list[KnownMatch]:
    """Return what an entry covers in its columns; ``claimed`` cells belong to earlier entries."""
    return [
        match
        for column in columns
        for match in (_cells(entry, column, claimed) if entry.checks else _facts(entry, column))
    ]


def cells_of(entry: KnownDifference, columns: Sequence[Column]) -> set[tuple[str, str]]:
    """Return every (check, address) that an entry covers."""
    return {(check, column.address) for column in columns for check in column.results if speaks_of_check(entry, check)}


def describe_matches(matches: Sequence[KnownMatch]) -> str:
    """Name the first of them with their current status or value."""
    named = "; ".join(f"{each.where} is {each.now}" for each in matches[:MOST])
    return named + (f" and {len(matches) - MOST} more" if len(matches) > MOST else "")


def fact_text(value: Json | Absent) -> str:
    """Return a fact for a message: one line of ASCII, shortened."""
    text = "absent" if value is ABSENT else json.dumps(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _cells(entry: KnownDifference, column: Column, claimed: set[tuple[str, str]]) -> Iterator[KnownMatch]:
    """Yield the covered results; an ERROR or a check that was not run proves nothing about the browser."""
    for check, address in sorted(cells_of(entry, [column]) - claimed):
        result = column.results[check]
        if result.status is not Status.ERROR and not was_not_asked(result.status, entry):
            yield KnownMatch(
                where=f"{check} in {address}",
                now=result.status.value,
                holds=entry.expected in {result.status, *result.repeats},
                good=result.status is Status.PASS,
            )


def _facts(entry: KnownDifference, column: Column) -> Iterator[KnownMatch]:
    """Yield the covered facts of each observed probe; a fact of any repeat counts."""
    for probe in sorted(probe for probe in column.repeats if speaks_of_probe(entry, probe)):
        observed = [each.facts for each in column.repeats[probe] if each.facts is not None]
        if not observed:
            continue
        repeats = [{place.path: place for place in stated_facts(entry, probe, facts)} for facts in observed]
        for path in dict.fromkeys(path for each in repeats for path in each):
            seen = [each[path] for each in repeats if path in each]
            named = f"{probe}:{path}" if path else f"the fact of {probe}"
            yield KnownMatch(
                where=f"{named} in {column.address}",
                now=fact_text(seen[0].value),
                holds=any(each.holds for each in seen),
            )
        if not any(repeats):
            yield KnownMatch(where=f"the fact of {probe} in {column.address}", now="absent", holds=False)

"""Find the facts that are equal in every column that observed them, for pages and the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, member
from rtcmatrix.report.text.values import value_text
from rtcmatrix.visible import one_line, shortened, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.model import Json
    from rtcmatrix.report.view.scopes import Scope

_LINE = 160
"""Characters of a value on a page."""
_FOUND = 80
"""Characters of a value in the list that is searched: every visitor who searches loads it."""


@dataclass(frozen=True, kw_only=True)
class SearchEntry:
    """The facts of one probe that the search finds."""

    probe: str
    page: str
    """The page that shows the facts of all columns side by side."""
    facts: tuple[tuple[str, str], ...]
    """(path, value as text)."""


EqualFacts = dict[str, list[tuple[str, str]]]
"""Probe -> (path, value as text) of what is the same in every column that observed it."""


def equal_facts(scope: Scope) -> EqualFacts:
    """Return the equal facts of each probe; facts of a probe that one column observed are equal, too."""
    found: EqualFacts = {}
    for probe in sorted({probe for source in scope.sources for probe in source.column.evidence}):
        gathered = [source.column.evidence[probe].facts for source in scope.sources if probe in source.column.evidence]
        # Facts that are written alike are alike: most columns of one engine, and no need to walk them all.
        first, *others = [_flat(each) for each in {repr(each): each for each in gathered if each}.values()] or [{}]
        same = [
            (shortened(visible(path), 200), one_line(value_text(value), _LINE))
            for path, value in first.items()
            if all(other.get(path, ABSENT) == value for other in others)
        ]
        if same:
            found[probe] = same
    return found


def search_entries(equal: EqualFacts, scope: Scope) -> tuple[SearchEntry, ...]:
    """Return the facts of each probe whose facts have a page, cut short for the search."""
    return tuple(
        SearchEntry(
            probe=one_line(probe), page=page, facts=tuple((path, shortened(text, _FOUND)) for path, text in facts)
        )
        for probe, facts in equal.items()
        if (page := scope.probe_page(probe))
    )


def equal_fact_lines(facts: Sequence[tuple[str, str]]) -> list[str]:
    """Write each fact as one line."""
    return [f"{path} = {value}" for path, value in facts]


def _flat(facts: Mapping[str, Json], path: str = "") -> dict[str, Json]:
    """Return each fact by its path; a list is one fact."""
    found: dict[str, Json] = {}
    for key, value in facts.items():
        where = member(path, key)
        if isinstance(value, dict) and value:
            found |= _flat(value, where)
        else:
            found[where] = value
    return found

"""What is the same in every column that observed it: to be read on a check's page, and to be found by searching."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rtcmatrix.compare.facts import ABSENT, member
from rtcmatrix.report.text import one_line, shortened, value_text, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rtcmatrix.model import Json
    from rtcmatrix.report.rows import Site

_LINE = 160
"""Characters of a value on a page."""
_FOUND = 80
"""Characters of a value in the list that is searched: every visitor who searches loads it."""

Equal = dict[str, list[tuple[str, str]]]
"""Probe -> (path, value as text) of what is the same in every column that observed it."""


def equal_facts(site: Site) -> Equal:
    """Give what is the same, probe by probe. A fact of the only column that observed a probe is the same too."""
    found: Equal = {}
    for probe in sorted({probe for source in site.sources for probe in source.column.evidence}):
        gathered = [source.column.evidence[probe].facts for source in site.sources if probe in source.column.evidence]
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


def findable(equal: Equal, site: Site) -> tuple[str, int]:
    """Write the facts as a script that a page loads once somebody searches, and count them.

    A script and no JSON file: a page that was opened from a disk may not fetch. Its text holds no character that could
    end an element or a line.
    """
    probes: list[list[Json]] = []
    for probe, facts in equal.items():
        page = site.probe_page(probe)
        if page:
            probes.append([one_line(probe), page, [[path, shortened(text, _FOUND)] for path, text in facts]])
    text = json.dumps(probes, separators=(",", ":")).replace("<", "\\u003c")
    return f"globalThis.sameFacts = {text};\n", sum(len(each) for each in equal.values())


def equal_lines(facts: Sequence[tuple[str, str]]) -> list[str]:
    """Write facts a line each."""
    return [f"{path} = {value}" for path, value in facts]


def _flat(facts: Mapping[str, Json], path: str = "") -> dict[str, Json]:
    """Give each fact by its path; a list is one."""
    found: dict[str, Json] = {}
    for key, value in facts.items():
        where = member(path, key)
        if isinstance(value, dict) and value:
            found |= _flat(value, where)
        else:
            found[where] = value
    return found

"""Write the facts that the search of a report finds, as a script or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rtcmatrix.report.view.equal_facts import SearchEntry


def index_script(entries: Iterable[SearchEntry]) -> str:
    """Write a script that defines the facts.

    It is a script and not a JSON file because a page that was opened from a disk may not use ``fetch()``.
    """
    return f"globalThis.sameFacts = {index_json(entries, str)};\n"


def index_json(entries: Iterable[SearchEntry], address_of: Callable[[str], str]) -> str:
    """Write the facts as JSON; ``address_of`` maps the name of a page to its address.

    No character of it can end a script element.
    """
    rows = [[each.probe, address_of(each.page), [list(fact) for fact in each.facts]] for each in entries]
    return json.dumps(rows, separators=(",", ":")).replace("<", "\\u003c")

"""The nearest known name to a misspelt one, for the end of a message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LIKE = 0.6
"""How alike two words have to be, 0 to 1; the default of difflib."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "canary"?`` for a near miss and nothing for a far one."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=_LIKE)
    return f'; did you mean "{found[0]}"?' if found else ""

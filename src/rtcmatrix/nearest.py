"""Suggest the nearest known name for a misspelled one, to append to a message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LIKE = 0.6
"""Minimum similarity of two words, 0 to 1; the default of difflib."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "canary"?`` if a known name is similar, else an empty string."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=_LIKE)
    return f'; did you mean "{found[0]}"?' if found else ""

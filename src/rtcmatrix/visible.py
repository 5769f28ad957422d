"""Make text from browsers and files safe to print: escape control characters, direction marks, invisible ones. Pure."""

from __future__ import annotations

import re
import unicodedata

SHORT = 160
"""Maximum number of characters of a value that a report shows."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def visible(text: str, keep: str = "") -> str:
    r"""Escape control characters, direction marks and other invisible ones as ``\u202e``, except those in ``keep``."""
    if text.isascii() and text.isprintable():
        return text
    if keep and text.isascii() and text.translate(dict.fromkeys(map(ord, keep))).isprintable():
        return text
    return "".join(f"\\u{ord(each):04x}" if each not in keep and is_hidden(each) else each for each in text)


def is_hidden(letter: str) -> bool:
    """Return whether a character is invisible or controls a terminal."""
    return unicodedata.category(letter) in _HIDDEN


def one_line(text: str, limit: int = SHORT) -> str:
    """Join a text into one line and cut it to ``limit`` characters."""
    return shortened(visible(_BREAKS.sub(" ", text[: limit * 4])), limit)


def shortened(text: str, limit: int = SHORT) -> str:
    """Cut a text to ``limit`` characters, the last one an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"

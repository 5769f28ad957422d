"""Text from browsers and files, made fit to be seen: nothing in it can move a cursor, reverse a line or hide. Pure."""

from __future__ import annotations

import re
import unicodedata

SHORT = 160
"""Characters of a value that a report shows at once."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def visible(text: str, keep: str = "") -> str:
    r"""Write control characters, direction marks and other unseen ones as ``\u202e``; but for those in ``keep``."""
    if text.isascii() and text.isprintable():
        return text
    if keep and text.isascii() and text.translate(dict.fromkeys(map(ord, keep))).isprintable():
        return text
    return "".join(f"\\u{ord(each):04x}" if each not in keep and is_hidden(each) else each for each in text)


def is_hidden(letter: str) -> bool:
    """Say whether a character is one that a terminal obeys or a reader does not see."""
    return unicodedata.category(letter) in _HIDDEN


def one_line(text: str, limit: int = SHORT) -> str:
    """Give a text in one line, cut where it is longer than ``limit``."""
    return shortened(visible(_BREAKS.sub(" ", text[: limit * 4])), limit)


def shortened(text: str, limit: int = SHORT) -> str:
    """Cut a text and say so by an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"

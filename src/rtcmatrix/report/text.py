"""Text from browsers and files, made fit to be seen: nothing in it can move a cursor, turn a line round or hide."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import urlsplit

from rtcmatrix.model import Json

SHORT = 160
"""Characters of a value that a report shows at once."""
LONGEST = 100_000
"""Characters of a value that a report holds at all; the run itself keeps the rest."""

_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_FITS = 100
"""Characters of JSON that stand in one line."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def visible(text: str, keep: str = "") -> str:
    r"""Write control characters, direction marks and other unseen ones as ``\u202e``; but for those in ``keep``."""
    if text.isascii() and text.isprintable():
        return text
    if keep and text.isascii() and text.translate(dict.fromkeys(map(ord, keep))).isprintable():
        return text
    return "".join(
        f"\\u{ord(each):04x}" if each not in keep and unicodedata.category(each) in _HIDDEN else each for each in text
    )


def one_line(text: str, limit: int = SHORT) -> str:
    """Give a text in one line, cut where it is longer than ``limit``."""
    return shortened(visible(_BREAKS.sub(" ", text[: limit * 4])), limit)


def shortened(text: str, limit: int = SHORT) -> str:
    """Cut a text and say so by an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def whole(text: str) -> str:
    """Give a text of several lines, visible, cut only where no page should hold more."""
    if len(text) > LONGEST:
        rest = len(text) - LONGEST
        text = f"{text[:LONGEST]}\n… {rest:,} characters more; the run holds them"
    return visible(text, keep="\n\t")


def value_text(value: Json) -> str:
    """Write a value in one line as JSON."""
    return _AS_JSON(value)


def value_lines(value: Json, indent: str = "") -> str:
    """Write a value over several lines as JSON; what fits into a line stands in one."""
    text = _AS_JSON(value)
    if len(text) <= _FITS or not value or not isinstance(value, dict | list):
        return text
    inner = indent + "  "
    if isinstance(value, dict):
        members = [f"{_AS_JSON(key)}: {value_lines(each, inner)}" for key, each in value.items()]
    else:
        members = [value_lines(each, inner) for each in value]
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    return f"{opened}\n{inner}" + f",\n{inner}".join(members) + f"\n{indent}{closed}"


def item_text(value: Json) -> str:
    """Write an item of a list for a person: an object by its members that say something."""
    if not isinstance(value, dict) or not value:
        return value if isinstance(value, str) and value else value_text(value)
    told = [(key, item) for key, item in value.items() if item not in ("", None)]
    first, *others = told or list(value.items())
    lead = first[1] if isinstance(first[1], str) and first[1] else f"{first[0]} {item_text(first[1])}"
    return " · ".join([lead, *(f"{key} {_inner(item)}" for key, item in others)])


def _inner(value: Json) -> str:
    """Write a member of an item."""
    return value if isinstance(value, str) else value_text(value)


def web_address(text: str) -> str | None:
    """Give an address that a page may link to; None for anything but http and https."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc and visible(text) == text else None

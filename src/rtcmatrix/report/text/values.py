"""Write facts and other JSON values as text; ``rtcmatrix.visible`` makes text safe to display."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from rtcmatrix.model import Json
from rtcmatrix.visible import SHORT, one_line, shortened, visible

__all__ = [
    "LONGEST",
    "SHORT",
    "item_text",
    "one_line",
    "shortened",
    "value_lines",
    "value_text",
    "visible",
    "web_address",
    "whole",
]

LONGEST = 100_000
"""Characters of a value that a report holds at all; the run itself keeps the rest."""

_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_FITS = 100
"""Characters of JSON that stand in one line."""


def whole(text: str) -> str:
    """Return a text of several lines, safe to display, cut at ``LONGEST``."""
    if len(text) > LONGEST:
        rest = len(text) - LONGEST
        text = f"{text[:LONGEST]}\n… {rest:,} more characters; the run has them"
    return visible(text, keep="\n\t")


def value_text(value: Json) -> str:
    """Write a value in one line as JSON."""
    return _AS_JSON(value)


def value_lines(value: Json, indent: str = "") -> str:
    """Write a value as JSON over several lines; values that fit in a line are in one."""
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
    """Write an item of a list: an object by its members that are not empty."""
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
    """Return an address that a page may link to; None unless it is http or https."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc and visible(text) == text else None

"""Escape text of browsers and runs for the Markdown of GitHub and GitLab: no markup, mention or reference."""

from __future__ import annotations

import re

from rtcmatrix.visible import one_line

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:@$%&^=])")
_BACKTICKS = re.compile(r"`+")
_REFERENCE = re.compile(r"(?i)(\\[@#!$~%&^](?=[\w\"\\])|\bgh\\-|\bwww\\\.|\\:(?=//))")
"""Escaped text that services still link: a user, an issue, a merge request, a milestone or a URL."""
_ADDRESS = re.compile(r"[^\w:/?#\[\]@!$&'*+,;=.~%-]")


def code(text: str, limit: int = 160) -> str:
    """Return a code span: nothing in it is markup, a mention or a reference, also in a table."""
    plain = one_line(text, limit).strip()
    if not plain:
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(plain)), default=0) + 1)
    pad = " " if plain[0] == "`" or plain[-1] == "`" else ""
    # In a table a bar ends the cell even inside a code span; the table parser removes the backslash that escapes it.
    return f"{fence}{pad}{plain}{pad}{fence}"


def cell(text: str) -> str:
    """Escape Markdown for a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def prose(text: str, limit: int = 160) -> str:
    """Escape each character that could be markup.

    An empty comment after ``@``, ``#`` and their like keeps services from seeing a mention or the number of an issue.
    """
    return _REFERENCE.sub(r"\1<!-- -->", _MARKUP.sub(r"\\\1", one_line(text, limit)))


def link(words: str, address: str) -> str:
    """Return a link; ``words`` is Markdown."""
    safe = _ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), address)
    return f"[{words}](<{safe}>)"

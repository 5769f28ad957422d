"""Text of browsers and runs made harmless for GitHub's and GitLab's Markdown: no markup, no mention, no reference."""

from __future__ import annotations

import re

from rtcmatrix.visible import one_line

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:@$%&^=])")
_BACKTICKS = re.compile(r"`+")
_REFERENCE = re.compile(r"(?i)(\\[@#!$~%&^](?=[\w\"\\])|\bgh\\-|\bwww\\\.|\\:(?=//))")
"""What services take for a person, an issue, a merge request, a milestone or an address, once it is escaped."""
_ADDRESS = re.compile(r"[^\w:/?#\[\]@!$&'*+,;=.~%-]")


def code(text: str, limit: int = 160) -> str:
    """Give a code span: nothing in it is markup, a mention or a reference, in a table neither."""
    plain = one_line(text, limit).strip()
    if not plain:
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(plain)), default=0) + 1)
    pad = " " if plain[0] == "`" or plain[-1] == "`" else ""
    # In a table a bar ends the cell even inside of a code span; the backslash is taken away by whoever reads tables.
    return f"{fence}{pad}{plain}{pad}{fence}"


def cell(text: str) -> str:
    """Make a text that is Markdown already fit for a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def prose(text: str, limit: int = 160) -> str:
    """Give words to be read: each character that could be markup stands for itself.

    An empty comment after ``@``, ``#`` and their like keeps services from seeing a mention or the number of an issue.
    """
    return _REFERENCE.sub(r"\1<!-- -->", _MARKUP.sub(r"\\\1", one_line(text, limit)))


def link(words: str, address: str) -> str:
    """Give a link; ``words`` is Markdown already."""
    safe = _ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), address)
    return f"[{words}](<{safe}>)"

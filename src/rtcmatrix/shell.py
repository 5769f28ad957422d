"""Write commands to copy into a shell: quoted, on one line, with every character visible. Pure."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from rtcmatrix.visible import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable


def quoted(word: str) -> str:
    r"""Quote one argument for a shell.

    An argument with control characters, direction marks or line breaks becomes ``$'\x1b'``, which bash, zsh and
    ksh read: inside plain quotes, the terminal would interpret those characters when the command is shown or pasted.
    """
    if not any(is_hidden(letter) for letter in word):
        return shlex.quote(word)
    return "$'" + "".join(map(_escaped, word)) + "'"


def command_line(words: Iterable[str]) -> str:
    """Join a program and its arguments into one line to copy."""
    return " ".join(map(quoted, words))


def _escaped(letter: str) -> str:
    """Write one character inside ``$'...'``."""
    number = ord(letter)
    if letter in "\\'":
        return "\\" + letter
    if not is_hidden(letter):
        return letter
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a file name that is not UTF-8, as Python decodes it
        return f"\\x{number - 0xDC00:02x}"
    if 0xD800 <= number <= 0xDFFF:
        return "\\ufffd"  # an argument cannot contain a lone surrogate
    if number < 0x80:
        return f"\\{number:03o}"  # always three digits, so that a following digit is not read as part of it
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"

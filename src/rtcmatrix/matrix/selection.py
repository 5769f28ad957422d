"""Match addresses and check ids with patterns: ``*``, ``?`` and braces, as in ``{chrome,edge}:beta``. Pure."""

from __future__ import annotations

import functools
from fnmatch import fnmatchcase
from itertools import product
from typing import TYPE_CHECKING

from rtcmatrix.errors import ConfigurationError, NothingSelectedError
from rtcmatrix.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtcmatrix.model import BrowserSpec

MOST_ALTERNATIVES = 1000
"""Maximum number of alternatives: nested braces multiply."""


def matches(pattern: str, text: str) -> bool:
    """Return whether a pattern matches the whole text, case-sensitively.

    A column that ``merge`` named with its platform, ``chrome:beta@linux``, also matches a pattern without the platform.
    """
    texts = (text, text.rpartition("@")[0]) if "@" in text else (text,)
    return any(fnmatchcase(each, alternative) for alternative in expand_braces(pattern) for each in texts)


@functools.lru_cache(maxsize=4096)
def expand_braces(pattern: str) -> tuple[str, ...]:
    """Expand ``{a,b}:c`` to ``a:c`` and ``b:c``; braces may nest. Raise ConfigurationError if they are unbalanced."""
    written, rest = _alternatives(pattern, pattern)
    if rest:
        raise ConfigurationError(f'pattern "{pattern}" has a "}}" without a "{{"')
    return tuple(dict.fromkeys(written))


def split_patterns(text: str) -> tuple[str, ...]:
    """Split ``a,{b,c}:d`` at the commas outside braces; empty parts are dropped."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if letter == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(part.strip() for part in parts if part.strip())


def select_browsers(browsers: Sequence[BrowserSpec], patterns: Iterable[str]) -> tuple[BrowserSpec, ...]:
    """Return the browsers that any pattern matches, in the order of the matrix; without patterns, all browsers.

    Raises NothingSelectedError for a pattern that matches none, so that a misspelled one does not silently drop a
    column.
    """
    wanted = tuple(patterns)
    if not wanted:
        return tuple(browsers)
    addresses = [browser.address for browser in browsers]
    for pattern in wanted:
        if not any(matches(pattern, address) for address in addresses):
            raise NothingSelectedError(_nothing(pattern, addresses))
    return tuple(browser for browser in browsers if any(matches(pattern, browser.address) for pattern in wanted))


def _nothing(pattern: str, addresses: Sequence[str]) -> str:
    """Write the message for a pattern that matches no browser."""
    hint = f'; did you mean "{pattern}:*"?' if any(matches(f"{pattern}:*", address) for address in addresses) else ""
    known = ", ".join(addresses) or "none"
    brands = [f"{name}:*" for name in dict.fromkeys(address.partition(":")[0] for address in addresses)]
    hint = hint or nearest(pattern, [*brands, *addresses] if ":" not in pattern else addresses)
    return f'no browser matches "{pattern}"; the matrix has: {known}{hint}'


def _alternatives(text: str, whole: str, *, inside: bool = False) -> tuple[list[str], str]:
    """Parse alternatives up to the end of the text or, inside braces, the closing one; return them and the rest."""
    done: list[str] = []
    current = [""]
    while text:
        letter, text = text[0], text[1:]
        if letter == "{":
            inner, text = _alternatives(text, whole, inside=True)
            current = [before + after for before, after in product(current, inner)]
        elif letter == "}":
            return (done + current, text) if inside else (done + current, letter + text)
        elif letter == "," and inside:
            done, current = done + current, [""]
        else:
            current = [before + letter for before in current]
        if len(done) + len(current) > MOST_ALTERNATIVES:
            raise ConfigurationError(f'pattern "{whole}" expands to more than {MOST_ALTERNATIVES} names')
    if inside:
        raise ConfigurationError(f'pattern "{whole}" has a "{{" without a "}}"')
    return done + current, ""

"""The words after ``rtcmatrix`` that run one cell again and no other. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rtcmatrix.model import ROLES, is_pair, pair_address, sides_of
from rtcmatrix.shell import command_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"(?:\w|[.:+\-\[\]])+")
"""What pytest's -k reads as one word."""
_OPERATORS = frozenset({"and", "or", "not"})


_IMPORTED = ("saved:", "wpt:")
"""How the addresses of columns begin that nobody launched; no browser of a matrix has such a name."""
_MANY = 2_000
"""Checks up to which the shortest expression is looked for; among more the exact one is as good, and found at once."""
_PREFIX = "test_"
_EVERYWHERE = ("suites", "__rtcmatrix_check__", "parametrize")
"""Names that pytest knows every item by."""


class RerunCommands:
    """The checks of a run or a house, among which one is to be run again. Made once for all of them."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = tuple(dict.fromkeys(ids))
        self._endings: dict[str, list[tuple[str, str]]] = {}
        self._said: dict[str, list[tuple[str, str]]] = {}
        for each in self._ids:
            suite, _, name = each.partition("/")
            lower = f"{_PREFIX}{name}".lower()
            at = lower.find(_PREFIX)
            while at >= 0:
                self._endings.setdefault(lower[at:], []).append((each, suite.lower()))
                at = lower.find(_PREFIX, at + 1)

    def command(self, check: str, address: str) -> str | None:
        """Give the arguments as a shell takes them; None for a column that no tool can start."""
        if not can_start(address):
            return None
        # What merge adds to an address to tell platforms apart is no part of it in a matrix
        sides = [side.partition("@")[0] for side in sides_of(address)]
        at = pair_address(*sides) if len(sides) == len(ROLES) else address.partition("@")[0]
        words = ("run", "--browsers", ",".join(dict.fromkeys(sides)), "-k", self.expression(check, at))
        return command_line(words)

    def expression(self, check: str, address: str) -> str:
        """Give what ``-k`` takes to select one check of all, where one browser is selected: the shortest that will do.

        A word selects whatever holds it, so that ``vp8`` also means ``vp8_is_offered`` and ``codecs`` also
        ``webcodecs``. Of a pair both browsers are selected, and each also calls itself: there only the whole address
        will do.
        """
        suite, _, name = check.partition("/")
        if not is_pair(address) and len(self._ids) <= _MANY and _OPERATORS.isdisjoint((name, suite)):
            held = self._all_names(address)
            if not any(name.lower() in each and suite.lower() in each for other, each in held if other != check):
                return f"{name} and {suite}"
        exact = f"{_PREFIX}{name}[{address}]"
        whole = exact if _WORD.fullmatch(exact) else f"{_PREFIX}{name}["
        named = self._endings.get(f"{_PREFIX}{name}".lower(), ())
        # The name of another area holds this one's, and that area has a check of the same name
        others = {each.partition("/")[0] for each, its in named if each != check and suite.lower() in its}
        return " and ".join([whole, suite, *(f"not {each}" for each in sorted(others - {suite}))])

    def _all_names(self, address: str) -> list[tuple[str, str]]:
        """Give each check with the names of its item, a line each: ``-k`` looks for words in them, in any case."""
        if address not in self._said:
            self._said[address] = [
                (each, "\n".join((*_EVERYWHERE, suite, f"{_PREFIX}{name}[{address}]")).lower())
                for each in self._ids
                for suite, _, name in [each.partition("/")]
            ]
        return self._said[address]


def can_start(address: str) -> bool:
    """Say whether a column is of a browser that the tool starts: neither saved by hand nor imported."""
    return not any(side.startswith(_IMPORTED) for side in sides_of(address))


def expression(check: str, address: str, checks: Iterable[str]) -> str:
    """Give what ``-k`` takes to select one check; for many checks make one ``RerunCommands``."""
    return RerunCommands((check, *checks)).expression(check, address)


def command(check: str, address: str, checks: Iterable[str] | RerunCommands) -> str | None:
    """Give the arguments as a shell takes them; None for a column that no tool can start."""
    known = checks if isinstance(checks, RerunCommands) else RerunCommands((check, *checks))
    return known.command(check, address)

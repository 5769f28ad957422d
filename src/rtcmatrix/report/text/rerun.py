"""The command that reruns one cell: ``rtcmatrix run --browsers ADDRESS -k EXPRESSION``. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rtcmatrix.model import ROLES, is_pair, pair_address, sides_of
from rtcmatrix.shell import command_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"(?:\w|[.:+\-\[\]])+")
"""A single word of pytest's ``-k``."""
_OPERATORS = frozenset({"and", "or", "not"})


_IMPORTED = ("saved:", "wpt:")
"""Prefixes of addresses of imported columns, which no browser of a matrix has."""
_MANY = 2_000
"""Most checks among which the shortest expression is searched; with more, the exact one is used."""
_PREFIX = "test_"
_EVERYWHERE = ("suites", "__rtcmatrix_check__", "parametrize")
"""Keywords that every pytest item has."""


class RerunCommands:
    """Commands that select one check among all checks of a run or project."""

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
        """Return the arguments, quoted for a shell; None for an imported column."""
        if not can_start(address):
            return None
        # The platform that merge adds to an address is not in the matrix
        sides = [side.partition("@")[0] for side in sides_of(address)]
        at = pair_address(*sides) if len(sides) == len(ROLES) else address.partition("@")[0]
        words = ("run", "--browsers", ",".join(dict.fromkeys(sides)), "-k", self.expression(check, at))
        return command_line(words)

    def expression(self, check: str, address: str) -> str:
        """Return the shortest ``-k`` expression that selects only this check in one browser.

        A word selects every item that contains it: ``vp8`` also selects ``vp8_is_offered``, and ``codecs`` also
        ``webcodecs``. For a pair, both browsers are selected, and each also calls itself, so the expression needs the
        whole address.
        """
        suite, _, name = check.partition("/")
        if not is_pair(address) and len(self._ids) <= _MANY and _OPERATORS.isdisjoint((name, suite)):
            held = self._all_names(address)
            if not any(name.lower() in each and suite.lower() in each for other, each in held if other != check):
                return f"{name} and {suite}"
        exact = f"{_PREFIX}{name}[{address}]"
        whole = exact if _WORD.fullmatch(exact) else f"{_PREFIX}{name}["
        named = self._endings.get(f"{_PREFIX}{name}".lower(), ())
        # Another area whose name contains this one has a check of the same name
        others = {each.partition("/")[0] for each, its in named if each != check and suite.lower() in its}
        return " and ".join([whole, suite, *(f"not {each}" for each in sorted(others - {suite}))])

    def _all_names(self, address: str) -> list[tuple[str, str]]:
        """Return each check with the keywords of its item, which ``-k`` matches case-insensitively."""
        if address not in self._said:
            self._said[address] = [
                (each, "\n".join((*_EVERYWHERE, suite, f"{_PREFIX}{name}[{address}]")).lower())
                for each in self._ids
                for suite, _, name in [each.partition("/")]
            ]
        return self._said[address]


def can_start(address: str) -> bool:
    """Return whether a column is of a browser that rtcmatrix launches, not an imported one."""
    return not any(side.startswith(_IMPORTED) for side in sides_of(address))


def expression(check: str, address: str, checks: Iterable[str]) -> str:
    """Return the ``-k`` expression for one check; for many checks, make one ``RerunCommands``."""
    return RerunCommands((check, *checks)).expression(check, address)


def command(check: str, address: str, checks: Iterable[str] | RerunCommands) -> str | None:
    """Return the arguments, quoted for a shell; None for an imported column."""
    known = checks if isinstance(checks, RerunCommands) else RerunCommands((check, *checks))
    return known.command(check, address)


def rerun_command(check: str, address: str, checks: Iterable[str] | RerunCommands) -> str | None:
    """Return the command that runs one cell again and no other; None for an imported column."""
    arguments = command(check, address, checks)
    return None if arguments is None else f"./rtc {arguments}"

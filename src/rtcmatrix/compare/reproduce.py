"""The words after ``rtcmatrix`` that run one cell again and no other. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rtcmatrix.model import is_pair, sides_of
from rtcmatrix.shell import command_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"(?:\w|[.:+\-\[\]])+")
"""What pytest's -k reads as one word."""
_OPERATORS = frozenset({"and", "or", "not"})


@dataclass(frozen=True, kw_only=True)
class Names:
    """What pytest knows an item by: ``-k`` looks for words in them, whatever the case."""

    words: tuple[str, ...]

    def hold(self, word: str) -> bool:
        """Say whether a word is a part of one of the names."""
        return any(word.lower() in each for each in self.words)


def names_of(check: str, address: str) -> Names:
    """Give the names of the item that a cell is."""
    suite, _, name = check.partition("/")
    words = ("suites", f"{suite}.py", f"test_{name}[{address}]", f"test_{name}", "__rtcmatrix_check__", "parametrize")
    return Names(words=tuple(each.lower() for each in words))


def expression(check: str, address: str, checks: Iterable[str]) -> str:
    """Give what ``-k`` takes to select one check of all, where one browser is selected: the shortest that will do.

    A word selects whatever holds it, so that ``vp8`` also means ``vp8_is_offered`` and ``codecs`` also ``webcodecs``.
    Of a pair both browsers are selected, and each also calls itself: there only the whole address will do.
    """
    suite, _, name = check.partition("/")
    others = {each: names_of(each, address) for each in checks if each != check}
    exact = f"test_{name}[{address}]"
    whole = exact if _WORD.fullmatch(exact) else f"test_{name}["
    short = () if is_pair(address) else ((name, suite),)
    for wanted in (*short, (whole, f"{suite}.py")):
        if _OPERATORS.isdisjoint(wanted) and not _held(others, wanted):
            return " and ".join(wanted)
    wanted = (whole, f"{suite}.py")
    # Here a suite's name ends like this one's, and it has a check of the same name
    suites = sorted({f"{each.partition('/')[0]}.py" for each in _held(others, wanted)} - {f"{suite}.py"})
    return " and ".join([*wanted, *(f"not {each}" for each in suites)])


def command(check: str, address: str, checks: Iterable[str]) -> str | None:
    """Give the arguments as a shell takes them; None for observations that a person saved by hand."""
    if any(side.startswith("saved:") for side in sides_of(address)):
        return None
    browsers = ",".join(dict.fromkeys(sides_of(address)))
    words = ("run", "--browsers", browsers, "-k", expression(check, address, checks))
    return command_line(words)


def _held(others: dict[str, Names], wanted: Iterable[str]) -> list[str]:
    words = tuple(wanted)
    return [check for check, names in others.items() if all(names.hold(word) for word in words)]

"""Which known differences speak of a browser, a cell or a fact on a given day. Pure; reads no file."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet

from rtcmatrix.matrix.selection import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rtcmatrix.model import Cell, KnownDifference

_NUMBERS = re.compile(r"\d+(\.\d+)*")
"""What of a browser's version can be ordered: 155.0 of Firefox' 155.0a1, which is as new as any 155."""


def in_force(
    known: Iterable[KnownDifference], *, address: str, version: str, today: date
) -> tuple[KnownDifference, ...]:
    """Keep the entries that speak of one browser and have not expired; ``version`` is the one that was launched.

    A pair is named whole, ``chromium:*+firefox:*``; its version is that of the offerer.
    """
    return tuple(each for each in known if speaks_of_browser(each, address, version) and not is_expired(each, today))


def is_expired(entry: KnownDifference, today: date) -> bool:
    """Say whether the last day of an entry is over: it excuses nothing any more."""
    return entry.expires is not None and entry.expires < today.isoformat()


def speaks_of_browser(entry: KnownDifference, address: str, version: str) -> bool:
    """Say whether an entry means a browser; one whose version nobody knows is in no range of versions."""
    return names_browser(entry, address) and in_range(version, entry.versions)


def names_browser(entry: KnownDifference, address: str) -> bool:
    """Say whether an entry means an address, whatever its version."""
    return any(matches(pattern, address) for pattern in entry.browsers)


def in_range(version: str, versions: str | None) -> bool:
    """Say whether a version is in a range such as ``>=150,<156`` or ``==150.*``; None is every version."""
    if versions is None:
        return True
    numbers = _NUMBERS.match(version)
    return numbers is not None and _specifiers(versions).contains(numbers[0])


def find_known(cell: Cell, known: Sequence[KnownDifference]) -> KnownDifference | None:
    """Give the first entry that speaks of a cell; which of them speak of its version, ``in_force`` says."""
    return next(
        (each for each in known if speaks_of_check(each, cell.check) and names_browser(each, cell.browser)), None
    )


def speaks_of_check(entry: KnownDifference, check: str) -> bool:
    """Say whether an entry means a check."""
    return any(matches(pattern, check) for pattern in entry.checks)


def speaks_of_probe(entry: KnownDifference, probe: str) -> bool:
    """Say whether an entry means some fact of a probe."""
    return any(matches(fact.partition(":")[0], probe) for fact in entry.facts)


def speaks_of_fact(entry: KnownDifference, probe: str, path: str) -> bool:
    """Say whether an entry means a fact. In the path ``*`` alone is special: brackets and braces occur in paths."""
    return any(
        matches(pattern, probe) and _path_pattern(places).fullmatch(path) is not None
        for pattern, _, places in (fact.partition(":") for fact in entry.facts)
    )


@functools.lru_cache(maxsize=1024)
def _path_pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in text.split("*")), re.DOTALL)


@functools.lru_cache(maxsize=256)
def _specifiers(versions: str) -> SpecifierSet:
    return SpecifierSet(versions)

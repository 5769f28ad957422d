"""Find the known differences that apply to a browser, a cell or a fact on a given day. Pure; reads no file."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet

from rtcmatrix.kinds import find_product
from rtcmatrix.matrix.selection import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rtcmatrix.kinds import Product
    from rtcmatrix.model import Cell, KnownDifference

_NUMBERS = re.compile(r"\d+(\.\d+)*")
"""The part of a browser version that can be ordered: 155.0 of Firefox 155.0a1, which counts as any other 155."""


def in_force(
    known: Iterable[KnownDifference], *, address: str, version: str, today: date
) -> tuple[KnownDifference, ...]:
    """Return the entries that apply to one browser and have not expired; ``version`` is the launched version.

    For a pair, an entry names both browsers, ``chromium:*+firefox:*``; the version is that of the offerer.
    """
    return tuple(each for each in known if speaks_of_browser(each, address, version) and not is_expired(each, today))


def is_expired(entry: KnownDifference, today: date) -> bool:
    """Return whether the last day of an entry has passed, so that it no longer applies."""
    return entry.expires is not None and entry.expires < today.isoformat()


def speaks_of_browser(entry: KnownDifference, address: str, version: str) -> bool:
    """Return whether an entry applies to a browser; an unknown version is in no range of versions."""
    if entry.engine is not None and entry.versions is not None and _has_own_versions(address):
        return False
    return names_browser(entry, address) and in_range(version, entry.versions)


def names_browser(entry: KnownDifference, address: str) -> bool:
    """Return whether an entry names an address or the engine of its browser, whatever the version.

    An engine names no pair: both browsers of a call count, and patterns name both.
    """
    if entry.engine is None:
        return any(matches(pattern, address) for pattern in entry.browsers)
    product = _product(address)
    return product is not None and product.family is not None and product.family.lower() == entry.engine


def _has_own_versions(address: str) -> bool:
    """Return whether the versions of a browser are not those of its engine, as of Opera and Brave."""
    product = _product(address)
    return product is not None and product.own_versions


def _product(address: str) -> Product | None:
    return None if "+" in address else find_product(address.partition(":")[0])


def in_range(version: str, versions: str | None) -> bool:
    """Return whether a version is in a range such as ``>=150,<156`` or ``==150.*``; None includes every version."""
    if versions is None:
        return True
    numbers = _NUMBERS.match(version)
    return numbers is not None and _specifiers(versions).contains(numbers[0])


def find_known(cell: Cell, known: Sequence[KnownDifference]) -> KnownDifference | None:
    """Return the first entry that applies to a cell; ``known`` are those that ``in_force`` returns for its browser."""
    return next(
        (each for each in known if speaks_of_check(each, cell.check) and names_browser(each, cell.browser)), None
    )


def speaks_of_check(entry: KnownDifference, check: str) -> bool:
    """Return whether an entry applies to a check."""
    return any(matches(pattern, check) for pattern in entry.checks)


def speaks_of_probe(entry: KnownDifference, probe: str) -> bool:
    """Return whether an entry applies to any fact of a probe."""
    return any(matches(fact.partition(":")[0], probe) for fact in entry.facts)


def speaks_of_fact(entry: KnownDifference, probe: str, path: str) -> bool:
    """Return whether an entry applies to a fact. Only ``*`` is special: paths contain brackets and braces."""
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

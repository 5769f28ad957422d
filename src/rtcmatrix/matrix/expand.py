"""Expand the entries of the file to browsers and comparisons: product, minus ``exclude``, plus ``include``. Pure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from rtcmatrix.matrix.selection import matches
from rtcmatrix.model import BrowserSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtcmatrix.matrix.form import BrowserEntry, CompareEntry


def expand_browsers(
    entries: Iterable[BrowserEntry], exclude: Sequence[str], include: Iterable[BrowserEntry]
) -> tuple[BrowserSpec, ...]:
    """Return one browser for each name and selector, in file order; ``include`` applies after ``exclude``."""
    kept = [spec for spec in _product(entries) if not any(matches(pattern, spec.address) for pattern in exclude)]
    return (*kept, *_product(include))


def expand_compare(entries: Iterable[CompareEntry] | None, addresses: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return (reference, other) for each matching pair, each two browsers once.

    Without entries (None), the first browser is the reference of all others; an empty list compares none. An entry by
    milestone yields every pair, because the versions are not known yet.
    """
    if entries is None:
        return tuple((addresses[0], other) for other in addresses[1:])
    return tuple(_pairs(entries, addresses).values())


def expand_milestones(entries: Iterable[CompareEntry] | None, addresses: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return those pairs of ``expand_compare`` that apply only if both browsers have the same milestone."""
    every = list(entries or [])
    anyway = _pairs([entry for entry in every if entry.by is None], addresses)
    pairs = _pairs(every, addresses)
    return tuple(pair for both, pair in pairs.items() if both not in anyway)


def _pairs(entries: Iterable[CompareEntry], addresses: Sequence[str]) -> dict[frozenset[str], tuple[str, str]]:
    """Return the pairs of all entries by their two browsers."""
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for entry in entries:
        references = [address for address in addresses if matches(entry.reference, address)]
        others = [address for address in addresses if matches(entry.other, address)]
        for reference, other in product(references, others):
            if reference != other and (entry.same != "selector" or _selector(reference) == _selector(other)):
                pairs.setdefault(frozenset((reference, other)), (reference, other))
    return pairs


def _selector(address: str) -> str:
    return address.partition(":")[2]


def _product(entries: Iterable[BrowserEntry]) -> list[BrowserSpec]:
    """Return one browser for each channel or version of each entry."""
    return [
        BrowserSpec(
            name=entry.name,
            selector=selector,
            channel=selector if entry.channels else None,
            version=None if entry.channels else selector,
            provider=entry.provider,
            headless=entry.headless,
            flags=tuple(entry.flags),
            prefs=dict(entry.prefs),
            required=entry.required,
            binary=entry.binary,
            driver=entry.driver,
        )
        for entry in entries
        for selector in (entry.channels or entry.versions or [])
    ]

"""From the file's entries to the browsers and pairs wanted: the product, minus ``exclude``, plus ``include``. Pure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from rtcmatrix.matrix.selection import matches
from rtcmatrix.model import BrowserSpec, pair_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rtcmatrix.matrix.form import BrowserEntry, CompareEntry


def expand_browsers(
    entries: Iterable[BrowserEntry], exclude: Sequence[str], include: Iterable[BrowserEntry]
) -> tuple[BrowserSpec, ...]:
    """Give one browser for each name and selector, in the order of the file; ``include`` is added after ``exclude``."""
    kept = [spec for spec in _product(entries) if not any(matches(pattern, spec.address) for pattern in exclude)]
    return (*kept, *_product(include))


def call_pairs(addresses: Sequence[str], pairs: str) -> tuple[str, ...]:
    """Give the addresses of the pairs that call each other: ``all`` ordered ones, only ``same``, or ``none``."""
    if pairs == "none":
        return ()
    return tuple(
        pair_address(one, other) for one, other in product(addresses, repeat=2) if pairs == "all" or one == other
    )


def expand_compare(entries: Iterable[CompareEntry] | None, addresses: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give (reference, other) for each matching pair, each two browsers once.

    Without any entry (None) the first browser is the reference of all others; an empty list compares none. Pairs of an
    entry by milestone are all there, for nobody knows yet which versions there will be.
    """
    if entries is None:
        return tuple((addresses[0], other) for other in addresses[1:])
    return tuple(_pairs(entries, addresses).values())


def expand_milestones(entries: Iterable[CompareEntry] | None, addresses: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give those pairs of ``expand_compare`` that are only wanted where both are of one milestone."""
    every = list(entries or [])
    anyway = _pairs([entry for entry in every if entry.by is None], addresses)
    pairs = _pairs(every, addresses)
    return tuple(pair for both, pair in pairs.items() if both not in anyway)


def _pairs(entries: Iterable[CompareEntry], addresses: Sequence[str]) -> dict[frozenset[str], tuple[str, str]]:
    """Write out the pairs of all entries, by the two browsers they are of."""
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
    """Write out each entry's channels and versions."""
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

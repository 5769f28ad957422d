"""Check rules between the fields and entries of matrix.yaml, which the models cannot express. Pure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, TypeGuard

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix.calls import contradiction, entry_problems
from rtcmatrix.matrix.selection import expand_braces, matches
from rtcmatrix.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rtcmatrix.matrix.document import Document, Loc

Problem = tuple["Loc", str]
"""The place and the message."""


def find_problems(document: Document) -> list[Problem]:
    """Find errors between fields; skip invalid fields, which the models have reported already."""
    if not isinstance(document.value, dict):
        return []
    value = document.value
    entries: list[tuple[Loc, dict[str, Any]]] = [
        ((place, number), entry)
        for place in ("browsers", "include")
        for number, entry in enumerate(_list(value.get(place)))
        if isinstance(entry, dict)
    ]
    problems = [problem for loc, entry in entries for problem in _between_fields(loc, entry)]
    places = [(loc, address) for loc, entry in entries for loc, address in _addresses(loc, entry)]
    listed = [address for loc, address in places if loc[0] == "browsers"]
    excluded = [pattern for pattern in _list(value.get("exclude")) if _is_pattern(pattern)]
    kept = [
        (loc, address)
        for loc, address in places
        if loc[0] == "include" or not any(matches(pattern, address) for pattern in excluded)
    ]
    problems += _repeated(kept, document)
    problems += _idle(("exclude",), value.get("exclude"), listed)
    if listed and not kept:
        problems.append((("exclude",), "removes every browser; expected at least one to remain"))
    known = [address for _, address in kept]
    problems += _wrong_pairs(value, known)
    for number, entry in enumerate(_list(value.get("compare"))):
        if isinstance(entry, dict):
            for side in ("reference", "with"):
                problems += _idle(("compare", number, side), entry.get(side), known)
            if entry.get("same") is not None and entry.get("by") is not None:
                problems.append((("compare", number, "by"), "is given together with same; expected one of them"))
    return problems


def _wrong_pairs(value: dict[str, Any], addresses: list[str]) -> Iterator[Problem]:
    """Find entries of ``pairs`` that are wrong, or match no browser."""
    pairs = value.get("pairs")
    numbered: list[tuple[Loc, object]] = [(("pairs",), pairs)]
    if isinstance(pairs, list):
        numbered = [(("pairs", number), entry) for number, entry in enumerate(pairs)]
    entries = [(loc, entry) for loc, entry in numbered if isinstance(entry, str)]
    references = _references(value, addresses)
    for loc, entry in entries:
        yield from ((loc, message) for message in entry_problems(entry, addresses, references, "this file"))
    together = contradiction([entry for _, entry in entries])
    if together is not None:
        yield ("pairs",), together


def _references(value: dict[str, Any], addresses: list[str]) -> list[tuple[str, str]]:
    """Return (reference, other) of the valid compare rules that do not depend on the versions found."""
    if value.get("compare") is None:
        return [(addresses[0], other) for other in addresses[1:]]
    sides = [
        (entry.get("reference"), entry.get("with"))
        for entry in _list(value["compare"])
        if isinstance(entry, dict) and entry.get("by") is None
    ]
    return [
        (reference, other)
        for one, another in sides
        if _is_pattern(one) and _is_pattern(another)
        for reference, other in product(addresses, repeat=2)
        if reference != other and matches(one, reference) and matches(another, other)
    ]


def _between_fields(loc: Loc, entry: dict[str, Any]) -> Iterator[Problem]:
    """Check the entry of one browser."""
    given = [field for field in ("channels", "versions") if entry.get(field) is not None]
    if not given and not {"channels", "versions"} & entry.keys():
        yield loc, "neither channels nor versions is given; expected one of them"
    if len(given) > 1:
        yield (*loc, "versions"), "is given together with channels; expected one of them (write two entries)"
    for field in ("binary", "driver"):
        provider = entry.get("provider", "auto")
        if entry.get(field) is not None and provider in {"selenium_manager", "debian"}:
            yield (*loc, field), f'"{entry[field]}" is not used by provider {provider}; allowed with: auto, installed'
    selectors = [selector for field in given for selector in _list(entry[field])]
    if entry.get("binary") is not None and len(selectors) > 1:
        yield (*loc, "binary"), f'"{entry["binary"]}" is one build; expected exactly one channel or version'


def _addresses(loc: Loc, entry: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    """List the browsers of one entry."""
    for field in ("channels", "versions"):
        for number, selector in enumerate(_list(entry.get(field))):
            yield (*loc, field, number), f"{entry.get('name')}:{selector}"


def _repeated(places: list[tuple[Loc, str]], document: Document) -> Iterator[Problem]:
    """Find each browser that is given twice: the address of a column is unique."""
    first: dict[str, Loc] = {}
    for loc, address in places:
        if address in first:
            yield loc, f'"{address}" is given twice; the first is in line {document.line(first[address])}'
        first.setdefault(address, loc)


def _idle(loc: Loc, patterns: object, addresses: list[str]) -> Iterator[Problem]:
    """Find each pattern that matches no browser, so that a misspelled one is reported."""
    if isinstance(patterns, str):
        numbered: list[tuple[Loc, object]] = [(loc, patterns)]
    else:
        numbered = [((*loc, number), pattern) for number, pattern in enumerate(_list(patterns))]
    for place, pattern in numbered:
        if _is_pattern(pattern) and not any(matches(pattern, address) for address in addresses):
            listed = ", ".join(addresses) or "none"
            yield place, f'"{pattern}" matches no browser of this file; it has: {listed}{nearest(pattern, addresses)}'


def _is_pattern(value: object) -> TypeGuard[str]:
    """Return whether this is a valid pattern; the models report an invalid one."""
    try:
        return isinstance(value, str) and bool(expand_braces(value))
    except ConfigurationError:
        return False


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []

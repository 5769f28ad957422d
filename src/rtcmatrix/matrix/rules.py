"""Check rules between the fields and entries of matrix.yaml, which the models cannot express. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard

from rtcmatrix.errors import ConfigurationError
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
    for number, entry in enumerate(_list(value.get("compare"))):
        if isinstance(entry, dict):
            for side in ("reference", "with"):
                problems += _idle(("compare", number, side), entry.get(side), known)
            if entry.get("same") is not None and entry.get("by") is not None:
                problems.append((("compare", number, "by"), "is given together with same; expected one of them"))
    return problems


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

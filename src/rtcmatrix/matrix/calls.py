"""Select the ordered pairs of browsers that call each other, from the entries of ``pairs``. Pure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from rtcmatrix.errors import ConfigurationError
from rtcmatrix.matrix.selection import expand_braces, matches
from rtcmatrix.model import pair_address
from rtcmatrix.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = ("all", "none", "same", "reference")
"""Entries that are one word: every ordered pair; no pair; each browser with itself; each browser with its reference."""
ONE_WAY = "->"
BOTH_WAYS = "<->"
EXAMPLE = "chrome:* -> firefox:esr"


def call_pairs(
    addresses: Sequence[str], entries: Sequence[str], references: Sequence[tuple[str, str]] = ()
) -> tuple[str, ...]:
    """Return the addresses of the selected pairs, each once, offerer by offerer in the order of ``addresses``.

    ``entries`` are words or patterns (``chrome:* -> firefox:esr``: the left side calls), as ``entry_problems`` accepts
    them. ``references`` are the (reference, other) pairs of the compare rules. Pairs with other addresses are ignored.
    """
    selected = {pair for entry in entries for pair in _selected(entry, addresses, references)}
    return tuple(pair_address(*pair) for pair in product(addresses, repeat=2) if pair in selected)


def entry_problems(
    entry: str, addresses: Sequence[str], references: Sequence[tuple[str, str]], where: str
) -> Iterator[str]:
    """Yield what is wrong with one entry: an unknown word, a missing arrow, a side that matches nothing.

    ``where`` names what has the ``addresses``: ``this file``.
    """
    if not entry.strip():
        yield f'"" is empty; expected {", ".join(WORDS)} or a pattern such as "{EXAMPLE}"'
    elif ONE_WAY in entry:
        yield from _pattern_problems(entry, addresses, where)
    elif entry == "reference":
        if not references:
            yield '"reference" matches no pair: no compare rule without "by: milestone" has a reference'
    elif entry not in WORDS:
        if ":" in entry:
            yield (
                f'"{entry}" has no arrow; expected "{EXAMPLE}" (the left browser calls), or "{BOTH_WAYS}" for both '
                "directions"
            )
        else:
            yield (
                f'"{entry}" is not known here; allowed: {", ".join(WORDS)}, or a pattern such as "{EXAMPLE}"'
                f"{nearest(entry, WORDS)}"
            )


def contradiction(entries: Sequence[str]) -> str | None:
    """Return what is wrong with entries that contradict each other, None if they do not."""
    if "none" in entries and len(entries) > 1:
        return '"none" is given together with other entries; expected it alone'
    return None


def check_entries(entries: Sequence[str], addresses: Sequence[str], references: Sequence[tuple[str, str]]) -> None:
    """Raise ConfigurationError for wrong entries of ``--pairs``, with all messages."""
    problems = [each for entry in entries for each in entry_problems(entry, addresses, references, "the matrix")]
    together = contradiction(entries)
    if together is not None:
        problems.append(together)
    if problems:
        raise ConfigurationError("\n".join(f"--pairs: {problem}" for problem in problems))


def _selected(entry: str, addresses: Sequence[str], references: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Return the (offerer, answerer) pairs of one entry."""
    if entry == "all":
        yield from product(addresses, repeat=2)
    elif entry == "same":
        yield from ((address, address) for address in addresses)
    elif entry == "reference":
        for reference, other in references:
            yield from ((reference, other), (other, reference))
    elif ONE_WAY in entry:
        left, arrow, right = _parts(entry)
        for offerer, answerer in product(_matching(left, addresses), _matching(right, addresses)):
            yield offerer, answerer
            if arrow == BOTH_WAYS:
                yield answerer, offerer


def _parts(entry: str) -> tuple[str, str, str]:
    """Split a pattern into its left side, its arrow and its right side."""
    arrow = BOTH_WAYS if BOTH_WAYS in entry else ONE_WAY
    left, _, right = entry.partition(arrow)
    return left.strip(), arrow, right.strip()


def _matching(pattern: str, addresses: Sequence[str]) -> list[str]:
    return [address for address in addresses if matches(pattern, address)]


def _pattern_problems(entry: str, addresses: Sequence[str], where: str) -> Iterator[str]:
    """Yield what is wrong with the two sides of a pattern."""
    left, _, right = _parts(entry)
    if not left or not right or ONE_WAY in right:
        yield f'"{entry}" has not one browser on each side of one arrow; expected "{EXAMPLE}"'
        return
    for side in (left, right):
        try:
            expand_braces(side)
        except ConfigurationError as wrong:
            yield str(wrong)
            continue
        if not _matching(side, addresses):
            listed = ", ".join(addresses) or "none"
            yield (f'"{entry}": "{side}" matches no browser of {where}; it has: {listed}{nearest(side, addresses)}')

"""Group imported files into columns, and name the columns. Pure.

Files with equal data on browser and machine are parts of one column. An address consists of escaped text and is never
parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The browser and machine of a file."""

    name: str
    """``wpt`` or ``saved``."""
    browser: str
    """Product and version, as in an address."""
    identity: tuple[tuple[str, str], ...]
    """(property, value) in which columns may differ, in the order of a name."""


def escaped(text: str) -> str:
    """Escape text for an address: all but letters, digits and ``._~-`` as %XX."""
    return quote(text, safe="")


def selectors(origins: Sequence[Origin]) -> list[str]:
    """Return the selector of each file: browser and version, and after ``@`` what distinguishes equal ones."""
    shared: dict[tuple[str, str], dict[tuple[tuple[str, str], ...], None]] = {}
    for each in origins:
        shared.setdefault((each.name, each.browser), {}).setdefault(each.identity)
    named: dict[tuple[str, str, tuple[tuple[str, str], ...]], str] = {}
    for (name, browser), identities in shared.items():
        for identity, label in zip(identities, _labels(list(identities)), strict=True):
            named[name, browser, identity] = f"{browser}@{label}" if len(identities) > 1 else browser
    return [named[each.name, each.browser, each.identity] for each in origins]


def _labels(identities: Sequence[tuple[tuple[str, str], ...]]) -> list[str]:
    """Return a unique text for each identity, of the properties in which they differ."""
    values = [dict(each) for each in identities]
    unlike = [key for key in values[0] if len({each.get(key) for each in values}) > 1]
    labels: list[str] = []
    for each in values:
        told = (each.get(key, "")[:_LONGEST] for key in unlike)
        base = label = "-".join(escaped(word) for word in told if word) or "unknown"
        number = 1
        while label in labels:
            number += 1
            label = f"{base}-{number}"
        labels.append(label)
    return labels

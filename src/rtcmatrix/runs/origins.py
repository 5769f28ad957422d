"""Which imported files are parts of one column, and what the columns are called. Pure.

Files are parts of one column where everything they say of browser and machine is equal. An address is made of escaped
text and is never taken apart again.
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
    """What a file says of where it is from."""

    name: str
    """``wpt`` or ``saved``."""
    browser: str
    """Product and version, as an address says them."""
    identity: tuple[tuple[str, str], ...]
    """Everything in which columns may differ: (what, its value), in the order in which a name tells it."""


def escaped(text: str) -> str:
    """Write text so that nothing in it means anything in an address: all but letters, digits and ``._~-`` as %XX."""
    return quote(text, safe="")


def selectors(origins: Sequence[Origin]) -> list[str]:
    """Name the column of each file: browser and version, and behind ``@`` what sets apart those that share both."""
    shared: dict[tuple[str, str], dict[tuple[tuple[str, str], ...], None]] = {}
    for each in origins:
        shared.setdefault((each.name, each.browser), {}).setdefault(each.identity)
    named: dict[tuple[str, str, tuple[tuple[str, str], ...]], str] = {}
    for (name, browser), identities in shared.items():
        for identity, label in zip(identities, _labels(list(identities)), strict=True):
            named[name, browser, identity] = f"{browser}@{label}" if len(identities) > 1 else browser
    return [named[each.name, each.browser, each.identity] for each in origins]


def _labels(identities: Sequence[tuple[tuple[str, str], ...]]) -> list[str]:
    """Say of each identity what sets it apart from the others; no two alike."""
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

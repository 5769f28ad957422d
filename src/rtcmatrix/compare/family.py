"""Which engine a browser is built on, its milestone, and what people call it for short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column

CHROMIUM = "Chromium"
FAMILIES: dict[str, tuple[str, ...]] = {
    CHROMIUM: ("chrome", "chromium", "edge", "opera", "brave", "vivaldi", "samsung", "yandex", "electron"),
    "Firefox": ("firefox",),
    "Safari": ("safari", "webkit"),
}
"""Engine family -> what the names of its browsers contain. Their versions begin with the engine's milestone, but for
those of Opera, Brave and the like, which this tool does not start by itself."""

_MAKERS = re.compile(r"^(?:Microsoft|Mozilla|Google|Apple) ")
_MAJOR = re.compile(r"\d+")


def family_of(name: str) -> str:
    """Give the engine family by brand, name or address (``Microsoft Edge``, ``edge``); else the name itself."""
    plain = name.lower()
    return next((family for family, parts in FAMILIES.items() if any(part in plain for part in parts)), name)


def milestone_of(version: str) -> int | None:
    """Give the major version, 156 of ``156.0.8078.79``; None where a version does not begin with a number."""
    found = _MAJOR.match(version)
    return int(found.group()) if found else None


def brand_of(column: Column) -> str:
    """Give the brand as people say it, ``Edge``; the address' name where nothing was launched."""
    launched = column.provenance.brand if column.provenance else ""
    return _MAKERS.sub("", launched) or column.address.partition(":")[0]


def milestone_of_column(column: Column) -> int | None:
    """Give the major version that was launched; None where nothing was, or its version says nothing."""
    return milestone_of(column.provenance.version) if column.provenance else None

"""The engine family, milestone and short brand of a browser. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtcmatrix.compare.columns import Column

CHROMIUM = "Chromium"
_CHROMIUM = frozenset(
    {
        *("chrome", "google chrome", "headlesschrome", "chromium", "edge", "microsoft edge"),
        *("opera", "opera gx", "brave", "vivaldi"),
        *(
            "samsung",
            "samsung internet",
            "yandex",
            "yandex browser",
            "electron",
            "whale",
            "duckduckgo",
            "huawei browser",
        ),
        *("android webview", "chromium content shell", "chromium headless shell", "mi browser", "uc browser"),
    }
)
_FAMILIES = {
    **dict.fromkeys(_CHROMIUM, CHROMIUM),
    **dict.fromkeys(("firefox", "mozilla firefox"), "Firefox"),
    **dict.fromkeys(("safari", "apple safari", "webkit", "webkitgtk minibrowser", "wpe webkit minibrowser"), "Safari"),
}
"""Name or brand of a browser -> its engine family."""
_IOS = " for ios"
"""On iOS, every browser is built on WebKit."""
_OWN_VERSIONS = _CHROMIUM - {
    *("chrome", "google chrome", "headlesschrome", "chromium", "edge", "microsoft edge", "android webview"),
    *("chromium content shell", "chromium headless shell"),
}
"""Browsers built on Chromium whose version does not contain its milestone."""

_MAKERS = re.compile(r"^(?:Microsoft|Mozilla|Google|Apple) ")
_MAJOR = re.compile(r"\d+")
_ENGINE = re.compile(r"\bChrome/(\d+)")


def family_of(name: str) -> str:
    """Return the engine family of a brand, name or address (``Microsoft Edge``, ``edge``); else the name itself.

    A whole name counts, not a part of one: "Chrome for iOS" is no Chromium, and others' names may hold any word.
    """
    plain = name.partition(":")[0].lower()
    return "Safari" if plain.endswith(_IOS) else _FAMILIES.get(plain, name)


def milestone_of(version: str) -> int | None:
    """Return the major version, 156 of ``156.0.8078.79``; None if the version does not start with a number."""
    found = _MAJOR.match(version)
    return int(found.group()) if found else None


def brand_of(column: Column) -> str:
    """Return the short brand, ``Edge``; the name in the address if nothing was launched."""
    launched = column.provenance.brand if column.provenance else ""
    return _MAKERS.sub("", launched) or column.address.partition(":")[0]


def milestone_of_column(column: Column) -> int | None:
    """Return the milestone of the engine; None if nothing was launched or it is unknown.

    Opera, Brave and the like count versions of their own: of those the user agent says it.
    """
    launched = column.provenance
    if launched is None:
        return None
    if launched.brand.lower() in _OWN_VERSIONS:
        found = _ENGINE.search(launched.user_agent)
        return int(found.group(1)) if found else None
    return milestone_of(launched.version)


def major_of_column(column: Column) -> int | None:
    """Return the launched major version; None if there is none."""
    return milestone_of(column.provenance.version) if column.provenance else None

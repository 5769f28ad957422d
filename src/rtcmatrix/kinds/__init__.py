"""Describe the browsers as data: names, channels and programs. One file each; ``KINDS`` lists them.

A file has one ``KIND``, a ``BrowserKind``, and imports only that class and its fields' classes. Each layer uses a kind
for its own purpose: providers look for its programs, ``browsers`` starts it, ``runs`` recognizes it in imported files,
``compare`` and ``report`` name it. Other browsers are recognized by ``recognized.py``, or keep the name that they
report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtcmatrix.kinds import chrome, chromium, edge, firefox
from rtcmatrix.kinds.cadence import Cadence
from rtcmatrix.kinds.kind import CHROMIUM_TOKEN, STABLE, BrowserKind, Channel, DebianPackage, Family, Product
from rtcmatrix.kinds.recognized import ANDROID_WEBVIEW, BRAVE, RECOGNIZED, SAFARI

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "ANDROID_WEBVIEW",
    "BRAVE",
    "CHROMIUM_TOKEN",
    "KINDS",
    "SAFARI",
    "STABLE",
    "BrowserKind",
    "Cadence",
    "Channel",
    "DebianPackage",
    "Family",
    "Product",
    "every_product",
    "find_kind",
    "find_product",
]

KINDS: dict[str, BrowserKind] = {
    "chrome": chrome.KIND,
    "edge": edge.KIND,
    "chromium": chromium.KIND,
    "firefox": firefox.KIND,
}
"""Every browser that can be started, by its name in an address."""


def every_product() -> Iterator[Product]:
    """Return the kinds, then the browsers that are only recognized: kinds precede other products of the same name."""
    yield from KINDS.values()
    yield from RECOGNIZED


def find_kind(word: str) -> BrowserKind | None:
    """Find a kind by name or brand, in any letter case; None if there is no such kind."""
    plain = word.lower()
    return next((kind for kind in KINDS.values() if plain in kind.names), None)


def find_product(word: str) -> Product | None:
    """Find a product by name or brand, in any letter case; None if there is no such product.

    Only whole names match, because the name of another browser may contain any word.
    """
    plain = word.lower()
    return next((product for product in every_product() if plain in product.names), None)

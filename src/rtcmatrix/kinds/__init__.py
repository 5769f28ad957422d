"""The browsers as data: what each is called, which channels and programs it has. One file each; ``KINDS`` lists them.

A file holds one ``KIND``, a ``BrowserKind``, and imports nothing but the form of it. What a layer does with a kind is
that layer's own: providers look for its programs, ``browsers`` starts it, ``runs`` recognizes it in imported files,
``compare`` and ``report`` name it. A browser that is none of these is recognized by ``recognized.py``, or keeps the
name that it gives itself.
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
    """Return the kinds, then the browsers that are recognized only; a kind comes before another product of its name."""
    yield from KINDS.values()
    yield from RECOGNIZED


def find_kind(word: str) -> BrowserKind | None:
    """Find a kind by name or brand, in any letter case; None where no kind is called so."""
    plain = word.lower()
    return next((kind for kind in KINDS.values() if plain in kind.names), None)


def find_product(word: str) -> Product | None:
    """Find a product by name or brand, in any letter case; None where no product is called so.

    A whole name counts, not a part of one: names of other browsers may hold any word.
    """
    plain = word.lower()
    return next((product for product in every_product() if plain in product.names), None)

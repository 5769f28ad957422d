"""Name the browser of an imported file, with the brands of launched browsers. Pure.

Most user agents also name Chrome or Safari; the other product is the browser. A name that is not in the table of
browser kinds is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rtcmatrix.kinds import ANDROID_WEBVIEW, BRAVE, CHROMIUM_TOKEN, KINDS, SAFARI, Family, every_product

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rtcmatrix.kinds import Product

UNKNOWN = ("browser", "Unknown browser", "unknown")

_SILENT = frozenset(
    {"Mozilla", "AppleWebKit", "KHTML", "Gecko", "Version", "Mobile", "Safari", "Presto", "Focus", "Klar"}
)
"""Products that every browser of an engine says."""
_COMMENT = re.compile(r"\([^()]*\)")
_PRODUCT = re.compile(r"(?<![\w.])([A-Za-z][\w.-]*)/v?(\d[\d.]*|[^\s/;]*)")
_WEBVIEW = re.compile(r"\(.*; wv\)")
_GREASE = re.compile(r"not.?a.?brand", re.IGNORECASE)
_LONGEST = 40


def brand_of_product(product: str) -> str:
    """Return the brand of a product of web-platform-tests."""
    name = product.lower()
    if name in KINDS:
        return KINDS[name].brand
    told = (each.brand for each in every_product() if name in each.wpt_products)
    return next(told, product.replace("_", " ").capitalize())


def identify(agent: str, hints: Sequence[tuple[str, str]] = (), *, brave: bool = False) -> tuple[str, str, str]:
    """Return name, brand and version of a browser, by its user agent and (brand, version) of its client hints.

    Some browsers are named by their client hints only, others by their user agent only: the one that names another
    browser than Chrome or Chromium applies.
    """
    hinted = _of_hints(hints)
    products = _products(agent)
    often = _often()
    if brave and (hinted is None or hinted[0] in often.values()):
        hinted = (BRAVE.brand, (hinted or ("", _version(products.get(CHROMIUM_TOKEN, ""))))[1])
    own = next((each for each in products if each not in _SILENT and each not in often), None)
    if hinted is not None and (hinted[0] not in often.values() or own is None):
        brand, version = hinted
    elif own is not None:
        brand, version = _brand_of_token(own), _version(products[own])
    elif _WEBVIEW.search(agent) and CHROMIUM_TOKEN in products:
        brand, version = ANDROID_WEBVIEW.brand, _version(products[CHROMIUM_TOKEN])
    elif usual := next((each for each in often if each in products), None):
        brand, version = often[usual], _version(products[usual])
    elif "Safari" in products and "Version" in products:
        brand, version = SAFARI.brand, _version(products["Version"])
    else:
        return UNKNOWN
    return _name(brand), brand, version


def _often() -> dict[str, str]:
    """Return the brand of each product token that other browsers send too; the first match applies."""
    told = [(token, each) for each in every_product() if each.named_by_others for token in each.agent_tokens]
    # Chromium and headless Chrome also send the token that every Chromium-based browser sends
    told.sort(key=lambda pair: (pair[1].family is Family.CHROMIUM, pair[0] == CHROMIUM_TOKEN))
    return {token: each.brand for token, each in told}


def _brand_of_token(token: str) -> str:
    """Return the browser that a product token of a user agent names; a token that is not known names itself."""
    return next((each.brand for each in every_product() if token in each.agent_tokens), token)


def _products(agent: str) -> dict[str, str]:
    """Return product and version of each part of a user agent outside comments; the first of each name."""
    found: dict[str, str] = {}
    for product, version in _PRODUCT.findall(_COMMENT.sub(" ", agent)):
        found.setdefault(product, version)
    return found


def _of_hints(hints: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the brand of client hints: the browser's own, else Chrome, else Chromium."""
    told = {brand: version for brand, version in hints if not _is_grease(brand)}
    often = {
        hint: each.brand
        for each in every_product()
        if each.named_by_others and each.family is Family.CHROMIUM
        for hint in _hints_of(each)
    }
    own = [each for each in told if each not in often]
    for hint in (*own, *often):
        if hint in told:
            brand = next((each.brand for each in every_product() if hint in _hints_of(each)), hint)
            return brand[:_LONGEST], _version(told[hint])
    return None


def _hints_of(product: Product) -> Iterator[str]:
    """Return the brands by which client hints name a product."""
    yield product.brand
    yield from product.hint_brands


def _is_grease(brand: str) -> bool:
    """Return whether a brand is a GREASE entry such as ``Not(A:Brand``."""
    return not brand.strip() or _GREASE.search(re.sub(r"[^A-Za-z]+", " ", brand)) is not None


def _version(text: str) -> str:
    return text.strip(".")[:_LONGEST] or "unknown"


def _name(brand: str) -> str:
    """Return the name that stands in an address."""
    known = next((each.name for each in every_product() if each.brand == brand), None)
    return known or re.sub(r"[^a-z0-9]+", "-", brand.lower()).strip("-")[:_LONGEST] or "browser"

"""Name the browser of an imported file, with the brands of launched browsers. Pure.

Most user agents also name Chrome or Safari; the other product is the browser. An unknown name is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BRANDS = {
    "chrome": "Google Chrome",
    "chromium": "Chromium",
    "edge": "Microsoft Edge",
    "firefox": "Mozilla Firefox",
    "safari": "Safari",
}
"""Name -> brand, as in ``rtcmatrix.browsers``."""
_PRODUCTS = {
    "android_webview": "Android WebView",
    "chrome_android": "Google Chrome",
    "chrome_ios": "Chrome for iOS",
    "content_shell": "Chromium Content Shell",
    "edgechromium": "Microsoft Edge",
    "firefox_android": "Mozilla Firefox",
    "headless_shell": "Chromium Headless Shell",
    "webkitgtk_minibrowser": "WebKitGTK MiniBrowser",
    "wpewebkit_minibrowser": "WPE WebKit MiniBrowser",
}
"""Products of web-platform-tests with another brand here."""
UNKNOWN = ("browser", "Unknown browser", "unknown")

_TOKENS = {
    "Brave": "Brave",
    "CriOS": "Chrome for iOS",
    "DuckDuckGo": "DuckDuckGo",
    "Ddg": "DuckDuckGo",
    "Edg": "Microsoft Edge",
    "EdgA": "Microsoft Edge",
    "Edge": "Microsoft Edge Legacy",
    "EdgiOS": "Edge for iOS",
    "Electron": "Electron",
    "FxiOS": "Firefox for iOS",
    "HuaweiBrowser": "Huawei Browser",
    "MiuiBrowser": "Mi Browser",
    "OPR": "Opera",
    "OPRGX": "Opera GX",
    "OPT": "Opera for iOS",
    "OPX": "Opera GX for iOS",
    "OPiOS": "Opera for iOS",
    "Opera": "Opera",
    "PaleMoon": "Pale Moon",
    "SamsungBrowser": "Samsung Internet",
    "SeaMonkey": "SeaMonkey",
    "UCBrowser": "UC Browser",
    "Vivaldi": "Vivaldi",
    "Whale": "Whale",
    "YaBrowser": "Yandex Browser",
}
"""Product of a user agent -> brand."""
_HINTS = {"Opera": "Opera", "YaBrowser": "Yandex Browser", "HeadlessChrome": "Google Chrome"}
"""Brand of client hints -> brand, if it differs."""
_NAMES = {
    "Microsoft Edge": "edge",
    "Mozilla Firefox": "firefox",
    "Google Chrome": "chrome",
    "Samsung Internet": "samsung",
}
_SILENT = frozenset(
    {"Mozilla", "AppleWebKit", "KHTML", "Gecko", "Version", "Mobile", "Safari", "Presto", "Focus", "Klar"}
)
"""Products that every browser of an engine has in its user agent."""
_OFTEN = {
    "Firefox": "Mozilla Firefox",
    "HeadlessChrome": "Google Chrome",
    "Chromium": "Chromium",
    "Chrome": "Google Chrome",
}
"""Products that other browsers also have in their user agents; the first match applies."""
_COMMENT = re.compile(r"\([^()]*\)")
_PRODUCT = re.compile(r"(?<![\w.])([A-Za-z][\w.-]*)/v?(\d[\d.]*|[^\s/;]*)")
_WEBVIEW = re.compile(r"\(.*; wv\)")
_GREASE = re.compile(r"not.?a.?brand", re.IGNORECASE)
_LONGEST = 40


def brand_of_product(product: str) -> str:
    """Return the brand of a product of web-platform-tests."""
    name = product.lower()
    return BRANDS.get(name) or _PRODUCTS.get(name) or product.replace("_", " ").capitalize()


def identify(agent: str, hints: Sequence[tuple[str, str]] = (), *, brave: bool = False) -> tuple[str, str, str]:
    """Return name, brand and version of a browser, by its user agent and (brand, version) of its client hints.

    Some browsers are named by their client hints only, others by their user agent only: the one that names another
    browser than Chrome or Chromium applies.
    """
    hinted = _of_hints(hints)
    products = _products(agent)
    if brave and (hinted is None or hinted[0] in _OFTEN.values()):
        hinted = ("Brave", (hinted or ("", _version(products.get("Chrome", ""))))[1])
    own = next((each for each in products if each not in _SILENT and each not in _OFTEN), None)
    if hinted is not None and (hinted[0] not in _OFTEN.values() or own is None):
        brand, version = hinted
    elif own is not None:
        brand, version = _TOKENS.get(own, own), _version(products[own])
    elif _WEBVIEW.search(agent) and "Chrome" in products:
        brand, version = "Android WebView", _version(products["Chrome"])
    elif usual := next((each for each in _OFTEN if each in products), None):
        brand, version = _OFTEN[usual], _version(products[usual])
    elif "Safari" in products and "Version" in products:
        brand, version = "Safari", _version(products["Version"])
    else:
        return UNKNOWN
    return _name(brand), brand, version


def _products(agent: str) -> dict[str, str]:
    """Return product and version of each part of a user agent outside comments; the first of each name."""
    found: dict[str, str] = {}
    for product, version in _PRODUCT.findall(_COMMENT.sub(" ", agent)):
        found.setdefault(product, version)
    return found


def _of_hints(hints: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Return the brand of client hints: the browser's own, else Chrome, else Chromium."""
    told = {brand: version for brand, version in hints if not _is_grease(brand)}
    own = [each for each in told if each not in ("Chromium", "Google Chrome", "HeadlessChrome")]
    for brand in (*own, "Google Chrome", "HeadlessChrome", "Chromium"):
        if brand in told:
            return _HINTS.get(brand, brand)[:_LONGEST], _version(told[brand])
    return None


def _is_grease(brand: str) -> bool:
    """Return whether a brand is a GREASE entry such as ``Not(A:Brand``."""
    return not brand.strip() or _GREASE.search(re.sub(r"[^A-Za-z]+", " ", brand)) is not None


def _version(text: str) -> str:
    return text.strip(".")[:_LONGEST] or "unknown"


def _name(brand: str) -> str:
    """Return the name in an address."""
    return _NAMES.get(brand) or re.sub(r"[^a-z0-9]+", "-", brand.lower()).strip("-")[:_LONGEST] or "browser"

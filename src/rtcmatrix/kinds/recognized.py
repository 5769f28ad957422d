"""Describe browsers that rtcmatrix does not start but recognizes in imported files: reports and saved observations.

A browser that becomes a kind moves to its own file; the package exports the named ones from wherever they are defined.
"""

from __future__ import annotations

from rtcmatrix.kinds.kind import Family, Product

ANDROID_WEBVIEW = Product(
    name="android-webview", brand="Android WebView", family=Family.CHROMIUM, wpt_products=("android_webview",)
)
BRAVE = Product(name="brave", brand="Brave", family=Family.CHROMIUM, agent_tokens=("Brave",), own_versions=True)
SAFARI = Product(
    name="safari",
    brand="Safari",
    family=Family.SAFARI,
    maker="Apple",
    also=("apple safari", "webkit"),
    wpt_products=("safari",),
)


def _on_chromium(
    name: str, brand: str, *tokens: str, also: tuple[str, ...] = (), hints: tuple[str, ...] = ()
) -> Product:
    """Describe a browser that is built on Chromium and has its own version numbers."""
    return Product(
        name=name,
        brand=brand,
        family=Family.CHROMIUM,
        agent_tokens=tokens,
        also=also,
        hint_brands=hints,
        own_versions=True,
    )


def _on_ios(name: str, brand: str, *tokens: str, wpt_products: tuple[str, ...] = ()) -> Product:
    """Describe a browser of iOS, which is always built on WebKit."""
    return Product(name=name, brand=brand, family=Family.SAFARI, agent_tokens=tokens, wpt_products=wpt_products)


RECOGNIZED: tuple[Product, ...] = (
    ANDROID_WEBVIEW,
    BRAVE,
    SAFARI,
    Product(
        name="chromium-content-shell",
        brand="Chromium Content Shell",
        family=Family.CHROMIUM,
        wpt_products=("content_shell",),
    ),
    Product(
        name="chromium-headless-shell",
        brand="Chromium Headless Shell",
        family=Family.CHROMIUM,
        wpt_products=("headless_shell",),
    ),
    _on_chromium("duckduckgo", "DuckDuckGo", "DuckDuckGo", "Ddg"),
    _on_chromium("electron", "Electron", "Electron"),
    _on_chromium("huawei-browser", "Huawei Browser", "HuaweiBrowser"),
    _on_chromium("mi-browser", "Mi Browser", "MiuiBrowser"),
    _on_chromium("opera", "Opera", "OPR", "Opera"),
    _on_chromium("opera-gx", "Opera GX", "OPRGX"),
    _on_chromium("samsung", "Samsung Internet", "SamsungBrowser"),
    _on_chromium("uc-browser", "UC Browser", "UCBrowser"),
    _on_chromium("vivaldi", "Vivaldi", "Vivaldi"),
    _on_chromium("whale", "Whale", "Whale"),
    _on_chromium("yandex-browser", "Yandex Browser", "YaBrowser", also=("yandex",), hints=("YaBrowser",)),
    _on_ios("chrome-for-ios", "Chrome for iOS", "CriOS", wpt_products=("chrome_ios",)),
    _on_ios("edge-for-ios", "Edge for iOS", "EdgiOS"),
    _on_ios("firefox-for-ios", "Firefox for iOS", "FxiOS"),
    _on_ios("opera-for-ios", "Opera for iOS", "OPT", "OPiOS"),
    _on_ios("opera-gx-for-ios", "Opera GX for iOS", "OPX"),
    Product(name="microsoft-edge-legacy", brand="Microsoft Edge Legacy", family=None, agent_tokens=("Edge",)),
    Product(name="pale-moon", brand="Pale Moon", family=None, agent_tokens=("PaleMoon",)),
    Product(name="seamonkey", brand="SeaMonkey", family=None, agent_tokens=("SeaMonkey",)),
    Product(
        name="webkitgtk-minibrowser",
        brand="WebKitGTK MiniBrowser",
        family=Family.SAFARI,
        wpt_products=("webkitgtk_minibrowser",),
    ),
    Product(
        name="wpe-webkit-minibrowser",
        brand="WPE WebKit MiniBrowser",
        family=Family.SAFARI,
        wpt_products=("wpewebkit_minibrowser",),
    ),
)
"""All recognized browsers."""

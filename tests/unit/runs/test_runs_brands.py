"""A browser nobody launched has the same brand words as a launched one, and never another browser's name."""

from __future__ import annotations

import pytest

from rtcmatrix.compare.family import family_of
from rtcmatrix.kinds import KINDS
from rtcmatrix.runs.brands import brand_of_product, identify

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"Mozilla/5.0 (X11; Linux x86_64) {_WEBKIT} Chrome/156.0.0.0 Safari/537.36"
ANDROID = f"Mozilla/5.0 (Linux; Android 14; SM-S911B) {_WEBKIT}"
IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
GREASE = ("Not;A=Brand", "24.0.0.0")


def test_brands_are_those_of_the_browsers_that_are_launched() -> None:
    assert {name: brand_of_product(name) for name in KINDS} == {name: kind.brand for name, kind in KINDS.items()}


@pytest.mark.parametrize(
    ("agent", "name", "brand", "version"),
    [
        (CHROME, "chrome", "Google Chrome", "156.0.0.0"),
        (CHROME.replace("Chrome/", "HeadlessChrome/"), "chrome", "Google Chrome", "156.0.0.0"),
        (CHROME.replace("Chrome/", "Ubuntu Chromium/156.0 Chrome/"), "chromium", "Chromium", "156.0"),
        (f"{CHROME} Edg/156.0.1.2", "edge", "Microsoft Edge", "156.0.1.2"),
        (f"{CHROME} Edge/18.19041", "microsoft-edge-legacy", "Microsoft Edge Legacy", "18.19041"),
        (f"{CHROME} OPR/124.0.0.0", "opera", "Opera", "124.0.0.0"),
        (f"{CHROME} Vivaldi/7.6.3", "vivaldi", "Vivaldi", "7.6.3"),
        (f"{CHROME} Brave/1.80", "brave", "Brave", "1.80"),
        (f"{CHROME} YaBrowser/25.8 Yowser/2.5", "yandex-browser", "Yandex Browser", "25.8"),
        (f"{CHROME} SomethingNew/3.1", "somethingnew", "SomethingNew", "3.1"),
        (CHROME.replace("Chrome/", "my-app/1.2.3 Chrome/"), "my-app", "my-app", "1.2.3"),
        (f"{ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "samsung", "Samsung Internet", "28.0"),
        (f"{ANDROID[:-len(_WEBKIT) - 2]}; wv) {_WEBKIT} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36",
         "android-webview", "Android WebView", "130.0.0.0"),
        ("Mozilla/5.0 (X11; rv:153.0) Gecko/20100101 Firefox/153.0", "firefox", "Mozilla Firefox", "153.0"),
        ("Mozilla/5.0 (X11; rv:128.0) Gecko/20100101 Firefox/128.0 SeaMonkey/2.53", "seamonkey", "SeaMonkey", "2.53"),
        (f"{IOS} Version/18.2 Mobile/15E148 Safari/604.1", "safari", "Safari", "18.2"),
        (f"{IOS} CriOS/140.0.1.2 Mobile/15E148 Safari/604.1", "chrome-for-ios", "Chrome for iOS", "140.0.1.2"),
        (f"{IOS} FxiOS/140.0 Mobile/15E148 Safari/605.1.15", "firefox-for-ios", "Firefox for iOS", "140.0"),
        (f"{IOS} Version/18.0 EdgiOS/140.0 Mobile/15E148 Safari/605.1.15", "edge-for-ios", "Edge for iOS", "140.0"),
        ("", "browser", "Unknown browser", "unknown"),
    ],
)  # fmt: skip
def test_a_user_agent_names_what_it_does_not_share(agent: str, name: str, brand: str, version: str) -> None:
    assert identify(agent) == (name, brand, version)


@pytest.mark.parametrize(
    ("hints", "agent", "brand", "version"),
    [
        ([GREASE, ("Chromium", "156.0.8"), ("Google Chrome", "156.0.8")], CHROME, "Google Chrome", "156.0.8"),
        ([("Chromium", "156.0.8078.79"), GREASE], CHROME, "Chromium", "156.0.8078.79"),
        ([("Brave", "156.0.0.0"), ("Chromium", "156.0.0.0"), GREASE], CHROME, "Brave", "156.0.0.0"),
        ([("Opera", "124.0.1"), ("Chromium", "156.0.0.0"), GREASE], f"{CHROME} OPR/124.0.0.0", "Opera", "124.0.1"),
        ([("Microsoft Edge", "156.0.9"), ("Chromium", "156")], f"{CHROME} Edg/156.0.0.0", "Microsoft Edge", "156.0.9"),
        # Hints that hide what the user agent contains
        ([("Chromium", "156"), ("Google Chrome", "156")], f"{CHROME} Vivaldi/7.6", "Vivaldi", "7.6"),
        ([("Not(A:Brand", "8"), ("", "1")], CHROME, "Google Chrome", "156.0.0.0"),
    ],
)  # fmt: skip
def test_client_hints_name_what_a_user_agent_hides(
    hints: list[tuple[str, str]], agent: str, brand: str, version: str
) -> None:
    assert identify(agent, hints)[1:] == (brand, version)


def test_a_browser_known_only_by_its_own_object_is_named() -> None:
    assert identify(f"{IOS} Version/18.2 Mobile/15E148 Safari/604.1", brave=True)[1] == "Brave"
    assert identify(CHROME, [("Chromium", "156.0.1"), ("Google Chrome", "156.0.1")], brave=True)[1:] == (
        "Brave",
        "156.0.1",
    )


@pytest.mark.parametrize(
    ("brand", "family"),
    [
        ("Opera", "Chromium"), ("Samsung Internet", "Chromium"), ("Chrome for iOS", "Safari"),
        ("Firefox for iOS", "Safari"), ("Knowledge Browser", "Knowledge Browser"), ("Mozilla Firefox", "Firefox"),
        ("Microsoft Edge Legacy", "Microsoft Edge Legacy"),
    ],
)  # fmt: skip
def test_a_family_is_that_of_the_engine(brand: str, family: str) -> None:
    assert family_of(brand) == family

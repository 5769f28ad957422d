"""Google Chrome."""

from __future__ import annotations

from rtcmatrix.kinds.cadence import CHROMIUM
from rtcmatrix.kinds.kind import BrowserKind, Channel, Family

KIND = BrowserKind(
    name="chrome",
    brand="Google Chrome",
    family=Family.CHROMIUM,
    maker="Google",
    also=("headlesschrome",),
    agent_tokens=("HeadlessChrome", "Chrome"),
    named_by_others=True,
    hint_brands=("HeadlessChrome",),
    wpt_products=("chrome_android",),
    driver="chromedriver",
    channels=(
        Channel(
            name="stable",
            programs=("google-chrome-stable", "google-chrome"),
            command="google-chrome-stable",
            windows=("Google/Chrome/Application/chrome.exe",),
            mac=("Google Chrome.app",),
        ),
        Channel(
            name="beta",
            programs=("google-chrome-beta",),
            command="google-chrome-beta",
            windows=("Google/Chrome Beta/Application/chrome.exe",),
            mac=("Google Chrome Beta.app",),
        ),
        Channel(
            name="dev",
            programs=("google-chrome-unstable", "google-chrome-dev"),
            command="google-chrome-dev",
            version_words=("unstable",),
            windows=("Google/Chrome Dev/Application/chrome.exe",),
            mac=("Google Chrome Dev.app",),
        ),
        Channel(
            name="canary",
            programs=("google-chrome-canary",),
            command="google-chrome-canary",
            windows=("Google/Chrome SxS/Application/chrome.exe",),
            mac=("Google Chrome Canary.app",),
        ),
    ),
    version_names=("Google Chrome",),
    version_names_without_channel=("Google Chrome for Testing",),
    command="google-chrome",
    windows_program="chrome.exe",
    selenium_manager="chrome",
    cadence=CHROMIUM,
)

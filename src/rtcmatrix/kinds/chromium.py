"""Chromium, as Linux distributions package it."""

from __future__ import annotations

from rtcmatrix.kinds.cadence import CHROMIUM
from rtcmatrix.kinds.kind import BrowserKind, Channel, DebianPackage, Family

KIND = BrowserKind(
    name="chromium",
    brand="Chromium",
    family=Family.CHROMIUM,
    agent_tokens=("Chromium",),
    named_by_others=True,
    driver="chromedriver",
    channels=(
        Channel(
            name="stable",
            programs=("chromium", "chromium-browser"),
            windows=("Chromium/Application/chrome.exe",),
            mac=("Chromium.app",),
        ),
    ),
    version_names_without_channel=("Chromium",),
    command="chromium",
    windows_program="chrome.exe",
    start_scripts={"/usr/bin/chromium": "/usr/lib/chromium/chromium"},
    debian=DebianPackage(
        channel="stable",
        package="chromium",
        installed=("chromium", "chromium-driver", "chromium-sandbox"),
        unpacked=("chromium", "chromium-common", "chromium-driver"),
        binary="usr/lib/chromium/chromium",
        driver="usr/bin/chromedriver",
    ),
    cadence=CHROMIUM,
)

"""Mozilla Firefox."""

from __future__ import annotations

from rtcmatrix.kinds.cadence import Cadence
from rtcmatrix.kinds.kind import BrowserKind, Channel, DebianPackage, Family

_WINDOWS, _MAC = "Mozilla Firefox/firefox.exe", "Firefox.app"
"""Where ESR, stable and beta are installed alike."""

KIND = BrowserKind(
    name="firefox",
    brand="Mozilla Firefox",
    family=Family.FIREFOX,
    maker="Mozilla",
    agent_tokens=("Firefox",),
    named_by_others=True,
    wpt_products=("firefox_android",),
    driver="geckodriver",
    channels=(
        Channel(name="esr", programs=("firefox-esr", "firefox"), windows=(_WINDOWS,), mac=(_MAC,)),
        Channel(name="stable", programs=("firefox",), windows=(_WINDOWS,), mac=(_MAC,)),
        Channel(
            name="beta",
            programs=("firefox-beta", "firefox"),
            windows=("Firefox Developer Edition/firefox.exe", _WINDOWS),
            mac=("Firefox Developer Edition.app", _MAC),
        ),
        Channel(
            name="nightly",
            programs=("firefox-nightly", "firefox"),
            windows=("Firefox Nightly/firefox.exe",),
            mac=("Firefox Nightly.app",),
        ),
    ),
    mac_program="firefox",
    version_names=("Mozilla Firefox", "Firefox Nightly", "Firefox Developer Edition"),
    command="firefox",
    selenium_manager="firefox",
    debian=DebianPackage(
        channel="esr",
        package="firefox-esr",
        installed=("firefox-esr",),
        unpacked=("firefox-esr",),
        binary="usr/lib/firefox-esr/firefox-esr",
        library="usr/lib/firefox-esr/libxul.so",
    ),
    # 154 was released on 18 August 2026 and one version every two weeks since: https://endoflife.date/firefox, after
    # https://whattrainisitnow.com/calendar/. Holidays extend an interval.
    cadence=Cadence(steps=((100, 4), (155, 2))),
)

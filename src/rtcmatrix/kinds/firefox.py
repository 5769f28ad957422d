"""Mozilla Firefox."""

from __future__ import annotations

from rtcmatrix.kinds.cadence import Cadence
from rtcmatrix.kinds.kind import BrowserKind, Channel, DebianPackage, Family

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
        Channel(name="esr", programs=("firefox-esr", "firefox")),
        Channel(name="stable", programs=("firefox",)),
        Channel(name="beta", programs=("firefox-beta", "firefox")),
        Channel(name="nightly", programs=("firefox-nightly", "firefox")),
    ),
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

"""A browser that does not exist, described as a file of ``src/rtcmatrix/kinds``: a stand-in for the next one added."""

from __future__ import annotations

from rtcmatrix.kinds.cadence import Cadence
from rtcmatrix.kinds.kind import BrowserKind, Channel, Family

KIND = BrowserKind(
    name="piccolo",
    brand="Acme Piccolo",
    family=Family.CHROMIUM,
    maker="Acme",
    agent_tokens=("Piccolo",),
    hint_brands=("PiccoloBrowser",),
    wpt_products=("piccolo_android",),
    own_versions=True,
    driver="chromedriver",
    channels=(
        Channel(name="stable", programs=("piccolo-stable", "piccolo")),
        Channel(name="snapshot", programs=("piccolo-snapshot",), command="piccolo-snapshot"),
    ),
    version_names=("Piccolo",),
    command="piccolo",
    cadence=Cadence(steps=((1, 6),)),
)

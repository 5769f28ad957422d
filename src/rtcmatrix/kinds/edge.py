"""Microsoft Edge."""

from __future__ import annotations

from rtcmatrix.kinds.cadence import CHROMIUM
from rtcmatrix.kinds.kind import BrowserKind, Channel, Family

KIND = BrowserKind(
    name="edge",
    brand="Microsoft Edge",
    family=Family.CHROMIUM,
    maker="Microsoft",
    agent_tokens=("Edg", "EdgA"),
    wpt_products=("edgechromium",),
    starter="edge",
    driver="msedgedriver",
    channels=(
        Channel(
            name="stable",
            programs=("microsoft-edge-stable", "microsoft-edge"),
            command="microsoft-edge-stable",
            windows=("Microsoft/Edge/Application/msedge.exe",),
            mac=("Microsoft Edge.app",),
        ),
        Channel(
            name="beta",
            programs=("microsoft-edge-beta",),
            command="microsoft-edge-beta",
            windows=("Microsoft/Edge Beta/Application/msedge.exe",),
            mac=("Microsoft Edge Beta.app",),
        ),
        Channel(
            name="dev",
            programs=("microsoft-edge-dev",),
            command="microsoft-edge-dev",
            version_words=("unstable",),
            windows=("Microsoft/Edge Dev/Application/msedge.exe",),
            mac=("Microsoft Edge Dev.app",),
        ),
        Channel(
            name="canary",
            programs=("microsoft-edge-canary",),
            command="microsoft-edge-canary",
            windows=("Microsoft/Edge SxS/Application/msedge.exe",),
            mac=("Microsoft Edge Canary.app",),
        ),
    ),
    version_names=("Microsoft Edge",),
    command="microsoft-edge",
    windows_program="msedge.exe",
    selenium_manager="edge",
    cadence=CHROMIUM,
)

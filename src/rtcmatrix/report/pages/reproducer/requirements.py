"""Find what a probe needs that a page opened from a file does not have."""

from __future__ import annotations

import re

_META = re.compile(r"^// META: *([a-z]+) *(?:= *(.*))?$", re.MULTILINE)
_STAGES = {
    "files": "a video file as camera and a tone as microphone",
    "none": "a machine without camera and microphone",
    "person": "a display on which the browser's own prompts and pickers appear and are answered with keys",
    "screen": "a display whose tabs, windows and screen are captured",
    "several": "several cameras and microphones",
    "sound": "a sound server whose devices are connected and removed",
    "turn": "TURN servers of its own on this machine",
}
_SERVED = (
    "The probe opens further pages of rtcmatrix' page server. Run ./rtc serve in the project's folder, then open "
    "probe.html?probe={probe} at the address that it prints."
)
_CALLS = (
    (re.compile(r"\brtc\.(openIframe|otherOrigin)\b|\biframeAccess\b|\bopenShared\b"), _SERVED),
    (
        re.compile(r"\bcontentWindow\b|\bsrcdoc\b"),
        (
            "The probe opens iframes, which are of another origin when this page is opened from a file. Serve this "
            "page (python3 -m http.server in its folder) and open it at localhost."
        ),
    ),
    (
        re.compile(r"\brtc\.inFile\b"),
        "The probe opens a page from a file:// URL, which only the tool can do. This page is opened from such a URL.",
    ),
    (
        re.compile(r"\brtc\.permit\(|\bqueryStates?\b"),
        (
            "The probe depends on permissions. For a page from a file they may apply to every file, or to one call "
            "only. Serve this page (python3 -m http.server in its folder) and open it at localhost to avoid that."
        ),
    ),
    (
        re.compile(r"\brtc\.(picture|look|press|click|clickColour)\b|/faces\.js"),
        "The tool takes screenshots of the browser's user interface and presses keys. Do both by hand.",
    ),
    (
        re.compile(r"\brtc\.(plug|unplug)\b"),
        "The tool connects and removes devices. Do this by hand while the probe runs.",
    ),
    (
        re.compile(r"\brtc\.kill\b"),
        "The tool ends the browser's process that reads the camera; a page cannot.",
    ),
)


def requirements_of(probe: str, text: str) -> list[str]:
    """Return what a probe of this text needs that a file opened by hand does not have, and what to do instead."""
    words = []
    for key, value in _META.findall(text):
        if key == "origin" and value == "insecure":
            words.append(
                "The probe needs an insecure context: serve this page over http under a name other than localhost."
            )
        elif key == "origin" and value == "https":
            words.append("The probe needs https: serve this page over https.")
        elif key == "header":
            words.append(f"Serve this page with the header {value}.")
        elif key == "stage":
            words.append(
                f"The recorded browser had {_STAGES.get(value, 'a stage of its own')}; results may differ without it."
            )
    words += [told.format(probe=probe) for call, told in _CALLS if call.search(text)]
    return list(dict.fromkeys(words))

"""Find what a probe needs that a page opened from a disk does not have."""

from __future__ import annotations

import re

_META = re.compile(r"^// META: *([a-z]+) *(?:= *(.*))?$", re.MULTILINE)
_STAGES = {
    "files": "a film and a tone played to the browser as camera and microphone",
    "none": "a machine without camera and microphone",
    "person": "a display on which the browser's own prompts and pickers are seen and answered by keys",
    "screen": "a display whose tabs, windows and screen are picked and captured",
    "several": "several cameras and microphones",
    "sound": "a sound server whose devices are plugged and unplugged",
    "turn": "TURN servers of its own on this machine",
}
_SERVED = (
    "It opens further pages of its own server. Run it served instead: ./rtc serve in the project's folder, then open "
    "probe.html?probe={probe} at the address that it says."
)
_CALLS = (
    (re.compile(r"\brtc\.(openIframe|otherOrigin)\b|\biframeAccess\b|\bopenShared\b"), _SERVED),
    (
        re.compile(r"\bcontentWindow\b|\bsrcdoc\b"),
        (
            "It opens frames of its own. To a page from the disk they are strangers: serve this page "
            "(python3 -m http.server beside it) and open it at localhost."
        ),
    ),
    (
        re.compile(r"\brtc\.inFile\b"),
        "It opens a page from the disk, by the tool. This page is one: compare what it says.",
    ),
    (
        re.compile(r"\brtc\.permit\(|\bqueryStates?\b"),
        (
            "It is about permissions. From the disk they may hold for every file, or for one question only; where that "
            "matters, serve this page (python3 -m http.server beside it) and open it at localhost."
        ),
    ),
    (
        re.compile(r"\brtc\.(picture|look|press|click|clickColour)\b|/faces\.js"),
        "It pictures what the browser itself shows and answers it by keys. By hand: start it and look.",
    ),
    (
        re.compile(r"\brtc\.(plug|unplug)\b"),
        "It plugs and unplugs devices: do that by hand while it runs, or cannot be run.",
    ),
    (re.compile(r"\brtc\.kill\b"), "It ends the browser's own process that reads the camera, which a page cannot."),
)


def requirements_of(probe: str, text: str) -> list[str]:
    """Return what a probe of this text needs that a file opened by hand does not have, and what to do instead."""
    words = []
    for key, value in _META.findall(text):
        if key == "origin" and value == "insecure":
            words.append(
                "It needs an origin that is not secure: serve this page by http under a name other than localhost."
            )
        elif key == "origin" and value == "https":
            words.append("It needs https: serve this page by https.")
        elif key == "header":
            words.append(f"Its page must be served with the header {value}: serve this page so.")
        elif key == "stage":
            words.append(
                f"The tool gave it {_STAGES.get(value, 'a stage of its own')}; without that it may see other things."
            )
    words += [told.format(probe=probe) for call, told in _CALLS if call.search(text)]
    return list(dict.fromkeys(words))

"""Check what a page requests of a capture that the user chooses: the kind of surface, and audio."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"


# screen-share: "The user agent MUST still offer the user unlimited choice of any display surface."
@check(
    "get_display_media/screen_choice.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaStreamTrack.applyConstraints.displaySurface_constraint", "api.MediaDevices.getDisplayMedia"),
)
def test_display_surface_constraint_leaves_tabs_in_the_picker(facts: Facts) -> None:
    """`getDisplayMedia({video: {displaySurface: "monitor"}})` still lets the user pick a tab.

    A page must not press users to share more than they want.
    """
    if facts["tab"].get("surfaceSwitchingInclude") != "browser":
        not_supported("picking a tab by automation")
    subject = 'displaySurface of the picked tab with video.displaySurface="monitor"'
    expect(facts["tab"].get("displaySurfaceMonitor"), subject).equals("browser")


# screen-share: "The provided media MUST include at most one audio track."
@check(
    "get_display_media/screen_audio.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia.audio_capture_support",
        "api.MediaDevices.getDisplayMedia.systemAudio_option",
        "api.MediaDevices.getDisplayMedia.windowAudio_option",
    ),
)
def test_get_display_media_returns_at_most_one_audio_track(facts: Facts) -> None:
    """`getDisplayMedia({audio: true})` resolves with at most one audio track, with any `systemAudio` and `windowAudio`.

    A product that sends the first audio track loses what a second one carries.
    """
    counts = {
        f"a {surface}, option {option}": described["audioTracks"]
        for surface in ("screen", "window")
        for option, described in facts[surface].items()
        if "audioTracks" in described
    }
    if not counts:
        not_supported("a display to capture")
    for capture, count in counts.items():
        expect(count, f"audio tracks of getDisplayMedia({{audio: true}}) of {capture}", "tracks").is_between(0, 1)

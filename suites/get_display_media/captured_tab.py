"""Check captures of a tab: frames, settings, audio, navigation and switching to another tab."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


# The own tab


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/capture_tab.js",
    spec=f"{MAIN}#life-cycle",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_own_tab_capture_shows_the_page(facts: Facts) -> None:
    """`getDisplayMedia()` of the own tab delivers frames in the page's color and follows a change of that color.

    Viewers otherwise see a blank or frozen share.
    """
    expect(facts["firstColor"], "frames of the captured tab show the page's color").is_true()
    expect(facts["secondColor"], "frames of the captured tab follow the page's new color").is_true()


# screen-share: "MUST include precisely one video track. ... audio track MUST NOT be included if audio was not"
@check(
    "get_display_media/capture_tab.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.readyState"),
)
def test_own_tab_capture_without_audio_has_one_live_video_track(facts: Facts) -> None:
    """`getDisplayMedia()` of the own tab without `audio` resolves with one live video track and no audio track.

    Audio that a product did not request must not reach the other participants.
    """
    expect(facts["kinds"], "kinds of the tracks of getDisplayMedia() without audio").equals(["video"])
    expect(facts["readyState"], "MediaStreamTrack.readyState").equals("live")


# media-capture: "A setting refers to the immediate, current value of the source's constrainable properties."
@check(
    "get_display_media/capture_tab.js",
    spec=f"{SPEC}#def-constraint-width",
    basis="MUST",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_own_tab_capture_get_settings_matches_frame_size(facts: Facts) -> None:
    """`getSettings().width` and `height` of a captured tab are the size of its frames.

    Products compute the layout for viewers from these values.
    """
    expect(facts["frameMatchesSettings"], "getSettings().width and height are the frame size").is_true()


# screen-share: "As a setting, indicates the type ... As a capability, the setting value MUST be the lone value"
@check(
    "get_display_media/settings.js",
    spec=f"{SPEC}#def-constraint-displaySurface",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.getCapabilities",
        "api.MediaStreamTrack.getSettings",
        "api.MediaStreamTrack.applyConstraints.displaySurface_constraint",
    ),
)
def test_display_surface_of_a_tab_is_browser(facts: Facts) -> None:
    """`displaySurface` of a captured tab is "browser" in `getSettings()` and `getCapabilities()`.

    Products use it to warn users who share a whole screen instead of a tab.
    """
    if facts.get("displaySurface") is None:
        not_supported("the displaySurface setting")
    expect(facts["displaySurface"], "getSettings().displaySurface of a tab").equals("browser")
    expect(facts.get("displaySurfaceCapability"), "getCapabilities().displaySurface of a tab").equals("browser")


# screen-share: "This string is one of the members of CursorCaptureConstraint."
@check(
    "get_display_media/settings.js",
    spec=f"{SPEC}#def-constraint-cursor",
    basis="MUST",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_cursor_setting_is_never_always_or_motion(facts: Facts) -> None:
    """`getSettings().cursor` of a captured tab is "never", "always" or "motion".

    Presenters point with the cursor; products read here whether viewers see it.
    """
    if facts.get("cursor") is None:
        not_supported("the cursor setting")
    expect(facts["cursor"], "getSettings().cursor").is_one_of(["never", "always", "motion"])


# screen-share: "display capture sources MUST NOT be enumerated by enumerateDevices()"
@check(
    "get_display_media/settings.js",
    spec=f"{SPEC}#deviceId",
    basis="MUST",
    features=("api.MediaDevices.enumerateDevices", "api.MediaDevices.getDisplayMedia"),
)
def test_enumerate_devices_omits_display_sources(facts: Facts) -> None:
    """`enumerateDevices()` does not list the source of a `getDisplayMedia()` track.

    A list of the user's windows and screens would identify the user.
    """
    if not facts["deviceIdExposed"]:
        not_supported("deviceId in the settings of a display capture")
    expect(facts["listedInEnumerateDevices"], "deviceId of the display capture is in enumerateDevices()").is_false()


# Another tab


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/screen_tab.js",
    spec=f"{MAIN}#life-cycle",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_other_tab_capture_shows_that_tab(facts: Facts) -> None:
    """`getDisplayMedia()` of another tab delivers that tab's colors, uncropped, and follows their change.

    Users share a tab because viewers see that tab and nothing else.
    """
    expect(facts["firstColors"], "frames show the colors of the captured tab").is_true()
    expect(facts["secondColors"], "frames follow the new colors of the captured tab").is_true()
    subject = "colors of the frames at the left edge, right edge, left and right of the middle"
    expect(facts["edges"], subject).equals(["green", "yellow", "green", "yellow"])


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/screen_tab.js",
    spec=f"{MAIN}#life-cycle",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.audio_capture_support",),
)
def test_other_tab_audio_track_carries_its_tone(facts: Facts) -> None:
    """The audio track of `getDisplayMedia({audio})` of another tab carries the tone that the tab plays.

    Users who watch a film together need its audio.
    """
    if facts["audioTracks"] == 0:
        not_supported("audio capture of a tab")
    expect(facts["audioTracks"], "audio tracks of getDisplayMedia({audio})", "tracks").equals(1)
    if facts["heard"] is None:
        not_supported("playing a tone in the captured tab")
    expect(facts["heard"], "880 Hz tone of the captured tab in the audio track").is_true()


# screen-share: "A browser display surface is the rendered form of a browsing context."
@check(
    "get_display_media/screen_tab.js",
    spec=f"{SPEC}#dfn-browser",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_other_tab_capture_follows_navigation(facts: Facts) -> None:
    """A live `getDisplayMedia()` track of a tab shows the new page after the tab navigates.

    Presenters follow links while they share.
    """
    if facts["readyStateAtDestination"] != "live":
        not_supported("capture of a tab beyond a navigation")
    expect(facts["capturedAfterNavigation"], "frames show the page to which the captured tab navigated").is_true()


# media-capture: "ended: the track's underlying media source ... will never provide more data for this track"
@check(
    "get_display_media/screen_switch.js",
    spec=f"{MAIN}#idl-def-MediaStreamTrackState.ended",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.surfaceSwitching_option", "api.MediaStreamTrack.readyState"),
)
def test_surface_switching_keeps_the_track_live(facts: Facts) -> None:
    """With `surfaceSwitching: "include"`, a track that was switched to another tab stays in its stream and live.

    Calls and recordings go on when the presenter switches tabs.
    """
    included = facts["included"]
    if included.get("became") != "switched":
        not_supported("switching the shared tab by automation")
    expect(included.get("readyState"), "MediaStreamTrack.readyState after the switch").equals("live")
    expect(included.get("sameTrack"), "the stream still holds the track after the switch").is_true()

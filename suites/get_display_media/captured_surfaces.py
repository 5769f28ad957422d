"""Check captures of a tab, a window and a screen: frames, settings, audio, switching, and the end of the capture."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


def ended_once(described: Facts, cause: str) -> None:
    """Expect that a track ended with one event."""
    expect(described.get("readyState"), f"MediaStreamTrack.readyState after {cause}").equals("ended")
    expect(described.get("endedEvents"), f"ended events of the track after {cause}", "events").equals(1)


def stopped_by_the_browser(facts: Facts, surface: str) -> None:
    """Expect the end of a capture that the browser's own button stopped; end the check where none was found."""
    if not facts.get("stopSharingButtonFound"):
        not_supported('finding the browser\'s own "Stop sharing" button')
    ended_once(facts, f'"Stop sharing" of a {surface}')
    expect(facts["streamActive"], f'MediaStream.active after "Stop sharing" of a {surface}').is_false()


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


# screen-share: "inaccessible state that is permanent ..., the user agent MUST queue a task that ends"
@check(
    "get_display_media/screen_tab.js",
    spec=f"{SPEC}#hidden-display-surfaces",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_closing_the_captured_tab_fires_ended(facts: Facts) -> None:
    """When the captured tab closes, its video track fires one `ended` event and the stream becomes inactive.

    Without the event a product goes on sharing a frozen last frame.
    """
    ended_once(facts["closed"], "the captured tab closed")
    # An audio track may have another source than the tab
    if facts.get("audioTrackEnded") is not False:
        expect(facts["streamActive"], "MediaStream.active after all tracks ended").is_false()


# The screen


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/screen_monitor.js",
    spec=f"{MAIN}#life-cycle",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_monitor_capture_shows_the_screen(facts: Facts) -> None:
    """`getDisplayMedia()` of a monitor delivers the colors on the screen and follows their change.

    Most users share the whole screen; viewers otherwise see a blank or frozen share.
    """
    expect(facts["firstColors"], "frames show the colors on the screen").is_true()
    expect(facts["secondColors"], "frames follow the new colors on the screen").is_true()


# screen-share: "As a setting, indicates the type ... As a capability, the setting value MUST be the lone value"
@check(
    "get_display_media/screen_monitor.js",
    spec=f"{SPEC}#def-constraint-displaySurface",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.getCapabilities",
        "api.MediaStreamTrack.getSettings",
        "api.MediaStreamTrack.applyConstraints.displaySurface_constraint",
    ),
)
def test_display_surface_of_a_screen_is_monitor(facts: Facts) -> None:
    """`displaySurface` of a captured screen is "monitor" in `getSettings()` and `getCapabilities()`.

    Products use it to warn users who share their whole screen.
    """
    if facts.get("displaySurface") is None:
        not_supported("the displaySurface setting")
    expect(facts["displaySurface"], "getSettings().displaySurface of a screen").equals("monitor")
    expect(facts.get("displaySurfaceCapability"), "getCapabilities().displaySurface of a screen").equals("monitor")


# media-capture: "A setting refers to the immediate, current value of the source's constrainable properties."
@check(
    "get_display_media/screen_monitor.js",
    spec=f"{SPEC}#def-constraint-width",
    basis="MUST",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_monitor_capture_get_settings_matches_frame_size(facts: Facts) -> None:
    """`getSettings().width` and `height` of a captured screen are the size of its frames.

    Products compute the layout for viewers from these values.
    """
    expect(facts["settingsMatchFrame"], "getSettings().width and height are the frame size").is_true()


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/screen_monitor.js",
    spec=f"{SPEC}#downscaling-and-frame-decimation",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.applyConstraints.width_constraint"),
)
def test_monitor_capture_keeps_width_max_and_aspect_ratio(facts: Facts) -> None:
    """`getDisplayMedia({video: {width: {max: 640}}})` of a screen delivers narrow frames in the screen's aspect ratio.

    Products limit the size so that a 4K screen fits through a low-bandwidth connection.
    """
    expect(facts["smaller"].get("width"), "frame width with width.max=640", "px").is_between(1, 640)
    expect(
        facts["smaller"].get("aspectRatioKept"), "frames with width.max=640 keep the screen's aspect ratio"
    ).is_true()


# A window


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/screen_window.js",
    spec=f"{MAIN}#life-cycle",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_window_capture_shows_the_window(facts: Facts) -> None:
    """`getDisplayMedia()` of a window delivers the colors in the window and follows their change.

    Users share a window so that viewers see nothing else.
    """
    expect(facts["firstColors"], "frames show the colors of the captured window").is_true()
    expect(facts["secondColors"], "frames follow the new colors of the captured window").is_true()


# screen-share: "resizing a captured window ... Update all affected constrainable properties"
@check(
    "get_display_media/screen_window.js",
    spec=f"{SPEC}#constrainable-properties",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_window_capture_frames_shrink_with_the_window(facts: Facts) -> None:
    """`getDisplayMedia()` frames of a captured window become narrower when the window does.

    Otherwise viewers see stale content next to a window that was made smaller.
    """
    expect(facts["resized"], "frames became narrower after resizeTo() of the captured window").is_true()


# screen-share: "permanent (such as the source window closing), the user agent MUST queue a task that ends"
@check(
    "get_display_media/screen_window.js",
    spec=f"{SPEC}#hidden-display-surfaces",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState"),
)
def test_closing_the_captured_window_fires_ended(facts: Facts) -> None:
    """When the captured window closes, its track fires one `ended` event.

    Without the event a product goes on sharing a frozen last frame.
    """
    ended_once(facts["closed"], "the captured window closed")


# screen-share: "Stop sharing"


# media-capture: "ends for any reason other than the stop() method ... MUST ... Fire an event named ended"
@check(
    "get_display_media/screen_stop.js",
    spec=f"{MAIN}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_sharing_of_a_monitor_fires_ended(facts: Facts) -> None:
    """The browser's "Stop sharing" button ends a captured screen with one `ended` event.

    Users stop a share there; without the event the product still shows that they are sharing.
    """
    stopped_by_the_browser(facts, "screen")


# media-capture: "ends for any reason other than the stop() method ... MUST ... Fire an event named ended"
@check(
    "get_display_media/screen_stop_window.js",
    spec=f"{MAIN}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_sharing_of_a_window_fires_ended(facts: Facts) -> None:
    """The browser's "Stop sharing" button ends a captured window with one `ended` event.

    Users stop a share there; without the event the product still shows that they are sharing.
    """
    stopped_by_the_browser(facts, "window")


# media-capture: "ends for any reason other than the stop() method ... MUST ... Fire an event named ended"
@check(
    "get_display_media/screen_stop_tab.js",
    spec=f"{MAIN}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_sharing_of_a_tab_fires_ended(facts: Facts) -> None:
    """The browser's "Stop sharing" button ends a captured tab with one `ended` event.

    Users stop a share there; without the event the product still shows that they are sharing.
    """
    stopped_by_the_browser(facts, "tab")


# Choice of surface, audio and cursor


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
    "get_display_media/screen_sound.js",
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


# screen-share: "a "never" cursor capture constraint omits the cursor ...; an "always" ... includes the cursor"
@check(
    "get_display_media/screen_cursor.js",
    spec=f"{SPEC}#dom-cursorcaptureconstraint",
    basis="MUST",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_cursor_setting_matches_the_frames(facts: Facts) -> None:
    """`getSettings().cursor` "always" means that the frames of a screen show the cursor, "never" that they do not.

    Presenters point with the cursor; products read from the setting whether viewers see it.
    """
    judged = {name: seen for name, seen in facts.items() if seen.get("setting") in {"always", "never"}}
    if not judged:
        not_supported("the cursor setting of a captured screen")
    for name, seen in judged.items():
        subject = f'cursor seen in the frames with getSettings().cursor="{seen["setting"]}" (case {name})'
        expect(seen.get("cursorVisible"), subject).equals(seen["setting"] == "always")

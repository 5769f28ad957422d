"""Check captures of a screen and of a window: frames, settings and cursor."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


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

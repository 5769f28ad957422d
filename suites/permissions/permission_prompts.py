"""Prompts of getUserMedia() and pickers of getDisplayMedia(): what a page gets before and after the user answers."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

MAIN = "https://w3c.github.io/mediacapture-main/"
SHARE = "https://w3c.github.io/mediacapture-screen-share/"
GET_USER_MEDIA = f"{MAIN}#dom-mediadevices-getusermedia"
GET_DISPLAY_MEDIA = f"{SHARE}#dom-mediadevices-getdisplaymedia"
DISPLAY = ("api.MediaDevices.getDisplayMedia",)
USER = ("api.MediaDevices.getUserMedia",)
# "If the user never responds, this algorithm stalls on this step"; a user agent may also reject without a prompt.
NO_ANSWER = ["pending", "NotAllowedError"]


def _expect_prompt(facts: Facts, call: str, closed: str) -> None:
    """Expect that a call gives nothing before the user answers, and nothing when Escape closes the prompt."""
    expect(facts["unanswered"], f"{call} before the user answers").is_one_of(NO_ANSWER)
    # Whether Escape answers the prompt is left to the user agent
    expect(facts[closed], f"{call} after Escape").is_one_of(NO_ANSWER)


def _expect_allowed(facts: Facts, call: str) -> None:
    """Expect that a call stays pending until the user allows it; no verdict where the keys did not reach the button."""
    expect(facts["unanswered"], f"{call} before the user answers").is_one_of(NO_ANSWER)
    if facts["allowed"] in NO_ANSWER:
        not_supported(f"allowing {call} by the keys that this probe presses")
    expect(facts["allowed"], f"{call} after the user allows it").equals("fulfilled")


# "Ask the user for express permission" ... "If the user never responds, this algorithm stalls on this step."
@check("permissions/camera_prompt.js", spec=GET_USER_MEDIA, basis="MUST", features=USER)
def test_get_user_media_video_waits_for_prompt(facts: Facts) -> None:
    """`getUserMedia({ video: true })` gives no camera before the user answers the prompt, nor when it is dismissed.

    Websites would film users without their consent.
    """
    _expect_prompt(facts, "getUserMedia({ video: true })", "dismissed")


# "Ask the user for express permission" ... "If the user never responds, this algorithm stalls on this step."
@check("permissions/microphone_prompt.js", spec=GET_USER_MEDIA, basis="MUST", features=USER)
def test_get_user_media_audio_waits_for_prompt(facts: Facts) -> None:
    """`getUserMedia({ audio: true })` gives no microphone before the user answers the prompt, nor when it is dismissed.

    Websites would listen to users without their consent.
    """
    _expect_prompt(facts, "getUserMedia({ audio: true })", "dismissed")


# "For each media type kind in requestedMediaTypes, ... Request permission to use"
@check("permissions/both_prompt.js", spec=GET_USER_MEDIA, basis="MUST", features=USER)
def test_get_user_media_audio_and_video_waits_for_prompt(facts: Facts) -> None:
    """`getUserMedia({ audio: true, video: true })` gives nothing before the user answers, nor when dismissed.

    The prompt before a meeting must not hand out the camera while only the microphone was allowed.
    """
    _expect_prompt(facts, "getUserMedia({ audio: true, video: true })", "dismissed")


# "If the user gives express permission to use the powerful feature, set current state to granted"
@check("permissions/camera_in_use.js", spec=GET_USER_MEDIA, basis="MUST", features=USER)
def test_get_user_media_resolves_when_user_allows(facts: Facts) -> None:
    """`getUserMedia({ video: true })` resolves when the user allows the camera in the prompt, and not before.

    No meeting starts when a camera that was allowed does not open.
    """
    _expect_allowed(facts, "getUserMedia({ video: true })")


# "If the result of the request is denied, jump to the step labeled Permission Failure"
@check(
    "permissions/never_allowed.js",
    spec=GET_USER_MEDIA,
    basis="MUST",
    features=(*USER, "api.Permissions.permission_camera"),
)
def test_get_user_media_blocked_rejects_with_not_allowed_error(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` when the user blocks the camera, and again while it is "denied".

    Websites could nag users with prompts until they give in.
    """
    if facts["forbidden"] in ("pending", "fulfilled"):
        not_supported("blocking the camera by the keys that this probe presses")
    expect(facts["forbidden"], "getUserMedia() after the user blocks the camera").equals("NotAllowedError")
    # How long a block lasts is left to the user agent
    if facts["state"] == "denied":
        expect(facts["again"], 'getUserMedia() while permissions.query() reports "denied"').equals("NotAllowedError")


# "The user agent MUST let the end-user choose which display surface to share out of all available choices every time"
@check("permissions/picker_plain.js", spec=GET_DISPLAY_MEDIA, basis="MUST", features=DISPLAY)
def test_get_display_media_waits_for_picker(facts: Facts) -> None:
    """`getDisplayMedia({ video: true })` gives no track before the user chooses, nor when the picker is canceled.

    Websites would see the screen without the user's consent.
    """
    _expect_prompt(facts, "getDisplayMedia({ video: true })", "cancelled")


# "The user agent MUST let the end-user choose which display surface to share out of all available choices every time"
@check(
    "permissions/picker_own_tab.js",
    spec=GET_DISPLAY_MEDIA,
    basis="MUST",
    features=(*DISPLAY, "api.MediaDevices.getDisplayMedia.preferCurrentTab_option"),
)
def test_get_display_media_prefer_current_tab_waits_for_picker(facts: Facts) -> None:
    """`getDisplayMedia({ preferCurrentTab: true })` gives no track before the user chooses, nor when canceled.

    A page could read content of other origins that it embeds.
    """
    _expect_prompt(facts, "getDisplayMedia({ preferCurrentTab: true })", "cancelled")


# The user agent "MUST NOT use any MediaTrackConstraints in options.video or options.audio to limit that choice."
@check("permissions/picker_tab.js", spec=GET_DISPLAY_MEDIA, basis="MUST", features=DISPLAY)
def test_get_display_media_display_surface_browser_waits_for_picker(facts: Facts) -> None:
    """`getDisplayMedia()` with `displaySurface: "browser"` gives no track before the user chooses, nor when canceled.

    The constraint may open the tab list of the picker, but a page must not choose a tab for the user.
    """
    _expect_prompt(facts, 'getDisplayMedia({ video: { displaySurface: "browser" } })', "cancelled")


# The user agent "MUST NOT use any MediaTrackConstraints in options.video or options.audio to limit that choice."
@check("permissions/picker_window.js", spec=GET_DISPLAY_MEDIA, basis="MUST", features=DISPLAY)
def test_get_display_media_display_surface_window_waits_for_picker(facts: Facts) -> None:
    """`getDisplayMedia()` with `displaySurface: "window"` gives no track before the user chooses, nor when canceled.

    The constraint may open the window list of the picker, but a page must not choose a window for the user.
    """
    _expect_prompt(facts, 'getDisplayMedia({ video: { displaySurface: "window" } })', "cancelled")


# The user agent "MUST NOT use any MediaTrackConstraints in options.video or options.audio to limit that choice."
@check("permissions/picker_screen.js", spec=GET_DISPLAY_MEDIA, basis="MUST", features=DISPLAY)
def test_get_display_media_display_surface_monitor_waits_for_picker(facts: Facts) -> None:
    """`getDisplayMedia()` with `displaySurface: "monitor"` gives no track before the user chooses, nor when canceled.

    With a single screen there is nothing to choose, but the user must still consent.
    """
    _expect_prompt(facts, 'getDisplayMedia({ video: { displaySurface: "monitor" } })', "cancelled")


# "The user agent MUST let the end-user choose which display surface to share out of all available choices every time"
@check(
    "permissions/picker_no_screens.js",
    spec=GET_DISPLAY_MEDIA,
    basis="MUST",
    features=(*DISPLAY, "api.MediaDevices.getDisplayMedia.monitorTypeSurfaces_option"),
)
def test_get_display_media_monitor_type_surfaces_exclude_waits_for_picker(facts: Facts) -> None:
    """`getDisplayMedia({ monitorTypeSurfaces: "exclude" })` gives no track before the user chooses.

    Fewer surfaces to choose from are no consent of the user.
    """
    _expect_prompt(facts, 'getDisplayMedia({ monitorTypeSurfaces: "exclude" })', "cancelled")


# When a track ends for any reason other than stop(): "Set track's ReadyState to ended."
@check(
    "permissions/sharing_screen.js",
    spec=f"{MAIN}#track-ended",
    basis="MUST",
    features=(*DISPLAY, "api.MediaStreamTrack.readyState"),
)
def test_stop_sharing_in_browser_ui_ends_screen_track(facts: Facts) -> None:
    """A screen track of `getDisplayMedia()` has `readyState` "ended" after the user stops sharing in the browser's UI.

    Participants would go on seeing a screen that the user believes is no longer shared.
    """
    _expect_allowed(facts, "getDisplayMedia()")
    if facts.get("stopSharingButtonFound") is not True:
        not_supported("a button of the browser to stop sharing that this probe finds")
    expect(facts["readyState"], "MediaStreamTrack.readyState after the user stops sharing").equals("ended")


# When a track ends for any reason other than stop(): "Fire an event named ended at the object."
@check(
    "permissions/sharing_tab.js",
    spec=f"{MAIN}#track-ended",
    basis="MUST",
    features=(*DISPLAY, "api.MediaStreamTrack.readyState", "api.MediaStreamTrack.ended_event"),
)
def test_stop_sharing_in_browser_ui_fires_ended(facts: Facts) -> None:
    """A tab track of `getDisplayMedia()` fires `ended` once when the user stops sharing in the browser's UI.

    Products show "you are sharing" for ever when they miss the event.
    """
    _expect_allowed(facts, "getDisplayMedia({ preferCurrentTab: true })")
    if facts.get("stopSharingButtonFound") is not True:
        not_supported("a button of the browser to stop sharing that this probe finds")
    expect(facts["endedEvents"], "ended events after the user stops sharing", "events").equals(1)
    expect(facts["readyState"], "MediaStreamTrack.readyState after the user stops sharing").equals("ended")


# What "denied" means: "The user, or the user agent on the user's behalf, has denied access"
@check(
    "permissions/site_permissions.js",
    spec="https://w3c.github.io/permissions/#dfn-denied",
    basis="MUST",
    features=("api.Permissions.permission_camera", "api.PermissionStatus.state"),
)
def test_permissions_query_camera_is_not_denied_after_allow(facts: Facts) -> None:
    """`permissions.query({ name: "camera" })` does not report "denied" after the user allows the camera.

    Products would tell users to unblock a camera that works.
    """
    _expect_allowed(facts, "getUserMedia({ video: true })")
    if facts["state"] not in ("granted", "prompt", "denied"):
        not_supported('permissions.query({ name: "camera" })')
    # How long a grant lasts is left to the user agent
    expect(facts["state"], "PermissionStatus.state of camera after the user allows it").differs_from("denied")

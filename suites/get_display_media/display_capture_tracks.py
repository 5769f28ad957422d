"""Check the MediaStreamTrack of a display capture: constraints, `enabled`, `clone()`, `stop()` and a second capture."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/limits.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia",
        "api.MediaStreamTrack.applyConstraints.frameRate_constraint",
        "api.MediaStreamTrack.applyConstraints.width_constraint",
    ),
)
def test_get_display_media_keeps_width_max_and_frame_rate_max(facts: Facts) -> None:
    """`getDisplayMedia()` keeps `width.max` in the frames, and `getSettings()` reports it and `frameRate.max`.

    Sharing a 4K screen unscaled overloads slow devices and low-bandwidth connections.
    """
    opened = facts["opened"]
    expect(opened.get("holds"), "frames are at most 200 px wide with width.max=200").is_true()
    expect(opened.get("settingsMatchFrame"), "getSettings().width and height are the frame size").is_true()
    expect(facts["frameRate"], "getSettings().frameRate with frameRate.max=5", "fps").is_at_most(5)


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/limits.js",
    spec=f"{MAIN}#dom-mediastreamtrack-applyconstraints",
    basis="MUST",
    features=("api.MediaStreamTrack.applyConstraints", "api.MediaStreamTrack.applyConstraints.width_constraint"),
)
def test_apply_constraints_width_max_shrinks_a_running_capture(facts: Facts) -> None:
    """`applyConstraints({width: {max: 100}})` on a display capture shrinks its frames, and `getSettings()` follows.

    Products adapt to low bandwidth without asking the user to share again.
    """
    applied = facts["applied"]
    if isinstance(applied, dict) and applied.get("name") == "OverconstrainedError":
        not_supported("downscaling of a running display capture")
    expect(applied, "applyConstraints({width: {max: 100}}) on a display capture").equals("yes")
    smaller = facts["smaller"]
    expect(smaller.get("holds"), "frames are at most 100 px wide with width.max=100").is_true()
    expect(smaller.get("settingsMatchFrame"), "getSettings().width and height are the frame size").is_true()


# media-capture: "ends for any reason other than the stop() method being invoked ... Fire an event named ended"
@check(
    "get_display_media/stop.js",
    spec=f"{MAIN}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.stop", "api.MediaStreamTrack.ended_event", "api.MediaStream.active"),
)
def test_stop_ends_a_tab_capture_without_ended_event(facts: Facts) -> None:
    """`stop()` on a captured tab sets `readyState` to "ended" and the stream inactive, and fires no `ended` event.

    Products use the event to recognize the user's "Stop sharing".
    """
    expect(facts["before"], "track and stream before stop()").equals({"readyState": "live", "active": True})
    expect(facts["after"], "track and stream after stop()").equals({"readyState": "ended", "active": False})
    expect(facts["endedEvents"], "ended events after stop()", "events").equals(0)


# media-capture: "[[ReadyState]], initialized to "live"" for the track of each new capture
@check(
    "get_display_media/stop.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.readyState"),
)
def test_get_display_media_after_stop_returns_a_live_track(facts: Facts) -> None:
    """`getDisplayMedia()` after `stop()` of the last capture resolves with a live track.

    Users stop sharing and share something else many times a day.
    """
    expect(facts["recapturedReadyState"], "readyState of the second getDisplayMedia() track").equals("live")


# screen-share: "This audio track MUST NOT be included if audio was not specified in requestedMediaTypes"
@check(
    "get_display_media/screen_tracks.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_monitor_capture_without_audio_has_one_video_track(facts: Facts) -> None:
    """`getDisplayMedia()` of a screen without `audio` resolves with one video track and no audio track.

    System audio that a product did not request must not reach the other participants.
    """
    expect(facts["kinds"], "kinds of the tracks of getDisplayMedia() without audio").equals(["video"])


# media-capture: "is muted or disabled (or both) the consumer gets ... black frames for video"
@check(
    "get_display_media/screen_tracks.js",
    spec=f"{MAIN}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_monitor_capture_enabled_false_is_black(facts: Facts) -> None:
    """A captured screen is black while its track has `enabled=false`, and visible again with `enabled=true`.

    Products hide a screen this way for a moment without asking the user to share again.
    """
    switched = facts["switched"]
    expect(switched.get("shown"), "frames show the screen with enabled=true").is_true()
    expect(switched.get("black"), "frames are black with enabled=false").is_true()
    expect(switched.get("shownWhenReenabled"), "frames show the screen with enabled=true again").is_true()


# media-capture: "A cloned MediaStreamTrack has a set of constraints that is independent of the instance"
@check(
    "get_display_media/screen_tracks.js",
    spec=f"{MAIN}#track-clone",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.applyConstraints"),
)
def test_monitor_capture_clone_has_its_own_width(facts: Facts) -> None:
    """`applyConstraints()` and `stop()` on a clone of a captured screen leave the original's size and state alone.

    Products show a small preview from a clone while they send the full size.
    """
    copied = facts["copied"]
    if not copied.get("applied"):
        not_supported("downscaling of a running display capture")
    expect(copied.get("smaller"), "clone's frames are at most 320 px wide with width.max=320").is_true()
    expect(copied.get("originalWidthKept"), "original's getSettings().width stays above 320 px").is_true()
    expect(copied.get("originalReadyState"), "original's readyState after the clone's stop()").equals("live")


# media-capture: "[[ReadyState]], initialized to "live""; stop() sets only its own track's [[ReadyState]] to "ended"
@check(
    "get_display_media/screen_tracks.js",
    spec=f"{MAIN}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.stop", "api.MediaStreamTrack.readyState"),
)
def test_stop_of_one_monitor_capture_leaves_a_second_live(facts: Facts) -> None:
    """A second `getDisplayMedia()` of a screen stays live when the first is stopped with `stop()`.

    Products replace one share by the next without a gap.
    """
    first, second = facts["concurrentTracks"][0], facts["concurrentTracks"][1]
    if first != "live":
        not_supported("two display captures at once")
    expect(second, "readyState of the second getDisplayMedia() track").equals("live")
    expect(facts["otherReadyState"], "readyState of the second track after stop() of the first").equals("live")


# media-capture: "ends for any reason other than the stop() method being invoked ... Fire an event named ended"
@check(
    "get_display_media/screen_tracks.js",
    spec=f"{MAIN}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.stop", "api.MediaStreamTrack.ended_event", "api.MediaStream.active"),
)
def test_stop_ends_a_monitor_capture_without_ended_event(facts: Facts) -> None:
    """`stop()` on a captured screen sets `readyState` to "ended" and the stream inactive, and fires no `ended` event.

    Products use the event to recognize the user's "Stop sharing".
    """
    expect(facts["readyState"], "MediaStreamTrack.readyState after stop()").equals("ended")
    expect(facts["streamActive"], "MediaStream.active after stop()").is_false()
    expect(facts["endedEvents"], "ended events after stop()", "events").equals(0)


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/screen_tracks.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia",
        "api.MediaStreamTrack.applyConstraints.frameRate_constraint",
        "api.MediaStreamTrack.getSettings",
    ),
)
def test_monitor_capture_keeps_frame_rate_max(facts: Facts) -> None:
    """`getDisplayMedia()` of a screen delivers no more frames than `frameRate.max`, and `getSettings()` agrees.

    Sharing slides at 5 frames per second saves battery and bandwidth.
    """
    slow = facts["slow"]
    expect(slow.get("frameRateWithinMax"), "frames arrive at no more than 6.5 fps with frameRate.max=5").is_true()
    expect(slow.get("settingWithinMax"), "getSettings().frameRate is at most 5 fps with frameRate.max=5").is_true()

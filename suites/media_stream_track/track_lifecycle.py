"""Check MediaStreamTrack: a new track, `stop()`, and several requests at once."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# A new track


# media-capture: "[[ReadyState]], initialized to "live". [[Enabled]], initialized to true."
@check(
    "get_user_media/default_video.js",
    spec=f"{SPEC}#life-cycle",
    basis="MUST",
    features=(
        "api.MediaDevices.getUserMedia",
        "api.MediaStreamTrack.enabled",
        "api.MediaStreamTrack.muted",
        "api.MediaStreamTrack.readyState",
    ),
)
def test_new_track_is_live_enabled_and_unmuted(facts: Facts) -> None:
    """A new `getUserMedia()` track has `readyState` "live", `enabled=true`, and `muted=false` while frames arrive.

    Products drive their "camera on" indicator from these attributes.
    """
    expect(facts["readyState"], "MediaStreamTrack.readyState of a new track").equals("live")
    expect(facts["enabled"], "MediaStreamTrack.enabled of a new track").is_true()
    # "Live samples MUST NOT be made available to a MediaStreamTrack while it is muted"
    if facts.get("framesChange"):
        expect(facts["muted"], "MediaStreamTrack.muted of a track whose frames change").is_false()


# Stopped tracks


# media-capture: stop() sets "[[ReadyState]] to "ended""; a stream that "only has tracks that are ended is inactive"
@check(
    "media_stream_track/stop.js",
    spec=f"{SPEC}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.stop", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_of_all_tracks_makes_the_stream_inactive(facts: Facts) -> None:
    """`stop()` ends its own track alone; the stream becomes inactive with the last one and keeps all tracks.

    Products show that camera and microphone are off only when all tracks have ended.
    """
    one = facts["oneStopped"]
    expect(one.get("video"), "readyState of the stopped video track").equals("ended")
    expect(one.get("audio"), "readyState of the audio track that was not stopped").equals("live")
    expect(one.get("active"), "MediaStream.active with one live track").is_true()
    expect(one.get("tracks"), "MediaStream.getTracks() with one stopped track", "tracks").equals(2)
    expect(facts["allStopped"].get("active"), "MediaStream.active with all tracks stopped").is_false()
    expect(facts["allStopped"].get("tracks"), "MediaStream.getTracks() with all tracks stopped", "tracks").equals(2)


# media-capture: "ends for any reason other than the stop() method being invoked ... Fire an event named ended"
@check(
    "media_stream_track/stop.js",
    spec=f"{SPEC}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.stop", "api.MediaStreamTrack.ended_event"),
)
def test_stop_fires_no_ended_event(facts: Facts) -> None:
    """`stop()` on a camera track fires no `ended` event.

    Products use the event to tell an unplugged camera from their own hang-up.
    """
    expect(facts["trackEndedEvent"], "ended event fired after track.stop()").is_false()


# media-capture: "ended playback ... when ... The MediaStream state is inactive after having been active"
@check(
    "media_stream_track/stop.js",
    spec=f"{SPEC}#mediastreams-in-media-elements",
    basis="MUST",
    features=("api.MediaStreamTrack.stop", "api.HTMLMediaElement.ended_event", "api.HTMLMediaElement.srcObject"),
)
def test_video_element_fires_ended_when_its_stream_becomes_inactive(facts: Facts) -> None:
    """A `<video>` element fires `ended` when all tracks of its `srcObject` are stopped with `stop()`.

    Without the event a product leaves a frozen last frame on the screen.
    """
    expect(facts["elementEnded"], "ended event of the video element after all tracks stopped").is_true()


# media-capture: "[[ReadyState]], initialized to "live"" for the track of each new request
@check(
    "media_stream_track/stop.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", "api.MediaStreamTrack.readyState"),
)
def test_get_user_media_after_stop_returns_a_live_track(facts: Facts) -> None:
    """`getUserMedia()` after `stop()` of the last camera track resolves with a live track.

    Users leave one call and join the next many times a day.
    """
    expect(facts["reopens"], "readyState of the camera track opened after stop()").equals("live")


# Several requests at once


# media-capture: "[[ReadyState]], initialized to "live""; else OverconstrainedError
@check(
    "media_stream_track/at_once.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", "api.OverconstrainedError"),
)
def test_concurrent_get_user_media_calls_settle_independently(facts: Facts) -> None:
    """Concurrent `getUserMedia()` calls settle each with its own live track or its own `OverconstrainedError`.

    Preview, call and recording often open devices in the same moment.
    """
    expect(facts["impossible"], "concurrent getUserMedia() with width.exact=100000").equals("OverconstrainedError")
    states = facts["states"]
    if "OverconstrainedError" in states[:2]:
        not_supported("a camera with widths of 640 and 320")
    expect(states, "readyState of two camera and two microphone tracks opened at once").equals(["live"] * 4)
    expect(facts["idsDiffer"], "ids of the four tracks differ").is_true()


# media-capture: stop(): "the source may be stopped, unless other MediaStreamTrack objects depend on it"
@check(
    "media_stream_track/at_once.js",
    spec=f"{SPEC}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.stop", "api.MediaStreamTrack.readyState"),
)
def test_stop_leaves_another_track_of_the_same_device_live(facts: Facts) -> None:
    """`stop()` on one track leaves another `getUserMedia()` track of the same device live and delivering frames.

    Users close the preview and the call goes on.
    """
    expect(facts["otherReadyStates"], "readyState of the other camera and microphone tracks").equals(["live", "live"])
    expect(facts["framesContinue"], "frames of the other camera track change after stop()").is_true()

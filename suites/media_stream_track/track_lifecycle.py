"""Check MediaStreamTrack: a new track, `enabled`, `clone()`, `stop()`, and several requests at once."""

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


# Disabled tracks


# media-capture: "is muted or disabled (or both) the consumer gets ... black frames for video"
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_enabled_false_makes_video_black(facts: Facts) -> None:
    """A camera track with `enabled=false` delivers black frames.

    "Camera off" in a call must mean that nobody sees the user.
    """
    expect(facts["before"].get("picture"), "camera frames are not black with enabled=true").is_true()
    expect(facts["disabled"].get("black"), "camera frames are black with enabled=false").is_true()


# media-capture: "is muted or disabled (or both) the consumer gets ... silence for audio"
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_enabled_false_silences_audio(facts: Facts) -> None:
    """A microphone track with `enabled=false` delivers silence.

    "Muted" in a call must mean that nobody hears the user.
    """
    expect(facts["before"].get("tone"), "tone in the microphone track with enabled=true").is_true()
    expect(facts["disabled"].get("tone"), "tone in the microphone track with enabled=false").is_false()


# media-capture: "media from the source only flows when a MediaStreamTrack object is both unmuted and enabled"
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_enabled_true_resumes_media(facts: Facts) -> None:
    """Camera frames and microphone audio resume when `enabled` is set from false to true.

    Users unmute and expect that others hear them at once.
    """
    expect(facts["after"].get("picture"), "camera frames are not black with enabled=true again").is_true()
    expect(facts["after"].get("tone"), "tone in the microphone track with enabled=true again").is_true()


# media-capture: "two dimensions ... for a live MediaStreamTrack: muted / not muted, and enabled / disabled."
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#media-flow",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.enabled",
        "api.MediaStreamTrack.muted",
        "api.MediaStreamTrack.mute_event",
        "api.MediaStreamTrack.ended_event",
    ),
)
def test_enabled_false_changes_neither_muted_nor_ready_state(facts: Facts) -> None:
    """`enabled=false` leaves `muted` false, `readyState` "live" and the stream active, and fires no event.

    Products show "muted by the system" and "muted by the user" as different states.
    """
    state = facts["stateWhileDisabled"]
    expect(state.get("muted"), "MediaStreamTrack.muted with enabled=false").is_false()
    expect(state.get("readyState"), "MediaStreamTrack.readyState with enabled=false").equals("live")
    expect(state.get("active"), "MediaStream.active with enabled=false").is_true()
    expect(facts["events"], "mute, unmute and ended events when enabled changes").is_empty()


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


# Cloned tracks


# media-capture: "Set trackClone's [[Constraints]] to a clone of track's [[Constraints]]."
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#track-clone",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.label", "api.MediaStreamTrack.getConstraints"),
)
def test_clone_copies_label_and_constraints(facts: Facts) -> None:
    """`MediaStreamTrack.clone()` returns a track with a new `id`, the same `label` and the same `getConstraints()`.

    The self-view and the track that is sent are usually clones of one track.
    """
    inherited = facts["inherited"]
    expect(facts["idsDiffer"], "clone's id differs from the original's").is_true()
    expect(inherited.get("sameLabel"), "clone's label is the original's").is_true()
    constraints = inherited["constraints"]
    expect(constraints.get("width"), "clone's getConstraints().width").equals({"exact": 640})
    expect(constraints.get("height"), "clone's getConstraints().height").equals({"exact": 480})


# media-capture: "is muted or disabled (or both) the consumer gets ... black frames for video"
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.enabled"),
)
def test_clone_has_its_own_enabled_state(facts: Facts) -> None:
    """A clone with `enabled=true` shows the camera while the original with `enabled=false` is black.

    Users check their self-view before they turn the camera on for others.
    """
    apart = facts["enabledIndependent"]
    expect(apart.get("cloneIsBright"), "clone's frames are not black with enabled=true").is_true()
    expect(apart.get("originalIsBlack"), "original's frames are black with enabled=false").is_true()


# media-capture: "A cloned MediaStreamTrack has a set of constraints that is independent of the instance"
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#track-clone",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.clone",
        "api.MediaStreamTrack.applyConstraints",
        "api.MediaStreamTrack.applyConstraints.width_constraint",
        "api.MediaStreamTrack.applyConstraints.height_constraint",
    ),
)
def test_apply_constraints_on_a_clone_leaves_the_original_size(facts: Facts) -> None:
    """`applyConstraints()` with another exact size on a camera clone leaves the original's frame size.

    A small preview next to a large sent video saves CPU.
    """
    sizes = facts["sizesIndependent"]
    expect(sizes.get("original"), "frame size of the original after applyConstraints() on its clone").equals([640, 480])
    # A source that cannot scale rejects the constraints, and the clone keeps its size
    if sizes.get("copy") == [640, 480]:
        not_supported("two sizes of one camera at once")
    expect(sizes.get("copy"), "frame size of the clone after applyConstraints() to 320x240").equals([320, 240])


# media-capture: stop(): "the source may be stopped, unless other MediaStreamTrack objects depend on it"
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.stop"),
)
def test_clone_delivers_frames_after_the_original_is_stopped(facts: Facts) -> None:
    """A clone stays live and delivers frames after `stop()` of its original.

    Leaving one meeting room must not turn the camera black in another.
    """
    expect(facts["cloneStaysLive"], "clone is live with changing frames after stop() of the original").is_true()


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

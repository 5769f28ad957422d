"""Calls whose tracks are replaced with RTCRtpSender.replaceTrack()."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"


# "have the sender switch seamlessly to transmitting withTrack instead of the sender's existing track"
@check(
    "calls/replace_track.js",
    spec=f"{PC}#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack", "api.RTCRtpSender.track"),
)
def test_replace_track_switches_received_media(facts: Facts) -> None:
    """`replaceTrack()` in a call switches the received video and audio to the new track, at its aspect ratio.

    Changing the camera and sharing a screen work this way: others keep seeing the old camera where it fails.
    """
    expect(facts["before"], "video and audio received before replaceTrack()").equals({"seen": True, "heard": True})
    expect(facts["replaced"], "replaceTrack() outcomes for video and audio").equals(["accepted", "accepted"])
    after = facts["after"]
    expect(after["seen"], "frames of the new track received after replaceTrack()").is_true()
    expect(after["heard"], "tone of the new track received after replaceTrack()").is_true()
    expect(after["sender"], "RTCRtpSender.track is the new track after replaceTrack()").is_true()
    width, height = after["size"]
    expect(width / height if height else None, f"aspect ratio of the received {width}x{height} frames").is_close_to(
        16 / 9, within=0.03
    )


# "Attempts to replace the current track with another track provided ..., without renegotiation."
@check(
    "calls/replace_track.js",
    spec=f"{PC}#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=(
        "api.RTCRtpSender.replaceTrack",
        "api.RTCPeerConnection.negotiationneeded_event",
        "api.RTCRtpReceiver.track",
    ),
)
def test_replace_track_fires_no_negotiationneeded(facts: Facts) -> None:
    """`replaceTrack()` fires no `negotiationneeded`, and the remote `RTCRtpReceiver.track` stays the same object.

    A camera change that renegotiates interrupts the call for everybody.
    """
    expect(facts["negotiationWasNeeded"], "negotiationneeded fired by replaceTrack()").is_false()
    expect(facts["after"]["sameReceiver"], "remote RTCRtpReceiver.track is unchanged after replaceTrack()").is_true()


# "If sending is true, and withTrack is null, have the sender stop sending."
@check(
    "calls/replace_track.js",
    spec=f"{PC}#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack", "api.RTCRtpSender.track", "api.MediaStreamTrack.readyState"),
)
def test_replace_track_null_stops_media(facts: Facts) -> None:
    """`replaceTrack(null)` stops video and audio without ending the remote track; a new track resumes the video.

    "Camera off" in meeting products relies on it: the camera light goes out and the call goes on.
    """
    expect(facts["emptied"], "replaceTrack(null) outcomes for video and audio").equals(["accepted", "accepted"])
    none = facts["none"]
    expect(none["sender"], "RTCRtpSender.track after replaceTrack(null)").is_null()
    expect(none["still"], "no new frame received after replaceTrack(null)").is_true()
    expect(none["silent"], "silence received after replaceTrack(null)").is_true()
    expect(none["ended"], "remote MediaStreamTrack.readyState after replaceTrack(null)").equals("live")
    expect(facts["again"], "replaceTrack(track) outcome after null, and new frames received").equals(["accepted", True])


# "If withTrack is non-null and its kind differs from the transceiver kind ..., reject with a TypeError"
@check(
    "calls/replace_track.js",
    spec=f"{PC}#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack", "api.RTCRtpTransceiver.stop"),
)
def test_replace_track_rejects_other_kind_and_stopped(facts: Facts) -> None:
    """`replaceTrack()` rejects another kind with `TypeError`, a stopped transceiver with `InvalidStateError`.

    Applications report the mistake at once instead of showing black video.
    """
    expect(facts["refused"]["another kind"], "replaceTrack() outcome for an audio track on a video sender").equals(
        "TypeError"
    )
    expect(facts["stopped"], "replaceTrack() outcome after RTCRtpTransceiver.stop()").equals("InvalidStateError")

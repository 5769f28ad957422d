"""Calls whose tracks are replaced, added and removed; calls over one BUNDLE transport, and one track in two calls."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"


# Replacing the track of a sender


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


# Adding and removing tracks, stopping transceivers


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/removed_track.js",
    spec=f"{PC}#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.addTrack",
        "api.RTCPeerConnection.track_event",
        "api.RTCTrackEvent.receiver",
        "api.RTCTrackEvent.transceiver",
    ),
)
def test_add_track_adds_video_to_audio_call(facts: Facts) -> None:
    """`addTrack()` in an audio call fires `track` remotely; its video frames arrive and the audio goes on.

    Calls often begin with audio, and the camera is switched on later.
    """
    expect(facts["audioAlone"], "tone received in the audio call").is_true()
    later = facts["later"]
    expect(later["seen"], "video frames received after addTrack() in the audio call").is_true()
    expect(later["heard"], "tone received after addTrack() of a video track").is_true()
    expect(later["own"], "RTCTrackEvent.track is receiver.track of its transceiver, for audio and video").equals(
        [True, True]
    )


# "unless a MediaStream object has previously been created with that id ..., create one with that id"
@check(
    "calls/removed_track.js",
    spec=f"{PC}#dom-rtctrackevent-streams",
    basis="MUST",
    features=("api.RTCTrackEvent.streams", "api.RTCPeerConnection.addTrack", "api.MediaStream.id"),
)
def test_add_track_keeps_stream_together(facts: Facts) -> None:
    """`RTCTrackEvent.streams` holds one `MediaStream` with the sender's `id` for audio and a video track added later.

    Players keep audio and video of one participant together by this stream.
    """
    later = facts["later"]
    expect(later["sameStream"], "RTCTrackEvent.streams[0] of the later track is the stream of the first").is_true()
    expect(later["streamId"], "remote MediaStream.id equals the local MediaStream.id").is_true()
    expect(later["streamHolds"], "kinds in the remote MediaStream").equals(["audio", "video"])


# "If an RTCRtpSender for track already exists in senders, throw an InvalidAccessError."
@check(
    "calls/removed_track.js",
    spec=f"{PC}#dom-rtcpeerconnection-addtrack",
    basis="MUST",
    features=("api.RTCPeerConnection.addTrack",),
)
def test_add_track_twice_throws_invalid_access_error(facts: Facts) -> None:
    """`addTrack()` throws `InvalidAccessError` for a track that is already sent.

    Otherwise a call sends the same video twice and doubles its bandwidth.
    """
    expect(facts["twice"], "addTrack() outcome for a track that has an RTCRtpSender").equals("InvalidAccessError")


# "the track is removed from any remote MediaStreams ..., a mute event is fired at the track"
@check(
    "calls/removed_track.js",
    spec=f"{PC}#dom-rtcpeerconnection-removetrack",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.removeTrack",
        "api.RTCRtpTransceiver.direction",
        "api.MediaStream.addtrack_event",
        "api.MediaStream.removetrack_event",
        "api.MediaStreamTrack.mute_event",
        "api.MediaStreamTrack.muted",
    ),
)
def test_remove_track_mutes_and_removes_remote_track(facts: Facts) -> None:
    """`removeTrack()` makes the peer fire `removetrack` on the stream and `mute` on the track, which stays live.

    User interfaces remove the video tile on these events and reuse the track when the camera comes back.
    """
    removed = facts["removed"]
    expect(removed["atOnce"], "RTCRtpSender.track and transceiver direction after removeTrack()").equals(
        {"track": None, "direction": "recvonly"}
    )
    expect(removed["streamHolds"], "kinds in the remote MediaStream after removeTrack() of video").equals(["audio"])
    expect(removed["streamEvents"], "events of the remote MediaStream").equals(["addtrack video", "removetrack video"])
    expect(removed["trackEvents"], "events of the remote track after removeTrack()").contains("mute").lacks("ended")
    expect(removed["track"], "remote MediaStreamTrack.readyState after removeTrack()").equals("live")
    expect(removed["muted"], "remote MediaStreamTrack.muted after removeTrack()").is_true()
    expect(removed["heard"], "tone received after removeTrack() of video").is_true()


# "If the media description is rejected, and the transceiver is not stopped, then stop the RTCRtpTransceiver"
@check(
    "calls/removed_track.js",
    spec=f"{PC}#dom-rtcrtptransceiver-stop",
    basis="MUST",
    features=(
        "api.RTCRtpTransceiver.stop",
        "api.RTCRtpTransceiver.direction",
        "api.RTCRtpTransceiver.currentDirection.stopped_value",
        "api.MediaStreamTrack.ended_event",
    ),
)
def test_transceiver_stop_rejects_m_line_and_ends_remote_track(facts: Facts) -> None:
    """`RTCRtpTransceiver.stop()` rejects the m-line (port 0), and the remote track fires `ended`.

    A participant's tile stays on screen as frozen video where the end is not reported.
    """
    stopped = facts["stopped"]
    expect(stopped["sound"][:2], "direction and currentDirection of the stopped transceiver").equals(
        ["stopped", "stopped"]
    )
    expect(stopped["rejected"], "rejected m-lines of the local description after stop()").equals([True, False])
    expect(stopped["events"], "events of the remote track after stop()").contains("ended")
    expect(stopped["track"], "remote MediaStreamTrack.readyState after stop()").equals("ended")


# An m-line with port zero "MUST be recycled by generating an m-line for the added RtpTransceiver"
@check(
    "calls/removed_track.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.2",
    basis="MUST",
    features=(
        "api.RTCRtpTransceiver.stop",
        "api.RTCPeerConnection.addTransceiver",
        "api.RTCPeerConnection.createOffer",
    ),
)
def test_rejected_m_line_is_recycled(facts: Facts) -> None:
    """`createOffer()` recycles the m-line of a stopped transceiver for the next one, whose audio arrives.

    SDP of long meetings grows with each participant who joins and leaves where m-lines are not recycled.
    """
    reused = facts["reused"]
    expect(reused["sections"], "SDP offer after stop() and addTransceiver()", "m-lines").equals(2)
    expect(reused["heard"], "tone received over the recycled m-line").is_true()


# BUNDLE and several calls


# "When bundling is used, multiple RTCRtpSender objects will share one transport"
@check(
    "calls/all_in_one.js",
    spec=f"{PC}#dom-rtcrtpsender-transport",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.addTrack",
        "api.RTCPeerConnection.createDataChannel",
        "api.RTCDataChannel.message_event",
    ),
)
def test_bundled_call_carries_audio_video_and_data(facts: Facts) -> None:
    """BUNDLE: audio and video in both directions and a data channel arrive in each of two simultaneous calls.

    This is what an ordinary meeting sends.
    """
    for name in ("one", "other"):
        call = facts[name]
        expect(call["seen"], f"video frames received by both ends of call {name}").equals([True, True])
        expect(call["heard"], f"tone received by both ends of call {name}").equals([True, True])
        expect(call["echoed"], f"data channel message received in call {name}").is_true()


# "When bundling is used, multiple RTCRtpSender objects will share one transport"
@check(
    "calls/all_in_one.js",
    spec=f"{PC}#dom-rtcrtpsender-transport",
    basis="MUST",
    features=(
        "api.RTCRtpSender.transport",
        "api.RTCSctpTransport.transport",
        "api.RTCPeerConnection.getTransceivers",
        "api.RTCPeerConnection.sctp",
    ),
)
def test_bundled_senders_share_one_transport(facts: Facts) -> None:
    """`RTCRtpSender.transport` and `sctp.transport` are one `RTCDtlsTransport` in a call with BUNDLE.

    Applications read the state of the whole call from this one object.
    """
    for name in ("one", "other"):
        call = facts[name]
        expect(call["transports"], f"different RTCDtlsTransport objects at each end of call {name}").equals([1, 1])
        expect(call["sections"], f"getTransceivers().length at each end of call {name}").equals([2, 2])


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/all_in_one.js",
    spec=f"{PC}#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=("api.RTCPeerConnection.addTrack", "api.RTCPeerConnection.close", "api.MediaStreamTrack.readyState"),
)
def test_add_track_to_two_connections(facts: Facts) -> None:
    """`addTrack()` of one track to two `RTCPeerConnection`s: both peers get its video, one after the other closes.

    Small conferences without a server send one camera to each participant.
    """
    mesh = facts["mesh"]
    expect(mesh["both"], "video frames received by both peers").equals([True, True])
    expect(mesh["left"], "video frames received by the second peer after close() of the first call").is_true()
    expect(mesh["track"], "MediaStreamTrack.readyState of the sent track after close()").equals("live")

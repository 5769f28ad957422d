"""Calls whose tracks are added and removed: addTrack(), removeTrack() and RTCRtpTransceiver.stop()."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"


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


# An m-line with port zero "MUST be recycled by generating an "m=" section for the added RtpTransceiver"
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

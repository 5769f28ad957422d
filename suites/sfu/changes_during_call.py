"""Calls through an SFU (forwarding server) that change: tracks, publishers and ICE."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc"
RTP = "https://www.rfc-editor.org/rfc/rfc8834#section-4.1"
"""The demand that media is sent and received at all."""
TRACKS = ("api.RTCPeerConnection.addTransceiver", "api.RTCPeerConnection.track_event")


# Participants that leave, more tracks


# "...process the removal of a remote track": "If track.muted is false, add track to muteTracks."
@check(
    "sfu/leaving.js",
    spec=f"{PC}/#process-remote-track-removal",
    basis="MUST",
    features=("api.MediaStreamTrack.muted", "api.RTCPeerConnection.setRemoteDescription"),
)
def test_removed_publisher_mutes_remote_track(facts: Facts) -> None:
    """`MediaStreamTrack.muted` of a remote track becomes true after an SFU's offer that removes its publisher.

    A participant who left stays on the screen as a frozen image.
    """
    expect(facts.get("offered"), "subscriber answered the SFU's offer without the publisher").is_true()
    expect(facts.get("muted"), "muted of the remote track after that offer").is_true()
    expect(facts.get("stopped"), "frames of the remote track stopped").is_true()


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/leaving.js", spec=RTP, basis="MUST", features=("api.RTCPeerConnection.connectionState",))
def test_leaving_publisher_does_not_stop_other_tracks(facts: Facts) -> None:
    """Other tracks of an `RTCPeerConnection` go on when an SFU's offer makes the m-line of one publisher inactive.

    When one person leaves a meeting, everyone's video freezes.
    """
    expect(facts.get("before"), "subscriber plays frames of both publishers").equals([True, True])
    expect(facts.get("goesOn"), "subscriber plays frames of the remaining publisher").is_true()
    expect(facts.get("state"), "connectionState of the subscriber").equals("connected")


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/second_video.js", spec=RTP, basis="MUST", features=TRACKS)
def test_add_transceiver_in_running_call_sends_second_video(facts: Facts) -> None:
    """`addTransceiver()` and renegotiation in a running call: the SFU's subscriber plays both video tracks.

    Starting a screen share in a meeting fails, or stops the camera.
    """
    expect(facts.get("before"), "subscriber plays frames of the first track").is_true()
    expect(facts.get("secondSeen"), "subscriber plays frames of the second track").is_true()
    expect(facts.get("firstGoesOn"), "subscriber still plays frames of the first track").is_true()


# "have the sender switch seamlessly to transmitting withTrack instead of the sender's existing track"
@check(
    "sfu/second_video.js",
    spec=f"{PC}/#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_replace_track_reaches_subscriber(facts: Facts) -> None:
    """`replaceTrack()` of a publisher: the SFU's subscriber plays the new track without renegotiation.

    Switching the camera in a meeting freezes the video for everyone else.
    """
    expect(facts.get("replaced"), "subscriber plays frames of the track given to replaceTrack()").is_true()


# Switching, pausing, ICE restart


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/switching.js", spec=RTP, basis="MUST", features=("api.RTCPeerConnection.track_event",))
def test_subscriber_plays_switched_publisher(facts: Facts) -> None:
    """RTP of another publisher in the same m-line: the subscriber's track plays its frames in its resolution.

    SFUs show the active speaker this way, without renegotiation; the video freezes when the speaker changes.
    """
    for step, size in (("before", "320x180"), ("after", "384x216")):
        seen = facts.get(step, {})
        expect(seen.get("sees"), f"subscriber plays the publisher's frames {step} the switch").is_true()
        expect(seen.get("size"), f"resolution of the subscriber's video {step} the switch").equals(size)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/switching.js", spec=RTP, basis="MUST", features=("api.RTCPeerConnection.track_event",))
def test_paused_rtp_stream_resumes(facts: Facts) -> None:
    """RTP of a video track that an SFU pauses and resumes: the subscriber plays new frames again.

    SFUs pause participants who are out of sight; they stay frozen when they are shown again.
    """
    expect(facts.get("goesOn"), "subscriber plays new frames after the SFU resumed the stream").is_true()


# webrtc-pc: "Subsequent calls to createOffer will create descriptions that will restart ICE"
@check(
    "sfu/restart.js",
    spec=f"{PC}/#dom-rtcpeerconnection-restartice",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.connectionState"),
)
def test_restart_ice_keeps_video_running(facts: Facts) -> None:
    """`restartIce()` of the publisher and an ICE restart by the SFU change the ufrag, and video goes on.

    Users who change from Wi-Fi to mobile drop out of the meeting.
    """
    expect(facts.get("before"), "subscriber plays frames before the ICE restart").is_true()
    for end, video in (("published", "afterPublisher"), ("subscribed", "afterSubscriber")):
        seen = facts.get(end, {})
        if end == "subscribed" and seen.get("servers") is False:
            not_supported("an ICE restart by the SFU")
        expect(seen.get("ours"), f"a=ice-ufrag of the browser changed after the ICE restart ({end})").is_true()
        expect(seen.get("state"), f"connectionState after the ICE restart ({end})").equals("connected")
        expect(facts.get(video), f"subscriber plays frames after the ICE restart ({end})").is_true()

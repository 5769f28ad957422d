"""Calls through an SFU (forwarding server): published audio, video and data reach subscribers."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc"
RTP = "https://www.rfc-editor.org/rfc/rfc8834#section-4.1"
"""The demand that media is sent and received at all."""
VIDEO_CODECS = "https://www.rfc-editor.org/rfc/rfc7742#section-5"
TRACKS = ("api.RTCPeerConnection.addTransceiver", "api.RTCPeerConnection.track_event")


def _expect_video(facts: Facts) -> None:
    """Expect numbered frames of one codec from publisher to subscriber, at first and at the end of the call."""
    mime_type = f"video/{facts['codec']}"
    for end, report in (("sent", "outbound-rtp"), ("received", "inbound-rtp")):
        expect(facts[end].get("video"), f"codec of {report} (video)").equals(mime_type)
    expect(facts.get("pictures"), f"subscriber plays the publisher's frames ({mime_type})").is_true()
    expect(facts.get("picturesAtEnd"), f"subscriber still plays new frames at the end ({mime_type})").is_true()
    size = expect(facts.get("size"), f"resolution of the subscriber's video ({mime_type})")
    if facts["codec"] == "vp8":
        size.equals("320x180")
    else:
        # Hardware encoders exist for other codecs; they crop to whole blocks of 16 pixels
        size.is_one_of(("320x180", "320x176"))


# RFC 7742: "WebRTC Browsers MUST implement the VP8 video codec"
@check("sfu/call_vp8.js", spec=VIDEO_CODECS, basis="MUST", features=TRACKS)
def test_sfu_forwards_vp8_video(facts: Facts) -> None:
    """VP8 video that is published to an SFU is played by a subscriber.

    Meetings of more than two people go through an SFU and have no video without this.
    """
    _expect_video(facts)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/call_vp9.js", spec=RTP, basis="MUST", features=TRACKS)
def test_sfu_forwards_vp9_video(facts: Facts) -> None:
    """VP9 video that is published to an SFU is played by a subscriber.

    Meetings that use VP9 to save bandwidth have no video.
    """
    _expect_video(facts)


# RFC 7742: "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check("sfu/call_h264.js", spec=VIDEO_CODECS, basis="MUST", features=TRACKS)
def test_sfu_forwards_h264_video(facts: Facts) -> None:
    """H.264 video that is published to an SFU is played by a subscriber.

    Meetings with phones and meeting room systems, which use H.264, have no video.
    """
    _expect_video(facts)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/call_av1.js", spec=RTP, basis="MUST", features=TRACKS)
def test_sfu_forwards_av1_video(facts: Facts) -> None:
    """AV1 video that is published to an SFU is played by a subscriber.

    Meetings that use AV1 to save bandwidth have no video.
    """
    _expect_video(facts)


# RFC 7874: "WebRTC endpoints are REQUIRED to implement the following audio codecs: Opus ..."
@check("sfu/call_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=TRACKS)
def test_sfu_forwards_opus_audio(facts: Facts) -> None:
    """Opus audio that is published to an SFU is played by a subscriber, from the beginning to the end.

    Participants of a meeting cannot hear each other.
    """
    for end, report in (("sent", "outbound-rtp"), ("received", "inbound-rtp")):
        expect(facts[end].get("audio"), f"codec of {report} (audio)").equals("audio/opus")
    expect(facts.get("heard"), "subscriber plays the publisher's tone").is_true()
    expect(facts.get("heardAtEnd"), "subscriber still plays the tone 150 RTP packets later").is_true()


# RFC 8834: "WebRTC Endpoints that are sending media MUST understand and react to FIR feedback messages they receive"
@check("sfu/subscribers.js", spec="https://www.rfc-editor.org/rfc/rfc8834#section-5.1.1", basis="MUST", features=TRACKS)
def test_publisher_sends_keyframe_to_late_subscriber(facts: Facts) -> None:
    """A publisher encodes a keyframe when the SFU asks for one (PLI or FIR), and a late subscriber plays video.

    People who join a running meeting see black video.
    """
    expect(facts.get("lateSees"), "late subscriber plays the publisher's frames").is_true()
    keyframe = facts.get("keyFrame", {})
    # pliCount, firCount and keyFramesEncoded are optional statistics
    if keyframe.get("wasAsked"):
        made = keyframe.get("wasMade")
        expect(made, "outbound-rtp.keyFramesEncoded grew after a PLI or FIR").is_one_of((True, None))


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/subscribers.js", spec=RTP, basis="MUST", features=TRACKS)
def test_second_subscriber_does_not_stop_first(facts: Facts) -> None:
    """Video of an SFU goes on for a first subscriber, its `RTCPeerConnection` unchanged, when a second one subscribes.

    Each new participant of a meeting freezes the video of the others.
    """
    expect(facts.get("before"), "first subscriber plays frames before the second one subscribes").is_true()
    expect(facts.get("firstGoesOn"), "first subscriber plays frames after the second one subscribed").is_true()


# "The default value of true, guarantees that data will be delivered in order."
@check(
    "sfu/data.js",
    spec=f"{PC}/#dom-rtcdatachannelinit-ordered",
    basis="MUST",
    features=("api.RTCPeerConnection.createDataChannel", "api.RTCDataChannel.send", "api.RTCDataChannel.message_event"),
)
def test_data_channel_messages_arrive_in_order(facts: Facts) -> None:
    """`RTCDataChannel` messages through an SFU arrive complete and in order, text and binary.

    Chat messages, captions and remote control of a meeting get lost.
    """
    expect(facts.get("open"), "readyState of the publisher's data channel became open within 10 s").is_true()
    expect(facts.get("heard"), "subscriber received a message within 12 s").is_true()
    expect(facts.get("inOrder"), "subscriber received all 50 text messages in order").is_true()
    expect(facts.get("bytes"), "binary message received").equals([1, 2, 3])


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/capped.js", spec=RTP, basis="MUST", features=TRACKS)
def test_remb_bitrate_cap_keeps_video_running(facts: Facts) -> None:
    """RTCP REMB of 120 kbit/s from an SFU: the publisher's video goes on.

    A meeting whose SFU limits the bitrate of each participant has frozen video.
    """
    expect(facts.get("before"), "subscriber plays frames before the bitrate cap").is_true()
    expect(facts.get("goesOn"), "subscriber plays frames after a REMB of 120 kbit/s").is_true()

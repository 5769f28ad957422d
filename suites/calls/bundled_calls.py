"""Calls over one BUNDLE transport, and one track in two calls."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"


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

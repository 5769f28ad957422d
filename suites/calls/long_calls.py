"""Calls of 30 seconds, one for each codec: video and audio that begin well must not stop later."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WINDOWS = 6
SENDS = "https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection"
CONNECTED = "https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectionstate"
STATE = ("api.RTCPeerConnection.connectionState", "api.RTCPeerConnection.connectionstatechange_event")
VIDEO = ("api.RTCStatsReport.type_inbound-rtp.framesDecoded", "api.RTCStatsReport.type_codec.mimeType")
AUDIO = ("api.RTCStatsReport.type_inbound-rtp.packetsReceived",)

OBSERVED = {
    "moving": "different frames were shown",
    "decoded": "inbound-rtp.framesDecoded grew",
    "arrived": "inbound-rtp.packetsReceived of audio grew",
    "heard": "the 1000 Hz tone was received",
}


def _expect_windows(facts: Facts, names: tuple[str, ...]) -> None:
    """Expect that video or audio goes on in each window of five seconds, up to the last."""
    for number, window in enumerate(facts["windows"], start=1):
        for name in names:
            expect(window.get(name), f"{OBSERVED[name]} in window {number} of {WINDOWS}, each of 5 s").is_true()
    expect(len(facts["windows"]), "call until video or audio stopped", "windows of 5 s").equals(WINDOWS)


def _expect_codec(facts: Facts, mime_type: str) -> None:
    """Expect this codec in the statistics of both ends, at first and at the end."""
    for when, codecs in (("at first", facts), ("at the end", facts["atEnd"])):
        for stream, name in (("outbound-rtp", "sent"), ("inbound-rtp", "received")):
            expect(codecs.get(name), f"codec.mimeType of {stream} {when}").equals(mime_type)


def _expect_connected(facts: Facts) -> None:
    """Expect "connected" at the end; "disconnected" may come and go, for its detection is implementation dependent."""
    for end, states, last in zip("ab", facts["states"], facts["lastStates"], strict=True):
        expect(states, f"connectionState changes at end {end} during the call").lacks("failed", "closed")
        expect(last, f"connectionState at end {end} after 30 s").equals("connected")


# "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check("calls/vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5", basis="MUST", features=VIDEO)
def test_vp8_video_continues_for_30_seconds(facts: Facts) -> None:
    """VP8: `inbound-rtp.framesDecoded` grows and frames change in each 5 s of a 30 s call, with one codec.

    Video that freezes after the first seconds ends a meeting, and no test of the first frames finds it.
    """
    _expect_codec(facts, "video/vp8")
    _expect_windows(facts, ("moving", "decoded"))


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("calls/vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=AUDIO)
def test_opus_audio_with_vp8_continues_for_30_seconds(facts: Facts) -> None:
    """Opus in a call with VP8 video: the tone is received in each 5 s of a 30 s call.

    Audio that falls silent while the video goes on is noticed by everybody but the speaker.
    """
    _expect_windows(facts, ("arrived", "heard"))


# "None of the previous states apply ... and all RTCDtlsTransports are in the connected or closed state"
@check("calls/vp8.js", spec=CONNECTED, basis="MUST", features=STATE)
def test_vp8_call_is_connected_after_30_seconds(facts: Facts) -> None:
    """`connectionState` is "connected" after 30 s of a VP8 call and never became "failed".

    Applications hang up or reconnect when a working call reports "failed".
    """
    _expect_connected(facts)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check("calls/vp9.js", spec=SENDS, basis="MUST", features=VIDEO)
def test_vp9_video_continues_for_30_seconds(facts: Facts) -> None:
    """VP9: `inbound-rtp.framesDecoded` grows and frames change in each 5 s of a 30 s call, with one codec.

    Video that freezes after the first seconds ends a meeting, and no test of the first frames finds it.
    """
    _expect_codec(facts, "video/vp9")
    _expect_windows(facts, ("moving", "decoded"))


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("calls/vp9.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=AUDIO)
def test_opus_audio_with_vp9_continues_for_30_seconds(facts: Facts) -> None:
    """Opus in a call with VP9 video: the tone is received in each 5 s of a 30 s call.

    Audio that falls silent while the video goes on is noticed by everybody but the speaker.
    """
    _expect_windows(facts, ("arrived", "heard"))


# "None of the previous states apply ... and all RTCDtlsTransports are in the connected or closed state"
@check("calls/vp9.js", spec=CONNECTED, basis="MUST", features=STATE)
def test_vp9_call_is_connected_after_30_seconds(facts: Facts) -> None:
    """`connectionState` is "connected" after 30 s of a VP9 call and never became "failed".

    Applications hang up or reconnect when a working call reports "failed".
    """
    _expect_connected(facts)


# "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check("calls/h264.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5", basis="MUST", features=VIDEO)
def test_h264_video_continues_for_30_seconds(facts: Facts) -> None:
    """H.264: `inbound-rtp.framesDecoded` grows and frames change in each 5 s of a 30 s call, with one codec.

    Video that freezes after the first seconds ends a meeting, and no test of the first frames finds it.
    """
    _expect_codec(facts, "video/h264")
    _expect_windows(facts, ("moving", "decoded"))


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("calls/h264.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=AUDIO)
def test_opus_audio_with_h264_continues_for_30_seconds(facts: Facts) -> None:
    """Opus in a call with H.264 video: the tone is received in each 5 s of a 30 s call.

    Audio that falls silent while the video goes on is noticed by everybody but the speaker.
    """
    _expect_windows(facts, ("arrived", "heard"))


# "None of the previous states apply ... and all RTCDtlsTransports are in the connected or closed state"
@check("calls/h264.js", spec=CONNECTED, basis="MUST", features=STATE)
def test_h264_call_is_connected_after_30_seconds(facts: Facts) -> None:
    """`connectionState` is "connected" after 30 s of a H.264 call and never became "failed".

    Applications hang up or reconnect when a working call reports "failed".
    """
    _expect_connected(facts)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check("calls/av1.js", spec=SENDS, basis="MUST", features=VIDEO)
def test_av1_video_continues_for_30_seconds(facts: Facts) -> None:
    """AV1: `inbound-rtp.framesDecoded` grows and frames change in each 5 s of a 30 s call, with one codec.

    Video that freezes after the first seconds ends a meeting, and no test of the first frames finds it.
    """
    _expect_codec(facts, "video/av1")
    _expect_windows(facts, ("moving", "decoded"))


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("calls/av1.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=AUDIO)
def test_opus_audio_with_av1_continues_for_30_seconds(facts: Facts) -> None:
    """Opus in a call with AV1 video: the tone is received in each 5 s of a 30 s call.

    Audio that falls silent while the video goes on is noticed by everybody but the speaker.
    """
    _expect_windows(facts, ("arrived", "heard"))


# "None of the previous states apply ... and all RTCDtlsTransports are in the connected or closed state"
@check("calls/av1.js", spec=CONNECTED, basis="MUST", features=STATE)
def test_av1_call_is_connected_after_30_seconds(facts: Facts) -> None:
    """`connectionState` is "connected" after 30 s of a AV1 call and never became "failed".

    Applications hang up or reconnect when a working call reports "failed".
    """
    _expect_connected(facts)


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check(
    "calls/opus.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=(*AUDIO, "api.RTCStatsReport.type_codec.mimeType"),
)
def test_opus_audio_continues_for_30_seconds(facts: Facts) -> None:
    """Opus in an audio call: the tone is received in each 5 s of a 30 s call, with one codec.

    Audio that falls silent after the first seconds ends a call, and no test of the first seconds finds it.
    """
    _expect_codec(facts, "audio/opus")
    _expect_windows(facts, ("arrived", "heard"))


# "None of the previous states apply ... and all RTCDtlsTransports are in the connected or closed state"
@check("calls/opus.js", spec=CONNECTED, basis="MUST", features=STATE)
def test_opus_call_is_connected_after_30_seconds(facts: Facts) -> None:
    """`connectionState` is "connected" after 30 s of an audio call with Opus and never became "failed".

    Applications hang up or reconnect when a working call reports "failed".
    """
    _expect_connected(facts)

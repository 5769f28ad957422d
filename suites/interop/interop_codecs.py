"""Calls between two browsers with one codec alone: both report it in getStats(), and its media arrive."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

DIRECTION = "https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection"
VIDEO_CODECS = "https://www.rfc-editor.org/rfc/rfc7742#section-5"
AUDIO_CODECS = "https://www.rfc-editor.org/rfc/rfc7874#section-3"
FEATURES = (
    "api.RTCRtpTransceiver.setCodecPreferences",
    "api.RTCStatsReport.type_codec.mimeType",
    "api.RTCStatsReport.type_inbound-rtp.codecId",
    "api.RTCStatsReport.type_outbound-rtp.codecId",
)
ROLES = ("offerer", "answerer")


def _expect_codec(facts: Facts, mime_type: str) -> None:
    """Expect this codec in the statistics of both browsers, for what they send and receive."""
    for role in ROLES:
        for stream, name in (("outbound-rtp", "sent"), ("inbound-rtp", "received")):
            used = str(facts[role][name]).lower()
            expect(used, f"codec.mimeType of {stream} at the {role}").equals(mime_type.lower())


def _expect_frames(facts: Facts) -> None:
    """Expect numbered frames in ascending order in both browsers, at first and later."""
    for role in ROLES:
        expect(facts[role]["numbered"], f"10 numbered frames received by the {role}").is_true()
        expect(facts[role]["goesOn"], f"10 numbered frames received by the {role} 45 frames later").is_true()
        expect(facts[role]["backwards"], f"a frame with a lower number than the one before at the {role}").is_false()


def _expect_tone(facts: Facts) -> None:
    """Expect the tone that was sent in both browsers, at first and later."""
    for role in ROLES:
        expect(facts[role]["toneArrives"], f"tone received by the {role}").is_true()
        expect(facts[role]["toneGoesOn"], f"tone received by the {role} 150 RTP packets later").is_true()


# "For each media format on the "m=" line", the attributes of that format and of no other
@check(
    "interop/codec_vp8.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    basis="MUST",
    features=(
        "api.RTCRtpTransceiver.setCodecPreferences",
        "api.RTCPeerConnection.createOffer",
        "api.RTCPeerConnection.setRemoteDescription",
    ),
)
def test_set_remote_description_accepts_one_codec_offer(facts: Facts) -> None:
    """`setRemoteDescription()` accepts the unchanged SDP of another browser after `setCodecPreferences([VP8])`.

    There is no call at all where one browser rejects the SDP of another.
    """
    for role in ROLES:
        expect(facts[role]["refused"], f"descriptions that setRemoteDescription() rejected at the {role}").is_empty()


# "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check("interop/codec_vp8.js", spec=VIDEO_CODECS, basis="MUST", features=FEATURES)
def test_vp8_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with VP8 alone in two browsers: `getStats()` reports it, frames arrive in both.

    Calls fall back to VP8 where the browsers share no better codec.
    """
    _expect_codec(facts, "video/VP8")
    _expect_frames(facts)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check("interop/codec_vp9.js", spec=DIRECTION, basis="MUST", features=FEATURES)
def test_vp9_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with VP9 alone in two browsers: `getStats()` reports it, frames arrive in both.

    Meetings use VP9 to save bandwidth, and show black video where two browsers disagree on it.
    """
    _expect_codec(facts, "video/VP9")
    _expect_frames(facts)


# "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check("interop/codec_h264.js", spec=VIDEO_CODECS, basis="MUST", features=FEATURES)
def test_h264_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with H.264 alone in two browsers: `getStats()` reports it, frames arrive in both.

    Phones and meeting room devices rely on H.264.
    """
    _expect_codec(facts, "video/H264")
    _expect_frames(facts)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check("interop/codec_av1.js", spec=DIRECTION, basis="MUST", features=FEATURES)
def test_av1_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with AV1 alone in two browsers: `getStats()` reports it, frames arrive in both.

    AV1 halves the bitrate of a call, if the other browser decodes it.
    """
    _expect_codec(facts, "video/AV1")
    _expect_frames(facts)


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("interop/codec_opus.js", spec=AUDIO_CODECS, basis="MUST", features=FEATURES)
def test_opus_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with Opus alone in two browsers: `getStats()` reports it, tones arrive in both.

    Nearly every call uses Opus, and is silent where it fails.
    """
    _expect_codec(facts, "audio/opus")
    _expect_tone(facts)


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("interop/codec_pcmu.js", spec=AUDIO_CODECS, basis="MUST", features=FEATURES)
def test_pcmu_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with G.711 (PCMU) alone in two browsers: `getStats()` reports it, tones arrive in both.

    Telephone gateways rely on G.711.
    """
    _expect_codec(facts, "audio/PCMU")
    _expect_tone(facts)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check("interop/codec_g722.js", spec=DIRECTION, basis="MUST", features=FEATURES)
def test_g722_between_two_browsers(facts: Facts) -> None:
    """`setCodecPreferences()` with G.722 alone in two browsers: `getStats()` reports it, tones arrive in both.

    Desk phones use G.722 for wideband audio.
    """
    _expect_codec(facts, "audio/G722")
    _expect_tone(facts)

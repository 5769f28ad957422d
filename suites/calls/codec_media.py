"""Calls that negotiate one codec alone: frames are decoded and shown, and tones are played."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]
FRAMES = ("api.RTCStatsReport.type_inbound-rtp.framesDecoded",)
PACKETS = ("api.RTCStatsReport.type_inbound-rtp.packetsReceived",)

# Variants that every browser has to receive; RTCRtpSender.getCapabilities() says nothing of receiving the others.
ALL = ""
NONE = r"(?!)"
CONSTRAINED_BASELINE = r"(?i)(?=.*packetization-mode=1)(?=.*profile-level-id=42e0)"


def _judged(facts: Facts, mandatory: str) -> Sequence[Facts]:
    """Return the calls to judge: all but those whose optional variant the answer rejects."""
    mime_type = facts["mimeType"]
    calls = every(facts.get("calls", []), f"calls with {mime_type}")
    judged = [each for each in calls if each["negotiated"] != "rejected" or re.search(mandatory, each["codec"])]
    return judged or not_supported(f"receiving {mime_type}")


def _expect_video(facts: Facts, mandatory: str) -> None:
    """Expect frames that are decoded, readable and moving, from the first to the last look."""
    for call in _judged(facts, mandatory):
        codec = call["codec"]
        expect(call["decoded"], f"{codec}: inbound-rtp.framesDecoded reached 5").is_true()
        expect(call["pictures"], f"{codec}: a received frame shows the number drawn into it").is_true()
        expect(call["moving"], f"{codec}: 5 different frames were shown").is_true()
        expect(call["movingAtEnd"], f"{codec}: different frames were still shown at the end of the call").is_true()
        expect(call["decodedAtEnd"], f"{codec}: inbound-rtp.framesDecoded still grew at the end of the call").is_true()


def _expect_tone(facts: Facts, mandatory: str) -> None:
    """Expect the frequency that was sent, at first and 150 RTP packets later."""
    for call in _judged(facts, mandatory):
        codec = call["codec"]
        expect(call["decoded"], f"{codec}: inbound-rtp.packetsReceived reached 5").is_true()
        expect(call["heard"], f"{codec}: the 1000 Hz tone was received").is_true()
        expect(call["heardAtEnd"], f"{codec}: the 1000 Hz tone was received 150 RTP packets later").is_true()
        expect(
            call["decodedAtEnd"], f"{codec}: inbound-rtp.packetsReceived still grew at the end of the call"
        ).is_true()


# "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check(
    "calls/call_vp8.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    basis="MUST",
    features=FRAMES,
)
def test_vp8_video_is_decoded(facts: Facts) -> None:
    """VP8: frames of each negotiated variant are decoded and shown, from the first to the last.

    A codec that is listed but transports no frame leaves users with black video.
    """
    _expect_video(facts, ALL)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/call_vp9.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=FRAMES,
)
def test_vp9_video_is_decoded(facts: Facts) -> None:
    """VP9: frames of each negotiated profile are decoded and shown, from the first to the last.

    A codec that is listed but transports no frame leaves users with black video.
    """
    _expect_video(facts, NONE)


# "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check(
    "calls/call_h264.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    basis="MUST",
    features=FRAMES,
)
def test_h264_video_is_decoded(facts: Facts) -> None:
    """H.264: frames of each negotiated profile and mode are decoded and shown, from the first to the last.

    A codec that is listed but transports no frame leaves users with black video.
    """
    _expect_video(facts, CONSTRAINED_BASELINE)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/call_h265.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=FRAMES,
)
def test_h265_video_is_decoded(facts: Facts) -> None:
    """H.265: frames of each negotiated profile are decoded and shown, from the first to the last.

    A codec that is listed but transports no frame leaves users with black video.
    """
    _expect_video(facts, NONE)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/call_av1.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=FRAMES,
)
def test_av1_video_is_decoded(facts: Facts) -> None:
    """AV1: frames of each negotiated profile are decoded and shown, from the first to the last.

    A codec that is listed but transports no frame leaves users with black video.
    """
    _expect_video(facts, NONE)


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check(
    "calls/call_opus.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=PACKETS,
)
def test_opus_tone_is_received(facts: Facts) -> None:
    """Opus: the receiver plays the tone that was sent, at first and 150 RTP packets later.

    A codec that is listed but silent ends a call before it begins.
    """
    _expect_tone(facts, ALL)


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check(
    "calls/call_pcmu.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=PACKETS,
)
def test_pcmu_tone_is_received(facts: Facts) -> None:
    """PCMU: the receiver plays the tone that was sent, at first and 150 RTP packets later.

    A codec that is listed but silent ends a call before it begins.
    """
    _expect_tone(facts, ALL)


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check(
    "calls/call_pcma.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=PACKETS,
)
def test_pcma_tone_is_received(facts: Facts) -> None:
    """PCMA: the receiver plays the tone that was sent, at first and 150 RTP packets later.

    A codec that is listed but silent ends a call before it begins.
    """
    _expect_tone(facts, ALL)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/call_g722.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=PACKETS,
)
def test_g722_tone_is_received(facts: Facts) -> None:
    """G.722: the receiver plays the tone that was sent, at first and 150 RTP packets later.

    A codec that is listed but silent ends a call before it begins.
    """
    _expect_tone(facts, NONE)

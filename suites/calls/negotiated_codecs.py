"""Calls that negotiate one codec alone: the offer, the answer and the codec that getStats() reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

PREFERENCES = "https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences"
CODEC_FEATURES = (
    "api.RTCRtpTransceiver.setCodecPreferences",
    "api.RTCStatsReport.type_codec.mimeType",
    "api.RTCStatsReport.type_inbound-rtp.codecId",
    "api.RTCStatsReport.type_outbound-rtp.codecId",
)

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


def _expect_negotiated(facts: Facts, mandatory: str) -> None:
    """Expect an offer of this codec alone, its acceptance, and this codec in the statistics of both ends."""
    wanted = facts["mimeType"].lower()
    for call in _judged(facts, mandatory):
        codec = call["codec"]
        expect(call["preferred"], f"setCodecPreferences([{codec}]) outcome").is_true()
        expect(call["offered"], f"codecs in the SDP offer after setCodecPreferences([{codec}])").has_length(1)
        expect(call["negotiated"], f"m-line of the SDP answer to {codec} alone").equals("accepted")
        for stream, name in (("outbound-rtp", "sent"), ("inbound-rtp", "received")):
            used = str(call.get(name)).split(" ")[0].lower()
            expect(used, f"codec.mimeType of {stream} in a call with {codec} alone").equals(wanted)
        if call["decodedAtEnd"]:
            expect(call["sameCodecAtEnd"], f"{codec} is still the codec in getStats() at the end of the call").is_true()


# Video


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_vp8.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_vp8_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with VP8 alone: the offer lists only VP8, and `getStats()` reports it at both ends.

    A product that selects VP8 runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, ALL)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_vp9.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_vp9_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with VP9 alone: the offer lists only VP9, and `getStats()` reports it at both ends.

    A product that selects VP9 runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, NONE)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_h264.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_h264_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with H.264 alone: the offer lists only H.264, and `getStats()` reports it at both ends.

    A product that selects H.264 runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, CONSTRAINED_BASELINE)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_h265.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_h265_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with H.265 alone: the offer lists only H.265, and `getStats()` reports it at both ends.

    A product that selects H.265 runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, NONE)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_av1.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_av1_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with AV1 alone: the offer lists only AV1, and `getStats()` reports it at both ends.

    A product that selects AV1 runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, NONE)


# Audio


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_opus.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_opus_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with Opus alone: the offer lists only Opus, and `getStats()` reports it at both ends.

    A product that selects Opus runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, ALL)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_pcmu.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_pcmu_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with PCMU alone: the offer lists only PCMU, and `getStats()` reports it at both ends.

    A product that selects PCMU runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, ALL)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_pcma.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_pcma_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with PCMA alone: the offer lists only PCMA, and `getStats()` reports it at both ends.

    A product that selects PCMA runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, ALL)


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/call_g722.js",
    spec=PREFERENCES,
    basis="MUST",
    features=CODEC_FEATURES,
)
def test_set_codec_preferences_g722_alone(facts: Facts) -> None:
    """`setCodecPreferences()` with G.722 alone: the offer lists only G.722, and `getStats()` reports it at both ends.

    A product that selects G.722 runs with another codec unnoticed where this fails.
    """
    _expect_negotiated(facts, NONE)

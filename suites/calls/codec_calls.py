"""Calls that negotiate one codec alone, the codec of an encoding, and DTMF."""

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


# The codec of an encoding

ENCODING_CODEC = "api.RTCRtpSender.setParameters.parameters_encodings_parameter.codec"


def _needs_encoding_codec(facts: Facts) -> None:
    """End a check of a browser that does not support `codec`: the section allows an OperationError for all values."""
    ignored = facts["chosen"] == "accepted" and facts["kept"] is None
    if ignored or facts["chosen"] == "OperationError":
        not_supported("RTCRtpEncodingParameters.codec")


# "Set the SendEncodings slot to parameters.encodings, and resolve p with undefined"
@check(
    "calls/encoding_codec.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    basis="MUST",
    features=(ENCODING_CODEC, "api.RTCRtpSender.setParameters", "api.RTCRtpSender.getParameters"),
)
def test_set_parameters_encodings_codec_is_stored(facts: Facts) -> None:
    """`setParameters()` accepts a negotiated `encodings[0].codec`, and `getParameters()` returns it.

    Products switch to a cheaper codec on a hot phone without renegotiation.
    """
    _needs_encoding_codec(facts)
    expect(facts["chosen"], "setParameters() outcome with encodings[0].codec=video/VP9").equals("accepted")
    expect(facts["kept"], "getParameters().encodings[0].codec.mimeType").equals("video/VP9")


# "Any encoding contains a codec not found in choosableCodecs", which rejects with an InvalidModificationError
@check(
    "calls/encoding_codec.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    basis="MUST",
    features=(ENCODING_CODEC, "api.RTCRtpSender.setParameters"),
)
def test_set_parameters_unknown_codec_rejects(facts: Facts) -> None:
    """`setParameters()` rejects an `encodings[0].codec` that was not negotiated with `InvalidModificationError`.

    Products fall back to another codec at once instead of sending with an unexpected one.
    """
    _needs_encoding_codec(facts)
    expect(facts["unknown"], "setParameters() outcome with a codec that was not negotiated").equals(
        "InvalidModificationError"
    )


# "If any encoding contains a codec member whose value does not match any codec ..., throw an OperationError."
@check(
    "calls/encoding_codec.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtransceiver",
    basis="MUST",
    features=(ENCODING_CODEC, "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"),
)
def test_add_transceiver_send_encodings_codec(facts: Facts) -> None:
    """`addTransceiver()` stores `sendEncodings[0].codec` and throws `OperationError` for an unknown codec.

    Products choose the codec of each simulcast layer before the first offer.
    """
    _needs_encoding_codec(facts)
    if facts["added"]["outcome"] == "OperationError":
        not_supported("RTCRtpEncodingParameters.codec in addTransceiver()")
    expect(facts["added"], "addTransceiver() with sendEncodings[0].codec=video/VP9").equals(
        {"outcome": "accepted", "kept": "video/VP9"}
    )
    expect(facts["addedUnknown"]["outcome"], "addTransceiver() outcome with an unknown sendEncodings[0].codec").equals(
        "OperationError"
    )


# DTMF


# "support for the characters 0 through 9, A through D, #, and * are required"
@check(
    "calls/dtmf.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF",
    basis="MUST",
    features=(
        "api.RTCDTMFSender.insertDTMF",
        "api.RTCDTMFSender.tonechange_event",
        "api.RTCDTMFSender.canInsertDTMF",
        "api.RTCDTMFSender.toneBuffer",
        "api.RTCRtpSender.dtmf",
    ),
)
def test_insert_dtmf_fires_tonechange_in_order(facts: Facts) -> None:
    """`insertDTMF()` fires `tonechange` for each DTMF tone in order, then once with an empty `tone`.

    Users type a PIN or a menu choice on a telephone line, where the order counts.
    """
    expect(facts["canInsertDTMF"], "RTCDTMFSender.canInsertDTMF in an audio call").is_true()
    expect(facts["heard"], "tones of the tonechange events").equals([*facts["asked"], ""])
    expect(facts["bufferAfter"], "RTCDTMFSender.toneBuffer after the last tone").equals("")


# "If tones contains any unrecognized characters, throw an InvalidCharacterError."
@check(
    "calls/dtmf.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF",
    basis="MUST",
    features=("api.RTCDTMFSender.insertDTMF", "api.RTCRtpSender.dtmf"),
)
def test_insert_dtmf_unknown_tone_throws(facts: Facts) -> None:
    """`insertDTMF()` throws `InvalidCharacterError` for a character that is no DTMF tone.

    Dial pads report a typing mistake at once instead of sending nothing.
    """
    expect(facts["wrong"], 'insertDTMF("x") outcome').equals("InvalidCharacterError")

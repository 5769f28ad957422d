"""Codecs and formats that a browser reports: `getCapabilities()`, MediaCapabilities and `isTypeSupported()`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SIDES = {"sender": "RTCRtpSender", "receiver": "RTCRtpReceiver"}
WAYS = {"encoding": "encodingInfo", "decoding": "decodingInfo"}
CAPABILITIES = ("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static")
WEBRTC = (
    "api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",
    "api.MediaCapabilities.decodingInfo.configuration_parameter.type.webrtc_option",
)
IS_TYPE_SUPPORTED = "https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported"


def _listed(facts: Facts, side: str, kind: str) -> list[str]:
    """Return the MIME types that `getCapabilities()` lists, in small letters."""
    codecs = (facts[side].get(kind) or {}).get("codecs", ())
    return sorted({codec["mimeType"].lower() for codec in codecs})


def _expect_listed(facts: Facts, mime_type: str) -> None:
    """Expect a codec in `getCapabilities()` of sender and receiver."""
    kind = mime_type.partition("/")[0]
    for side, interface in SIDES.items():
        subject = f'MIME types of {interface}.getCapabilities("{kind}").codecs'
        expect(_listed(facts, side, kind), subject).contains(mime_type.lower())


# RFC 7742: "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_lists_vp8(facts: Facts) -> None:
    """`RTCRtpSender.getCapabilities()` and `RTCRtpReceiver.getCapabilities()` list video/VP8.

    VP8 is one of two video codecs that every browser has; without it calls to other products have no video.
    """
    _expect_listed(facts, "video/VP8")


# RFC 7742: "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_lists_h264(facts: Facts) -> None:
    """`getCapabilities()` lists video/H264 for both `RTCRtpSender` and `RTCRtpReceiver` once one of them has it.

    H.264 is the codec that phones and meeting room systems decode in hardware.
    """
    if not any("video/h264" in _listed(facts, side, "video") for side in SIDES):
        # Firefox loads H.264 as a plug-in, which automation switches off
        not_supported("H.264")
    _expect_listed(facts, "video/H264")


# RFC 7874: "WebRTC endpoints are REQUIRED to implement the following audio codecs: Opus ..."
@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_lists_opus(facts: Facts) -> None:
    """`RTCRtpSender.getCapabilities()` and `RTCRtpReceiver.getCapabilities()` list audio/opus.

    Almost every call uses Opus; without it audio falls back to telephone quality.
    """
    _expect_listed(facts, "audio/opus")


# RFC 7874: "WebRTC endpoints are REQUIRED to implement the following audio codecs: ... PCMA and PCMU"
@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_lists_pcmu_and_pcma(facts: Facts) -> None:
    """`RTCRtpSender.getCapabilities()` and `RTCRtpReceiver.getCapabilities()` list audio/PCMU and audio/PCMA.

    Many telephone gateways support G.711 only.
    """
    _expect_listed(facts, "audio/PCMU")
    _expect_listed(facts, "audio/PCMA")


# RFC 7874: "WebRTC endpoints are REQUIRED to be able to generate and consume the following events"
@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_lists_telephone_event(facts: Facts) -> None:
    """`RTCRtpSender.getCapabilities()` and `RTCRtpReceiver.getCapabilities()` list audio/telephone-event.

    Users cannot navigate telephone menus without DTMF.
    """
    _expect_listed(facts, "audio/telephone-event")


# RFC 7587: "The RTP clock rate in "a=rtpmap" MUST be 48000, and the number of channels MUST be 2."
@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7587#section-7",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_opus_is_48000_hz_and_2_channels(facts: Facts) -> None:
    """`getCapabilities("audio")` lists Opus with `clockRate` 48000 and `channels` 2.

    Other values make the SDP invalid, and the call has no audio.
    """
    opus = [
        (interface, codec)
        for side, interface in SIDES.items()
        for codec in (facts[side].get("audio") or {}).get("codecs", ())
        if codec["mimeType"].lower() == "audio/opus"
    ]
    for interface, codec in every(opus, 'audio/opus in getCapabilities("audio").codecs'):
        subject = f'of audio/opus in {interface}.getCapabilities("audio").codecs'
        expect(codec.get("clockRate"), f"clockRate {subject}", "Hz").equals(48000)
        expect(codec.get("channels"), f"channels {subject}").equals(2)


# "If kind is neither "video" nor "audio" return null."
@check(
    "codecs/capabilities.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getcapabilities",
    basis="MUST",
    features=CAPABILITIES,
)
def test_get_capabilities_unknown_kind_returns_null(facts: Facts) -> None:
    """`getCapabilities()` returns null for a kind other than "audio" and "video".

    Code that tests for a new kind of media throws, and the page does not load.
    """
    for side, interface in SIDES.items():
        expect(facts[side].get("unknown", "absent"), f'{interface}.getCapabilities("no-such-kind")').is_null()


# MediaCapabilities


def _skip_without_webrtc(facts: Facts) -> None:
    """End a check where type "webrtc" is unknown: then every call rejects with TypeError."""
    for way, method in WAYS.items():
        answers: Facts = every(facts.get(way) or {}, f'answers of {method}() with type "webrtc"')
        if all(answer == "TypeError" for answer in answers.values()):
            not_supported(f'MediaCapabilities.{method}() with type "webrtc"')


# "If mimeType is not supported by the user agent, return unsupported. Return supported." (codecs of RFC 7742, 7874)
@check(
    "codecs/media_capabilities.js",
    spec="https://w3c.github.io/media-capabilities/#check-mime-type-support",
    basis="MUST",
    features=WEBRTC,
)
def test_media_capabilities_webrtc_supports_vp8_and_opus(facts: Facts) -> None:
    """`encodingInfo()` and `decodingInfo()` with type "webrtc" report video/VP8 and audio/opus as supported.

    Products that plan calls with MediaCapabilities turn audio or video off.
    """
    _skip_without_webrtc(facts)
    for way, method in WAYS.items():
        for content_type in ("video/VP8", "audio/opus"):
            subject = f'{method}({{type: "webrtc"}}).supported for {content_type}'
            expect(facts[way].get(content_type), subject).is_true()


# media-capabilities: "If ... mimeType is not one that is used with RTP ..., return unsupported."
@check(
    "codecs/media_capabilities.js",
    spec="https://w3c.github.io/media-capabilities/#check-mime-type-support",
    basis="MUST",
    features=WEBRTC,
)
def test_media_capabilities_webrtc_unknown_codec_is_unsupported(facts: Facts) -> None:
    """`encodingInfo()` and `decodingInfo()` with type "webrtc" report an unknown codec as not supported.

    A product that trusts the answer sets up calls with a codec that does not exist.
    """
    _skip_without_webrtc(facts)
    for way, method in WAYS.items():
        for content_type in ("video/no-such-codec", "audio/no-such-codec"):
            subject = f'{method}({{type: "webrtc"}}).supported for {content_type}'
            expect(facts[way].get(content_type), subject).is_false()


# "...represents the scalability mode as defined in [webrtc-svc]": another one cannot be encoded
@check(
    "codecs/scalability.js",
    spec="https://w3c.github.io/media-capabilities/#dom-videoconfiguration-scalabilitymode",
    basis="MUST",
    features=("api.MediaCapabilities.encodingInfo", WEBRTC[0]),
)
def test_encoding_info_unknown_scalability_mode_is_unsupported(facts: Facts) -> None:
    """`encodingInfo()` reports an unknown `scalabilityMode` as not supported.

    Products choose SVC layers by these answers and send video without the layers they planned.
    """
    claimed = every(facts.get("claimed") or {}, "codecs asked for with encodingInfo() and scalabilityMode")
    if not any(claimed.values()):
        not_supported("scalabilityMode in MediaCapabilities.encodingInfo()")
    if "L3T3" in claimed.get("VP8", ()):
        # VP8 has no spatial layers: this browser ignores the member
        not_supported("scalabilityMode in MediaCapabilities.encodingInfo()")
    subject = 'encodingInfo().supported for VP8 with scalabilityMode="no-such-mode"'
    expect(facts.get("unknownClaimed"), subject).is_false()


# MediaRecorder


# mediacapture-record: "If type is an empty string, then return true"
@check(
    "codecs/recorder_types.js",
    spec=IS_TYPE_SUPPORTED,
    basis="MUST",
    features=("api.MediaRecorder.isTypeSupported_static",),
)
def test_is_type_supported_empty_string_returns_true(facts: Facts) -> None:
    """`MediaRecorder.isTypeSupported("")` returns true.

    Products that leave the format to the browser conclude that recording is not available.
    """
    expect(facts["odd"].get(""), 'MediaRecorder.isTypeSupported("")').is_true()


# mediacapture-record: "If the MediaRecorder does not support the combination ... then return false."
@check(
    "codecs/recorder_types.js",
    spec=IS_TYPE_SUPPORTED,
    basis="MUST",
    features=("api.MediaRecorder.isTypeSupported_static",),
)
def test_is_type_supported_unknown_type_returns_false(facts: Facts) -> None:
    """`MediaRecorder.isTypeSupported()` returns false for text/plain, an unknown codec and an invalid MIME type.

    Products record with the first type that is supported; a wrong answer makes the recording fail.
    """
    for mime_type in ("text/plain", "video/webm;codecs=no-such-codec", "nonsense"):
        expect(facts["odd"].get(mime_type), f'MediaRecorder.isTypeSupported("{mime_type}")').is_false()

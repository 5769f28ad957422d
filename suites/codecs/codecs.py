"""Which codecs a browser says it has: for calls, for planning them, and for recording."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


def _assert_offered(facts: Facts, kind: str, mime_type: str) -> None:
    for side in ("sender", "receiver"):
        offered = {codec["mimeType"].lower() for codec in facts[side][kind]["codecs"]}
        assert mime_type.lower() in offered, f"{side}: {mime_type} is not among {sorted(offered)}"


# For calls


@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_vp8_is_offered(facts: Facts) -> None:
    """VP8 can be sent and received.

    It is one of the two video codecs that every endpoint must have, so the safest choice of a product.
    """
    _assert_offered(facts, "video", "video/VP8")


@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_h264_is_offered(facts: Facts) -> None:
    """H.264 can be sent and received.

    It is the other mandatory video codec, and the one that phones and meeting rooms decode in hardware.
    """
    _assert_offered(facts, "video", "video/H264")


@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_opus_is_offered(facts: Facts) -> None:
    """Opus can be sent and received.

    Nearly every call is made with it.
    """
    _assert_offered(facts, "audio", "audio/opus")


@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_g711_is_offered(facts: Facts) -> None:
    """PCMU and PCMA can be sent and received.

    Telephone gateways speak nothing else.
    """
    _assert_offered(facts, "audio", "audio/PCMU")
    _assert_offered(facts, "audio", "audio/PCMA")


@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7874#section-3",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_telephone_events_are_offered(facts: Facts) -> None:
    """Telephone key presses can be sent and received.

    Menus of telephone lines need them.
    """
    _assert_offered(facts, "audio", "audio/telephone-event")


@check(
    "codecs/capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7587#section-7",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_opus_runs_at_48_khz_in_stereo(facts: Facts) -> None:
    """Opus is declared with a clock of 48 kHz and two channels.

    Any other declaration is not understood by the other side.
    """
    for side in ("sender", "receiver"):
        for codec in facts[side]["audio"]["codecs"]:
            if codec["mimeType"].lower() == "audio/opus":
                assert (codec["clockRate"], codec["channels"]) == (48000, 2), side


@check(
    "codecs/capabilities.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getcapabilities",
    features=("api.RTCRtpSender.getCapabilities_static", "api.RTCRtpReceiver.getCapabilities_static"),
)
def test_unknown_kinds_have_no_capabilities(facts: Facts) -> None:
    """Asked for the capabilities of an unknown kind, a browser says null.

    Products test so for kinds of media that may come.
    """
    assert facts["sender"]["unknown"] is None
    assert facts["receiver"]["unknown"] is None


# For planning calls


@check(
    "codecs/media_capabilities.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-5",
    features=(
        "api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",
        "api.MediaCapabilities.decodingInfo.configuration_parameter.type.webrtc_option",
    ),
)
def test_mandatory_codecs_are_supported_in_calls(facts: Facts) -> None:
    """MediaCapabilities says that VP8 and Opus work in calls, both ways.

    Products plan the quality of a call with these answers.
    """
    for way in ("encoding", "decoding"):
        assert facts[way]["video/VP8"] is True
        assert facts[way]["audio/opus"] is True


@check(
    "codecs/media_capabilities.js",
    spec="https://w3c.github.io/media-capabilities/#dom-mediacapabilitiesinfo-supported",
    features=(
        "api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",
        "api.MediaCapabilities.decodingInfo.configuration_parameter.type.webrtc_option",
    ),
)
def test_unknown_codecs_are_unsupported_in_calls(facts: Facts) -> None:
    """MediaCapabilities says that an unknown codec does not work.

    A yes to everything would be worth nothing.
    """
    for way in ("encoding", "decoding"):
        assert facts[way]["video/no-such-codec"] is False
        assert facts[way]["audio/no-such-codec"] is False


@check(
    "codecs/scalability.js",
    spec="https://w3c.github.io/media-capabilities/#dom-videoconfiguration-scalabilitymode",
    features=("api.MediaCapabilities.encodingInfo",),
)
def test_unknown_modes_are_not_claimed(facts: Facts) -> None:
    """A scalability mode that does not exist is not claimed.

    Products choose layers by these answers.
    """
    assert facts["unknownClaimed"] is False


# For recording


@check(
    "codecs/recorder_types.js",
    spec="https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported",
    features=("api.MediaRecorder.isTypeSupported_static",),
)
def test_an_empty_type_can_be_recorded(facts: Facts) -> None:
    """Asked without a type, a recorder says that it will choose one itself.

    Products that do not care about the container rely on it.
    """
    assert facts["odd"][""] is True


@check(
    "codecs/recorder_types.js",
    spec="https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported",
    features=("api.MediaRecorder.isTypeSupported_static",),
)
def test_nonsense_cannot_be_recorded(facts: Facts) -> None:
    """Containers and codecs that do not exist cannot be recorded.

    Products pick the first type of a list that a browser takes.
    """
    for what in ("text/plain", "video/webm;codecs=no-such-codec", "nonsense"):
        assert facts["odd"][what] is False, what

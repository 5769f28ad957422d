"""MediaCapabilities: whether encodingInfo() and decodingInfo() agree with the codecs that other APIs list."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

MIME_TYPE_SUPPORT = "https://w3c.github.io/media-capabilities/#check-mime-type-support"
MANDATORY = ("video/VP8", "audio/opus", "audio/PCMU", "audio/PCMA")
"""Codecs that RFC 7742 and RFC 7874 require. H.264 is left out: it may have profiles that the RFC does not require."""


def _expect_mandatory_supported(facts: Facts, way: str, method: str) -> None:
    """Expect MediaCapabilities to support the required codecs that `getCapabilities()` lists."""
    codecs = {name: told for kind in ("video", "audio") for name, told in facts[kind].items() if told.get(way) is True}
    answers = {name: told.get(f"mediaCapabilities {way}") for name, told in codecs.items()}
    if all(answer == "TypeError" for answer in every(answers, "codecs of getCapabilities()").values()):
        not_supported(f'MediaCapabilities.{method}() with type "webrtc"')
    listed = {name: answer for name, answer in answers.items() if name.startswith(MANDATORY)}
    for name, answer in every(listed, "VP8, Opus, PCMU and PCMA in getCapabilities()").items():
        expect(answer, f'{method}({{type: "webrtc"}}).supported for {name}').is_true()


# "If mimeType is not supported by the user agent, return unsupported. Return supported." (codecs of RFC 7742, 7874)
@check(
    "codecs/claims.js",
    spec=MIME_TYPE_SUPPORT,
    basis="MUST",
    features=(
        "api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",
        "api.RTCRtpSender.getCapabilities_static",
    ),
)
def test_encoding_info_webrtc_supports_mandatory_codecs(facts: Facts) -> None:
    """`encodingInfo()` with type "webrtc" supports VP8, Opus, PCMU and PCMA as `RTCRtpSender` lists them.

    Products plan a call with MediaCapabilities and exclude a codec that works.
    """
    _expect_mandatory_supported(facts, "sends", "encodingInfo")


# "If mimeType is not supported by the user agent, return unsupported. Return supported." (codecs of RFC 7742, 7874)
@check(
    "codecs/claims.js",
    spec=MIME_TYPE_SUPPORT,
    basis="MUST",
    features=(
        "api.MediaCapabilities.decodingInfo.configuration_parameter.type.webrtc_option",
        "api.RTCRtpReceiver.getCapabilities_static",
    ),
)
def test_decoding_info_webrtc_supports_mandatory_codecs(facts: Facts) -> None:
    """`decodingInfo()` with type "webrtc" supports VP8, Opus, PCMU and PCMA as `RTCRtpReceiver` lists them.

    Products plan a call with MediaCapabilities and exclude a codec that works.
    """
    _expect_mandatory_supported(facts, "receives", "decodingInfo")


# HTML standard: "must return the empty string if type is a type that the user agent knows it cannot render"
@check(
    "codecs/claims.js",
    spec="https://html.spec.whatwg.org/multipage/media.html#dom-navigator-canplaytype",
    basis="MUST",
    features=("api.MediaCapabilities.decodingInfo", "api.HTMLMediaElement.canPlayType"),
)
def test_decoding_info_file_agrees_with_can_play_type(facts: Facts) -> None:
    """`decodingInfo()` with type "file" agrees with `canPlayType()` that returns "probably" or the empty string.

    A product offers a recording for download that would have played, or plays one that does not.
    """
    answers = {
        name: (told["plays"], told["mediaCapabilities plays"])
        for name, told in facts["files"].items()
        if told["plays"] in ("probably", "no") and isinstance(told["mediaCapabilities plays"], bool)
    }
    for name, (plays, supported) in every(answers, "files with an answer of decodingInfo() and canPlayType()").items():
        can_play = '"probably"' if plays == "probably" else "the empty string"
        subject = f'decodingInfo({{type: "file"}}).supported for {name} where canPlayType() returns {can_play}'
        expect(supported, subject).equals(plays == "probably")

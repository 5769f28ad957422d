"""The codec of an encoding: `encodings[].codec` of setParameters() and addTransceiver()."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]


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

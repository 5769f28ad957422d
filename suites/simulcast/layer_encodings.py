"""Encodings that a new sender is given: what is refused, cut or filled in."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_malformed_rids_are_refused(facts: Facts) -> None:
    """A layer's name that is empty, has a space or is longer than 255 letters is a TypeError.

    A name that cannot stand in an offer fails late, on the other side.
    """
    for rid in ("empty", "space", "tooLong"):
        assert facts["rids"][rid] == "TypeError"


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_rids_are_unique(facts: Facts) -> None:
    """Two layers of one name are a TypeError.

    Nobody could tell them apart.
    """
    assert facts["rids"]["twice"] == "TypeError"


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_layers_have_a_rid_each(facts: Facts) -> None:
    """A layer without a name among others with one is a TypeError.

    It could neither be offered nor switched.
    """
    assert facts["rids"]["missing"] == "TypeError"


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_good_rids_are_taken(facts: Facts) -> None:
    """Letters and digits are good names of layers.

    Products name them as their servers do.
    """
    for rid in ("letters", "digits"):
        assert facts["rids"][rid] == 3


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_too_many_layers_are_cut(facts: Facts) -> None:
    """Of more layers than a browser can send the first are kept, with no error.

    A product asks for what the best browser has.
    """
    for many in ("four", "twenty"):
        assert isinstance(facts["many"][many], int)
        assert 1 <= facts["many"][many] <= 20


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",),
)
def test_scales_below_one_are_refused(facts: Facts) -> None:
    """A scale below 1 is a RangeError.

    No picture can be sent larger than it is.
    """
    for scale in ("scaleBelowOne", "scaleOfZero", "scaleNegative"):
        assert facts["values"][scale] == "RangeError"


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.maxFramerate",),
)
def test_negative_rates_are_refused(facts: Facts) -> None:
    """A negative frame rate is a RangeError.

    A slip of arithmetic shows at once.
    """
    assert facts["values"]["rateNegative"] == "RangeError"


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",),
)
def test_layers_halve_by_default(facts: Facts) -> None:
    """Without scales each layer has half the size of the next: 4, 2, 1, also where some are off.

    Three layers of one size are three times the cost of one.
    """
    assert facts["defaults"]["three"]["scale"] == [4, 2, 1]
    assert facts["defaults"]["inactive"]["scale"] == [4, 2, 1]


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",),
)
def test_one_scale_leaves_the_others_at_one(facts: Facts) -> None:
    """Where one layer has a scale, the others have 1.

    A product that says one scale means all of them.
    """
    assert facts["defaults"]["someScales"]["scale"] == [3, 1, 1]


@check(
    "simulcast/validation.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_sound_has_no_scale(facts: Facts) -> None:
    """Sound has one encoding and no scale, whatever is asked.

    Code that treats all senders alike must not fail.
    """
    assert facts["audio"]["scale"]["scale"] == [None]
    assert facts["audio"]["layers"]["rids"] == [None]

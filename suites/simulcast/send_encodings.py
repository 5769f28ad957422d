"""Validation of `sendEncodings` in `addTransceiver()`: errors, trimming and default values."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

VALIDATION = "https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
ENCODING = "api.RTCRtpSender.setParameters.parameters_encodings_parameter"
GET_ENCODINGS = "api.RTCRtpSender.getParameters.return_object_property_encodings"


def _scales_of(facts: Facts, name: str, given: str) -> list[Any]:
    """Return `scaleResolutionDownBy` of the encodings that addTransceiver() kept; fail where it threw."""
    kept = facts["defaults"].get(name)
    expect(kept, f"addTransceiver() with sendEncodings {given} (error, or encodings kept)").is_a("object")
    return list(every(kept.get("scale"), f"getParameters().encodings after sendEncodings {given}"))


# "...whose value does not conform to the grammar ... in Section 10 of [RFC8851]": throw a TypeError
@check("simulcast/validation.js", spec=VALIDATION, basis="MUST", features=(SEND_ENCODINGS, f"{ENCODING}.rid"))
def test_add_transceiver_invalid_rid_throws_type_error(facts: Facts) -> None:
    """`addTransceiver()` throws `TypeError` for a `rid` that is empty or contains a space.

    An invalid rid that is accepted here breaks the SDP offer later, when the call is set up.
    """
    for name, rid in (("empty", ""), ("space", "a b")):
        subject = f'addTransceiver() with sendEncodings [{{rid: "{rid}"}}] (error, or number of encodings kept)'
        expect(facts["rids"].get(name), subject).equals("TypeError")


# "...whose value is the same as that of a rid contained in another encoding": throw a TypeError
@check("simulcast/validation.js", spec=VALIDATION, basis="MUST", features=(SEND_ENCODINGS, f"{ENCODING}.rid"))
def test_add_transceiver_duplicate_rid_throws_type_error(facts: Facts) -> None:
    """`addTransceiver()` throws `TypeError` when two `sendEncodings` have the same `rid`.

    An SFU cannot distinguish two simulcast layers with one rid and forwards the wrong one.
    """
    subject = "addTransceiver() with two sendEncodings of the same rid (error, or number of encodings kept)"
    expect(facts["rids"].get("twice"), subject).equals("TypeError")


# "Some but not all encodings contain a rid member": throw a TypeError
@check("simulcast/validation.js", spec=VALIDATION, basis="MUST", features=(SEND_ENCODINGS, f"{ENCODING}.rid"))
def test_add_transceiver_missing_rid_throws_type_error(facts: Facts) -> None:
    """`addTransceiver()` throws `TypeError` when only some of the `sendEncodings` have a `rid`.

    A simulcast layer without a rid can be neither negotiated nor switched.
    """
    subject = "addTransceiver() with a rid in one of two sendEncodings (error, or number of encodings kept)"
    expect(facts["rids"].get("missing"), subject).equals("TypeError")


# "Let maxN be the maximum number of total simultaneous encodings the user agent may support ..., at minimum 1."
@check("simulcast/validation.js", spec=VALIDATION, basis="MUST", features=(SEND_ENCODINGS, f"{ENCODING}.rid"))
def test_add_transceiver_accepts_alphanumeric_rids(facts: Facts) -> None:
    """`addTransceiver()` accepts rids of one letter or one digit in `sendEncodings`.

    Products use the rid names of their SFU; without them simulcast cannot be set up.
    """
    for name, rids in (("letters", "q, h, f"), ("digits", "0, 1, 2")):
        subject = f"addTransceiver() with rids {rids} (error, or number of encodings kept)"
        expect(facts["rids"].get(name), subject, "encodings").is_between(1, 3)


# "If the number of encodings ... exceeds maxN, then trim sendEncodings from the tail until its length is maxN."
@check("simulcast/validation.js", spec=VALIDATION, basis="MUST", features=(SEND_ENCODINGS,))
def test_add_transceiver_trims_surplus_send_encodings(facts: Facts) -> None:
    """`addTransceiver()` trims more `sendEncodings` than the browser can send, and does not throw.

    A product that asks for more layers than a browser supports gets no video transceiver at all.
    """
    for name, count in (("four", 4), ("twenty", 20)):
        subject = f"addTransceiver() with {count} sendEncodings (error, or number of encodings kept)"
        expect(facts["many"].get(name), subject, "encodings").is_between(1, count)


# "...scaleResolutionDownBy member whose value is less than 1.0, throw a RangeError."
@check(
    "simulcast/validation.js",
    spec=VALIDATION,
    basis="MUST",
    features=(SEND_ENCODINGS, f"{ENCODING}.scaleResolutionDownBy"),
)
def test_add_transceiver_scale_resolution_down_by_below_1_throws_range_error(facts: Facts) -> None:
    """`addTransceiver()` throws `RangeError` for a `scaleResolutionDownBy` below 1.

    A calculation error in a product's layer setup stays hidden and sends the wrong resolution.
    """
    for name, value in (("scaleBelowOne", "0.5"), ("scaleOfZero", "0"), ("scaleNegative", "-1")):
        subject = f"addTransceiver() with scaleResolutionDownBy={value} (error, or value kept)"
        expect(facts["values"].get(name), subject).equals("RangeError")


# "If one of the maxFramerate values does not meet this requirement, throw a RangeError."
@check("simulcast/validation.js", spec=VALIDATION, basis="MUST", features=(SEND_ENCODINGS, f"{ENCODING}.maxFramerate"))
def test_add_transceiver_negative_max_framerate_throws_range_error(facts: Facts) -> None:
    """`addTransceiver()` throws `RangeError` for a negative `maxFramerate`.

    A calculation error in a product's layer setup stays hidden until users see frozen video.
    """
    subject = "addTransceiver() with maxFramerate=-1 (error, or value kept)"
    expect(facts["values"].get("rateNegative"), subject).equals("RangeError")


# webrtc-pc: "for each encoding, add a scaleResolutionDownBy member with the value 2^(length ... - index - 1)"
@check(
    "simulcast/validation.js",
    spec=VALIDATION,
    basis="MUST",
    features=(SEND_ENCODINGS, GET_ENCODINGS, f"{ENCODING}.scaleResolutionDownBy"),
)
def test_add_transceiver_default_scale_resolution_down_by_is_4_2_1(facts: Facts) -> None:
    """`scaleResolutionDownBy` defaults to 4, 2, 1 for three `sendEncodings`, also when some are inactive.

    Three layers in full resolution cost three times the bandwidth and give users on slow networks nothing to see.
    """
    for name, given in (("three", "without scaleResolutionDownBy"), ("inactive", "two with active=false")):
        scales = _scales_of(facts, name, given)
        halved = [2 ** (len(scales) - index - 1) for index in range(len(scales))]
        expect(scales, f"encodings[].scaleResolutionDownBy after sendEncodings {given}").equals(halved)


# "If any encoding contains a scaleResolutionDownBy ..., for each encoding without one, add ... the value 1.0."
@check(
    "simulcast/validation.js",
    spec=VALIDATION,
    basis="MUST",
    features=(SEND_ENCODINGS, GET_ENCODINGS, f"{ENCODING}.scaleResolutionDownBy"),
)
def test_add_transceiver_missing_scale_resolution_down_by_is_1(facts: Facts) -> None:
    """`scaleResolutionDownBy` is 1 for the other `sendEncodings` when one of them sets it.

    A product that scales one layer gets unexpected resolutions in the others.
    """
    scales = _scales_of(facts, "someScales", "[3, unset, unset]")
    subject = "encodings[].scaleResolutionDownBy after sendEncodings with scaleResolutionDownBy [3, unset, unset]"
    expect(scales, subject).equals([3, 1, 1][: len(scales)])


# "If kind is "audio", remove the scaleResolutionDownBy and maxFramerate members from all encodings"
@check(
    "simulcast/validation.js",
    spec=VALIDATION,
    basis="MUST",
    features=(SEND_ENCODINGS, GET_ENCODINGS, f"{ENCODING}.scaleResolutionDownBy"),
)
def test_add_transceiver_audio_removes_scale_resolution_down_by(facts: Facts) -> None:
    """`addTransceiver("audio")` removes `scaleResolutionDownBy`, and the `rid` of a single encoding.

    Code that passes the same `sendEncodings` for audio and video fails to set up audio.
    """
    for name, given in (("scale", "[{scaleResolutionDownBy: 2}]"), ("layers", "with three rids")):
        kept = facts["audio"].get(name)
        expect(kept, f'addTransceiver("audio") with sendEncodings {given} (error, or encodings kept)').is_a("object")
        scales = every(kept.get("scale"), f'getParameters().encodings of addTransceiver("audio") {given}')
        subject = f'addTransceiver("audio") with sendEncodings {given}: encodings[]'
        expect(scales, f"{subject}.scaleResolutionDownBy").equals([None] * len(scales))
        if len(scales) == 1:
            expect(kept.get("rids"), f"{subject}.rid").equals([None])

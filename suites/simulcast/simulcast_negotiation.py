"""Simulcast in further offers and in answers with fewer rids."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

RIDS = ["f", "h", "q"]

PC = "https://w3c.github.io/webrtc-pc"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
GET_ENCODINGS = "api.RTCRtpSender.getParameters.return_object_property_encodings"


def _skip_trimmed(kept: Any, given: list[str]) -> None:
    """End a check where the browser trimmed `sendEncodings`: the maximum is its own choice."""
    if kept in ([None], given[:1], given[:2]):
        not_supported("three simulcast encodings")


# "This simulcast envelope may be narrowed ... in subsequent renegotiation": only by an answer that leaves out a rid
@check(
    "simulcast/renegotiated.js",
    spec=f"{PC}/#simulcast-functionality",
    basis="MUST",
    features=(SEND_ENCODINGS, GET_ENCODINGS),
)
def test_renegotiation_keeps_simulcast_layers(facts: Facts) -> None:
    """Renegotiation keeps all simulcast layers: the same offer again, and with an audio m-line added.

    Unmuting a microphone for the first time must not stop anyone's video.
    """
    _skip_trimmed(facts["same"].get("rids"), RIDS)
    for step, m_lines in (("same", 1), ("withSound", 2)):
        seen = facts[step]
        expect(seen.get("outcome"), f"renegotiation ({step})").equals("joined")
        expect(seen.get("offered"), f"rids of a=simulcast:send in the new offer ({step})").equals(RIDS)
        expect(seen.get("sections"), f"m-lines of the new offer ({step})").equals(m_lines)
        expect(seen.get("rids"), f"getParameters().encodings[].rid after renegotiation ({step})").equals(RIDS)
        expect(seen.get("arrive"), f"rids received after renegotiation ({step})").equals(RIDS)


# webrtc-pc: "for each encoding given in [[SendEncodings]] of the RTCRtpSender, add an a=rid send line"
@check(
    "simulcast/renegotiated.js",
    spec=f"{PC}/#dom-rtcpeerconnection-createoffer",
    basis="MUST",
    features=("api.RTCRtpTransceiver.stop", SEND_ENCODINGS),
)
def test_create_offer_has_simulcast_after_transceiver_stop(facts: Facts) -> None:
    """`createOffer()` offers simulcast of a new transceiver after another one was stopped with `stop()`.

    A user who shares the screen a second time is not seen by anyone.
    """
    seen = facts["afterDisabled"]
    _skip_trimmed(seen.get("rids"), RIDS)
    expect(seen.get("outcome"), "addTransceiver() and createOffer() after transceiver.stop()").equals("offered")
    expect(seen.get("offered"), "rids of a=simulcast:send in the offer after transceiver.stop()").equals(RIDS)
    expect(seen.get("rids"), "getParameters().encodings[].rid of the new transceiver").equals(RIDS)


TAKEN = {"withoutMiddle": ["f", "q"], "smallestAlone": ["q"]}
"""Step of the probe -> the rids that the answer accepts of f, h and q."""


# "If description is missing any of the previously negotiated layers, then remove the dictionaries"
@check(
    "simulcast/answers.js",
    spec=f"{PC}/#set-description",
    basis="MUST",
    features=("api.RTCPeerConnection.setRemoteDescription", GET_ENCODINGS),
)
def test_answer_without_rid_removes_encoding(facts: Facts) -> None:
    """`setRemoteDescription()` with an answer that leaves out a rid removes that encoding and stops its layer.

    An SFU leaves out layers it has no use for; sending them wastes the user's bandwidth.
    """
    for step, rids in TAKEN.items():
        seen = facts[step]
        expect(seen.get("encodings"), f"getParameters().encodings[].rid after an answer with {rids}").equals(rids)
        expect(seen.get("arrive"), f"accepted rids received after an answer with {rids}").is_not_empty()
        expect(seen.get("unwanted"), f"other rids received after an answer with {rids}").is_empty()


# "Indicates that this encoding is actively being sent." (active, which is true by default)
@check(
    "simulcast/answers.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=("api.RTCPeerConnection.setRemoteDescription", SEND_ENCODINGS),
)
def test_answer_with_fewer_rids_sends_accepted_layers(facts: Facts) -> None:
    """`setRemoteDescription()` with an answer that accepts two or one of three rids: these layers are received.

    An SFU that accepts two layers has no video for the users it planned the second one for.
    """
    for step, rids in TAKEN.items():
        expect(facts[step].get("arrive"), f"rids received after an answer with a=simulcast:recv {rids}").equals(rids)

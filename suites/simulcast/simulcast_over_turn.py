"""Simulcast over a TURN relay with a bandwidth limit in the answer, with and without `maxBitrate` on one layer."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

MAX_BITRATE = "https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-maxbitrate"
CAP = 768000
"""bit/s, the `maxBitrate` that the probe sets on the first encoding."""
ORDERS = {"fullFirst": ["f", "h", "q"], "smallFirst": ["q", "h", "f"]}


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check(
    "simulcast/relayed_and_capped.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-4.1",
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_simulcast_over_turn_with_bandwidth_limit_delivers_a_layer(facts: Facts) -> None:
    """Simulcast over TURN with `b=TIAS:250000` in the answer: at least one layer is received.

    Users behind a firewall with little bandwidth see no video at all.
    """
    for order in ORDERS:
        for way, condition in (("uncapped", "without maxBitrate"), ("capped", "with encodings[0].maxBitrate=768000")):
            layers = every(facts[order][way].get("layers"), f"getParameters().encodings ({order}, {condition})")
            received = [layer.get("rid") for layer in layers if layer.get("sent") == "yes"]
            expect(received, f"rids received over TURN with b=TIAS:250000 ({order}, {condition})").is_not_empty()


# webrtc-pc: "After a completed call to setParameters, subsequent calls to getParameters will return the modified set"
@check(
    "simulcast/relayed_and_capped.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    basis="MUST",
    features=(
        "api.RTCRtpSender.setParameters.parameters_encodings_parameter.maxBitrate",
        "api.RTCRtpSender.getParameters.return_object_property_encodings",
    ),
)
def test_set_parameters_max_bitrate_is_kept_per_encoding(facts: Facts) -> None:
    """`setParameters()` keeps `maxBitrate` on the first of three encodings, and the order of the encodings.

    A bitrate cap that is dropped or put on another layer exceeds the product's bandwidth budget.
    """
    for order, rids in ORDERS.items():
        capped = facts[order]["capped"]
        expect(capped.get("capped"), f"setParameters() with encodings[0].maxBitrate={CAP} ({order})").equals("accepted")
        layers = every(capped.get("layers"), f"getParameters().encodings after setParameters() ({order})")
        kept = [layer.get("rid") for layer in layers]
        if kept in ([None], rids[:1], rids[:2]):
            not_supported("three simulcast encodings")
        expect(kept, f"getParameters().encodings[].rid after setParameters() ({order})").equals(rids)
        caps = [layer.get("cap") for layer in layers]
        expect(caps, f"getParameters().encodings[].maxBitrate ({order})", "bit/s").equals([CAP, None, None])

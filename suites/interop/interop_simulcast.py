"""Simulcast between two browsers: the layers that one sends and the other receives."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

RIDS = ("f", "h", "q")


# "Setting it to true causes this encoding to be sent."
@check(
    "interop/simulcast.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_simulcast_layers_reach_other_browser(facts: Facts) -> None:
    """Simulcast: all three active VP8 layers (rid f, h, q) of one browser are decoded by another, moving.

    An SFU forwards one layer to each viewer, and a layer that is never sent is a black tile.
    """
    layers = {each["rid"]: each for each in facts["answerer"]["layers"]}
    for rid in RIDS:
        layer = layers.get(rid, {})
        expect(layer.get("comes"), f"6 numbered frames of layer {rid} received").is_true()
        expect(layer.get("goesOn"), f"6 numbered frames of layer {rid} received 25 frames later").is_true()
        expect(layer.get("inOrder"), f"frames of layer {rid} received in order").is_true()


# "giving the RIDs in the same order as given in the encodings field"
@check(
    "interop/simulcast.js",
    spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality",
    basis="MUST",
    features=("api.RTCRtpSender.getParameters", "api.RTCPeerConnection.setRemoteDescription"),
)
def test_simulcast_rids_keep_order_after_answer(facts: Facts) -> None:
    """`getParameters().encodings` keeps the rids f, h, q in order after the answer of another browser.

    SFUs and dashboards identify simulcast layers by their rid.
    """
    expect(facts["offerer"]["encodings"], "rids of getParameters().encodings after the answer").equals(list(RIDS))

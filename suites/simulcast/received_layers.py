"""Simulcast with three rids: offers, and the layers that are received."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

RIDS = ["f", "h", "q"]
ORDERS = {"largestFirst": RIDS, "smallestFirst": RIDS[::-1]}
SIZES = {"f": "960x540", "h": "480x270", "q": "240x135"}

PC = "https://w3c.github.io/webrtc-pc"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
ENCODING = "api.RTCRtpSender.setParameters.parameters_encodings_parameter"
GET_ENCODINGS = "api.RTCRtpSender.getParameters.return_object_property_encodings"


def _skip_trimmed(kept: Any, given: list[str]) -> None:
    """End a check where the browser trimmed `sendEncodings`: the maximum is its own choice."""
    if kept in ([None], given[:1], given[:2]):
        not_supported("three simulcast encodings")


# "Indicates that this encoding is actively being sent." (active, which is true by default)
@check(
    "simulcast/layers.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=(SEND_ENCODINGS,),
)
def test_send_encodings_every_layer_is_received(facts: Facts) -> None:
    """`addTransceiver()` with three `sendEncodings`: every simulcast layer is received, largest or smallest first.

    An SFU can only forward layers that it receives; users on slow networks get no video when the small one is missing.
    """
    for order, given in ORDERS.items():
        seen = facts[order]
        _skip_trimmed(seen.get("parameters"), given)
        expect(seen.get("connected"), f"call with simulcast connected ({order})").is_true()
        received = [rid for rid in RIDS if seen["arrived"].get(rid, {}).get("comes")]
        expect(received, f"rids received ({order})").equals(RIDS)


# "The video's resolution will be scaled down in each dimension by the given value before sending."
@check(
    "simulcast/layers.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    basis="MUST",
    features=(SEND_ENCODINGS, f"{ENCODING}.scaleResolutionDownBy"),
)
def test_scale_resolution_down_by_sets_layer_resolution(facts: Facts) -> None:
    """`scaleResolutionDownBy` 1, 2 and 4: simulcast layers of a 960x540 track are 960x540, 480x270 and 240x135.

    Layouts and bandwidth budgets are planned with these resolutions.
    """
    for order in ORDERS:
        sizes = {rid: each["size"] for rid, each in facts[order]["arrived"].items() if each["comes"]}
        wanted = {rid: SIZES[rid] for rid in every(sizes, f"simulcast layers received ({order})")}
        expect(sizes, f"resolution of the received layers by rid ({order})").equals(wanted)


# "...used by the receiver to detect packet loss and to restore packet sequence." (RTP sequence number)
@check(
    "simulcast/layers.js",
    spec="https://www.rfc-editor.org/rfc/rfc3550#section-5.1",
    basis="MUST",
    features=(SEND_ENCODINGS,),
)
def test_simulcast_layers_play_frames_in_order(facts: Facts) -> None:
    """Frames of each simulcast layer are played in the order in which they were captured.

    Video that jumps back in time is unusable.
    """
    for order in ORDERS:
        layers = {rid: each["inOrder"] for rid, each in facts[order]["arrived"].items() if each["comes"]}
        for rid, in_order in every(layers, f"simulcast layers received ({order})").items():
            expect(in_order, f"frames of rid {rid} play in capture order ({order})").is_true()


# webrtc-pc: "add an a=simulcast:send line giving the RIDs in the same order as given in the encodings field"
@check("simulcast/layers.js", spec=f"{PC}/#dom-rtcpeerconnection-createoffer", basis="MUST", features=(SEND_ENCODINGS,))
def test_create_offer_lists_rids_in_order_of_send_encodings(facts: Facts) -> None:
    """`createOffer()` lists the rids in `a=simulcast:send` and `a=rid` in the order of `sendEncodings`.

    The order is a preference; an SFU that drops layers from one end of the list drops the wrong ones.
    """
    for order, given in ORDERS.items():
        _skip_trimmed(facts[order].get("parameters"), given)
        expect(facts[order].get("offered"), f"rids of a=simulcast:send in the offer ({order})").equals(given)
        expect(facts[order].get("ridLines"), f"rids of a=rid lines in the offer ({order})").equals(given)


# webrtc-pc: "encodings is set to the value of the [[SendEncodings]] internal slot."
@check(
    "simulcast/layers.js",
    spec=f"{PC}/#dom-rtcrtpsender-getparameters",
    basis="MUST",
    features=(GET_ENCODINGS, SEND_ENCODINGS),
)
def test_get_parameters_encodings_keep_order_of_send_encodings(facts: Facts) -> None:
    """`getParameters().encodings` lists the rids in the order of `sendEncodings`.

    Code that changes `encodings[0]` changes another simulcast layer than it means to.
    """
    for order, given in ORDERS.items():
        _skip_trimmed(facts[order].get("parameters"), given)
        expect(facts[order].get("parameters"), f"getParameters().encodings[].rid ({order})").equals(given)


# RFC 9429: "An "m=" section is generated for each RtpTransceiver that has been added to the PeerConnection"
@check(
    "simulcast/layers.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    basis="MUST",
    features=(SEND_ENCODINGS,),
)
def test_create_offer_has_one_m_line_for_all_layers(facts: Facts) -> None:
    """`createOffer()` puts all simulcast layers of one `RTCRtpTransceiver` into one m-line.

    An SFU shows one camera as three participants when each layer has an m-line of its own.
    """
    for order in ORDERS:
        subject = f"m-lines of the offer with one simulcast transceiver ({order})"
        expect(facts[order].get("sections"), subject).equals(1)


# "If rid is set this value will be present"; webrtc-pc: "MUST support generating statistics ... codecId"
@check(
    "simulcast/layers.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcoutboundrtpstreamstats-rid",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_outbound-rtp.rid",
        "api.RTCStatsReport.type_outbound-rtp.codecId",
        "api.RTCRtpSender.getStats",
    ),
)
def test_outbound_rtp_reports_rid_and_codec_id_of_each_layer(facts: Facts) -> None:
    """`getStats()` has one `outbound-rtp` with `rid` and `codecId` for each simulcast layer.

    Monitoring cannot show which layer uses how much bandwidth, or which one failed.
    """
    for order, given in ORDERS.items():
        _skip_trimmed(facts[order].get("parameters"), given)
        if facts[order].get("counted") == [""]:
            not_supported("outbound-rtp.rid")
        expect(facts[order].get("counted"), f"outbound-rtp.rid values ({order})").equals(RIDS)
        expect(facts[order].get("codecsAreTold"), f"every outbound-rtp has a codecId ({order})").is_true()

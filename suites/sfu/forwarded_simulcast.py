"""Simulcast and temporal layers through an SFU (forwarding server)."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc"
RTP = "https://www.rfc-editor.org/rfc/rfc8834#section-4.1"
"""The demand that media is sent and received at all."""
SIZES = {"h": "1024x576", "l": "256x144", "m": "512x288"}


def _skip_without_rid(facts: Facts) -> None:
    """End a check where `outbound-rtp` has no `rid`: no simulcast, or no such optional statistic."""
    if facts.get("rids") == []:
        not_supported("simulcast with outbound-rtp.rid")


# "The video's resolution will be scaled down in each dimension by the given value before sending."
@check(
    "sfu/simulcast.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",
        "api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",
    ),
)
def test_simulcast_publishes_three_resolutions(facts: Facts) -> None:
    """Simulcast to an SFU sends three layers with the resolutions of `scaleResolutionDownBy` 1, 2 and 4.

    SFUs forward the small layer to users with little bandwidth; if it is missing, they get no video.
    """
    _skip_without_rid(facts)
    expect(facts.get("rids"), "outbound-rtp.rid values").has_exactly(SIZES)
    expect(facts.get("allSent"), "every rid sent more than 3 frames within 15 s").is_true()
    sizes = facts.get("sizes", {})
    if any("undefined" in size for size in sizes.values()):
        not_supported("outbound-rtp.frameWidth and frameHeight")
    expect(sizes, "outbound-rtp.frameWidth x frameHeight by rid").equals(SIZES)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check(
    "sfu/simulcast.js",
    spec=RTP,
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_subscriber_plays_switched_simulcast_layers(facts: Facts) -> None:
    """Simulcast: a subscriber plays each of three layers that the SFU switches to, up and down.

    Video freezes whenever a participant is enlarged or the network gets worse.
    """
    _skip_without_rid(facts)
    wanted = {"small": "256x144", "middle": "512x288", "large": "1024x576", "smallAgain": "256x144"}
    for step, size in wanted.items():
        shown = facts["shown"].get(step, {})
        expect(shown.get("size"), f"resolution of the subscriber's video after the switch ({step})").equals(size)
        expect(shown.get("seen"), f"subscriber plays new frames after the switch ({step})").is_true()


# "...the case-sensitive identifier of the scalability mode to be used for this stream." (L1T3: three temporal layers)
@check(
    "sfu/temporal.js",
    spec="https://w3c.github.io/webrtc-svc/#scalabilitymodes*",
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter.scalabilityMode",),
)
def test_scalability_mode_l1t3_temporal_layers_can_be_dropped(facts: Facts) -> None:
    """`scalabilityMode="L1T3"` with VP8: video still plays when an SFU drops the upper temporal layers.

    Users with little bandwidth get a frozen video in place of a lower frame rate.
    """
    if str(facts.get("made")).endswith("Error"):
        not_supported('scalabilityMode="L1T3" with VP8 simulcast')
    expect(facts.get("made"), 'simulcast call with scalabilityMode="L1T3"').equals("made")
    lowest, whole = facts.get("lowest", {}), facts.get("all", {})
    expect(lowest.get("seen"), "subscriber plays frames of the lowest temporal layer").is_true()
    expect(lowest.get("fewer"), "less than 60 % of the frames arrive with the lowest temporal layer only").is_true()
    expect(whole.get("seen"), "subscriber plays frames of all temporal layers").is_true()

"""RTCStatsReport: types of statistics in each kind of call, before negotiation and after the end."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
STATS = "https://w3c.github.io/webrtc-stats/"
MANDATORY = f"{PC}#mandatory-to-implement-stats"
REPORT = "api.RTCStatsReport"


# "MUST support generating statistics of the following types when the corresponding objects exist"
@check(
    "stats/call_kinds.js",
    spec=MANDATORY,
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp",
        f"{REPORT}.type_inbound-rtp.kind",
        f"{REPORT}.type_media-source",
        f"{REPORT}.type_outbound-rtp",
        f"{REPORT}.type_outbound-rtp.kind",
    ),
)
def test_one_way_call_has_outbound_rtp_or_inbound_rtp(facts: Facts) -> None:
    """In a one-way call, the sender has `outbound-rtp` and `media-source` statistics, the receiver has `inbound-rtp`.

    Dashboards show a stream for each entry, and one that does not exist would be an empty graph.
    """
    for call, kind, sides in (
        ("sound", "audio", ("offerer", "answerer")),
        ("pictures", "video", ("offerer", "answerer")),
        ("receiveOnly", "video", ("answerer", "offerer")),
    ):
        sends, receives = (facts[call][side] for side in sides)
        condition = f"of the {sides[0]}, which sends {kind}"
        expect(sends, f"types {condition}").contains(
            f"outbound-rtp {kind}", f"media-source {kind}", "codec", "transport"
        )
        expect(sends, f"types {condition}").lacks(f"inbound-rtp {kind}")
        condition = f"of the {sides[1]}, which receives {kind}"
        expect(receives, f"types {condition}").contains(f"inbound-rtp {kind}", "codec", "transport")
        expect(receives, f"types {condition}").lacks(f"media-source {kind}")


# "MUST support generating statistics of the following types when the corresponding objects exist"
@check(
    "stats/call_kinds.js",
    spec=MANDATORY,
    basis="MUST",
    features=(f"{REPORT}.type_data-channel", f"{REPORT}.type_peer-connection", f"{REPORT}.type_transport"),
)
def test_data_channel_call_has_no_rtp_stats(facts: Facts) -> None:
    """A call with a data channel alone has `data-channel` and `transport` statistics, and no RTP statistics.

    Dashboards would show a media stream that does not exist.
    """
    for peer, types in every(facts["data"], "peers").items():
        expect(types, f"types of the {peer} in a data channel call").contains(
            "data-channel", "transport", "peer-connection"
        )
        expect(_rtp(types), f"RTP types of the {peer} in a data channel call").is_empty()


# "The RTCOutboundRtpStreamStats is created when the RTP sender is configured by setting a local or remote SDP answer"
@check(
    "stats/call_kinds.js",
    spec=f"{STATS}#streamstats-dict*",
    basis="MUST",
    features=("api.RTCPeerConnection.getStats", f"{REPORT}.type_peer-connection"),
)
def test_stats_before_negotiation_have_no_streams(facts: Facts) -> None:
    """Before negotiation, `getStats()` has `peer-connection`, and neither RTP, `codec` nor `data-channel` statistics.

    Counters that exist before the call would be added to it.
    """
    for fact, condition in (("fresh", "of a new connection"), ("unnegotiated", "after addTransceiver()")):
        expect(facts[fact], f"types {condition}").contains("peer-connection")
        expect(facts[fact], f"types {condition}").lacks("codec", "data-channel", "media-source audio")
        expect(_rtp(facts[fact]), f"RTP types {condition}").is_empty()


# "RTP monitored objects are deleted when ... the RTCRtpTransceiver's currentDirection becomes "stopped"."
@check(
    "stats/call_kinds.js",
    spec=f"{STATS}#streamstats-dict*",
    basis="MUST",
    features=(
        "api.RTCRtpTransceiver.stop",
        f"{REPORT}.type_inbound-rtp",
        f"{REPORT}.type_outbound-rtp",
    ),
)
def test_rtp_stats_are_deleted_after_transceiver_stop(facts: Facts) -> None:
    """`outbound-rtp` and `inbound-rtp` are gone after `RTCRtpTransceiver.stop()` and negotiation.

    Dashboards would add up streams that have ended.
    """
    expect(facts["over"].get("streamsGo"), "RTP statistics are gone within 10 s of stop() and negotiation").is_true()


# The steps of getStats() do not reject for a closed connection; "also visible in getStats() after pc.close()"
@check(
    "stats/call_kinds.js",
    spec=f"{STATS}#dom-rtcpeerconnectionstats",
    basis="MUST",
    features=("api.RTCPeerConnection.close", "api.RTCPeerConnection.getStats", f"{REPORT}.type_peer-connection"),
)
def test_get_stats_after_close_has_peer_connection(facts: Facts) -> None:
    """`getStats()` of a closed RTCPeerConnection resolves with `peer-connection` statistics.

    Many products send the statistics when the call has ended.
    """
    closed = facts["over"].get("closed")
    expect(closed, "types that getStats() resolves with after close()").is_a("array")
    expect(closed, "types that getStats() resolves with after close()").contains("peer-connection")


def _rtp(types: list[str]) -> list[str]:
    """Return the types of RTP streams, local and remote."""
    return [name for name in types if "-rtp" in name]

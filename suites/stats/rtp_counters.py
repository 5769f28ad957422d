"""getStats(): growth of counters, timestamps and ids of RTP streams from report to report."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

STATS = "https://w3c.github.io/webrtc-stats/"
REPORT = "api.RTCStatsReport"
SIDES = {"sender": "outbound-rtp", "receiver": "inbound-rtp"}


# "For a given RTP stats object, its total counters must always increase"
@check(
    "stats/growth.js",
    spec=f"{STATS}#streamstats-dict*",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.bytesReceived",
        f"{REPORT}.type_inbound-rtp.framesDecoded",
        f"{REPORT}.type_inbound-rtp.packetsReceived",
        f"{REPORT}.type_outbound-rtp.bytesSent",
        f"{REPORT}.type_outbound-rtp.framesEncoded",
        f"{REPORT}.type_outbound-rtp.packetsSent",
    ),
)
def test_counters_never_decrease(facts: Facts) -> None:
    """Counters such as `packetsSent`, `bytesReceived` and `framesDecoded` never decrease during a call.

    A negative rate breaks graphs and raises alarms.
    """
    for side in SIDES:
        _expect_readings(facts, side)
        expect(facts[side]["fallen"], f"counters of the {side} that decreased").is_empty()


# "Total number of RTP packets sent for this SSRC."; "the total number of frames correctly decoded for this RTP ..."
@check(
    "stats/growth.js",
    spec=f"{STATS}#dom-rtcsentrtpstreamstats-packetssent",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.bytesReceived",
        f"{REPORT}.type_inbound-rtp.framesDecoded",
        f"{REPORT}.type_inbound-rtp.packetsReceived",
        f"{REPORT}.type_inbound-rtp.totalSamplesReceived",
        f"{REPORT}.type_outbound-rtp.bytesSent",
        f"{REPORT}.type_outbound-rtp.framesEncoded",
        f"{REPORT}.type_outbound-rtp.framesSent",
        f"{REPORT}.type_outbound-rtp.packetsSent",
    ),
)
def test_counters_increase_while_media_flows(facts: Facts) -> None:
    """Packet, byte and frame counters of `outbound-rtp` and `inbound-rtp` increase while media flows.

    A counter that does not move is shown as a frozen call.
    """
    for side, type_ in SIDES.items():
        expect(facts[side]["still"], f"{type_} counters that did not increase within 20 s").is_empty()


# webrtc-pc: "defined as Performance.timeOrigin + Performance.now() at the time the information is collected"
@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcstats-timestamp",
    basis="MUST",
    features=(f"{REPORT}.type_inbound-rtp.timestamp", f"{REPORT}.type_outbound-rtp.timestamp"),
)
def test_timestamps_increase_from_report_to_report(facts: Facts) -> None:
    """`timestamp` of local statistics never is earlier in a later report.

    Rates divided by a negative time have the wrong sign.
    """
    for side in SIDES:
        _expect_readings(facts, side)
        expect(facts[side]["backwards"], f"types of the {side} whose timestamp decreased").is_empty()


# "Two RTCStats objects ... MUST have the same id if they were produced by inspecting the same underlying object."
@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcstats-id",
    basis="MUST",
    features=(f"{REPORT}.type_inbound-rtp.id", f"{REPORT}.type_outbound-rtp.id"),
)
def test_ids_are_stable_across_reports(facts: Facts) -> None:
    """The `id` of each stream, source, transport, codec and data channel is the same in all reports of a call.

    Products subtract two reports by id and would lose the history of a stream.
    """
    for side in SIDES:
        _expect_readings(facts, side)
        expect(facts[side]["idsStay"], f"ids in the reports of the {side} are the same in each report").is_true()


def _expect_readings(facts: Facts, side: str) -> None:
    """Expect that there were several reports of a call with media; one report alone shows no change."""
    still = facts[side]["still"]
    counter = "packetsSent" if side == "sender" else "packetsReceived"
    names = [f"{SIDES[side]} {kind}" for kind in ("audio", "video")]
    subject = f"{SIDES[side]} statistics that are missing or did not increase within 20 s"
    expect(still, subject).lacks(*names, *(f"{name}.{counter}" for name in names))

"""getStats() of calls through an SFU (forwarding server): what its RTCP reports say."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc"


# "MUST support generating statistics of the following types": remote-inbound-rtp with localId, roundTripTime
@check(
    "sfu/reports.js",
    spec=f"{PC}/#mandatory-to-implement-stats",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_remote-inbound-rtp",
        "api.RTCStatsReport.type_remote-inbound-rtp.localId",
        "api.RTCStatsReport.type_remote-inbound-rtp.roundTripTime",
        "api.RTCStatsReport.type_remote-inbound-rtp.fractionLost",
    ),
)
def test_remote_inbound_rtp_reports_round_trip_time(facts: Facts) -> None:
    """`remote-inbound-rtp` of a publisher has `roundTripTime` and the `localId` of its `outbound-rtp`.

    Quality monitoring cannot see delay and packet loss on the way to the SFU.
    """
    for kind in ("audio", "video"):
        report = facts["publisher"].get(kind)
        subject = f"remote-inbound-rtp ({kind})"
        expect(report, f"{subject} with roundTripTime within 12 s").is_not_null()
        expect(report.get("speaksOf"), f"type of the report that localId of {subject} refers to").equals("outbound-rtp")
        expect(report.get("sameStream"), f"ssrc of {subject} is that of its outbound-rtp").is_true()
        if "fractionLost" in report.get("members", ()):
            expect(report.get("sane"), f"{subject}: roundTripTime >= 0 s and fractionLost of 0 to 1").is_true()


# "MUST support generating statistics of the following types": remote-outbound-rtp: packetsSent, bytesSent, localId
@check(
    "sfu/reports.js",
    spec=f"{PC}/#mandatory-to-implement-stats",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_remote-outbound-rtp",
        "api.RTCStatsReport.type_remote-outbound-rtp.localId",
        "api.RTCStatsReport.type_remote-outbound-rtp.packetsSent",
        "api.RTCStatsReport.type_remote-outbound-rtp.bytesSent",
    ),
)
def test_remote_outbound_rtp_reports_bytes_sent(facts: Facts) -> None:
    """`remote-outbound-rtp` of a subscriber has `packetsSent`, `bytesSent` and the `localId` of its `inbound-rtp`.

    Monitoring cannot distinguish media that was lost from media that was never sent.
    """
    for kind in ("audio", "video"):
        report = facts["subscriber"].get(kind)
        subject = f"remote-outbound-rtp ({kind})"
        expect(report, f"{subject} with packetsSent > 0 within 12 s").is_not_null()
        expect(report.get("speaksOf"), f"type of the report that localId of {subject} refers to").equals("inbound-rtp")
        expect(report.get("sane"), f"bytesSent of {subject} is > 0").is_true()

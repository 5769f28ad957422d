"""getStats() of calls between two browsers: what each end counts."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
MANDATORY_STATS = f"{PC}#mandatory-to-implement-stats"
ROLES = ("offerer", "answerer")


# "An implementation MUST support generating statistics of the following types ... with the fields that are listed"
@check(
    "interop/stats_of_both_ends.js",
    spec=MANDATORY_STATS,
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.ssrc",
        "api.RTCStatsReport.type_outbound-rtp.ssrc",
        "api.RTCStatsReport.type_inbound-rtp.packetsReceived",
        "api.RTCStatsReport.type_outbound-rtp.packetsSent",
        "api.RTCStatsReport.type_inbound-rtp.framesDecoded",
        "api.RTCStatsReport.type_outbound-rtp.framesEncoded",
        "api.RTCStatsReport.type_codec.mimeType",
    ),
)
def test_stats_of_both_browsers_match(facts: Facts) -> None:
    """`inbound-rtp` of one browser matches `outbound-rtp` of the other: `ssrc`, codec, packets and frames.

    Dashboards join both ends of a call by these statistics, and invent or hide packet loss where they disagree.
    """
    meaning = {
        "sameStream": "inbound-rtp.ssrc equals outbound-rtp.ssrc",
        "sameCodec": "codec.mimeType of inbound-rtp equals that of outbound-rtp",
        "noMorePackets": "inbound-rtp.packetsReceived is 1 to outbound-rtp.packetsSent",
        "noMoreFrames": "inbound-rtp.framesDecoded is 1 to outbound-rtp.framesEncoded",
    }
    for role in ROLES:
        expect(facts[role]["arrives"], f"video and audio received by the {role}").is_true()
        for kind in ("audio", "video"):
            for name, relation in meaning.items():
                expect(facts[role][kind].get(name), f"{relation}, for {kind} sent by the {role}").is_true()


# "An implementation MUST support generating statistics of the following types ... with the fields that are listed"
@check(
    "interop/stats_of_both_ends.js",
    spec=MANDATORY_STATS,
    basis="MUST",
    features=("api.RTCStatsReport.type_remote-inbound-rtp.roundTripTime",),
)
def test_remote_inbound_rtp_round_trip_time(facts: Facts) -> None:
    """`remote-inbound-rtp.roundTripTime` exists for audio and video: RTCP reports reach the other browser.

    A sender without receiver reports cannot warn its user of a bad uplink.
    """
    for role in ROLES:
        expect(
            facts[role]["otherReportsBack"], f"remote-inbound-rtp.roundTripTime of audio and video at the {role}"
        ).is_true()

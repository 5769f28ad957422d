"""RTCStatsReport: references between statistics."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]
STATS = "https://w3c.github.io/webrtc-stats/"
REPORT = "api.RTCStatsReport"
SIDES = ("sender", "receiver")


# "Names ending in Id ... are always a stats object reference"; a reference to a deleted object cannot exist
@check(
    "stats/references.js",
    spec=f"{STATS}#dom-rtcrtpstreamstats-transportid",
    basis="MUST",
    features=(
        f"{REPORT}.type_candidate-pair.localCandidateId",
        f"{REPORT}.type_candidate-pair.remoteCandidateId",
        f"{REPORT}.type_inbound-rtp.transportId",
        f"{REPORT}.type_outbound-rtp.transportId",
    ),
)
def test_stats_references_exist_in_the_report(facts: Facts) -> None:
    """Each reference (`transportId`, `codecId`, `localCandidateId`, ...) is the `id` of statistics in the same report.

    Code that follows a dangling reference throws, and the dashboard stays empty.
    """
    expect(facts["complete"], "RTP statistics of both peers, remote ones included, within 20 s").is_true()
    for side in SIDES:
        every(facts[side]["leads"], f"references in the {side}'s report")
        expect(facts[side]["dangling"], f"references in the {side}'s report to statistics that are missing").is_empty()


# "... associated to the object that was inspected to produce the RTCCodecStats associated with this RTP stream."
@check(
    "stats/references.js",
    spec=f"{STATS}#dom-rtcrtpstreamstats-codecid",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.codecId",
        f"{REPORT}.type_inbound-rtp.remoteId",
        f"{REPORT}.type_inbound-rtp.transportId",
        f"{REPORT}.type_outbound-rtp.codecId",
        f"{REPORT}.type_outbound-rtp.remoteId",
        f"{REPORT}.type_outbound-rtp.transportId",
        f"{REPORT}.type_transport.selectedCandidatePairId",
    ),
)
def test_stats_references_have_the_right_type(facts: Facts) -> None:
    """`codecId`, `transportId`, `remoteId` and `selectedCandidatePairId` refer to statistics of their type.

    Products find the codec in use and the round-trip time of a stream only by these references.
    """
    for side, own, remote in (
        ("sender", "outbound-rtp", "remote-inbound-rtp"),
        ("receiver", "inbound-rtp", "remote-outbound-rtp"),
    ):
        leads = facts[side]["leads"]
        for kind in ("audio", "video"):
            for member, type_ in (("codecId", "codec"), ("transportId", "transport"), ("remoteId", f"{remote} {kind}")):
                expect(leads.get(f"{own} {kind} {member}"), f"type that {own}.{member} of {kind} refers to").equals(
                    type_
                )
        subject = f"type that transport.selectedCandidatePairId of the {side} refers to"
        expect(leads.get("transport selectedCandidatePairId"), subject).equals("candidate-pair")


# "The identifier of the stats object representing the track currently attached to the sender" (optional member)
@check(
    "stats/references.js",
    spec=f"{STATS}#dom-rtcoutboundrtpstreamstats-mediasourceid",
    basis="MUST",
    features=(f"{REPORT}.type_outbound-rtp.mediaSourceId", f"{REPORT}.type_media-source"),
)
def test_media_source_id_refers_to_media_source(facts: Facts) -> None:
    """`outbound-rtp.mediaSourceId`, where present, refers to the `media-source` of the same kind.

    Support distinguishes a slow camera from a slow encoder by it.
    """
    leads = every(facts["sender"]["leads"], "references in the sender's report")
    dangling = facts["sender"]["dangling"]
    names = [f"outbound-rtp {kind} mediaSourceId" for kind in ("audio", "video")]
    if not any(name in leads or name in dangling for name in names):
        not_supported("outbound-rtp.mediaSourceId")
    for kind, name in zip(("audio", "video"), names, strict=True):
        if name in leads or name in dangling:
            expect(leads.get(name), f"type that outbound-rtp.mediaSourceId of {kind} refers to").equals(
                f"media-source {kind}"
            )


# "The localId is used for looking up the local RTCOutboundRtpStreamStats object for the same SSRC."
@check(
    "stats/references.js",
    spec=f"{STATS}#dom-rtcremoteinboundrtpstreamstats-localid",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.remoteId",
        f"{REPORT}.type_outbound-rtp.remoteId",
        f"{REPORT}.type_remote-inbound-rtp.localId",
        f"{REPORT}.type_remote-inbound-rtp.ssrc",
        f"{REPORT}.type_remote-outbound-rtp.localId",
        f"{REPORT}.type_remote-outbound-rtp.ssrc",
    ),
)
def test_remote_id_and_local_id_refer_to_the_same_ssrc(facts: Facts) -> None:
    """`remoteId` and `localId` of a stream and its remote statistics refer to each other and have the same `ssrc`.

    Dashboards would show the packet loss of one stream at another.
    """
    for name, pair in every(facts["pairs"], "streams with remote statistics").items():
        record = pair or {}
        expect(record.get("eachOther"), f"remoteId and localId refer to each other, {name}").is_true()
        expect(record.get("sameStream"), f"ssrc equals that of the remote statistics, {name}").is_true()

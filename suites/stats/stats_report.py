"""RTCStatsReport: types in each kind of call, references between statistics, selectors, and the object itself."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
STATS = "https://w3c.github.io/webrtc-stats/"
MANDATORY = f"{PC}#mandatory-to-implement-stats"
REPORT = "api.RTCStatsReport"
SIDES = ("sender", "receiver")


# Types


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


# References


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


# Selectors


# "All stats objects referenced directly or indirectly by the RTCOutboundRtpStreamStats objects added."
@check(
    "stats/selectors.js",
    spec=f"{PC}#the-stats-selection-algorithm",
    basis="MUST",
    features=("api.RTCRtpSender.getStats", "api.RTCRtpReceiver.getStats"),
)
def test_get_stats_of_sender_or_receiver_has_its_streams_only(facts: Facts) -> None:
    """`RTCRtpSender.getStats()` and `RTCRtpReceiver.getStats()` return their streams and what these refer to.

    Products with fifty video tiles read one report for each, and all others would slow the page down.
    """
    for kind in ("audio", "video"):
        for side, own in (("sender", "outbound-rtp"), ("receiver", "inbound-rtp")):
            chosen = facts[kind][side]
            api = f"getStats() of the {kind} {side}"
            expect(chosen["kinds"], f"types of {api}").contains(f"{own} {kind}", "codec", "transport", "candidate-pair")
            expect(chosen["kinds"], f"types of {api}").lacks("data-channel")
            expect(chosen["part"], f"{api} is a part of RTCPeerConnection.getStats()").is_true()
            expect(chosen["notOfTheOther"], f"{api} has no statistics of the other kind").is_true()
            expect(chosen["codecs"], f"kinds of codec statistics of {api}").equals([kind])


# "let selector be an RTCRtpSender or RTCRtpReceiver on connection which track attribute matches selectorArg"
@check(
    "stats/selectors.js",
    spec=f"{PC}#the-stats-selection-algorithm",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.getStats.selector_parameter",
        "api.RTCRtpReceiver.getStats",
        "api.RTCRtpSender.getStats",
    ),
)
def test_get_stats_with_track_equals_get_stats_of_sender(facts: Facts) -> None:
    """`getStats(track)` returns the same types as `getStats()` of the track's RTCRtpSender or RTCRtpReceiver.

    Products use either form and would show different numbers for one call.
    """
    for kind in ("audio", "video"):
        by_track = facts[kind]["byTrack"]
        subject = f"types of getStats(track) with the {kind} track of"
        expect(by_track["sent"], f"{subject} the sender").has_exactly(facts[kind]["sender"]["kinds"])
        expect(by_track["received"], f"{subject} the receiver").has_exactly(facts[kind]["receiver"]["kinds"])


# "If no such sender or receiver exists, or if more than one ... fit this criteria, ... InvalidAccessError."
@check(
    "stats/selectors.js",
    spec=f"{PC}#widl-RTCPeerConnection-getStats-Promise-RTCStatsReport--MediaStreamTrack-selector",
    basis="MUST",
    features=("api.RTCPeerConnection.getStats.selector_parameter", "api.RTCPeerConnection.getStats"),
)
def test_get_stats_with_foreign_track_rejects(facts: Facts) -> None:
    """`getStats(track)` rejects with InvalidAccessError for a track of no sender or receiver, or of two senders.

    An empty report would be shown as a silent call.
    """
    refused = facts["refused"]
    for name in ("a foreign track", "the other end's track", "a track of two senders"):
        expect(refused.get(name), f"getStats(track), track: {name}").equals("InvalidAccessError")
    for name, api in (
        ("no track", "getStats(null)"),
        ("nothing", "getStats()"),
        ("one of two senders", "RTCRtpSender.getStats() with one track at two senders"),
    ):
        expect(refused.get(name), api).equals("accepted")


# The report object


# "readonly maplike<DOMString, object>"; a map between ids and RTCStats-derived dictionaries
@check(
    "stats/report_object.js",
    spec=f"{PC}#rtcstatsreport-object",
    basis="MUST",
    features=(
        REPORT,
        f"{REPORT}.entries",
        f"{REPORT}.forEach",
        f"{REPORT}.get",
        f"{REPORT}.has",
        f"{REPORT}.size",
    ),
)
def test_rtc_stats_report_is_a_read_only_map_by_id(facts: Facts) -> None:
    """RTCStatsReport is a read-only maplike: keys are ids, with `get()`, `has()`, `forEach()` and `size`.

    All code that reads statistics iterates over it.
    """
    for name, subject in (
        ("type", "getStats() resolves with an RTCStatsReport"),
        ("sized", "RTCStatsReport.size is the number of entries and above 0"),
        ("keysAreIds", "the keys of an RTCStatsReport are the ids of its entries"),
        ("got", "RTCStatsReport.get() and has() find an entry by id"),
        ("visited", "RTCStatsReport.forEach() visits each entry with its id"),
        ("readOnly", "RTCStatsReport has no set(), delete() and clear()"),
    ):
        expect(facts.get(name), subject).is_true()


# webrtc-pc: "Let result be an empty RTCStatsReport."; "A stats object, once returned, never changes."
@check(
    "stats/report_object.js",
    spec=f"{PC}#the-stats-selection-algorithm",
    basis="MUST",
    features=(REPORT, "api.RTCPeerConnection.getStats"),
)
def test_rtc_stats_report_does_not_change(facts: Facts) -> None:
    """A second `getStats()` resolves with another RTCStatsReport and leaves the first one unchanged.

    Rates are the difference of two reports and would be 0.
    """
    expect(facts.get("own"), "two calls of getStats() resolve with two objects").is_true()
    expect(facts.get("unchanged"), "the first RTCStatsReport is unchanged after a second getStats()").is_true()


# webrtc-pc: "defined as Performance.timeOrigin + Performance.now() at the time the information is collected"
@check(
    "stats/report_object.js",
    spec=f"{PC}#dom-rtcstats-timestamp",
    basis="MUST",
    features=(
        f"{REPORT}.type_peer-connection.id",
        f"{REPORT}.type_peer-connection.timestamp",
        f"{REPORT}.type_peer-connection.type",
        f"{REPORT}.type_outbound-rtp.timestamp",
        f"{REPORT}.type_transport.timestamp",
    ),
)
def test_stats_have_id_type_and_timestamp_since_the_epoch(facts: Facts) -> None:
    """Each statistics object has `id`, `type` and a `timestamp` near `performance.timeOrigin + performance.now()`.

    Back ends merge the statistics of two users by this time.
    """
    expect(facts.get("complete"), "each entry has id, type and timestamp").is_true()
    expect(facts.get("sinceTheEpoch"), "timestamp is within 15 s of timeOrigin + now()").is_true()
    expect(facts.get("notOfTheFuture"), "timestamp is at most 1 s after timeOrigin + now()").is_true()


def _rtp(types: list[str]) -> list[str]:
    """Return the types of RTP streams, local and remote."""
    return [name for name in types if "-rtp" in name]

"""RTCStatsReport: selectors of getStats(), and the object itself."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
REPORT = "api.RTCStatsReport"


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

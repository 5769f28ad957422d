"""What statistics are made of: types in each kind of call, references between them, choice by track, the object."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Which there are


@check(
    "stats/call_kinds.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcrtpstreamstats-kind",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.kind",
        "api.RTCStatsReport.type_outbound-rtp.kind",
    ),
)
def test_each_kind_of_call_has_its_types(facts: Facts) -> None:
    """Who sends has statistics of sending, who receives those of receiving, for the kind of media that flows.

    Dashboards draw what is there.
    """
    for call, kind, sides in (
        ("sound", "audio", (0, 1)),
        ("pictures", "video", (0, 1)),
        ("receiveOnly", "video", (1, 0)),
    ):
        ends = (facts[call]["offerer"], facts[call]["answerer"])
        sends, receives = ends[sides[0]], ends[sides[1]]
        assert {f"outbound-rtp {kind}", f"media-source {kind}", "codec", "transport"} <= set(sends), call
        assert f"inbound-rtp {kind}" not in sends, call
        assert {f"inbound-rtp {kind}", "codec", "transport"} <= set(receives), call
        assert not {f"outbound-rtp {kind}", f"media-source {kind}"} & set(receives), call


@check(
    "stats/call_kinds.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcdatachannelstats-messagessent",
    features=("api.RTCStatsReport.type_data-channel.messagesSent",),
)
def test_calls_of_data_have_no_streams(facts: Facts) -> None:
    """A call of data alone has statistics of channels and transport and none of media.

    Numbers of a stream that is not there mislead.
    """
    for side in facts["data"].values():
        assert {"data-channel", "transport", "peer-connection"} <= set(side)
        assert not [kind for kind in side if "-rtp" in kind]


@check(
    "stats/call_kinds.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcpeerconnectionstats-datachannelsopened",
    features=("api.RTCStatsReport.type_peer-connection.dataChannelsOpened",),
)
def test_fresh_connections_have_no_streams(facts: Facts) -> None:
    """A connection without a call has statistics of itself alone.

    What is read before the call must not be taken for it.
    """
    assert facts["fresh"] == facts["unnegotiated"] == ["peer-connection"]


@check(
    "stats/call_kinds.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-stop",
    features=("api.RTCRtpTransceiver.stop",),
)
def test_streams_go_with_their_transceiver(facts: Facts) -> None:
    """Statistics of a stream go when its transceiver is stopped.

    Streams that are over must not be added up.
    """
    assert facts["over"]["streamsGo"]


@check(
    "stats/call_kinds.js",
    spec="https://w3c.github.io/webrtc-pc/#widl-RTCPeerConnection-getStats-Promise-RTCStatsReport--MediaStreamTrack-selector",
    features=("api.RTCPeerConnection.getStats",),
)
def test_statistics_of_closed_calls_are_read(facts: Facts) -> None:
    """Statistics of a closed connection can be read and still hold the connection's own.

    Many products send them when the call is over.
    """
    assert isinstance(facts["over"]["closed"], list)
    assert "peer-connection" in facts["over"]["closed"]


# How they hang together


@check(
    "stats/references.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcrtpstreamstats-transportid",
    features=("api.RTCStatsReport.type_inbound-rtp.transportId",),
)
def test_references_lead_somewhere(facts: Facts) -> None:
    """Each reference in statistics leads to one that is in the same reading.

    Code that follows them stops at a missing one.
    """
    assert facts["complete"]
    for side in ("sender", "receiver"):
        assert facts[side]["leads"], side
        assert facts[side]["dangling"] == [], side


@check(
    "stats/references.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcrtpstreamstats-codecid",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.codecId",
        "api.RTCStatsReport.type_outbound-rtp.remoteId",
    ),
)
def test_references_lead_to_the_right_type(facts: Facts) -> None:
    """References lead to codec, transport, the other end's report and the chosen pair, each of its type.

    The codec in use is found only this way.
    """
    for side, own, remote in (
        ("sender", "outbound-rtp", "remote-inbound-rtp"),
        ("receiver", "inbound-rtp", "remote-outbound-rtp"),
    ):
        leads = facts[side]["leads"]
        for kind in ("audio", "video"):
            assert leads.get(f"{own} {kind} codecId") == "codec", side
            assert leads.get(f"{own} {kind} transportId") == "transport", side
            assert leads.get(f"{own} {kind} remoteId") == f"{remote} {kind}", side
        assert leads.get("transport selectedCandidatePairId") == "candidate-pair", side


@check(
    "stats/references.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcoutboundrtpstreamstats-mediasourceid",
    features=("api.RTCStatsReport.type_outbound-rtp.mediaSourceId",),
)
def test_senders_name_their_source(facts: Facts) -> None:
    """A stream that is sent names the source that it comes from.

    A slow camera is told from a slow encoder this way.
    """
    for kind in ("audio", "video"):
        assert facts["sender"]["leads"].get(f"outbound-rtp {kind} mediaSourceId") == f"media-source {kind}", kind


@check(
    "stats/references.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcremoteinboundrtpstreamstats-localid",
    features=("api.RTCStatsReport.type_remote-inbound-rtp.localId",),
)
def test_both_ends_of_a_stream_name_each_other(facts: Facts) -> None:
    """A stream and the other end's report of it name each other and the same stream.

    Loss of one stream must not be shown at another.
    """
    for name, pair in facts["pairs"].items():
        assert pair == {"eachOther": True, "sameStream": True}, name


@check(
    "stats/selectors.js",
    spec="https://w3c.github.io/webrtc-pc/#widl-RTCRtpSender-getStats-Promise-RTCStatsReport",
    features=(
        "api.RTCRtpSender.getStats",
        "api.RTCRtpReceiver.getStats",
    ),
)
def test_senders_and_receivers_have_their_own(facts: Facts) -> None:
    """Statistics of one sender or receiver hold what belongs to it and nothing of other media.

    Reading all of them for each of fifty tiles is slow.
    """
    for kind in ("audio", "video"):
        for side, own in (("sender", "outbound-rtp"), ("receiver", "inbound-rtp")):
            chosen = facts[kind][side]
            assert f"{own} {kind}" in chosen["kinds"], f"{kind} {side}"
            assert {"codec", "transport", "candidate-pair"} <= set(chosen["kinds"]), f"{kind} {side}"
            assert "data-channel" not in chosen["kinds"], f"{kind} {side}"
            assert chosen["part"], f"{kind} {side}"
            assert chosen["notOfTheOther"], f"{kind} {side}"
            assert chosen["codecs"] == [kind], f"{kind} {side}"


@check(
    "stats/selectors.js",
    spec="https://w3c.github.io/webrtc-pc/#widl-RTCPeerConnection-getStats-Promise-RTCStatsReport--MediaStreamTrack-selector",
    features=("api.RTCPeerConnection.getStats.selector_parameter",),
)
def test_tracks_choose_as_their_sender(facts: Facts) -> None:
    """Statistics chosen by a track are those of its sender or receiver.

    Either way is written in products, and figures should agree.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["byTrack"]["sent"] == facts[kind]["sender"]["kinds"], kind
        assert facts[kind]["byTrack"]["received"] == facts[kind]["receiver"]["kinds"], kind


@check(
    "stats/selectors.js",
    spec="https://w3c.github.io/webrtc-pc/#widl-RTCPeerConnection-getStats-Promise-RTCStatsReport--MediaStreamTrack-selector",
    features=("api.RTCPeerConnection.getStats.selector_parameter",),
)
def test_foreign_tracks_choose_nothing(facts: Facts) -> None:
    """A track that the connection does not have, or has twice, is an InvalidAccessError.

    An empty answer would be shown as silence.
    """
    refused = facts["refused"]
    for name in ("a foreign track", "the other end's track", "a track of two senders"):
        assert refused[name] == "InvalidAccessError", name
    assert refused["no track"] == refused["nothing"] == refused["one of two senders"] == "accepted"


@check(
    "stats/report_object.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcstatsreport-object",
    features=("api.RTCStatsReport",),
)
def test_reports_are_maps_by_id(facts: Facts) -> None:
    """A reading is a map by id that can be walked through and not be written to.

    All code that reads statistics walks through it.
    """
    for name in ("type", "sized", "keysAreIds", "got", "visited", "readOnly"):
        assert facts[name], name


@check(
    "stats/report_object.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcstatsreport-object",
    features=("api.RTCStatsReport",),
)
def test_readings_do_not_change(facts: Facts) -> None:
    """A reading stays as it was when another is taken.

    Rates are the difference of two readings.
    """
    assert facts["own"]
    assert facts["unchanged"]


@check(
    "stats/report_object.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcstats-timestamp",
    features=("api.RTCStatsReport.type_inbound-rtp",),
)
def test_statistics_have_id_type_and_time(facts: Facts) -> None:
    """Each of the statistics has an id, a type, and the time of day in milliseconds.

    Readings of two machines are laid side by side by it.
    """
    assert facts["complete"]
    assert facts["sinceTheEpoch"]
    assert facts["notOfTheFuture"]

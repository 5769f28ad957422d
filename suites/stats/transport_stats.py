"""getStats(): values of candidate-pair, transport, data-channel and peer-connection, and units of delays."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

STATS = "https://w3c.github.io/webrtc-stats/"
REPORT = "api.RTCStatsReport"
PEERS = ("offerer", "answerer")


# Candidate pair


# "Represents the latest round trip time measured in seconds"; "Packet Jitter measured in seconds for this SSRC"
@check(
    "stats/units.js",
    spec=f"{STATS}#dom-rtcicecandidatepairstats-currentroundtriptime",
    basis="MUST",
    features=(
        f"{REPORT}.type_candidate-pair.currentRoundTripTime",
        f"{REPORT}.type_candidate-pair.totalRoundTripTime",
        f"{REPORT}.type_inbound-rtp.jitter",
        f"{REPORT}.type_inbound-rtp.jitterBufferDelay",
        f"{REPORT}.type_remote-inbound-rtp.fractionLost",
        f"{REPORT}.type_remote-inbound-rtp.jitter",
        f"{REPORT}.type_remote-inbound-rtp.roundTripTime",
    ),
)
def test_round_trip_time_and_jitter_are_in_seconds(facts: Facts) -> None:
    """`currentRoundTripTime`, `roundTripTime` and `jitter` are in seconds: at most 5 s, 5 s and 1 s on one machine.

    A browser that reports milliseconds raises each alarm a thousandfold.
    """
    trip = facts["roundTrip"]
    expect(trip.get("path"), "candidate-pair.currentRoundTripTime is 0 to 5 s").is_true()
    expect(trip.get("stream"), "remote-inbound-rtp.roundTripTime of video is 0 to 5 s").is_true()
    _expect_where_present(trip.get("pathInAll"), "candidate-pair.totalRoundTripTime / responsesReceived", "0 to 5 s")
    for kind in ("audio", "video"):
        delays = facts[kind]
        expect(delays.get("jitterHere"), f"inbound-rtp.jitter of {kind} is 0 to 1 s").is_true()
        expect(delays.get("jitterThere"), f"remote-inbound-rtp.jitter of {kind} is 0 to 1 s").is_true()
        buffered = f"inbound-rtp.jitterBufferDelay / jitterBufferEmittedCount of {kind}"
        _expect_where_present(delays.get("buffered"), buffered, "0 to 5 s")
        _expect_where_present(delays.get("fractionLost"), f"remote-inbound-rtp.fractionLost of {kind}", "0 to 1")


# "it is measured in bits per second"; "Only exists when the underlying congestion control calculated" an estimate
@check(
    "stats/units.js",
    spec=f"{STATS}#dom-rtcicecandidatepairstats-availableoutgoingbitrate",
    basis="MUST",
    features=(f"{REPORT}.type_candidate-pair.availableOutgoingBitrate",),
)
def test_available_outgoing_bitrate_is_in_bits_per_second(facts: Facts) -> None:
    """`candidate-pair.availableOutgoingBitrate`, where present, is in bits per second: 1000 to 10 Gbit/s.

    Products choose the video resolution by it.
    """
    if facts["bitsPerSecond"] is None:
        not_supported("candidate-pair.availableOutgoingBitrate")
    expect(facts["bitsPerSecond"], "candidate-pair.availableOutgoingBitrate is 1000 to 1e10 bit/s").is_true()


# "a unique identifier ... associated to the object that was inspected to produce the RTCIceCandidatePairStats"
@check(
    "stats/transport_stats.js",
    spec=f"{STATS}#dom-rtctransportstats-selectedcandidatepairid",
    basis="MUST",
    features=(
        f"{REPORT}.type_candidate-pair.localCandidateId",
        f"{REPORT}.type_candidate-pair.nominated",
        f"{REPORT}.type_candidate-pair.remoteCandidateId",
        f"{REPORT}.type_candidate-pair.state",
        f"{REPORT}.type_local-candidate.candidateType",
        f"{REPORT}.type_local-candidate.port",
        f"{REPORT}.type_local-candidate.protocol",
        f"{REPORT}.type_transport.selectedCandidatePairId",
    ),
)
def test_selected_candidate_pair_is_nominated_and_succeeded(facts: Facts) -> None:
    """`transport.selectedCandidatePairId` refers to a nominated, succeeded pair of a gathered `local-candidate`.

    Products read there whether a call is relayed.
    """
    for peer in PEERS:
        record = facts[peer]
        expect(record.get("selected"), f"transport.selectedCandidatePairId of the {peer} is set").is_true()
        expect(record.get("pair"), f"the selected candidate-pair of the {peer}").equals(
            {"state": "succeeded", "nominated": True}
        )
        local = record.get("local") or {}
        # Without ICE servers; a peer-reflexive address is possible, and so is ICE-TCP.
        expect(local.get("type"), f"local-candidate.candidateType of the {peer}").is_one_of(("host", "prflx"))
        expect(local.get("protocol"), f"local-candidate.protocol of the {peer}").is_one_of(("udp", "tcp"))
        if (local.get("type"), local.get("protocol")) == ("host", "udp"):
            subject = f"local-candidate.port of the {peer} is in an a=candidate line of localDescription"
            expect(record.get("localIsFound"), subject).is_true()
        remote = record.get("remote") or {}
        expect(remote.get("isRemote"), f"remoteCandidateId of the {peer} refers to a remote-candidate").is_true()


# Transport


# dtlsState is required: "Set to the current value of the state attribute of the underlying RTCDtlsTransport."
@check(
    "stats/transport_stats.js",
    spec=f"{STATS}#dom-rtctransportstats-dtlsstate",
    basis="MUST",
    features=(
        f"{REPORT}.type_transport.dtlsCipher",
        f"{REPORT}.type_transport.dtlsRole",
        f"{REPORT}.type_transport.dtlsState",
        f"{REPORT}.type_transport.iceState",
        f"{REPORT}.type_transport.srtpCipher",
    ),
)
def test_transport_dtls_state_is_connected(facts: Facts) -> None:
    """`transport.dtlsState` of a call is `connected`; `iceState`, `dtlsRole` and ciphers, where present, agree.

    Auditors read from these members that a call is encrypted, and how.
    """
    roles = []
    for peer in PEERS:
        transport = facts[peer].get("transport") or {}
        expect(transport.get("dtlsState"), f"transport.dtlsState of the {peer}").equals("connected")
        if transport.get("iceState") is not None:
            subject = f"transport.iceState of the {peer} (completed counts as connected)"
            expect(transport["iceState"], subject).equals("connected")
        for member in ("dtlsCipher", "srtpCipher"):
            if transport.get(member) is not None:
                expect(transport[member], f"transport.{member} of the {peer}").is_not_empty()
        if transport.get("dtlsRole") is not None:
            roles.append(transport["dtlsRole"])
    if len(roles) == len(PEERS):
        expect(roles, "transport.dtlsRole of offerer and answerer").has_exactly(["client", "server"])


# "Represents the total number of payload bytes sent on this RTCIceTransport"
@check(
    "stats/transport_stats.js",
    spec=f"{STATS}#dom-rtctransportstats-bytessent",
    basis="MUST",
    features=(
        f"{REPORT}.type_outbound-rtp.bytesSent",
        f"{REPORT}.type_transport.bytesReceived",
        f"{REPORT}.type_transport.bytesSent",
    ),
)
def test_transport_bytes_sent_include_all_streams(facts: Facts) -> None:
    """`transport.bytesSent` is at least the sum of `outbound-rtp.bytesSent`, and both byte counts are above 0.

    The bandwidth of a whole call is read there.
    """
    for peer in PEERS:
        carried = f"transport.bytesSent and bytesReceived of the {peer} are above 0"
        expect(facts[peer].get("carried"), carried).is_true()
        holds = f"transport.bytesSent of the {peer} >= the sum of outbound-rtp.bytesSent"
        expect(facts[peer].get("holdsStreams"), holds).is_true()


# Data channels


# "the total number of API "message" events sent"; "the total number of payload bytes sent on this RTCDataChannel"
@check(
    "stats/channels.js",
    spec=f"{STATS}#dom-rtcdatachannelstats-messagessent",
    basis="MUST",
    features=(
        f"{REPORT}.type_data-channel.bytesReceived",
        f"{REPORT}.type_data-channel.bytesSent",
        f"{REPORT}.type_data-channel.messagesReceived",
        f"{REPORT}.type_data-channel.messagesSent",
    ),
)
def test_data_channel_counts_messages_and_bytes_exactly(facts: Facts) -> None:
    """`data-channel.messagesSent`, `bytesSent`, `messagesReceived` and `bytesReceived` count exactly.

    Products find lost messages by comparing both peers.
    """
    for side, count, size in (("sent", "messagesSent", "bytesSent"), ("received", "messagesReceived", "bytesReceived")):
        expect(facts[side].get(count), f"data-channel.{count} after 4 messages", "messages").equals(4)
        expect(facts[side].get(size), f"data-channel.{size} after 4 messages", "bytes").equals(facts["bytes"])


# "The label value of the RTCDataChannel object." "The id attribute of the RTCDataChannel object."
@check(
    "stats/channels.js",
    spec=f"{STATS}#dom-rtcdatachannelstats-label",
    basis="MUST",
    features=(
        f"{REPORT}.type_data-channel.dataChannelIdentifier",
        f"{REPORT}.type_data-channel.label",
        f"{REPORT}.type_data-channel.protocol",
        f"{REPORT}.type_data-channel.state",
    ),
)
def test_data_channel_stats_name_label_protocol_and_id(facts: Facts) -> None:
    """`data-channel` has the `label`, `protocol`, `state` and id (`dataChannelIdentifier`) of its RTCDataChannel.

    Products with several data channels find the one that stalls.
    """
    wanted = {"label": "counted", "protocol": "counting", "state": "open"}
    for side, peer in (("sent", "sender"), ("received", "receiver")):
        for member, value in wanted.items():
            expect(facts[side].get(member), f"data-channel.{member} of the {peer}").equals(value)
    subject = "data-channel.dataChannelIdentifier equals RTCDataChannel.id [sender, receiver]"
    expect(facts["identifiers"], subject).equals([True, True])


# "Represents the number of unique RTCDataChannels that have entered the "open" state during their lifetime."
@check(
    "stats/channels.js",
    spec=f"{STATS}#dom-rtcpeerconnectionstats-datachannelsopened",
    basis="MUST",
    features=(
        f"{REPORT}.type_peer-connection.dataChannelsClosed",
        f"{REPORT}.type_peer-connection.dataChannelsOpened",
    ),
)
def test_peer_connection_counts_opened_and_closed_data_channels(facts: Facts) -> None:
    """`peer-connection.dataChannelsOpened` and `dataChannelsClosed` count RTCDataChannel objects.

    Data channels that nobody closes accumulate in long calls.
    """
    for peer, counts in zip(("sender", "receiver"), every(facts["open"], "peer-connection statistics"), strict=True):
        _expect_channels(counts, f"with 2 open data channels at the {peer}", opened=2, closed=0)
    _expect_channels(facts["afterClosing"], "after close() of one of 2 data channels", opened=2, closed=1)


def _expect_where_present(holds: Any, subject: str, wanted: str) -> None:
    """Expect a range that the probe judged, where the browser reports the optional member."""
    if holds is not None:
        expect(holds, f"{subject} is {wanted}").is_true()


def _expect_channels(counts: dict[str, Any], condition: str, *, opened: int, closed: int) -> None:
    """Expect the two counts of data channels."""
    expect(counts.get("opened"), f"peer-connection.dataChannelsOpened {condition}", "channels").equals(opened)
    expect(counts.get("closed"), f"peer-connection.dataChannelsClosed {condition}", "channels").equals(closed)

"""Whether what statistics say of path, transport and channels can be true."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# The path


@check(
    "stats/units.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcicecandidatepairstats-currentroundtriptime",
    features=(
        "api.RTCStatsReport.type_candidate-pair.currentRoundTripTime",
        "api.RTCStatsReport.type_remote-inbound-rtp.roundTripTime",
        "api.RTCStatsReport.type_inbound-rtp.jitter",
    ),
)
def test_delays_are_in_seconds(facts: Facts) -> None:
    """Round trips, jitter and time in the buffer are in seconds, and small on one machine.

    A thousandfold error of units is easily made.
    """
    assert facts["roundTrip"]["path"]
    assert facts["roundTrip"]["stream"]
    assert facts["roundTrip"]["pathInAll"] is not False
    for kind in ("audio", "video"):
        for name, holds in facts[kind].items():
            assert holds is not False, f"{kind} {name}"
        assert facts[kind]["jitterHere"], kind
        assert facts[kind]["jitterThere"], kind


@check(
    "stats/units.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcremoteoutboundrtpstreamstats-remotetimestamp",
    features=("api.RTCStatsReport.type_remote-outbound-rtp.remoteTimestamp",),
)
def test_the_other_ends_time_is_told(facts: Facts) -> None:
    """The other end's time is told in milliseconds of the day.

    Delay from end to end is worked out from it.
    """
    assert facts["remoteTimestamp"] is True


@check(
    "stats/units.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcicecandidatepairstats-availableoutgoingbitrate",
    features=("api.RTCStatsReport.type_candidate-pair.availableOutgoingBitrate",),
)
def test_available_bandwidth_is_in_bits(facts: Facts) -> None:
    """The bandwidth that is there for sending is told in bits per second.

    Products choose the size of pictures by it.
    """
    assert facts["bitsPerSecond"] is True


@check(
    "stats/paths.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtctransportstats-selectedcandidatepairid",
    features=(
        "api.RTCStatsReport.type_transport.selectedCandidatePairId",
        "api.RTCStatsReport.type_candidate-pair.nominated",
    ),
)
def test_the_chosen_path_is_told(facts: Facts) -> None:
    """Statistics name the pair that carries the call: nominated, succeeded, of candidates that were found.

    Whether a call is relayed is read there.
    """
    for side in ("offerer", "answerer"):
        end = facts[side]
        assert end["selected"], side
        assert end["pair"] == {"state": "succeeded", "nominated": True}, side
        assert (end["local"]["type"], end["local"]["protocol"]) == ("host", "udp"), side
        assert end["localIsFound"], side
        assert end["remote"]["isRemote"], side
        assert end["transports"] == 1, side


@check(
    "stats/paths.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtctransportstats-dtlsstate",
    features=(
        "api.RTCStatsReport.type_transport.dtlsState",
        "api.RTCStatsReport.type_transport.dtlsCipher",
        "api.RTCStatsReport.type_transport.srtpCipher",
    ),
)
def test_the_state_of_the_transport_is_told(facts: Facts) -> None:
    """Statistics tell that a running call is connected and encrypted, by which ciphers and in which role.

    Auditors ask for the cipher of real calls.
    """
    for side, role in (("offerer", "server"), ("answerer", "client")):
        transport = facts[side]["transport"]
        assert (transport["dtlsState"], transport["iceState"], transport["dtlsRole"]) == (
            "connected",
            "connected",
            role,
        ), side
        assert transport["dtlsCipher"], side
        assert transport["srtpCipher"], side


@check(
    "stats/paths.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtctransportstats-packetssent",
    features=("api.RTCStatsReport.type_transport.packetsSent",),
)
def test_a_transport_counts_all_it_carries(facts: Facts) -> None:
    """The bytes of a transport are at least those of its streams.

    The bandwidth of a whole call is read there.
    """
    for side in ("offerer", "answerer"):
        assert facts[side]["carried"], side
        assert facts[side]["holdsStreams"], side


# Channels


@check(
    "stats/channels.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcdatachannelstats-messagessent",
    features=(
        "api.RTCStatsReport.type_data-channel.messagesSent",
        "api.RTCStatsReport.type_data-channel.bytesReceived",
    ),
)
def test_messages_are_counted_exactly(facts: Facts) -> None:
    """Messages and bytes of a channel are counted exactly, at both ends.

    A message that was lost is found by it.
    """
    for side, count, size in (("sent", "messagesSent", "bytesSent"), ("received", "messagesReceived", "bytesReceived")):
        assert facts[side][count] == 4, side
        assert facts[side][size] == facts["bytes"], side


@check(
    "stats/channels.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcdatachannelstats-messagessent",
    features=(
        "api.RTCStatsReport.type_data-channel.label",
        "api.RTCStatsReport.type_data-channel.protocol",
        "api.RTCStatsReport.type_data-channel.dataChannelIdentifier",
    ),
)
def test_channels_are_named(facts: Facts) -> None:
    """Statistics name each channel by label, protocol and number.

    Products have several, and one of them stalls.
    """
    for side in ("sent", "received"):
        assert (facts[side]["label"], facts[side]["protocol"], facts[side]["state"]) == (
            "counted",
            "counting",
            "open",
        ), side
    assert facts["identifiers"] == [True, True]


@check(
    "stats/channels.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcpeerconnectionstats-datachannelsopened",
    features=(
        "api.RTCStatsReport.type_peer-connection.dataChannelsOpened",
        "api.RTCStatsReport.type_peer-connection.dataChannelsClosed",
    ),
)
def test_channels_are_counted(facts: Facts) -> None:
    """Channels that were opened and closed are counted.

    Channels that nobody closes pile up in long calls.
    """
    assert facts["open"] == [{"opened": 2, "closed": 0}] * 2
    assert facts["afterClosing"] == {"opened": 2, "closed": 1}

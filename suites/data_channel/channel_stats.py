"""getStats() of data channels: messages, payload bytes, and channels opened and closed."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
STATS = "api.RTCStatsReport"
EMPTY_MESSAGES = 1
"""Empty messages that the probe of statistics sends; RFC 8831 sends each as one byte, which may count as payload."""


# "An implementation MUST support generating statistics of the following types ...: data-channel ... messagesSent"
@check(
    "data_channel/statistics.js",
    spec=f"{WEBRTC}/#mandatory-to-implement-stats",
    basis="MUST",
    features=(f"{STATS}.type_data-channel.messagesSent", f"{STATS}.type_data-channel.messagesReceived"),
)
def test_data_channel_stats_count_messages(facts: Facts) -> None:
    """`data-channel` statistics: `messagesSent` equals `messagesReceived` of the peer, empty messages included.

    Monitoring finds lost messages by the difference.
    """
    here, there, messages = facts["here"], facts["there"], facts["messages"]
    expect(here.get("messagesSent"), "data-channel.messagesSent of the sender", "messages").equals(messages)
    expect(there.get("messagesReceived"), "data-channel.messagesReceived of the receiver", "messages").equals(messages)
    expect(here.get("messagesReceived"), "data-channel.messagesReceived of the sender", "messages").equals(1)
    expect(there.get("messagesSent"), "data-channel.messagesSent of the receiver", "messages").equals(1)


# "Represents the total number of payload bytes sent on this RTCDataChannel."
@check(
    "data_channel/statistics.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcdatachannelstats-bytessent",
    basis="MUST",
    features=(f"{STATS}.type_data-channel.bytesSent", f"{STATS}.type_data-channel.bytesReceived"),
)
def test_data_channel_stats_count_payload_bytes(facts: Facts) -> None:
    """`data-channel` statistics: `bytesSent` and `bytesReceived` count the payload, without headers.

    Products bill and throttle transfers by these numbers.
    """
    payload = facts["bytes"]
    for report, member in (("here", "bytesSent"), ("there", "bytesReceived")):
        counted = facts[report].get(member)
        expect(counted, f"data-channel.{member}", "bytes").is_between(payload, payload + EMPTY_MESSAGES)
    expect(facts["here"].get("bytesReceived"), "data-channel.bytesReceived of the sender", "bytes").equals(4)
    expect(facts["there"].get("bytesSent"), "data-channel.bytesSent of the receiver", "bytes").equals(4)


# "Represents the number of unique RTCDataChannels that have left the "open" state during their lifetime"
@check(
    "data_channel/statistics.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcpeerconnectionstats-datachannelsopened",
    basis="MUST",
    features=(
        f"{STATS}.type_peer-connection.dataChannelsOpened",
        f"{STATS}.type_peer-connection.dataChannelsClosed",
    ),
)
def test_peer_connection_stats_count_data_channels(facts: Facts) -> None:
    """`peer-connection` statistics: `dataChannelsOpened` and `dataChannelsClosed` count an opened and closed channel.

    Monitoring finds leaked channels by the difference.
    """
    expect(facts["opened"], "peer-connection.dataChannelsOpened", "channels").equals(1)
    expect(facts["closed"], "peer-connection.dataChannelsClosed", "channels").equals(1)

"""The life of data channels: opening, closing, moving to a worker, and what is counted meanwhile."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
SEND = f"{WEBRTC}/#dom-rtcdatachannel-send"
CHANNEL = "api.RTCDataChannel"
CREATING = ("api.RTCPeerConnection.createDataChannel",)


# Opening and closing


@check(
    "data_channel/late.js",
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-ondatachannel",
    features=("api.RTCPeerConnection.datachannel_event", f"{CHANNEL}.open_event"),
)
def test_no_early_message_is_lost(facts: Facts) -> None:
    """A channel is announced before it opens and before its messages: those sent at once are all heard.

    The first message often says who calls.
    """
    assert all(facts["messages"].values()), facts["messages"]
    for name, events in facts["events"].items():
        assert [event.split(" ")[0] for event in events] == ["datachannel", "open"], name


@check(
    "data_channel/late.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    features=("api.RTCPeerConnection.negotiationneeded_event", *CREATING),
)
def test_only_the_first_channel_asks_for_an_offer(facts: Facts) -> None:
    """The first channel of a connection asks for negotiation, later ones open without; one section has all.

    A product that negotiates anew for each channel races with itself.
    """
    assert facts["needed"] == 1
    assert facts["needed_for_the_third"] == 0
    assert facts["third_opens"] == "open"
    assert facts["one_section"] == 1


@check(
    "data_channel/many.js",
    spec=f"{WEBRTC}/#dom-rtcsctptransport-maxchannels",
    features=("api.RTCSctpTransport.maxChannels", *CREATING),
)
def test_many_channels_share_a_connection(facts: Facts) -> None:
    """Two hundred channels of one connection open, each with a number of its own, and each carries a message.

    Products give each file, document or device a channel.
    """
    assert facts["all_open"]
    assert facts["ids_differ"]
    assert facts["ids_are_of_one_side"]
    assert facts["each_heard"]


@check(
    "data_channel/many.js",
    spec=f"{WEBRTC}/#dom-rtcsctptransport-maxchannels",
    features=("api.RTCSctpTransport.maxChannels",),
)
def test_a_connection_tells_how_many_channels_it_has_room_for(facts: Facts) -> None:
    """Once it is connected, a connection tells how many channels it may have at most, and it is no less than it has.

    A product that opens one for each file learns there when to stop.
    """
    assert facts["room"]


@check("data_channel/too_early.js", spec=SEND, features=(f"{CHANNEL}.send",))
def test_channels_that_are_not_open_yet_refuse_messages(facts: Facts) -> None:
    """A channel that has not opened yet refuses each kind of message with InvalidStateError.

    What was taken in silence would never arrive.
    """
    assert set(facts["refused"].values()) == {"InvalidStateError"}
    assert facts["buffered"] == 0


@check("data_channel/too_early.js", spec=f"{WEBRTC}/#dom-rtcdatachannel-close", features=(f"{CHANNEL}.close",))
def test_channels_that_never_opened_can_be_closed(facts: Facts) -> None:
    """A channel that never opened is closing as soon as it is told to close, and then closed, with no error.

    Who hangs up before the other side answers does this.
    """
    assert (facts["before"], facts["after"]) == ("connecting", "closing")
    assert facts["closes"]
    assert not [event for event in facts["told"] if event.startswith("error")]


@check(
    "data_channel/close.js",
    spec=f"{WEBRTC}/#dom-rtcdatachannel-close",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.close_event"),
)
def test_both_ends_are_told_of_the_close(facts: Facts) -> None:
    """Whichever side closes a channel, both are told once that it is closed, without an error, and the call goes on.

    A page that is not told keeps a dead channel in its list.
    """
    for who in ("by_the_opener", "by_the_other"):
        told = facts[who]
        assert told["at_once"] == "closing", who
        assert told["both_closed"], who
        for end in ("near", "far"):
            assert told[end] == ["close closed"], (who, end)
        assert told["connections"] == ["connected", "connected"]
        assert told["another_opens"]


@check("data_channel/close.js", spec=f"{WEBRTC}/#dom-rtcdatachannel-close", features=(f"{CHANNEL}.close",))
def test_what_was_sent_before_the_close_arrives(facts: Facts) -> None:
    """What waits in the buffer when a channel is closed still arrives, and then the other end is closed.

    "Send the rest and hang up" is how most pages end a transfer.
    """
    assert facts["full"]["whole"]
    assert facts["full"]["closed"]


@check("data_channel/close.js", spec=SEND, features=(f"{CHANNEL}.send", f"{CHANNEL}.close"))
def test_closing_channels_refuse_messages(facts: Facts) -> None:
    """A channel that is closing or closed refuses messages with InvalidStateError; closing it again does nothing.

    Taken in silence they would be lost.
    """
    assert facts["full"]["send_while_closing"] == "InvalidStateError"
    for who in ("by_the_opener", "by_the_other"):
        assert facts[who]["send_afterwards"] == "InvalidStateError"
        assert facts[who]["close_afterwards"] == "nothing"


@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    features=("api.RTCPeerConnection.close", f"{CHANNEL}.readyState"),
)
def test_closing_a_connection_closes_its_channels_at_once(facts: Facts) -> None:
    """Closing a connection closes its channels in the same moment: they take no message any more.

    A message taken after the end is lost, and nobody is told.
    """
    assert facts["near_at_once"] == "closed"
    assert facts["send_at_once"] == "InvalidStateError"


@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#event-datachannel-close",
    features=(f"{CHANNEL}.close_event",),
)
def test_the_other_side_is_told_that_the_connection_ended(facts: Facts) -> None:
    """Where one side closes the connection, the channels of the other are closed, and say so.

    It is the quickest sign that the other side has hung up: ICE needs seconds to notice.
    """
    assert facts["far_closes"]
    assert facts["far_state"] == "closed"
    assert facts["far"][-1:] == ["close closed"]


@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#dom-rtcerror-errordetail",
    features=("api.RTCErrorEvent.error", "api.RTCError.errorDetail", f"{CHANNEL}.error_event"),
)
def test_errors_of_a_channel_say_what_failed(facts: Facts) -> None:
    """An error event of a channel carries an RTCError that names what failed: SCTP, or a message.

    Without it support sees no more than that something broke.
    """
    for error in facts["far_errors"]:
        assert error["interface"] == "RTCError"
        assert error["detail"] in ("sctp-failure", "data-channel-failure")


# Workers


@check(
    "data_channel/transfer.js",
    spec="https://w3c.github.io/webrtc-extensions/#rtcdatachannel-extensions",
    features=(f"{CHANNEL}.transferable",),
)
def test_channels_work_in_workers(facts: Facts) -> None:
    """A channel handed to a worker opens there, carries texts and bytes, and is told its end.

    Files are hashed and written there while the page stays quick.
    """
    told = facts["in_worker"]
    assert told["moved"] == "yes"
    assert told["text_back"] == "worker hello"
    assert told["bytes_back"]
    assert told["told"] == ["open", "close"]


@check(
    "data_channel/transfer.js",
    spec="https://w3c.github.io/webrtc-extensions/#rtcdatachannel-extensions",
    features=(f"{CHANNEL}.transferable",),
)
def test_a_channel_handed_over_is_dead_behind(facts: Facts) -> None:
    """A channel handed to a worker is closed where it came from, and cannot be handed over again.

    Two owners would take each other's messages.
    """
    told = facts["in_worker"]
    assert told.get("state_here") == "closed"
    assert told.get("moved_again") == "DataCloneError"


@check(
    "data_channel/transfer.js",
    spec="https://w3c.github.io/webrtc-extensions/#rtcdatachannel-extensions",
    features=(f"{CHANNEL}.transferable",),
)
def test_a_used_channel_stays_where_it_is(facts: Facts) -> None:
    """A channel that has sent a message can no longer be handed to a worker: DataCloneError.

    Messages in between would be lost.
    """
    assert facts["after_use"] == "DataCloneError"


@check(
    "data_channel/transfer.js",
    spec="https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal",
    features=("api.structuredClone",),
)
def test_channels_are_not_copied(facts: Facts) -> None:
    """A channel cannot be copied into a message, only handed over: DataCloneError.

    A copy would be an empty thing that looks like a channel.
    """
    assert facts["copied"] == "DataCloneError"


# Numbers


@check(
    "data_channel/statistics.js",
    spec="https://w3c.github.io/webrtc-stats/#dcstats-dict*",
    features=(
        "api.RTCStatsReport.type_data-channel.messagesSent",
        "api.RTCStatsReport.type_data-channel.messagesReceived",
    ),
)
def test_statistics_count_each_message(facts: Facts) -> None:
    """Statistics of a channel count at one end what the other has sent, empty messages included.

    Messages that went missing are found by the difference.
    """
    here, there = facts["here"], facts["there"]
    assert here["messagesSent"] == there["messagesReceived"] == facts["messages"]
    assert (here["messagesReceived"], there["messagesSent"]) == (1, 1)


@check(
    "data_channel/statistics.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcdatachannelstats-bytessent",
    features=(
        "api.RTCStatsReport.type_data-channel.bytesSent",
        "api.RTCStatsReport.type_data-channel.bytesReceived",
    ),
)
def test_statistics_count_the_payload(facts: Facts) -> None:
    """Statistics of a channel count the bytes of the messages, without headers, alike at both ends.

    What a product pays for by volume is reckoned with them.
    """
    assert facts["here"]["bytesSent"] == facts["there"]["bytesReceived"] == facts["bytes"]
    assert facts["here"]["bytesReceived"] == facts["there"]["bytesSent"] == 4


@check(
    "data_channel/statistics.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcpeerconnectionstats-datachannelsopened",
    features=(
        "api.RTCStatsReport.type_peer-connection.dataChannelsOpened",
        "api.RTCStatsReport.type_peer-connection.dataChannelsClosed",
    ),
)
def test_statistics_count_channels_opened_and_closed(facts: Facts) -> None:
    """Statistics of a connection count the channels that opened and those that have closed.

    Leaked channels are found by the difference.
    """
    assert (facts["opened"], facts["closed"]) == (1, 1)


@check("data_channel/throughput.js", spec=f"{WEBRTC}/#peer-to-peer-data-api", features=(f"{CHANNEL}.bufferedAmount",))
def test_a_file_goes_through_piece_by_piece(facts: Facts) -> None:
    """Sixteen megabytes sent as the buffer allows arrive to the last byte, and small messages come back one by one.

    How fast is kept as metrics: throughput and round trip.
    """
    assert facts["whole"]
    assert facts["every_answer"]

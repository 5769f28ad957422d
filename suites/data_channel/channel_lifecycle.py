"""RTCDataChannel from creation to close: negotiation, `open` and `close` events, transfer to a worker, statistics."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CREATE = f"{WEBRTC}/#dom-peerconnection-createdatachannel"
SEND = f"{WEBRTC}/#datachannel-send"
CLOSE = f"{WEBRTC}/#dom-rtcdatachannel-close"
TRANSFER = f"{WEBRTC}/#transfering-a-data-channel"
CHANNEL = "api.RTCDataChannel"
CREATING = ("api.RTCPeerConnection.createDataChannel",)
STATS = "api.RTCStatsReport"

CHANNELS = 200
"""How many channels the probe of many channels creates on one connection."""
EMPTY_MESSAGES = 1
"""Empty messages that the probe of statistics sends; RFC 8831 sends each as one byte, which may count as payload."""


# Opening and closing


# "Fire an event named datachannel ... Announce the data channel as open."
@check(
    "data_channel/late.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-instance",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.datachannel_event",
        f"{CHANNEL}.open_event",
        f"{CHANNEL}.message_event",
    ),
)
def test_datachannel_event_precedes_open_and_messages(facts: Facts) -> None:
    """`datachannel` fires before `open` of the received channel; messages sent at once are all received.

    The first message often identifies the caller, and a lost one leaves the callee without a name.
    """
    for label, complete in every(facts["messages"], "messages of the received channels").items():
        expect(complete, f'all 20 messages of the channel "{label}" are received in order').is_true()
    for label, events in every(facts["events"], "events of the received channels").items():
        types = [event.split(" ")[0] for event in events]
        expect(types, f'events of the received channel "{label}"').equals(["datachannel", "open"])


# "If channel is the first RTCDataChannel created on connection, update the negotiation-needed flag for connection."
@check(
    "data_channel/late.js",
    spec=CREATE,
    basis="MUST",
    features=("api.RTCPeerConnection.negotiationneeded_event", *CREATING),
)
def test_negotiationneeded_fires_for_first_data_channel_only(facts: Facts) -> None:
    """`negotiationneeded` fires for the first `createDataChannel()` only; later channels open on the same m-line.

    A product that renegotiates for each channel runs into glare.
    """
    expect(facts["needed"], "negotiationneeded events for two channels before the offer", "events").equals(1)
    later = facts["negotiationneededForThird"]
    expect(later, "negotiationneeded events for a channel after the answer", "events").equals(0)
    expect(facts["thirdReadyState"], "readyState of a channel created after the answer").equals("open")
    expect(facts["applicationMediaSections"], "m=application sections of the offer", "sections").equals(1)


# "announce the channel as open" (step of the RTCSctpTransport connected procedure, for each id below maxChannels)
@check(
    "data_channel/many.js",
    spec=f"{WEBRTC}/#sctp-transport-connected",
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.open_event", f"{CHANNEL}.id", "api.RTCSctpTransport.maxChannels"),
)
def test_create_data_channel_200_channels_open(facts: Facts, notes: Facts) -> None:
    """`createDataChannel()`: 200 channels of one connection open, each with its own `id`, and carry a message each.

    Products open a channel for each file, document or device.
    """
    most = notes.get("most")
    if isinstance(most, int) and most < CHANNELS:
        not_supported(f"{CHANNELS} data channels (RTCSctpTransport.maxChannels is {most})")
    expect(facts["allOpen"], f"all {CHANNELS} RTCDataChannels of one connection open").is_true()
    expect(facts["idsDiffer"], f"RTCDataChannel.id differs for each of {CHANNELS} channels").is_true()
    expect(facts["idsSameParity"], "RTCDataChannel.id of one peer: all even or all odd").is_true()
    expect(facts["allMessagesReceived"], f"each of {CHANNELS} channels delivers its message").is_true()


# "Set [[MaxChannels]] to the minimum of the negotiated amount of incoming and outgoing SCTP streams."
@check(
    "data_channel/many.js",
    spec=f"{WEBRTC}/#sctp-transport-connected",
    basis="MUST",
    features=("api.RTCSctpTransport.maxChannels",),
)
def test_max_channels_is_set_when_connected(facts: Facts, notes: Facts) -> None:
    """`RTCSctpTransport.maxChannels` of a connected transport is a number not below the number of open channels.

    A product that opens a channel per file reads here how many it can open.
    """
    most = notes.get("most")
    if isinstance(most, int) and most < CHANNELS and not facts["allOpen"]:
        not_supported(f"{CHANNELS} data channels (RTCSctpTransport.maxChannels is {most})")
    subject = f"RTCSctpTransport.maxChannels >= {CHANNELS} with {CHANNELS} open channels (maxChannels={most})"
    expect(facts["room"], subject).is_true()


# "If channel.[[ReadyState]] is not "open", throw an InvalidStateError."
@check("data_channel/too_early.js", spec=SEND, basis="MUST", features=(f"{CHANNEL}.send", f"{CHANNEL}.readyState"))
def test_send_while_connecting_throws_invalid_state_error(facts: Facts) -> None:
    """`RTCDataChannel.send()` throws `InvalidStateError` while `readyState` is "connecting".

    A message that the browser drops here never arrives, and the product believes that it was sent.
    """
    for message, error in every(facts["refused"], "messages sent while connecting").items():
        expect(error, f'error of send() while connecting, message "{message}"').equals("InvalidStateError")
    expect(facts["buffered"], "bufferedAmount after send() threw", "bytes").equals(0)


# "Set channel.[[ReadyState]] to "closing". If the closing procedure has not started yet, start it."
@check(
    "data_channel/too_early.js",
    spec=CLOSE,
    basis="MUST",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.readyState", f"{CHANNEL}.error_event"),
)
def test_close_while_connecting_closes_without_error(facts: Facts) -> None:
    """`RTCDataChannel.close()` while "connecting" sets `readyState` to "closing", then "closed", and fires no `error`.

    A caller who hangs up before the answer must not see an error message.
    """
    expect(facts["before"], "readyState before close()").equals("connecting")
    expect(facts["after"], "readyState right after close()").equals("closing")
    expect(facts["closes"], 'readyState becomes "closed" within 4 s of close()').is_true()
    errors = [event for event in facts["told"] if event.startswith("error")]
    expect(errors, "error events of a channel closed while connecting").is_empty()


# "Fire an event named close at channel."
@check(
    "data_channel/close.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-as-closed",
    basis="MUST",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.close_event", f"{CHANNEL}.error_event"),
)
def test_close_fires_close_event_at_both_ends(facts: Facts) -> None:
    """`RTCDataChannel.close()` from either end fires one `close` and no `error` at both; the connection stays up.

    A page that misses `close` keeps a dead channel in its list.
    """
    for who, end in (("closedByOpener", "opener"), ("closedByRemote", "receiver")):
        seen = facts[who]
        expect(seen["atOnce"], f"readyState right after close() by the {end}").equals("closing")
        expect(seen["bothClosed"], f'readyState is "closed" at both ends after close() by the {end}').is_true()
        for side in ("near", "far"):
            expect(seen[side], f"events of the {side} channel after close() by the {end}").equals(["close closed"])
        states = seen["connections"]
        expect(states, f"connectionState after close() of a channel by the {end}").equals(["connected", "connected"])
        expect(seen["newChannelOpens"], f"another channel opens after close() by the {end}").is_true()


# "Finish sending all currently pending messages of the channel."
@check(
    "data_channel/close.js",
    spec=f"{WEBRTC}/#closing-procedure",
    basis="MUST",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.bufferedAmount", f"{CHANNEL}.close_event"),
)
def test_close_delivers_buffered_messages(facts: Facts) -> None:
    """`RTCDataChannel.close()` sends the messages of `bufferedAmount` first; then `close` fires at the receiver.

    Products end a file transfer with `close()`, and the file must be complete.
    """
    full = facts["full"]
    expect(full["whole"], "all 60 messages sent before close() are received").is_true()
    expect(full["closed"], "close fires at the receiver").is_true()


# "If channel.[[ReadyState]] is not "open", throw an InvalidStateError."
@check("data_channel/close.js", spec=SEND, basis="MUST", features=(f"{CHANNEL}.send", f"{CHANNEL}.close"))
def test_send_after_close_throws_invalid_state_error(facts: Facts) -> None:
    """`RTCDataChannel.send()` throws `InvalidStateError` while "closing" and "closed"; a second `close()` does nothing.

    A product that gets no exception believes that the message was sent.
    """
    error = facts["full"]["sendWhileClosing"]
    expect(error, 'error of send() with readyState "closing"').equals("InvalidStateError")
    for who, end in (("closedByOpener", "opener"), ("closedByRemote", "receiver")):
        late = facts[who]["sendWhenClosed"]
        expect(late, f"error of send() after close() by the {end}").equals("InvalidStateError")
        twice = facts[who]["closeWhenClosed"]
        expect(twice, f"error of close() on a channel closed by the {end}").equals("nothing")


# "Set the [[ReadyState]] slot of each of connection's RTCDataChannels to "closed"." (step of close())
@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    basis="MUST",
    features=("api.RTCPeerConnection.close", f"{CHANNEL}.readyState", f"{CHANNEL}.send"),
)
def test_peer_connection_close_closes_data_channels(facts: Facts) -> None:
    """`RTCPeerConnection.close()` sets `RTCDataChannel.readyState` to "closed" at once, and `send()` throws.

    A message that `send()` accepts after the end of the call is lost without an error.
    """
    expect(facts["nearReadyStateAfterClose"], "RTCDataChannel.readyState right after RTCPeerConnection.close()").equals(
        "closed"
    )
    expect(facts["sendAfterClose"], "error of send() after RTCPeerConnection.close()").equals("InvalidStateError")


# "tear down the underlying SCTP association by sending an SCTP ABORT chunk" (step of close())
@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-as-closed",
    basis="MUST",
    features=("api.RTCPeerConnection.close", f"{CHANNEL}.close_event", f"{CHANNEL}.readyState"),
)
def test_remote_peer_connection_close_fires_close_event(facts: Facts) -> None:
    """`RTCPeerConnection.close()` fires `close` at the remote peer's `RTCDataChannel`.

    It is the quickest sign that the remote participant hung up: ICE consent checks take seconds.
    """
    expect(facts["farCloseEvent"], "close fires at the RTCDataChannel of the remote peer within 10 s").is_true()
    expect(facts["farReadyState"], "readyState of the remote peer's RTCDataChannel").equals("closed")
    expect(facts["far"][-1:], "last event of the remote peer's RTCDataChannel").equals(["close closed"])


# "fire an event named error using the RTCErrorEvent interface with its errorDetail attribute set to "sctp-failure""
@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-as-closed",
    basis="MUST",
    features=(
        "api.RTCErrorEvent.error",
        "api.RTCError",
        "api.RTCError.errorDetail",
        f"{CHANNEL}.error_event",
    ),
)
def test_error_event_has_rtc_error_with_error_detail(facts: Facts) -> None:
    """`error` events of an `RTCDataChannel` carry an `RTCError` whose `errorDetail` names the SCTP or channel failure.

    Support sees from it what broke.
    """
    if not facts["farErrorEvents"]:
        not_supported("an error event at the RTCDataChannel when the remote peer connection closes")
    for error in facts["farErrorEvents"]:
        expect(error.get("interface"), "interface of RTCErrorEvent.error").equals("RTCError")
        detail = error.get("detail")
        expect(detail, "RTCError.errorDetail").is_one_of(("sctp-failure", "data-channel-failure"))


# Workers


# "[Exposed=(Window,DedicatedWorker), Transferable] interface RTCDataChannel"
@check(
    "data_channel/transfer.js",
    spec=TRANSFER,
    basis="MUST",
    features=(f"{CHANNEL}.transferable", f"{CHANNEL}.open_event", f"{CHANNEL}.close_event"),
)
def test_transferred_data_channel_works_in_worker(facts: Facts) -> None:
    """A transferred `RTCDataChannel` fires `open` and `close` in the worker and carries text and binary messages.

    Products hash and store files in a worker to keep the page responsive.
    """
    worker = facts["inWorker"]
    expect(worker.get("moved"), "postMessage() of an RTCDataChannel in the transfer list").equals("yes")
    expect(worker.get("stringEchoed"), 'text that the worker sends back for "hello"').equals("worker hello")
    expect(worker.get("bytesEchoed"), "5000 bytes that the worker sends back are unchanged").is_true()
    expect(worker.get("told"), "events of the RTCDataChannel in the worker").equals(["open", "close"])


# "Set value.[[IsTransferable]] to false. Set value.[[ReadyState]] to "closed"."
@check("data_channel/transfer.js", spec=TRANSFER, basis="MUST", features=(f"{CHANNEL}.transferable",))
def test_transferred_data_channel_is_closed_in_page(facts: Facts) -> None:
    """A transferred `RTCDataChannel` is "closed" in the page; a second transfer throws `DataCloneError`.

    Two owners of one channel would take each other's messages.
    """
    worker = facts["inWorker"]
    expect(worker.get("readyStateAfterTransfer"), "readyState in the page after the transfer").equals("closed")
    expect(worker.get("transferredAgain"), "error of the second transfer").equals("DataCloneError")


# "Set channel.[[IsTransferable]] to false." (step of send())
@check("data_channel/transfer.js", spec=TRANSFER, basis="MUST", features=(f"{CHANNEL}.transferable", f"{CHANNEL}.send"))
def test_transfer_after_send_throws_data_clone_error(facts: Facts) -> None:
    """Transfer of an `RTCDataChannel` that has sent a message throws `DataCloneError`.

    Messages that arrive during the transfer would be lost.
    """
    if facts["inWorker"].get("moved") != "yes":
        not_supported("transferable RTCDataChannel")
    expect(facts["transferAfterSend"], "error of the transfer after send()").equals("DataCloneError")


# "Otherwise, if value is a platform object, then throw a "DataCloneError" DOMException."
@check(
    "data_channel/transfer.js",
    spec="https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal",
    basis="MUST",
    features=("api.structuredClone", f"{CHANNEL}.transferable"),
)
def test_structured_clone_of_data_channel_throws_data_clone_error(facts: Facts) -> None:
    """`structuredClone()` of an `RTCDataChannel` throws `DataCloneError`: it is transferable, not serializable.

    Code that clones a channel by mistake would get an object that never carries a message.
    """
    expect(facts["copied"], "error of structuredClone(RTCDataChannel)").equals("DataCloneError")


# Statistics


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


# "A reliable channel ensures that the data is delivered at the other peer through retransmissions."
@check(
    "data_channel/throughput.js",
    spec=f"{WEBRTC}/#rtcdatachannel",
    basis="MUST",
    features=(f"{CHANNEL}.send", f"{CHANNEL}.bufferedAmount", f"{CHANNEL}.bufferedamountlow_event"),
)
def test_send_16_mib_paced_by_bufferedamountlow_arrives(facts: Facts) -> None:
    """`RTCDataChannel.send()` of 16 MiB paced by `bufferedamountlow` delivers every byte, and 100 echoes return.

    File transfers wait by `bufferedAmount`. Throughput and round-trip time are kept as metrics.
    """
    expect(facts["whole"], "all 16777216 bytes are received").is_true()
    expect(facts["allRepliesReceived"], "100 of 100 echoed messages are received").is_true()

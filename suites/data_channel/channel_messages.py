"""`RTCDataChannel.send()`: data types, sizes, order, reliability and `bufferedAmount`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
SEND = f"{WEBRTC}/#datachannel-send"
RELIABLE = f"{WEBRTC}/#rtcdatachannel"
CHANNEL = "api.RTCDataChannel"
SENDING = (f"{CHANNEL}.send", f"{CHANNEL}.message_event")

WHOLE = {"whole": True, "same": True}
"""What the probe of sizes notes of a message that arrived in one piece and unchanged."""
TEXT_SIZE = 65536
"""Characters of the text that the probe of sizes sends, whatever the largest message is."""


def _error(outcome: Any) -> str | None:
    """Return the name of the error that send() threw; None where it accepted the message."""
    return outcome.get("refused") if isinstance(outcome, dict) else None


# Data types


# "Let data be a byte buffer that represents the result of encoding the method's argument as UTF-8."
@check("data_channel/kinds.js", spec=SEND, basis="MUST", features=SENDING)
def test_send_string_arrives_unchanged(facts: Facts) -> None:
    """`RTCDataChannel.send()` of a string delivers the same string in any script; a number is sent as its string.

    Chats and JSON are sent as text.
    """
    received = facts["arraybuffer"]["received"]
    for message, content in (("text", "hello"), ("unicode", "données 数据 🎥 \u0000 end"), ("number", "42")):
        data = received.get(message)
        expect(data, f'MessageEvent.data for send() of "{message}"').equals({"kind": "text", "content": content})


# "the receiver MUST ignore the SCTP user message and process it as an empty message"
@check(
    "data_channel/kinds.js",
    spec="https://www.rfc-editor.org/rfc/rfc8831#section-6.6",
    basis="MUST",
    features=SENDING,
)
def test_send_empty_message_arrives_empty(facts: Facts) -> None:
    """`RTCDataChannel.send()` of an empty string or buffer delivers an empty string or an empty buffer.

    SCTP has no empty messages, and browsers that encode them differently lose heartbeats and end markers.
    """
    for binary_type, kind in (("arraybuffer", "ArrayBuffer"), ("blob", "Blob")):
        received = facts[binary_type]["received"]
        text, buffer = received.get("empty text"), received.get("empty buffer")
        subject = f"MessageEvent.data with binaryType={binary_type} for send() of an empty"
        expect(text, f"{subject} string").equals({"kind": "text", "content": ""})
        expect(buffer, f"{subject} ArrayBuffer").equals({"kind": kind, "content": []})


# "the data stored in the section of the buffer ... that the ArrayBufferView object references"
@check("data_channel/kinds.js", spec=SEND, basis="MUST", features=SENDING)
def test_send_array_buffer_view_sends_its_section(facts: Facts) -> None:
    """`RTCDataChannel.send()` of an `ArrayBufferView` sends the bytes of the view, not its whole buffer.

    The rest of the buffer may hold other users' data.
    """
    received = facts["arraybuffer"]["received"]
    for message, content in (
        ("view with an offset", [16, 17, 18, 19]),
        ("view of larger numbers", [1, 0, 0, 1]),
        ("data view", [60, 61]),
    ):
        data = received.get(message)
        expect(data, f"MessageEvent.data for send() of a {message}").equals({"kind": "ArrayBuffer", "content": content})


# "Let data be the raw data represented by the Blob object."
@check("data_channel/kinds.js", spec=SEND, basis="MUST", features=SENDING)
def test_send_blob_sends_its_bytes(facts: Facts) -> None:
    """`RTCDataChannel.send()` of a `Blob` delivers its bytes, also of an empty `Blob`.

    File inputs and drag-and-drop give the page Blobs.
    """
    received = facts["arraybuffer"]["received"]
    for message, content in (("blob", [0, 1, 2, 33]), ("empty blob", [])):
        data = received.get(message)
        expect(data, f"MessageEvent.data for send() of: {message}").equals({"kind": "ArrayBuffer", "content": content})


# "If type indicates that rawData is binary and binaryType is "blob": Let data be a new Blob object"
@check(
    "data_channel/kinds.js",
    spec=f"{WEBRTC}/#dom-datachannel-binarytype",
    basis="MUST",
    features=(f"{CHANNEL}.binaryType.blob_value", f"{CHANNEL}.binaryType.arraybuffer_value"),
)
def test_binary_type_selects_blob_or_array_buffer(facts: Facts) -> None:
    """`RTCDataChannel.binaryType` selects `Blob` or `ArrayBuffer` for binary messages; an unknown value is ignored.

    A receiver that gets the other type reads nothing.
    """
    for binary_type, kind in (("arraybuffer", "ArrayBuffer"), ("blob", "Blob")):
        expect(facts[binary_type]["set"], f'binaryType after it was set to "{binary_type}"').equals(binary_type)
        data = facts[binary_type]["received"].get("buffer")
        measured = data.get("kind") if isinstance(data, dict) else data
        expect(measured, f"type of MessageEvent.data with binaryType={binary_type}").equals(kind)
    unknown = facts["odd"]
    expect(unknown, 'binaryType after it was set to "text"').equals({"kept": True, "outcome": "ignored"})


# "The default value of true, guarantees that data will be delivered in order."
@check(
    "data_channel/mixed.js",
    spec=f"{WEBRTC}/#dom-rtcdatachannelinit-ordered",
    basis="MUST",
    features=(*SENDING, f"{CHANNEL}.ordered"),
)
def test_send_blob_keeps_order(facts: Facts) -> None:
    """`RTCDataChannel.send()` of a `Blob` keeps its place: a string sent after it arrives after it.

    A file followed by the message "complete" is corrupt when the message arrives first.
    """
    if facts["refused"]:
        not_supported("RTCDataChannel.send() of a Blob")
    expect(facts["allReceived"], "all 60 messages (Blob, string and buffer in turn) are received").is_true()
    expect(facts["inOrder"], "Blob, string and buffer messages are received in the order of send()").is_true()


# Sizes


# "The maximum size of data that can be passed to RTCDataChannel's send() method."
@check(
    "data_channel/sizes.js",
    spec=f"{WEBRTC}/#dom-rtcsctptransport-maxmessagesize",
    basis="MUST",
    features=("api.RTCSctpTransport.maxMessageSize", *SENDING),
)
def test_send_up_to_max_message_size_arrives_whole(facts: Facts) -> None:
    """`RTCDataChannel.send()` delivers messages up to `RTCSctpTransport.maxMessageSize` in one piece and unchanged.

    A message that is cut or mixed up makes a file that cannot be opened.
    """
    for size, outcome in every(facts["sizes"], "messages sent by size").items():
        expect(outcome, f"message of {size} bytes").equals(WHOLE)
    largest = facts.get("largest")
    if largest is None or largest >= TEXT_SIZE:
        expect(facts["text"], f"string of {TEXT_SIZE} bytes").equals(WHOLE)
    if "atMaxMessageSize" in facts:
        expect(facts["atMaxMessageSize"], f"message of maxMessageSize ({largest}) bytes").equals(WHOLE)


# "If the byte size of data exceeds the value of maxMessageSize ..., throw a TypeError."
@check("data_channel/sizes.js", spec=SEND, basis="MUST", features=("api.RTCSctpTransport.maxMessageSize", *SENDING))
def test_send_above_max_message_size_throws_type_error(facts: Facts) -> None:
    """`RTCDataChannel.send()` of `maxMessageSize` + 1 bytes throws `TypeError`, and the channel stays usable.

    Without the exception the message is lost, or the channel closes with it.
    """
    if facts["beyond"] == "not asked":
        not_supported("a maxMessageSize below 64 MiB, which a page can exceed")
    for case, data in (
        ("beyond", "bytes"),
        ("stringBytesBeyondMaxMessageSize", "bytes of UTF-8"),
        ("blobBeyondMaxMessageSize", "bytes as Blob"),
    ):
        error = _error(facts.get(case))
        expect(error, f"error of send() with more than maxMessageSize {data}").equals("TypeError")
    expect(facts.get("readyStateAfter"), "readyState after send() threw").equals("open")
    expect(facts.get("afterwards"), "message sent after send() threw").equals(WHOLE)


# Order and reliability


# "A reliable channel ensures that the data is delivered at the other peer through retransmissions."
@check("data_channel/both_ways.js", spec=RELIABLE, basis="MUST", features=SENDING)
def test_send_both_ways_at_once_keeps_order(facts: Facts) -> None:
    """`RTCDataChannel.send()` from both peers at the same time delivers all 300 messages each way, in order.

    Shared editors send from every participant at once.
    """
    expect(facts["there"], "300 messages from the offerer are received in order").is_true()
    expect(facts["back"], "300 messages from the answerer are received in order").is_true()


# "Not setting any of these properties results in a reliable channel."
@check("data_channel/unreliable.js", spec=RELIABLE, basis="MUST", features=(f"{CHANNEL}.ordered", *SENDING))
def test_unordered_channel_is_reliable(facts: Facts) -> None:
    """`ordered: false` without limits delivers every message of the `RTCDataChannel`, each once.

    Products drop the order for lower latency, and must not lose data by it.
    """
    seen = facts["unordered"]
    expect(seen.get("allReceived"), "all 100 messages arrive with ordered=false").is_true()
    expect(seen["noDuplicates"], "no message arrives twice with ordered=false").is_true()


# "If set to false, data is allowed to be delivered out of order. The default value of true, guarantees ... in order."
@check(
    "data_channel/unreliable.js",
    spec=RELIABLE,
    basis="MUST",
    features=(f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.maxPacketLifeTime", f"{CHANNEL}.ordered", *SENDING),
)
def test_unreliable_channel_delivers_no_duplicates(facts: Facts) -> None:
    """`maxRetransmits: 0` and `maxPacketLifeTime` deliver no message twice, and with `ordered: true` in order.

    Games apply each position update as it comes, and a repeated one moves players back.
    """
    for case, options in (
        ("once", "ordered=false, maxRetransmits=0"),
        ("orderedMaxRetransmits0", "maxRetransmits=0"),
        ("maxPacketLifeTime1000", "ordered=false, maxPacketLifeTime=1000"),
    ):
        expect(facts[case]["someReceived"], f"some of 100 messages arrive with {options}").is_true()
        expect(facts[case]["noDuplicates"], f"no message arrives twice with {options}").is_true()
    expect(facts["orderedMaxRetransmits0"].get("inOrder"), "messages arrive in order with maxRetransmits=0").is_true()


# "A reliable channel ensures that the data is delivered at the other peer through retransmissions."
@check(
    "data_channel/device.js",
    spec=RELIABLE,
    basis="MUST",
    features=(*SENDING, f"{CHANNEL}.protocol", f"{CHANNEL}.bufferedAmount"),
)
def test_send_1000_requests_get_ordered_answers(facts: Facts) -> None:
    """`RTCDataChannel.send()` of 1000 JSON and binary requests gets one correct answer each, in order.

    Apps control doorbells, lamps and cameras over such channels.
    """
    expect(facts["answered"], "1000 of 1000 requests are answered").is_true()
    expect(facts["correctAndInOrder"], "1000 of 1000 answers are correct and in order").is_true()
    expect(facts["drained"], "bufferedAmount returns to 0").is_true()


# Buffers


# "the returned value MUST NOT be decreased before the current task yielded back to the event loop"
@check(
    "data_channel/buffered.js",
    spec=f"{WEBRTC}/#dom-datachannel-bufferedamount",
    basis="MUST",
    features=(f"{CHANNEL}.bufferedAmount", f"{CHANNEL}.send"),
)
def test_buffered_amount_counts_queued_bytes(facts: Facts) -> None:
    """`RTCDataChannel.bufferedAmount` grows by the bytes of each `send()` within the task, and returns to 0.

    File transfers pace themselves by it; a wrong value fills the memory or stops the transfer.
    """
    grows = facts["bufferedAmountGrowsPerSend"]
    expect(grows, "bufferedAmount grows by 16384 bytes with each of 100 send() in one task").is_true()
    expect(facts["stringCountedInBytes"], "bufferedAmount counts bytes of UTF-8, not characters").is_true()
    expect(facts["drained"], "bufferedAmount returns to 0").is_true()
    expect(facts["allReceived"], "all 100 messages are received").is_true()


# "When the bufferedAmount decreases from above this threshold to equal or below it, the ... event fires."
@check(
    "data_channel/buffered.js",
    spec=f"{WEBRTC}/#dom-rtcdatachannel-bufferedamountlowthreshold",
    basis="MUST",
    features=(f"{CHANNEL}.bufferedamountlow_event", f"{CHANNEL}.bufferedAmountLowThreshold"),
)
def test_bufferedamountlow_fires_once_at_threshold(facts: Facts) -> None:
    """`bufferedamountlow` fires once, in a later task, when `bufferedAmount` falls to `bufferedAmountLowThreshold`.

    File transfers continue on this event, and stall forever without it.
    """
    expect(facts["threshold"], "bufferedAmountLowThreshold after it was set to 65536", "bytes").equals(65536)
    expect(facts["bufferedamountlowEvents"], "bufferedamountlow events", "events").equals(1)
    expect(facts["bufferedamountlowAtThreshold"], "bufferedAmount <= bufferedAmountLowThreshold in the event").is_true()
    expect(facts["bufferedamountlowInSendTask"], "bufferedamountlow events in the sending task", "events").equals(0)


# "If [[BufferedAmount]] increased by the byte size of data is above [[MaxBufferSize]], throw an OperationError."
@check("data_channel/full.js", spec=SEND, basis="MUST", features=(f"{CHANNEL}.send", f"{CHANNEL}.bufferedAmount"))
def test_send_full_buffer_throws_operation_error(facts: Facts) -> None:
    """`RTCDataChannel.send()` into a full buffer throws `OperationError`, keeps the channel open and loses nothing.

    Products retry later; a channel that closes instead breaks the transfer.
    """
    error = facts["refused"]
    expect(error, "error of send() with up to 64 MiB buffered").is_one_of(("OperationError", "never"))
    expect(facts["state"], "readyState with a full buffer").equals("open")
    expect(facts["queuedDataReceived"], "all bytes that send() accepted are received").is_true()
    expect(facts["sendAfterDrain"], "send() accepts a message when the buffer is empty again").is_true()

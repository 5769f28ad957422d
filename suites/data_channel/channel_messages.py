"""`RTCDataChannel.send()`: data types and sizes of messages."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
SEND = f"{WEBRTC}/#datachannel-send"
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

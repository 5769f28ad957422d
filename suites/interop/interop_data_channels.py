"""Data channels between two browsers, in both directions."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
ORDERED = f"{PC}#dom-rtcdatachannelinit-ordered"
MESSAGES = ("api.RTCDataChannel.send", "api.RTCDataChannel.message_event")
ROLES = ("offerer", "answerer")
LONG = 200_000
"""Bytes of the long message."""


# "The default value of true, guarantees that data will be delivered in order."
@check("interop/data_channel.js", spec=ORDERED, basis="MUST", features=(*MESSAGES, "api.RTCDataChannel.ordered"))
def test_data_channel_text_in_order(facts: Facts) -> None:
    """`RTCDataChannel.send()`: 100 text messages reach the other browser, all of them and in order.

    Chat, shared cursors and remote control rely on it.
    """
    for role in ROLES:
        expect(facts[role]["all"], f"all messages received by the {role}").is_true()
        expect(facts[role]["inOrder"], f"text messages received by the {role} in order").is_true()


# "Let data be the data stored in the section of the buffer described by the ArrayBuffer object"
@check(
    "interop/data_channel.js",
    spec=f"{PC}#dom-rtcdatachannel-send",
    basis="MUST",
    features=(*MESSAGES, "api.RTCDataChannel.binaryType"),
)
def test_data_channel_binary_is_intact(facts: Facts) -> None:
    """`RTCDataChannel.send()` of 1000 bytes: the other browser receives the same bytes.

    Files and game states are corrupted where this fails.
    """
    for role in ROLES:
        expect(facts[role]["bytesWhole"], f"1000 bytes received unchanged by the {role}").is_true()


# "if an empty message has to be sent, the appropriate PPID ... is used"
@check(
    "interop/data_channel.js",
    spec="https://www.rfc-editor.org/rfc/rfc8831#section-6.6",
    basis="MUST",
    features=MESSAGES,
)
def test_data_channel_empty_messages(facts: Facts) -> None:
    """`RTCDataChannel.send()` of an empty string and of zero bytes: the other browser receives each as what it is.

    Protocols that use an empty message as keepalive or end mark wait forever where it is dropped.
    """
    for role in ROLES:
        expect(facts[role]["emptyText"], f"empty string received by the {role}").is_true()
        expect(facts[role]["emptyBytes"], f"zero bytes received by the {role}").is_true()


# "If the byte size of data exceeds the value of maxMessageSize ..., throw a TypeError"; a smaller message is sent
@check(
    "interop/data_channel.js",
    spec=f"{PC}#dom-rtcdatachannel-send",
    basis="MUST",
    features=(*MESSAGES, "api.RTCSctpTransport.maxMessageSize"),
)
def test_data_channel_long_message(facts: Facts) -> None:
    """`RTCDataChannel.send()` of 200,000 bytes, less than `maxMessageSize`: the other browser receives them intact.

    Files do not arrive where browsers disagree on the size of messages, so applications cut them into small pieces.
    """
    for role in ROLES:
        limit = facts[role]["atMost"]
        if limit is not None and limit < LONG:
            not_supported(f"messages of {LONG} bytes (maxMessageSize is {limit})")
    for role in ROLES:
        expect(facts[role]["longSent"], f"send() of {LONG} bytes by the {role} succeeded").is_true()
        expect(facts[role]["longWhole"], f"{LONG} bytes received unchanged by the {role}").is_true()


# "On getting, the attribute MUST return the value of" its slot, for label, protocol and ordered
@check(
    "interop/data_channel.js",
    spec=f"{PC}#dom-datachannel-label",
    basis="MUST",
    features=("api.RTCDataChannel.label", "api.RTCDataChannel.protocol", "api.RTCDataChannel.ordered"),
)
def test_data_channel_label_and_protocol(facts: Facts) -> None:
    """`RTCDataChannel.label`, `protocol` and `ordered` are the same in both browsers, with non-ASCII characters.

    Applications route messages by the label of their channel.
    """
    wanted = {"label": "h\N{LATIN SMALL LETTER A WITH DIAERESIS}uschen 1", "protocol": "rtcmatrix.v1", "ordered": True}
    for role in ROLES:
        for name, value in wanted.items():
            expect(facts[role][name], f"RTCDataChannel.{name} at the {role}").equals(value)


# "The default value of true, guarantees that data will be delivered in order."
@check("interop/data_channel_round_trip.js", spec=ORDERED, basis="MUST", features=MESSAGES)
def test_data_channel_carries_four_megabytes(facts: Facts) -> None:
    """`RTCDataChannel` carries 30 round trips and then 4 MiB to the other browser.

    File transfers between browsers fail where this fails.
    """
    expect(facts["offerer"]["trips"], "messages returned by the other browser", "messages").equals(30)
    expect(facts["answerer"]["bytes"], "data received by the answerer", "bytes").equals(16_384 * 256)

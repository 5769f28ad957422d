"""`createDataChannel()`: which options it keeps, and which it rejects."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CREATE = f"{WEBRTC}/#dom-peerconnection-createdatachannel"
INIT = f"{WEBRTC}/#dom-rtcdatachannelinit"
CHANNEL = "api.RTCDataChannel"
CREATING = ("api.RTCPeerConnection.createDataChannel",)


def _error(outcome: Any) -> str | None:
    """Return the name of the error that createDataChannel() threw; None where it returned a channel."""
    return outcome.get("refused") if isinstance(outcome, dict) else None


# "Initialize channel.[[MaxRetransmits]] to option.maxRetransmits, if present, otherwise null."
@check(
    "data_channel/options.js",
    spec=CREATE,
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.ordered", f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.maxPacketLifeTime"),
)
def test_create_data_channel_keeps_reliability_options(facts: Facts) -> None:
    """`createDataChannel()` keeps `ordered`, `maxRetransmits` and `maxPacketLifeTime` as given, also 0.

    A game that sets `maxRetransmits: 0` gets late data when the browser reads 0 as "not set".
    """
    for case, attribute, value in (
        ("unordered", "ordered", False),
        ("no retransmission", "maxRetransmits", 0),
        ("three retransmissions", "maxRetransmits", 3),
        ("lifetime", "maxPacketLifeTime", 250),
        ("lifetime of nothing", "maxPacketLifeTime", 0),
    ):
        subject = f"{attribute} of a channel created with {attribute}={str(value).lower()}"
        expect(facts[case].get(attribute), subject).equals(value)


# "If both [[MaxPacketLifeTime]] and [[MaxRetransmits]] attributes are set (not null), throw a TypeError."
@check(
    "data_channel/options.js",
    spec=CREATE,
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.maxPacketLifeTime"),
)
def test_create_data_channel_both_limits_throws_type_error(facts: Facts) -> None:
    """`createDataChannel()` with both `maxRetransmits` and `maxPacketLifeTime` throws `TypeError`.

    A browser that ignores one of the two limits sends with another reliability than the product configured.
    """
    subject = "error of createDataChannel() with maxRetransmits and maxPacketLifeTime"
    expect(_error(facts["both limits"]), subject).equals("TypeError")


# "[EnforceRange] unsigned short maxPacketLifeTime; [EnforceRange] unsigned short maxRetransmits;"
@check(
    "data_channel/options.js",
    spec=INIT,
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.maxPacketLifeTime", f"{CHANNEL}.id"),
)
def test_create_data_channel_out_of_range_throws_type_error(facts: Facts) -> None:
    """`createDataChannel()` throws `TypeError` for `maxRetransmits: 65536`, `maxPacketLifeTime: -1` and `id: 65536`.

    Cut to 16 bits, 65536 retransmissions become 0 and the channel loses data.
    """
    for case, option in (
        ("too many retransmissions", "maxRetransmits=65536"),
        ("negative lifetime", "maxPacketLifeTime=-1"),
        ("id out of range", "id=65536"),
    ):
        expect(_error(facts[case]), f"error of createDataChannel() with {option}").equals("TypeError")


# "If the UTF-8 representation of [[DataChannelLabel]] is longer than 65535 bytes, throw a TypeError."
@check(
    "data_channel/options.js",
    spec=CREATE,
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.label", f"{CHANNEL}.protocol"),
)
def test_create_data_channel_label_over_65535_bytes_throws_type_error(facts: Facts) -> None:
    """`createDataChannel()` takes a `label` or `protocol` of 65535 bytes of UTF-8 and throws `TypeError` for more.

    Products that put a URL or a token into the label meet the limit.
    """
    subject = "{} after createDataChannel() with 65535 bytes"
    expect(facts["longest label"].get("label"), subject.format("label")).equals("65535 characters")
    expect(facts["longest protocol"].get("protocol"), subject.format("protocol")).equals("65535 characters")
    for case, option in (
        ("too long label", "a label of 65536 bytes"),
        ("too long protocol", "a protocol of 65536 bytes"),
        ("label too long in bytes", "a label of 32768 characters and 65536 bytes"),
    ):
        expect(_error(facts[case]), f"error of createDataChannel() with {option}").equals("TypeError")


# "RTCDataChannel createDataChannel(USVString label, optional RTCDataChannelInit dataChannelDict = {});"
@check(
    "data_channel/options.js",
    spec=f"{WEBRTC}/#dom-datachannel-label",
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.label"),
)
def test_label_is_converted_to_usv_string(facts: Facts) -> None:
    """`RTCDataChannel.label` keeps Unicode and the empty string; a lone surrogate becomes U+FFFD.

    Labels are often names that users typed, in any script.
    """
    for case, label in (
        ("unicode label", "données 数据 🎥"),
        ("empty label", ""),
        ("null label", "null"),
        ("lone surrogate", "a\ufffdb"),
    ):
        expect(facts[case].get("label"), f"RTCDataChannel.label of a channel created with: {case}").equals(label)


# "If [[Negotiated]] is true and [[DataChannelId]] is null, throw a TypeError."
@check(
    "data_channel/options.js",
    spec=CREATE,
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.negotiated", f"{CHANNEL}.id"),
)
def test_create_data_channel_negotiated_without_id_throws_type_error(facts: Facts) -> None:
    """`createDataChannel()` with `negotiated: true` keeps `id`, throws `TypeError` without; else `id` is ignored.

    Without the check each participant gets another id and the channels never connect.
    """
    error = _error(facts["negotiated without id"])
    expect(error, "error of createDataChannel() with negotiated=true and no id").equals("TypeError")
    expect(facts["negotiated"].get("id"), "id after createDataChannel() with negotiated=true, id=5").equals(5)
    ignored = facts["id without negotiated"].get("id", "missing")
    expect(ignored, "id after createDataChannel() with id=7, not negotiated, before a description").is_null()


# "If [[DataChannelId]] is equal to 65535, which is greater than the maximum allowed ID ..., throw a TypeError."
@check("data_channel/options.js", spec=CREATE, basis="MUST", features=(*CREATING, f"{CHANNEL}.id"))
def test_create_data_channel_id_65535_throws_type_error(facts: Facts) -> None:
    """`createDataChannel()` takes the `id` 65534 and throws `TypeError` for 65535.

    SCTP has no stream 65535: a channel with this id never opens.
    """
    expect(facts["largest id"].get("id"), "id after createDataChannel() with id=65534").equals(65534)
    expect(_error(facts["forbidden id"]), "error of createDataChannel() with id=65535").equals("TypeError")


# "if the value of the [[DataChannelId]] slot is being used by an existing RTCDataChannel, throw an OperationError"
@check("data_channel/options.js", spec=CREATE, basis="MUST", features=(*CREATING, f"{CHANNEL}.id"))
def test_create_data_channel_duplicate_id_throws_operation_error(facts: Facts) -> None:
    """`createDataChannel()` throws `OperationError` for a negotiated `id` that another channel has.

    Two channels with one id would receive each other's messages.
    """
    error = _error(facts["same id twice"])
    expect(error, "error of the second createDataChannel() with id=9").equals("OperationError")


# "If connection.[[IsClosed]] is true, throw an InvalidStateError."
@check("data_channel/options.js", spec=CREATE, basis="MUST", features=(*CREATING, "api.RTCPeerConnection.close"))
def test_create_data_channel_after_close_throws_invalid_state_error(facts: Facts) -> None:
    """`createDataChannel()` throws `InvalidStateError` after `RTCPeerConnection.close()`.

    Code that runs after the end of a call would wait for a channel that never opens.
    """
    error = _error(facts["on a closed connection"])
    expect(error, "error of createDataChannel() after close()").equals("InvalidStateError")

"""Attributes and ids of an RTCDataChannel at both ends, negotiated in-band and by the application."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CREATE = f"{WEBRTC}/#dom-peerconnection-createdatachannel"
INIT = f"{WEBRTC}/#dom-rtcdatachannelinit"
CHANNEL = "api.RTCDataChannel"
CREATING = ("api.RTCPeerConnection.createDataChannel",)


# "The default value of true, guarantees that data will be delivered in order."
@check(
    "data_channel/ordered.js",
    spec=f"{INIT}-ordered",
    basis="MUST",
    features=(f"{CHANNEL}.ordered", f"{CHANNEL}.send", f"{CHANNEL}.message_event"),
)
def test_create_data_channel_default_delivers_in_order(facts: Facts) -> None:
    """`createDataChannel()` without options delivers all 200 messages, in the order of `send()`.

    Chats, whiteboards and device protocols corrupt their state when a message is lost or reordered.
    """
    expect(facts["allReceived"], "RTCDataChannel without options: all 200 messages are received").is_true()
    expect(facts["inOrder"], "RTCDataChannel without options: messages are received in order").is_true()


# "boolean ordered = true; USVString protocol = ""; boolean negotiated = false;"
@check(
    "data_channel/ordered.js",
    spec=INIT,
    basis="MUST",
    features=(
        *CREATING,
        f"{CHANNEL}.ordered",
        f"{CHANNEL}.maxPacketLifeTime",
        f"{CHANNEL}.maxRetransmits",
        f"{CHANNEL}.protocol",
        f"{CHANNEL}.negotiated",
        f"{CHANNEL}.bufferedAmount",
        f"{CHANNEL}.bufferedAmountLowThreshold",
    ),
)
def test_create_data_channel_default_attributes(facts: Facts) -> None:
    """`createDataChannel()` defaults at both ends: `ordered`, no limits, no `protocol`, not `negotiated`.

    Products rely on the defaults for reliable delivery and seldom set them.
    """
    defaults = {
        "ordered": True,
        "maxPacketLifeTime": None,
        "maxRetransmits": None,
        "protocol": "",
        "negotiated": False,
        "bufferedAmount": 0,
        "bufferedAmountLowThreshold": 0,
        "readyState": "open",
    }
    for end, name in (("near", "local"), ("far", "remote")):
        for attribute, value in defaults.items():
            expect(facts[end].get(attribute, "missing"), f"{attribute} of the {name} RTCDataChannel").equals(value)


# "When an RTCDataChannel object is created, the binaryType attribute MUST be initialized to "arraybuffer"."
@check(
    "data_channel/ordered.js",
    spec=f"{WEBRTC}/#dom-datachannel-binarytype",
    basis="MUST",
    features=(f"{CHANNEL}.binaryType", f"{CHANNEL}.binaryType.arraybuffer_value"),
)
def test_binary_type_default_is_arraybuffer(facts: Facts) -> None:
    """`RTCDataChannel.binaryType` is "arraybuffer" by default, at both ends.

    Receivers that read an ArrayBuffer get no data from a Blob.
    """
    for end, name in (("near", "local"), ("far", "remote")):
        expect(facts[end].get("binaryType"), f"binaryType of the {name} RTCDataChannel").equals("arraybuffer")


# "Initialize ... [[DataChannelId]] internal slots to the corresponding values in configuration."
@check(
    "data_channel/ordered.js",
    spec=f"{WEBRTC}/#dom-rtcdatachannel-id",
    basis="MUST",
    features=(f"{CHANNEL}.id", "api.RTCDataChannelEvent.channel"),
)
def test_id_is_equal_at_both_ends(facts: Facts) -> None:
    """`RTCDataChannel.id` of an open channel is the same number at both ends.

    Support joins the logs of two participants by the id of the channel.
    """
    expect(facts["idIsInteger"], "RTCDataChannel.id of an open channel is an integer").is_true()
    expect(facts["sameId"], "RTCDataChannel.id is equal at both ends").is_true()


# "Initialize channel.[[DataChannelLabel]], ... [[DataChannelProtocol]] ... to the corresponding values"
@check(
    "data_channel/received_options.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-instance",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.datachannel_event",
        "api.RTCDataChannelEvent.channel",
        f"{CHANNEL}.label",
        f"{CHANNEL}.protocol",
    ),
)
def test_datachannel_event_has_label_and_protocol(facts: Facts) -> None:
    """`datachannel` events carry `label` and `protocol` as sent: Unicode, empty, and 65535 bytes long.

    The receiver finds out from them what the channel is for.
    """
    channels = facts["channels"]
    labels = ("plain", "protocol", "données 数据 🎥", "(empty)", "65535 characters")
    expect(channels, "labels of the channels of datachannel events").contains(*labels)
    protocol = channels.get("protocol", {}).get("protocol")
    expect(protocol, 'RTCDataChannel.protocol at the receiver, sent as "chat.v2"').equals("chat.v2")


# "Initialize channel's [[Ordered]], [[MaxPacketLifeTime]], [[MaxRetransmits]] ... to the corresponding values"
@check(
    "data_channel/received_options.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-instance",
    basis="MUST",
    features=(
        "api.RTCDataChannelEvent.channel",
        f"{CHANNEL}.ordered",
        f"{CHANNEL}.maxRetransmits",
        f"{CHANNEL}.maxPacketLifeTime",
    ),
)
def test_datachannel_event_has_reliability(facts: Facts) -> None:
    """`datachannel` events carry `ordered`, `maxRetransmits` and `maxPacketLifeTime` as sent.

    Answers would otherwise be sent reliably and arrive late.
    """
    for label, ordered, retransmits, lifetime in (
        ("unordered", False, None, None),
        ("unreliable", False, 0, None),
        ("maxRetransmits3", True, 3, None),
        ("lifetime", True, None, 400),
    ):
        channel = facts["channels"].get(label, {})
        wanted = {"ordered": ordered, "maxRetransmits": retransmits, "maxPacketLifeTime": lifetime}
        for attribute, value in wanted.items():
            measured = channel.get(attribute, "missing")
            expect(measured, f'{attribute} of the received RTCDataChannel "{label}"').equals(value)


# "If set to true, it is up to the application to negotiate the channel"
@check(
    "data_channel/negotiated.js",
    spec=f"{INIT}-negotiated",
    basis="MUST",
    features=(f"{CHANNEL}.negotiated", f"{CHANNEL}.id", "api.RTCPeerConnection.datachannel_event"),
)
def test_negotiated_channels_connect_without_datachannel_event(facts: Facts) -> None:
    """`negotiated: true` channels with one `id` carry messages both ways and fire no `datachannel` event.

    Products use them to send without a round trip and without a race over which end opens the channel.
    """
    expect(facts["ids"], "RTCDataChannel.id at both ends with negotiated=true, id=21").equals([21, 21])
    expect(facts["there"], "messages received from the offerer").equals(["there"])
    expect(facts["back"], "messages received from the answerer").equals(["back"])
    expect(facts["announced"], "datachannel events for a negotiated channel", "events").equals(0)


# "If the side is acting as the DTLS client, it MUST choose an even stream identifier; ... server, ... an odd one"
@check(
    "data_channel/negotiated.js",
    spec="https://www.rfc-editor.org/rfc/rfc8832#section-6",
    basis="MUST",
    features=(f"{CHANNEL}.id",),
)
def test_id_is_even_at_one_peer_and_odd_at_the_other(facts: Facts) -> None:
    """`RTCDataChannel.id` is even for one peer's channels and odd for the other's, and equal at both ends.

    Two participants that open a channel at the same moment would take the same SCTP stream.
    """
    expect(facts["idParitiesDiffer"], "RTCDataChannel.id: even for one peer, odd for the other").is_true()
    expect(facts["idsMatch"], "RTCDataChannel.id is equal at both ends").is_true()


# "if the value of the [[DataChannelId]] slot is being used by an existing RTCDataChannel, throw an OperationError"
@check("data_channel/negotiated.js", spec=CREATE, basis="MUST", features=(*CREATING, f"{CHANNEL}.id"))
def test_create_data_channel_id_of_open_channel_throws_operation_error(facts: Facts) -> None:
    """`createDataChannel()` throws `OperationError` for the `id` of an open channel, negotiated or announced in-band.

    Messages would reach the wrong channel.
    """
    subject = "error of createDataChannel() with the id of an open {} channel"
    expect(facts["reusedNegotiatedId"], subject.format("negotiated")).equals("OperationError")
    expect(facts["reusedInBandId"], subject.format("in-band")).equals("OperationError")

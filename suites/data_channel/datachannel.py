"""Data channels: their options and attributes, and what the other side is told of them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CREATE = f"{WEBRTC}/#dom-peerconnection-createdatachannel"
CHANNEL = "api.RTCDataChannel"
CREATING = ("api.RTCPeerConnection.createDataChannel",)


def _refused(told: Any) -> str | None:
    """Give the name of the error with which something was refused; None where it was taken."""
    return told.get("refused") if isinstance(told, dict) else None


@check("data_channel/ordered.js", spec=f"{WEBRTC}/#dom-datachannel-ordered", features=(f"{CHANNEL}.ordered",))
def test_messages_arrive_in_order(facts: Facts) -> None:
    """Messages of a channel made without options all arrive, in the order they were sent.

    A chat, a whiteboard and a protocol with a device are all built on it.
    """
    assert facts["all_came"]
    assert facts["in_order"]


@check(
    "data_channel/ordered.js",
    spec=f"{WEBRTC}/#dom-rtcdatachannelinit",
    features=(f"{CHANNEL}.ordered", f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.bufferedAmount"),
)
def test_a_plain_channel_has_the_usual_attributes(facts: Facts) -> None:
    """A channel made without options is reliable and ordered, with no protocol and nothing in its buffer, at both ends.

    Nothing else is written down anywhere in a product that relies on it.
    """
    usual = {"ordered": True, "maxPacketLifeTime": None, "maxRetransmits": None, "protocol": "", "negotiated": False}
    for end in ("near", "far"):
        told = facts[end]
        assert {name: told[name] for name in usual} == usual, end
        assert (told["bufferedAmount"], told["bufferedAmountLowThreshold"], told["readyState"]) == (0, 0, "open")


@check(
    "data_channel/ordered.js",
    spec=f"{WEBRTC}/#dom-datachannel-binarytype",
    features=(f"{CHANNEL}.binaryType",),
)
def test_bytes_come_as_buffers_unless_told_otherwise(facts: Facts) -> None:
    """A channel hands out bytes as ArrayBuffer unless another kind was asked for.

    It was Blob once: code that was written for the one breaks with the other.
    """
    assert facts["near"]["binaryType"] == "arraybuffer"
    assert facts["far"]["binaryType"] == "arraybuffer"


@check("data_channel/ordered.js", spec=f"{WEBRTC}/#dom-rtcdatachannel-id", features=(f"{CHANNEL}.id",))
def test_both_ends_know_a_channel_by_one_number(facts: Facts) -> None:
    """Both ends of a channel have the same id once it is open.

    Logs of both sides are put together by it.
    """
    assert facts["ids_are_numbers"]
    assert facts["same_id"]


@check("data_channel/options.js", spec=CREATE, features=(*CREATING, f"{CHANNEL}.maxPacketLifeTime"))
def test_limits_of_reliability_are_kept(facts: Facts) -> None:
    """A channel tells the order and the limit of retransmissions or of time that it was made with, zero included.

    A game that asks for no retransmission must not get endless ones because zero was read as nothing.
    """
    assert facts["unordered"]["ordered"] is False
    assert facts["no retransmission"]["maxRetransmits"] == 0
    assert facts["three retransmissions"]["maxRetransmits"] == 3
    assert facts["most retransmissions"]["maxRetransmits"] == 65535
    assert facts["lifetime"]["maxPacketLifeTime"] == 250
    assert facts["lifetime of nothing"]["maxPacketLifeTime"] == 0


@check("data_channel/options.js", spec=CREATE, features=CREATING)
def test_two_limits_at_once_are_refused(facts: Facts) -> None:
    """A channel with a limit of retransmissions and one of time is refused with TypeError.

    There is no such channel; taking it in silence would drop one of the two.
    """
    assert _refused(facts["both limits"]) == "TypeError"


@check("data_channel/options.js", spec=f"{WEBRTC}/#dom-rtcdatachannelinit", features=CREATING)
def test_numbers_out_of_range_are_refused(facts: Facts) -> None:
    """Limits and ids beyond sixteen bits are refused with TypeError instead of being cut.

    65536 retransmissions cut to sixteen bits would be none.
    """
    for what in ("too many retransmissions", "negative lifetime", "id out of range"):
        assert _refused(facts[what]) == "TypeError", what


@check("data_channel/options.js", spec=CREATE, features=(f"{CHANNEL}.label", f"{CHANNEL}.protocol"))
def test_names_may_be_as_long_as_they_travel(facts: Facts) -> None:
    """Labels and protocols of up to 65535 bytes are taken, longer ones a TypeError; bytes count, not letters.

    Products that put an address or a token into the label meet the limit.
    """
    assert facts["longest label"].get("label") == "65535 characters"
    assert facts["longest protocol"].get("protocol") == "65535 characters"
    for what in ("too long label", "too long protocol", "label too long in bytes"):
        assert _refused(facts[what]) == "TypeError", what


@check("data_channel/options.js", spec=f"{WEBRTC}/#dom-datachannel-label", features=(f"{CHANNEL}.label",))
def test_labels_are_any_text(facts: Facts) -> None:
    """A label may be empty or of any script; half a character becomes the sign for an unreadable one.

    Labels are often names that people gave.
    """
    assert facts["unicode label"].get("label") == "données 数据 🎥"
    assert facts["empty label"].get("label") == ""
    assert facts["null label"].get("label") == "null"
    assert facts["lone surrogate"].get("label") == "a\ufffdb"


@check(
    "data_channel/options.js", spec=f"{WEBRTC}/#dom-rtcdatachannelinit-negotiated", features=(f"{CHANNEL}.negotiated",)
)
def test_an_agreed_channel_needs_its_id(facts: Facts) -> None:
    """A channel that both sides have agreed on needs an id, which it keeps; without one it is refused with TypeError.

    Each side would pick a number of its own otherwise.
    """
    assert _refused(facts["negotiated without id"]) == "TypeError"
    assert facts["negotiated"].get("id") == 5
    assert facts["id without negotiated"].get("id") != 7


@check("data_channel/options.js", spec=f"{WEBRTC}/#dom-rtcdatachannelinit-id", features=(f"{CHANNEL}.id",))
def test_the_last_id_is_forbidden(facts: Facts) -> None:
    """65534 is the largest id of a channel; 65535, which SCTP keeps for itself, is refused with TypeError.

    A product that counts ids up finds its end there.
    """
    assert facts["largest id"].get("id") == 65534
    assert _refused(facts["forbidden id"]) == "TypeError"


@check("data_channel/options.js", spec=CREATE, features=(f"{CHANNEL}.id",))
def test_an_id_is_given_once(facts: Facts) -> None:
    """A second channel of the same id is refused with OperationError.

    Two channels of one id would get each other's messages.
    """
    assert _refused(facts["same id twice"]) == "OperationError"


@check("data_channel/options.js", spec=CREATE, features=CREATING)
def test_a_closed_connection_makes_no_channel(facts: Facts) -> None:
    """A closed connection refuses to make a channel, with InvalidStateError.

    A page that goes on after the end of a call is told so.
    """
    assert _refused(facts["on a closed connection"]) == "InvalidStateError"


@check(
    "data_channel/received_options.js",
    spec=f"{WEBRTC}/#dom-datachannelevent-channel",
    features=("api.RTCDataChannelEvent.channel", f"{CHANNEL}.protocol"),
)
def test_the_other_side_is_told_label_and_protocol(facts: Facts) -> None:
    """The other side is told label and protocol of a channel as they were given, in any script and up to the longest.

    A page finds out by them what a channel is for.
    """
    labels = set(facts["channels"])
    assert {"plain", "protocol", "données 数据 🎥", "(empty)", "65535 characters"} <= labels
    assert facts["channels"]["protocol"]["protocol"] == "chat.v2"


@check(
    "data_channel/received_options.js",
    spec="https://www.rfc-editor.org/rfc/rfc8832#section-5.1",
    features=(f"{CHANNEL}.ordered", f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.maxPacketLifeTime"),
)
def test_the_other_side_is_told_how_reliable_a_channel_is(facts: Facts) -> None:
    """The other side of a channel sees the same order and limits, and answers by them.

    The way back would be reliable otherwise, and late.
    """
    told = {
        name: (one["ordered"], one["maxRetransmits"], one["maxPacketLifeTime"])
        for name, one in facts["channels"].items()
    }
    assert told.get("unordered") == (False, None, None)
    assert told.get("unreliable") == (False, 0, None)
    assert told.get("some_tries") == (True, 3, None)
    assert told.get("lifetime") == (True, None, 400)


@check(
    "data_channel/negotiated.js",
    spec=f"{WEBRTC}/#dom-datachannel-negotiated",
    features=(f"{CHANNEL}.negotiated", f"{CHANNEL}.id"),
)
def test_agreed_channels_meet_without_an_announcement(facts: Facts) -> None:
    """Channels made at both sides with one agreed id carry messages both ways, and nobody is told of a new channel.

    It saves a round trip, and there is no race for who opens the channel.
    """
    assert facts["ids"] == [21, 21]
    assert (facts["there"], facts["back"]) == (["there"], ["back"])
    assert facts["announced"] == 0


@check(
    "data_channel/negotiated.js",
    spec="https://www.rfc-editor.org/rfc/rfc8832#section-6",
    features=(f"{CHANNEL}.id",),
)
def test_both_sides_may_open_channels_at_once(facts: Facts) -> None:
    """Ids that one side gives out are even, those of the other odd, and both ends know them.

    Two sides that open channels at the same moment would take the same number otherwise.
    """
    assert facts["parities_differ"]
    assert facts["ids_agree"]


@check("data_channel/negotiated.js", spec=CREATE, features=(f"{CHANNEL}.id",))
def test_ids_in_use_are_refused(facts: Facts) -> None:
    """An id in use, agreed or given out, is refused with OperationError while the channel lives.

    A message would reach the wrong channel.
    """
    assert facts["same_id_again"] == "OperationError"
    assert facts["id_of_an_announced_channel"] == "OperationError"

"""Messages of data channels: kinds, sizes, order, and the buffer they wait in."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
SEND = f"{WEBRTC}/#dom-rtcdatachannel-send"
CHANNEL = "api.RTCDataChannel"


def _refused(told: Any) -> str | None:
    """Give the name of the error with which something was refused; None where it was taken."""
    return told.get("refused") if isinstance(told, dict) else None


# Messages


@check("data_channel/kinds.js", spec=SEND, features=(f"{CHANNEL}.send",))
def test_texts_arrive_as_they_were(facts: Facts) -> None:
    """Texts of any script arrive letter by letter, what is no text as its text.

    Chats and JSON go as texts.
    """
    received = facts["arraybuffer"]["received"]
    assert received["text"] == {"kind": "text", "content": "hello"}
    assert received["unicode"] == {"kind": "text", "content": "données 数据 🎥 \u0000 end"}
    assert received["number"] == {"kind": "text", "content": "42"}


@check("data_channel/kinds.js", spec="https://www.rfc-editor.org/rfc/rfc8831#section-6.6", features=(f"{CHANNEL}.send",))
def test_empty_messages_arrive_as_what_they_are(facts: Facts) -> None:
    """An empty text arrives as an empty text, and empty bytes as empty bytes.

    SCTP carries no empty message, so each browser has to say by a code of its own that there was one.
    """
    for end, kind in (("arraybuffer", "ArrayBuffer"), ("blob", "Blob")):
        received = facts[end]["received"]
        assert received["empty text"] == {"kind": "text", "content": ""}
        assert received["empty buffer"] == {"kind": kind, "content": []}


@check("data_channel/kinds.js", spec=SEND, features=(f"{CHANNEL}.send",))
def test_views_send_their_part_alone(facts: Facts) -> None:
    """A view sends the bytes that it shows and none of the rest of its buffer.

    The rest may belong to another message, or to nobody outside.
    """
    received = facts["arraybuffer"]["received"]
    assert received["view with an offset"] == {"kind": "ArrayBuffer", "content": [16, 17, 18, 19]}
    assert received["view of larger numbers"] == {"kind": "ArrayBuffer", "content": [1, 0, 0, 1]}
    assert received["data view"] == {"kind": "ArrayBuffer", "content": [60, 61]}


@check("data_channel/kinds.js", spec=SEND, features=(f"{CHANNEL}.send",))
def test_blobs_can_be_sent(facts: Facts) -> None:
    """A Blob is sent as its bytes, an empty one too.

    Files are picked as blobs.
    """
    received = facts["arraybuffer"]["received"]
    assert received["blob"] == {"kind": "ArrayBuffer", "content": [0, 1, 2, 33]}
    assert received["empty blob"] == {"kind": "ArrayBuffer", "content": []}


@check(
    "data_channel/kinds.js",
    spec=f"{WEBRTC}/#dom-datachannel-binarytype",
    features=(f"{CHANNEL}.binaryType.blob_value", f"{CHANNEL}.binaryType.arraybuffer_value"),
)
def test_bytes_come_in_the_kind_asked_for(facts: Facts) -> None:
    """Bytes are handed out as Blob or as ArrayBuffer, whichever was asked for; another word changes nothing.

    A receiver that gets the other kind reads nothing at all.
    """
    for end, kind in (("arraybuffer", "ArrayBuffer"), ("blob", "Blob")):
        assert facts[end]["set"] == end
        assert facts[end]["received"]["buffer"]["kind"] == kind
    assert facts["odd"] == {"kept": True, "outcome": "ignored"}


@check("data_channel/mixed.js", spec=SEND, features=(f"{CHANNEL}.send",))
def test_blobs_are_not_overtaken(facts: Facts) -> None:
    """A text sent after a Blob arrives after it.

    A file followed by the word that it is complete is broken otherwise.
    """
    assert facts["all_came"]
    assert facts["in_order"]


@check(
    "data_channel/sizes.js",
    spec=f"{WEBRTC}/#dom-rtcsctptransport-maxmessagesize",
    features=("api.RTCSctpTransport.maxMessageSize", f"{CHANNEL}.send"),
)
def test_large_messages_arrive_whole(facts: Facts) -> None:
    """Messages of each size up to the largest that the transport names arrive in one piece and unchanged.

    What is cut or mixed up on the way makes a file that opens nowhere.
    """
    sent = [*facts["sizes"].values(), facts["text"], *([facts["at_the_limit"]] if "at_the_limit" in facts else [])]
    assert len(facts["sizes"]) >= 6
    assert all(told == {"whole": True, "same": True} for told in sent), sent


@check(
    "data_channel/sizes.js",
    spec=SEND,
    features=("api.RTCSctpTransport.maxMessageSize",),
)
def test_messages_beyond_the_limit_are_refused(facts: Facts) -> None:
    """A message of one byte more than the largest is refused with TypeError, and the channel goes on.

    A page that is not told loses the message, or the channel with it.
    """
    if facts["beyond"] == "not asked":
        return
    for what in ("beyond", "text_beyond_in_bytes", "blob_beyond"):
        assert _refused(facts[what]) == "TypeError", what
    assert facts["still_open"] == "open"
    assert facts["afterwards"] == {"whole": True, "same": True}


@check("data_channel/both_ways.js", spec=f"{WEBRTC}/#peer-to-peer-data-api", features=(f"{CHANNEL}.message_event",))
def test_both_ways_do_not_disturb_each_other(facts: Facts) -> None:
    """Messages that both sides send at the same time over one channel all arrive, each way in order.

    Editors that several people type in do nothing else.
    """
    assert facts["there"]
    assert facts["back"]


@check("data_channel/unreliable.js", spec=f"{WEBRTC}/#dom-datachannel-ordered", features=(f"{CHANNEL}.ordered",))
def test_an_unordered_channel_loses_nothing(facts: Facts) -> None:
    """A channel without order still brings every message, once.

    Order is given up for speed, not for losses.
    """
    assert facts["unordered"]["all_came"]
    assert facts["unordered"]["none_twice"]


@check(
    "data_channel/unreliable.js",
    spec=f"{WEBRTC}/#dom-datachannel-maxretransmits",
    features=(f"{CHANNEL}.maxRetransmits", f"{CHANNEL}.maxPacketLifeTime"),
)
def test_unreliable_channels_bring_messages_once(facts: Facts) -> None:
    """Channels with a limit of tries or time bring messages, none twice, and in order where order was asked for.

    Games steer by them.
    """
    for kind in ("once", "once_in_order", "a_second"):
        assert facts[kind]["some_came"], kind
        assert facts[kind]["none_twice"], kind
    assert facts["once_in_order"]["in_order"]


@check("data_channel/device.js", spec=f"{WEBRTC}/#peer-to-peer-data-api", features=(f"{CHANNEL}.send",))
def test_a_device_answers_each_request_in_order(facts: Facts) -> None:
    """A thousand small requests to a device, in JSON and in bytes, are each answered once, rightly and in order.

    Doorbells, lamps and cameras at home are spoken to this way.
    """
    assert facts["answered"]
    assert facts["right_and_in_order"]
    assert facts["drained"]


# Buffers


@check(
    "data_channel/buffered.js", spec=f"{WEBRTC}/#dom-datachannel-bufferedamount", features=(f"{CHANNEL}.bufferedAmount",)
)
def test_the_buffer_is_counted_in_bytes(facts: Facts) -> None:
    """What waits in a channel grows by the bytes of each message within the task that sends, and falls to nothing.

    Whoever sends files waits by this number; without it the memory fills.
    """
    assert facts["grows_by_each"]
    assert facts["text_counts_bytes"]
    assert facts["drained"]
    assert facts["all_came"]


@check(
    "data_channel/buffered.js",
    spec=f"{WEBRTC}/#event-datachannel-bufferedamountlow",
    features=(f"{CHANNEL}.bufferedamountlow_event", f"{CHANNEL}.bufferedAmountLowThreshold"),
)
def test_a_low_buffer_is_told_once(facts: Facts) -> None:
    """Once a buffer has fallen to the threshold, one event says so, later than the task that filled it.

    Sending a file goes on by this event: a missing one stops it for ever.
    """
    assert facts["told_low"] == 1
    assert facts["low_at_the_threshold"]
    assert facts["low_in_the_same_task"] == 0
    assert facts["threshold"] == 65536


@check("data_channel/full.js", spec=SEND, features=(f"{CHANNEL}.send",))
def test_a_full_queue_loses_nothing(facts: Facts) -> None:
    """What a channel has taken arrives, even where it refuses more with OperationError; then it takes more again.

    A refusal is a word to wait, not the end of the channel.
    """
    assert facts["refused"] in ("OperationError", "never")
    assert facts["state"] == "open"
    assert facts["what_was_queued_arrives"]
    assert facts["takes_more_when_empty"]

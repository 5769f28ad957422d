"""`RTCDataChannel.send()`: order, reliability and duplicates."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
RELIABLE = f"{WEBRTC}/#rtcdatachannel"
CHANNEL = "api.RTCDataChannel"
SENDING = (f"{CHANNEL}.send", f"{CHANNEL}.message_event")


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

"""`RTCDataChannel.bufferedAmount`, `bufferedamountlow`, a full buffer, and throughput."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
SEND = f"{WEBRTC}/#datachannel-send"
CHANNEL = "api.RTCDataChannel"


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

"""RTCDataChannel that is transferred to a worker."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
TRANSFER = f"{WEBRTC}/#transfering-a-data-channel"
CHANNEL = "api.RTCDataChannel"


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

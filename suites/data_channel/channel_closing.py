"""RTCDataChannel that is not open: close() at either end, `close` and `error` events, and send() before and after."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
SEND = f"{WEBRTC}/#datachannel-send"
CLOSE = f"{WEBRTC}/#dom-rtcdatachannel-close"
CHANNEL = "api.RTCDataChannel"


# "If channel.[[ReadyState]] is not "open", throw an InvalidStateError."
@check("data_channel/too_early.js", spec=SEND, basis="MUST", features=(f"{CHANNEL}.send", f"{CHANNEL}.readyState"))
def test_send_while_connecting_throws_invalid_state_error(facts: Facts) -> None:
    """`RTCDataChannel.send()` throws `InvalidStateError` while `readyState` is "connecting".

    A message that the browser drops here never arrives, and the product believes that it was sent.
    """
    for message, error in every(facts["refused"], "messages sent while connecting").items():
        expect(error, f'error of send() while connecting, message "{message}"').equals("InvalidStateError")
    expect(facts["buffered"], "bufferedAmount after send() threw", "bytes").equals(0)


# "Set channel.[[ReadyState]] to "closing". If the closing procedure has not started yet, start it."
@check(
    "data_channel/too_early.js",
    spec=CLOSE,
    basis="MUST",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.readyState", f"{CHANNEL}.error_event"),
)
def test_close_while_connecting_closes_without_error(facts: Facts) -> None:
    """`RTCDataChannel.close()` while "connecting" sets `readyState` to "closing", then "closed", and fires no `error`.

    A caller who hangs up before the answer must not see an error message.
    """
    expect(facts["before"], "readyState before close()").equals("connecting")
    expect(facts["after"], "readyState right after close()").equals("closing")
    expect(facts["closes"], 'readyState becomes "closed" within 4 s of close()').is_true()
    errors = [event for event in facts["told"] if event.startswith("error")]
    expect(errors, "error events of a channel closed while connecting").is_empty()


# "Fire an event named close at channel."
@check(
    "data_channel/close.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-as-closed",
    basis="MUST",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.close_event", f"{CHANNEL}.error_event"),
)
def test_close_fires_close_event_at_both_ends(facts: Facts) -> None:
    """`RTCDataChannel.close()` from either end fires one `close` and no `error` at both; the connection stays up.

    A page that misses `close` keeps a dead channel in its list.
    """
    for who, end in (("closedByOpener", "opener"), ("closedByRemote", "receiver")):
        seen = facts[who]
        expect(seen["atOnce"], f"readyState right after close() by the {end}").equals("closing")
        expect(seen["bothClosed"], f'readyState is "closed" at both ends after close() by the {end}').is_true()
        for side in ("near", "far"):
            expect(seen[side], f"events of the {side} channel after close() by the {end}").equals(["close closed"])
        states = seen["connections"]
        expect(states, f"connectionState after close() of a channel by the {end}").equals(["connected", "connected"])
        expect(seen["newChannelOpens"], f"another channel opens after close() by the {end}").is_true()


# "Finish sending all currently pending messages of the channel."
@check(
    "data_channel/close.js",
    spec=f"{WEBRTC}/#closing-procedure",
    basis="MUST",
    features=(f"{CHANNEL}.close", f"{CHANNEL}.bufferedAmount", f"{CHANNEL}.close_event"),
)
def test_close_delivers_buffered_messages(facts: Facts) -> None:
    """`RTCDataChannel.close()` sends the messages of `bufferedAmount` first; then `close` fires at the receiver.

    Products end a file transfer with `close()`, and the file must be complete.
    """
    full = facts["full"]
    expect(full["whole"], "all 60 messages sent before close() are received").is_true()
    expect(full["closed"], "close fires at the receiver").is_true()


# "If channel.[[ReadyState]] is not "open", throw an InvalidStateError."
@check("data_channel/close.js", spec=SEND, basis="MUST", features=(f"{CHANNEL}.send", f"{CHANNEL}.close"))
def test_send_after_close_throws_invalid_state_error(facts: Facts) -> None:
    """`RTCDataChannel.send()` throws `InvalidStateError` while "closing" and "closed"; a second `close()` does nothing.

    A product that gets no exception believes that the message was sent.
    """
    error = facts["full"]["sendWhileClosing"]
    expect(error, 'error of send() with readyState "closing"').equals("InvalidStateError")
    for who, end in (("closedByOpener", "opener"), ("closedByRemote", "receiver")):
        late = facts[who]["sendWhenClosed"]
        expect(late, f"error of send() after close() by the {end}").equals("InvalidStateError")
        twice = facts[who]["closeWhenClosed"]
        expect(twice, f"error of close() on a channel closed by the {end}").equals("nothing")


# "Set the [[ReadyState]] slot of each of connection's RTCDataChannels to "closed"." (step of close())
@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    basis="MUST",
    features=("api.RTCPeerConnection.close", f"{CHANNEL}.readyState", f"{CHANNEL}.send"),
)
def test_peer_connection_close_closes_data_channels(facts: Facts) -> None:
    """`RTCPeerConnection.close()` sets `RTCDataChannel.readyState` to "closed" at once, and `send()` throws.

    A message that `send()` accepts after the end of the call is lost without an error.
    """
    expect(facts["nearReadyStateAfterClose"], "RTCDataChannel.readyState right after RTCPeerConnection.close()").equals(
        "closed"
    )
    expect(facts["sendAfterClose"], "error of send() after RTCPeerConnection.close()").equals("InvalidStateError")


# "tear down the underlying SCTP association by sending an SCTP ABORT chunk" (step of close())
@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-as-closed",
    basis="MUST",
    features=("api.RTCPeerConnection.close", f"{CHANNEL}.close_event", f"{CHANNEL}.readyState"),
)
def test_remote_peer_connection_close_fires_close_event(facts: Facts) -> None:
    """`RTCPeerConnection.close()` fires `close` at the remote peer's `RTCDataChannel`.

    It is the quickest sign that the remote participant hung up: ICE consent checks take seconds.
    """
    expect(facts["farCloseEvent"], "close fires at the RTCDataChannel of the remote peer within 10 s").is_true()
    expect(facts["farReadyState"], "readyState of the remote peer's RTCDataChannel").equals("closed")
    expect(facts["far"][-1:], "last event of the remote peer's RTCDataChannel").equals(["close closed"])


# "fire an event named error using the RTCErrorEvent interface with its errorDetail attribute set to "sctp-failure""
@check(
    "data_channel/connection_end.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-as-closed",
    basis="MUST",
    features=(
        "api.RTCErrorEvent.error",
        "api.RTCError",
        "api.RTCError.errorDetail",
        f"{CHANNEL}.error_event",
    ),
)
def test_error_event_has_rtc_error_with_error_detail(facts: Facts) -> None:
    """`error` events of an `RTCDataChannel` carry an `RTCError` whose `errorDetail` names the SCTP or channel failure.

    Support sees from it what broke.
    """
    if not facts["farErrorEvents"]:
        not_supported("an error event at the RTCDataChannel when the remote peer connection closes")
    for error in facts["farErrorEvents"]:
        expect(error.get("interface"), "interface of RTCErrorEvent.error").equals("RTCError")
        detail = error.get("detail")
        expect(detail, "RTCError.errorDetail").is_one_of(("sctp-failure", "data-channel-failure"))

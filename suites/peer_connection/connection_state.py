"""RTCPeerConnection states from construction to close(): connectionState, signalingState, iceConnectionState."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
STATES = "peer_connection/states.js"
CLOSED = "peer_connection/closed.js"
FAR_CLOSE = "peer_connection/remote_close.js"
ALLOWED_AFTER_CLOSE = ("getConfiguration", "restartIce", "getStats", "close")
"""Methods whose steps do not look at [[IsClosed]], or return without an error."""


# webrtc-pc: "Let connection have a [[SignalingState]] internal slot, initialized to "stable"."
@check(
    STATES,
    spec=f"{WEBRTC}/#dom-peerconnection",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.connectionState",
        "api.RTCPeerConnection.signalingState",
        "api.RTCPeerConnection.iceConnectionState",
        "api.RTCPeerConnection.iceGatheringState",
        "api.RTCPeerConnection.localDescription",
        "api.RTCPeerConnection.remoteDescription",
        "api.RTCPeerConnection.canTrickleIceCandidates",
        "api.RTCPeerConnection.sctp",
    ),
)
def test_new_connection_has_initial_states(facts: Facts) -> None:
    """`new RTCPeerConnection()` has `signalingState` "stable", every other state "new", and null descriptions.

    Call code that waits for a state change starts from these values.
    """
    fresh = facts["fresh"]
    expect(fresh.get("signalingState"), "signalingState of new RTCPeerConnection()").equals("stable")
    for member in ("iceGatheringState", "iceConnectionState", "connectionState"):
        expect(fresh.get(member), f"{member} of new RTCPeerConnection()").equals("new")
    for member, value in every(facts["nothing"], "attributes of new RTCPeerConnection()").items():
        expect(value, f"{member} of new RTCPeerConnection()").is_null()


# webrtc-pc: "Fire an event named connectionstatechange at connection."; "checking" may go to "completed" at once.
@check(
    STATES,
    spec=f"{WEBRTC}/#update-the-connection-state",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.connectionstatechange_event",
        "api.RTCPeerConnection.signalingstatechange_event",
        "api.RTCPeerConnection.iceconnectionstatechange_event",
        "api.RTCPeerConnection.icegatheringstatechange_event",
    ),
)
def test_state_change_events_fire_in_order(facts: Facts) -> None:
    """`connectionState` goes from "new" over "connecting" to "connected", with an event for each ICE and SDP state.

    Call screens show "calling", "connecting" and "connected" from these events.
    """
    for side, offer in (("offerer", "have-local-offer"), ("answerer", "have-remote-offer")):
        states = facts[side]
        expect(states.get("signalingState"), f"signalingState of the {side}").equals(["stable", offer, "stable"])
        expect(states.get("iceGatheringState"), f"iceGatheringState of the {side}").equals(
            ["new", "gathering", "complete"]
        )
        expect(states.get("iceConnectionState"), f'iceConnectionState of the {side} without "completed"').is_one_of(
            [["new", "checking", "connected"], ["new", "checking"]]
        )
        expect(states.get("connectionState"), f"connectionState of the {side}").equals(
            ["new", "connecting", "connected"]
        )


# webrtc-pc: "set [[PendingRemoteDescription]] and [[PendingLocalDescription]] to null" when an answer is applied
@check(
    STATES,
    spec=f"{WEBRTC}/#set-description",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.currentLocalDescription",
        "api.RTCPeerConnection.currentRemoteDescription",
        "api.RTCPeerConnection.pendingLocalDescription",
        "api.RTCPeerConnection.pendingRemoteDescription",
        "api.RTCPeerConnection.canTrickleIceCandidates",
    ),
)
def test_answer_makes_descriptions_current(facts: Facts) -> None:
    """After the answer `currentLocalDescription` is set, `pendingLocalDescription` null, trickle ICE possible.

    Call code looks at these attributes before it sends the next offer or a candidate.
    """
    described = facts["described"]
    expect(described.get("pending"), "[pendingLocalDescription, pendingRemoteDescription]").equals([None, None])
    expect(described.get("current"), "types of the offerer's current descriptions and the answerer's local one").equals(
        ["offer", "answer", "answer"]
    )
    expect(described.get("canTrickleIceCandidates"), "canTrickleIceCandidates of offerer and answerer").equals(
        [True, True]
    )


# webrtc-pc: "Set connection.[[ConnectionState]] to "closed". This does not fire any event."
@check(
    CLOSED,
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.close",
        "api.RTCPeerConnection.connectionState",
        "api.RTCDataChannel.readyState",
    ),
)
def test_close_sets_states_without_events(facts: Facts) -> None:
    """`close()` sets `connectionState`, `signalingState` and `iceConnectionState` to "closed" without an event.

    Handlers of a call that has ended must not run again in the next call.
    """
    for member in ("signalingState", "connectionState", "iceConnectionState"):
        expect(facts["states"].get(member), f"{member} after close()").equals("closed")
    expect(facts["eventsOnThisSide"], "state change events after close()").equals([])
    expect(facts["channel"], "RTCDataChannel.readyState after close()").equals("closed")


# webrtc-pc: "Stop the RTCRtpTransceiver with transceiver and disappear."
@check(
    CLOSED,
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.close",
        "api.RTCRtpTransceiver.direction.value_stopped",
        "api.RTCRtpTransceiver.currentDirection.stopped_value",
    ),
)
def test_close_stops_transceivers_not_sent_tracks(facts: Facts) -> None:
    """`close()` sets `direction` and `currentDirection` to "stopped" and leaves the sent track "live".

    A camera preview goes on between two calls.
    """
    expect(facts["transceivers"], "direction and currentDirection after close()").equals(
        [{"direction": "stopped", "currentDirection": "stopped"}]
    )
    expect(facts["localTrack"], "readyState of the sent track after close()").equals("live")
    expect(facts["senderKeepsTrack"], "RTCRtpSender.track is the sent track after close()").is_true()


# webrtc-pc: "If connection.[[IsClosed]] is true, return a promise rejected with a newly created InvalidStateError."
@check(
    CLOSED,
    spec=f"{WEBRTC}/#dfn-chain",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.close",
        "api.RTCPeerConnection.createOffer",
        "api.RTCPeerConnection.setRemoteDescription",
        "api.RTCPeerConnection.addIceCandidate",
        "api.RTCPeerConnection.addTrack",
        "api.RTCRtpSender.setParameters",
        "api.RTCRtpSender.replaceTrack",
    ),
)
def test_methods_fail_with_invalid_state_error_after_close(facts: Facts) -> None:
    """`createOffer()`, `addTrack()` and every other change fail with `InvalidStateError` after `close()`.

    A late signaling message must end in an error the product can catch, not in a promise that never settles.
    """
    changes = {name: outcome for name, outcome in facts["methods"].items() if name not in ALLOWED_AFTER_CLOSE}
    for name, outcome in every(changes, "methods called after close()").items():
        expect(outcome, f"{name} after close()").equals("InvalidStateError")


# webrtc-pc: "If connection.[[IsClosed]] is true, abort these steps." Steps of getStats() do not look at it.
@check(
    CLOSED,
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.getConfiguration",
        "api.RTCPeerConnection.getStats",
        "api.RTCPeerConnection.close",
    ),
)
def test_get_stats_resolves_after_close(facts: Facts) -> None:
    """`getStats()`, `getConfiguration()` and a second `close()` succeed after `close()`.

    Call quality reports read the last statistics after the call has ended.
    """
    for name in ("getConfiguration", "getStats", "close"):
        expect(facts["methods"].get(name), f"{name}() after close()").equals("accepted")


# webrtc-pc: "tear down the underlying SCTP association by sending an SCTP ABORT chunk"
@check(
    FAR_CLOSE,
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-close",
    basis="MUST",
    features=("api.RTCPeerConnection.close", "api.RTCDataChannel.close_event", "api.RTCDataChannel.readyState"),
)
def test_remote_close_closes_data_channel(facts: Facts) -> None:
    """`close()` of one peer fires `close` at the data channel of the remote peer, whose `readyState` is "closed".

    Products learn first from the data channel that a participant has left.
    """
    expect(facts["channelCloses"], "close event at the RTCDataChannel after the remote close()").is_true()
    expect(facts["channel"], "RTCDataChannel.readyState after the remote close()").equals("closed")


# webrtc-pc, closed: "The RTCPeerConnection has been closed; its [[IsClosed]] slot is true."
@check(
    FAR_CLOSE,
    spec=f"{WEBRTC}/#dom-rtcsignalingstate-closed",
    basis="MUST",
    features=("api.RTCPeerConnection.signalingState", "api.RTCPeerConnection.close"),
)
def test_remote_close_does_not_close_connection(facts: Facts) -> None:
    """`signalingState` does not become "closed" when only the remote peer calls `close()`.

    A participant who returns is reconnected by an ICE restart, which a closed connection cannot do.
    """
    expect(facts["closedByItself"], 'signalingState is "closed" after the remote close()').is_false()

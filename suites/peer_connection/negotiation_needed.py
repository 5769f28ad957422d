"""The negotiationneeded event: which changes fire it, how often, and when it has to wait."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

PROBE = "peer_connection/negotiation_needed.js"
SPEC = "https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag"
EVENT = "api.RTCPeerConnection.negotiationneeded_event"
FIRES = {
    "a track": "addTrack()",
    "a transceiver": "addTransceiver()",
    "the first channel": "the first createDataChannel()",
    "another direction": 'direction = "recvonly"',
    "a stopped transceiver": "RTCRtpTransceiver.stop()",
    "a restart": "restartIce()",
}
"""Key of the probe -> the change, which fires negotiationneeded."""
SILENT = {
    "the same direction": "direction set to its own value",
    "another track in its place": "replaceTrack(null)",
    "nothing": "no change",
}
"""Key of the probe -> the change, which does not."""


# webrtc-pc: "Fire an event named negotiationneeded at connection."
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=(
        EVENT,
        "api.RTCPeerConnection.addTrack",
        "api.RTCPeerConnection.addTransceiver",
        "api.RTCPeerConnection.createDataChannel",
        "api.RTCPeerConnection.restartIce",
        "api.RTCRtpTransceiver.direction",
        "api.RTCRtpTransceiver.stop",
        "api.RTCRtpSender.replaceTrack",
    ),
)
def test_negotiationneeded_fires_for_changes(facts: Facts) -> None:
    """`negotiationneeded` fires for `addTrack()`, `direction`, `stop()` or `restartIce()`, not for `replaceTrack()`.

    Products send a new offer only when this event fires; without it a camera that is turned on stays invisible.
    """
    for key, change in FIRES.items():
        expect(facts["deeds"].get(key, {}).get("told"), f"negotiationneeded after {change}").is_true()
    for key, change in SILENT.items():
        expect(facts["deeds"].get(key, {}).get("told"), f"negotiationneeded after {change}").is_false()


# webrtc-pc: "If connection.[[NegotiationNeeded]] is already true, abort these steps."
@check(PROBE, spec=SPEC, basis="MUST", features=(EVENT,))
def test_negotiationneeded_fires_once_for_several_changes(facts: Facts) -> None:
    """`negotiationneeded` fires once, as a task, for several changes made by one script.

    Each event costs an offer and an answer over the network.
    """
    together = facts["together"]
    expect(together.get("during"), "negotiationneeded events while the script runs").equals(0)
    expect(together.get("once"), "one negotiationneeded after two transceivers and a data channel").is_true()
    for key, change in every(facts["deeds"], "changes").items():
        expect(change.get("once"), f"at most one negotiationneeded after {(FIRES | SILENT).get(key, key)}").is_true()


# webrtc-pc: "no m= section in description has been negotiated yet for data, return true"
@check(
    PROBE,
    spec="https://w3c.github.io/webrtc-pc/#dfn-check-if-negotiation-is-needed",
    basis="MUST",
    features=(EVENT, "api.RTCPeerConnection.createDataChannel"),
)
def test_negotiationneeded_does_not_fire_for_second_data_channel(facts: Facts) -> None:
    """`negotiationneeded` does not fire for a second `createDataChannel()`.

    File transfers open a data channel per file, and an offer for each would slow them down.
    """
    expect(facts["secondChannel"], "negotiationneeded events after the second createDataChannel()").equals(0)


# webrtc-pc: "If connection.[[SignalingState]] is not "stable", abort these steps."
@check(PROBE, spec=SPEC, basis="MUST", features=(EVENT, "api.RTCPeerConnection.signalingState"))
def test_negotiationneeded_waits_for_stable(facts: Facts) -> None:
    """`negotiationneeded` for a change in "have-local-offer" fires after the answer, not before.

    An offer in between would collide with the answer and stop the call.
    """
    waiting = facts["whileOffering"]
    expect(waiting.get("before"), 'negotiationneeded events in signalingState "have-local-offer"').equals(0)
    expect(waiting.get("after"), "negotiationneeded after the answer").is_true()

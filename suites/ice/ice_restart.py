"""ICE restart by RTCPeerConnection.restartIce() and by createOffer({iceRestart: true})."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]


# "... the generated description will have ICE credentials that are different from the current credentials"
@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.createOffer"),
)
def test_ice_restart_changes_ufrag_of_both_peers(facts: Facts) -> None:
    """`restartIce()` and `createOffer({iceRestart: true})` change `a=ice-ufrag` in the offer and in the answer.

    Without new credentials a call cannot move from Wi-Fi to a mobile network.
    """
    for fact, api in (("byMethod", "restartIce()"), ("byOption", "createOffer({iceRestart: true})")):
        expect(facts[fact].get("renewed"), f"a=ice-ufrag changed after {api} [offer, answer]").equals([True, True])


# "Update the negotiation-needed flag for connection."
@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.negotiationneeded_event"),
)
def test_restart_ice_fires_negotiationneeded(facts: Facts) -> None:
    """`restartIce()` fires `negotiationneeded`.

    Products that negotiate in this event's handler restart ICE with one call, and wait for ever without it.
    """
    expect(facts["byMethod"].get("told"), "negotiationneeded fired after restartIce()").is_true()


# "An ICE restart causes candidate gathering and connectivity checks to begin anew, causing a transition to connected"
@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransportstate",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.connectionState"),
)
def test_video_continues_after_ice_restart(facts: Facts) -> None:
    """Video continues after an ICE restart with the same `a=fingerprint`, and `connectionState` never is `failed`.

    Users see a frozen call when the network changes otherwise.
    """
    expect(facts["before"], "video frames arrive before the ICE restart").is_true()
    expect(facts["afterMethod"], "video frames arrive after restartIce()").is_true()
    expect(facts["afterOption"], "video frames arrive after createOffer({iceRestart: true})").is_true()
    for fact, api in (("byMethod", "restartIce()"), ("byOption", "createOffer({iceRestart: true})")):
        expect(facts[fact].get("sameFingerprint"), f"a=fingerprint is the same after {api}").is_true()
    expect(facts["connected"], "connectionState is connected after the ICE restarts").is_true()
    expect(facts["failed"], "connectionState became failed or closed during the ICE restarts").is_false()


# "... the generated description will have the same ICE credentials as the current value"
@check(
    "ice/ice_restart.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcofferoptions-icerestart",
    basis="MUST",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_create_offer_without_ice_restart_keeps_ufrag(facts: Facts) -> None:
    """`createOffer()` without `iceRestart` keeps `a=ice-ufrag`, before and after an ICE restart.

    Each added track would interrupt the call otherwise.
    """
    expect(facts["plain"].get("renewed"), "a=ice-ufrag changed by a first renegotiation").equals([False, False])
    expect(facts["again"].get("renewed"), "a=ice-ufrag changed by a renegotiation after the restarts").equals(
        [False, False]
    )


# "Applying the generated description will restart ICE"
@check(
    "ice/late_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcofferoptions-icerestart",
    basis="MUST",
    features=("api.RTCPeerConnection.createOffer", "api.RTCPeerConnection.addIceCandidate"),
)
def test_ice_restart_connects_after_unreachable_candidates(facts: Facts) -> None:
    """A call with unreachable candidates alone connects after `createOffer({iceRestart: true})` and right candidates.

    A laptop that changed its network during call setup is reconnected this way.
    """
    record = facts["wrongAtFirst"]
    expect(record.get("connectedBefore"), "iceConnectionState is connected by unreachable candidates").is_false()
    expect(record.get("echoed"), "a message was echoed after the ICE restart").is_true()

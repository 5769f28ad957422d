"""Rollback of offers: explicit, implicit, and perfect negotiation when both peers offer at once."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PROBE = "peer_connection/rollback.js"
EARLY = "peer_connection/early_rollback.js"
GLARE = "peer_connection/glare.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
JSEP = "https://www.rfc-editor.org/rfc/rfc9429#section-5.7"
LOCAL = "api.RTCPeerConnection.setLocalDescription"
REMOTE = "api.RTCPeerConnection.setRemoteDescription"
IMPLICIT = f"{REMOTE}.implicit_rollback"
NEEDED = "api.RTCPeerConnection.negotiationneeded_event"


# RFC 9429: "in such cases, the value of the RtpTransceiver's mid property MUST be set to "null""
@check(PROBE, spec=JSEP, basis="MUST", features=(LOCAL, "api.RTCRtpTransceiver.mid"))
def test_local_rollback_restores_stable(facts: Facts) -> None:
    """`setLocalDescription({type: "rollback"})` returns to "stable", sets `mid` to null, keeps the transceiver.

    A caller who cancels has to be able to call again on the same connection.
    """
    local = facts["local"]
    expect(local.get("rolled"), 'setLocalDescription({type: "rollback"})').equals("accepted")
    expect(local.get("states"), "signalingState").equals(["stable", "have-local-offer", "stable"])
    expect(local.get("hadMid"), "RTCRtpTransceiver.mid set before the rollback").is_true()
    expect(local.get("mid"), "RTCRtpTransceiver.mid after the rollback").is_null()
    expect(local.get("kept"), "transceivers after the rollback").equals(1)
    expect(local.get("pending"), "pendingLocalDescription after the rollback").is_null()


# RFC 9429: "created by applying a remote offer that was subsequently rolled back MUST be stopped and removed"
@check(PROBE, spec=JSEP, basis="MUST", features=(REMOTE, "api.RTCPeerConnection.getTransceivers"))
def test_remote_rollback_removes_transceivers(facts: Facts) -> None:
    """`setRemoteDescription({type: "rollback"})` returns to "stable" and removes the transceivers of the offer.

    A declined call must leave no video tile behind.
    """
    remote = facts["remote"]
    expect(remote.get("rolled"), 'setRemoteDescription({type: "rollback"})').equals("accepted")
    expect(remote.get("states"), "signalingState").equals(["stable", "have-remote-offer", "stable"])
    expect(remote.get("before"), "transceivers before the rollback").equals(1)
    expect(remote.get("after"), "transceivers after the rollback").equals(0)
    expect(remote.get("told"), "track events").equals(1)
    expect(remote.get("pending"), "pendingRemoteDescription after the rollback").is_null()


# webrtc-pc: "is "rollback" and connection.[[SignalingState]] is either "stable", ..., then reject p"
@check(PROBE, spec=f"{WEBRTC}/#set-description", basis="MUST", features=(LOCAL, REMOTE))
def test_rollback_in_stable_rejects(facts: Facts) -> None:
    """A rollback in `signalingState` "stable" rejects with `InvalidStateError`.

    The product learns that the answer arrived before the user canceled.
    """
    for place, method in (("stable", "setLocalDescription"), ("stableRemote", "setRemoteDescription")):
        expect(facts["outOfPlace"].get(place), f'{method}({{type: "rollback"}}) in "stable"').equals(
            "InvalidStateError"
        )


# webrtc-pc: "Let p be the result of setting the local session description indicated by {type: "rollback"}."
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-peerconnection-setremotedescription",
    basis="MUST",
    features=(IMPLICIT, "api.RTCPeerConnection.signalingstatechange_event"),
)
def test_set_remote_description_rolls_back_local_offer(facts: Facts) -> None:
    """`setRemoteDescription()` with an offer in "have-local-offer" rolls the local offer back, and the call connects.

    Two users who call each other at the same moment must end up in one call.
    """
    implicit = facts["implicit"]
    expect(implicit.get("called"), 'setRemoteDescription(offer) in "have-local-offer"').equals("accepted")
    expect(implicit.get("echoed"), "data channel message echoed after the implicit rollback").is_true()
    expect(implicit.get("states"), "signalingState").equals(
        ["stable", "have-local-offer", "stable", "have-remote-offer", "stable"]
    )
    expect(implicit.get("keptTransceivers"), "transceivers after the implicit rollback").equals(1)


# webrtc-pc: "with a fulfillment step that sets the remote session description description"
# Each call should connect. A single failure may be chance, so half of them is judged and the share is a metric.
@check(
    EARLY,
    spec=f"{WEBRTC}/#dom-peerconnection-setremotedescription",
    basis="MUST",
    features=(IMPLICIT, "api.RTCPeerConnection.iceGatheringState"),
)
def test_implicit_rollback_during_gathering_connects(facts: Facts) -> None:
    """Calls connect when `setRemoteDescription()` rolls a local offer back while ICE candidates are gathered.

    Where the rollback stops ICE gathering for good, users see a call that rings and never connects.
    """
    subject = f"data channel echo in at least half of {facts['calls']} calls with an early implicit rollback"
    expect(facts["mostConnect"], subject).is_true()


# RFC 9429: "if a data channel has been created, an "m=" section MUST be generated for data"
@check(
    PROBE,
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    basis="MUST",
    features=(LOCAL, "api.RTCPeerConnection.createOffer", "api.RTCPeerConnection.createDataChannel"),
)
def test_rollback_keeps_data_channel_in_next_offer(facts: Facts) -> None:
    """A data channel is in the next SDP offer after `setLocalDescription({type: "rollback"})`, and carries messages.

    The chat of a call that was offered twice would otherwise never open.
    """
    after = facts["after"]
    expect(after.get("rolled"), 'setLocalDescription({type: "rollback"})').equals("accepted")
    expect(after.get("called"), "offer and answer after the rollback").equals("accepted")
    expect(after.get("echoed"), "data channel message echoed after the rollback").is_true()


# setRemoteDescription(): "offer and is invalid for the current [[SignalingState]]", then roll back and apply it
@check(
    GLARE,
    spec=f"{WEBRTC}/#dom-peerconnection-setremotedescription",
    basis="MUST",
    features=(IMPLICIT, NEEDED, f"{LOCAL}.description_parameter_optional"),
)
def test_perfect_negotiation_connects_after_glare(facts: Facts) -> None:
    """Perfect negotiation with `setLocalDescription()` and implicit rollback sends video both ways after glare.

    In conferences where anyone may turn on a camera, two offers collide every day.
    """
    expect(facts["collided"], "an offer arrived while the local offer was pending").is_true()
    expect(facts["stable"], 'signalingState is "stable" at both peers').equals([True, True])
    expect(facts["seen"], "video frames arrive at both peers").equals([True, True])
    expect(facts["failures"], "errors at both peers").equals([[], []])


# webrtc-pc: "For each MSID in msids, ... create a MediaStream object with that id for this connection."
@check(
    GLARE,
    spec=f"{WEBRTC}/#set-associated-remote-streams",
    basis="MUST",
    features=(IMPLICIT, "api.RTCTrackEvent.streams", "api.RTCPeerConnection.addTrack"),
)
def test_perfect_negotiation_keeps_stream_ids(facts: Facts) -> None:
    """The `track` events after glare have the `MediaStream.id` of `addTrack()`; the impolite peer ignored one offer.

    Products assign a video to a participant by the stream id.
    """
    expect(facts["impoliteIgnored"], "the impolite peer ignored an offer").is_true()
    expect(facts["politeIgnored"], "the polite peer ignored an offer").is_false()
    expect(facts["streams"], "MediaStream.id of the track event is the one of addTrack()").equals([True, True])

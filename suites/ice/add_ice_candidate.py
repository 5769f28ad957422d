"""RTCPeerConnection.addIceCandidate(): accepted and rejected candidates, and calls with trickled candidates."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]


# Accepted and rejected candidates


# webrtc-pc: "If remoteDescription is null return a promise rejected with a newly created InvalidStateError."
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_add_ice_candidate_before_remote_description_rejects(facts: Facts) -> None:
    """`addIceCandidate()` before `setRemoteDescription()` rejects with InvalidStateError.

    Products then queue the candidate; one that is dropped without an error is missing in the call.
    """
    _expect_outcome(facts["early"], "before any description", "InvalidStateError")


# webrtc-pc: "If remoteDescription is null return a promise rejected with a newly created InvalidStateError."
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_end_of_candidates_before_remote_description_rejects(facts: Facts) -> None:
    """`addIceCandidate()` without arguments rejects with InvalidStateError before `setRemoteDescription()`.

    The same order of signaling messages works in one browser and fails in another otherwise.
    """
    _expect_outcome(facts["early"], "end, before any description", "InvalidStateError")


# webrtc-pc: "If candidate is applied successfully ... add candidate to [[PendingRemoteDescription]].sdp. Resolve p"
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate", "api.RTCPeerConnection.remoteDescription"),
)
def test_add_ice_candidate_accepts_sdp_mid_or_sdp_m_line_index(facts: Facts) -> None:
    """`addIceCandidate()` resolves for an `sdpMid` or `sdpMLineIndex` and adds the line to `remoteDescription`.

    Servers of older products signal `sdpMLineIndex` alone.
    """
    for name in (
        "by its mid",
        "by its line",
        "by its mid, with a line that is not there",
        "of this generation",
        "an RTCIceCandidate",
    ):
        _expect_outcome(facts["described"], name, "accepted")
    expect(facts["kept"], "remoteDescription.sdp contains the added candidate").is_true()


# webrtc-pc: "... is not equal to the mid of any media description in remoteDescription, return ... OperationError."
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_add_ice_candidate_for_unknown_m_line_rejects(facts: Facts) -> None:
    """`addIceCandidate()` rejects with TypeError without an m-line, and with OperationError for an unknown one.

    The error shows a signaling message that was lost or mixed up.
    """
    for name in ("without a place", "with null places"):
        _expect_outcome(facts["described"], name, "TypeError")
    for name in ("of an unknown mid", "of an unknown line"):
        _expect_outcome(facts["described"], name, "OperationError")


# "If candidate could not be successfully added ... Reject p with a newly created OperationError"
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_add_ice_candidate_with_malformed_line_rejects(facts: Facts) -> None:
    """`addIceCandidate()` with a line that is no candidate-attribute rejects with OperationError.

    A signaling server that corrupts candidates is noticed at once, not as a call without media.
    """
    _expect_outcome(facts["described"], "nonsense", "OperationError")


# "... not equal to any username fragment present in the corresponding media description ... OperationError."
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate", "api.RTCIceCandidate.usernameFragment"),
)
def test_add_ice_candidate_of_unknown_ufrag_rejects(facts: Facts) -> None:
    """`addIceCandidate()` rejects with OperationError for a `usernameFragment` that `remoteDescription` lacks.

    After an ICE restart, late candidates of the previous generation would be mixed with the new ones.
    """
    _expect_outcome(facts["described"], "of another generation", "OperationError")


# "If candidate is an empty string, process candidate as an end-of-candidates indication"
@check(
    "ice/add_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_add_ice_candidate_accepts_end_of_candidates(facts: Facts) -> None:
    """`addIceCandidate()` resolves for end-of-candidates: an empty `candidate`, null, `{}` and no argument.

    Products pass on the event's candidate as it is, and each browser sends another of these forms.
    """
    for name in (
        "end of one section",
        "end of one generation",
        "end, by nothing",
        "end, by null",
        "end, by an empty object",
    ):
        _expect_outcome(facts["described"], name, "accepted")


# Calls


# webrtc-pc: "... add the ICE candidate candidate as described in [RFC9429]."
@check(
    "ice/late_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_call_connects_when_candidates_arrive_after_gathering(facts: Facts) -> None:
    """A data channel opens when `addIceCandidate()` adds all candidates after gathering has completed.

    Calls over slow signaling fail otherwise.
    """
    expect(facts["late"].get("connectedBefore"), "connectionState is connected without any candidate").is_false()
    expect(facts["late"].get("echoed"), "a message was echoed after late addIceCandidate()").is_true()


# "If the source transport address ... does not match any existing remote candidates, it represents a new ..."
@check(
    "ice/late_candidates.js",
    spec="https://www.rfc-editor.org/rfc/rfc8445#section-7.3.1.3",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_call_connects_with_candidates_of_one_peer(facts: Facts) -> None:
    """ICE connects when one peer alone receives candidates: the other learns a peer-reflexive candidate.

    SFUs with a public address send their candidates and use none of the browser's.
    """
    expect(facts["oneSide"].get("echoed"), "a message was echoed with addIceCandidate() at one peer").is_true()


# localDescription holds the description "plus any local candidates that have been generated by the ICE Agent"
@check(
    "ice/late_candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-pendinglocaldesc",
    basis="MUST",
    features=("api.RTCPeerConnection.localDescription", "api.RTCPeerConnection.setRemoteDescription"),
)
def test_call_connects_with_candidates_in_descriptions(facts: Facts) -> None:
    """ICE connects by the `a=candidate` lines of the offer and answer, without `addIceCandidate()`.

    Servers that exchange one offer and one answer, without trickle ICE, work this way.
    """
    expect(facts["inside"].get("echoed"), "a message was echoed with candidates in the SDP alone").is_true()


def _expect_outcome(outcomes: dict[str, str], name: str, outcome: str) -> None:
    """Expect what became of one call of addIceCandidate()."""
    expect(outcomes.get(name), f"addIceCandidate(), candidate: {name}").equals(outcome)

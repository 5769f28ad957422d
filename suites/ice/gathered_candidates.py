"""Gathered RTCIceCandidates, and the end of gathering."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]


# "Host candidates are obtained by binding to ports on an IP address attached to an interface ..."
@check(
    "ice/candidates.js",
    spec="https://www.rfc-editor.org/rfc/rfc8445#section-5.1.1.1",
    basis="MUST",
    features=("api.RTCIceCandidate.type", "api.RTCIceCandidate.component"),
)
def test_gathering_without_ice_servers_finds_host_candidates(facts: Facts) -> None:
    """Without `iceServers`, gathering finds UDP candidates whose `type` is `host` and whose `component` is `rtp`.

    Calls between two machines of one office network connect by these candidates alone.
    """
    expect(facts["any"], "an RTCIceCandidate with protocol udp was gathered").is_true()
    expect(facts["types"], "RTCIceCandidate.type without iceServers").equals(["host"])
    expect(facts["components"], "RTCIceCandidate.component of a data channel").has_exactly(["rtp"])


# "Set the corresponding internal slots in iceCandidate to the field values of the parsed result."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicecandidate-interface",
    basis="MUST",
    features=(
        "api.RTCIceCandidate.address",
        "api.RTCIceCandidate.component",
        "api.RTCIceCandidate.foundation",
        "api.RTCIceCandidate.port",
        "api.RTCIceCandidate.priority",
        "api.RTCIceCandidate.protocol",
        "api.RTCIceCandidate.tcpType",
        "api.RTCIceCandidate.type",
    ),
)
def test_gathered_candidate_members_match_the_candidate_line(facts: Facts) -> None:
    """A gathered RTCIceCandidate's `address`, `port`, `priority` and other members match its `candidate` line.

    Products display candidates and filter them by these members before they signal them.
    """
    expect(facts["any"], "an RTCIceCandidate with protocol udp was gathered").is_true()
    # A "ufrag" in the line is an extension of browsers; usernameFragment is not parsed from it.
    wrong = [member for member in facts["wrong"] if member != "usernameFragment"]
    expect(wrong, "members of a gathered RTCIceCandidate that differ from its candidate line").is_empty()
    expect(facts["tcpTypesAreKnown"], "RTCIceCandidate.tcpType is active, passive or so for protocol tcp").is_true()


# "sdpMid and sdpMLineIndex are set to the values associated with this RTCIceTransport, usernameFragment is set ..."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=(
        "api.RTCIceCandidate.sdpMid",
        "api.RTCIceCandidate.sdpMLineIndex",
        "api.RTCIceCandidate.usernameFragment",
    ),
)
def test_gathered_candidates_name_m_line_and_ufrag(facts: Facts) -> None:
    """Gathered candidates carry the `sdpMid`, `sdpMLineIndex` and `usernameFragment` of their m-line.

    The remote peer cannot assign a candidate to an m-line without them, and the call gets no media.
    """
    expect(facts["places"], "gathered RTCIceCandidate: sdpMid is a=mid, then sdpMLineIndex").equals(["true 0"])
    expect(facts["fragments"], "RTCIceCandidate.usernameFragment equals a=ice-ufrag").is_true()


# webrtc-pc: "For each attribute identifier attr in <<candidate, sdpMid, sdpMLineIndex, usernameFragment>>: Set ..."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-tojson",
    basis="MUST",
    features=("api.RTCIceCandidate.toJSON",),
)
def test_to_json_has_the_four_init_members(facts: Facts) -> None:
    """`RTCIceCandidate.toJSON()` returns `candidate`, `sdpMid`, `sdpMLineIndex` and `usernameFragment`.

    Nearly all products signal candidates as this JSON.
    """
    expect(facts["json"], "members of RTCIceCandidate.toJSON()").has_exactly(
        ["candidate", "sdpMLineIndex", "sdpMid", "usernameFragment"]
    )


# webrtc-pc: "... add candidate to connection.[[PendingLocalDescription]].sdp."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=("api.RTCPeerConnection.localDescription",),
)
def test_local_description_contains_gathered_candidates(facts: Facts) -> None:
    """`localDescription.sdp` contains an `a=candidate` line for each gathered candidate.

    Products without trickle ICE wait for the end of gathering and signal this description.
    """
    expect(facts["any"], "an RTCIceCandidate with protocol udp was gathered").is_true()
    expect(facts["inTheDescription"], "localDescription.sdp contains each gathered candidate").is_true()


# "Fire an event named icecandidate ... with the candidate attribute set to null at connection."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.icecandidate_event",
        "api.RTCPeerConnection.iceGatheringState",
        "api.RTCPeerConnection.icegatheringstatechange_event",
        "api.RTCPeerConnectionIceEvent.candidate",
    ),
)
def test_end_of_gathering_fires_null_candidate_and_state_complete(facts: Facts) -> None:
    """`iceGatheringState` goes to `gathering`, then `complete`; the last `icecandidate` event has `candidate` null.

    Products without trickle ICE wait for this signal before they send the offer.
    """
    expect(facts["lastIsNull"], "the last icecandidate event's candidate is null").is_true()
    expect(facts["states"], "iceGatheringState in icegatheringstatechange events").equals(["gathering", "complete"])


# "Fire an event named icecandidate ... with the candidate attribute set to endOfGatheringCandidate at connection."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=("api.RTCPeerConnection.icecandidate_event", "api.RTCPeerConnectionIceEvent.candidate"),
)
def test_end_of_gathering_fires_empty_candidate(facts: Facts) -> None:
    """The end of gathering fires `icecandidate` with an RTCIceCandidate whose `candidate` is an empty string.

    Without this end-of-candidates signal, the remote peer cannot report `failed` early and users wait for a dead call.
    """
    ends = [end for end in facts["ends"] if end is not None]
    expect(ends, "icecandidate events with an empty candidate").is_not_empty()
    expect([end["candidate"] for end in ends], "RTCIceCandidate.candidate at the end of gathering").has_exactly(
        [""] * len(ends)
    )


# webrtc-pc: "... add a=end-of-candidates to connection.[[PendingLocalDescription]].sdp."
@check(
    "ice/candidates.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=("api.RTCPeerConnection.localDescription",),
)
def test_local_description_contains_end_of_candidates(facts: Facts) -> None:
    """After gathering, `localDescription.sdp` contains `a=end-of-candidates`.

    Gateways that read it end a call that cannot connect sooner.
    """
    expect(facts["endInTheDescription"], "localDescription.sdp contains a=end-of-candidates").is_true()

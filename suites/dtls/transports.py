"""RTCDtlsTransport, RTCIceTransport and RTCSctpTransport of a call: states, roles, selected candidate pair, close."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/"
ENDS = ("offerer", "answerer")
STATES = ("api.RTCDtlsTransport.state", "api.RTCIceTransport.state", "api.RTCSctpTransport.state")


def _ends(facts: Facts) -> list[tuple[str, Facts]]:
    """Return both ends of the call with their names."""
    both = every(facts["during"], "transports of a connected call")
    expect(both, "transports of a connected call").has_length(2)
    return list(zip(ENDS, both, strict=True))


# "Set transport.DtlsTransportState to newState. ... Fire an event named statechange at transport."
@check(
    "dtls/transports.js",
    spec=f"{SPEC}#dom-rtcdtlstransport-state",
    basis="MUST",
    features=(
        *STATES,
        "api.RTCDtlsTransport.statechange_event",
        "api.RTCIceTransport.statechange_event",
        "api.RTCSctpTransport.statechange_event",
        "api.RTCDtlsTransport.iceTransport",
        "api.RTCSctpTransport.transport",
    ),
)
def test_transport_states_from_new_to_connected(facts: Facts) -> None:
    """`state` of `RTCDtlsTransport`, `RTCIceTransport` and `RTCSctpTransport` reaches "connected" step by step.

    Support distinguishes a blocked network from a rejected certificate by these states.
    """
    expect(facts["echoed"], "data channel message echoed").is_true()
    early = "after setLocalDescription(offer)"
    expect(facts["early"]["dtls"], f"RTCDtlsTransport.state {early}").equals("new")
    expect(facts["early"]["ice"], f"RTCIceTransport.state {early}").equals("new")
    passed = facts["passed"]
    expect(passed["sctp"], "RTCSctpTransport.state in statechange events").equals(["connected"])
    expect(passed["dtls"], "RTCDtlsTransport.state in statechange events").equals(["connecting", "connected"])
    # A connected ICE transport may be disconnected for a moment and come back
    expect(passed["ice"][:2], "RTCIceTransport.state in the first two statechange events").equals(
        ["checking", "connected"]
    )
    for name, same in every(facts["steady"], "transports to compare").items():
        expect(same, f"the {name} transport is the same object before and after connecting").is_true()
    for end, transports in _ends(facts):
        expect(transports["sctp"], f"{end}: RTCSctpTransport.state of the connected call").equals("connected")
        expect(transports["dtls"], f"{end}: RTCDtlsTransport.state of the connected call").equals("connected")
        ice = (transports["ice"] or {}).get("state")
        expect(ice, f"{end}: RTCIceTransport.state of the connected call").is_one_of(["connected", "completed"])


# "Set the IceRole of transport according to the rules of RFC8445 ... If description is a local offer ... controlling"
@check(
    "dtls/transports.js",
    spec=f"{SPEC}#dom-icetransport-role",
    basis="MUST",
    features=("api.RTCIceTransport.role",),
)
def test_ice_transport_role(facts: Facts) -> None:
    """`RTCIceTransport.role` is "controlling" on the offering side and "controlled" on the answering side.

    It is the one place to see that both sides nominate candidate pairs, which delays calls.
    """
    roles = {end: (transports["ice"] or {}).get("role") for end, transports in _ends(facts)}
    expect(roles["offerer"], "RTCIceTransport.role of the offerer").equals("controlling")
    expect(roles["answerer"], "RTCIceTransport.role of the answerer").equals("controlled")


# "Returns the selected candidate pair on which packets are sent."
@check(
    "dtls/transports.js",
    spec=f"{SPEC}#dom-rtcicetransport-getselectedcandidatepair",
    basis="MUST",
    features=("api.RTCIceTransport.getSelectedCandidatePair", "api.RTCIceTransport.getLocalCandidates"),
)
def test_get_selected_candidate_pair(facts: Facts) -> None:
    """`RTCIceTransport.getSelectedCandidatePair()` returns the pair of a connected call, with a known local candidate.

    Products show by it whether a call is relayed through TURN.
    """
    for end, transports in _ends(facts):
        pair = transports["path"]
        expect(pair, f"{end}: getSelectedCandidatePair()").is_not_null()
        expect(pair.get("local"), f"{end}: getSelectedCandidatePair().local.type without servers").is_one_of(
            ["host", "prflx"]
        )
        # A peer-reflexive candidate is not among those that were gathered
        if pair["local"] == "host":
            expect(
                pair.get("localIsOneOfItsOwn"), f"{end}: getLocalCandidates() has the local candidate of the pair"
            ).is_true()


# "... set the [[SctpTransportState]] to "closed". Set the [[DtlsTransportState]] slot of each ... to "closed"."
@check(
    "dtls/transports.js",
    spec=f"{SPEC}#dom-rtcpeerconnection-close",
    basis="MUST",
    features=("api.RTCPeerConnection.close", *STATES),
)
def test_close_closes_transports(facts: Facts) -> None:
    """`RTCPeerConnection.close()` sets `RTCDtlsTransport.state`, `RTCIceTransport.state` and that of SCTP to "closed".

    Applications that read the transport believe that the call still runs.
    """
    for name, interface in {"sctp": "RTCSctpTransport", "dtls": "RTCDtlsTransport", "ice": "RTCIceTransport"}.items():
        expect(facts["closed"].get(name), f"{interface}.state right after close()").equals("closed")

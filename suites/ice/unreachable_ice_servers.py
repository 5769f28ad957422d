"""Gathering and calls with ICE servers that do not answer."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]


# "If no host candidate can reach the server, errorCode will be set to the value 701"
@check(
    "ice/dead_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.icecandidateerror_event",
        "api.RTCPeerConnectionIceErrorEvent",
        "api.RTCPeerConnectionIceErrorEvent.errorCode",
        "api.RTCPeerConnectionIceErrorEvent.url",
    ),
)
def test_unreachable_ice_server_fires_icecandidateerror_701(facts: Facts) -> None:
    """An unreachable STUN or TURN server fires `icecandidateerror` with `errorCode` 701 and the server's `url`.

    Support recognizes a blocking firewall by it.
    """
    for name, server in every(facts["servers"], "unreachable ICE servers").items():
        expect(server["told"], f"icecandidateerror fired for {name}").is_true()
        expect(server["codes"], f"RTCPeerConnectionIceErrorEvent.errorCode for {name}").equals([701])
        expect(server["areErrorEvents"], f"icecandidateerror for {name} is an RTCPeerConnectionIceErrorEvent").is_true()
        expect(server["namesTheServer"], f"RTCPeerConnectionIceErrorEvent.url names {name}").is_true()


# "When the ICE Agent is finished gathering ... the user agent MUST queue a task": iceGatheringState is "complete"
@check(
    "ice/dead_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=("api.RTCPeerConnection.iceGatheringState", "api.RTCIceCandidate.type"),
)
def test_gathering_completes_with_unreachable_ice_servers(facts: Facts) -> None:
    """`iceGatheringState` becomes `complete` with `host` candidates although the ICE server is unreachable.

    Products that send the offer after gathering would never start the call.
    """
    for name, server in every(facts["servers"], "unreachable ICE servers").items():
        expect(server["ended"], f"iceGatheringState became complete within 15 s with {name}").is_true()
        expect(server["types"], f"RTCIceCandidate.type with {name}").equals(["host"])


# "When the ICE Agent indicates that a new ICE candidate is available ..., the user agent MUST queue a task"
@check(
    "ice/dead_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransport",
    basis="MUST",
    features=("api.RTCPeerConnection.icecandidate_event",),
)
def test_silent_stun_server_does_not_block_the_call(facts: Facts) -> None:
    """A call connects by its `host` candidates while a STUN server in `iceServers` never answers.

    One STUN server that is down would stop all calls.
    """
    expect(facts["callWithSilentServer"], "a message was echoed within 12 s with a silent STUN server").is_true()

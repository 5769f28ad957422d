"""TURN servers that reject credentials, are unreachable or end during a call."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

ERROR = "https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent"
TRANSPORTS = ("udp", "tcp", "tls")


# Rejected credentials


# webrtc-pc: "The errorCode attribute is the numeric STUN error code returned by the STUN or TURN server"
@check(
    "turn/wrong_credentials.js",
    spec=f"{ERROR}-errorcode",
    basis="MUST",
    features=("api.RTCPeerConnection.icecandidateerror_event", "api.RTCPeerConnectionIceErrorEvent.errorCode"),
)
def test_wrong_turn_credential_fires_icecandidateerror_401(facts: Facts) -> None:
    """A wrong TURN `credential` fires `icecandidateerror` with `errorCode` 401, over UDP and TCP.

    Expired credentials are the most frequent cause of failed relayed calls, and support recognizes them by this code.
    """
    for transport in ("udp", "tcp"):
        _expect_codes(facts, "password", transport).contains(401)


# webrtc-pc: "The errorCode attribute is the numeric STUN error code returned by the STUN or TURN server"
@check(
    "turn/wrong_credentials.js",
    spec=f"{ERROR}-errorcode",
    basis="MUST",
    features=("api.RTCPeerConnection.icecandidateerror_event", "api.RTCPeerConnectionIceErrorEvent.errorCode"),
)
def test_unknown_turn_username_fires_icecandidateerror_401(facts: Facts) -> None:
    """An unknown TURN `username` fires `icecandidateerror` with `errorCode` 401, over UDP and TCP.

    A server that was reinstalled without its user accounts is recognized by this code.
    """
    for transport in ("udp", "tcp"):
        _expect_codes(facts, "user", transport).contains(401)


# webrtc-pc: "The errorCode attribute is the numeric STUN error code returned by the STUN or TURN server"
@check(
    "turn/wrong_credentials.js",
    spec=f"{ERROR}-errorcode",
    basis="MUST",
    features=("api.RTCPeerConnection.icecandidateerror_event", "api.RTCPeerConnectionIceErrorEvent.errorCode"),
)
def test_wrong_credentials_over_tls_fire_icecandidateerror_401(facts: Facts) -> None:
    """A wrong TURN `credential` or `username` over TLS (`turns:`) fires `icecandidateerror` with `errorCode` 401.

    In networks that allow only TLS, support has no other sign of expired credentials.
    """
    for wrong in ("password", "user"):
        _expect_codes(facts, wrong, "tls").contains(401)


# "The url attribute is the STUN or TURN URL that identifies the STUN or TURN server for which the failure occurred."
@check(
    "turn/wrong_credentials.js",
    spec=f"{ERROR}-url",
    basis="MUST",
    features=("api.RTCPeerConnectionIceErrorEvent.url",),
)
def test_icecandidateerror_url_identifies_the_turn_server(facts: Facts) -> None:
    """`RTCPeerConnectionIceErrorEvent.url` is the URL of the TURN server that rejected the credentials.

    With several servers in `iceServers`, operators see which one rejects calls.
    """
    # UDP is the default of a turn: URL, so the URL without "?transport=udp" identifies the same server.
    for transport, same in (("udp", ("udp", "without transport")), ("tcp", ("tcp",))):
        errors = every(facts["password"][transport]["errors"], f"icecandidateerror events of TURN over {transport}")
        for error in errors:
            subject = f"RTCPeerConnectionIceErrorEvent.url of TURN over {transport}, as one of iceServers"
            expect(error.get("way"), subject).is_one_of(same)


# A relay candidate is the relayed transport address of an allocation; a 401 response creates no allocation.
@check(
    "turn/wrong_credentials.js",
    spec="https://www.rfc-editor.org/rfc/rfc8656#section-7.4",
    basis="MUST",
    features=("api.RTCIceCandidate.type", "api.RTCPeerConnection.iceGatheringState"),
)
def test_rejected_turn_credentials_end_gathering_without_candidates(facts: Facts) -> None:
    """A TURN server that rejects the credentials yields no `relay` candidate, and `iceGatheringState` is `complete`.

    Products that wait for the end of gathering would never start the call.
    """
    for wrong in ("password", "user"):
        for transport in TRANSPORTS:
            record = facts[wrong][transport]
            condition = f"with a wrong {wrong} for TURN over {transport}"
            expect(record["candidates"], f"icecandidate events {condition}", "candidates").equals(0)
            expect(record["complete"], f"iceGatheringState is complete within 15 s {condition}").is_true()


# "If a script wants this to happen immediately, it should do an ICE restart": the new ICE servers list is then used
@check(
    "turn/wrong_credentials.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    basis="MUST",
    features=("api.RTCPeerConnection.setConfiguration", "api.RTCPeerConnection.restartIce"),
)
def test_set_configuration_new_turn_credential_is_used_after_restart(facts: Facts) -> None:
    """After `setConfiguration()` with the right TURN `credential`, an ICE restart gathers a `relay` candidate.

    TURN credentials expire within hours, and long calls have to renew them.
    """
    corrected = facts["corrected"]
    expect(corrected.get("before"), "icecandidate events with the wrong credential", "candidates").equals(0)
    expect(corrected.get("set"), "setConfiguration() with the right credential").equals("accepted")
    expect(corrected.get("after"), "RTCIceCandidate.type after restartIce()").equals(["relay"])


# Unreachable servers


# "If no host candidate can reach the server, errorCode will be set to the value 701"
@check(
    "turn/unreachable.js",
    spec=f"{ERROR}-errorcode",
    basis="MUST",
    features=("api.RTCPeerConnection.icecandidateerror_event", "api.RTCPeerConnectionIceErrorEvent.errorCode"),
)
def test_unreachable_turn_server_fires_icecandidateerror_701(facts: Facts) -> None:
    """A TURN server that accepts no TCP connection fires `icecandidateerror` 701, and gathering completes.

    Operators learn from the clients' logs that the server is down.
    """
    expect(facts["tcp"]["ends"], "iceGatheringState is complete within 30 s with an unreachable TURN server").is_true()
    codes = {error["code"] for error in facts["tcp"]["errors"]}
    expect(sorted(codes), "RTCPeerConnectionIceErrorEvent.errorCode of an unreachable TURN server").equals([701])


# A relay candidate is the relayed transport address that a TURN server allocated; no server allocated one.
@check(
    "turn/unreachable.js",
    spec="https://www.rfc-editor.org/rfc/rfc8656#section-7.3",
    basis="MUST",
    features=("api.RTCIceCandidate.type",),
)
def test_unreachable_turn_server_yields_no_candidate(facts: Facts) -> None:
    """An unreachable TURN server yields no candidate with `iceTransportPolicy: "relay"`, over UDP and TCP.

    Media sent to a relay that does not exist is lost.
    """
    for transport in ("udp", "tcp"):
        subject = f"candidates were gathered from an unreachable TURN server over {transport}"
        expect(facts[transport]["relays"], subject).is_false()


# "An array of objects describing servers available to be used by ICE, such as STUN and TURN servers."
@check(
    "turn/unreachable.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-iceservers",
    basis="MUST",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter",),
)
def test_second_turn_server_is_used_when_one_is_unreachable(facts: Facts) -> None:
    """With one unreachable and one reachable TURN server in `iceServers`, in either order, gathering finds a relay.

    Operators configure two servers so that calls continue when one is down.
    """
    for order in ("deadFirst", "deadLast"):
        name = "unreachable server first" if order == "deadFirst" else "unreachable server last"
        expect(facts[order]["ends"], f"iceGatheringState is complete within 30 s, {name}").is_true()
        expect(facts[order]["relays"], f"a relay candidate was gathered, {name}").is_true()


# "consent checks [RFC7675] fail on the connection in use": checking or disconnected; "failed" needs end-of-candidates
@check(
    "turn/server_dies.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransportstate",
    basis="MUST",
    features=("api.RTCPeerConnection.connectionState", "api.RTCPeerConnection.connectionstatechange_event"),
)
def test_connection_state_changes_when_the_turn_server_ends(facts: Facts) -> None:
    """`connectionState` becomes `disconnected` or `failed` when the TURN server of the selected pair ends.

    Without the change, products neither inform the user nor reconnect.
    """
    expect(facts.get("connected"), "connectionState is connected through the TURN server").is_true()
    lost = facts.get("disconnectedIsTold") is True or facts.get("failedIsTold") is True
    expect(lost, "connectionState became disconnected or failed after the TURN server ended").is_true()


# "An ICE restart causes candidate gathering and connectivity checks to begin anew"
@check(
    "turn/server_dies.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcicetransportstate",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.setConfiguration"),
)
def test_restart_ice_reconnects_through_another_turn_server(facts: Facts) -> None:
    """A call whose TURN server ended reconnects by `setConfiguration()` with another server and `restartIce()`.

    Users would have to call again after each server failure.
    """
    expect(facts.get("set"), "setConfiguration() with another TURN server succeeded").is_true()
    expect(facts.get("comesBack"), "connectionState is connected within 20 s of restartIce()").is_true()


def _expect_codes(facts: Facts, wrong: str, transport: str) -> Any:
    """Begin an expectation about the error codes that wrong credentials lead to."""
    codes = [error["code"] for error in facts[wrong][transport]["errors"]]
    return expect(codes, f"RTCPeerConnectionIceErrorEvent.errorCode with a wrong {wrong} for TURN over {transport}")

"""Calls through a TURN server: media and data, candidates, statistics and iceTransportPolicy."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

POLICY = "api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter"
TRANSPORTS = "https://www.rfc-editor.org/rfc/rfc8835#section-3.4"


# Media and data through the server


# RFC 8835: "TURN [RFC8656] MUST be supported."
@check("turn/relayed_udp.js", spec=TRANSPORTS, basis="MUST", features=(POLICY,))
def test_call_through_turn_over_udp_carries_media_and_data(facts: Facts) -> None:
    """Video, audio and data channel messages arrive through a TURN server over UDP.

    In many company networks a TURN server is the only connection.
    """
    _expect_relayed_call(facts)


# "... the mode of TURN that uses TCP between the WebRTC endpoint and the TURN server MUST be supported"
@check("turn/relayed_tcp.js", spec=TRANSPORTS, basis="MUST", features=(POLICY,))
def test_call_through_turn_over_tcp_carries_media_and_data(facts: Facts) -> None:
    """Video, audio and data channel messages arrive through a TURN server over TCP.

    Users in networks that block UDP have no call otherwise.
    """
    _expect_relayed_call(facts)


# "... the mode of TURN that uses TLS over TCP between the WebRTC endpoint and the TURN server MUST be supported"
@check("turn/relayed_tls.js", spec=TRANSPORTS, basis="MUST", features=(POLICY,))
def test_call_through_turn_over_tls_carries_media_and_data(facts: Facts) -> None:
    """Video, audio and data channel messages arrive through a TURN server over TLS (`turns:`).

    Strict firewalls allow nothing but TLS.
    """
    _expect_relayed_call(facts)


# "TURN [RFC8656] MUST be supported.": also where the two peers reach it by different protocols
@check("turn/mixed_transports.js", spec=TRANSPORTS, basis="MUST", features=(POLICY,))
def test_call_connects_turn_over_tcp_with_turn_over_udp(facts: Facts) -> None:
    """A peer on TURN over TCP and a peer on TURN over UDP exchange video and data channel messages.

    Usually only one of two users is behind a firewall that blocks UDP.
    """
    _expect_arrival(facts["tcpAndUdp"], "TURN over TCP with TURN over UDP", ("pictures", "inOrder", "message"))


# "TURN [RFC8656] MUST be supported.": also where each peer uses a server of its own
@check("turn/mixed_transports.js", spec=TRANSPORTS, basis="MUST", features=(POLICY,))
def test_call_connects_through_two_turn_servers(facts: Facts) -> None:
    """Two peers that use different TURN servers exchange video and data channel messages.

    Users on two continents each use the TURN server near them.
    """
    _expect_arrival(facts["twoServers"], "two TURN servers", ("pictures", "inOrder", "message"))


# "A reliable channel ensures that the data is delivered at the other peer through retransmissions."
@check(
    "turn/throughput.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcdatachannel",
    basis="MUST",
    features=(POLICY, "api.RTCDataChannel.send"),
)
def test_data_channel_through_turn_delivers_every_byte(facts: Facts) -> None:
    """1 MiB sent on a reliable RTCDataChannel arrives completely through TURN over UDP and over TCP.

    File transfers of users behind firewalls would be incomplete.
    """
    for transport in ("udp", "tcp"):
        expect(facts[transport], f"1 MiB arrived within 25 s through TURN over {transport}").is_true()


# Candidates and statistics


# "this is the protocol used by the endpoint to communicate with the TURN server"
@check(
    "turn/relayed_udp.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-relayprotocol",
    basis="MUST",
    features=("api.RTCIceCandidate.relayProtocol",),
)
def test_relay_protocol_of_candidate_is_udp(facts: Facts) -> None:
    """`RTCIceCandidate.relayProtocol` of a `relay` candidate is `udp` for TURN over UDP.

    Support sees by it how a user reaches the TURN server.
    """
    _expect_relay_protocol(facts, "udp")


# "this is the protocol used by the endpoint to communicate with the TURN server"
@check(
    "turn/relayed_tcp.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-relayprotocol",
    basis="MUST",
    features=("api.RTCIceCandidate.relayProtocol",),
)
def test_relay_protocol_of_candidate_is_tcp(facts: Facts) -> None:
    """`RTCIceCandidate.relayProtocol` of a `relay` candidate is `tcp` for TURN over TCP.

    Support sees by it that UDP is blocked and why a call has more delay.
    """
    _expect_relay_protocol(facts, "tcp")


# "this is the protocol used by the endpoint to communicate with the TURN server"
@check(
    "turn/relayed_tls.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-relayprotocol",
    basis="MUST",
    features=("api.RTCIceCandidate.relayProtocol",),
)
def test_relay_protocol_of_candidate_is_tls(facts: Facts) -> None:
    """`RTCIceCandidate.relayProtocol` of a `relay` candidate is `tls` for TURN over TLS.

    Support sees by it that a firewall allows only TLS and why a call has more delay.
    """
    _expect_relay_protocol(facts, "tls")


# "this is the URL of the ICE server from which the candidate was obtained"
@check(
    "turn/relayed_udp.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-url",
    basis="MUST",
    features=("api.RTCIceCandidate.url",),
)
def test_url_of_relay_candidate_is_the_turn_server(facts: Facts) -> None:
    """`RTCIceCandidate.url` of a `relay` candidate is the URL of its TURN server.

    With several servers in `iceServers`, support sees which one relays a call.
    """
    for candidate in every(facts["candidates"], "icecandidate events"):
        _expect_server(candidate.get("way"), "RTCIceCandidate.url")


# "It is the protocol used by the endpoint to communicate with the TURN server." (optional member)
@check(
    "turn/relayed_udp.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcicecandidatestats-relayprotocol",
    basis="MUST",
    features=("api.RTCStatsReport.type_local-candidate",),
)
def test_local_candidate_relay_protocol_is_udp(facts: Facts) -> None:
    """`local-candidate.relayProtocol` of the selected pair is `udp` for TURN over UDP, where the browser reports it.

    Dashboards count relayed calls by this protocol.
    """
    expect(facts["inUse"], "local-candidate.candidateType of both selected pairs").equals(["relay", "relay"])
    reported = [protocol for protocol in facts["protocolInUse"] if protocol is not None]
    if not reported:
        not_supported("local-candidate.relayProtocol")
    for protocol in reported:
        expect(protocol, "local-candidate.relayProtocol of a selected pair").equals("udp")


# The table of mandatory fields lists RTCIceCandidateStats.url: "with the fields that are listed when they are valid"
@check(
    "turn/relayed_udp.js",
    spec="https://w3c.github.io/webrtc-pc/#mandatory-to-implement-stats",
    basis="MUST",
    features=("api.RTCStatsReport.type_local-candidate",),
)
def test_local_candidate_url_is_the_turn_server(facts: Facts) -> None:
    """`local-candidate.url` of a `relay` candidate is the URL of its TURN server.

    With several servers in `iceServers`, dashboards count the calls of each.
    """
    # Candidates that no server gave have no url.
    ways = [each["way"] for each in every(facts["counted"], "local-candidate statistics") if each["way"] is not None]
    for way in every(ways, "local-candidate.url"):
        _expect_server(way, "local-candidate.url")


# iceTransportPolicy with a TURN server


# "The ICE Agent uses only media relay candidates such as candidates passing through a TURN server."
@check(
    "turn/policy.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicetransportpolicy-relay",
    basis="MUST",
    features=(POLICY, "api.RTCIceCandidate.type"),
)
def test_ice_transport_policy_relay_gathers_relay_candidates_only(facts: Facts) -> None:
    """`iceTransportPolicy: "relay"` with a TURN server gathers `relay` candidates only.

    Products use it to hide the IP addresses of users from each other.
    """
    expect(facts["relayOnly"]["types"], 'RTCIceCandidate.type with iceTransportPolicy "relay"').equals(["relay"])


# "MUST NOT ... indirectly expose them via other fields, such as the raddr/rport attributes for other ICE candidates."
@check(
    "turn/policy.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-3.5.3",
    basis="MUST",
    features=(POLICY, "api.RTCIceCandidate.relatedAddress"),
)
def test_related_address_of_relay_candidate_hides_the_local_address(facts: Facts) -> None:
    """With `iceTransportPolicy: "relay"`, `relatedAddress` (`raddr`) is not the local IP address.

    The address that the policy hides would leak to the remote user.
    """
    for owner in every(facts["relayOnly"]["related"], "relay candidates"):
        subject = 'owner of RTCIceCandidate.relatedAddress with iceTransportPolicy "relay"'
        expect(owner, subject).differs_from("own")


# "For this scenario, the JSEP implementation MUST allow the candidate policy to be changed in mid-session"
@check(
    "turn/policy.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-3.5.3",
    basis="MUST",
    features=(
        POLICY,
        "api.RTCPeerConnection.getConfiguration",
        "api.RTCPeerConnection.restartIce",
        "api.RTCPeerConnection.setConfiguration",
    ),
)
def test_set_configuration_relay_gathers_relay_candidates_only(facts: Facts) -> None:
    """After `setConfiguration({iceTransportPolicy: "relay"})`, an ICE restart gathers `relay` candidates only.

    Products switch to it when a user turns on privacy during a call.
    """
    changed = facts["changed"]
    expect(changed.get("set"), 'setConfiguration({iceTransportPolicy: "relay"})').equals("accepted")
    expect(changed.get("policy"), "getConfiguration().iceTransportPolicy").equals("relay")
    expect(changed.get("after"), 'RTCIceCandidate.type after the change to "relay"').equals(["relay"])


def _expect_relayed_call(facts: Facts) -> None:
    """Expect that media and data arrived, and that both selected pairs are relayed."""
    record = {**facts["arrives"], "connected": facts["connected"]}
    _expect_arrival(record, "TURN", ("pictures", "inOrder", "tone", "message"))
    expect(facts["inUse"], "local-candidate.candidateType of both selected pairs").equals(["relay", "relay"])


def _expect_arrival(record: dict[str, Any], condition: str, wanted: tuple[str, ...]) -> None:
    """Expect the connection and what arrived over it."""
    subjects = {
        "pictures": "10 numbered video frames arrived",
        "inOrder": "video frames arrived in order",
        "tone": "the frequency of the audio tone arrived unchanged",
        "message": "a data channel message arrived",
    }
    expect(record.get("connected"), f"connectionState is connected through {condition}").is_true()
    for name in wanted:
        expect(record.get(name), f"{subjects[name]} through {condition}").is_true()


def _expect_relay_protocol(facts: Facts, protocol: str) -> None:
    """Expect relayProtocol of each gathered candidate."""
    for candidate in every(facts["candidates"], "icecandidate events"):
        subject = f"RTCIceCandidate.relayProtocol for TURN over {protocol.upper()}"
        expect(candidate.get("relayProtocol"), subject).equals(protocol)


def _expect_server(way: str | None, member: str) -> None:
    """Expect the URL of the server for UDP; UDP is the default of a turn: URL without a transport."""
    expect(way, f"{member}, as one of iceServers").is_one_of(("udp", "without transport"))

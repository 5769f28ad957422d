"""Calls that go through a relay (TURN): that they work, what is told of the way, and what happens when it ends."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check(
    "turn/relayed_udp.js",
    spec="https://www.rfc-editor.org/rfc/rfc8656#section-3.1",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",),
)
def test_calls_go_through_a_relay_by_udp(facts: Facts) -> None:
    """Pictures, sound and messages arrive through a relay that is reached by UDP.

    Many company networks let no direct path through.
    """
    assert facts["connected"]
    assert facts["arrives"] == {"pictures": True, "inOrder": True, "tone": True, "message": True}
    assert facts["inUse"] == ["relay", "relay"]


@check(
    "turn/relayed_tcp.js",
    spec="https://www.rfc-editor.org/rfc/rfc8656#section-3.1",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",),
)
def test_calls_go_through_a_relay_by_tcp(facts: Facts) -> None:
    """Pictures, sound and messages arrive through a relay that is reached by TCP.

    Networks that block UDP leave this as the way out.
    """
    assert facts["connected"]
    assert facts["arrives"] == {"pictures": True, "inOrder": True, "tone": True, "message": True}
    assert facts["inUse"] == ["relay", "relay"]


@check(
    "turn/relayed_tls.js",
    spec="https://www.rfc-editor.org/rfc/rfc8656#section-3.1",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",),
)
def test_calls_go_through_a_relay_by_tls(facts: Facts) -> None:
    """Pictures, sound and messages arrive through a relay that is reached by TLS.

    Strict firewalls let nothing through that does not look like the web.
    """
    assert facts["connected"]
    assert facts["arrives"] == {"pictures": True, "inOrder": True, "tone": True, "message": True}
    assert facts["inUse"] == ["relay", "relay"]


@check(
    "turn/relayed_udp.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-relayprotocol",
    features=("api.RTCIceCandidate.relayProtocol",),
)
def test_candidates_tell_that_the_relay_is_reached_by_udp(facts: Facts) -> None:
    """A relay's candidate tells that the relay is reached by UDP.

    Support sees by it why a call is slow.
    """
    assert facts["candidates"]
    assert {each["relayProtocol"] for each in facts["candidates"]} == {"udp"}


@check(
    "turn/relayed_tcp.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-relayprotocol",
    features=("api.RTCIceCandidate.relayProtocol",),
)
def test_candidates_tell_that_the_relay_is_reached_by_tcp(facts: Facts) -> None:
    """A relay's candidate tells that the relay is reached by TCP.

    Support sees by it why a call is slow.
    """
    assert facts["candidates"]
    assert {each["relayProtocol"] for each in facts["candidates"]} == {"tcp"}


@check(
    "turn/relayed_tls.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-relayprotocol",
    features=("api.RTCIceCandidate.relayProtocol",),
)
def test_candidates_tell_that_the_relay_is_reached_by_tls(facts: Facts) -> None:
    """A relay's candidate tells that the relay is reached by TLS.

    Support sees by it why a call is slow.
    """
    assert facts["candidates"]
    assert {each["relayProtocol"] for each in facts["candidates"]} == {"tls"}


@check(
    "turn/relayed_udp.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicecandidate-url",
    features=("api.RTCIceCandidate.url",),
)
def test_candidates_tell_their_server(facts: Facts) -> None:
    """A relay's candidate tells the URL of its server.

    With several servers it says which one is used.
    """
    assert facts["candidates"]
    assert {each["way"] for each in facts["candidates"]} == {"udp"}


@check("turn/relayed_udp.js", spec="https://w3c.github.io/webrtc-stats/#dom-rtcicecandidatestats-relayprotocol")
def test_statistics_tell_the_way_to_the_relay(facts: Facts) -> None:
    """Statistics tell of the path in use that its relay is reached by UDP.

    Dashboards count relayed calls and what they run over.
    """
    assert facts["protocolInUse"] == ["udp", "udp"]


@check("turn/relayed_udp.js", spec="https://w3c.github.io/webrtc-stats/#dom-rtcicecandidatestats-url")
def test_statistics_tell_the_server(facts: Facts) -> None:
    """Statistics tell the URL of a relay's server.

    With several servers it says which one is used.
    """
    assert facts["counted"]
    assert {each["way"] for each in facts["counted"]} == {"udp"}


# Which path is taken


@check(
    "turn/policy.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicetransportpolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",),
)
def test_relays_only_means_relays_only(facts: Facts) -> None:
    """With the policy "relay" only relays are candidates.

    Products hide the addresses of people from each other by it.
    """
    assert facts["relayOnly"]["types"] == ["relay"]


@check("turn/policy.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-3.5.3")
def test_relays_hide_the_own_address(facts: Facts) -> None:
    """With the policy "relay" no candidate names the address of the own machine.

    The related address would tell what the policy hides.
    """
    assert facts["relayOnly"]["related"]
    assert "own" not in facts["relayOnly"]["related"]


@check("turn/policy.js", spec="https://www.rfc-editor.org/rfc/rfc8445#section-5.1.2")
def test_the_direct_path_is_preferred(facts: Facts) -> None:
    """Where a direct path exists, no relay is used.

    Relays cost whoever runs them, and take time.
    """
    assert facts["directIsPreferred"]


@check(
    "turn/policy.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=("api.RTCPeerConnection.setConfiguration",),
)
def test_the_policy_can_be_changed(facts: Facts) -> None:
    """A connection that gathered everything gathers relays only after the policy was changed and ICE restarted.

    Privacy can be switched on in the middle of a call.
    """
    changed = facts["changed"]
    assert "relay" in changed["before"]
    assert (changed["set"], changed["policy"], changed["after"]) == ("accepted", "relay", ["relay"])


@check("turn/unlike_ways.js", spec="https://www.rfc-editor.org/rfc/rfc8656#section-3.1")
def test_unlike_ways_to_a_relay_meet(facts: Facts) -> None:
    """One end that reaches its relay by TCP and one that does by UDP have a call.

    Only one of two people sits behind a firewall.
    """
    assert facts["tcpAndUdp"] == {"connected": True, "pictures": True, "inOrder": True, "message": True}


@check("turn/unlike_ways.js", spec="https://www.rfc-editor.org/rfc/rfc8656#section-3.1")
def test_two_relays_meet(facts: Facts) -> None:
    """Two ends with relays of two servers have a call.

    People far from each other use servers near themselves.
    """
    assert facts["twoServers"] == {"connected": True, "pictures": True, "inOrder": True, "message": True}


@check("turn/throughput.js", spec="https://www.rfc-editor.org/rfc/rfc8656#section-3.1")
def test_every_byte_passes_the_relay(facts: Facts) -> None:
    """A megabyte of data arrives whole through a relay, by UDP and by TCP.

    Files are sent through relays as well.
    """
    assert facts["udp"]
    assert facts["tcp"]

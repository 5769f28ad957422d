"""Which media share a transport and a port, and when a connection asks for another negotiation."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Ports and bundles


@check(
    "peer_connection/bundle_policy.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-bundlepolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_bundlePolicy_parameter",),
)
def test_bundled_media_share_a_transport(facts: Facts) -> None:
    """Sound, pictures and data of a call use one transport with each policy, if both sides can.

    One path is one hole in a firewall.
    """
    for policy, result in facts.items():
        assert result["offer"]["grouped"] == 4, policy
        assert result["bundling"]["transports"] == [1, 1], policy
        assert result["bundling"]["open"], policy
        assert result["bundling"]["connected"], policy


@check(
    "peer_connection/bundle_policy.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-bundlepolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_bundlePolicy_parameter",),
)
def test_partners_without_bundles_can_be_called(facts: Facts) -> None:
    """A partner that cannot bundle is called with a transport for each of its media.

    Old gateways know nothing of bundles.
    """
    alone = facts["max-compat"]["alone"]
    assert alone["described"] == "accepted"
    assert alone["open"]
    assert alone["connected"]
    assert alone["transports"] == [4, 4]


@check(
    "peer_connection/bundle_policy.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-4.1.1",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_bundlePolicy_parameter",),
)
def test_bundled_sections_are_marked(facts: Facts) -> None:
    """Sections that a policy wants in a bundle only are marked so in the offer.

    A partner without bundles must reject them, and not wait for packets.
    """
    assert facts["max-bundle"]["offer"]["bundleOnly"] == [False, True, True, True]
    assert facts["max-compat"]["offer"]["bundleOnly"] == [False] * 4


@check(
    "peer_connection/rtcp_mux.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-rtcpmuxpolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_rtcpMuxPolicy_parameter",),
)
def test_control_needs_no_port_of_its_own(facts: Facts) -> None:
    """By default no candidates are looked for that control alone would use.

    Each is a port more, and time.
    """
    assert facts["require"]["offered"]
    assert facts["require"]["components"] == ["rtp"]


@check(
    "peer_connection/rtcp_mux.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-rtcpmuxpolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_rtcpMuxPolicy_parameter",),
)
def test_partners_without_shared_ports_are_refused(facts: Facts) -> None:
    """A partner that wants a port of its own for control is refused by default.

    A call that half connects is worse than an error.
    """
    assert facts["withoutIt"] == "InvalidAccessError"


# When to negotiate


@check(
    "peer_connection/negotiation_needed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onnegotiationneeded",
    features=("api.RTCPeerConnection.negotiationneeded_event",),
)
def test_changes_ask_for_negotiation(facts: Facts) -> None:
    """Tracks, transceivers, a first channel, directions, stops and restarts ask for a negotiation.

    Products wait for this event, and nothing else tells them.
    """
    for name, deed in facts["deeds"].items():
        wanted = name not in ("the same direction", "another track in its place", "nothing")
        assert deed["told"] is wanted, name


@check(
    "peer_connection/negotiation_needed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onnegotiationneeded",
    features=("api.RTCPeerConnection.negotiationneeded_event",),
)
def test_changes_together_ask_once(facts: Facts) -> None:
    """Several changes in one go ask once, and not before the code has ended.

    Each event is an offer and an answer over the network.
    """
    assert facts["together"] == {"during": 0, "once": True}
    assert all(deed["once"] for deed in facts["deeds"].values())


@check(
    "peer_connection/negotiation_needed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onnegotiationneeded",
    features=("api.RTCPeerConnection.negotiationneeded_event",),
)
def test_further_channels_need_no_negotiation(facts: Facts) -> None:
    """A second data channel opens without a negotiation.

    File transfers open one for each file.
    """
    assert facts["secondChannel"] == 0


@check(
    "peer_connection/negotiation_needed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onnegotiationneeded",
    features=("api.RTCPeerConnection.negotiationneeded_event",),
)
def test_changes_during_an_offer_wait(facts: Facts) -> None:
    """What changes while an offer is out is told when that is answered.

    An offer in between would collide with the answer.
    """
    assert facts["whileOffering"] == {"before": 0, "after": True}

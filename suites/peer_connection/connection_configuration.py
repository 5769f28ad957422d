"""What the configuration of a connection says, and which of it can be changed later."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-getconfiguration",
    features=("api.RTCPeerConnection.getConfiguration",),
)
def test_configuration_has_its_defaults(facts: Facts) -> None:
    """A connection without a configuration tells the default policies.

    Defaults are what most calls run with.
    """
    usual = facts["usual"]
    assert usual["iceServers"] == []
    assert (usual["iceTransportPolicy"], usual["bundlePolicy"], usual["rtcpMuxPolicy"]) == (
        "all",
        "balanced",
        "require",
    )


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-getconfiguration",
    features=("api.RTCPeerConnection.getConfiguration",),
)
def test_configuration_is_told_as_chosen(facts: Facts) -> None:
    """A connection tells the servers, policies and certificates that were chosen.

    Products read back what is in force before they change it.
    """
    chosen = facts["chosen"]
    assert len(chosen["iceServers"]) == 1
    assert chosen["iceServers"][0]["username"] == "someone"
    assert (chosen["iceTransportPolicy"], chosen["bundlePolicy"], chosen["certificates"]) == ("relay", "max-bundle", 1)


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=("api.RTCPeerConnection.setConfiguration",),
)
def test_unknown_policies_are_refused(facts: Facts) -> None:
    """A policy that does not exist is a TypeError.

    A word of a later standard must not be ignored in silence.
    """
    for name in ("bundlePolicy", "rtcpMuxPolicy", "iceTransportPolicy"):
        assert facts["wrong"][name] == "TypeError", name


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=("api.RTCPeerConnection.setConfiguration",),
)
def test_bundling_cannot_change_later(facts: Facts) -> None:
    """Policies of bundling and of control ports cannot be changed later: an InvalidModificationError.

    They decide the very first offer.
    """
    for when in ("beforeDescriptions", "afterDescriptions"):
        assert facts[when]["bundlePolicy"] == facts[when]["rtcpMuxPolicy"] == "InvalidModificationError", when


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=("api.RTCPeerConnection.setConfiguration",),
)
def test_servers_can_change_later(facts: Facts) -> None:
    """Servers and the transport policy can be changed in a running connection; wrong ones are a SyntaxError.

    Keys of relays expire in long calls, and are renewed this way.
    """
    for when in ("beforeDescriptions", "afterDescriptions"):
        assert facts[when]["iceServers"] == facts[when]["iceTransportPolicy"] == "accepted", when
        assert facts[when]["wrong iceServers"] == "SyntaxError", when


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=("api.RTCPeerConnection.setConfiguration",),
)
def test_configurations_replace_each_other(facts: Facts) -> None:
    """A new configuration replaces the old one and is not added to it.

    Who leaves the servers out takes them away.
    """
    assert facts["emptied"] == {"outcome": "accepted", "iceServers": 0}


@check(
    "peer_connection/configuration.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration",
    features=("api.RTCPeerConnection.setConfiguration",),
)
def test_certificates_cannot_change_later(facts: Facts) -> None:
    """The certificates of a connection cannot be exchanged: an InvalidModificationError.

    The other side has been told who it talks to.
    """
    assert facts["certificates"]["same"] == "accepted"
    assert facts["certificates"]["other"] == facts["certificates"]["more"] == "InvalidModificationError"


@check(
    "peer_connection/candidate_pool.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-icecandidatepoolsize",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceCandidatePoolSize_parameter",),
)
def test_sizes_of_the_pool_have_limits(facts: Facts) -> None:
    """A pool of candidates is of 0 to 255; others are a TypeError.

    A wrong size shows when the connection is made.
    """
    assert facts["sizes"]["of 0"] == facts["sizes"]["of 255"] == "accepted"
    assert facts["sizes"]["of 256"] == facts["sizes"]["of -1"] == "TypeError"


@check(
    "peer_connection/candidate_pool.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-icecandidatepoolsize",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceCandidatePoolSize_parameter",),
)
def test_size_of_the_pool_is_told(facts: Facts) -> None:
    """The size of the pool of candidates is told as it was chosen.

    A product sees by it whether calls can be set up sooner.
    """
    assert facts["told"] == 4


@check(
    "peer_connection/candidate_pool.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-icecandidatepoolsize",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceCandidatePoolSize_parameter",),
)
def test_calls_connect_with_a_pool(facts: Facts) -> None:
    """A call with a pool of candidates connects and carries messages.

    A setting that is to speed calls up must not break them.
    """
    assert facts["echoed"]

"""Which servers a connection can be given to find its path, and what comes of servers that do not answer."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Addresses of servers


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_usual_servers_are_taken(facts: Facts) -> None:
    """Servers for finding and for relaying are taken, by name, port, protocol and IPv6 address.

    A product that cannot name its relay cannot call out of offices.
    """
    refused = {name: said for name, said in facts["taken"].items() if said != "accepted" and name != "stuns"}
    assert facts["taken"]
    assert not refused


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_encrypted_finding_servers_are_taken(facts: Facts) -> None:
    """A server for finding addresses over TLS (stuns:) is taken.

    A configuration with one refused address makes no connection at all.
    """
    assert facts["taken"]["stuns"] == "accepted"


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_malformed_servers_are_refused(facts: Facts) -> None:
    """Addresses of servers that are malformed are a SyntaxError.

    A typing mistake shows when the connection is made, not as calls that fail in some networks.
    """
    malformed = (
        "empty list",
        "empty word",
        "empty word in a list",
        "relative",
        "no host",
        "slashes",
        "port 65536",
        "port that is a word",
    )
    assert {name: facts["doubtful"][name] for name in malformed} == dict.fromkeys(malformed, "SyntaxError")


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_other_schemes_are_refused(facts: Facts) -> None:
    """Addresses that are neither of stun nor of turn are refused.

    A web address pasted by mistake must not be taken in silence.
    """
    for name in ("another scheme", "unknown scheme"):
        assert facts["doubtful"][name] in ("SyntaxError", "NotSupportedError"), name


@check(
    "ice/ice_servers.js",
    spec="https://www.rfc-editor.org/rfc/rfc7064#section-3.1",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_finding_servers_have_no_query(facts: Facts) -> None:
    """A query on a stun address, such as ?transport=udp, is a SyntaxError.

    Chrome 110 began to refuse it, and products broke that had it in their configuration.
    """
    for name in ("stun with a transport", "stun with a query"):
        assert facts["doubtful"][name] == "SyntaxError", name


@check(
    "ice/ice_servers.js",
    spec="https://www.rfc-editor.org/rfc/rfc7065#section-3.1",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_unknown_relay_transports_are_refused(facts: Facts) -> None:
    """An unknown query on a turn address is a SyntaxError.

    A relay that was asked for over a protocol must not be used over another.
    """
    for name in ("turn with an unknown query", "turn with a user in its address"):
        assert facts["doubtful"][name] == "SyntaxError", name


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-credential",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.credential_parameter",),
)
def test_relays_need_a_key(facts: Facts) -> None:
    """A relay without a user name or a credential is an InvalidAccessError.

    Otherwise a key that has expired in a back end shows as calls that fail.
    """
    without = ("turn without a key", "turn without a credential", "turn without a user", "turns without a key")
    assert {name: facts["doubtful"][name] for name in without} == dict.fromkeys(without, "InvalidAccessError")


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-username",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.username_parameter",),
)
def test_overlong_user_names_are_refused(facts: Facts) -> None:
    """A user name for a relay that is too long for the protocol is an InvalidAccessError.

    Tokens in user names grow; a cut one is refused by the relay only.
    """
    assert facts["doubtful"]["turn with a long user"] == "InvalidAccessError"


@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter.urls_parameter",),
)
def test_servers_need_an_address(facts: Facts) -> None:
    """A server without an address, and null in place of servers, are a TypeError.

    A field that was renamed in a back end shows at once.
    """
    assert facts["doubtful"]["no urls"] == facts["doubtful"]["null"] == facts["lists"]["null"] == "TypeError"
    assert facts["lists"]["none"] == facts["lists"]["undefined"] == "accepted"


# Servers that do not answer, and none


@check(
    "ice/dead_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnectioniceerrorevent-errorcode",
    features=("api.RTCPeerConnection.icecandidateerror_event",),
)
def test_dead_servers_are_told(facts: Facts) -> None:
    """A server that cannot be reached is told with its address and the code 701.

    Support sees by it that a firewall is in the way.
    """
    for name, server in facts["servers"].items():
        assert server["told"], f"{name}: nothing was told"
        assert server["codes"] == [701], f"{name}: {server['codes']}"
        assert server["areErrorEvents"], name
        assert server["namesTheServer"], name


@check(
    "ice/dead_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-ice-gathering-state",
    features=("api.RTCPeerConnection.iceGatheringState",),
)
def test_gathering_ends_without_servers(facts: Facts) -> None:
    """Looking for candidates ends although no server answers, with those of the machine.

    Products that wait for the end would otherwise wait for ever.
    """
    for name, server in facts["servers"].items():
        assert server["ended"], name
        assert server["types"] == ["host"], name


@check(
    "ice/dead_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onicecandidate",
    features=("api.RTCPeerConnection.icecandidate_event",),
)
def test_calls_do_not_wait_for_dead_servers(facts: Facts) -> None:
    """A call in reach connects at once although a server never answers.

    A server that is down must not make all calls slow.
    """
    assert facts["callWithSilentServer"]


@check(
    "ice/relay_only.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-icetransportpolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",),
)
def test_relay_only_reveals_no_address(facts: Facts) -> None:
    """A connection that may only be relayed gives no address of the machine away.

    People behind a relay rely on it that their address stays hidden.
    """
    assert facts["all"]["found"]
    assert facts["relay"] == {"found": 0, "inTheDescription": 0, "state": "complete"}


@check(
    "ice/relay_only.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-icetransportpolicy",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",),
)
def test_relay_only_can_be_chosen_later(facts: Facts) -> None:
    """A connection that is told to be relayed only, and restarted, finds no more addresses of the machine.

    Products switch to it when somebody asks for privacy in the middle of a call.
    """
    assert facts["changed"] == {"foundMore": False, "inTheDescription": 0}

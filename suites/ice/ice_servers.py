"""RTCConfiguration.iceServers and iceTransportPolicy: URLs and credentials."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SERVERS = "api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter"
POLICY = "api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter"


# Validation


# "For each url in urls, run the validate an ICE server URL algorithm on url."
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter", SERVERS),
)
def test_constructor_accepts_stun_and_turn_urls(facts: Facts) -> None:
    """`new RTCPeerConnection()` accepts `stun:`, `turn:` and `turns:` URLs with port, `transport` and IPv6 address.

    A product that cannot configure its TURN server has no calls from company networks.
    """
    outcomes = {name: outcome for name, outcome in facts["taken"].items() if name != "stuns"}
    for name, outcome in every(outcomes, "RTCIceServer.urls").items():
        _expect_constructor(outcome, name).equals("accepted")


# "If parsedURL's scheme is not implemented by the user agent, then throw a NotSupportedError."
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter",),
)
def test_constructor_accepts_stuns_url_where_implemented(facts: Facts) -> None:
    """`new RTCPeerConnection()` accepts a `stuns:` URL, or throws NotSupportedError where STUN over TLS is missing.

    One server URL with another error prevents the whole connection.
    """
    outcome = facts["taken"].get("stuns")
    if outcome == "NotSupportedError":
        not_supported("stuns: URLs in RTCIceServer.urls")
    _expect_constructor(outcome, "stuns").equals("accepted")


# webrtc-pc: "If any of the following conditions apply, then throw a SyntaxError: parsedURL is failure"
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter",),
)
def test_malformed_ice_server_url_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws SyntaxError for empty `urls`, a relative URL, no host, `//` and invalid ports.

    A typing error in a server's configuration otherwise shows only as calls that fail in some networks.
    """
    for name in (
        "empty list",
        "empty word",
        "empty word in a list",
        "relative",
        "no host",
        "slashes",
        "port 65536",
        "port that is a word",
    ):
        _expect_constructor(facts["doubtful"].get(name), name).equals("SyntaxError")


# "parsedURL's scheme is neither "stun", "stuns", "turn", nor "turns"": SyntaxError; once NotSupportedError
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter",),
)
def test_ice_server_url_of_another_scheme_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws for `http:` and unknown schemes in `RTCIceServer.urls`.

    A web address in the configuration by mistake otherwise leaves calls without a TURN server.
    """
    for name in ("another scheme", "unknown scheme"):
        _expect_constructor(facts["doubtful"].get(name), name).is_one_of(("SyntaxError", "NotSupportedError"))


# "parsedURL's scheme is "stun" or "stuns", and parsedURL's query is non-null": SyntaxError
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter",),
)
def test_stun_url_with_query_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws SyntaxError for a `stun:` URL with a query, for example `?transport=udp`.

    Chrome 110 began to throw here and broke products whose configuration had the query.
    """
    for name in ("stun with a transport", "stun with a query"):
        _expect_constructor(facts["doubtful"].get(name), name).equals("SyntaxError")


# "... query is different from either "transport=udp" or "transport=tcp", throw a SyntaxError"
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter",),
)
def test_turn_url_with_unknown_query_or_user_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws SyntaxError for a `turn:` URL with an unknown query or with `user@`.

    A URL whose transport is ignored reaches the TURN server over a protocol that the firewall blocks.
    """
    for name in ("turn with an unknown query", "turn with a user in its address"):
        _expect_constructor(facts["doubtful"].get(name), name).equals("SyntaxError")


# "... either of server.username or server.credential are missing ..., then throw an InvalidAccessError."
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-credential",
    basis="MUST",
    features=(f"{SERVERS}.credential_parameter", f"{SERVERS}.username_parameter"),
)
def test_turn_server_without_credentials_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws InvalidAccessError for a TURN server without `username` or `credential`.

    Credentials that a back end did not deliver otherwise show only as calls that fail in some networks.
    """
    for name in ("turn without a key", "turn without a credential", "turn without a user", "turns without a key"):
        _expect_constructor(facts["doubtful"].get(name), name).equals("InvalidAccessError")


# webrtc-pc: "or their UTF-8 representations fail to conform to [RFC8489] section 14.3, throw an InvalidAccessError"
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-username",
    basis="MUST",
    features=(f"{SERVERS}.username_parameter",),
)
def test_turn_username_over_508_bytes_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws InvalidAccessError for a TURN `username` of 600 bytes (the limit is 508).

    Tokens in user names grow, and only the TURN server would reject a truncated one.
    """
    _expect_constructor(facts["doubtful"].get("turn with a long user"), "turn with username of 600 bytes").equals(
        "InvalidAccessError"
    )


# webrtc-pc: "required (USVString or sequence<USVString>) urls"
@check(
    "ice/ice_servers.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtciceserver-urls",
    basis="MUST",
    features=(f"{SERVERS}.urls_parameter", SERVERS),
)
def test_ice_server_without_urls_throws(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws TypeError for a server without `urls` and for `iceServers: null`.

    A field renamed in the back end is noticed at once.
    """
    for name in ("no urls", "null"):
        _expect_constructor(facts["doubtful"].get(name), name).equals("TypeError")
    expect(facts["lists"].get("null"), "new RTCPeerConnection() with iceServers: null").equals("TypeError")
    expect(facts["lists"].get("none"), "new RTCPeerConnection() with iceServers: []").equals("accepted")
    expect(facts["lists"].get("undefined"), "new RTCPeerConnection() with iceServers: undefined").equals("accepted")


# iceTransportPolicy without a TURN server


# "The ICE Agent uses only media relay candidates such as candidates passing through a TURN server."
@check(
    "ice/relay_only.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicetransportpolicy-relay",
    basis="MUST",
    features=(POLICY,),
)
def test_ice_transport_policy_relay_gathers_no_host_candidate(facts: Facts) -> None:
    """`iceTransportPolicy: "relay"` without a TURN server yields no candidate in events or in `localDescription`.

    Users of a privacy mode rely on it that their IP address stays hidden.
    """
    expect(facts["all"].get("found"), 'candidates were gathered with iceTransportPolicy "all"').is_true()
    relay = facts["relay"]
    expect(relay.get("found"), 'icecandidate events with iceTransportPolicy "relay"', "candidates").equals(0)
    expect(relay.get("inTheDescription"), 'a=candidate lines with iceTransportPolicy "relay"', "lines").equals(0)
    expect(relay.get("state"), 'iceGatheringState with iceTransportPolicy "relay"').equals("complete")


# "... the JSEP implementation MUST allow the candidate policy to be changed in mid-session"
@check(
    "ice/relay_only.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-3.5.3",
    basis="MUST",
    features=(POLICY, "api.RTCPeerConnection.setConfiguration"),
)
def test_set_configuration_relay_gathers_no_host_candidate_after_restart(facts: Facts) -> None:
    """After `setConfiguration({iceTransportPolicy: "relay"})`, an ICE restart gathers no `host` candidate.

    Products switch to it when a user turns on privacy during a call.
    """
    expect(facts["all"].get("found"), 'candidates were gathered with iceTransportPolicy "all"').is_true()
    changed = facts["changed"]
    expect(changed.get("foundMore"), 'candidates were gathered after the change to "relay"').is_false()
    expect(changed.get("inTheDescription"), 'a=candidate lines after the change to "relay"', "lines").equals(0)


def _expect_constructor(outcome: str | None, name: str) -> Any:
    """Begin an expectation about the constructor with one server."""
    return expect(outcome, f"new RTCPeerConnection() with iceServers: {name}")

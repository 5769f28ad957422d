"""RTCConfiguration: defaults, getConfiguration(), setConfiguration() and iceCandidatePoolSize."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PROBE = "peer_connection/configuration.js"
POOL = "peer_connection/candidate_pool.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
CONSTRUCTOR = "api.RTCPeerConnection.RTCPeerConnection"
POOL_SIZE = f"{CONSTRUCTOR}.configuration_iceCandidatePoolSize_parameter"


# webrtc-pc: "RTCBundlePolicy bundlePolicy = "balanced"; RTCRtcpMuxPolicy rtcpMuxPolicy = "require";"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcconfiguration",
    basis="MUST",
    features=("api.RTCPeerConnection.getConfiguration", CONSTRUCTOR),
)
def test_get_configuration_returns_default_policies(facts: Facts) -> None:
    """`getConfiguration()` of `new RTCPeerConnection()` returns the defaults of `RTCConfiguration`.

    Most calls run with the defaults, and a different one changes which networks a call gets through.
    """
    usual = facts["usual"]
    defaults = {
        "iceServers": [],
        "iceTransportPolicy": "all",
        "bundlePolicy": "balanced",
        "rtcpMuxPolicy": "require",
    }
    for member, default in defaults.items():
        expect(usual.get(member), f"getConfiguration().{member} of new RTCPeerConnection()").equals(default)


# webrtc-pc: "Return the RTCConfiguration object stored in the [[Configuration]] internal slot."
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-getconfiguration",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.getConfiguration",
        f"{CONSTRUCTOR}.configuration_iceServers_parameter",
        f"{CONSTRUCTOR}.configuration_iceTransportPolicy_parameter",
        f"{CONSTRUCTOR}.configuration_bundlePolicy_parameter",
        f"{CONSTRUCTOR}.configuration_certificates_parameter",
    ),
)
def test_get_configuration_returns_constructor_configuration(facts: Facts) -> None:
    """`getConfiguration()` returns the `iceServers`, policies and `certificates` of the constructor.

    Products read the configuration back before they change one member of it, and would drop the rest.
    """
    chosen = facts["chosen"]
    usernames = [server.get("username") for server in chosen.get("iceServers") or []]
    expect(usernames, "getConfiguration().iceServers[].username").equals(["someone"])
    expect(chosen.get("iceTransportPolicy"), "getConfiguration().iceTransportPolicy").equals("relay")
    expect(chosen.get("bundlePolicy"), "getConfiguration().bundlePolicy").equals("max-bundle")
    expect(chosen.get("certificates"), "getConfiguration().certificates.length").equals(1)


# WebIDL, enumerations: "If S is not one of the enumeration values of E, then throw a TypeError."
@check(
    PROBE,
    spec="https://webidl.spec.whatwg.org/#es-enumeration",
    basis="MUST",
    features=(
        f"{CONSTRUCTOR}.configuration_iceTransportPolicy_parameter",
        f"{CONSTRUCTOR}.configuration_bundlePolicy_parameter",
        f"{CONSTRUCTOR}.configuration_rtcpMuxPolicy_parameter",
    ),
)
def test_constructor_throws_for_unknown_policy(facts: Facts) -> None:
    """`new RTCPeerConnection()` throws `TypeError` for an unknown policy in `RTCConfiguration`.

    A product detects by the error that the browser does not know a policy, instead of running with another one.
    """
    for name in ("bundlePolicy", "rtcpMuxPolicy", "iceTransportPolicy"):
        expect(facts["wrong"].get(name), f'new RTCPeerConnection({{{name}: "unknown"}})').equals("TypeError")


# webrtc-pc: "If the value of configuration.bundlePolicy differs from oldConfig.bundlePolicy, then fail."
# rtcpMuxPolicy: a browser whose enumeration has "require" only throws TypeError before that step.
@check(
    PROBE,
    spec=f"{WEBRTC}/#config-bundle",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.setConfiguration",
        f"{CONSTRUCTOR}.configuration_bundlePolicy_parameter",
        f"{CONSTRUCTOR}.configuration_rtcpMuxPolicy_parameter",
    ),
)
def test_set_configuration_throws_for_changed_bundle_policy(facts: Facts) -> None:
    """`setConfiguration()` throws `InvalidModificationError` for another `bundlePolicy` or `rtcpMuxPolicy`.

    A product that changes a policy too late learns it from the error, not from a call that uses the old one.
    """
    for when in ("beforeDescriptions", "afterDescriptions"):
        changes = facts[when]
        expect(changes.get("bundlePolicy"), f'setConfiguration({{bundlePolicy: "max-bundle"}}) {when}').equals(
            "InvalidModificationError"
        )
        expect(changes.get("rtcpMuxPolicy"), f'setConfiguration({{rtcpMuxPolicy: "negotiate"}}) {when}').is_one_of(
            ["InvalidModificationError", "TypeError"]
        )


# webrtc-pc: "Set the ICE Agent's ICE servers list to iceServers."; an invalid URL: "throw a SyntaxError".
@check(
    PROBE,
    spec=f"{WEBRTC}/#set-pc-configuration",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.setConfiguration",
        f"{CONSTRUCTOR}.configuration_iceServers_parameter",
        f"{CONSTRUCTOR}.configuration_iceTransportPolicy_parameter",
    ),
)
def test_set_configuration_updates_ice_servers(facts: Facts) -> None:
    """`setConfiguration()` updates `iceServers` and `iceTransportPolicy`; an invalid ICE URL throws `SyntaxError`.

    TURN credentials expire during long calls, and products renew them this way.
    """
    for when in ("beforeDescriptions", "afterDescriptions"):
        changes = facts[when]
        for member in ("iceServers", "iceTransportPolicy"):
            expect(changes.get(member), f"setConfiguration() with another {member} {when}").equals("accepted")
        expect(changes.get("wrong iceServers"), f'setConfiguration() with urls="relative-url" {when}').equals(
            "SyntaxError"
        )


# webrtc-pc: "Store configuration in the [[Configuration]] internal slot."
@check(
    PROBE,
    spec=f"{WEBRTC}/#set-pc-configuration",
    basis="MUST",
    features=("api.RTCPeerConnection.setConfiguration", "api.RTCPeerConnection.getConfiguration"),
)
def test_set_configuration_replaces_whole_configuration(facts: Facts) -> None:
    """`setConfiguration({})` replaces the configuration: `getConfiguration().iceServers` is then empty.

    A product that removes its TURN servers would otherwise go on paying for relayed calls.
    """
    expect(facts["emptied"].get("outcome"), "setConfiguration({})").equals("accepted")
    expect(
        facts["emptied"].get("iceServers"), "getConfiguration().iceServers.length after setConfiguration({})"
    ).equals(0)


# webrtc-pc: "If the length of configuration.certificates is different from ... oldConfig.certificates, fail."
@check(
    PROBE,
    spec=f"{WEBRTC}/#setconfig-certificate",
    basis="MUST",
    features=("api.RTCPeerConnection.setConfiguration", f"{CONSTRUCTOR}.configuration_certificates_parameter"),
)
def test_set_configuration_throws_for_other_certificates(facts: Facts) -> None:
    """`setConfiguration()` throws `InvalidModificationError` for other `certificates` and accepts the same ones.

    The remote peer has verified the fingerprint of the first certificate; a change would break the call.
    """
    outcomes = facts["certificates"]
    expect(outcomes.get("same"), "setConfiguration() with the same certificate").equals("accepted")
    expect(outcomes.get("other"), "setConfiguration() with another certificate").equals("InvalidModificationError")
    expect(outcomes.get("more"), "setConfiguration() with a second certificate").equals("InvalidModificationError")


# webrtc-pc: "[EnforceRange] octet iceCandidatePoolSize = 0;"
@check(POOL, spec=f"{WEBRTC}/#dom-rtcconfiguration", basis="MUST", features=(POOL_SIZE,))
def test_ice_candidate_pool_size_is_an_octet(facts: Facts) -> None:
    """`new RTCPeerConnection()` accepts `iceCandidatePoolSize` 0 to 255 and throws `TypeError` for -1 and 256.

    A wrong pool size has to show when the connection is created, not as a call that starts slowly.
    """
    for size, outcome in ((0, "accepted"), (255, "accepted"), (256, "TypeError"), (-1, "TypeError")):
        subject = f"new RTCPeerConnection({{iceCandidatePoolSize: {size}}})"
        expect(facts["sizes"].get(f"of {size}"), subject).equals(outcome)


# webrtc-pc: "Return the RTCConfiguration object stored in the [[Configuration]] internal slot."
@check(
    POOL,
    spec=f"{WEBRTC}/#dom-rtcpeerconnection-getconfiguration",
    basis="MUST",
    features=("api.RTCPeerConnection.getConfiguration", POOL_SIZE),
)
def test_get_configuration_returns_ice_candidate_pool_size(facts: Facts) -> None:
    """`getConfiguration()` returns the `iceCandidatePoolSize` of the constructor.

    A product detects by it whether the browser gathers ICE candidates before the call starts.
    """
    expect(facts["told"], "getConfiguration().iceCandidatePoolSize after iceCandidatePoolSize=4").equals(4)


# webrtc-pc: "Set the ICE Agent's prefetched ICE candidate pool size as defined in [RFC9429]".
@check(
    POOL,
    spec=f"{WEBRTC}/#dom-rtcconfiguration-icecandidatepoolsize",
    basis="MUST",
    features=(POOL_SIZE, "api.RTCPeerConnection.createDataChannel"),
)
def test_ice_candidate_pool_connects_data_channel(facts: Facts) -> None:
    """A connection with `iceCandidatePoolSize` 2 connects and carries data channel messages.

    A setting that speeds up call setup must not break the call.
    """
    expect(facts["echoed"], "data channel message echoed with iceCandidatePoolSize=2").is_true()

"""DTLS and ICE of calls between two browsers: roles, version, ciphers, and an ICE restart."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
ROLES = ("offerer", "answerer")


# "The answerer MUST use either a setup attribute value of setup:active or setup:passive."
@check(
    "interop/dtls_transport.js",
    spec="https://www.rfc-editor.org/rfc/rfc5763#section-5",
    basis="MUST",
    features=("api.RTCStatsReport.type_transport.dtlsRole", "api.RTCPeerConnection.currentRemoteDescription"),
)
def test_dtls_roles_are_client_and_server(facts: Facts) -> None:
    """DTLS: the SDP answer says `a=setup` active or passive, and `transport.dtlsRole` is client and server.

    Two browsers that both wait for the handshake never connect.
    """
    expect(facts["offerer"]["otherSetup"], "a=setup in the SDP answer").is_one_of(["active", "passive"])
    roles = [facts[role]["dtlsRole"] for role in ROLES]
    if None in roles:
        not_supported("RTCTransportStats.dtlsRole")
    expect(roles, "transport.dtlsRole at offerer and answerer").has_exactly(["client", "server"])


# "All implementations MUST support DTLS 1.2"
@check(
    "interop/dtls_transport.js",
    spec="https://www.rfc-editor.org/rfc/rfc8827#section-6.5",
    basis="MUST",
    features=("api.RTCStatsReport.type_transport.tlsVersion", "api.RTCStatsReport.type_transport.dtlsCipher"),
)
def test_dtls_version_and_cipher(facts: Facts) -> None:
    """DTLS: `transport.tlsVersion` is 1.2 or newer, and both browsers report the same version and `dtlsCipher`.

    Security reviews of a product reject calls with an older version.
    """
    one, other = (facts[role] for role in ROLES)
    for name in ("tlsVersion", "dtlsCipher"):
        if None in (one[name], other[name]):
            not_supported(f"RTCTransportStats.{name}")
        expect(other[name], f"transport.{name} at the answerer").equals(one[name])
    expect(one["tlsVersion"], "transport.tlsVersion (FEFD is DTLS 1.2, FEFC is 1.3)").matches("^FEF[0-9A-D]$")


# "Subsequent calls to createOffer will create descriptions that will restart ICE"
@check(
    "interop/ice_restart.js",
    spec=f"{PC}#dom-rtcpeerconnection-restartice",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.createOffer"),
)
def test_restart_ice_changes_ufrag_at_both_ends(facts: Facts) -> None:
    """`restartIce()` in a call between two browsers changes `a=ice-ufrag` in the offer and in the answer.

    An ICE restart saves a call when a phone changes its network.
    """
    for role in ROLES:
        expect(facts[role]["before"], f"video received by the {role} before the ICE restart, in each call").is_true()
        expect(facts[role]["renamed"], f"local and remote a=ice-ufrag changed at the {role}, in each call").is_true()

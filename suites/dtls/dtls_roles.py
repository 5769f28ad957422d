"""The DTLS connection: a=setup roles, ICE roles, protocol version, and certificates that do not match a=fingerprint."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

ANSWERS = {"actpass": ("active", "passive"), "active": ("passive",), "passive": ("active",)}
"""a=setup of an offer -> what the answer may say (RFC 4145, section 4.1)."""
ROLES = {"active": "client", "passive": "server"}


# RFC 8842: the answerer "MUST insert an SDP setup attribute according to the procedures in RFC 4145"
@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8842#section-5.3",
    basis="MUST",
    features=("api.RTCPeerConnection.createAnswer", "api.RTCStatsReport.type_transport.dtlsRole"),
)
def test_setup_attribute_answer_takes_matching_dtls_role(facts: Facts) -> None:
    """The SDP answer to `a=setup` actpass, active or passive takes the matching DTLS role, and the call connects.

    Gateways and SFUs fix their DTLS role; a browser that insists on its own cannot reach them.
    """
    expect(facts["roles"]["actpass"]["outcome"], "setting an offer with a=setup:actpass").equals("accepted")
    # First offers have to say actpass: a browser may reject another role, but not accept and ignore it
    accepted = {setup: call for setup, call in facts["roles"].items() if call["outcome"] == "accepted"}
    for setup, call in accepted.items():
        expect(call["answered"], f"a=setup of the answer to a=setup:{setup}").has_length(1).is_within(ANSWERS[setup])
        expect(call.get("echoed"), f"data channel message echoed after a=setup:{setup}").is_true()
        role = expect(call["roles"][1], f"dtlsRole of the answerer's transport statistics after a=setup:{setup}")
        role.is_one_of([ROLES[call["answered"][0]], None])


# RFC 8445: "The initiating agent that started the ICE processing MUST take the controlling role"
@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8445#section-6.1.1",
    basis="MUST",
    features=("api.RTCStatsReport.type_transport.iceRole",),
)
def test_transport_stats_ice_role(facts: Facts) -> None:
    """`iceRole` in transport statistics is controlling on the offering side and controlled on the answering side.

    Two ICE agents that both nominate pairs, or neither, take long to connect.
    """
    reported = {setup: call["iceRole"] for setup, call in facts["roles"].items() if any(call.get("iceRole") or ())}
    if not reported:
        not_supported("RTCTransportStats.iceRole")
    for setup, roles in reported.items():
        expect(roles, f"iceRole of offerer and answerer, a=setup:{setup}").equals(["controlling", "controlled"])


# RFC 8827: "All implementations MUST support DTLS 1.2"
@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8827#section-6.5",
    basis="MUST",
    features=("api.RTCStatsReport.type_transport.tlsVersion", "api.RTCStatsReport.type_transport.dtlsCipher"),
)
def test_transport_stats_dtls_version_is_1_2_or_1_3(facts: Facts) -> None:
    """`tlsVersion` in transport statistics is DTLS 1.2 or 1.3, and both sides report the same `dtlsCipher`.

    Security reviews reject products whose calls use an older protocol.
    """
    reported = {setup: call for setup, call in facts["roles"].items() if call.get("tlsVersion")}
    if not reported:
        not_supported("RTCTransportStats.tlsVersion")
    for setup, call in reported.items():
        # FEFD is DTLS 1.2, FEFC is DTLS 1.3
        expect(call["tlsVersion"], f"tlsVersion, a=setup:{setup}").is_one_of(["FEFD", "FEFC"])
        expect(call["agree"], f"tlsVersion and dtlsCipher are equal on both sides, a=setup:{setup}").is_true()


# "an error, such as a certificate validation failure ... Set transport.DtlsTransportState to failed."
@check(
    "dtls/dtls_roles.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcdtlstransportstate-failed",
    basis="MUST",
    features=("api.RTCDtlsTransport.state", "api.RTCPeerConnection.connectionState"),
)
def test_fingerprint_mismatch_fails_dtls_transport(facts: Facts) -> None:
    """A certificate that does not match `a=fingerprint` sets `RTCDtlsTransport.state` to "failed".

    Everybody on the network path could listen to calls otherwise.
    """
    impostor = facts["impostor"]
    expect(impostor["outcome"], "setting an offer with another a=fingerprint").equals("accepted")
    expect(impostor.get("failed"), 'connectionState is "failed" within 8 s').is_true()
    expect(impostor.get("dtls"), "RTCDtlsTransport.state").equals("failed")
    expect(impostor.get("channel"), "RTCDataChannel.readyState").differs_from("open")

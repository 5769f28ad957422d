"""Certificates of calls, how the encrypted connection comes about, and the transports that carry it."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Certificates


@check(
    "dtls/certificates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-generatecertificate",
    features=("api.RTCPeerConnection.generateCertificate_static",),
)
def test_both_kinds_of_certificates_are_made(facts: Facts) -> None:
    """Certificates of ECDSA (P-256) and RSA (2048 bits) can be made.

    The standard asks for both; gateways may know only one.
    """
    assert facts["algorithms"]["ECDSA P-256"] == facts["algorithms"]["RSA 2048"] == "accepted"


@check(
    "dtls/certificates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-generatecertificate",
    features=("api.RTCPeerConnection.generateCertificate_static",),
)
def test_weak_certificates_are_not_made(facts: Facts) -> None:
    """A certificate of SHA-1, of an unknown algorithm or for another use is a NotSupportedError.

    Nobody should call with a signature that can be forged.
    """
    for name in ("RSA SHA-1", "RSA-PSS", "unknown"):
        assert facts["algorithms"][name] == "NotSupportedError", name


@check(
    "dtls/certificates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtccertificate-expires",
    features=("api.RTCCertificate.expires",),
)
def test_certificates_last_as_long_as_asked(facts: Facts) -> None:
    """A certificate lasts thirty days, or as long as was asked for, and a year at most.

    A page that keeps its certificate knows when to make a new one.
    """
    assert facts["usual"] == 30
    assert (facts["lasting"]["one day"], facts["lasting"]["thirty days"]) == (1, 30)
    assert facts["lasting"]["ten years"] <= 3650
    assert facts["expiresIsNumber"] == "number"


@check(
    "dtls/certificates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-certificates",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_certificates_parameter",),
)
def test_expired_certificates_are_refused(facts: Facts) -> None:
    """A connection with an expired certificate is an InvalidAccessError.

    It would fail at the other side, for no visible reason.
    """
    assert facts["past"]["expired"]
    assert facts["past"]["use"] == "InvalidAccessError"


@check(
    "dtls/certificates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtccertificate-getfingerprints",
    features=("api.RTCCertificate.getFingerprints",),
)
def test_certificates_have_fingerprints(facts: Facts) -> None:
    """A certificate tells its SHA-256 fingerprint, in small letters, and no two have the same.

    People compare it to be sure whom they talk to.
    """
    assert facts["fingerprints"]
    assert facts["fingerprints"][0] == {"algorithm": "sha-256", "wellFormed": True, "lowerCase": True}
    assert facts["differ"]


@check(
    "dtls/certificates.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtccertificate",
    features=("api.RTCCertificate",),
)
def test_certificates_can_be_kept(facts: Facts) -> None:
    """A certificate can be cloned, so that a page can keep it for later calls.

    A partner that knows a fingerprint would have to be told anew each day.
    """
    assert facts["clones"] == "accepted"


@check(
    "dtls/certificate_use.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-certificates",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_certificates_parameter",),
)
def test_chosen_certificate_is_offered(facts: Facts) -> None:
    """The chosen certificate's fingerprint is the one that is offered, and the connection tells that it uses it.

    A page that pins its certificate would be taken for another otherwise.
    """
    for name, use in facts.items():
        assert use["offeredIsOwn"], name
        assert use["kept"], name
        assert use["toldIsOwn"] is not False, name


@check(
    "dtls/certificate_use.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-certificates",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_certificates_parameter",),
)
def test_certificates_serve_several_calls(facts: Facts) -> None:
    """A certificate serves several connections at once, and each carries messages.

    Partners know a page again by it.
    """
    for name, use in facts.items():
        assert use["echoed"] == [True, True], name
        assert use["offeredAgain"], name


@check(
    "dtls/certificate_use.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcdtlstransport-getremotecertificates",
    features=("api.RTCDtlsTransport.getRemoteCertificates",),
)
def test_other_sides_certificate_is_told(facts: Facts) -> None:
    """The certificate of the other side is told by the transport.

    Only the page knows whom it wanted to talk to.
    """
    for name, use in facts.items():
        assert use["remoteCertificates"] == {"count": 1, "are": True, "notEmpty": True}, name
        assert use["seenIsOwn"] is not False, name


# The encrypted connection


@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8842#section-5.3",
    features=("api.RTCStatsReport.type_transport.dtlsRole",),
)
def test_each_side_can_open_the_connection(facts: Facts) -> None:
    """A call connects whoever is to open the encrypted connection, and statistics name that one.

    Gateways fix the role; browsers must take either.
    """
    wanted = {"actpass": ("active", "client"), "active": ("passive", "server"), "passive": ("active", "client")}
    for asked, (answer, role) in wanted.items():
        call = facts["roles"][asked]
        assert call["answered"] == [answer], asked
        assert call["echoed"], asked
        assert call["roles"][1] in (None, role), asked


@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8445#section-6.1.1",
    features=("api.RTCStatsReport.type_transport",),
)
def test_ice_roles_are_told(facts: Facts) -> None:
    """Who offers decides on the path, and statistics say so.

    Two that both decide, or neither, take long to connect.
    """
    for asked, call in facts["roles"].items():
        assert call["iceRole"] == ["controlling", "controlled"], asked


@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8827#section-6.5",
    features=("api.RTCStatsReport.type_transport.dtlsCipher",),
)
def test_encryption_is_current(facts: Facts) -> None:
    """Calls are encrypted by DTLS 1.2 or 1.3, and both sides name the same cipher.

    Security reviews ask for it.
    """
    for asked, call in facts["roles"].items():
        assert call["tlsVersion"] in ("FEFD", "FEFC"), asked
        assert call["dtlsCipher"], asked
        assert call["agree"], asked


@check(
    "dtls/dtls_roles.js",
    spec="https://www.rfc-editor.org/rfc/rfc8842#section-5.1",
    features=("api.RTCDtlsTransport.state",),
)
def test_impostors_are_refused(facts: Facts) -> None:
    """A side whose certificate is not the one it announced is not talked to: the connection fails.

    Everything that is secret in a call rests on this.
    """
    assert facts["impostor"]["outcome"] == "accepted"
    assert facts["impostor"]["failed"]
    assert facts["impostor"]["dtls"] == "failed"
    assert facts["impostor"]["channel"] != "open"


# Transports


@check(
    "dtls/transports.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcdtlstransport-state",
    features=(
        "api.RTCDtlsTransport.state",
        "api.RTCIceTransport.state",
        "api.RTCSctpTransport.state",
    ),
)
def test_transports_tell_their_states(facts: Facts) -> None:
    """The transports of a call go from new over connecting to connected, and stay the same objects.

    Support tells a missing path from a refused certificate by them.
    """
    assert facts["echoed"]
    assert (facts["early"]["dtls"], facts["early"]["ice"]) == ("new", "new")
    assert facts["passed"] == {
        "sctp": ["connected"],
        "dtls": ["connecting", "connected"],
        "ice": ["checking", "connected"],
    }
    assert all(facts["steady"].values())
    for side in facts["during"]:
        assert (side["sctp"], side["dtls"], side["ice"]["state"]) == ("connected", "connected", "connected")


@check(
    "dtls/transports.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-icetransport-role",
    features=("api.RTCIceTransport.role",),
)
def test_ice_transport_tells_its_role(facts: Facts) -> None:
    """The transport tells which side decides on the path.

    It is the one place to see that two sides both think that they decide.
    """
    assert [side["ice"]["role"] for side in facts["during"]] == ["controlling", "controlled"]


@check(
    "dtls/transports.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcicetransport-getselectedcandidatepair",
    features=("api.RTCIceTransport.getSelectedCandidatePair",),
)
def test_ice_transport_tells_the_chosen_path(facts: Facts) -> None:
    """The transport tells the pair of candidates that carries the call.

    Products show by it whether a call is relayed.
    """
    for side in facts["during"]:
        assert side["path"] == {"local": "host", "protocol": "udp", "localIsOneOfItsOwn": True}


@check(
    "dtls/transports.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close",
    features=(
        "api.RTCPeerConnection.close",
        "api.RTCDtlsTransport.state",
    ),
)
def test_closed_transports_are_closed(facts: Facts) -> None:
    """Closing a connection closes its transports at once.

    Who looks at the transport must not believe that the call still runs.
    """
    assert facts["closed"] == {"sctp": "closed", "dtls": "closed", "ice": "closed"}

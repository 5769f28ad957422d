"""RTCCertificate: generateCertificate(), expiry, fingerprints, and the certificate of an RTCPeerConnection in use."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/"
GENERATE = f"{SPEC}#dom-rtcpeerconnection-generatecertificate"
GENERATING = ("api.RTCPeerConnection.generateCertificate_static",)
CONFIGURING = ("api.RTCPeerConnection.RTCPeerConnection.configuration_certificates_parameter",)


# "the following values MUST be supported by a user agent": RSASSA-PKCS1-v1_5 and ECDSA P-256
@check("dtls/certificates.js", spec=GENERATE, basis="MUST", features=GENERATING)
def test_generate_certificate_ecdsa_p256_and_rsa_2048(facts: Facts) -> None:
    """`RTCPeerConnection.generateCertificate()` resolves for ECDSA P-256 and for RSASSA-PKCS1-v1_5 with 2048 bits.

    Gateways that know one of the two only cannot be called otherwise.
    """
    algorithms = facts["algorithms"]
    expect(algorithms.get("ECDSA P-256"), 'generateCertificate({ name: "ECDSA", namedCurve: "P-256" })').equals(
        "accepted"
    )
    expect(
        algorithms.get("RSA 2048"), 'generateCertificate({ name: "RSASSA-PKCS1-v1_5", modulusLength: 2048 })'
    ).equals("accepted")


# "an algorithm that the user agent cannot or will not use ... a DOMException of type NotSupportedError"
@check("dtls/certificates.js", spec=GENERATE, basis="MUST", features=GENERATING)
def test_generate_certificate_unknown_algorithm_rejects(facts: Facts) -> None:
    """`RTCPeerConnection.generateCertificate()` rejects an unknown algorithm with `NotSupportedError`.

    Applications fall back to another algorithm on this error, and cannot call at all without it.
    """
    algorithms = facts["algorithms"]
    expect(algorithms.get("unknown"), 'generateCertificate("unknown")').equals("NotSupportedError")
    # Whether these are used for DTLS is left to the user agent
    for name in ("RSA SHA-1", "RSA-PSS"):
        outcome = expect(algorithms.get(name), f"generateCertificate() with {name}")
        outcome.is_one_of(["accepted", "NotSupportedError"])


# "Let expires be a value of 2592000000" ... "If expires is greater than 31536000000, set expires to 31536000000."
@check(
    "dtls/certificates.js",
    spec=GENERATE,
    basis="MUST",
    features=("api.RTCCertificate.expires", "api.RTCPeerConnection.generateCertificate_static"),
)
def test_rtc_certificate_expires_default_requested_and_capped(facts: Facts) -> None:
    """`RTCCertificate.expires` is 30 days ahead by default, else as requested, and at most 365 days.

    Applications that keep a certificate know by it when to renew; calls fail once it has expired.
    """
    expect(facts["expiresIsNumber"], "typeof RTCCertificate.expires").equals("number")
    expect(facts["usual"], "RTCCertificate.expires by default", "days").equals(30)
    for name, days in {"one day": 1, "thirty days": 30, "a year": 365, "ten years": 365}.items():
        expect(facts["lasting"].get(name), f"RTCCertificate.expires when {name} are requested", "days").equals(days)


# "If the value of certificate.expires is less than the current time, throw an InvalidAccessError."
@check("dtls/certificates.js", spec=f"{SPEC}#certificate-validation", basis="MUST", features=CONFIGURING)
def test_rtc_peer_connection_expired_certificate_throws(facts: Facts) -> None:
    """`new RTCPeerConnection({ certificates })` with an expired `RTCCertificate` throws `InvalidAccessError`.

    The call would fail at the remote side, for no visible reason.
    """
    expect(facts["past"]["expired"], "RTCCertificate.expires <= Date.now() when 0 ms are requested").is_true()
    expect(facts["past"]["use"], "new RTCPeerConnection({ certificates: [expired] })").equals("InvalidAccessError")


# "The value of the certificate fingerprint in lowercase hex string"
@check(
    "dtls/certificates.js",
    spec=f"{SPEC}#dom-rtcdtlsfingerprint-value",
    basis="MUST",
    features=("api.RTCCertificate.getFingerprints",),
)
def test_get_fingerprints_lowercase_and_unique(facts: Facts) -> None:
    """`RTCCertificate.getFingerprints()` returns lowercase hex values, which differ between two certificates.

    Users and services compare fingerprints to be sure of the remote participant.
    """
    for fingerprint in every(facts["fingerprints"], "RTCCertificate.getFingerprints()"):
        name = fingerprint["algorithm"]
        expect(fingerprint["lowerCase"], f"getFingerprints() {name}: value is lowercase").is_true()
        if name == "sha-256":
            expect(fingerprint["wellFormed"], "getFingerprints() sha-256: value is 32 hex bytes with colons").is_true()
    expect(facts["differ"], "getFingerprints()[0].value of two certificates differ").is_true()


# "RTCCertificate objects are serializable objects"
@check(
    "dtls/certificates.js",
    spec=f"{SPEC}#serializable-certificate",
    basis="MUST",
    features=("api.RTCCertificate", "api.structuredClone"),
)
def test_rtc_certificate_is_serializable(facts: Facts) -> None:
    """`structuredClone()` copies an `RTCCertificate`, so it can be stored in IndexedDB.

    Services that recognize a participant by the fingerprint would not recognize them the next day.
    """
    expect(facts["clones"], "structuredClone(certificate)").equals("accepted")


# "A set of certificates that the RTCPeerConnection uses to authenticate."
@check(
    "dtls/certificate_use.js",
    spec=f"{SPEC}#dom-rtcconfiguration-certificates",
    basis="MUST",
    features=(*CONFIGURING, "api.RTCPeerConnection.getConfiguration", "api.RTCCertificate.getFingerprints"),
)
def test_configuration_certificates_fingerprint_in_offer(facts: Facts) -> None:
    """`RTCConfiguration.certificates` sets the `a=fingerprint` of the offer and is in `getConfiguration()`.

    A service that pins the certificate of a participant would take it for someone else.
    """
    for name, use in every(facts, "certificates in use").items():
        expect(use["offeredIsOwn"], f"{name}: a=fingerprint of the offer is getFingerprints()[0].value").is_true()
        expect(use["kept"], f"{name}: getConfiguration().certificates is the one that was set").is_true()
        # Firefox reports no certificates in statistics of such calls
        statistics = expect(use["toldIsOwn"], f"{name}: fingerprint of localCertificateId in getStats() is that value")
        statistics.is_one_of([True, None])


# "A set of certificates that the RTCPeerConnection uses to authenticate."
@check(
    "dtls/certificate_use.js",
    spec=f"{SPEC}#dom-rtcconfiguration-certificates",
    basis="MUST",
    features=CONFIGURING,
)
def test_rtc_certificate_serves_two_connections(facts: Facts) -> None:
    """One `RTCCertificate` in `RTCConfiguration.certificates` serves two connections, and both exchange messages.

    Participants of several calls at once are recognized by their certificate.
    """
    for name, use in every(facts, "certificates in use").items():
        expect(use["echoed"], f"{name}: data channel message echoed on both connections").equals([True, True])
        expect(use["offeredAgain"], f"{name}: both offers have the same a=fingerprint").is_true()


# "newRemoteCertificates be the certificate chain in use by the remote side, with each certificate encoded in ... DER"
@check(
    "dtls/certificate_use.js",
    spec=f"{SPEC}#dom-rtcdtlstransport-getremotecertificates",
    basis="MUST",
    features=("api.RTCDtlsTransport.getRemoteCertificates",),
)
def test_get_remote_certificates_returns_der(facts: Facts) -> None:
    """`RTCDtlsTransport.getRemoteCertificates()` returns the certificate of the remote side as an `ArrayBuffer`.

    Services verify by it which participant they are connected to.
    """
    for name, use in every(facts, "certificates in use").items():
        chain = use["remoteCertificates"] or {}
        expect(chain.get("count"), f"{name}: getRemoteCertificates().length").is_at_least(1)
        expect(chain.get("are"), f"{name}: getRemoteCertificates()[0] is an ArrayBuffer").is_true()
        expect(chain.get("notEmpty"), f"{name}: getRemoteCertificates()[0] has more than 100 bytes").is_true()
        statistics = expect(
            use["seenIsOwn"], f"{name}: fingerprint of remoteCertificateId in getStats() is the sender's"
        )
        statistics.is_one_of([True, None])

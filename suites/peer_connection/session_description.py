"""SDP of createOffer() and createAnswer(): lines, attributes and codecs that every browser has to write."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

OFFER = "peer_connection/offer.js"
DESCRIPTIONS = "peer_connection/descriptions.js"
JSEP = "https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1"
CREATE_OFFER = ("api.RTCPeerConnection.createOffer",)
MEDIA = ("audio", "video")
RESILIENCE = ("rtx", "red", "ulpfec", "flexfec-03")
"""Formats of video m-lines that carry no video of their own and need no RTCP feedback."""


def _attributes(facts: Facts, kind: str) -> dict[str, Any]:
    """Merge the attributes of the session and of one m-line: JSEP allows both places."""
    session = facts["offer"].get("session", {}).get("attributes", {})
    return {**session, **_section(facts, kind).get("attributes", {})}


def _section(facts: Facts, kind: str) -> dict[str, Any]:
    """Return what the offer says in the m-line of a kind; nothing where the offer has none."""
    section: dict[str, Any] = facts["offer"].get(kind, {})
    return section


# RFC 9429: "This attribute MUST have semantics "BUNDLE" and MUST include the mid identifiers of each "m=" section."
@check(DESCRIPTIONS, spec=JSEP, basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_bundle_group(facts: Facts) -> None:
    """`createOffer()` writes `a=group:BUNDLE` at the session level.

    Without BUNDLE a call opens one port per track and fails behind strict firewalls.
    """
    expect(facts["offer"]["session"]["attributes"].get("group"), "a=group of the offer").matches("^BUNDLE")


# RFC 9429: <proto> "MUST be set to "UDP/TLS/RTP/SAVPF""; "at least one fingerprint MUST be present"
@check(DESCRIPTIONS, spec=JSEP, basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_dtls_fingerprint(facts: Facts) -> None:
    """`createOffer()` uses `UDP/TLS/RTP/SAVPF` and `UDP/DTLS/SCTP` with an `a=fingerprint` in each m-line.

    Other browsers and servers reject any media that is not encrypted by DTLS.
    """
    for kind in (*MEDIA, "application"):
        protocol = "UDP/DTLS/SCTP" if kind == "application" else "UDP/TLS/RTP/SAVPF"
        expect(_section(facts, kind).get("protocol"), f"proto of the {kind} m-line").equals(protocol)
        expect(_attributes(facts, kind), f"attributes of the session and the {kind} m-line").contains("fingerprint")


# RFC 9429: "policy is "require", each "m=" section MUST contain an "a=rtcp-mux" attribute."
@check(DESCRIPTIONS, spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.8.3", basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_rtcp_mux_with_data_channel(facts: Facts) -> None:
    """`createOffer()` of a connection that also has a data channel writes `a=rtcp-mux` in audio and video m-lines.

    SFUs open no second port for RTCP, so a call without `a=rtcp-mux` fails.
    """
    for kind in MEDIA:
        expect(_section(facts, kind).get("attributes", {}), f"attributes of the {kind} m-line").contains("rtcp-mux")


# Offer: "The role value in the offer MUST be "actpass"."; answer: "MUST be "active" or "passive""
@check(DESCRIPTIONS, spec=JSEP, basis="MUST", features=(*CREATE_OFFER, "api.RTCPeerConnection.createAnswer"))
def test_create_offer_writes_setup_actpass(facts: Facts) -> None:
    """`createOffer()` writes `a=setup:actpass`, and `createAnswer()` picks the DTLS role "active" or "passive".

    Two peers that both wait for the DTLS handshake never connect.
    """
    for kind in (*MEDIA, "application"):
        expect(_attributes(facts, kind).get("setup"), f"a=setup of the {kind} m-line of the offer").equals("actpass")
    changed = {
        **facts["answer"]["session"]["attributes"]["changed"],
        **facts["answer"]["audio"]["attributes"]["changed"],
    }
    expect(changed.get("setup"), "a=setup of the first m-line of the answer").is_one_of(["active", "passive"])


# RFC 7874: "WebRTC endpoints are REQUIRED to implement the following audio codecs"; and telephone-event
@check(DESCRIPTIONS, spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=CREATE_OFFER)
def test_create_offer_contains_opus_and_g711(facts: Facts) -> None:
    """`createOffer()` offers the audio codecs Opus, PCMU, PCMA and `telephone-event`.

    Calls to telephone networks need G.711 and DTMF.
    """
    names = [name.lower() for name in _section(facts, "audio").get("order", [])]
    expect(names, "codecs of the audio m-line").contains("opus", "pcmu", "pcma", "telephone-event")


# RFC 9429: "an "a=sctp-port" line referencing the SCTP port number"; a=max-message-size only "if appropriate"
@check(
    DESCRIPTIONS,
    spec=JSEP,
    basis="MUST",
    features=(*CREATE_OFFER, "api.RTCPeerConnection.createDataChannel"),
)
def test_create_offer_writes_sctp_port(facts: Facts) -> None:
    """`createOffer()` with a data channel writes `a=sctp-port` in the application m-line.

    A remote peer rejects data channels without the SCTP port.
    """
    port = _section(facts, "application").get("attributes", {}).get("sctp-port")
    expect(port, "a=sctp-port of the application m-line").matches(r"^\d+$")


# RFC 9429: "more than one "a=rid" line has been generated, an "a=simulcast" line, with direction "send""
@check(
    DESCRIPTIONS,
    spec=JSEP,
    basis="MUST",
    features=(*CREATE_OFFER, "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"),
)
def test_create_offer_writes_simulcast_rids(facts: Facts) -> None:
    """`createOffer()` writes `a=simulcast:send` with the `rid` of each entry of `sendEncodings`.

    An SFU that does not find the simulcast layers in the offer sends every participant the same one.
    """
    written = facts["variants"]["simulcast"]["changed"].get("simulcast")
    expect(written, "a=simulcast of an offer with sendEncodings a and b").matches("^send (a;b|b;a)$")


# RFC 9429: <proto> "MUST be set to "UDP/TLS/RTP/SAVPF""; BUNDLE "MUST include the mid ... of each "m=" section"
@check(OFFER, spec=JSEP, basis="MUST", features=CREATE_OFFER)
def test_create_offer_bundles_every_m_line(facts: Facts) -> None:
    """`createOffer()` puts the audio, video and application m-lines into one BUNDLE group over `UDP/TLS/RTP/SAVPF`.

    One transport means one port to open and one ICE connection to wait for.
    """
    for kind in MEDIA:
        expect(facts[kind].get("protocol"), f"proto of the {kind} m-line").equals("UDP/TLS/RTP/SAVPF")
    expect(facts["kinds"], "m-lines of the offer").equals(["audio", "video", "application"])
    expect(facts["bundled"], "mids in a=group:BUNDLE").equals(len(facts["kinds"]))


# RFC 9429: "policy is "require", each "m=" section MUST contain an "a=rtcp-mux" attribute."
@check(OFFER, spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.8.3", basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_rtcp_mux(facts: Facts) -> None:
    """`createOffer()` writes `a=rtcp-mux` for `sendrecv` audio and video transceivers.

    Gateways that expect RTP/RTCP multiplexing listen on one port per call.
    """
    for kind in MEDIA:
        expect(facts[kind].get("rtcpMux"), f"a=rtcp-mux in the {kind} m-line").is_true()


# RFC 9429: "An "a=rtcp-rsize" line"; RFC 8834: "MUST support ... receiving non-compound RTCP feedback packets"
@check(OFFER, spec=JSEP, basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_rtcp_rsize(facts: Facts) -> None:
    """`createOffer()` writes `a=rtcp-rsize` for audio and video.

    Feedback about packet loss costs less bandwidth with reduced-size RTCP.
    """
    for kind in MEDIA:
        expect(facts[kind].get("rtcpReducedSize"), f"a=rtcp-rsize in the {kind} m-line").is_true()


# RFC 8834: "Such endpoints MUST implement the RTP MID header extension"
@check(OFFER, spec="https://www.rfc-editor.org/rfc/rfc8834#section-5.2.4", basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_mid_header_extension(facts: Facts) -> None:
    """`createOffer()` writes `a=extmap` for `urn:ietf:params:rtp-hdrext:sdes:mid` in audio and video m-lines.

    Without the MID extension an SFU cannot tell apart two cameras on one transport.
    """
    for kind in MEDIA:
        expect(facts[kind].get("headerExtensions"), f"a=extmap URIs of the {kind} m-line").contains(
            "urn:ietf:params:rtp-hdrext:sdes:mid"
        )


# RFC 8834: "MUST understand and react to" FIR and PLI, "are REQUIRED to understand the Generic NACK message"
@check(OFFER, spec="https://www.rfc-editor.org/rfc/rfc8834#section-5.1", basis="MUST", features=CREATE_OFFER)
def test_create_offer_writes_nack_pli_and_fir(facts: Facts) -> None:
    """`createOffer()` writes `a=rtcp-fb` for NACK, PLI (`nack pli`) and FIR (`ccm fir`) of each video codec.

    A participant who joins late or loses packets would wait long for the next keyframe.
    """
    codecs = [codec for codec in facts["video"]["codecs"] if codec["name"].split("/")[1] not in RESILIENCE]
    for codec in every(codecs, "video codecs of the offer"):
        expect(codec.get("feedback"), f"a=rtcp-fb of {codec['name']}").contains("nack", "nack pli", "ccm fir")

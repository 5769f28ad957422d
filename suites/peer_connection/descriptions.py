"""What offers and answers must say, whatever the browser, and what is read where their parts are made by hand."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

PROBE = "peer_connection/descriptions.js"
CONSTRUCTORS = "peer_connection/reads_constructors.js"
JSEP = "https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1"
PROFILE = "https://www.rfc-editor.org/rfc/rfc9429#section-5.1.2"
WEBRTC = "https://w3c.github.io/webrtc-pc/"
OFFER = ("api.RTCPeerConnection.createOffer",)
MEDIA = ("audio", "video")


@check(PROBE, spec=JSEP, features=OFFER)
def test_everything_shares_one_transport(facts: Facts) -> None:
    """An offer asks for one transport for all its media.

    A call that opens a port for each track fails behind strict firewalls.
    """
    assert facts["offer"]["session"]["attributes"]["group"].startswith("BUNDLE")


@check(PROBE, spec=PROFILE, features=OFFER)
def test_media_is_offered_encrypted(facts: Facts) -> None:
    """Media and data are offered over DTLS, with the fingerprint of a certificate.

    Nothing else is taken by any other browser or server.
    """
    offer = facts["offer"]
    assert {offer[kind]["protocol"] for kind in MEDIA} == {"UDP/TLS/RTP/SAVPF"}
    assert offer["application"]["protocol"] == "UDP/DTLS/SCTP"
    for kind in (*MEDIA, "application"):
        assert "fingerprint" in offer["session"]["attributes"] | offer[kind]["attributes"], kind


@check(PROBE, spec=JSEP, features=OFFER)
def test_control_packets_share_the_port(facts: Facts) -> None:
    """Each section of media offers to receive its control packets on the same port.

    Servers of today open no second port for them.
    """
    assert [kind for kind in MEDIA if "rtcp-mux" not in facts["offer"][kind]["attributes"]] == []


@check(PROBE, spec=JSEP, features=OFFER)
def test_either_side_may_begin_the_handshake(facts: Facts) -> None:
    """An offer leaves it to the answer who begins the DTLS handshake, and the answer begins it.

    Two sides that both wait never connect.
    """
    assert {facts["offer"][kind]["attributes"]["setup"] for kind in (*MEDIA, "application")} == {"actpass"}
    assert {facts["answer"][kind]["attributes"]["changed"].get("setup") for kind in MEDIA} == {"active"}


@check(PROBE, spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", features=OFFER)
def test_the_audio_codecs_that_everybody_has_are_offered(facts: Facts) -> None:
    """Opus, both kinds of G.711 and tones of telephones are offered.

    Gateways to telephone networks count on them.
    """
    assert {"opus", "PCMU", "PCMA", "telephone-event"} <= set(facts["offer"]["audio"]["order"])


@check(PROBE, spec="https://www.rfc-editor.org/rfc/rfc8841#section-6", features=OFFER)
def test_the_largest_message_is_told(facts: Facts) -> None:
    """The section of data channels tells its port and the largest message it takes.

    Without it a peer must assume 64 kB.
    """
    told = facts["offer"]["application"]["attributes"]
    assert int(told["max-message-size"]) >= 65536
    assert told["sctp-port"] == "5000"


@check(PROBE, spec="https://www.rfc-editor.org/rfc/rfc8853#section-5.1", features=OFFER)
def test_layers_are_offered_by_name(facts: Facts) -> None:
    """An offer of several encodings names each of them and says that they are sent at once.

    A forwarding server that is not told of layers sends everybody the same.
    """
    assert facts["variants"]["simulcast"]["changed"]["simulcast"] == "send a;b"


@check(
    CONSTRUCTORS,
    spec=f"{WEBRTC}#dom-rtcicecandidateinit",
    features=("api.RTCIceCandidate.RTCIceCandidate",),
)
def test_candidates_can_be_made_by_hand(facts: Facts) -> None:
    """A candidate made by hand is read with its section, by name and by number, and its generation.

    Applications carry candidates as text and make them anew on the other side.
    """
    assert {"candidate", "sdpMid", "sdpMLineIndex", "usernameFragment"} <= set(facts["RTCIceCandidate"])


@check(
    CONSTRUCTORS,
    spec=f"{WEBRTC}#dom-rtcpeerconnectioniceerroreventinit",
    features=("api.RTCPeerConnectionIceErrorEvent.RTCPeerConnectionIceErrorEvent",),
)
def test_errors_of_servers_tell_where_they_happened(facts: Facts) -> None:
    """An error event of a STUN or TURN server has the address, port, URL, code and text.

    Support finds out from them which of several servers refused, and why.
    """
    assert {"address", "port", "url", "errorCode", "errorText"} <= set(facts["RTCPeerConnectionIceErrorEvent"])


@check(CONSTRUCTORS, spec=f"{WEBRTC}#dom-rtcerrorinit", features=("api.RTCError.RTCError",))
def test_connection_errors_have_their_details(facts: Facts) -> None:
    """An RTCError has the detail, the line of a description, and the causes of SCTP and DTLS.

    Without them every failed connection reads the same in a log.
    """
    wanted = {"errorDetail", "sdpLineNumber", "sctpCauseCode", "receivedAlert", "sentAlert"}
    assert wanted <= set(facts["RTCError"])

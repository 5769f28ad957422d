"""What is offered and agreed upon before media flow: codecs in the preferred order, their options, how media travel."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Preferred codecs


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_offers_follow_the_preferred_order(facts: Facts) -> None:
    """An offer lists codecs in the order that the application prefers.

    Products choose the codec of a call by this order.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["reversed"]["offered"] == facts[kind]["reversed"]["asked"]


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_codecs_left_out_are_not_offered(facts: Facts) -> None:
    """A codec that the application leaves out is not offered.

    Products keep codecs away that drain batteries or break a partner.
    """
    for kind in ("video", "audio"):
        left_out = facts[kind]["without"]
        assert left_out["left"] in facts[kind]["usual"]
        assert left_out["left"] not in left_out["offered"]


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_one_codec_alone_is_offered(facts: Facts) -> None:
    """A single preferred codec is offered alone, even if it is named twice.

    A product that needs one codec gets that or nothing, never a silent other.
    """
    for kind in ("video", "audio"):
        for way in ("alone", "twice"):
            assert facts[kind][way]["offered"] == [facts[kind][way]["asked"]]


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-codec-dictionary-match",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_codec_names_ignore_case(facts: Facts) -> None:
    """Codec names are understood in small and in capital letters.

    Products write "video/vp9"; what they ask for must not be ignored in silence.
    """
    for kind in ("video", "audio"):
        for case in ("lowerCase", "upperCase"):
            assert facts[kind][case]["offered"] == [facts[kind][case]["asked"]], case


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_preferences_can_be_reset(facts: Facts) -> None:
    """An empty list of preferences brings back what is offered by default.

    Otherwise a product that tried something loses retransmission for good.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["reset"] == facts[kind]["usual"]


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_unknown_codecs_are_refused(facts: Facts) -> None:
    """Preferring a codec that the browser does not know is an InvalidModificationError.

    Products test so whether a codec is there.
    """
    for what in (
        "an unknown codec",
        "an unknown codec after a known one",
        "an audio codec for video",
        "another clock rate",
    ):
        assert facts["refused"][what] == "InvalidModificationError", what


@check(
    "peer_connection/preferences.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_retransmission_alone_is_refused(facts: Facts) -> None:
    """Preferring retransmission without a codec is an InvalidModificationError.

    There would be nothing to send.
    """
    assert facts["refused"]["rtx alone"] == "InvalidModificationError"


@check(
    "peer_connection/receive_only.js",
    spec="https://w3c.github.io/webrtc-pc/#setcodecpreferences-send-and-receive",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_receive_only_codecs_are_not_offered_for_sending(facts: Facts) -> None:
    """A codec that can only be received is not offered by a transceiver that sends.

    The call then runs with a default codec: a product must look at what was really used.
    """
    assert facts["recvonly"] != facts["usual"]
    assert facts["sendonly"] == facts["usual"]


# What an offer says


@check(
    "peer_connection/offer.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.1.2",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_media_are_offered_over_dtls(facts: Facts) -> None:
    """Audio and video are offered over encrypted RTP, and all sections share one transport.

    One transport means one port to open and one connection to wait for.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["protocol"] == "UDP/TLS/RTP/SAVPF"
    assert facts["bundled"] == len(facts["kinds"])


@check(
    "peer_connection/offer.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_control_shares_the_media_port(facts: Facts) -> None:
    """Control packets share the port of the media.

    Gateways that expect it need half the ports.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["rtcpMux"], kind


@check(
    "peer_connection/offer.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_reduced_size_control_is_offered(facts: Facts) -> None:
    """Control packets of reduced size are offered for audio and video.

    Feedback on losses then costs less of the bandwidth.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["rtcpReducedSize"], kind


@check(
    "peer_connection/offer.js",
    spec="https://www.rfc-editor.org/rfc/rfc9143#section-15.2",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_media_sections_can_be_told_apart(facts: Facts) -> None:
    """The header extension that names the media section is offered for audio and video.

    Without it packets of several cameras on one transport cannot be told apart.
    """
    for kind in ("audio", "video"):
        assert "urn:ietf:params:rtp-hdrext:sdes:mid" in facts[kind]["headerExtensions"], kind


@check(
    "peer_connection/offer.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-5.1",
    features=("api.RTCPeerConnection.createOffer",),
)
def test_lost_pictures_can_be_asked_for(facts: Facts) -> None:
    """Key frames can be asked for, and lost packets, with every real video codec.

    Somebody who joins late, or loses packets, sees a picture soon.
    """
    resilience = {"rtx", "red", "ulpfec", "flexfec-03"}
    for codec in facts["video"]["codecs"]:
        if codec["name"].split("/")[1] not in resilience:
            assert {"nack", "nack pli", "ccm fir"} <= set(codec["feedback"]), codec["name"]


# What was agreed upon


@check(
    "peer_connection/parameters.js",
    spec="https://www.rfc-editor.org/rfc/rfc3264#section-5.1",
    features=("api.RTCRtpSender.getParameters",),
)
def test_negotiated_payload_types_are_unique(facts: Facts) -> None:
    """Each negotiated codec has a payload type of its own.

    Two codecs of one number cannot be told apart on the wire.
    """
    for side in ("sender", "receiver"):
        for kind in ("video", "audio"):
            assert facts[side][kind]["payloadTypesAreUnique"]


@check(
    "peer_connection/parameters.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getparameters",
    features=("api.RTCRtpSender.getParameters",),
)
def test_sender_tells_its_header_extensions(facts: Facts) -> None:
    """A sender tells which header extensions were negotiated.

    Products and their monitoring see by this whether bandwidth is estimated the modern way.
    """
    for kind in ("video", "audio"):
        assert facts["sender"][kind]["headerExtensions"], kind


@check(
    "peer_connection/parameters.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpreceiver-getparameters",
    features=("api.RTCRtpReceiver.getParameters",),
)
def test_receiver_tells_its_header_extensions(facts: Facts) -> None:
    """A receiver tells which header extensions were negotiated.

    Products and their monitoring see by this what the other side sends.
    """
    for kind in ("video", "audio"):
        assert facts["receiver"][kind].get("headerExtensions"), kind


@check(
    "peer_connection/opus_options.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpcodec-sdpfmtpline",
    features=("api.RTCRtpSender.getParameters.return_object_property_codecs",),
)
def test_opus_options_of_the_other_side_are_kept(facts: Facts) -> None:
    """A sender keeps the Opus options that the other side asks for.

    Music needs stereo; people on poor links need pauses and low rates.
    """
    for name, option in (("stereo", "stereo=1"), ("dtx", "usedtx=1"), ("bitrate", "maxaveragebitrate=20000")):
        assert facts["asked"][name]["taken"] == "accepted"
        assert option in facts["asked"][name]["sender"].split(";"), name

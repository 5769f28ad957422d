"""Which codecs a browser offers, whether it follows preferences, and whether each codec carries media."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


def _assert_offered(facts: Facts, kind: str, mime_type: str) -> None:
    for side in ("sender", "receiver"):
        offered = {codec["mimeType"].lower() for codec in facts[side][kind]["codecs"]}
        assert mime_type.lower() in offered, f"{side}: {mime_type} is not among {sorted(offered)}"


def _assert_negotiated(facts: Facts) -> None:
    wanted = facts["mimeType"].lower()
    assert facts["calls"]
    for call in facts["calls"]:
        where = call["codec"]
        assert call["negotiated"] == "accepted", f"{where}: {call['negotiated']}"
        assert len(call["offered"]) == 1, f"{where}: {call['offered']} were offered"
        for end in ("sent", "received"):
            assert call[end] is not None, f"{where}: no codec was {end}"
            assert call[end].split(" ")[0].lower() == wanted, f"{where}: {call[end]} was {end}"
            assert call[end] == where, f"{where}: {call[end]} was {end}"


def _assert_pictures(facts: Facts) -> None:
    for call in facts["calls"]:
        assert call["decoded"], f"{call['codec']}: no frame was decoded"
        assert call["pictures"], f"{call['codec']}: the pictures are black"
        assert call["moving"], f"{call['codec']}: the pictures do not move"


def _assert_heard(facts: Facts) -> None:
    for call in facts["calls"]:
        assert call["decoded"], f"{call['codec']}: no packets arrived"
        assert call["heard"], f"{call['codec']}: the tone was not heard"


@check("codecs/capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5")
def test_vp8_is_offered(facts: Facts) -> None:
    """VP8 can be sent and received.

    It is one of the two video codecs that every endpoint must have, so the safest choice of a product.
    """
    _assert_offered(facts, "video", "video/VP8")


@check("codecs/capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5")
def test_h264_is_offered(facts: Facts) -> None:
    """H.264 can be sent and received.

    It is the other mandatory video codec, and the one that phones and meeting rooms decode in hardware.
    """
    _assert_offered(facts, "video", "video/H264")


@check("codecs/capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_opus_is_offered(facts: Facts) -> None:
    """Opus can be sent and received.

    Nearly every call is made with it.
    """
    _assert_offered(facts, "audio", "audio/opus")


@check("codecs/capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_g711_is_offered(facts: Facts) -> None:
    """PCMU and PCMA can be sent and received.

    Telephone gateways speak nothing else.
    """
    _assert_offered(facts, "audio", "audio/PCMU")
    _assert_offered(facts, "audio", "audio/PCMA")


@check("codecs/capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_telephone_events_are_offered(facts: Facts) -> None:
    """Telephone key presses can be sent and received.

    Menus of telephone lines need them.
    """
    _assert_offered(facts, "audio", "audio/telephone-event")


@check("codecs/capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-7")
def test_opus_runs_at_48_khz_in_stereo(facts: Facts) -> None:
    """Opus is declared with a clock of 48 kHz and two channels.

    Any other declaration is not understood by the other side.
    """
    for side in ("sender", "receiver"):
        for codec in facts[side]["audio"]["codecs"]:
            if codec["mimeType"].lower() == "audio/opus":
                assert (codec["clockRate"], codec["channels"]) == (48000, 2), side


@check("codecs/capabilities.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getcapabilities")
def test_unknown_kinds_have_no_capabilities(facts: Facts) -> None:
    """Asked for the capabilities of an unknown kind, a browser says null.

    Products test so for kinds of media that may come.
    """
    assert facts["sender"]["unknown"] is None
    assert facts["receiver"]["unknown"] is None


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_offers_follow_the_preferred_order(facts: Facts) -> None:
    """An offer lists codecs in the order that the application prefers.

    Products choose the codec of a call by this order.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["reversed"]["offered"] == facts[kind]["reversed"]["asked"]


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_codecs_left_out_are_not_offered(facts: Facts) -> None:
    """A codec that the application leaves out is not offered.

    Products keep codecs away that drain batteries or break a partner.
    """
    for kind in ("video", "audio"):
        left_out = facts[kind]["without"]
        assert left_out["left"] in facts[kind]["usual"]
        assert left_out["left"] not in left_out["offered"]


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_one_codec_alone_is_offered(facts: Facts) -> None:
    """A single preferred codec is offered alone, even if it is named twice.

    A product that needs one codec gets that or nothing, never a silent other.
    """
    for kind in ("video", "audio"):
        for way in ("alone", "twice"):
            assert facts[kind][way]["offered"] == [facts[kind][way]["asked"]]


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dfn-codec-dictionary-match")
def test_codec_names_ignore_case(facts: Facts) -> None:
    """Codec names are understood in small and in capital letters.

    Products write "video/vp9"; what they ask for must not be ignored in silence.
    """
    for kind in ("video", "audio"):
        for case in ("lowerCase", "upperCase"):
            assert facts[kind][case]["offered"] == [facts[kind][case]["asked"]], case


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_preferences_can_be_reset(facts: Facts) -> None:
    """An empty list of preferences brings back what is offered by default.

    Otherwise a product that tried something loses retransmission for good.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["reset"] == facts[kind]["usual"]


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
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


@check("codecs/preferences.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_retransmission_alone_is_refused(facts: Facts) -> None:
    """Preferring retransmission without a codec is an InvalidModificationError.

    There would be nothing to send.
    """
    assert facts["refused"]["rtx alone"] == "InvalidModificationError"


@check("codecs/receive_only.js", spec="https://w3c.github.io/webrtc-pc/#setcodecpreferences-send-and-receive")
def test_receive_only_codecs_are_not_offered_for_sending(facts: Facts) -> None:
    """A codec that can only be received is not offered by a transceiver that sends.

    The call then runs with a default codec: a product must look at what was really used.
    """
    assert facts["recvonly"] != facts["usual"]
    assert facts["sendonly"] == facts["usual"]


@check("codecs/offer.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.1.2")
def test_media_are_offered_over_dtls(facts: Facts) -> None:
    """Audio and video are offered over encrypted RTP, and all sections share one transport.

    One transport means one port to open and one connection to wait for.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["protocol"] == "UDP/TLS/RTP/SAVPF"
    assert facts["bundled"] == len(facts["kinds"])


@check("codecs/offer.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1")
def test_control_shares_the_media_port(facts: Facts) -> None:
    """Control packets share the port of the media.

    Gateways that expect it need half the ports.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["rtcpMux"], kind


@check("codecs/offer.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.1")
def test_reduced_size_control_is_offered(facts: Facts) -> None:
    """Control packets of reduced size are offered for audio and video.

    Feedback on losses then costs less of the bandwidth.
    """
    for kind in ("audio", "video"):
        assert facts[kind]["rtcpReducedSize"], kind


@check("codecs/offer.js", spec="https://www.rfc-editor.org/rfc/rfc9143#section-15.2")
def test_media_sections_can_be_told_apart(facts: Facts) -> None:
    """The header extension that names the media section is offered for audio and video.

    Without it packets of several cameras on one transport cannot be told apart.
    """
    for kind in ("audio", "video"):
        assert "urn:ietf:params:rtp-hdrext:sdes:mid" in facts[kind]["headerExtensions"], kind


@check("codecs/offer.js", spec="https://www.rfc-editor.org/rfc/rfc8834#section-5.1")
def test_lost_pictures_can_be_asked_for(facts: Facts) -> None:
    """Key frames can be asked for, and lost packets, with every real video codec.

    Somebody who joins late, or loses packets, sees a picture soon.
    """
    resilience = {"rtx", "red", "ulpfec", "flexfec-03"}
    for codec in facts["video"]["codecs"]:
        if codec["name"].split("/")[1] not in resilience:
            assert {"nack", "nack pli", "ccm fir"} <= set(codec["feedback"]), codec["name"]


@check("codecs/parameters.js", spec="https://www.rfc-editor.org/rfc/rfc3264#section-5.1")
def test_negotiated_payload_types_are_unique(facts: Facts) -> None:
    """Each negotiated codec has a payload type of its own.

    Two codecs of one number cannot be told apart on the wire.
    """
    for side in ("sender", "receiver"):
        for kind in ("video", "audio"):
            assert facts[side][kind]["payloadTypesAreUnique"]


@check("codecs/parameters.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-getparameters")
def test_sender_tells_its_header_extensions(facts: Facts) -> None:
    """A sender tells which header extensions were negotiated.

    Products and their monitoring see by this whether bandwidth is estimated the modern way.
    """
    for kind in ("video", "audio"):
        assert facts["sender"][kind]["headerExtensions"], kind


@check("codecs/parameters.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpreceiver-getparameters")
def test_receiver_tells_its_header_extensions(facts: Facts) -> None:
    """A receiver tells which header extensions were negotiated.

    Products and their monitoring see by this what the other side sends.
    """
    for kind in ("video", "audio"):
        assert facts["receiver"][kind].get("headerExtensions"), kind


@check("codecs/encoding_codec.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-codec")
def test_a_running_sender_can_change_its_codec(facts: Facts) -> None:
    """A running sender changes to another negotiated codec on demand.

    Products go to a cheaper codec when a phone gets hot, without a new negotiation.
    """
    assert facts["before"] == "video/VP8"
    assert (facts["chosen"], facts["kept"], facts["after"]) == ("accepted", "video/VP9", "video/VP9")


@check("codecs/encoding_codec.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters")
def test_an_unknown_codec_for_a_sender_is_refused(facts: Facts) -> None:
    """Choosing a codec that was not negotiated is an InvalidModificationError.

    A product can fall back at once.
    """
    assert facts["unknown"] == "InvalidModificationError"


@check("codecs/encoding_codec.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtransceiver")
def test_a_codec_can_be_chosen_from_the_start(facts: Facts) -> None:
    """A transceiver can be added with the codec it is to send; an unknown one is an OperationError.

    Simulcast layers of unlike codecs begin here.
    """
    assert facts["added"] == {"outcome": "accepted", "kept": "video/VP9"}
    assert facts["addedUnknown"]["outcome"] == "OperationError"


@check("codecs/media_capabilities.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5")
def test_mandatory_codecs_are_supported_in_calls(facts: Facts) -> None:
    """MediaCapabilities says that VP8 and Opus work in calls, both ways.

    Products plan the quality of a call with these answers.
    """
    for way in ("encoding", "decoding"):
        assert facts[way]["video/VP8"] is True
        assert facts[way]["audio/opus"] is True


@check(
    "codecs/media_capabilities.js",
    spec="https://w3c.github.io/media-capabilities/#dom-mediacapabilitiesinfo-supported",
)
def test_unknown_codecs_are_unsupported_in_calls(facts: Facts) -> None:
    """MediaCapabilities says that an unknown codec does not work.

    A yes to everything would be worth nothing.
    """
    for way in ("encoding", "decoding"):
        assert facts[way]["video/no-such-codec"] is False
        assert facts[way]["audio/no-such-codec"] is False


@check("codecs/scalability.js", spec="https://w3c.github.io/media-capabilities/#dom-videoconfiguration-scalabilitymode")
def test_unknown_modes_are_not_claimed(facts: Facts) -> None:
    """A scalability mode that does not exist is not claimed.

    Products choose layers by these answers.
    """
    assert facts["unknownClaimed"] is False


@check("codecs/recorder_types.js", spec="https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported")
def test_an_empty_type_can_be_recorded(facts: Facts) -> None:
    """Asked without a type, a recorder says that it will choose one itself.

    Products that do not care about the container rely on it.
    """
    assert facts["odd"][""] is True


@check("codecs/recorder_types.js", spec="https://w3c.github.io/mediacapture-record/#dom-mediarecorder-istypesupported")
def test_nonsense_cannot_be_recorded(facts: Facts) -> None:
    """Containers and codecs that do not exist cannot be recorded.

    Products pick the first type of a list that a browser takes.
    """
    for what in ("text/plain", "video/webm;codecs=no-such-codec", "nonsense"):
        assert facts["odd"][what] is False, what


@check("codecs/opus_options.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpcodec-sdpfmtpline")
def test_opus_options_of_the_other_side_are_kept(facts: Facts) -> None:
    """A sender keeps the Opus options that the other side asks for.

    Music needs stereo; people on poor links need pauses and low rates.
    """
    for name, option in (("stereo", "stereo=1"), ("dtx", "usedtx=1"), ("bitrate", "maxaveragebitrate=20000")):
        assert facts["asked"][name]["taken"] == "accepted"
        assert option in facts["asked"][name]["sender"].split(";"), name


@check("codecs/dtmf.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcdtmfsender-insertdtmf")
def test_telephone_tones_are_sent_in_order(facts: Facts) -> None:
    """Telephone tones are sent one after the other, and the end is told.

    Entering a PIN on a telephone line depends on the order.
    """
    assert facts["canInsertDTMF"]
    assert facts["heard"] == [*facts["asked"], ""]
    assert facts["bufferAfter"] == ""


@check("codecs/dtmf.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcdtmfsender-insertdtmf")
def test_unknown_tones_are_refused(facts: Facts) -> None:
    """A key that no telephone has is an InvalidCharacterError.

    A typing mistake shows at once, not as a silent line.
    """
    assert facts["wrong"] == "InvalidCharacterError"


@check("codecs/call_vp8.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_vp8_alone_is_negotiated(facts: Facts) -> None:
    """VP8, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7741#section-4")
def test_vp8_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as VP8 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check("codecs/call_vp9.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_vp9_alone_is_negotiated(facts: Facts) -> None:
    """VP9, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_vp9.js", spec="https://www.rfc-editor.org/rfc/rfc9628#section-4")
def test_vp9_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as VP9 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check("codecs/call_h264.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_h264_alone_is_negotiated(facts: Facts) -> None:
    """H.264, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_h264.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-6.2")
def test_h264_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as H.264 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check("codecs/call_h265.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_h265_alone_is_negotiated(facts: Facts) -> None:
    """H.265, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_h265.js", spec="https://www.rfc-editor.org/rfc/rfc7798#section-4")
def test_h265_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as H.265 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check("codecs/call_av1.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_av1_alone_is_negotiated(facts: Facts) -> None:
    """AV1, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_av1.js", spec="https://aomediacodec.github.io/av1-rtp-spec/#4-rtp-header-usage")
def test_av1_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as AV1 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check("codecs/call_opus.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_opus_alone_is_negotiated(facts: Facts) -> None:
    """Opus, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_opus.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-4")
def test_opus_is_heard(facts: Facts) -> None:
    """A tone sent as Opus is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


@check("codecs/call_pcmu.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_pcmu_alone_is_negotiated(facts: Facts) -> None:
    """PCMU, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_pcmu.js", spec="https://www.rfc-editor.org/rfc/rfc3551#section-4.5.14")
def test_pcmu_is_heard(facts: Facts) -> None:
    """A tone sent as PCMU is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


@check("codecs/call_pcma.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_pcma_alone_is_negotiated(facts: Facts) -> None:
    """PCMA, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_pcma.js", spec="https://www.rfc-editor.org/rfc/rfc3551#section-4.5.14")
def test_pcma_is_heard(facts: Facts) -> None:
    """A tone sent as PCMA is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


@check("codecs/call_g722.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences")
def test_g722_alone_is_negotiated(facts: Facts) -> None:
    """G.722, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check("codecs/call_g722.js", spec="https://www.rfc-editor.org/rfc/rfc3551#section-4.5.2")
def test_g722_is_heard(facts: Facts) -> None:
    """A tone sent as G.722 is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)

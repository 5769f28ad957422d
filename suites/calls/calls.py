"""Whether each codec carries pictures or sound through a call, and what a sender can do while the call runs."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


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
        assert call["sameCodecAtEnd"] or not call["decodedAtEnd"], f"{where}: getStats() names another codec at the end"


def _assert_pictures(facts: Facts) -> None:
    for call in facts["calls"]:
        where = call["codec"]
        assert call["decoded"], f"{where}: inbound-rtp.framesDecoded stayed below 5"
        assert call["pictures"], (
            f"{where}: no received frame showed the number drawn into it: they are black or garbled"
        )
        assert call["moving"], f"{where}: the received video is frozen: fewer than 5 different frames were shown"
        assert call["movingAtEnd"], f"{where}: the received video froze or went black after its first frames"
        assert call["decodedAtEnd"], f"{where}: inbound-rtp.framesDecoded stopped growing after the first frames"


def _assert_heard(facts: Facts) -> None:
    for call in facts["calls"]:
        where = call["codec"]
        assert call["decoded"], f"{where}: inbound-rtp.packetsReceived stayed below 5"
        assert call["heard"], f"{where}: the tone was not heard"
        assert call["heardAtEnd"], f"{where}: the tone was heard at first and not 150 RTP packets later"
        assert call["decodedAtEnd"], f"{where}: inbound-rtp.packetsReceived stopped growing"


# Pictures


@check(
    "calls/call_vp8.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_vp8_alone_is_negotiated(facts: Facts) -> None:
    """VP8, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_vp8.js",
    spec="https://www.rfc-editor.org/rfc/rfc7741#section-4",
    features=("api.RTCStatsReport.type_inbound-rtp.framesDecoded",),
)
def test_vp8_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as VP8 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check(
    "calls/call_vp9.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_vp9_alone_is_negotiated(facts: Facts) -> None:
    """VP9, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_vp9.js",
    spec="https://www.rfc-editor.org/rfc/rfc9628#section-4",
    features=("api.RTCStatsReport.type_inbound-rtp.framesDecoded",),
)
def test_vp9_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as VP9 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check(
    "calls/call_h264.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_h264_alone_is_negotiated(facts: Facts) -> None:
    """H.264, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_h264.js",
    spec="https://www.rfc-editor.org/rfc/rfc7742#section-6.2",
    features=("api.RTCStatsReport.type_inbound-rtp.framesDecoded",),
)
def test_h264_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as H.264 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check(
    "calls/call_h265.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_h265_alone_is_negotiated(facts: Facts) -> None:
    """H.265, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_h265.js",
    spec="https://www.rfc-editor.org/rfc/rfc7798#section-4",
    features=("api.RTCStatsReport.type_inbound-rtp.framesDecoded",),
)
def test_h265_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as H.265 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


@check(
    "calls/call_av1.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_av1_alone_is_negotiated(facts: Facts) -> None:
    """AV1, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_av1.js",
    spec="https://aomediacodec.github.io/av1-rtp-spec/#rtp-header-usage",
    features=("api.RTCStatsReport.type_inbound-rtp.framesDecoded",),
)
def test_av1_is_decoded(facts: Facts) -> None:
    """Moving pictures sent as AV1 arrive, with every variant that is offered.

    A codec that is listed but moves no frame leaves people with a black picture.
    """
    _assert_pictures(facts)


# Sound


@check(
    "calls/call_opus.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_opus_alone_is_negotiated(facts: Facts) -> None:
    """Opus, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_opus.js",
    spec="https://www.rfc-editor.org/rfc/rfc7587#section-4",
    features=("api.RTCStatsReport.type_inbound-rtp.packetsReceived",),
)
def test_opus_is_heard(facts: Facts) -> None:
    """A tone sent as Opus is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


@check(
    "calls/call_pcmu.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_pcmu_alone_is_negotiated(facts: Facts) -> None:
    """PCMU, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_pcmu.js",
    spec="https://www.rfc-editor.org/rfc/rfc3551#section-4.5.14",
    features=("api.RTCStatsReport.type_inbound-rtp.packetsReceived",),
)
def test_pcmu_is_heard(facts: Facts) -> None:
    """A tone sent as PCMU is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


@check(
    "calls/call_pcma.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_pcma_alone_is_negotiated(facts: Facts) -> None:
    """PCMA, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_pcma.js",
    spec="https://www.rfc-editor.org/rfc/rfc3551#section-4.5.14",
    features=("api.RTCStatsReport.type_inbound-rtp.packetsReceived",),
)
def test_pcma_is_heard(facts: Facts) -> None:
    """A tone sent as PCMA is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


@check(
    "calls/call_g722.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-setcodecpreferences",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_g722_alone_is_negotiated(facts: Facts) -> None:
    """G.722, preferred alone, is what both sides say they use.

    A call that silently runs with another codec is the commonest false success.
    """
    _assert_negotiated(facts)


@check(
    "calls/call_g722.js",
    spec="https://www.rfc-editor.org/rfc/rfc3551#section-4.5.2",
    features=("api.RTCStatsReport.type_inbound-rtp.packetsReceived",),
)
def test_g722_is_heard(facts: Facts) -> None:
    """A tone sent as G.722 is heard at the other end, and is the same tone.

    A codec that is listed but silent leaves people shouting "can you hear me".
    """
    _assert_heard(facts)


# Changing the codec


@check(
    "calls/encoding_codec.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpencodingparameters-codec",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.codec",),
)
def test_a_running_sender_can_change_its_codec(facts: Facts) -> None:
    """A running sender changes to another negotiated codec on demand.

    Products go to a cheaper codec when a phone gets hot, without a new negotiation.
    """
    assert facts["before"] == "video/VP8"
    assert (facts["chosen"], facts["kept"], facts["after"]) == ("accepted", "video/VP9", "video/VP9")


@check(
    "calls/encoding_codec.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-setparameters",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.codec",),
)
def test_an_unknown_codec_for_a_sender_is_refused(facts: Facts) -> None:
    """Choosing a codec that was not negotiated is an InvalidModificationError.

    A product can fall back at once.
    """
    assert facts["unknown"] == "InvalidModificationError"


@check(
    "calls/encoding_codec.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtransceiver",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.codec",),
)
def test_a_codec_can_be_chosen_from_the_start(facts: Facts) -> None:
    """A transceiver can be added with the codec it is to send; an unknown one is an OperationError.

    Simulcast layers of unlike codecs begin here.
    """
    assert facts["added"] == {"outcome": "accepted", "kept": "video/VP9"}
    assert facts["addedUnknown"]["outcome"] == "OperationError"


# Telephone keys


@check(
    "calls/dtmf.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF",
    features=("api.RTCDTMFSender.insertDTMF", "api.RTCDTMFSender.tonechange_event"),
)
def test_telephone_tones_are_sent_in_order(facts: Facts) -> None:
    """Telephone tones are sent one after the other, and the end is told.

    Entering a PIN on a telephone line depends on the order.
    """
    assert facts["canInsertDTMF"]
    assert facts["heard"] == [*facts["asked"], ""]
    assert facts["bufferAfter"] == ""


@check(
    "calls/dtmf.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-RTCDTMFSender-insertDTMF",
    features=("api.RTCDTMFSender.insertDTMF", "api.RTCDTMFSender.tonechange_event"),
)
def test_unknown_tones_are_refused(facts: Facts) -> None:
    """A key that no telephone has is an InvalidCharacterError.

    A typing mistake shows at once, not as a silent line.
    """
    assert facts["wrong"] == "InvalidCharacterError"

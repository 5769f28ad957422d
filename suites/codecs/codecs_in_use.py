"""Codecs in use: whether calls, SVC, Opus parameters and recordings do what the browser reports as supported."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

MIME_TYPE_SUPPORT = "https://w3c.github.io/media-capabilities/#check-mime-type-support"
SCALABILITY_MODE = "https://w3c.github.io/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode"
RECORDER = "https://w3c.github.io/mediacapture-record"
MODE = (
    "api.RTCRtpSender.setParameters.parameters_encodings_parameter.scalabilityMode",
    "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter.scalabilityMode",
)
RECORDING = ("api.MediaRecorder.isTypeSupported_static", "api.MediaRecorder.start")
MANDATORY = ("video/VP8", "audio/opus", "audio/PCMU", "audio/PCMA")
"""Codecs that RFC 7742 and RFC 7874 require. H.264 is left out: it may have profiles that the RFC does not require."""


# MediaCapabilities against getCapabilities() and canPlayType()


def _expect_mandatory_supported(facts: Facts, way: str, method: str) -> None:
    """Expect MediaCapabilities to support the required codecs that `getCapabilities()` lists."""
    codecs = {name: told for kind in ("video", "audio") for name, told in facts[kind].items() if told.get(way) is True}
    answers = {name: told.get(f"mediaCapabilities {way}") for name, told in codecs.items()}
    if all(answer == "TypeError" for answer in every(answers, "codecs of getCapabilities()").values()):
        not_supported(f'MediaCapabilities.{method}() with type "webrtc"')
    listed = {name: answer for name, answer in answers.items() if name.startswith(MANDATORY)}
    for name, answer in every(listed, "VP8, Opus, PCMU and PCMA in getCapabilities()").items():
        expect(answer, f'{method}({{type: "webrtc"}}).supported for {name}').is_true()


# "If mimeType is not supported by the user agent, return unsupported. Return supported." (codecs of RFC 7742, 7874)
@check(
    "codecs/claims.js",
    spec=MIME_TYPE_SUPPORT,
    basis="MUST",
    features=(
        "api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",
        "api.RTCRtpSender.getCapabilities_static",
    ),
)
def test_encoding_info_webrtc_supports_mandatory_codecs(facts: Facts) -> None:
    """`encodingInfo()` with type "webrtc" supports VP8, Opus, PCMU and PCMA as `RTCRtpSender` lists them.

    Products plan a call with MediaCapabilities and exclude a codec that works.
    """
    _expect_mandatory_supported(facts, "sends", "encodingInfo")


# "If mimeType is not supported by the user agent, return unsupported. Return supported." (codecs of RFC 7742, 7874)
@check(
    "codecs/claims.js",
    spec=MIME_TYPE_SUPPORT,
    basis="MUST",
    features=(
        "api.MediaCapabilities.decodingInfo.configuration_parameter.type.webrtc_option",
        "api.RTCRtpReceiver.getCapabilities_static",
    ),
)
def test_decoding_info_webrtc_supports_mandatory_codecs(facts: Facts) -> None:
    """`decodingInfo()` with type "webrtc" supports VP8, Opus, PCMU and PCMA as `RTCRtpReceiver` lists them.

    Products plan a call with MediaCapabilities and exclude a codec that works.
    """
    _expect_mandatory_supported(facts, "receives", "decodingInfo")


# HTML standard: "must return the empty string if type is a type that the user agent knows it cannot render"
@check(
    "codecs/claims.js",
    spec="https://html.spec.whatwg.org/multipage/media.html#dom-navigator-canplaytype",
    basis="MUST",
    features=("api.MediaCapabilities.decodingInfo", "api.HTMLMediaElement.canPlayType"),
)
def test_decoding_info_file_agrees_with_can_play_type(facts: Facts) -> None:
    """`decodingInfo()` with type "file" agrees with `canPlayType()` that returns "probably" or the empty string.

    A product offers a recording for download that would have played, or plays one that does not.
    """
    answers = {
        name: (told["plays"], told["mediaCapabilities plays"])
        for name, told in facts["files"].items()
        if told["plays"] in ("probably", "no") and isinstance(told["mediaCapabilities plays"], bool)
    }
    for name, (plays, supported) in every(answers, "files with an answer of decodingInfo() and canPlayType()").items():
        can_play = '"probably"' if plays == "probably" else "the empty string"
        subject = f'decodingInfo({{type: "file"}}).supported for {name} where canPlayType() returns {can_play}'
        expect(supported, subject).equals(plays == "probably")


# scalabilityMode


def _expect_sent(facts: Facts, codec: str) -> None:
    """Expect video, and the mode in `outbound-rtp`, for each scalability mode that `setParameters()` accepted."""
    sent = facts.get("sent")
    if sent == {}:
        not_supported(f"scalabilityMode with {codec}")
    for mode, seen in every(sent or {}, f"scalability modes of {codec} in outbound-rtp").items():
        call = f"{codec} with scalabilityMode={mode}"
        expect(mode not in facts["claimedButDead"] and seen.get("moves"), f"frames received of {call}").is_true()
        # Optional statistic; not read where the bandwidth decides how many of three spatial layers are sent
        if seen.get("told") is not None:
            expect(seen["told"], f"outbound-rtp.scalabilityMode of {call}").equals(mode)


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_vp8.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_vp8_sends_video(facts: Facts) -> None:
    """VP8 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on temporal layers sends a frozen video.
    """
    _expect_sent(facts, "VP8")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_vp9.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_vp9_sends_video(facts: Facts) -> None:
    """VP9 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on SVC sends a frozen video, or other layers than the SFU expects.
    """
    _expect_sent(facts, "VP9")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_av1.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_av1_sends_video(facts: Facts) -> None:
    """AV1 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on SVC sends a frozen video, or other layers than the SFU expects.
    """
    _expect_sent(facts, "AV1")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_h264.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_h264_sends_video(facts: Facts) -> None:
    """H.264 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on temporal layers sends a frozen video.
    """
    _expect_sent(facts, "H.264")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_vp9.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE[:1])
def test_set_parameters_scalability_mode_l2t1_with_vp9_keeps_sending(facts: Facts) -> None:
    """`setParameters()` with `scalabilityMode="L2T1"` in a running VP9 call: video goes on.

    Products add spatial layers when a call of two becomes a meeting; the video freezes for everyone.
    """
    goes_on = facts.get("goesOnAfterSwitch", "not observed")
    if goes_on is None:
        not_supported('scalabilityMode="L2T1" with VP9')
    expect(goes_on, 'frames received after setParameters() with scalabilityMode="L2T1" in a VP9 call').is_true()


# "...scalabilityMode value is not supported by the codec used for the encoding's RTP stream": the promise is rejected
@check(
    "codecs/layers_vp8.js",
    spec="https://w3c.github.io/webrtc-svc/#setparameters",
    basis="MUST",
    features=MODE[:1],
)
def test_set_parameters_unsupported_scalability_mode_with_vp8_rejects(facts: Facts) -> None:
    """`setParameters()` in a VP8 call rejects spatial layers and an unknown `scalabilityMode`.

    A product that gets an error can choose another codec; otherwise it waits for layers that never come.
    """
    for mode in ("L2T1", "L3T3", "S2T1", "no-such-mode"):
        subject = f'setParameters() with scalabilityMode="{mode}" in a VP8 call'
        # OperationError is what earlier versions of the specification say
        expect(facts["set"].get(mode), subject).is_one_of(("InvalidModificationError", "OperationError"))


# Opus, retransmission


# RFC 7587: "The sender of the other side MUST NOT send with an average bitrate higher than "maxaveragebitrate""
@check("codecs/opus_sound.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-7.1", basis="MUST")
def test_opus_maxaveragebitrate_limits_bitrate(facts: Facts, metrics: Facts) -> None:
    """Opus with `maxaveragebitrate=8000` in the remote description sends less than 16 kbit/s.

    Users on slow networks lose their audio when the limit is exceeded.
    """
    if facts.get("measured") is False:
        # The call that the measurement is clocked by stands still where a browser always uses DTX
        not_supported("a call that sends packets of silence with usedtx=0")
    size = metrics.get("low_bytes")
    subject = "bytes per Opus packet (20 ms) with maxaveragebitrate=8000"
    expect(size, subject, "bytes").satisfies(facts.get("keepsToALowRate") is True, "< 40 bytes")


# RFC 7587: "every receiver MUST be able to receive and decode stereo signals"
@check("codecs/opus_stereo.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-6.1", basis="MUST")
def test_opus_stereo_plays_both_channels_unswapped(facts: Facts) -> None:
    """Opus with `stereo=1`: both channels play, and left and right are not swapped.

    Music, games and spatial audio sound from the wrong side, or on one side only.
    """
    stereo = facts.get("stereo")
    expect(stereo, "channels played").has_length(2).lacks("neither", "")
    expect(stereo, "tones played in the left and right channel of Opus with stereo=1").differs_from(["right", "left"])


# RFC 8834: "Receivers are REQUIRED to implement support for RTP retransmission packets [RFC4588]"
@check(
    "codecs/redundancy.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-6.1",
    basis="MUST",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_set_codec_preferences_with_rtx_negotiates_rtx(facts: Facts) -> None:
    """`setCodecPreferences()` with video/rtx negotiates RTX, without it the answer has none; video is sent either way.

    Without retransmission, each lost packet freezes the video until the next keyframe.
    """
    with_rtx, without = facts.get("pictures", {}), facts.get("withoutRetransmission", {})
    expect(with_rtx.get("answered"), "codecs of the answer with video/rtx in setCodecPreferences()").contains("rtx")
    answered = without.get("answered")
    expect(answered, "codecs of the answer without video/rtx in setCodecPreferences()").is_not_empty().lacks("rtx")
    expect(with_rtx.get("sent"), "codec of outbound-rtp with RTX negotiated").is_not_null()
    expect(without.get("sent"), "codec of outbound-rtp without RTX").is_not_null()


# MediaRecorder


def _expect_recorded(facts: Facts, what: str) -> None:
    """Expect a recording for each type that `isTypeSupported()` accepts.

    Whether the browser itself plays what it records is only a SHOULD: a container or codec that its media element does
    not support (error 4, MEDIA_ERR_SRC_NOT_SUPPORTED) is a fact. A file that it opens has to play.
    """
    # A hardware encoder of H.265 may reject the small test video; no software encoder replaces it
    judged = {each: seen for each, seen in facts.items() if "hvc1" not in each or seen.get("starts") == "yes"}
    if not judged:
        not_supported(f"recording {what}")
    for mime_type, seen in judged.items():
        expect(seen.get("starts"), f'MediaRecorder with mimeType="{mime_type}" starts').equals("yes")
        expect(seen.get("data"), f'dataavailable of MediaRecorder with mimeType="{mime_type}" has data').is_true()
        subject = f'playback of a recording with mimeType="{mime_type}"'
        expect(seen.get("plays"), subject).is_one_of(("yes", "error 4"))


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_webm.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_webm_types(facts: Facts) -> None:
    """`MediaRecorder` records each WebM type that `isTypeSupported()` accepts, and the file plays.

    A recording of a meeting is lost.
    """
    _expect_recorded(facts, "WebM")


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_mp4.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_mp4_types(facts: Facts) -> None:
    """`MediaRecorder` records each MP4 type that `isTypeSupported()` accepts, and the file plays.

    A recording of a meeting is lost.
    """
    _expect_recorded(facts, "MP4")


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_matroska.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_matroska_types(facts: Facts) -> None:
    """`MediaRecorder` records each Matroska or Ogg type that `isTypeSupported()` accepts, and the file plays.

    A recording of a meeting is lost.
    """
    _expect_recorded(facts, "Matroska or Ogg")


# "...the combination of all the Blobs from a completed recording MUST be playable."
@check("codecs/recorder_audio.js", spec=f"{RECORDER}/#dom-mediarecorder-start", basis="MUST", features=RECORDING)
def test_media_recorder_records_supported_audio_types(facts: Facts) -> None:
    """`MediaRecorder` records audio with each type that `isTypeSupported()` accepts, and the file plays.

    A voice message is lost.
    """
    _expect_recorded(facts, "audio alone")


# "Let extendedMimeType be the value of recorder's [[ConstrainedMimeType]] slot.": the container stays as it was asked
@check(
    "codecs/recorder_webm.js",
    spec=f"{RECORDER}/#dom-mediarecorder-start",
    basis="MUST",
    features=("api.MediaRecorder.mimeType", "api.MediaRecorder.MediaRecorder.options_parameter"),
)
def test_media_recorder_mime_type_keeps_webm(facts: Facts) -> None:
    """`MediaRecorder.mimeType` stays video/webm when the constructor got a WebM type.

    Recordings get a wrong file name extension, and other programs do not open them.
    """
    types = {mime_type: seen["mimeType"] for mime_type, seen in facts.items() if seen.get("mimeType")}
    for mime_type, recorded in every(types, "recordings with a mimeType").items():
        expect(recorded, f'MediaRecorder.mimeType with constructor option "{mime_type}"').matches(r"^video/webm")

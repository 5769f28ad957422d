"""Whether a browser does with codecs what its parts claim, each for itself: in calls, in layers, in recordings."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

CAPABILITIES = "https://w3c.github.io/media-capabilities"
SVC = "https://w3c.github.io/webrtc-svc"
RECORDER = "https://w3c.github.io/mediacapture-record"
MODE = ("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scalabilityMode",)
RECORDING = ("api.MediaRecorder.isTypeSupported_static", "api.MediaRecorder.start")


# Claims against claims


@check(
    "codecs/claims.js",
    spec=f"{CAPABILITIES}/#dom-mediaencodingtype-webrtc",
    features=(
        "api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",
        "api.RTCRtpSender.getCapabilities_static",
    ),
)
def test_codecs_that_are_sent_are_claimed_everywhere(facts: Facts) -> None:
    """Every codec that can be sent in calls is supported by what MediaCapabilities says.

    Products plan with the one and call with the other.
    """
    denied = [name for kind in ("video", "audio") for name, told in facts[kind].items() if _denied(told, "sends")]
    assert not denied


@check(
    "codecs/claims.js",
    spec=f"{CAPABILITIES}/#dom-mediadecodingtype-webrtc",
    features=(
        "api.MediaCapabilities.decodingInfo.configuration_parameter.type.webrtc_option",
        "api.RTCRtpReceiver.getCapabilities_static",
    ),
)
def test_codecs_that_are_received_are_claimed_everywhere(facts: Facts) -> None:
    """Every codec that can be received in calls is supported by what MediaCapabilities says.

    A call planned without AV1 costs twice the bandwidth.
    """
    denied = [name for kind in ("video", "audio") for name, told in facts[kind].items() if _denied(told, "receives")]
    assert not denied


def _denied(told: Facts, way: str) -> bool:
    return told.get(way) is True and told.get(f"mediaCapabilities {way}") is not True


@check(
    "codecs/claims.js",
    spec=f"{CAPABILITIES}/#dom-mediadecodingtype-file",
    features=("api.MediaCapabilities.decodingInfo", "api.HTMLMediaElement.canPlayType"),
)
def test_files_that_play_are_claimed_alike(facts: Facts) -> None:
    """MediaCapabilities and the media element agree on which files play.

    A recording is offered for download where it would have played, or the other way round.
    """
    for name, told in facts["files"].items():
        if isinstance(told["mediaCapabilities plays"], bool):
            assert told["mediaCapabilities plays"] is (told["plays"] != "no"), f"{name}: {told}"


# Layers


def _assert_layers(facts: Facts) -> None:
    assert not facts["claimedButDead"], f"taken, but nothing arrives: {facts['claimedButDead']}"
    for mode, seen in facts["sent"].items():
        assert seen.get("told", mode) == mode, f"asked for {mode}, sent {seen['told']}"


@check("codecs/layers_vp8.js", spec=f"{SVC}/#dom-rtcrtpencodingparameters-scalabilitymode", features=MODE)
def test_vp8_layers_arrive(facts: Facts) -> None:
    """Every scalability mode that a sender of VP8 takes is sent, and pictures arrive.

    Servers drop layers for people with little bandwidth.
    """
    _assert_layers(facts)


@check("codecs/layers_vp9.js", spec=f"{SVC}/#dom-rtcrtpencodingparameters-scalabilitymode", features=MODE)
def test_vp9_layers_arrive(facts: Facts) -> None:
    """Every scalability mode that a sender of VP9 takes is sent, and pictures arrive.

    Servers drop layers for people with little bandwidth.
    """
    _assert_layers(facts)


@check("codecs/layers_av1.js", spec=f"{SVC}/#dom-rtcrtpencodingparameters-scalabilitymode", features=MODE)
def test_av1_layers_arrive(facts: Facts) -> None:
    """Every scalability mode that a sender of AV1 takes is sent, and pictures arrive.

    Servers drop layers for people with little bandwidth.
    """
    _assert_layers(facts)


@check("codecs/layers_h264.js", spec=f"{SVC}/#dom-rtcrtpencodingparameters-scalabilitymode", features=MODE)
def test_h264_layers_arrive(facts: Facts) -> None:
    """Every scalability mode that a sender of H.264 takes is sent, and pictures arrive.

    Servers drop layers for people with little bandwidth.
    """
    _assert_layers(facts)


@check("codecs/layers_vp9.js", spec=f"{SVC}/#dom-rtcrtpencodingparameters-scalabilitymode", features=MODE)
def test_vp9_goes_on_with_more_layers(facts: Facts) -> None:
    """Pictures go on when a running sender of VP9 gets a second layer of size.

    Products add layers when a call of two becomes a conference.
    """
    assert facts["goesOnAfterSwitch"] is not False


@check("codecs/layers_vp8.js", spec=f"{SVC}/#dom-rtcrtpencodingparameters-scalabilitymode", features=MODE)
def test_modes_that_vp8_lacks_are_refused(facts: Facts) -> None:
    """A running sender of VP8 refuses layers of size, which VP8 lacks, and modes that do not exist.

    A product that is refused can choose another codec.
    """
    for mode in ("L2T1", "L3T3", "S2T1", "no-such-mode"):
        assert facts["set"][mode] in ("OperationError", "InvalidModificationError"), f"{mode}: {facts['set'][mode]}"


# Opus


@check("codecs/opus_sound.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-3.1.3")
def test_opus_pauses_in_silence(facts: Facts) -> None:
    """With discontinuous transmission, hardly any packets are sent in silence.

    In a conference of fifty, forty-nine are silent.
    """
    assert facts["measured"]
    assert facts["pausesInSilence"]


@check("codecs/opus_sound.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-6.1")
def test_opus_keeps_to_a_low_rate(facts: Facts) -> None:
    """A low bit rate that the other side asks for is kept to.

    People on poor links stay in the call.
    """
    assert facts["keepsToALowRate"]


@check("codecs/opus_sound.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-6.1")
def test_opus_takes_a_high_rate(facts: Facts) -> None:
    """A high bit rate that the other side asks for is used.

    Music lessons need it.
    """
    assert facts["takesAHighRate"]


@check("codecs/opus_stereo.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-6.1")
def test_opus_keeps_two_channels_apart(facts: Facts) -> None:
    """Where stereo is negotiated, the tone for the left ear arrives on the left and that for the right on the right.

    Concerts and shared games lose their space otherwise.
    """
    assert facts["stereo"] == ["left", "right"]


@check(
    "codecs/redundancy.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-6.1",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_retransmission_is_agreed_upon(facts: Facts) -> None:
    """Retransmission is agreed upon where it is preferred, and is not where it was left out.

    Without it a lost packet freezes the picture until the next key frame.
    """
    assert "rtx" in facts["pictures"]["answered"]
    assert "rtx" not in facts["withoutRetransmission"]["answered"]
    assert facts["withoutRetransmission"]["sent"] == facts["pictures"]["sent"] == "video/VP8"


# Recordings


def _assert_recorded(facts: Facts) -> None:
    for mime_type, told in facts.items():
        assert told["starts"] == "yes", f"{mime_type}: {told['starts']}"
        assert told["data"], f"{mime_type}: no data"
        assert told["plays"] == "yes", f"{mime_type}: {told['plays']}"


@check("codecs/recorder_webm.js", spec=f"{RECORDER}/#dom-mediarecorder-istypesupported", features=RECORDING)
def test_claimed_webm_is_recorded(facts: Facts) -> None:
    """Each kind of WebM that a recorder claims is recorded, and plays.

    A recording that does not open is lost for good.
    """
    _assert_recorded(facts)


@check("codecs/recorder_mp4.js", spec=f"{RECORDER}/#dom-mediarecorder-istypesupported", features=RECORDING)
def test_claimed_mp4_is_recorded(facts: Facts) -> None:
    """Each kind of MP4 that a recorder claims is recorded, and plays.

    A recording that does not open is lost for good.
    """
    _assert_recorded(facts)


@check("codecs/recorder_matroska.js", spec=f"{RECORDER}/#dom-mediarecorder-istypesupported", features=RECORDING)
def test_claimed_matroska_is_recorded(facts: Facts) -> None:
    """Each kind of Matroska that a recorder claims is recorded, and plays.

    A recording that does not open is lost for good.
    """
    _assert_recorded(facts)


@check("codecs/recorder_audio.js", spec=f"{RECORDER}/#dom-mediarecorder-istypesupported", features=RECORDING)
def test_claimed_sound_is_recorded(facts: Facts) -> None:
    """Each kind of sound file that a recorder claims is recorded, and plays.

    Voice messages are made with it.
    """
    _assert_recorded(facts)


@check(
    "codecs/recorder_webm.js",
    spec=f"{RECORDER}/#dom-mediarecorder-mimetype",
    features=("api.MediaRecorder.mimeType",),
)
def test_recordings_are_of_the_asked_container(facts: Facts) -> None:
    """A recording asked to be WebM calls itself WebM.

    Files are named, and opened, by this.
    """
    for mime_type, told in facts.items():
        assert told["mimeType"].startswith("video/webm"), f"{mime_type} became {told['mimeType']}"

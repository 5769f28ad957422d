"""Encoding and decoding without a call: what WebCodecs claims, what it then does, and what it refuses."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webcodecs"
ENCODER = ("api.VideoEncoder.encode", "api.VideoEncoder.isConfigSupported_static", "api.VideoDecoder.decode")


def _assert_kept(facts: Facts, family: str) -> None:
    """Hold that each claimed variant of a family was encoded, and decoded where decoding is claimed as well."""
    for name, told in facts.items():
        if name.startswith(family) and told["claimed"]["encoder"] is True:
            assert told["encoded"] == "yes", f"{name}: claimed, but encoding gave {told['encoded']}"
            if told["claimed"]["decoder"] is True:
                assert told["decoded"]["right"], f"{name}: {told['decoded']}"


# Pictures


@check("webcodecs/webcodecs_video.js", spec=f"{SPEC}/#dom-videoencoder-isconfigsupported", features=ENCODER)
def test_vp8_keeps_its_word(facts: Facts) -> None:
    """Pictures encoded as VP8 come back in their colours, wherever it is claimed.

    An editor that trusts the claim saves what can be opened again.
    """
    _assert_kept(facts, "VP8")


@check("webcodecs/webcodecs_video.js", spec=f"{SPEC}/#dom-videoencoder-isconfigsupported", features=ENCODER)
def test_vp9_keeps_its_word(facts: Facts) -> None:
    """Pictures encoded as VP9 come back in their colours, with every profile that is claimed.

    Profiles with more colour are often claimed and seldom tried.
    """
    _assert_kept(facts, "VP9")


@check("webcodecs/webcodecs_video.js", spec=f"{SPEC}/#dom-videoencoder-isconfigsupported", features=ENCODER)
def test_av1_keeps_its_word(facts: Facts) -> None:
    """Pictures encoded as AV1 come back in their colours, with every profile that is claimed.

    AV1 depends on libraries and hardware that differ between brands.
    """
    _assert_kept(facts, "AV1")


@check("webcodecs/webcodecs_video.js", spec=f"{SPEC}/#dom-videoencoder-isconfigsupported", features=ENCODER)
def test_h264_keeps_its_word(facts: Facts) -> None:
    """Pictures encoded as H.264 come back in their colours, with every profile and format that is claimed.

    A codec that is listed because a plug-in could be there gives nothing when it is not.
    """
    _assert_kept(facts, "H264")


@check("webcodecs/webcodecs_video.js", spec=f"{SPEC}/#dom-videoencoder-isconfigsupported", features=ENCODER)
def test_h265_keeps_its_word(facts: Facts) -> None:
    """Pictures encoded as H.265 come back in their colours, wherever it is claimed.

    It is there with some hardware only.
    """
    _assert_kept(facts, "H265")


@check(
    "webcodecs/webcodecs_video.js",
    spec=f"{SPEC}/#dom-encodedvideochunk-type",
    features=("api.EncodedVideoChunk.type", "api.VideoEncoder.encode"),
)
def test_the_first_chunk_is_a_key_frame(facts: Facts) -> None:
    """The first chunk that an encoder gives is a key frame.

    Whoever joins or cuts there sees a picture.
    """
    for name, told in facts.items():
        if told.get("encoded") == "yes":
            assert told["firstIsKey"], name


@check(
    "webcodecs/webcodecs_video.js",
    spec=f"{SPEC}/#dom-videodecoder-flush",
    features=("api.VideoDecoder.flush", "api.VideoEncoder.flush"),
)
def test_no_frame_is_lost_at_the_end(facts: Facts) -> None:
    """After flush, as many frames have come out as went in.

    A clip that lacks its last frames ends before its sound.
    """
    for name, told in facts.items():
        if told.get("encoded") == "yes":
            assert told["frames"] == 4, f"{name}: {told['frames']} chunks of 4 frames"
            assert told["decoded"]["frames"] in (4, 0), f"{name}: {told['decoded']['frames']} frames of 4 chunks"


@check(
    "webcodecs/webcodecs_video.js",
    spec="https://www.w3.org/TR/webcodecs-avc-codec-registration/#videodecoderconfig-description",
    features=("api.VideoEncoder.configure",),
)
def test_h264_comes_in_the_asked_format(facts: Facts) -> None:
    """H.264 comes with a description where the format of files is asked, and without in the format of streams.

    Files and broadcasts need the one or the other; the wrong one plays nowhere.
    """
    for name, told in facts.items():
        if name.startswith("H264") and told.get("told"):
            assert told["told"]["description"] is ("Annex B" not in name), name


# Sound


@check(
    "webcodecs/webcodecs_audio.js",
    spec=f"{SPEC}/#dom-audioencoder-isconfigsupported",
    features=("api.AudioEncoder.encode", "api.AudioDecoder.decode"),
)
def test_opus_sound_keeps_its_word(facts: Facts) -> None:
    """A tone encoded as Opus comes back as the same tone, in every form that is claimed.

    Recorders and voice messages are made with it.
    """
    for name, told in facts.items():
        if name.startswith("Opus") and told["claimed"]["encoder"] is True:
            assert told["keepsItsWord"], f"{name}: {told}"


@check(
    "webcodecs/webcodecs_audio.js",
    spec=f"{SPEC}/#dom-audioencoder-isconfigsupported",
    features=("api.AudioEncoder.isConfigSupported_static", "api.AudioDecoder.decode"),
)
def test_other_sound_codecs_keep_their_word(facts: Facts) -> None:
    """A tone encoded with any other claimed codec comes back as the same tone.

    A file that says AAC, FLAC or Vorbis and holds silence is found when it is too late.
    """
    for name, told in facts.items():
        if not name.startswith("Opus") and told["claimed"]["encoder"] is True:
            assert told["keepsItsWord"], f"{name}: {told}"


# Settings


@check(
    "webcodecs/webcodecs_settings.js",
    spec=f"{SPEC}/#valid-videoencoderconfig",
    features=("api.VideoEncoder.isConfigSupported_static",),
)
def test_invalid_configurations_are_type_errors(facts: Facts) -> None:
    """A configuration without codec or without width is a TypeError.

    A mistake is told from a codec that is not there.
    """
    assert facts["refused"]["no codec"] == "TypeError"
    assert facts["refused"]["no width"] == "TypeError"
    assert facts["refused"]["an unknown setting of a known kind"] == "TypeError"


@check(
    "webcodecs/webcodecs_settings.js",
    spec=f"{SPEC}/#dom-videoencoder-isconfigsupported",
    features=("api.VideoEncoder.isConfigSupported_static",),
)
def test_unknown_codecs_are_not_supported(facts: Facts) -> None:
    """A codec that nobody knows, or that is not named exactly, is not supported; that is no error.

    Products try one codec after the other.
    """
    assert facts["refused"]["an unknown codec"] is False
    assert facts["refused"]["an ambiguous codec"] is False
    assert facts["refused"]["an unknown scalability mode"] is False


@check(
    "webcodecs/webcodecs_settings.js",
    spec=f"{SPEC}/#clone-configuration",
    features=("api.VideoEncoder.isConfigSupported_static",),
)
def test_the_answer_repeats_what_was_understood(facts: Facts) -> None:
    """The answer repeats the settings that were understood, and leaves out a member that does not exist.

    So a product learns which settings count in this browser.
    """
    repeated = set(facts["repeated"] or ())
    assert {"codec", "width", "height", "bitrate", "framerate", "latencyMode", "bitrateMode"} <= repeated
    assert "noSuchMember" not in repeated

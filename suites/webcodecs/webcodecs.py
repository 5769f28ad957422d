"""WebCodecs: isConfigSupported() against real round trips through encoders and decoders, and invalid configurations."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webcodecs/"
SUPPORT = f"{SPEC}#config-support"
VIDEO = (
    "api.VideoEncoder.isConfigSupported_static",
    "api.VideoEncoder.encode",
    "api.VideoDecoder.isConfigSupported_static",
    "api.VideoDecoder.decode",
)
AUDIO = (
    "api.AudioEncoder.isConfigSupported_static",
    "api.AudioEncoder.encode",
    "api.AudioDecoder.isConfigSupported_static",
    "api.AudioDecoder.decode",
)


def _claimed(facts: Facts, is_wanted: Any, what: str) -> Facts:
    """Return the configurations that the encoder claims to support; not supported where there are none."""
    claimed = {name: trip for name, trip in facts.items() if is_wanted(name) and trip["claimed"].get("encoder") is True}
    if not claimed:
        not_supported(f"{what} in isConfigSupported()")
    return claimed


def _encoded(facts: Facts) -> Facts:
    """Return the round trips in which the VideoEncoder gave chunks."""
    return {name: trip for name, trip in facts.items() if trip.get("encoded") == "yes"}


def _expect_video_round_trip(facts: Facts, family: str) -> None:
    """Expect that each claimed configuration encodes, and decodes to its colors where that is claimed too."""
    for name, trip in _claimed(facts, lambda each: each.startswith(family), f"encoding {family}").items():
        expect(trip.get("encoded"), f"{name}: VideoEncoder.encode() gives chunks").equals("yes")
        if trip["claimed"].get("decoder") is True:
            decoded = trip.get("decoded") or {}
            expect(decoded.get("right"), f"{name}: each decoded frame has its color within 40 of 255").is_true()


def _expect_audio_round_trip(facts: Facts, *, opus: bool) -> None:
    """Expect that each claimed configuration encodes, and decodes to the tone where that is claimed too."""
    what = "encoding Opus" if opus else "encoding an audio codec other than Opus"
    for name, trip in _claimed(facts, lambda each: each.startswith("Opus") is opus, what).items():
        expect(trip.get("encoded"), f"{name}: AudioEncoder.encode() gives chunks").equals("yes")
        if trip["claimed"].get("decoder") is True:
            expect(trip.get("right"), f"{name}: the decoded tone is 1000 Hz within 5 %").is_true()


# Video


# Step 4: "If the User Agent can provide a codec to support all entries of the config ... return true."
@check("webcodecs/webcodecs_video.js", spec=SUPPORT, basis="MUST", features=VIDEO)
def test_is_config_supported_vp8_round_trip(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` is true for VP8 only if frames survive encoding and decoding.

    Video editors that trust the answer save files that cannot be opened.
    """
    _expect_video_round_trip(facts, "VP8")


# Step 3.1: "User Agent can't provide a codec that can encode the exact profile ... return false"
@check("webcodecs/webcodecs_video.js", spec=SUPPORT, basis="MUST", features=VIDEO)
def test_is_config_supported_vp9_round_trip(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` is true for a VP9 profile only if frames survive encoding and decoding.

    HDR and 4:4:4 profiles are often claimed and seldom tried; recordings come out black or in wrong colors.
    """
    _expect_video_round_trip(facts, "VP9")


# Step 3.1: "User Agent can't provide a codec that can encode the exact profile ... return false"
@check("webcodecs/webcodecs_video.js", spec=SUPPORT, basis="MUST", features=VIDEO)
def test_is_config_supported_av1_round_trip(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` is true for an AV1 profile only if frames survive encoding and decoding.

    AV1 depends on libraries and hardware that differ between browsers; exports fail half way.
    """
    _expect_video_round_trip(facts, "AV1")


# Step 3.1: "User Agent can't provide a codec that can encode the exact profile ... return false"
@check("webcodecs/webcodecs_video.js", spec=SUPPORT, basis="MUST", features=VIDEO)
def test_is_config_supported_h264_round_trip(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` is true for an H.264 profile only if frames survive encoding and decoding.

    A profile that is listed without a working encoder gives empty recordings.
    """
    _expect_video_round_trip(facts, "H264")


# Step 3.1: "User Agent can't provide a codec that can encode the exact profile ... return false"
@check("webcodecs/webcodecs_video.js", spec=SUPPORT, basis="MUST", features=VIDEO)
def test_is_config_supported_h265_round_trip(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` is true for H.265 only if frames survive encoding and decoding.

    Only some hardware encodes H.265; a wrong claim gives empty recordings.
    """
    _expect_video_round_trip(facts, "H265")


# "A value of true indicates that the given frame MUST be encoded as a key frame."
@check(
    "webcodecs/webcodecs_video.js",
    spec=f"{SPEC}#dom-videoencoderencodeoptions-keyframe",
    basis="MUST",
    features=("api.VideoEncoder.encode", "api.EncodedVideoChunk.type"),
)
def test_encode_key_frame_option_gives_key_chunk(facts: Facts) -> None:
    """`VideoEncoder.encode(frame, { keyFrame: true })` gives an `EncodedVideoChunk` of `type` "key".

    Viewers who join, and cuts in editors, need a keyframe to start from.
    """
    encoded = _encoded(facts)
    if not encoded:
        not_supported("encoding any tested video codec")
    for name, trip in encoded.items():
        expect(trip["firstIsKey"], f'{name}: type of the first EncodedVideoChunk is "key"').is_true()


# The default latencyMode is quality: "User Agents MUST not drop frames to achieve the target bitrate"
@check(
    "webcodecs/webcodecs_video.js",
    spec=f"{SPEC}#dom-latencymode-quality",
    basis="MUST",
    features=("api.VideoEncoder.flush", "api.VideoDecoder.flush"),
)
def test_flush_returns_every_frame(facts: Facts) -> None:
    """`VideoEncoder.flush()` and `VideoDecoder.flush()` resolve after as many outputs as there were inputs.

    A clip that lacks its last frames ends before its audio.
    """
    encoded = _encoded(facts)
    if not encoded:
        not_supported("encoding any tested video codec")
    for name, trip in encoded.items():
        expect(trip["frames"], f"{name}: chunks of 4 frames after VideoEncoder.flush()", "chunks").equals(4)
        # A decoder that gives nothing is judged by the round trip of its codec
        decoded = trip["decoded"]["frames"]
        expect(decoded, f"{name}: frames of 4 chunks after VideoDecoder.flush()", "frames").is_one_of([4, 0])


# With avc, "SPS and PPS data are not included in the bitstream and are instead emitted ... as the ... description"
@check(
    "webcodecs/webcodecs_video.js",
    spec="https://www.w3.org/TR/webcodecs-avc-codec-registration/#avc-bitstream-format",
    basis="MUST",
    features=("api.VideoEncoder.configure", "api.VideoEncoder.encode"),
)
def test_avc_format_decides_decoder_config_description(facts: Facts) -> None:
    """`VideoEncoder` emits `decoderConfig.description` with `avc.format` "avc", and none with "annexb" (H.264).

    MP4 files need the description, live streams the parameter sets in the stream; the wrong one plays nowhere.
    """
    configured = {
        name: trip["told"] for name, trip in facts.items() if name.startswith("H264") and trip.get("told") is not None
    }
    if not configured:
        not_supported("encoding H.264 in VideoEncoder")
    for name, decoder_config in configured.items():
        described = expect(decoder_config.get("description"), f'{name}: "description" in decoderConfig')
        described.equals("Annex B" not in name)


# Audio


# Step 4: "If the User Agent can provide a codec to support all entries of the config ... return true."
@check("webcodecs/webcodecs_audio.js", spec=SUPPORT, basis="MUST", features=AUDIO)
def test_is_config_supported_opus_round_trip(facts: Facts) -> None:
    """`AudioEncoder.isConfigSupported()` is true for Opus only if a tone survives encoding and decoding.

    Recorders and voice messages are made with it; a wrong claim records silence.
    """
    _expect_audio_round_trip(facts, opus=True)


# Step 4: "If the User Agent can provide a codec to support all entries of the config ... return true."
@check("webcodecs/webcodecs_audio.js", spec=SUPPORT, basis="MUST", features=AUDIO)
def test_is_config_supported_other_audio_codecs_round_trip(facts: Facts) -> None:
    """`AudioEncoder.isConfigSupported()` is true for AAC, FLAC, Vorbis or PCM only if a tone survives a round trip.

    A file that claims AAC or Vorbis and holds silence is discovered when the recording is over.
    """
    _expect_audio_round_trip(facts, opus=False)


# Configurations


# Step 1: "If config is not a valid VideoEncoderConfig, return a promise rejected with TypeError."
@check(
    "webcodecs/webcodecs_settings.js",
    spec=f"{SPEC}#dom-videoencoder-isconfigsupported",
    basis="MUST",
    features=("api.VideoEncoder.isConfigSupported_static",),
)
def test_is_config_supported_invalid_config_rejects_with_type_error(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` rejects an empty `codec` or `width: 0` with `TypeError`.

    Applications would take a programming error for a missing codec and fall back to worse quality.
    """
    refused = facts["refused"]
    expect(refused.get("no codec"), 'isConfigSupported({ codec: "" })').equals("TypeError")
    expect(refused.get("no width"), "isConfigSupported({ width: 0 })").equals("TypeError")
    expect(
        refused.get("an unknown setting of a known kind"), 'isConfigSupported({ latencyMode: "no-such-mode" })'
    ).equals("TypeError")


# Step 1: "If the codec string in config.codec is not a valid codec string or ... unrecognized ... return false."
@check(
    "webcodecs/webcodecs_settings.js",
    spec=SUPPORT,
    basis="MUST",
    features=("api.VideoEncoder.isConfigSupported_static",),
)
def test_is_config_supported_unknown_codec_is_false(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` is false for an unknown or ambiguous `codec` or `scalabilityMode`.

    Products try one codec after the other, and would stop at an error or choose one that does not exist.
    """
    refused = facts["refused"]
    expect(refused.get("an unknown codec"), 'supported with codec "no-such-codec"').is_false()
    expect(refused.get("an ambiguous codec"), 'supported with codec "vp9", without profile and level').is_false()
    expect(refused.get("an unknown scalability mode"), 'supported with scalabilityMode "no-such-mode"').is_false()


# The config "will contain only the dictionary members that User Agent recognized. Unrecognized ... be ignored."
@check(
    "webcodecs/webcodecs_settings.js",
    spec=f"{SPEC}#clone-config",
    basis="MUST",
    features=("api.VideoEncoder.isConfigSupported_static",),
)
def test_is_config_supported_returns_recognized_members(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` returns the recognized members in `config`, and leaves out unknown ones.

    Applications detect by it which encoder settings have an effect in this browser.
    """
    members = facts["repeated"]
    expect(members, "members of (await isConfigSupported(config)).config").contains(
        "codec", "width", "height", "bitrate", "framerate", "latencyMode", "bitrateMode"
    ).lacks("noSuchMember")

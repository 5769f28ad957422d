"""End-to-end encrypted calls with encoded transforms: receivers with the key decode, receivers without it do not."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"
PROCESSING = f"{SPEC}#stream-processing"
DATA = f"{SPEC}#RTCEncodedVideoFrame-members"
FEATURES = (
    "api.RTCRtpScriptTransform",
    "api.RTCRtpSender.transform",
    "api.RTCRtpReceiver.transform",
    "api.RTCEncodedVideoFrame.data",
)
AUDIO_FEATURES = (*FEATURES[:3], "api.RTCEncodedAudioFrame.data")
STREAMS_FEATURES = ("api.RTCRtpSender.createEncodedStreams", "api.RTCRtpReceiver.createEncodedStreams")


def _expect_codec(facts: Facts, codec: str) -> None:
    """Expect encrypted media of one codec on both ends: without media nothing is proved."""
    expect(facts["sent"], "outbound-rtp codec of the encrypted stream").equals(codec)
    expect(facts["received"], "inbound-rtp codec of the receiver without a key").equals(codec)


def _expect_holder_decodes(facts: Facts) -> None:
    """Expect video at the receiver that has the key."""
    _expect_codec(facts, f"video/{facts['codec']}")
    expect(facts["holder"], "the receiver with the key plays 16 numbered frames within 15 s").is_true()


def _expect_no_key_no_video(facts: Facts) -> None:
    """Expect a frozen or black image at a receiver without a key and at one with another key."""
    _expect_codec(facts, f"video/{facts['codec']}")
    expect(
        facts["keylessSeesNothing"], "the receiver without a key plays at most 1/4 of the frames of the one with it"
    ).is_true()
    expect(
        facts["wrongKeySeesNothing"], "the receiver with a wrong key plays at most 1/4 of 24 frames it cannot decrypt"
    ).is_true()


def _expect_key_rotation(facts: Facts) -> None:
    """Expect video after the sender changed its key, and after the receiver got the right key back."""
    expect(facts["afterChange"], "video plays after the sender rotates its key").is_true()
    expect(facts["rightKeyAgain"], "video plays again once a wrong key is replaced by the right one").is_true()


# "enqueue frameCopy it to rtcObject's decoder, to be processed in parallel."
@check("e2ee/encrypted_vp8.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_vp8_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with the key plays VP8 video.

    Without it, every end-to-end encrypted meeting that uses VP8 shows black video.
    """
    _expect_holder_decodes(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/encrypted_vp8.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_vp8_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with no key or a wrong key plays no VP8 video.

    The promise of end-to-end encryption is broken where frames bypass the transform.
    """
    _expect_no_key_no_video(facts)


# "Enqueue frameCopy for processing as if it came directly from the encoded data source"
@check("e2ee/encrypted_vp8.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_vp8_key_rotation(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: VP8 video plays on after a key rotation and recovers from a wrong key.

    Keys rotate whenever a participant joins or leaves a meeting.
    """
    _expect_key_rotation(facts)


# "enqueue frameCopy it to rtcObject's decoder, to be processed in parallel."
@check("e2ee/encrypted_vp9.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_vp9_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with the key plays VP9 video.

    Without it, every end-to-end encrypted meeting that uses VP9 shows black video.
    """
    _expect_holder_decodes(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/encrypted_vp9.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_vp9_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with no key or a wrong key plays no VP9 video.

    The promise of end-to-end encryption is broken where frames bypass the transform.
    """
    _expect_no_key_no_video(facts)


# "Enqueue frameCopy for processing as if it came directly from the encoded data source"
@check("e2ee/encrypted_vp9.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_vp9_key_rotation(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: VP9 video plays on after a key rotation and recovers from a wrong key.

    Keys rotate whenever a participant joins or leaves a meeting.
    """
    _expect_key_rotation(facts)


# "enqueue frameCopy it to rtcObject's decoder, to be processed in parallel."
@check("e2ee/encrypted_h264.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_h264_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with the key plays H.264 video.

    Without it, every end-to-end encrypted meeting that uses H.264 shows black video.
    """
    _expect_holder_decodes(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/encrypted_h264.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_h264_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with no key or a wrong key plays no H.264 video.

    The promise of end-to-end encryption is broken where frames bypass the transform.
    """
    _expect_no_key_no_video(facts)


# "Enqueue frameCopy for processing as if it came directly from the encoded data source"
@check("e2ee/encrypted_h264.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_h264_key_rotation(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: H.264 video plays on after a key rotation and recovers from a wrong key.

    Keys rotate whenever a participant joins or leaves a meeting.
    """
    _expect_key_rotation(facts)


# "enqueue frameCopy it to rtcObject's decoder, to be processed in parallel."
@check("e2ee/encrypted_av1.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_av1_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with the key plays AV1 video.

    Without it, every end-to-end encrypted meeting that uses AV1 shows black video.
    """
    _expect_holder_decodes(facts)


# "On setting, this.data MUST be set to the new value."
@check("e2ee/encrypted_av1.js", spec=DATA, basis="MUST", features=FEATURES)
def test_script_transform_av1_without_key_shows_nothing(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with no key or a wrong key plays no AV1 video.

    The promise of end-to-end encryption is broken where frames bypass the transform.
    """
    _expect_no_key_no_video(facts)


# "Enqueue frameCopy for processing as if it came directly from the encoded data source"
@check("e2ee/encrypted_av1.js", spec=PROCESSING, basis="MUST", features=FEATURES)
def test_script_transform_av1_key_rotation(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: AV1 video plays on after a key rotation and recovers from a wrong key.

    Keys rotate whenever a participant joins or leaves a meeting.
    """
    _expect_key_rotation(facts)


# "enqueue frameCopy it to rtcObject's decoder, to be processed in parallel."
@check("e2ee/encrypted_opus.js", spec=PROCESSING, basis="MUST", features=AUDIO_FEATURES)
def test_script_transform_opus_decodes_with_key(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with the key plays an Opus tone, also after a key rotation.

    A meeting without audio is no meeting.
    """
    _expect_codec(facts, "audio/opus")
    expect(facts["holder"], "the receiver with the key plays the 1000 Hz tone").is_true()
    expect(facts["afterChange"], "the 1000 Hz tone plays after the sender rotates its key").is_true()


# "On setting, this.data MUST be set to the new value."
@check("e2ee/encrypted_opus.js", spec=f"{SPEC}#RTCEncodedAudioFrame-members", basis="MUST", features=AUDIO_FEATURES)
def test_script_transform_opus_without_key_plays_no_tone(facts: Facts) -> None:
    """E2EE over `RTCRtpScriptTransform`: a receiver with no key or a wrong key does not play the Opus tone.

    The promise of end-to-end encryption is broken where frames bypass the transform.
    """
    _expect_codec(facts, "audio/opus")
    expect(facts["keylessHearsNothing"], "the receiver without a key does not play the 1000 Hz tone").is_true()
    expect(facts["wrongKey"].get("refused"), "50 frames with another key reach the receiver's transform").is_true()
    expect(facts["wrongKey"].get("hearsNothing"), "the receiver with a wrong key does not play the tone").is_true()


# "and the corresponding flag is set in RTCConfiguration ... ensure that the codec ... produces no output."
@check("e2ee/encrypted_streams.js", spec=f"{SPEC}#operation", basis="MUST", features=STREAMS_FEATURES)
def test_create_encoded_streams_vp8_encryption(facts: Facts) -> None:
    """E2EE over `createEncodedStreams()`: VP8 plays with the key only, and survives a key rotation.

    Products written before `RTCRtpScriptTransform` still rely on it.
    """
    _expect_holder_decodes(facts)
    _expect_no_key_no_video(facts)
    _expect_key_rotation(facts)

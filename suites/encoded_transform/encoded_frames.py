"""What encoded frames are like that transforms get: their bytes, their type, their metadata, copies of them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"
METADATA = f"{SPEC}#RTCEncodedFrameMetadata-members"
VIDEO = f"{SPEC}#RTCEncodedVideoFrameMetadata-members"
AUDIO = f"{SPEC}#RTCEncodedAudioFrameMetadata-members"
SIDES = ("sender", "receiver")


@check("encoded_transform/video_frames.js", spec=f"{SPEC}#RTCEncodedVideoFrame-members")
def test_first_frame_is_a_key_frame(facts: Facts) -> None:
    """The first frame of a picture is a key frame, later ones are told apart, and their bytes can be written.

    Encryption leaves more bytes of key frames readable, and must know which they are.
    """
    assert facts["came"], "too few frames came"
    for side in SIDES:
        assert facts[side]["firstIsKey"], f"{side}: the first is no key frame"
        assert facts[side]["types"] in (["delta", "key"], ["key"]), f"{side}: {facts[side]['types']}"
        assert facts[side]["arrayBuffers"], f"{side}: the bytes are no ArrayBuffer"
        assert facts[side]["interface"] == ["RTCEncodedVideoFrame"]


@check("encoded_transform/video_frames.js", spec=METADATA)
def test_metadata_name_the_pictures_stream(facts: Facts) -> None:
    """A frame's metadata name the stream and the codec that it belongs to, as statistics do.

    Keys and counters of encryption are kept per stream.
    """
    for side in SIDES:
        assert facts[side]["ssrcIsTheStreams"], f"{side}: another synchronization source"
        assert facts[side]["payloadTypeIsTheCodecs"], f"{side}: another payload type, or none"


@check("encoded_transform/video_frames.js", spec=METADATA)
def test_metadata_tell_codec_and_time(facts: Facts) -> None:
    """A frame's metadata tell the MIME type of its codec and its RTP timestamp.

    A transform that handles several codecs must know which one a frame is of.
    """
    for side in SIDES:
        assert facts[side]["mimeType"] == ["video/vp8"], f"{side}: {facts[side]['mimeType']}"
        assert facts[side]["rtpTimestampsRise"], f"{side}: no RTP timestamps, or falling ones"


@check("encoded_transform/video_frames.js", spec=VIDEO)
def test_metadata_tell_how_frames_depend(facts: Facts) -> None:
    """Frames that are numbered have rising numbers and depend on earlier ones alone; key frames tell their size.

    What drops frames by layer or counts losses relies on it.
    """
    for side in SIDES:
        # A received frame has a number only where a header extension carried it
        assert facts[side]["frameIdsRise"] is not False, f"{side}: falling numbers"
        assert facts[side]["dependOnEarlier"] is not False, f"{side}: a frame depends on a later one"
        assert facts[side]["sizesOfKeyFrames"] == ["320x180"], f"{side}: {facts[side]['sizesOfKeyFrames']}"


@check("encoded_transform/audio_frames.js", spec=METADATA)
def test_metadata_name_the_sounds_stream(facts: Facts) -> None:
    """Metadata of a frame of sound name the stream and the codec that it belongs to, as statistics do.

    Keys and counters of encryption are kept per stream.
    """
    assert facts["came"], "too few frames came"
    for side in SIDES:
        assert facts[side]["interface"] == ["RTCEncodedAudioFrame"]
        assert facts[side]["arrayBuffers"], f"{side}: the bytes are no ArrayBuffer"
        assert facts[side]["ssrcIsTheStreams"], f"{side}: another synchronization source"
        assert facts[side]["payloadTypeIsTheCodecs"], f"{side}: another payload type, or none"


@check("encoded_transform/audio_frames.js", spec=AUDIO)
def test_metadata_tell_the_sounds_order(facts: Facts) -> None:
    """Frames of sound tell their MIME type and RTP timestamp, received ones their sequence number as well.

    Only so can a transform see what was lost.
    """
    for side in SIDES:
        assert facts[side]["mimeType"] == ["audio/opus"], f"{side}: {facts[side]['mimeType']}"
        assert facts[side]["rtpTimestampsRise"], f"{side}: no RTP timestamps, or falling ones"
    assert facts["receiver"]["sequenceNumbersRise"], "received frames have no sequence numbers, or falling ones"


@check("encoded_transform/copies.js", spec=f"{SPEC}#dom-rtcencodedvideoframe-constructor")
def test_frames_can_be_copied(facts: Facts) -> None:
    """A frame can be copied: the copy has the same bytes, as its own, and the type of the original.

    Sending one frame on to several peers takes a copy for each.
    """
    assert facts["failures"] == [], f"copying threw {facts['failures']}"
    assert facts["sameBytes"], "the copy has other bytes, or none was made"
    assert facts["own"], "the copy shares its bytes with the original"
    assert facts["sameType"], "the copy has another type"
    assert facts["seen"], "the call did not go on meanwhile"


@check("encoded_transform/layers.js", spec=VIDEO)
def test_transform_gets_every_size(facts: Facts) -> None:
    """A transform on a sender of three sizes gets the frames of all three, each with its own stream and size.

    One that missed a size would send it unencrypted, or not at all.
    """
    assert facts["allSent"], "not every size was sent"
    assert facts["seen"], "a subscriber saw nothing"
    assert facts["sources"] == 3, f"frames of {facts['sources']} streams came"
    assert facts["sourcesAreTheStreams"], "they belong to streams that are not sent"
    assert facts["sizes"] == ["1024x576", "256x144", "512x288"], f"{facts['sizes']}"

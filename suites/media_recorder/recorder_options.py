"""MediaRecorderOptions: bitrates, `audioBitrateMode` and the keyframe interval."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record"
START = f"{SPEC}/#dom-mediarecorder-start"
RECORDER = "api.MediaRecorder"


# "Initialize recorder's videoBitsPerSecond attribute to the value of options' videoBitsPerSecond member"
@check(
    "media_recorder/bit_rates.js",
    spec=f"{SPEC}/#dom-mediarecorder-mediarecorder",
    basis="MUST",
    features=(
        f"{RECORDER}.videoBitsPerSecond",
        f"{RECORDER}.audioBitsPerSecond",
        f"{RECORDER}.MediaRecorder.options_parameter",
    ),
)
def test_bits_per_second_attributes_match_options(facts: Facts) -> None:
    """`MediaRecorder.videoBitsPerSecond` and `audioBitsPerSecond` have the values of the constructor's options.

    Products read from them which quality the browser targets.
    """
    for name, video in (("low", 200_000), ("high", 2_000_000)):
        attributes = facts["told"][name]
        expect(attributes, f"attributes of the MediaRecorder with videoBitsPerSecond={video}").is_a("object")
        expect(attributes.get("video"), "MediaRecorder.videoBitsPerSecond", "bit/s").equals(video)
        expect(attributes.get("audio"), "MediaRecorder.audioBitsPerSecond", "bit/s").equals(32_000)


# "If recorder supports the BitrateMode ... else initialize ... audioBitrateMode ... to the value "variable""
@check(
    "media_recorder/bit_rates.js",
    spec=f"{SPEC}/#dom-mediarecorder-audiobitratemode",
    basis="MUST",
    features=(f"{RECORDER}.audioBitrateMode",),
)
def test_audio_bitrate_mode_is_exposed(facts: Facts) -> None:
    """`MediaRecorder.audioBitrateMode` is "variable" by default, and one of the two modes if "constant" is set.

    Streaming servers need a constant bitrate, and products read here whether they get it.
    """
    for name, option, allowed in (("low", '"constant"', ("constant", "variable")), ("high", "unset", ("variable",))):
        attributes = facts["told"][name]
        expect(attributes, f"attributes of the MediaRecorder with audioBitrateMode {option}").is_a("object")
        mode = attributes.get("mode")
        expect(mode, f"MediaRecorder.audioBitrateMode with the option {option}").is_one_of(allowed)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check(
    "media_recorder/key_frames.js",
    spec=START,
    basis="MUST",
    features=(f"{RECORDER}.MediaRecorder.options_parameter", f"{RECORDER}.start"),
)
def test_keyframe_interval_options_record_keyframe(facts: Facts) -> None:
    """`videoKeyFrameIntervalCount` and `videoKeyFrameIntervalDuration` alone keep `MediaRecorder` files decodable.

    A recording without a keyframe cannot be played or cut.
    """
    for case, option in (
        ("usual", "no keyframe option"),
        ("intervalCount10", "videoKeyFrameIntervalCount=10"),
        ("intervalDuration500", "videoKeyFrameIntervalDuration=500"),
    ):
        expect(facts[case].get("recorded"), f"recording with {option}").equals("yes")
        expect(facts[case].get("hasKeyframe"), f"the file recorded with {option} has a keyframe").is_true()

"""Files of a MediaRecorder: container, codecs, tracks, keyframes and duration, inspected with ffprobe and played."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record"
START = f"{SPEC}/#dom-mediarecorder-start"
RECORDER = "api.MediaRecorder"
TYPE = (
    f"{RECORDER}.MediaRecorder.options_parameter",
    f"{RECORDER}.mimeType",
    f"{RECORDER}.isTypeSupported_static",
)
STARTING = (f"{RECORDER}.start", f"{RECORDER}.dataavailable_event")

SIZE = "160x90"
"""The size of the video track that is recorded."""
MOST_PACKETS_WITHOUT_PAUSE = 90
"""60 frames are drawn while it records and 60 while it is paused: more packets than this hold frames of the pause."""


def _claimed(facts: Facts) -> Facts:
    """Return the outcomes of the MIME types that the browser claims to record.

    `isTypeSupported()` looks at the codec and ignores its profile, so that a type with a profile may still be rejected.
    H.265 has hardware encoders only, which may reject the small test video with another error.
    """
    every(facts, "MIME types for which isTypeSupported() returns true")
    claimed = {
        mime_type: outcome
        for mime_type, outcome in facts.items()
        if not (outcome["recorded"] == "NotSupportedError" and "." in mime_type)
        and not (outcome["recorded"].endswith("Error") and "hvc1" in mime_type)
    }
    if not claimed:
        not_supported(f"recording as {', '.join(facts)}")
    return claimed


def _recorded(facts: Facts) -> Facts:
    """Return the outcomes of the MIME types that were recorded."""
    files = {mime_type: outcome for mime_type, outcome in _claimed(facts).items() if outcome["recorded"] == "yes"}
    return every(files, "recorded files")


def _expect_requested_codecs(facts: Facts, container: str) -> None:
    """Expect of each claimed MIME type a readable file of this container with the codecs of the type."""
    for mime_type, outcome in _claimed(facts).items():
        expect(outcome["recorded"], f"recording as {mime_type}").equals("yes")
        file = outcome["file"]
        expect(file.get("readable"), f"{mime_type}: ffprobe reads the file").is_true()
        expect(file.get("format"), f"{mime_type}: container format of the file").contains(container)
        codecs = expect(file.get("codecs"), f"{mime_type}: codecs of the file")
        codecs.satisfies(outcome["codecsAsRequested"], "the codecs of the MIME type")


def _expect_plays(facts: Facts) -> None:
    """Expect each recorded file to play to its end, with the recorded frames and the tone.

    Playback of Matroska and H.265 in the same browser is a SHOULD: a file that does not play there is not judged.
    """
    played = {
        mime_type: outcome
        for mime_type, outcome in _recorded(facts).items()
        if outcome["plays"] or not ("x-matroska" in mime_type or "hvc1" in mime_type)
    }
    if not played:
        not_supported("playback of the recorded types")
    for mime_type, outcome in played.items():
        expect(outcome["plays"], f"{mime_type}: the recording plays in a video element").is_true()
        expect(outcome["frameNumbersAdvance"], f"{mime_type}: the recorded frames advance in order").is_true()
        expect(outcome["frameNumbersToEnd"], f"{mime_type}: frames of the last second are in the file").is_true()
        has_audio = "audio" in outcome["file"].get("kinds", [])
        expect(outcome["sounds"], f"{mime_type}: the tone is in the file").equals(has_audio)
        if has_audio:
            expect(outcome["audioToEnd"], f"{mime_type}: the tone is in the last second").is_true()


def _expect_size_and_keyframe(facts: Facts) -> None:
    """Expect of each recorded file the size of the video track and a keyframe."""
    for mime_type, outcome in _recorded(facts).items():
        expect(outcome["file"].get("size"), f"{mime_type}: size of the recorded video").equals(SIZE)
        expect(outcome["file"].get("hasKeyframe"), f"{mime_type}: the file has a keyframe").is_true()


# "constrain the configuration of recorder to the media type, container, and codec specified"
@check("media_recorder/files_webm.js", spec=START, basis="MUST", features=TYPE)
def test_mime_type_webm_writes_requested_codecs(facts: Facts) -> None:
    """`MediaRecorder` with a `video/webm` type writes a WebM file with exactly the codecs of the `mimeType`.

    Servers that cut and join recordings go by the content of the file.
    """
    _expect_requested_codecs(facts, "webm")
    for mime_type, outcome in _claimed(facts).items():
        expect(outcome["file"].get("container"), f"{mime_type}: DocType of the file").equals("webm")


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("media_recorder/files_webm.js", spec=START, basis="MUST", features=STARTING)
def test_webm_recording_plays_to_end(facts: Facts) -> None:
    """WebM recordings of `MediaRecorder` play to the end, with frames in order and the recorded tone.

    A file that opens and freezes passes every test of its name.
    """
    _expect_plays(facts)


# "The UA MUST record stream ... that the original Tracks can be retrieved at playback time."
@check("media_recorder/files_webm.js", spec=START, basis="MUST", features=STARTING)
def test_webm_recording_has_track_size_and_keyframe(facts: Facts) -> None:
    """WebM recordings of `MediaRecorder` have the size of the video track and a keyframe.

    Without a keyframe no player can start.
    """
    _expect_size_and_keyframe(facts)


# "constrain the configuration of recorder to the media type, container, and codec specified"
@check("media_recorder/files_mp4.js", spec=START, basis="MUST", features=TYPE)
def test_mime_type_mp4_writes_requested_codecs(facts: Facts) -> None:
    """`MediaRecorder` with a `video/mp4` type writes an MP4 file with exactly the codecs of the `mimeType`.

    MP4 is the format that every phone opens.
    """
    _expect_requested_codecs(facts, "mp4")


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("media_recorder/files_mp4.js", spec=START, basis="MUST", features=STARTING)
def test_mp4_recording_plays_to_end(facts: Facts) -> None:
    """MP4 recordings of `MediaRecorder` play to the end, with frames in order and the recorded tone.

    An MP4 file with a missing index opens nowhere.
    """
    _expect_plays(facts)


# "The UA MUST record stream ... that the original Tracks can be retrieved at playback time."
@check("media_recorder/files_mp4.js", spec=START, basis="MUST", features=STARTING)
def test_mp4_recording_has_track_size_and_keyframe(facts: Facts) -> None:
    """MP4 recordings of `MediaRecorder` have the size of the video track and a keyframe.

    Video editors show their preview from the first keyframe.
    """
    _expect_size_and_keyframe(facts)


# "constrain the configuration of recorder to the media type, container, and codec specified"
@check("media_recorder/files_matroska.js", spec=START, basis="MUST", features=TYPE)
def test_mime_type_matroska_writes_requested_codecs(facts: Facts) -> None:
    """`MediaRecorder` with a `video/x-matroska` type writes a Matroska file with exactly the codecs of the `mimeType`.

    Products record H.264 from the hardware encoder this way.
    """
    _expect_requested_codecs(facts, "matroska")


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("media_recorder/files_matroska.js", spec=START, basis="MUST", features=STARTING)
def test_matroska_recording_plays_to_end(facts: Facts) -> None:
    """Matroska recordings of `MediaRecorder` play to the end, with frames in order and the recorded tone.

    Products show users the recording that they have just made.
    """
    _expect_plays(facts)


# "The UA MUST record stream ... that the original Tracks can be retrieved at playback time."
@check("media_recorder/files_matroska.js", spec=START, basis="MUST", features=STARTING)
def test_matroska_recording_has_track_size_and_keyframe(facts: Facts) -> None:
    """Matroska recordings of `MediaRecorder` have the size of the video track and a keyframe.

    A file without a keyframe at the start shows gray until the next one.
    """
    _expect_size_and_keyframe(facts)


# "constrain the configuration of recorder to the media type, container, and codec specified"
@check("media_recorder/files_sound.js", spec=START, basis="MUST", features=TYPE)
def test_audio_mime_type_writes_requested_codec(facts: Facts) -> None:
    """`MediaRecorder` with an audio `mimeType` writes one audio track with the codec of the type, and no video.

    Servers reject voice messages whose content is not what their type says.
    """
    for mime_type, outcome in _claimed(facts).items():
        expect(outcome["recorded"], f"recording as {mime_type}").equals("yes")
        file = outcome["file"]
        expect(file.get("readable"), f"{mime_type}: ffprobe reads the file").is_true()
        expect(file.get("kinds"), f"{mime_type}: tracks of the file").equals(["audio"])
        if "codecs=pcm" in mime_type:
            # Any PCM sample format is PCM
            expect(",".join(file.get("codecs", [])), f"{mime_type}: codec of the file").matches("^pcm_")
        elif "codecs=" in mime_type:
            codecs = expect(file.get("codecs"), f"{mime_type}: codecs of the file")
            codecs.satisfies(outcome["codecsAsRequested"], "the codec of the MIME type")


# "Start recording all tracks in tracks using the recorder's current configuration"
@check("media_recorder/files_sound.js", spec=START, basis="MUST", features=STARTING)
def test_audio_recording_contains_tone(facts: Facts) -> None:
    """Audio recordings of `MediaRecorder` contain the recorded 440 Hz tone, to the last second.

    A broken recorder writes silence of the right length.
    """
    for mime_type, outcome in _recorded(facts).items():
        expect(outcome["tone"], f"{mime_type}: the tone of 440 Hz is in the file").is_true()
        expect(outcome["toneToEnd"], f"{mime_type}: the tone of 440 Hz is in the last second").is_true()


# "The duration attribute must return the time of the end of the media resource, in seconds, on the media timeline."
@check(
    "media_recorder/durations.js",
    spec="https://html.spec.whatwg.org/multipage/media.html#dom-media-duration",
    basis="MUST",
    features=("api.HTMLMediaElement.duration", f"{RECORDER}.start"),
)
def test_duration_of_recording_is_correct(facts: Facts) -> None:
    """`HTMLMediaElement.duration` of a `MediaRecorder` file is correct to 1 s where it is finite.

    Players show a wrong end, and products bill and transcribe by it.
    """
    known = 0
    for mime_type, outcome in every(facts, "MIME types for which isTypeSupported() returns true").items():
        for how, start in (("withoutTimeslice", "start()"), ("withTimeslice", "start(200)")):
            file = outcome[how]
            expect(file.get("recorded"), f"recording as {mime_type} with {start}").equals("yes")
            if file.get("element") == "finite":
                known += 1
                right = file.get("elementDurationCorrect")
                expect(right, f"{mime_type} with {start}: duration is within 1 s of the last packet").is_true()
    if known == 0:
        not_supported("a finite duration of recordings")


# "Stop gathering data into blob (but keep it available so that recording can be resumed in the future)."
@check(
    "media_recorder/pause.js",
    spec=f"{SPEC}/#dom-mediarecorder-pause",
    basis="MUST",
    features=(f"{RECORDER}.pause", f"{RECORDER}.resume"),
)
def test_pause_stops_recording(facts: Facts, notes: Facts) -> None:
    """`MediaRecorder.pause()` keeps frames out of the file until `resume()`; later frames are in it.

    Users pause because the next minutes must not be recorded.
    """
    expect(facts["recorded"], "recording with pause() and resume()").equals("yes")
    packets = sum(stream.get("packets", 0) for stream in notes.get("told", {}).get("streams", []))
    # A gap in the timestamps is no recording of the pause: only a file with its frames is
    if packets == 0 or packets > MOST_PACKETS_WITHOUT_PAUSE:
        subject = f"the file ({packets or 'unknown'} packets) is shorter than recording and pause together"
        expect(facts.get("pauseOmitted"), subject).is_true()
    expect(facts.get("plays"), "the recording plays in a video element").is_true()
    expect(facts.get("frameNumbersAdvance"), "the recorded frames advance in order").is_true()
    expect(facts.get("frameNumbersToEnd"), "frames drawn after resume() are in the file").is_true()


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

"""Files of a MediaRecorder: container, codecs, tracks and keyframes, inspected with ffprobe and played."""

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
@check("media_recorder/files_audio.js", spec=START, basis="MUST", features=TYPE)
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
@check("media_recorder/files_audio.js", spec=START, basis="MUST", features=STARTING)
def test_audio_recording_contains_tone(facts: Facts) -> None:
    """Audio recordings of `MediaRecorder` contain the recorded 440 Hz tone, to the last second.

    A broken recorder writes silence of the right length.
    """
    for mime_type, outcome in _recorded(facts).items():
        expect(outcome["tone"], f"{mime_type}: the tone of 440 Hz is in the file").is_true()
        expect(outcome["toneToEnd"], f"{mime_type}: the tone of 440 Hz is in the last second").is_true()

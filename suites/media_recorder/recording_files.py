"""What is in recorded files: container, codecs, tracks, times, key frames, looked into from outside and played."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

RECORDER = "https://w3c.github.io/mediacapture-record"
MIME_TYPE = f"{RECORDER}/#dom-mediarecorder-mimetype"
START = f"{RECORDER}/#dom-mediarecorder-start"
TYPE = ("api.MediaRecorder.mimeType", "api.MediaRecorder.isTypeSupported_static")
STARTING = ("api.MediaRecorder.start",)


def _assert_as_asked(facts: Facts, container: str) -> None:
    """Hold each recorded file to the type it was asked for."""
    for mime_type, told in facts.items():
        assert told["recorded"] == "yes", f"{mime_type}: {told['recorded']}"
        file = told["file"]
        assert file["readable"], mime_type
        assert container in file["format"], f"{mime_type} became {file['format']}"
        assert told["as_asked"], f"{mime_type} holds {file['codecs']}"


def _assert_plays(facts: Facts) -> None:
    """Hold each recorded file to show and sound what was recorded."""
    for mime_type, told in facts.items():
        if told["recorded"] == "yes":
            assert told["plays"], f"{mime_type}: it does not play"
            assert told["numbers_advance"], f"{mime_type}: the recorded frames do not advance"
            assert told["numbers_to_the_end"], (
                f"{mime_type}: the frames of the last second are frozen, black or missing"
            )
            has_audio = "audio" in told["file"]["kinds"]
            assert told["sounds"] is has_audio, f"{mime_type}: has an audio track {has_audio}, audible {told['sounds']}"
            assert told["sounds_to_the_end"] is not False, f"{mime_type}: the tone is missing in the last second"


def _assert_whole(facts: Facts) -> None:
    """Hold each recorded file to a picture of the recorded size that can be begun with."""
    for mime_type, told in facts.items():
        if told["recorded"] == "yes":
            assert told["file"].get("size") == "160x90", mime_type
            assert told["file"].get("has_key_frame"), mime_type


@check("media_recorder/files_webm.js", spec=MIME_TYPE, features=TYPE)
def test_webm_files_hold_what_was_asked(facts: Facts) -> None:
    """Each WebM file holds the very codecs that were asked for, and is WebM to other programs.

    Servers that cut and join recordings go by the file, not by what the browser said.
    """
    _assert_as_asked(facts, "webm")
    for mime_type, told in facts.items():
        assert told["file"]["container"] == "webm", f"{mime_type} is {told['file']['container']}"


@check("media_recorder/files_webm.js", spec=START, features=STARTING)
def test_webm_files_play_what_was_seen(facts: Facts) -> None:
    """Each WebM file plays: its pictures advance in their order, and its sound is there.

    A file that opens and stands still passes any check of its name.
    """
    _assert_plays(facts)


@check("media_recorder/files_webm.js", spec=START, features=STARTING)
def test_webm_files_have_size_and_key_frame(facts: Facts) -> None:
    """Each WebM file has the size of the recorded picture and a key frame.

    Without one no player has anything to begin with.
    """
    _assert_whole(facts)


@check("media_recorder/files_mp4.js", spec=MIME_TYPE, features=TYPE)
def test_mp4_files_hold_what_was_asked(facts: Facts) -> None:
    """Each MP4 file holds the very codecs that were asked for, and is MP4 to other programs.

    It is the one kind of file that every phone opens.
    """
    _assert_as_asked(facts, "mp4")


@check("media_recorder/files_mp4.js", spec=START, features=STARTING)
def test_mp4_files_play_what_was_seen(facts: Facts) -> None:
    """Each MP4 file plays: its pictures advance in their order, and its sound is there.

    Half a file, with an index that is missing, opens nowhere.
    """
    _assert_plays(facts)


@check("media_recorder/files_mp4.js", spec=START, features=STARTING)
def test_mp4_files_have_size_and_key_frame(facts: Facts) -> None:
    """Each MP4 file has the size of the recorded picture and a key frame.

    Editors show the first picture by it.
    """
    _assert_whole(facts)


@check("media_recorder/files_matroska.js", spec=MIME_TYPE, features=TYPE)
def test_matroska_files_hold_what_was_asked(facts: Facts) -> None:
    """Each Matroska file holds the very codecs that were asked for, and is Matroska to other programs.

    It is the way to record what a browser encodes in hardware, as it is.
    """
    _assert_as_asked(facts, "matroska")


@check("media_recorder/files_matroska.js", spec=START, features=STARTING)
def test_matroska_files_play_what_was_seen(facts: Facts) -> None:
    """Each Matroska file plays: its pictures advance in their order, and its sound is there.

    A product plays it back to the person who has just recorded it.
    """
    _assert_plays(facts)


@check("media_recorder/files_matroska.js", spec=START, features=STARTING)
def test_matroska_files_have_size_and_key_frame(facts: Facts) -> None:
    """Each Matroska file has the size of the recorded picture and a key frame.

    A file that starts in the middle shows grey until the next one.
    """
    _assert_whole(facts)


@check("media_recorder/files_sound.js", spec=MIME_TYPE, features=TYPE)
def test_sound_files_hold_what_was_asked(facts: Facts) -> None:
    """Each sound file that a recorder claims holds the codec asked for, and no picture.

    Voice messages are uploaded by their type and refused by their content.
    """
    for mime_type, told in facts.items():
        assert told["recorded"] == "yes", f"{mime_type}: {told['recorded']}"
        assert told["file"]["readable"], mime_type
        assert told["file"]["kinds"] == ["audio"], mime_type
        assert told["as_asked"], f"{mime_type} holds {told['file']['codecs']}"


@check("media_recorder/files_sound.js", spec=START, features=STARTING)
def test_sound_files_hold_the_tone(facts: Facts) -> None:
    """Each sound file, decoded, has the tone that was played.

    Silence of the right length is what a broken recorder gives.
    """
    for mime_type, told in facts.items():
        if told["recorded"] == "yes":
            assert told["tone"], f"{mime_type}: the tone of 440 Hz is not in the file"
            assert told["tone_to_the_end"], f"{mime_type}: the tone of 440 Hz is missing in the last second"


@check("media_recorder/durations.js", spec=START, features=STARTING)
def test_recordings_in_one_piece_tell_their_duration(facts: Facts) -> None:
    """A recording taken in one piece tells a player how long it is.

    Players show a bar to seek in only where they know the end.
    """
    for mime_type, told in facts.items():
        one = told["in_one"]
        assert one["recorded"] == "yes", mime_type
        assert one["element"] == "finite", f"{mime_type}: {one['element']}"


@check("media_recorder/durations.js", spec=START, features=STARTING)
def test_files_in_one_piece_have_their_duration_written(facts: Facts) -> None:
    """A recording taken in one piece has its duration written in the file.

    Servers and players that read the head of a file take the rest for endless otherwise, and seek nowhere.
    """
    for mime_type, told in facts.items():
        assert told["in_one"].get("file_tells"), mime_type


@check("media_recorder/durations.js", spec=START, features=STARTING)
def test_told_durations_are_right(facts: Facts) -> None:
    """Where a recording says how long it is, it is right to a second, taken in one piece or in several.

    Bills and transcripts are reckoned by it.
    """
    for mime_type, told in facts.items():
        for how in ("in_one", "in_pieces"):
            assert told[how].get("file_is_right") is not False, (mime_type, how)
            assert told[how].get("element_is_right") is not False, (mime_type, how)


@check(
    "media_recorder/pause.js",
    spec=f"{RECORDER}/#dom-mediarecorder-pause",
    features=("api.MediaRecorder.pause", "api.MediaRecorder.resume"),
)
def test_pauses_are_left_out(facts: Facts) -> None:
    """The time of a pause is not in the file, and pictures after it follow those before.

    Who pauses means "do not record this", for the length of it too.
    """
    assert facts["recorded"] == "yes"
    assert facts["pause_is_left_out"]
    assert facts["plays"]
    assert facts["numbers_advance"]
    assert facts["numbers_to_the_end"], "the frames recorded after resume() are frozen, black or missing"


@check(
    "media_recorder/bit_rates.js",
    spec=f"{RECORDER}/#dom-mediarecorderoptions-videobitspersecond",
    features=("api.MediaRecorder.videoBitsPerSecond", "api.MediaRecorder.audioBitsPerSecond"),
)
def test_more_bits_make_a_larger_file(facts: Facts) -> None:
    """Ten times the bit rate makes a clearly larger file of the same noise.

    The quality that a product offers in its settings is this number.
    """
    assert facts["more_bits_make_a_larger_file"]


@check(
    "media_recorder/bit_rates.js",
    spec=f"{RECORDER}/#dom-mediarecorder-videobitspersecond",
    features=("api.MediaRecorder.videoBitsPerSecond", "api.MediaRecorder.audioBitsPerSecond"),
)
def test_recorders_tell_the_rates_they_were_given(facts: Facts) -> None:
    """A recorder tells the bit rates of picture and sound that it was given.

    A product reads there what a browser made of its wish.
    """
    told = facts["told"]
    assert (told["low"]["video"], told["low"]["audio"]) == (200_000, 32_000)
    assert (told["high"]["video"], told["high"]["audio"]) == (2_000_000, 32_000)


@check(
    "media_recorder/bit_rates.js",
    spec=f"{RECORDER}/#dom-mediarecorder-audiobitratemode",
    features=("api.MediaRecorder.audioBitrateMode",),
)
def test_recorders_tell_how_the_rate_of_sound_is_kept(facts: Facts) -> None:
    """A recorder tells whether the rate of sound is constant, as asked, or variable, which is usual.

    Streaming servers want the one, files the other.
    """
    assert facts["told"]["low"]["mode"] == "constant"
    assert facts["told"]["high"]["mode"] == "variable"


@check(
    "media_recorder/key_frames.js",
    spec=f"{RECORDER}/#dom-mediarecorderoptions-videokeyframeintervalcount",
    features=("api.MediaRecorder.MediaRecorder.options_parameter",),
)
def test_key_frames_come_as_often_as_asked(facts: Facts) -> None:
    """Asked for a key frame every ten pictures or each half second, a recorder writes them so.

    A recording can be cut and seeked only at key frames.
    """
    assert facts["every_ten"].get("several")
    assert facts["each_half_second"].get("several")

"""Recordings of what streams carry: tracks switched off, changing sizes, calls, mixed sounds, a tab and speech."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

START = "https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start"
STARTING = ("api.MediaRecorder.start",)


@check("media_recorder/disabled.js", spec=START, features=("api.MediaRecorder.start", "api.MediaStreamTrack.enabled"))
def test_switched_off_pictures_are_black(facts: Facts) -> None:
    """A camera that is switched off is recorded as black, and the sound goes on.

    A person who switched it off must not be in the recording.
    """
    assert facts["both_on"] == {"recorded": "yes", "kinds": ["audio", "video"], "picture": "there", "sound": "the tone"}
    assert facts["picture_off"].get("picture") == "black"
    assert facts["picture_off"].get("sound") == "the tone"


@check("media_recorder/disabled.js", spec=START, features=("api.MediaRecorder.start", "api.MediaStreamTrack.enabled"))
def test_switched_off_sound_is_silence(facts: Facts) -> None:
    """A microphone that is muted in the page is recorded as silence, and the picture goes on.

    What is said behind a muted microphone must not be in the recording.
    """
    assert facts["sound_off"].get("sound") == "silence"
    assert facts["sound_off"].get("picture") == "there"


@check("media_recorder/size_change.js", spec=START, features=STARTING)
def test_a_picture_may_change_its_size_meanwhile(facts: Facts) -> None:
    """A picture that changes its size while it is recorded does not end the recording, and is seen in the file.

    A shared window is resized, a phone turned.
    """
    assert facts["recorded"] == "yes"
    assert facts["goes_on"] == "recording"
    assert facts["plays"]
    assert facts["colours"] == ["red", "blue"]


@check("media_recorder/remote.js", spec=START, features=("api.MediaRecorder.start", "api.RTCPeerConnection.track_event"))
def test_a_call_can_be_recorded(facts: Facts) -> None:
    """What comes over a call is recorded with picture and sound, and plays.

    Interviews are recorded at the end that hears them.
    """
    assert facts["recorded"] == "yes"
    assert facts["kinds"] == ["audio", "video"]
    assert facts["plays"]
    assert facts["numbers_advance"], "the recorded frames do not advance"
    assert facts["numbers_to_the_end"], "the later frames are frozen, black or missing"
    assert facts["tone"], "the tone of 440 Hz is not in the file"
    assert facts["tone_to_the_end"], "the tone of 440 Hz is missing in the last second"


@check(
    "media_recorder/two_sounds.js", spec=START, features=("api.MediaRecorder.start", "api.MediaStreamAudioDestinationNode")
)
def test_mixed_sounds_are_all_in_the_file(facts: Facts) -> None:
    """Two sounds mixed by the page into one track are both in the file.

    Recordings of calls mix what comes with what goes.
    """
    mixed = facts["mixed"]
    assert (mixed["recorded"], mixed.get("low"), mixed.get("high")) == ("yes", True, True)
    assert mixed["to_the_end"], "a tone is missing in the last second"


@check("media_recorder/two_sounds.js", spec=START, features=STARTING)
def test_no_track_is_dropped_in_silence(facts: Facts) -> None:
    """Of a stream with two sound tracks both are recorded, or the recorder says that it cannot.

    The voice of a second person missing from a file is found out too late.
    """
    beside = facts["beside"]
    assert beside["recorded"] != "yes" or (beside["low"] and beside["high"])


@check(
    "media_recorder/local_call.js",
    spec=START,
    features=("api.MediaRecorder.start", "api.MediaDevices.getDisplayMedia.audio_capture_support"),
)
def test_tab_and_microphone_are_recorded_together(facts: Facts) -> None:
    """A tab recorded with its sound and the microphone has both tones in the file, and its picture moves.

    It is how talks, lessons and bug reports are recorded without a server.
    """
    assert facts["recorded"] == "yes"
    assert facts["kinds"] == ["audio", "video"]
    assert facts["plays"]
    assert facts["picture_moves"]
    assert facts["picture_moves_to_the_end"], "the later frames of the tab are frozen, black or missing"
    assert facts["sound_of_the_tab"]
    assert facts["sound_of_the_microphone"]
    assert facts["sounds_to_the_end"], "a tone is missing in the last second"

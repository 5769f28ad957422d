"""Recorders: states and order of events, refusals, pieces, and tracks that come and go."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

RECORDER = "https://w3c.github.io/mediacapture-record"
START = f"{RECORDER}/#dom-mediarecorder-start"


@check("media_recorder/played_here.js", spec=START, features=("api.MediaRecorder.start",))
def test_a_recording_plays_what_was_seen(facts: Facts) -> None:
    """A recording made as the browser likes shows the recorded pictures in their order, and has their sound.

    A recording whose pictures stand still or jump back is of no use, whatever its type says.
    """
    assert facts["recorded"] == "yes"
    assert facts["plays"]
    assert facts["numbersAdvance"], "the recorded frames do not advance"
    assert facts["numbersToTheEnd"], "the frames of the last second are frozen, black or missing"
    assert facts["hasSound"], "the tone is not in the file"
    assert facts["soundToTheEnd"], "the tone is missing in the last second"


@check(
    "media_recorder/states.js",
    spec=f"{RECORDER}/#dom-mediarecorder-state",
    features=(
        "api.MediaRecorder.state",
        "api.MediaRecorder.pause",
        "api.MediaRecorder.resume",
        "api.MediaRecorder.stop",
    ),
)
def test_a_recorder_changes_its_state_at_once(facts: Facts) -> None:
    """A recorder is inactive, recording or paused as soon as it is told to be, and can be started again.

    The red dot of a product follows this word.
    """
    assert facts["before"]["state"] == "inactive"
    assert facts["at_once"] == "recording"
    assert facts["paused"]["state"] == "paused"
    assert facts["resumed"] == "recording"
    assert facts["stopped"] == "inactive"
    assert facts["again"] == "recording"


@check(
    "media_recorder/states.js",
    spec=START,
    features=("api.MediaRecorder.start_event", "api.MediaRecorder.dataavailable_event", "api.MediaRecorder.stop_event"),
)
def test_events_of_a_recorder_are_in_order(facts: Facts) -> None:
    """Events come in order: start, pause, resume, the data, stop as the last, each once, the second time as well.

    A page that puts the file together at the stop misses what comes after it.
    """
    for events, wanted in (
        (facts["events"], ["start", "pause", "resume", "stop"]),
        (facts["events_again"], ["start", "stop"]),
    ):
        assert [event for event in events if event != "dataavailable"] == wanted
        assert events[-2:] == ["dataavailable", "stop"]


@check(
    "media_recorder/states.js",
    spec=f"{RECORDER}/#dom-mediarecorder-pause",
    features=("api.MediaRecorder.pause", "api.MediaRecorder.requestData"),
)
def test_an_inactive_recorder_refuses(facts: Facts) -> None:
    """A recorder that is not at work refuses to pause, resume or give data: InvalidStateError. Stopping is nothing.

    Buttons pressed twice are common.
    """
    for when in ("inactive", "afterwards"):
        told = facts[when]
        assert {told[name] for name in ("pause", "resume", "requestData")} == {"InvalidStateError"}, when
        assert told["stop"] == "inactive", when
    assert facts["before"]["events"] == []


@check("media_recorder/states.js", spec=START, features=("api.MediaRecorder.start",))
def test_a_recorder_is_not_started_twice(facts: Facts) -> None:
    """A recorder at work, paused or not, refuses to be started, with InvalidStateError; pausing twice is nothing.

    A second start in silence would throw away the first recording.
    """
    assert facts["twice"] == "InvalidStateError"
    assert facts["paused"]["start"] == "InvalidStateError"
    assert facts["paused"]["pause"] == "paused"


@check(
    "media_recorder/refusals.js",
    spec=f"{RECORDER}/#dom-mediarecorder-mediarecorder",
    features=("api.MediaRecorder.MediaRecorder",),
)
def test_types_that_cannot_be_recorded_are_refused(facts: Facts) -> None:
    """A recorder of a type that the browser cannot record is refused with NotSupportedError when it is made.

    A product tries its types one after the other.
    """
    assert set(facts["types"].values()) == {"constructor: NotSupportedError"}, facts["types"]


@check("media_recorder/refusals.js", spec=START, features=("api.MediaRecorder.start",))
def test_streams_without_live_tracks_are_refused(facts: Facts) -> None:
    """A stream whose tracks have ended, or that has none, is refused with NotSupportedError when the recorder starts.

    A recording of nothing is noticed when everybody has gone home.
    """
    for what in ("ended_track", "empty_stream"):
        assert facts[what] == "start: NotSupportedError", f"{what}: {facts[what]}"


@check(
    "media_recorder/refusals.js",
    spec=f"{RECORDER}/#dom-mediarecorder-mediarecorder",
    features=("api.MediaRecorder.MediaRecorder",),
)
def test_only_streams_are_recorded(facts: Facts) -> None:
    """A recorder of nothing, of an object or of a single track is refused with TypeError.

    Passing the track is the usual mistake.
    """
    assert {facts[what] for what in ("no_argument", "no_stream", "a_track")} == {"TypeError"}


@check(
    "media_recorder/request_data.js",
    spec=f"{RECORDER}/#dom-mediarecorder-requestdata",
    features=("api.MediaRecorder.requestData", "api.BlobEvent.data"),
)
def test_a_recorder_gives_what_it_has_when_asked(facts: Facts) -> None:
    """Asked for its data, a recorder gives a piece each time, and the pieces together play.

    Long recordings are uploaded piece by piece, so that a crash costs a minute and not the day.
    """
    assert facts["before_start"] == "InvalidStateError"
    assert facts["each_answered"]
    assert facts["piece_at_the_end"]
    assert facts["plays"]
    assert facts["numbers_advance"]
    assert facts["numbers_to_the_end"], "the frames of the last piece are frozen, black or missing"


@check(
    "media_recorder/request_data.js",
    spec=f"{RECORDER}/#dom-mediarecorder-mimetype",
    features=("api.MediaRecorder.mimeType", "api.BlobEvent.data"),
)
def test_a_recorder_tells_its_type_at_the_end(facts: Facts) -> None:
    """A recorder that chose its type itself tells it with the data, and each piece has the same.

    The file is named by it.
    """
    assert facts["type_before"] == ""
    assert facts["type_after"].startswith(("video/", "audio/"))
    assert len(facts["types_of_pieces"]) == 1
    assert facts["types_of_pieces"][0] == facts["type_after"]


@check(
    "media_recorder/request_data.js",
    spec=f"{RECORDER}/#dom-blobevent-timecode",
    features=("api.BlobEvent.timecode",),
)
def test_the_times_of_pieces_grow(facts: Facts) -> None:
    """Each piece tells its time, and the times do not go back.

    Pieces that arrive out of order are sorted by it.
    """
    assert facts["timecodes_are_numbers"]
    assert facts["timecodes_grow"]


@check(
    "media_recorder/tracks_change.js",
    spec=START,
    features=("api.MediaRecorder.error_event", "api.MediaRecorder.stop_event"),
)
def test_a_changed_stream_ends_the_recording(facts: Facts) -> None:
    """A track added to, or taken from, a stream that is recorded ends the recording with InvalidModificationError.

    What was recorded until then is given out, and the page is told why it ends.
    """
    for what in ("added", "removed"):
        told = facts[what]
        assert told["ends_by_itself"], what
        assert told["errors"] == ["InvalidModificationError"], what
        assert told["has_data"], what
        assert told["events"][-1] == "stop", what


@check(
    "media_recorder/tracks_change.js",
    spec=START,
    features=("api.MediaRecorder.stop_event", "api.MediaStreamTrack.stop"),
)
def test_a_recording_ends_with_its_last_track(facts: Facts) -> None:
    """A recording ends by itself when its last track ends, with its data and no error; before that it goes on.

    "Stop sharing" is a button of the browser, not of the page.
    """
    told = facts["all_ended"]
    assert told["ends_by_itself"]
    assert told["errors"] == []
    assert told["has_data"]
    assert told["events"][-2:] == ["dataavailable", "stop"]
    assert not facts["one_ended"]["ends_by_itself"]

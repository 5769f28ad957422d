"""MediaRecorder: `state`, order of events, errors, and tracks that are added, removed or end."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record"
CONSTRUCTOR = f"{SPEC}/#dom-mediarecorder-mediarecorder"
START = f"{SPEC}/#dom-mediarecorder-start"
RECORDER = "api.MediaRecorder"
CONSTRUCTING = (f"{RECORDER}.MediaRecorder",)

UNKNOWN_CODEC = "video/webm;codecs=no-such-codec"
"""A type that the constructor may accept: its codec is not one of those that are checked synchronously."""


# "the combination of all the Blobs from a completed recording MUST be playable"
@check(
    "media_recorder/playback.js",
    spec=START,
    basis="MUST",
    features=(f"{RECORDER}.start", f"{RECORDER}.stop", f"{RECORDER}.dataavailable_event"),
)
def test_start_records_playable_audio_and_video(facts: Facts) -> None:
    """`MediaRecorder` without `mimeType` records a file that plays to the end, with advancing video frames and audio.

    Users lose an interview or a lesson when the video freezes or the audio is missing.
    """
    expect(facts["recorded"], "recording with the default mimeType").equals("yes")
    expect(facts.get("plays"), "the recording plays in a video element").is_true()
    expect(facts.get("numbersAdvance"), "the recorded frames advance in order").is_true()
    expect(facts.get("numbersToTheEnd"), "frames of the last second are in the recording").is_true()
    expect(facts.get("hasSound"), "the tone is in the recording").is_true()
    expect(facts.get("soundToTheEnd"), "the tone is in the last second of the recording").is_true()


# "Set recorder's state to recording, and run the following steps in parallel"
@check(
    "media_recorder/states.js",
    spec=f"{SPEC}/#mediarecorder-methods",
    basis="MUST",
    features=(
        f"{RECORDER}.state",
        f"{RECORDER}.start",
        f"{RECORDER}.pause",
        f"{RECORDER}.resume",
        f"{RECORDER}.stop",
    ),
)
def test_state_changes_synchronously(facts: Facts) -> None:
    """`MediaRecorder.state` changes within `start()`, `pause()`, `resume()` and `stop()`, and `start()` works again.

    The recording indicator of a product follows this attribute.
    """
    expect(facts["before"]["state"], "MediaRecorder.state before start()").equals("inactive")
    expect(facts["atOnce"], "MediaRecorder.state right after start()").equals("recording")
    expect(facts["paused"]["state"], "MediaRecorder.state right after pause()").equals("paused")
    expect(facts["resumed"], "MediaRecorder.state right after resume()").equals("recording")
    expect(facts["stopped"], "MediaRecorder.state right after stop()").equals("inactive")
    expect(facts["again"], "MediaRecorder.state right after the second start()").equals("recording")


# "fire a blob event named dataavailable at recorder with blob. Fire an event named stop at recorder."
@check(
    "media_recorder/states.js",
    spec=f"{SPEC}/#dom-mediarecorder-stop",
    basis="MUST",
    features=(
        f"{RECORDER}.start_event",
        f"{RECORDER}.pause_event",
        f"{RECORDER}.resume_event",
        f"{RECORDER}.dataavailable_event",
        f"{RECORDER}.stop_event",
    ),
)
def test_events_fire_in_order(facts: Facts) -> None:
    """`MediaRecorder` fires `start`, `pause`, `resume`, then `dataavailable` and `stop` last, also the second time.

    Pages assemble the file on `stop` and miss data that comes later.
    """
    for name, wanted in (("events", ["start", "pause", "resume", "stop"]), ("eventsAfterRestart", ["start", "stop"])):
        events = facts[name]
        others = [event for event in events if event != "dataavailable"]
        recording = "first" if name == "events" else "second"
        expect(others, f"events of the {recording} recording without dataavailable").equals(wanted)
        expect(events[-2:], f"last events of the {recording} recording").equals(["dataavailable", "stop"])


# "If state is inactive, throw an InvalidStateError DOMException and abort these steps."
@check(
    "media_recorder/states.js",
    spec=f"{SPEC}/#dom-mediarecorder-pause",
    basis="MUST",
    features=(f"{RECORDER}.pause", f"{RECORDER}.resume", f"{RECORDER}.requestData", f"{RECORDER}.stop"),
)
def test_inactive_recorder_throws_invalid_state_error(facts: Facts) -> None:
    """Inactive `MediaRecorder`: `pause()`, `resume()`, `requestData()` throw `InvalidStateError`, `stop()` does not.

    Users press buttons twice.
    """
    for when, moment in (("inactive", "before start()"), ("afterwards", "after stop()")):
        for method in ("pause", "resume", "requestData"):
            outcome = facts[when].get(method)
            expect(outcome, f"error of MediaRecorder.{method}() {moment}").equals("InvalidStateError")
        expect(facts[when].get("stop"), f"MediaRecorder.state after stop() {moment}").equals("inactive")
    expect(facts["before"]["events"], "events of a MediaRecorder that was not started").equals([])


# "If the value of recorder's state attribute is not inactive, throw an InvalidStateError DOMException"
@check("media_recorder/states.js", spec=START, basis="MUST", features=(f"{RECORDER}.start", f"{RECORDER}.pause"))
def test_start_twice_throws_invalid_state_error(facts: Facts) -> None:
    """`MediaRecorder.start()` while "recording" or "paused" throws `InvalidStateError`; a second `pause()` does not.

    A second start must not discard what was recorded before.
    """
    expect(facts["twice"], "error of start() while recording").equals("InvalidStateError")
    expect(facts["paused"].get("start"), "error of start() while paused").equals("InvalidStateError")
    expect(facts["paused"].get("pause"), "MediaRecorder.state after the second pause()").equals("paused")


# "If invoking is type supported with type and the value true returns false, throw a NotSupportedError DOMException"
@check(
    "media_recorder/invalid_arguments.js",
    spec=CONSTRUCTOR,
    basis="MUST",
    features=(*CONSTRUCTING, f"{RECORDER}.MediaRecorder.options_parameter", f"{RECORDER}.error_event"),
)
def test_unsupported_mime_type_throws_not_supported_error(facts: Facts) -> None:
    """`new MediaRecorder()` throws `NotSupportedError` for a `mimeType` that cannot be recorded.

    Products try one type after the other and rely on the exception.
    """
    for mime_type, outcome in every(facts["types"], "unsupported MIME types").items():
        # A codec that is not on the list of synchronously exposed ones may be found unsupported only by start()
        steps = ("constructor", "start", "error") if mime_type == UNKNOWN_CODEC else ("constructor",)
        allowed = [f"{step}: NotSupportedError" for step in steps]
        expect(outcome, f"new MediaRecorder() and start() with mimeType {mime_type}").is_one_of(allowed)


# "If stream is inactive, throw a NotSupportedError DOMException and abort these steps."
@check(
    "media_recorder/invalid_arguments.js",
    spec=START,
    basis="MUST",
    features=(f"{RECORDER}.start", "api.MediaStreamTrack.readyState"),
)
def test_start_inactive_stream_throws_not_supported_error(facts: Facts) -> None:
    """`MediaRecorder.start()` throws `NotSupportedError` for a stream without tracks or with ended tracks only.

    Otherwise users find out after the meeting that nothing was recorded.
    """
    for case, stream in (("endedTrack", "with an ended track"), ("emptyStream", "without tracks")):
        expect(facts[case], f"recording of a MediaStream {stream}").equals("start: NotSupportedError")


# "constructor(MediaStream stream, optional MediaRecorderOptions options = {});"
@check("media_recorder/invalid_arguments.js", spec=CONSTRUCTOR, basis="MUST", features=CONSTRUCTING)
def test_constructor_without_media_stream_throws_type_error(facts: Facts) -> None:
    """`new MediaRecorder()` throws `TypeError` for no argument, a plain object and a `MediaStreamTrack`.

    Passing the track in place of the stream is a common mistake.
    """
    for case, argument in (
        ("noArgument", "no argument"),
        ("objectArgument", "a plain object"),
        ("trackArgument", "a MediaStreamTrack"),
    ):
        expect(facts[case], f"error of new MediaRecorder() with {argument}").equals("TypeError")


# "If at any point, a track is added to or removed from stream's track set, the UA MUST stop gathering data"
@check(
    "media_recorder/tracks_change.js",
    spec=START,
    basis="MUST",
    features=(
        f"{RECORDER}.error_event",
        f"{RECORDER}.stop_event",
        "api.MediaStream.addTrack",
        "api.MediaStream.removeTrack",
    ),
)
def test_track_change_fires_invalid_modification_error(facts: Facts) -> None:
    """`addTrack()` or `removeTrack()` on a recorded stream ends the recording with `InvalidModificationError`.

    The page learns why the recording ended, and keeps what was recorded.
    """
    for case, method in (("added", "addTrack()"), ("removed", "removeTrack()")):
        outcome = facts[case]
        expect(outcome.get("stopsByItself"), f"stop fires within 8 s of {method}").is_true()
        expect(outcome.get("errors"), f"errors of the MediaRecorder after {method}").equals(
            ["InvalidModificationError"]
        )
        expect(outcome.get("hasData"), f"dataavailable has data after {method}").is_true()
        expect((outcome.get("events") or [None])[-1], f"last event after {method}").equals("stop")


# "If all recorded tracks become ended, then stop gathering data, and queue a task"
@check(
    "media_recorder/tracks_change.js",
    spec=START,
    basis="MUST",
    features=(f"{RECORDER}.stop_event", f"{RECORDER}.dataavailable_event", "api.MediaStreamTrack.stop"),
)
def test_recording_stops_when_all_tracks_end(facts: Facts) -> None:
    """`MediaRecorder` fires `dataavailable` and `stop`, no `error`, when all tracks have ended, and not before.

    "Stop sharing" is a button of the browser, and the recording has to be complete after it.
    """
    ended = facts["allTracksEnded"]
    expect(ended.get("stopsByItself"), "stop fires within 8 s of the end of all tracks").is_true()
    expect(ended.get("errors"), "errors of the MediaRecorder after the end of all tracks").equals([])
    expect(ended.get("hasData"), "dataavailable has data after the end of all tracks").is_true()
    last = (ended.get("events") or [])[-2:]
    expect(last, "last events after the end of all tracks").equals(["dataavailable", "stop"])
    early = facts["oneTrackEnded"].get("stopsByItself")
    expect(early, "the recording ends with the first of two tracks").is_false()

"""Files of a MediaRecorder: their duration, and the time while it was paused."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record"
RECORDER = "api.MediaRecorder"
MOST_PACKETS_WITHOUT_PAUSE = 90
"""60 frames are drawn while it records and 60 while it is paused: more packets than this hold frames of the pause."""


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

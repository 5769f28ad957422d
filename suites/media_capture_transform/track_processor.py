"""MediaStreamTrackProcessor and MediaStreamTrackGenerator: frames read from and written to tracks; cloned tracks."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

TRANSFORM = "https://w3c.github.io/mediacapture-transform/"


def _expect_frames(frames: Facts, where: str) -> None:
    """Expect frames of at least the camera's size in order of time."""
    expect(frames["count"], f"{where}: VideoFrames read", "frames").is_at_least(4)
    for size in every(frames["sizes"], f"{where}: sizes of the VideoFrames"):
        width, height = map(int, size.split("x"))
        # The coded area may be padded
        expect(width, f"{where}: VideoFrame.codedWidth of a 640x480 camera", "pixels").is_at_least(640)
        expect(height, f"{where}: VideoFrame.codedHeight of a 640x480 camera", "pixels").is_at_least(480)
    expect(frames["timestampsIncrease"], f"{where}: VideoFrame.timestamp increases").is_true()


# "frames that are not dropped must be made available to the ReadableStream in the order in which they arrive"
@check(
    "media_capture_transform/processor_window.js",
    spec=f"{TRANSFORM}#track-processor",
    basis="MUST",
    features=("api.MediaStreamTrackProcessor.readable",),
)
def test_track_processor_readable_gives_frames_in_order(facts: Facts) -> None:
    """`MediaStreamTrackProcessor.readable` gives the `VideoFrame`s of a camera with increasing `timestamp`.

    Virtual backgrounds and face detection work on these frames.
    """
    _expect_frames(facts["video"], "MediaStreamTrackProcessor.readable in a window")


# "When the track of a MediaStreamTrackProcessor ends, the processorClose algorithm must be executed"
@check(
    "media_capture_transform/processor_window.js",
    spec=f"{TRANSFORM}#processor-handling-interaction-with-track",
    basis="MUST",
    features=("api.MediaStreamTrackProcessor.readable",),
)
def test_track_processor_readable_closes_with_track(facts: Facts) -> None:
    """`MediaStreamTrackProcessor.readable` closes when its track is stopped.

    A loop that reads frames waits for ever otherwise, and keeps the camera's memory.
    """
    expect(facts["video"]["doneAfterStop"], "read() is done within 20 s of track.stop()").is_true()


# The interface is "Exposed=DedicatedWorker", and a ReadableStream is transferable
@check(
    "media_capture_transform/processor_worker.js",
    spec=f"{TRANSFORM}#track-processor-interface",
    basis="MUST",
    features=("api.MediaStreamTrackProcessor", "api.MediaStreamTrackProcessor.readable"),
)
def test_track_processor_frames_in_worker(facts: Facts) -> None:
    """`MediaStreamTrackProcessor.readable` gives camera frames in a dedicated worker.

    Image processing on the main thread makes the whole page stutter.
    """
    in_window = "MediaStreamTrackProcessor" in facts["exposedInWindow"]
    ways = {
        "readableTransferred": "readable transferred to a worker",
        "processedInWorker": "processor constructed in a worker",
    }
    read = {name: where for name, where in ways.items() if "count" in facts[name]}
    if not read and not in_window:
        not_supported("MediaStreamTrackProcessor in a window, or in a worker with transferable tracks")
    for name, where in every(read, "ways to read VideoFrames in a worker").items():
        _expect_frames(facts[name], where)


# "Let clone be the result of running the Clone videoFrame algorithm with frame. Send clone to track."
@check(
    "media_capture_transform/generator.js",
    spec=f"{TRANSFORM}#video-track-generator",
    basis="MUST",
    features=("api.MediaStreamTrackGenerator.writable",),
)
def test_track_generator_plays_written_frames(facts: Facts) -> None:
    """A `MediaStreamTrackGenerator` track plays the `VideoFrame`s written to `writable` in their size and color.

    Virtual backgrounds return to the call through it.
    """
    expect(facts["readyStateWhileWriting"], "readyState of the generated track while frames are written").equals("live")
    expect(facts["shown"].get("width"), "videoWidth of the generated track", "pixels").equals(320)
    expect(facts["shown"].get("height"), "videoHeight of the generated track", "pixels").equals(240)
    expect(facts["colorPreserved"], "color of the played frame is that of the VideoFrame within 15 of 255").is_true()


# The closeWritable algorithm: "For each track t sourced from generator, end t."
@check(
    "media_capture_transform/generator.js",
    spec=f"{TRANSFORM}#video-generator-attributes",
    basis="MUST",
    features=("api.MediaStreamTrackGenerator.writable", "api.MediaStreamTrack.readyState"),
)
def test_track_generator_close_writable_ends_track(facts: Facts) -> None:
    """Closing `MediaStreamTrackGenerator.writable` ends its track.

    Participants would look at a frozen last frame.
    """
    expect(facts["readyStateAfterClose"], "readyState of the generated track after writer.close()").equals("ended")


# The algorithm of HTML: "Otherwise, if value is a platform object, then throw a DataCloneError DOMException."
@check(
    "media_capture_transform/transfer.js",
    spec="https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal",
    basis="MUST",
    features=("api.structuredClone", "api.MediaStreamTrack", "api.MediaStream"),
)
def test_structured_clone_of_track_throws_data_clone_error(facts: Facts) -> None:
    """`structuredClone()` of a `MediaStreamTrack` or `MediaStream` throws `DataCloneError`, and the track stays live.

    A copy in another page would keep a camera on that this page has switched off.
    """
    expect(facts["copied"], "structuredClone(track)").throws("DataCloneError")
    expect(facts["streamCloned"], "structuredClone(stream)").throws("DataCloneError")
    expect(facts["original"], "MediaStreamTrack.readyState afterwards").equals("live")

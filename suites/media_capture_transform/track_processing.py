"""What can be done with a track beyond playing it: processing, photographs, elements, loudspeakers, sending it away."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

TRANSFORM = "https://w3c.github.io/mediacapture-transform/"
IMAGE = "https://w3c.github.io/mediacapture-image/"
OUTPUT = "https://w3c.github.io/mediacapture-output/"
CAPTURE = "https://w3c.github.io/mediacapture-main/"


# Frame by frame


@check(
    "media_capture_transform/processor_window.js",
    spec=f"{TRANSFORM}#track-processor",
    features=("api.MediaStreamTrackProcessor.readable",),
)
def test_frames_can_be_read_one_by_one(facts: Facts) -> None:
    """A processor gives a camera's frames one by one, in the camera's size and in order of time.

    Backgrounds are blurred and faces found on these frames.
    """
    video = facts["video"]
    assert video["count"] == 4
    assert video["sizes"] == ["640x480"]
    assert video["timestamps_grow"] is True
    assert video["timestamps_are_whole"] is True


@check(
    "media_capture_transform/processor_window.js",
    spec=f"{TRANSFORM}#processor-handling-interaction-with-track",
    features=("api.MediaStreamTrackProcessor",),
)
def test_reading_ends_with_the_track(facts: Facts) -> None:
    """The stream of frames closes when its track is stopped.

    A loop that reads frames would otherwise hang for ever.
    """
    assert facts["video"]["ends_with_the_track"] is True


@check(
    "media_capture_transform/processor_worker.js", spec=f"{TRANSFORM}#track-processor", features=("api.MediaStreamTrackProcessor",)
)
def test_frames_can_be_read_in_a_worker(facts: Facts) -> None:
    """A worker reads a camera's frames, from a stream that was sent there or a processor that was made there.

    Work on pictures must not make the page stutter.
    """
    read = [facts[way] for way in ("stream_sent", "processed_there") if "count" in facts[way]]
    assert read != []
    assert all(frames["sizes"] == ["640x480"] and frames["timestamps_grow"] for frames in read)


@check(
    "media_capture_transform/generator.js", spec=f"{TRANSFORM}#video-track-generator", features=("api.MediaStreamTrackGenerator",)
)
def test_written_frames_are_shown(facts: Facts) -> None:
    """Frames written to a generator come out of its track in their size and colour.

    It is the way back into the call for a picture that was worked on.
    """
    assert facts["shown"] == {"width": 320, "height": 240}
    assert facts["colour_is_kept"] is True
    assert facts["state_while_written"] == "live"


@check(
    "media_capture_transform/generator.js", spec=f"{TRANSFORM}#video-track-generator", features=("api.MediaStreamTrackGenerator",)
)
def test_a_closed_writer_ends_the_track(facts: Facts) -> None:
    """A generator's track has ended when its writer is closed.

    The others must not look at a picture that nobody makes any more.
    """
    assert facts["state_after_close"] == "ended"


@check(
    "media_capture_transform/transfer.js",
    spec="https://html.spec.whatwg.org/multipage/structured-data.html#structuredserializeinternal",
    features=("api.MediaStreamTrack",),
)
def test_tracks_are_never_copied(facts: Facts) -> None:
    """A track or stream is not copied by a message; the attempt is a DataCloneError and the track lives on.

    A copy in another page would keep a camera on that this page believes off.
    """
    assert facts["copied"] == {"error": "DataCloneError"}
    assert facts["stream_copied"] == {"error": "DataCloneError"}
    assert facts["original"] == "live"


# Photographs


@check(
    "media_capture_transform/image_capture.js",
    spec=f"{IMAGE}#dom-imagecapture-grabframe",
    features=("api.ImageCapture.grabFrame",),
)
def test_a_frame_can_be_grabbed(facts: Facts) -> None:
    """A grabbed frame is an image in the size of the track.

    Documents and faces are read from it.
    """
    assert facts["frame"] == {"interface": "ImageBitmap", "width": 640, "height": 480}


@check(
    "media_capture_transform/image_capture.js",
    spec=f"{IMAGE}#dom-imagecapture-takephoto",
    features=("api.ImageCapture.takePhoto",),
)
def test_a_photo_is_a_picture(facts: Facts) -> None:
    """A photo is a picture that can be decoded.

    It is uploaded as proof of who somebody is.
    """
    assert facts["photo"].get("type", "").startswith("image/")
    assert facts["photo"]["width"] > 0


@check(
    "media_capture_transform/image_capture.js",
    spec=f"{IMAGE}#dom-imagecapture-takephoto",
    features=("api.ImageCapture.takePhoto",),
)
def test_a_stopped_camera_takes_no_photo(facts: Facts) -> None:
    """A photo or frame of a stopped track is an InvalidStateError.

    A last picture from memory would show what the person has switched off.
    """
    assert facts["after_stop"] == {"frame": {"error": "InvalidStateError"}, "photo": {"error": "InvalidStateError"}}


@check(
    "media_capture_transform/image_capture.js",
    spec=f"{IMAGE}#dom-imagecapture-imagecapture",
    features=("api.ImageCapture.ImageCapture",),
)
def test_sound_takes_no_photo(facts: Facts) -> None:
    """Photographs of a microphone are a NotSupportedError at once.

    The slip shows where it was made.
    """
    assert facts["of_sound"] == {"error": "NotSupportedError"}


# In an element


@check(
    "media_capture_transform/element.js",
    spec=f"{CAPTURE}#mediastreams-in-media-elements",
    features=("api.HTMLMediaElement.srcObject",),
)
def test_a_live_stream_cannot_be_sought(facts: Facts) -> None:
    """A live stream in an element has no end, nothing buffered, and no other time than now.

    Players of films grow a seek bar from these.
    """
    assert facts["duration"] == "Infinity"
    assert (facts["seekable"], facts["buffered"]) == (0, 0)
    assert facts["seek"]["moved"] is False


@check(
    "media_capture_transform/element.js",
    spec=f"{CAPTURE}#mediastreams-in-media-elements",
    features=("api.HTMLMediaElement.playbackRate",),
)
def test_a_live_stream_has_one_speed(facts: Facts) -> None:
    """The speed of a live stream stays at one, whatever is set.

    Nobody can listen to what has not been said yet.
    """
    assert (facts["after_setting"]["rate"], facts["after_setting"]["default_rate"]) == (1, 1)


@check(
    "media_capture_transform/element.js",
    spec=f"{CAPTURE}#mediastreams-in-media-elements",
    features=("api.HTMLMediaElement.pause",),
)
def test_a_paused_element_goes_on(facts: Facts) -> None:
    """An element that was paused shows the live picture again.

    Browsers pause hidden players by themselves.
    """
    assert facts["pause"] == {"paused": True, "goes_on": True}


# Loudspeakers


@check(
    "media_capture_transform/audio_output.js",
    spec=f"{OUTPUT}#dom-htmlmediaelement-setsinkid",
    features=("api.HTMLMediaElement.setSinkId",),
)
def test_an_unknown_loudspeaker_is_refused(facts: Facts) -> None:
    """An element sent to a loudspeaker that is not there refuses with NotFoundError and stays where it was.

    The headset of yesterday is remembered and gone.
    """
    assert facts["element"] is not None
    assert facts["element"]["unknown"] == "NotFoundError"
    assert facts["element"]["id_after_unknown"] == ""


@check(
    "media_capture_transform/audio_output.js",
    spec=f"{OUTPUT}#dom-htmlmediaelement-sinkid",
    features=("api.HTMLMediaElement.sinkId",),
)
def test_a_listed_loudspeaker_can_be_chosen(facts: Facts) -> None:
    """An element can be sent to a listed loudspeaker and back to the default one, and says where it is.

    The ring is for the loudspeaker, the call for the headset.
    """
    assert facts["element"] is not None
    if facts["element"]["known"] != "none is listed":
        assert facts["element"]["known"] == "done"
        assert facts["element"]["id_is_the_known_one"] is True
    assert (facts["element"]["back_to_default"], facts["element"]["id_at_last"]) == ("done", "")


@check(
    "media_capture_transform/audio_output.js",
    spec="https://webaudio.github.io/web-audio-api/#dom-audiocontext-setsinkid",
    features=("api.AudioContext.setSinkId",),
)
def test_sound_can_be_processed_unheard(facts: Facts) -> None:
    """An audio context can be sent nowhere, and to no loudspeaker that is not there.

    Meters and recorders process sound that nobody should hear.
    """
    assert facts["context"] is not None
    assert (facts["context"]["none"], facts["context"]["sink_is_none"]) == ("done", True)
    assert facts["context"]["unknown"] == "NotFoundError"


@check(
    "media_capture_transform/legacy.js",
    spec="https://w3c.github.io/FileAPI/#dfn-createObjectURL",
    features=("api.URL.createObjectURL_static",),
)
def test_streams_have_no_addresses(facts: Facts) -> None:
    """A stream can be turned into no address.

    Players of ten years ago did so; they must fail at once and not play nothing.
    """
    assert facts["address_of_a_stream"] == "TypeError"

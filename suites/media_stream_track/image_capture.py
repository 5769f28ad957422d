"""ImageCapture: frames and photos of a camera track, and the tracks it rejects."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-image/"
PROBE = "media_stream_track/image_capture.js"


def _taken(result: Facts, method: str) -> Facts:
    """Return a frame or photo; no verdict with UnknownError, which a camera that cannot do it may give."""
    if result.get("error") == "UnknownError":
        not_supported(f"ImageCapture.{method} with this camera")
    expect(result, f"ImageCapture.{method}").lacks("error")
    return result


# "Gather data from track into an ImageBitmap object. The width and height ... are derived from the constraints"
@check(PROBE, spec=f"{SPEC}#dom-imagecapture-grabframe", basis="MUST", features=("api.ImageCapture.grabFrame",))
def test_grab_frame_returns_image_bitmap_of_track_size(facts: Facts) -> None:
    """`ImageCapture.grabFrame()` resolves with an `ImageBitmap` in the size of the track.

    Document scanners and identity checks read cropped or scaled images otherwise.
    """
    frame = _taken(facts["frame"], "grabFrame()")
    expect(frame.get("interface"), "interface of grabFrame()").equals("ImageBitmap")
    expect(frame.get("width"), "ImageBitmap.width of a 640x480 track", "pixels").equals(640)
    expect(frame.get("height"), "ImageBitmap.height of a 640x480 track", "pixels").equals(480)


# "Gather data from the track underlying source ... into a Blob containing a single still image."
@check(PROBE, spec=f"{SPEC}#dom-imagecapture-takephoto", basis="MUST", features=("api.ImageCapture.takePhoto",))
def test_take_photo_returns_decodable_blob(facts: Facts) -> None:
    """`ImageCapture.takePhoto()` resolves with a `Blob` that `createImageBitmap()` decodes.

    Photos that users upload as proof of identity cannot be opened otherwise.
    """
    photo = _taken(facts["photo"], "takePhoto()")
    expect(photo.get("width"), "width of the decoded takePhoto() Blob", "pixels").is_above(0)


# In both methods: "If the readyState of track ... is not live, return a promise rejected with ... InvalidStateError"
@check(
    PROBE,
    spec=f"{SPEC}#dom-imagecapture-takephoto",
    basis="MUST",
    features=("api.ImageCapture.takePhoto", "api.ImageCapture.grabFrame"),
)
def test_image_capture_of_stopped_track_rejects(facts: Facts) -> None:
    """`ImageCapture.takePhoto()` and `grabFrame()` of a stopped track reject with `InvalidStateError`.

    A last image from memory would show what the user has switched off.
    """
    after = facts["afterStop"]
    expect(after["frame"], "grabFrame() after track.stop()").rejects_with("InvalidStateError")
    expect(after["photo"], "takePhoto() after track.stop()").rejects_with("InvalidStateError")


# "MUST have its kind attribute set to video otherwise a DOMException of type NotSupportedError will be thrown."
@check(PROBE, spec=f"{SPEC}#dom-imagecapture-imagecapture", basis="MUST", features=("api.ImageCapture.ImageCapture",))
def test_image_capture_of_audio_track_throws(facts: Facts) -> None:
    """`new ImageCapture(track)` with an audio track throws `NotSupportedError`.

    A programming error shows at once instead of when the first photo is missing.
    """
    expect(facts["ofAudio"], "new ImageCapture(audioTrack)").throws("NotSupportedError")

"""Models on video frames, as virtual backgrounds use them: TensorFlow.js recognizes shapes in tracks and calls."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SHAPES = {"circle": "circle", "square": "square", "triangle": "triangle"}
CANVAS = "https://html.spec.whatwg.org/multipage/canvas.html"


def _expect_product(facts: Facts, backend: str, *, optional: bool) -> None:
    """Expect that TensorFlow.js multiplies two matrices of whole numbers correctly with a backend."""
    outcome = facts["backends"][backend]
    if optional and outcome["starts"] is not True:
        not_supported(f"TensorFlow.js with the backend {backend}, which may need optional extensions")
    expect(outcome["starts"], f"TensorFlow.js starts the backend {backend}").is_true()
    expect(outcome.get("right"), f"TensorFlow.js multiplies two 24x24 matrices correctly on {backend}").is_true()


def _expect_shapes(recognized: Facts, where: str) -> None:
    """Expect each shape to be recognized."""
    for shape in SHAPES:
        expect(recognized.get(shape), f"shape recognized {where} when a {shape} is shown").equals(shape)


def _expect_ways(facts: Facts, ways: tuple[str, ...]) -> None:
    """Expect the same shapes by each way from a track to pixels that the browser has."""
    there = {way: facts[way] for way in ways if facts.get(way) is not None}
    if not there:
        not_supported(" and ".join(ways))
    for way, recognized in every(there, "ways from a track to pixels").items():
        _expect_shapes(recognized, f"by {way}")


# The section says: "Floating-point arithmetic follows the IEEE 754 standard"
@check(
    "media_capture_transform/backends.js",
    spec="https://webassembly.github.io/spec/core/exec/numerics.html#floating-point-operations",
    basis="MUST",
    features=("webassembly.api.instantiate_static",),
)
def test_web_assembly_tensorflow_multiplies_matrices(facts: Facts) -> None:
    """TensorFlow.js multiplies two matrices correctly in JavaScript and in `WebAssembly`.

    Virtual backgrounds fall back to these where a machine has no usable GPU.
    """
    _expect_product(facts, "cpu", optional=False)
    _expect_product(facts, "wasm", optional=False)


# GLSL ES 3.00, section 4.5.1: highp floats have at least the range and precision of IEEE 754 single precision
@check(
    "media_capture_transform/backends.js",
    spec="https://registry.khronos.org/webgl/specs/latest/2.0/#4.3",
    basis="MUST",
    features=("api.WebGL2RenderingContext",),
)
def test_webgl2_tensorflow_multiplies_matrices(facts: Facts) -> None:
    """TensorFlow.js multiplies two matrices correctly on a `WebGL2RenderingContext`.

    Most virtual backgrounds run there; wrong results cut faces out instead of the background.
    """
    if not facts["offered"]["webgl"]:
        not_supported("WebGL2RenderingContext")
    _expect_product(facts, "webgl", optional=True)


# In WGSL, "The f32 type is the set of 32-bit floating point values of the IEEE-754 binary32 ... format."
@check(
    "media_capture_transform/backends.js",
    spec="https://gpuweb.github.io/gpuweb/wgsl/#floating-point-types",
    basis="MUST",
    features=("api.GPU.requestAdapter", "api.GPUAdapter.requestDevice"),
)
def test_webgpu_tensorflow_multiplies_matrices(facts: Facts) -> None:
    """TensorFlow.js multiplies two matrices correctly on WebGPU where `GPU.requestAdapter()` gives an adapter.

    Products choose WebGPU first; wrong results cut faces out instead of the background.
    """
    if not facts["offered"]["webgpu"]:
        not_supported("an adapter of GPU.requestAdapter()")
    _expect_product(facts, "webgpu", optional=True)


# In getImageData(), "Set the pixel values of imageData to be the pixels of" the output bitmap
@check(
    "media_capture_transform/training.js",
    spec=f"{CANVAS}#dom-context-2d-getimagedata",
    basis="MUST",
    features=("api.CanvasRenderingContext2D.getImageData",),
)
def test_get_image_data_shapes_are_recognized(facts: Facts) -> None:
    """A model trained on `getImageData()` of drawings recognizes new drawings in a canvas, and nothing in an empty one.

    Detectors that run in the page fail where pixels are read back altered.
    """
    if facts["learned"] is not True:
        not_supported("a model that TensorFlow.js trained to 95 % accuracy")
    _expect_shapes(facts["told"], "in a canvas")
    expect(facts["told"].get("nothing"), "shape recognized in an empty canvas").is_null()


# Of a video, "the frame at the current playback position when the method ... is invoked must be used"
@check(
    "media_capture_transform/sources.js",
    spec=f"{CANVAS}#dom-context-2d-drawimage",
    basis="MUST",
    features=(
        "api.CanvasRenderingContext2D.drawImage",
        "api.createImageBitmap",
        "api.HTMLVideoElement.requestVideoFrameCallback",
    ),
)
def test_draw_image_and_image_bitmap_give_current_frame(facts: Facts) -> None:
    """`drawImage()`, `requestVideoFrameCallback()` and `createImageBitmap()` give the frame that a track shows.

    A virtual background that is one frame late leaves a shadow behind the user.
    """
    _expect_ways(facts, ("drawImage", "requestVideoFrameCallback", "ImageBitmap"))


# Of a video, "Let currentPlaybackFrame be the VideoFrame at the current playback position."
@check(
    "media_capture_transform/sources.js",
    spec="https://w3c.github.io/webcodecs/#dom-videoframe-videoframe",
    basis="MUST",
    features=("api.VideoFrame.VideoFrame", "api.MediaStreamTrackProcessor.readable"),
)
def test_video_frame_gives_current_frame(facts: Facts) -> None:
    """`new VideoFrame(video)` and `MediaStreamTrackProcessor.readable` give the frame that a track shows.

    Virtual backgrounds use them to avoid a copy; an old frame leaves a shadow behind the user.
    """
    _expect_ways(facts, ("VideoFrame", "MediaStreamTrackProcessor"))


# The section says: "This makes it possible to use canvas rendering contexts in workers."
@check(
    "media_capture_transform/worker.js",
    spec=f"{CANVAS}#the-offscreencanvas-interface",
    basis="MUST",
    features=("api.OffscreenCanvas.getContext", "api.createImageBitmap", "api.VideoFrame.VideoFrame"),
)
def test_offscreen_canvas_in_worker_recognizes_shapes(facts: Facts) -> None:
    """A worker recognizes shapes in a transferred `ImageBitmap` or `VideoFrame` by way of `OffscreenCanvas`.

    Models on the main thread make the whole page stutter.
    """
    if facts["learned"] is not True:
        not_supported("a model that TensorFlow.js trained to 95 % accuracy")
    _expect_shapes(facts["told"]["ImageBitmap"], "in a transferred ImageBitmap")
    if facts["told"].get("VideoFrame") is not None:
        _expect_shapes(facts["told"]["VideoFrame"], "in a transferred VideoFrame")


# "The RTCRtpReceiver interface allows an application to inspect the receipt of a MediaStreamTrack."
@check(
    "media_capture_transform/call.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcrtpreceiver-interface",
    basis="MUST",
    features=("api.RTCRtpReceiver.track", "api.RTCPeerConnection.addTransceiver"),
)
def test_receiver_track_shows_sent_shapes(facts: Facts) -> None:
    """`RTCRtpReceiver.track` of a call shows the shapes that were sent.

    Detectors on remote video fail where coding damages the image.
    """
    _expect_shapes(facts["seen"], "by the receiver")


# The send() algorithm: "In parallel, transmit data on channel's underlying data transport."
@check(
    "media_capture_transform/call.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcdatachannel-send",
    basis="MUST",
    features=("api.RTCDataChannel.send", "api.RTCDataChannel.message_event"),
)
def test_data_channel_returns_recognized_shapes(facts: Facts) -> None:
    """`RTCDataChannel.send()` brings what the receiver recognizes back to the sender of the video.

    Products report this way that a face is framed and lit.
    """
    for shape, seen in every(facts["seen"], "shapes that were sent").items():
        expect(facts["heard"].get(shape), f"data channel message about a {shape}").equals(seen)


# "Resolve p with stream and abort these steps."
@check(
    "media_capture_transform/camera.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    basis="MUST",
    features=("api.MediaDevices.getUserMedia",),
)
def test_get_user_media_camera_shows_shapes(facts: Facts) -> None:
    """A `getUserMedia()` camera track shows the circle, square and triangle before the camera, again and again.

    It is the whole way from a camera to a detector.
    """
    _expect_shapes(facts["told"], "by the camera")
    expect(facts["goesOn"], "6 changes of shape recognized within the time of the film").is_true()

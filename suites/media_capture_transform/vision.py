"""Vision in the page: TensorFlow.js learns shapes and tells them in the pictures of tracks, cameras and calls."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SHAPES = {"circle": "circle", "square": "square", "triangle": "triangle"}


def _assert_right(facts: Facts, backend: str) -> None:
    told = facts["backends"][backend]
    assert told["starts"] is True, f"the backend {backend} does not start"
    assert told["right"] is True, f"the backend {backend} multiplies wrongly: {told['right']}"


@check(
    "media_capture_transform/backends.js", spec="https://webassembly.github.io/spec/core/exec/numerics.html#floating-point-operations"
)
def test_models_run_on_the_processor(facts: Facts) -> None:
    """TensorFlow.js multiplies two matrices rightly, in JavaScript and in WebAssembly.

    These two are there for everybody: what else a machine has comes on top.
    """
    _assert_right(facts, "cpu")
    _assert_right(facts, "wasm")


@check("media_capture_transform/backends.js", spec="https://registry.khronos.org/webgl/specs/latest/2.0/#4.7")
def test_models_run_on_webgl_where_there_is_webgl(facts: Facts) -> None:
    """Where a browser offers WebGL 2, TensorFlow.js multiplies two matrices rightly with it.

    Most models in pages run there; a driver that rounds otherwise gives other answers.
    """
    if facts["offered"]["webgl"]:
        _assert_right(facts, "webgl")


@check("media_capture_transform/backends.js", spec="https://gpuweb.github.io/gpuweb/#dom-gpu-requestadapter")
def test_models_run_on_webgpu_where_there_is_webgpu(facts: Facts) -> None:
    """Where a browser gives an adapter of WebGPU, TensorFlow.js multiplies two matrices rightly with it.

    An adapter that is given and cannot calculate is worse than none: pages choose it first.
    """
    if facts["offered"]["webgpu"]:
        _assert_right(facts, "webgpu")


@check("media_capture_transform/training.js", spec="https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-getimagedata")
def test_a_page_learns_to_tell_shapes(facts: Facts) -> None:
    """A small model, trained in the page from drawings, tells 95 of 100 that it has not seen, and no shape in none.

    Drawing, reading pixels and calculating are all in it; each browser does them its own way.
    """
    assert facts["learned"] is True
    assert {kind: facts["told"][kind] for kind in SHAPES} == SHAPES
    assert facts["told"]["nothing"] is None


@check("media_capture_transform/sources.js", spec="https://html.spec.whatwg.org/multipage/canvas.html#dom-context-2d-drawimage")
def test_a_playing_track_is_seen_by_each_way(facts: Facts) -> None:
    """Drawn from a video element, at its callbacks for frames, or as an ImageBitmap, a track shows the same shapes.

    Programs take whichever way is quickest, and must see the same.
    """
    for way in ("drawImage", "requestVideoFrameCallback", "ImageBitmap"):
        if facts[way] is not None:
            assert facts[way] == SHAPES, f"{way}: {facts[way]}"


@check("media_capture_transform/sources.js", spec="https://w3c.github.io/webcodecs/#videoframe-interface")
def test_single_frames_show_the_same_shapes(facts: Facts) -> None:
    """Frames taken as VideoFrame, from the element or straight from the track, show the same shapes.

    These ways spare a copy; a frame that is still the one before would not be noticed.
    """
    for way in ("VideoFrame", "MediaStreamTrackProcessor"):
        if facts[way] is not None:
            assert facts[way] == SHAPES, f"{way}: {facts[way]}"


@check("media_capture_transform/worker.js", spec="https://html.spec.whatwg.org/multipage/canvas.html#the-offscreencanvas-interface")
def test_a_worker_learns_and_tells_shapes(facts: Facts) -> None:
    """A worker trains the model and tells shapes in pictures that are handed over to it.

    In the page itself a model makes everything else stutter.
    """
    assert facts["learned"] is True
    assert facts["told"]["ImageBitmap"] == SHAPES
    assert facts["told"]["VideoFrame"] in (None, SHAPES)


@check("media_capture_transform/call.js", spec="https://w3c.github.io/webrtc-pc/#rtcrtpreceiver-interface")
def test_shapes_are_told_at_the_end_of_a_call(facts: Facts) -> None:
    """The receiver of a call tells the shapes that were sent.

    Coding blurs: what was learned from drawings must still be told.
    """
    assert facts["seen"] == SHAPES


@check("media_capture_transform/call.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcdatachannel-send")
def test_what_is_seen_is_told_to_the_sender(facts: Facts) -> None:
    """What the receiver of a call sees reaches the sender over a data channel of the same call.

    So a sender learns that it is framed, lit and understood.
    """
    assert facts["heard"] == facts["seen"]


@check("media_capture_transform/camera.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_shapes_before_the_camera_are_told(facts: Facts) -> None:
    """A circle, a square and a triangle before the camera are told, one after the other and again and again.

    This is the whole way from a camera to an answer.
    """
    assert facts["told"] == SHAPES
    assert facts["goesOn"] is True
    assert facts["inOrder"] is True

"""Members of media and canvas elements: captureStream(), setSinkId() and requestPictureInPicture()."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]
ELEMENTS = "api_surface/elements.js"


# mediacapture-fromelement IDL: "partial interface HTMLMediaElement { MediaStream captureStream (); }"
@check(
    ELEMENTS,
    spec="https://w3c.github.io/mediacapture-fromelement/#html-media-element-media-capture-extensions",
    basis="MUST",
    features=("api.HTMLMediaElement.captureStream", "api.HTMLCanvasElement.captureStream"),
)
def test_media_and_canvas_elements_have_capture_stream(facts: Facts) -> None:
    """`HTMLMediaElement` and `HTMLCanvasElement` both have `captureStream()`.

    Virtual backgrounds send a canvas, watch parties send a video element.
    """
    elements = ("HTMLCanvasElement", "HTMLMediaElement")
    if not any("captureStream" in facts.get(name, {}) for name in elements):
        not_supported("captureStream()")
    for name in elements:
        expect(facts.get(name, {}).get("captureStream"), f"{name}.captureStream()").equals("method 0")


# mediacapture-output IDL: "Promise<undefined> setSinkId (DOMString sinkId);"
@check(
    ELEMENTS,
    spec="https://w3c.github.io/mediacapture-output/#htmlmediaelement-extensions",
    basis="MUST",
    features=("api.HTMLMediaElement.setSinkId", "api.HTMLMediaElement.sinkId"),
)
def test_media_element_has_set_sink_id(facts: Facts) -> None:
    """`HTMLMediaElement` has both `setSinkId()` and `sinkId`.

    Users who answer on a headset hear the ringtone on the speakers.
    """
    media = facts.get("HTMLMediaElement", {})
    if "setSinkId" not in media and "sinkId" not in media:
        not_supported("HTMLMediaElement.setSinkId()")
    expect(media.get("setSinkId"), "HTMLMediaElement.setSinkId()").equals("method 1")
    expect(media.get("sinkId"), "HTMLMediaElement.sinkId").equals("read-only attribute")


# Picture-in-Picture IDL: "[NewObject] Promise<PictureInPictureWindow> requestPictureInPicture();"
@check(
    ELEMENTS,
    spec="https://w3c.github.io/picture-in-picture/#htmlvideoelement-extensions",
    basis="MUST",
    features=("api.HTMLVideoElement.requestPictureInPicture", "api.HTMLVideoElement.disablePictureInPicture"),
)
def test_video_element_has_request_picture_in_picture(facts: Facts) -> None:
    """`HTMLVideoElement` has `requestPictureInPicture()`.

    Users keep seeing a call while they work in another window.
    """
    video = facts.get("HTMLVideoElement", {})
    if not any("pictureinpicture" in name.lower() for name in video):
        not_supported("HTMLVideoElement.requestPictureInPicture()")
    expect(video.get("requestPictureInPicture"), "HTMLVideoElement.requestPictureInPicture()").equals("method 0")

"""Check Region Capture: cropping a capture of the own tab to an element with `cropTo()`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-region/"
CROP_TO = f"{SPEC}#dom-browsercapturemediastreamtrack-cropto"


# region-capture: "calculates the bounding box of the pixels belonging to the element, and crops the frame to"
@check(
    "get_display_media/region_capture.js",
    spec=CROP_TO,
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.cropTo", "api.CropTarget.fromElement_static"),
)
def test_crop_to_crops_frames_to_the_element(facts: Facts) -> None:
    """`cropTo()` crops the frames of a captured tab to the bounding box of the `CropTarget`'s element.

    Products share the slides of their own page without the chat next to them.
    """
    expect(facts["cropped"], "BrowserCaptureMediaStreamTrack.cropTo(target)").equals("done")
    expect(facts["elementVisible"], "frames after cropTo() show only the element's color").is_true()
    expect(facts["aspectRatioMatches"], "frames after cropTo() have the element's aspect ratio").is_true()


# region-capture: "for each new frame produced on the track, the user agent calculates the bounding box"
@check(
    "get_display_media/region_capture.js",
    spec=CROP_TO,
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.cropTo",),
)
def test_crop_to_follows_a_moving_element(facts: Facts) -> None:
    """After `cropTo()` the cropped area follows the element when it moves on the page.

    Pages scroll and change their layout while they are shared.
    """
    expect(facts["follows"], "frames follow the element after cropTo()").is_true()


# region-capture: "crops the frame to the coordinates of this bounding box"
@check(
    "get_display_media/region_capture.js",
    spec=CROP_TO,
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.cropTo",),
)
def test_crop_to_includes_content_over_the_element(facts: Facts) -> None:
    """`cropTo()` leaves content that covers the element in the frames: it crops and does not restrict.

    Products that must hide a menu over the shared area need `restrictTo()` instead.
    """
    expect(facts["coverVisible"], "frames after cropTo() show what covers the element").is_true()


# region-capture: "the user agent MUST stop cropping. This video track reverts to the uncropped state."
@check(
    "get_display_media/region_capture.js",
    spec=CROP_TO,
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.cropTo",),
)
def test_crop_to_null_stops_cropping(facts: Facts) -> None:
    """`cropTo(null)` stops cropping: the frames show the whole tab again.

    Presenters switch between the slides and the whole page without sharing again.
    """
    expect(facts["uncropped"], "BrowserCaptureMediaStreamTrack.cropTo(null)").equals("done")
    expect(facts["pageVisibleAgain"], "frames after cropTo(null) show the page around the element").is_true()


# static Promise<CropTarget> fromElement(Element element); Promise<undefined> cropTo(CropTarget? cropTarget);
@check(
    "get_display_media/region_capture.js",
    spec=f"{SPEC}#dom-croptarget-fromelement",
    basis="MUST",
    features=("api.CropTarget", "api.CropTarget.fromElement_static", "api.BrowserCaptureMediaStreamTrack.cropTo"),
)
def test_crop_target_of_another_type_rejects_with_type_error(facts: Facts) -> None:
    """`CropTarget.fromElement(null)`, `cropTo({})` and `new CropTarget()` fail with `TypeError`.

    If a wrong target passes unnoticed, the product shares the whole page.
    """
    refused = facts["refused"]
    expect(refused.get("nullElement"), "CropTarget.fromElement(null)").equals("TypeError")
    expect(refused.get("invalidTarget"), "BrowserCaptureMediaStreamTrack.cropTo({})").equals("TypeError")
    expect(refused.get("constructed"), "new CropTarget()").equals("TypeError")

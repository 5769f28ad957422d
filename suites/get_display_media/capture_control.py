"""What a page should be able to do with a capture of its own tab: control it, crop it, restrict it to an element."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
REGION = "https://w3c.github.io/mediacapture-region/"
ELEMENT = "https://screen-share.github.io/element-capture/"
SURFACE = "https://w3c.github.io/mediacapture-surface-control/"


@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-capturecontroller-setfocusbehavior",
    features=("api.CaptureController.setFocusBehavior",),
)
def test_focus_words_are_checked(facts: Facts) -> None:
    """A controller takes the focus behaviours of the specification and refuses every other word.

    A word that is swallowed leaves the presenter in the wrong tab, and nobody sees why.
    """
    words = facts["focus_words"]
    assert {word for word, outcome in words.items() if outcome == "TypeError"} == {"no_such_word"}
    assert set(words.values()) == {"taken", "TypeError"}


@check("get_display_media/controller.js", spec=f"{SPEC}#dom-capturecontroller-setfocusbehavior")
def test_focus_is_decided_before_sharing_begins(facts: Facts) -> None:
    """Once sharing has begun, the focus behaviour is an InvalidStateError.

    A page must not pull people from tab to tab while they present.
    """
    assert facts["own_tab"]["focus_after_capture"] == "InvalidStateError"


@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-controller",
    features=("api.MediaDevices.getDisplayMedia.controller_option",),
)
def test_a_controller_serves_one_capture(facts: Facts) -> None:
    """A controller that belongs to a capture is an InvalidStateError for the next one, even after the first has ended.

    Products that keep one controller for ever must learn so at once, not by a capture that obeys nobody.
    """
    assert facts["second_use"] == "InvalidStateError"
    assert facts["second_use_after_stop"] == "InvalidStateError"


@check("get_display_media/controller.js", spec=f"{SPEC}#dom-displaymediastreamoptions-controller")
def test_only_a_controller_is_a_controller(facts: Facts) -> None:
    """Anything else in the place of the controller is a TypeError.

    A wrong object that is silently ignored loses the focus behaviour.
    """
    assert facts["not_a_controller"] == "TypeError"


@check(
    "get_display_media/controller.js",
    spec=f"{SURFACE}#dom-capturecontroller-getsupportedzoomlevels",
    features=("api.CaptureController.getSupportedZoomLevels",),
)
def test_zoom_levels_rise_and_hold_the_natural_size(facts: Facts) -> None:
    """The zoom levels of a captured tab rise, and 100 per cent is among them.

    Buttons to zoom are drawn from this list.
    """
    levels = facts["own_tab"]["zoom_levels"]
    assert isinstance(levels, list)
    assert levels == sorted(set(levels))
    assert 100 in levels


@check(
    "get_display_media/controller.js",
    spec=f"{SURFACE}#dom-capturecontroller-increasezoomlevel",
    features=("api.CaptureController.increaseZoomLevel", "api.CaptureController.zoomLevel"),
)
def test_a_controller_without_a_capture_controls_nothing(facts: Facts) -> None:
    """A controller without a capture has no zoom level, and zooming by it is an InvalidStateError.

    A product must be able to tell that there is nothing to zoom yet.
    """
    assert facts["without_capture"]["zoom_level"] is None
    assert facts["without_capture"]["increase"] == "InvalidStateError"


@check(
    "get_display_media/region_capture.js",
    spec=f"{REGION}#dom-browsercapturemediastreamtrack-cropto",
    features=("api.BrowserCaptureMediaStreamTrack.cropTo", "api.CropTarget.fromElement_static"),
)
def test_a_capture_is_cropped_to_an_element(facts: Facts) -> None:
    """A capture that is cropped to an element has the element's shape and pixels, and nothing around it.

    Products share the slides of their own page without its chat.
    """
    assert facts["cropped"] == "done"
    assert facts["shows_element"] is True
    assert facts["has_shape"] is True


@check("get_display_media/region_capture.js", spec=f"{REGION}#dom-browsercapturemediastreamtrack-cropto")
def test_a_crop_follows_its_element(facts: Facts) -> None:
    """A crop follows its element across the page.

    Pages scroll and lay themselves out anew while they are shared.
    """
    assert facts["follows"] is True


@check("get_display_media/region_capture.js", spec=f"{REGION}#dom-browsercapturemediastreamtrack-cropto")
def test_a_crop_shows_what_lies_over_its_element(facts: Facts) -> None:
    """What lies over the element is in a cropped capture: it crops and does no more.

    Whoever wants a menu left out needs Element Capture.
    """
    assert facts["cover_is_seen"] is True


@check("get_display_media/region_capture.js", spec=f"{REGION}#dom-browsercapturemediastreamtrack-cropto")
def test_a_crop_can_be_taken_back(facts: Facts) -> None:
    """Cropping to null brings the whole tab back.

    A presenter goes from the slides to the whole page and back.
    """
    assert facts["uncropped"] == "done"
    assert facts["shows_page_again"] is True


@check("get_display_media/region_capture.js", spec=f"{REGION}#dom-croptarget-fromelement", features=("api.CropTarget",))
def test_crop_targets_come_from_elements_alone(facts: Facts) -> None:
    """Targets are made from elements alone, and only targets are cropped to; all else is a TypeError.

    A selector or a rectangle that is taken and ignored would show the whole page.
    """
    refused = facts["refused"]
    assert {refused["no_element"], refused["not_a_target"], refused["constructed"]} == {"TypeError"}


@check(
    "get_display_media/element_capture.js",
    spec=f"{ELEMENT}#dom-browsercapturemediastreamtrack-restrictto",
    features=("api.BrowserCaptureMediaStreamTrack.restrictTo", "api.RestrictionTarget.fromElement_static"),
)
def test_a_capture_is_restricted_to_an_element(facts: Facts) -> None:
    """A capture that is restricted to an element has the element's shape and pixels.

    Products share one part of their page and nothing else.
    """
    assert facts["restricted"] == "done"
    assert facts["shows_element"] is True
    assert facts["has_shape"] is True


@check("get_display_media/element_capture.js", spec=f"{ELEMENT}#dom-browsercapturemediastreamtrack-restrictto")
def test_a_restriction_leaves_out_what_lies_over_its_element(facts: Facts) -> None:
    """What lies over the element is not in a restricted capture.

    Private messages that pop up over the slides stay private.
    """
    assert facts["shows_change"] is True
    assert facts["under_cover"] == "yellow"


@check("get_display_media/element_capture.js", spec=f"{ELEMENT}#dom-browsercapturemediastreamtrack-restrictto")
def test_a_restriction_can_be_lifted(facts: Facts) -> None:
    """Restricting to null brings the whole tab back.

    A presenter goes from the slides to the whole page and back.
    """
    assert facts["unrestricted"] == "done"
    assert facts["shows_page_again"] is True

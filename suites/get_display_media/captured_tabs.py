"""What a captured tab should tell those who capture it, and what they may do to it: handle, zoom, wheel and focus."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
HANDLE = "https://w3c.github.io/mediacapture-handle/identity/"
SURFACE = "https://w3c.github.io/mediacapture-surface-control/"


@check(
    "get_display_media/capture_handle.js",
    spec=f"{HANDLE}#dom-mediadevices-setcapturehandleconfig",
    features=("api.MediaDevices.setCaptureHandleConfig",),
)
def test_handles_are_checked(facts: Facts) -> None:
    """A handle of 1,024 characters is taken, a longer one is a TypeError; "all origins" beside others is refused.

    A handle that is cut or dropped breaks the link between slides and meeting.
    """
    configs = facts["configs"]
    assert (configs["longest"], configs["too_long"]) == ("taken", "TypeError")
    assert configs["everyone_and_more"] == "NotSupportedError"
    assert configs["no_origin"] == "NotSupportedError"


@check(
    "get_display_media/capture_handle.js",
    spec=f"{HANDLE}#dom-mediastreamtrack-getcapturehandle",
    features=("api.MediaStreamTrack.getCaptureHandle",),
)
def test_a_captured_tab_can_tell_who_it_is(facts: Facts) -> None:
    """The handle that a tab sets, and its origin where it exposes that, are on the track that captures it.

    A meeting that knows the slides it shows can turn their pages.
    """
    assert facts["first"] == "first"
    assert facts["first_origin_is_right"] is True


@check("get_display_media/capture_handle.js", spec=f"{HANDLE}#dom-mediadevices-setcapturehandleconfig")
def test_a_captured_tab_keeps_its_origin_back(facts: Facts) -> None:
    """A tab that does not expose its origin is not named by it.

    A handle is not a leave to read people's addresses.
    """
    assert facts["second"] == "second"
    assert facts["origin_kept_back"] is True


@check("get_display_media/capture_handle.js", spec=f"{HANDLE}#dom-mediadevices-setcapturehandleconfig")
def test_a_handle_is_for_permitted_origins(facts: Facts) -> None:
    """A handle that is not meant for the capturing origin is not seen by it, and its going is told by an event.

    A company keeps the names of its documents from other meetings.
    """
    assert facts["hiding_is_told"] is True
    assert facts["hidden"] is None


@check("get_display_media/screen_handle.js", spec=f"{HANDLE}#dom-mediastreamtrack-getcapturehandle")
def test_another_tab_can_tell_who_it_is(facts: Facts) -> None:
    """A handle that another tab sets while it is captured arrives with an event.

    Slides that are opened first and shared later must still be found by the meeting.
    """
    assert facts["silent"] is True
    assert facts["first_told"] is True
    assert (facts["handle"], facts["origin_is_right"]) == ("one", True)


@check("get_display_media/screen_handle.js", spec=f"{HANDLE}#dom-mediastreamtrack-getcapturehandle")
def test_a_handle_goes_with_its_page(facts: Facts) -> None:
    """When the captured tab goes to another page its handle is gone, and an event says so.

    A meeting must not steer a page by the handle of the one before it.
    """
    assert facts["reload_told"] is True
    assert facts["after_reload"] is None


@check(
    "get_display_media/screen_focus.js",
    spec=f"{SPEC}#dom-capturecontroller-setfocusbehavior",
    features=("api.CaptureController.setFocusBehavior",),
)
def test_the_capturing_page_can_stay_in_front(facts: Facts) -> None:
    """With "focus-capturing-application" and "no-focus-change" the page that captures stays in front.

    Who steers a demonstration from the meeting must not be thrown out of it.
    """
    assert facts["stay"] == {"own_page_before": True, "captured_tab_after": False}
    assert facts["leave"] == {"own_page_before": True, "captured_tab_after": False}


@check("get_display_media/screen_focus.js", spec=f"{SPEC}#dom-capturecontroller-setfocusbehavior")
def test_the_captured_tab_can_come_in_front(facts: Facts) -> None:
    """With "focus-captured-surface" the captured tab comes in front.

    Who presents slides wants to see them.
    """
    assert facts["go"] == {"own_page_before": True, "captured_tab_after": True}


@check(
    "get_display_media/screen_control.js",
    spec=f"{SURFACE}#dom-capturecontroller-increasezoomlevel",
    features=("api.CaptureController.increaseZoomLevel", "api.CaptureController.resetZoomLevel"),
)
def test_a_captured_tab_can_be_zoomed(facts: Facts) -> None:
    """With the permission a captured tab is zoomed in, back and out by its controller.

    Viewers ask "can you make it larger?", and the presenter need not leave the meeting.
    """
    zoom = facts["zoom"]
    assert {step["outcome"] for step in (zoom["more"], zoom["back"], zoom["less"])} == {"done"}
    assert zoom["more"]["after"] > 100
    assert zoom["back"]["after"] == 100
    assert zoom["less"]["after"] < 100


@check(
    "get_display_media/screen_control.js",
    spec=f"{SURFACE}#dom-capturecontroller-onzoomlevelchange",
    features=("api.CaptureController.zoomlevelchange_event",),
)
def test_each_zoom_is_told(facts: Facts) -> None:
    """Each change of the zoom level is told by an event.

    The number beside the zoom buttons must be right, whoever zooms.
    """
    zoom = facts["zoom"]
    assert len(zoom["told"]) == 3
    assert len(set(zoom["told"])) == 3


@check(
    "get_display_media/screen_control.js",
    spec=f"{SURFACE}#dom-capturecontroller-forwardwheel",
    features=("api.CaptureController.forwardWheel",),
)
def test_a_made_up_wheel_scrolls_nothing(facts: Facts) -> None:
    """A wheel event that a script makes does not scroll the captured tab.

    Only a person's own wheel may reach into another tab.
    """
    assert facts["scroll"]["forwarded"] == "done"
    assert facts["scroll"]["made_up_wheel_scrolls"] is False


@check(
    "get_display_media/screen_control.js",
    spec=f"{SURFACE}#dfn-captured-surface-control",
    features=("api.Permissions.permission_captured-surface-control",),
)
def test_control_of_a_captured_tab_is_a_permission(facts: Facts) -> None:
    """Control of captured surfaces is a permission that is asked for and can be queried.

    A page that may look must not be able to act without being allowed to.
    """
    assert facts["permission"] == "prompt"
    assert facts["permission_when_granted"] == "granted"


@check("get_display_media/screen_control.js", spec=f"{SURFACE}#dom-capturecontroller-increasezoomlevel")
def test_a_capture_that_is_over_controls_nothing(facts: Facts) -> None:
    """When the capture is over, zooming by its controller is an InvalidStateError.

    The right to control ends with the share.
    """
    assert facts["zoom_after_stop"] == "InvalidStateError"

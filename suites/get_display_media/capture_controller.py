"""Check CaptureController: its focus behavior and its binding to one capture."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"


# interface CaptureController : EventTarget { constructor(); undefined setFocusBehavior(...); };
@check(
    "get_display_media/members.js",
    spec=f"{SPEC}#dom-capturecontroller",
    basis="MUST",
    features=("api.CaptureController", "api.CaptureController.setFocusBehavior"),
)
def test_capture_controller_has_set_focus_behavior(facts: Facts) -> None:
    """`CaptureController` exists and has `setFocusBehavior()`.

    Products use it to keep users in the call, or to take them to the shared tab, when sharing begins.
    """
    expect(facts["interfaces"], "interfaces of the global object").contains("CaptureController")
    expect(facts["captureControllerMembers"], "members of CaptureController.prototype").contains("setFocusBehavior")


# enum CaptureStartFocusBehavior { ... }; Web IDL throws a TypeError for any other value
@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#capturestartfocusbehavior",
    basis="MUST",
    features=("api.CaptureController.setFocusBehavior",),
)
def test_set_focus_behavior_accepts_only_its_enumeration(facts: Facts) -> None:
    """`setFocusBehavior()` accepts the values of `CaptureStartFocusBehavior` and throws `TypeError` for others.

    If a misspelled value passes unnoticed, presenters end up in the wrong tab.
    """
    outcomes = facts["setFocusBehavior"]
    for value in ("focusCapturingApplication", "focusCapturedSurface", "noFocusChange"):
        name = value.replace("_", "-")
        expect(outcomes.get(value), f'CaptureController.setFocusBehavior("{name}")').equals("taken")
    expect(outcomes.get("invalidValue"), 'CaptureController.setFocusBehavior("no such word")').equals("TypeError")


# screen-share: "If this.[[FocusDecisionFinalized]] is true, throw an InvalidStateError DOMException."
@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-capturecontroller-setfocusbehavior",
    basis="MUST",
    features=("api.CaptureController.setFocusBehavior",),
)
def test_set_focus_behavior_after_capture_start_throws_invalid_state_error(facts: Facts) -> None:
    """`setFocusBehavior()` in a task after `getDisplayMedia()` resolved throws `InvalidStateError`.

    Otherwise a page can pull users from tab to tab while they present.
    """
    outcome = facts["currentTab"]["setFocusBehaviorAfterCapture"]
    expect(outcome, "setFocusBehavior() a task after getDisplayMedia() resolved").equals("InvalidStateError")


# screen-share: "If controller.[[IsBound]] is true, return a promise rejected with ... InvalidStateError."
@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.controller_option",),
)
def test_get_display_media_rejects_a_bound_controller(facts: Facts) -> None:
    """`getDisplayMedia()` rejects a `CaptureController` that was used before with `InvalidStateError`.

    A product that keeps one controller learns at once that it no longer controls the new capture.
    """
    expect(facts["controllerReused"], "getDisplayMedia() with the controller of a running capture").equals(
        "InvalidStateError"
    )
    expect(facts["controllerReusedAfterStop"], "getDisplayMedia() with the controller of a stopped capture").equals(
        "InvalidStateError"
    )


# dictionary DisplayMediaStreamOptions { CaptureController controller; }; Web IDL: no such object, TypeError
@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-controller",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.controller_option",),
)
def test_get_display_media_controller_of_another_type_rejects_with_type_error(facts: Facts) -> None:
    """`getDisplayMedia({controller: {}})` rejects with `TypeError`.

    If the browser ignores the wrong object, the product silently loses its focus behavior.
    """
    expect(facts["invalidController"], "getDisplayMedia({controller: {}})").equals("TypeError")


# screen-share: "... "focus-capturing-application", focus the display surface representing the capturing document."
@check(
    "get_display_media/screen_focus.js",
    spec=f"{SPEC}#capturecontroller",
    basis="MUST",
    features=("api.CaptureController.setFocusBehavior",),
)
def test_focus_capturing_application_keeps_the_capturing_page_in_front(facts: Facts) -> None:
    """`setFocusBehavior("focus-capturing-application")` keeps the captured tab in the background.

    Users who drive a demo from the meeting are otherwise thrown out of it when sharing begins.
    """
    stay = facts["stay"]
    if not stay.get("capturingPageVisibleBefore"):
        not_supported("bringing the capturing page to the front")
    subject = 'captured tab in front after setFocusBehavior("focus-capturing-application")'
    expect(stay.get("capturedTabVisibleAfter"), subject).is_false()

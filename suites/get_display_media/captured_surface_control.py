"""Check Captured Surface Control: zooming and scrolling a captured tab through its CaptureController."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-surface-control/"


def zoom_of(facts: Facts) -> Facts:
    """Return what the zoom methods did; end the check where they need a click handler or a permission not granted."""
    if facts.get("permissionWhenGranted") != "granted":
        not_supported("granting captured-surface-control by automation")
    zoom: Facts = facts["zoom"]
    if "InvalidStateError" in {zoom[step].get("outcome") for step in ("more", "back", "less")}:
        not_supported("changing the zoom level outside the handler of a click event")
    return zoom


# surface-control: "Return a monotonically increasing sequence containing all of ... the supported zoom levels"
@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-capturecontroller-getsupportedzoomlevels",
    basis="MUST",
    features=("api.CaptureController.getSupportedZoomLevels",),
)
def test_get_supported_zoom_levels_is_ascending_and_contains_100(facts: Facts) -> None:
    """`CaptureController.getSupportedZoomLevels()` is in ascending order and contains 100.

    Products build the zoom buttons of a shared tab from this list.
    """
    if "zoomLevel" not in facts["currentTab"]:
        not_supported("CaptureController.zoomLevel")
    levels = facts["currentTab"]["supportedZoomLevels"]
    expect(levels, "CaptureController.getSupportedZoomLevels()").is_a("array").is_sorted().has_no_duplicates()
    expect(levels, "CaptureController.getSupportedZoomLevels()").contains(100)


# surface-control: "If controller is not actively capturing, return a promise rejected with ... InvalidStateError."
@check(
    "get_display_media/controller.js",
    spec=f"{SPEC}#dom-capturecontroller-increasezoomlevel",
    basis="MUST",
    features=("api.CaptureController.increaseZoomLevel", "api.CaptureController.zoomLevel"),
)
def test_increase_zoom_level_without_capture_rejects_with_invalid_state_error(facts: Facts) -> None:
    """Without a capture, `zoomLevel` is null and `increaseZoomLevel()` rejects with `InvalidStateError`.

    Products disable their zoom buttons by it until something is shared.
    """
    idle = facts["withoutCapture"]
    if "zoomLevel" not in idle:
        not_supported("CaptureController.zoomLevel")
    expect(idle["zoomLevel"], "CaptureController.zoomLevel without a capture").is_null()
    expect(idle["increase"], "CaptureController.increaseZoomLevel() without a capture").equals("InvalidStateError")


# surface-control: "Set this.[[Source]]'s zoom level to targetZoomLevel."
@check(
    "get_display_media/screen_control.js",
    spec=f"{SPEC}#dom-capturecontroller-increasezoomlevel",
    basis="MUST",
    features=(
        "api.CaptureController.decreaseZoomLevel",
        "api.CaptureController.increaseZoomLevel",
        "api.CaptureController.resetZoomLevel",
        "api.CaptureController.zoomLevel",
    ),
)
def test_zoom_methods_change_zoom_level(facts: Facts) -> None:
    """`increaseZoomLevel()`, `resetZoomLevel()` and `decreaseZoomLevel()` change `CaptureController.zoomLevel`.

    When viewers cannot read a shared tab, the presenter enlarges it without leaving the meeting.
    """
    zoom = zoom_of(facts)
    for method, step in (("increaseZoomLevel", "more"), ("resetZoomLevel", "back"), ("decreaseZoomLevel", "less")):
        expect(zoom[step].get("outcome"), f"CaptureController.{method}()").equals("done")
    expect(zoom["more"].get("after"), "zoomLevel after increaseZoomLevel() from 100", "%").is_above(100)
    expect(zoom["back"].get("after"), "zoomLevel after resetZoomLevel()", "%").equals(100)
    expect(zoom["less"].get("after"), "zoomLevel after decreaseZoomLevel() from 100", "%").is_below(100)


# surface-control: "Whenever this.[[Source]]'s zoom level changes ..., fire an event named zoomlevelchange at this."
@check(
    "get_display_media/screen_control.js",
    spec=f"{SPEC}#dom-capturecontroller-onzoomlevelchange",
    basis="MUST",
    features=("api.CaptureController.zoomlevelchange_event",),
)
def test_zoomlevelchange_fires_for_each_change(facts: Facts) -> None:
    """`CaptureController` fires `zoomlevelchange` once for each of three zoom changes, each with another `zoomLevel`.

    The percentage shown next to the zoom buttons is wrong without the event.
    """
    levels = zoom_of(facts)["told"]
    expect(levels, "zoomLevel at each zoomlevelchange event of three changes").has_length(3).has_no_duplicates()


# surface-control: "If event.isTrusted is false, abort these steps."
@check(
    "get_display_media/screen_control.js",
    spec=f"{SPEC}#dom-capturecontroller-forwardwheel",
    basis="MUST",
    features=("api.CaptureController.forwardWheel",),
)
def test_forward_wheel_ignores_untrusted_events(facts: Facts) -> None:
    """`CaptureController.forwardWheel()` does not forward a `WheelEvent` that a script dispatches.

    Otherwise a page that may look at a tab can also scroll through it without the user.
    """
    if facts.get("permissionWhenGranted") != "granted":
        not_supported("granting captured-surface-control by automation")
    scroll = facts["scroll"]
    expect(scroll["forwarded"], "CaptureController.forwardWheel() with captured-surface-control granted").equals("done")
    expect(scroll["untrustedWheelScrolls"], "captured tab scrolled by a WheelEvent with isTrusted=false").is_false()


# surface-control: "Request permission to use ... name member set to "captured-surface-control""
@check(
    "get_display_media/screen_control.js",
    spec=f"{SPEC}#feature-policy-integration",
    basis="MUST",
    features=("api.Permissions.permission_captured-surface-control",),
)
def test_captured_surface_control_permission_is_prompt_until_granted(facts: Facts) -> None:
    """`permissions.query({name: "captured-surface-control"})` is "prompt" by default and "granted" after a grant.

    A page that may show a tab must not be able to scroll or zoom it without the user's permission.
    """
    if facts["permission"] == "TypeError":
        not_supported("captured-surface-control in Permissions.query()")
    expect(facts["permission"], "state of captured-surface-control before a grant").equals("prompt")
    expect(facts["permissionWhenGranted"], "state of captured-surface-control after a grant").equals("granted")


# surface-control: "If controller is not actively capturing, return a promise rejected with ... InvalidStateError."
@check(
    "get_display_media/screen_control.js",
    spec=f"{SPEC}#dom-capturecontroller-increasezoomlevel",
    basis="MUST",
    features=("api.CaptureController.increaseZoomLevel",),
)
def test_increase_zoom_level_after_stop_rejects_with_invalid_state_error(facts: Facts) -> None:
    """After `track.stop()`, `CaptureController.increaseZoomLevel()` rejects with `InvalidStateError`.

    The right to control a tab ends with the capture.
    """
    expect(facts["increaseZoomLevelAfterStop"], "increaseZoomLevel() after track.stop()").equals("InvalidStateError")

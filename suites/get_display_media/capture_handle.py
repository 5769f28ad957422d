"""Check Capture Handle: what a captured tab exposes of itself to the page that captures it."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-handle/identity/"


# capture-handle: "If handle is set to an invalid value, the user agent MUST reject by raising TypeError."
@check(
    "get_display_media/capture_handle.js",
    spec=f"{SPEC}#dom-mediadevices-setcapturehandleconfig",
    basis="MUST",
    features=("api.MediaDevices.setCaptureHandleConfig",),
)
def test_set_capture_handle_config_validates_handle_and_permitted_origins(facts: Facts) -> None:
    """`setCaptureHandleConfig()` throws for a handle over 1,024 characters and invalid `permittedOrigins`.

    A handle that is cut or dropped breaks the link between a shared presentation and the meeting.
    """
    configs = facts["configs"]
    expect(configs["longest"], "setCaptureHandleConfig() with a handle of 1,024 characters").equals("taken")
    expect(configs["handleTooLong"], "setCaptureHandleConfig() with a handle of 1,025 characters").equals("TypeError")
    subject = "setCaptureHandleConfig() with permittedOrigins"
    expect(configs["wildcardAndOrigin"], f'{subject}: ["*", an origin]').equals("NotSupportedError")
    expect(configs["invalidOrigin"], f'{subject}: ["no origin"]').equals("NotSupportedError")


# capture-handle: "MUST return a CaptureHandle dictionary with the values derived of the last CaptureHandleConfig"
@check(
    "get_display_media/capture_handle.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getcapturehandle",
    basis="MUST",
    features=("api.MediaStreamTrack.getCaptureHandle", "api.MediaDevices.setCaptureHandleConfig"),
)
def test_get_capture_handle_returns_handle_and_exposed_origin(facts: Facts) -> None:
    """`getCaptureHandle()` of the own tab returns its `handle`, and its `origin` with `exposeOrigin: true`.

    A meeting that knows which presentation it shows can offer buttons to turn its slides.
    """
    expect(facts["first"], "getCaptureHandle().handle").equals("first")
    expect(facts["firstOriginMatches"], "getCaptureHandle().origin is location.origin").is_true()


# capture-handle: "If false, the user agent MUST NOT expose the captured application's origin."
@check(
    "get_display_media/capture_handle.js",
    spec=f"{SPEC}#dom-capturehandleconfig-exposeorigin",
    basis="MUST",
    features=("api.MediaStreamTrack.getCaptureHandle", "api.MediaDevices.setCaptureHandleConfig"),
)
def test_expose_origin_false_hides_origin(facts: Facts) -> None:
    """`setCaptureHandleConfig({exposeOrigin: false})` leaves `getCaptureHandle().origin` unset.

    Otherwise every page that captures a tab learns which site the user has open.
    """
    expect(facts["second"], "getCaptureHandle().handle with exposeOrigin=false").equals("second")
    expect(facts["originNotExposed"], "getCaptureHandle().origin unset with exposeOrigin=false").is_true()


# capture-handle: "If the capturing origin is not permitted to observe ..., then the user agent MUST return null."
@check(
    "get_display_media/capture_handle.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getcapturehandle",
    basis="MUST",
    features=("api.MediaStreamTrack.getCaptureHandle", "api.MediaStreamTrack.capturehandlechange_event"),
)
def test_permitted_origins_hides_capture_handle_from_other_origins(facts: Facts) -> None:
    """`permittedOrigins` without the capturing origin fires `capturehandlechange`; `getCaptureHandle()` is null.

    Companies rely on it to keep document names from meetings of other vendors.
    """
    expect(
        facts["capturehandlechangeOnHide"], "capturehandlechange when the own origin is no longer permitted"
    ).is_true()
    expect(facts["hidden"], "getCaptureHandle() of an origin that is not permitted").is_null()


# capture-handle: "Whenever the observable CaptureHandle ... changes, the user agent fires ... capturehandlechange."
@check(
    "get_display_media/screen_handle.js",
    spec=f"{SPEC}#dfn-capturehandlechange",
    basis="MUST",
    features=("api.MediaStreamTrack.capturehandlechange_event", "api.MediaStreamTrack.getCaptureHandle"),
)
def test_capturehandlechange_fires_when_another_tab_sets_its_handle(facts: Facts) -> None:
    """`capturehandlechange` fires when another, captured tab calls `setCaptureHandleConfig()`.

    A meeting finds presentations that were opened before they were shared only by this event.
    """
    expect(facts["silent"], "getCaptureHandle() is null before setCaptureHandleConfig()").is_true()
    expect(
        facts["firstChangeFiresEvent"], "capturehandlechange after setCaptureHandleConfig() in the captured tab"
    ).is_true()
    expect(facts["handle"], "getCaptureHandle().handle of the captured tab").equals("one")
    expect(facts["originMatches"], "getCaptureHandle().origin is the origin of the captured tab").is_true()


# capture-handle: "The captured application's top-level browsing context is navigated cross-document."
@check(
    "get_display_media/screen_handle.js",
    spec=f"{SPEC}#dfn-capturehandlechange",
    basis="MUST",
    features=("api.MediaStreamTrack.capturehandlechange_event", "api.MediaStreamTrack.getCaptureHandle"),
)
def test_navigation_of_the_captured_tab_clears_capture_handle(facts: Facts) -> None:
    """When the captured tab navigates, `capturehandlechange` fires and `getCaptureHandle()` returns null.

    Otherwise a meeting steers a new page with the handle of the page before it.
    """
    expect(facts["reloadFiresEvent"], "capturehandlechange after the captured tab navigated").is_true()
    expect(facts["afterReload"], "getCaptureHandle().handle after the captured tab navigated").is_null()

"""Check which `getDisplayMedia()` calls reject, and which members of DisplayMediaStreamOptions the browser reads."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"

EARLIER_REJECTIONS = {
    "NotFoundError": "a display to capture",
    "InvalidStateError": "focus and activation of the document that calls getDisplayMedia()",
}
"""Errors of steps that come before the Permissions Policy: with them, nothing is known of the policy."""


def rejected_by_policy(outcome: str, subject: str) -> None:
    """Expect NotAllowedError, unless an earlier step of the algorithm rejected the call."""
    if outcome in EARLIER_REJECTIONS:
        not_supported(EARLIER_REJECTIONS[outcome])
    expect(outcome, subject).equals("NotAllowedError")


def only_include_and_exclude(outcomes: Facts, option: str) -> None:
    """Expect that a member of DisplayMediaStreamOptions accepts the two values of its enumeration and no other."""
    for value in ("include", "exclude"):
        expect(outcomes.get(value), f'getDisplayMedia({{{option}: "{value}"}})').equals("taken")
    for value in ("system", "window", "invalidValue"):
        expect(outcomes.get(value), f'getDisplayMedia({{{option}: "{value}"}})').equals("TypeError")


# screen-share: "If the relevant global object ... does not have transient activation, return a promise rejected"
@check(
    "get_display_media/activation.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_get_display_media_without_activation_rejects_with_invalid_state_error(facts: Facts) -> None:
    """`getDisplayMedia()` without transient activation rejects with `InvalidStateError`.

    Without this rule a page opens the picker or starts a capture on its own, and users share by accident.
    """
    if facts.get("userActivationIsActive") is True:
        not_supported("a page without transient activation")
    expect(facts["outcome"], "getDisplayMedia() without transient activation").equals("InvalidStateError")


# screen-share: "If disabled in any document, no content in the document will be allowed to use getDisplayMedia."
@check(
    "get_display_media/policy.js",
    spec=f"{SPEC}#feature-policy-integration",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "http.headers.Permissions-Policy.display-capture"),
)
def test_permissions_policy_header_blocks_get_display_media(facts: Facts) -> None:
    """`Permissions-Policy: display-capture=()` makes `getDisplayMedia()` reject with `NotAllowedError`.

    Companies rely on the header to keep screen capture out of their own sites, third-party scripts included.
    """
    rejected_by_policy(facts["topLevelPage"], "getDisplayMedia() with Permissions-Policy: display-capture=()")


# screen-share: "If disabled in any document, no content in the document will be allowed to use getDisplayMedia."
@check(
    "get_display_media/policy.js",
    spec=f"{SPEC}#feature-policy-integration",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "html.elements.iframe.allow"),
)
def test_iframe_allow_none_blocks_get_display_media(facts: Facts) -> None:
    """`getDisplayMedia()` in an `<iframe allow="display-capture 'none'">` rejects with `NotAllowedError`.

    Sites that embed third-party content depend on it to keep that content from capturing the screen.
    """
    rejected_by_policy(facts["inIframe"], "getDisplayMedia() in an iframe with allow=\"display-capture 'none'\"")


# screen-share: "If constraints.video is false, return a promise rejected with a newly created TypeError."
@check(
    "get_display_media/contradictions.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_get_display_media_video_false_rejects_with_type_error(facts: Facts) -> None:
    """`getDisplayMedia({video: false})` rejects with `TypeError`.

    Products that record system audio alone learn from the error that they have to request video, too.
    """
    expect(facts["videoFalse"], "getDisplayMedia({video: false})").equals("TypeError")


# screen-share: "a member named either min or exact, return a promise rejected with a ... TypeError"
@check(
    "get_display_media/contradictions.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_get_display_media_min_exact_and_advanced_reject_with_type_error(facts: Facts) -> None:
    """`getDisplayMedia()` rejects `min`, `exact` and `advanced` video constraints with `TypeError`.

    A browser that accepts them lets a page steer which window users share.
    """
    for kind in ("min", "exact", "advanced"):
        expect(facts.get(f"video{kind.capitalize()}"), f"getDisplayMedia() with an {kind} video constraint").equals(
            "TypeError"
        )


# enum SelfCapturePreferenceEnum { "include", "exclude" }; Web IDL throws a TypeError for any other value
@check(
    "get_display_media/enumerations.js",
    spec=f"{SPEC}#selfcapturepreferenceenum",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.selfBrowserSurface_option",),
)
def test_self_browser_surface_accepts_include_and_exclude(facts: Facts) -> None:
    """`selfBrowserSurface` accepts "include" and "exclude"; `getDisplayMedia()` rejects others with `TypeError`.

    Products use it to keep users from sharing the call's own tab, which shows an endless tunnel of itself.
    """
    only_include_and_exclude(facts["selfBrowserSurface"], "selfBrowserSurface")


# enum SurfaceSwitchingPreferenceEnum { "include", "exclude" }; Web IDL throws a TypeError for any other value
@check(
    "get_display_media/enumerations.js",
    spec=f"{SPEC}#surfaceswitchingpreferenceenum",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.surfaceSwitching_option",),
)
def test_surface_switching_accepts_include_and_exclude(facts: Facts) -> None:
    """`surfaceSwitching` accepts "include" and "exclude"; `getDisplayMedia()` rejects others with `TypeError`.

    Products use it to offer "Share this tab instead" during a call.
    """
    only_include_and_exclude(facts["surfaceSwitching"], "surfaceSwitching")


# enum SystemAudioPreferenceEnum { "include", "exclude" }; Web IDL throws a TypeError for any other value
@check(
    "get_display_media/enumerations.js",
    spec=f"{SPEC}#systemaudiopreferenceenum",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.systemAudio_option",),
)
def test_system_audio_accepts_include_and_exclude(facts: Facts) -> None:
    """`systemAudio` accepts "include" and "exclude"; `getDisplayMedia()` rejects others with `TypeError`.

    Products use it to decide whether the picker offers to share the audio of a film.
    """
    only_include_and_exclude(facts["systemAudio"], "systemAudio")


# enum MonitorTypeSurfacesEnum { "include", "exclude" }; Web IDL throws a TypeError for any other value
@check(
    "get_display_media/enumerations.js",
    spec=f"{SPEC}#monitortypesurfacesenum",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.monitorTypeSurfaces_option",),
)
def test_monitor_type_surfaces_accepts_include_and_exclude(facts: Facts) -> None:
    """`monitorTypeSurfaces` accepts "include" and "exclude"; `getDisplayMedia()` rejects others with `TypeError`.

    Companies use it to keep whole screens out of the picker.
    """
    only_include_and_exclude(facts["monitorTypeSurfaces"], "monitorTypeSurfaces")


# dictionary DisplayMediaStreamOptions { video; audio; controller; selfBrowserSurface; systemAudio; ... };
@check(
    "get_display_media/members.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia.controller_option",
        "api.MediaDevices.getDisplayMedia.monitorTypeSurfaces_option",
        "api.MediaDevices.getDisplayMedia.selfBrowserSurface_option",
        "api.MediaDevices.getDisplayMedia.surfaceSwitching_option",
        "api.MediaDevices.getDisplayMedia.systemAudio_option",
    ),
)
def test_get_display_media_reads_all_display_media_stream_options(facts: Facts) -> None:
    """`getDisplayMedia()` reads every member of `DisplayMediaStreamOptions`.

    An option that the browser does not read has no effect: the picker offers what the product meant to hide.
    """
    expect(facts["read"], "members of DisplayMediaStreamOptions that getDisplayMedia() reads").contains(
        "audio",
        "controller",
        "monitorTypeSurfaces",
        "selfBrowserSurface",
        "surfaceSwitching",
        "systemAudio",
        "video",
    )

"""What getDisplayMedia should give: what is captured, what it says of itself, and which requests are refused."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


@check("get_display_media/capture_tab.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_the_captured_tab_is_what_is_seen(facts: Facts) -> None:
    """A captured tab delivers the colours the page has, and follows when they change.

    A share that shows nothing, or an old picture, is the commonest complaint about sharing.
    """
    assert facts["first_colour"] is True
    assert facts["second_colour"] is True


@check("get_display_media/capture_tab.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_share_without_sound_has_one_track(facts: Facts) -> None:
    """A share for which no sound was asked has one live video track with a label.

    Sound that nobody asked for must not be sent.
    """
    assert facts["kinds"] == ["video"]
    assert facts["ready_state"] == "live"
    assert facts["label_shown"] is True


@check("get_display_media/capture_tab.js", spec=f"{SPEC}#constrainable-properties")
def test_a_share_says_its_size(facts: Facts) -> None:
    """The settings of a share give the size of its frames.

    The layout for viewers is made from it.
    """
    assert facts["frame_is_of_the_settings_size"] is True


@check(
    "get_display_media/settings.js",
    spec=f"{SPEC}#def-constraint-displaySurface",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_a_shared_tab_calls_itself_a_browser_surface(facts: Facts) -> None:
    """The settings of a shared tab say that it is a browser surface, and so do its capabilities.

    Products warn people who share a whole screen instead of a tab.
    """
    assert facts["display_surface"] == "browser"
    assert facts["display_surface_capability"] == "browser"


@check("get_display_media/settings.js", spec=f"{SPEC}#def-constraint-logicalSurface")
def test_a_share_says_whether_it_is_logical(facts: Facts) -> None:
    """The settings say whether a logical surface is captured, which a tab is.

    A logical surface shows what is covered by other windows too.
    """
    assert facts["logical_surface"] is True


@check("get_display_media/settings.js", spec=f"{SPEC}#def-constraint-cursor")
def test_a_share_says_what_becomes_of_the_cursor(facts: Facts) -> None:
    """The settings say whether the cursor is in the picture.

    Presenters point with it.
    """
    assert facts["cursor"] in {"never", "always", "motion"}


@check("get_display_media/settings.js", spec=f"{SPEC}#deviceId")
def test_a_share_is_not_a_listed_device(facts: Facts) -> None:
    """What is shared does not appear among the devices.

    The list of somebody's windows is nobody's business.
    """
    assert facts["listed_as_a_device"] is False


@check("get_display_media/limits.js", spec=f"{SPEC}#constraints")
def test_a_share_can_be_limited(facts: Facts) -> None:
    """A largest width and frame rate asked for with the share are kept, and the settings say so.

    Sharing a 4K screen as it is stops weak devices and thin lines.
    """
    assert facts["opened"] == {"holds": True, "settings_agree": True}
    assert facts["frame_rate"] <= 5


@check("get_display_media/limits.js", spec=f"{MAIN}#dom-mediastreamtrack-applyconstraints")
def test_an_open_share_can_be_limited(facts: Facts) -> None:
    """A share that runs can be made smaller.

    Products adapt to a thin line without asking the person to share again.
    """
    assert facts["applied"] == "yes"
    assert facts["smaller"] == {"holds": True, "settings_agree": True}


@check("get_display_media/stop.js", spec=f"{MAIN}#dom-mediastreamtrack-stop")
def test_a_stopped_share_has_ended(facts: Facts) -> None:
    """A share that the page stops has ended, silently, and its stream is inactive.

    The "ended" event is kept for the person's own "Stop sharing".
    """
    assert facts["before"] == {"ready_state": "live", "active": True}
    assert facts["after"] == {"ready_state": "ended", "active": False}
    assert facts["ended_events"] == 0


@check("get_display_media/stop.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_sharing_again_works(facts: Facts) -> None:
    """After a share was stopped the next one works.

    People stop and share something else all day.
    """
    assert facts["captured_again"] == "live"


@check("get_display_media/activation.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_sharing_needs_a_click(facts: Facts) -> None:
    """A request that no click or key press preceded is an InvalidStateError.

    A page must not be able to open the picker by itself.
    """
    assert facts["outcome"] == "InvalidStateError"


@check("get_display_media/policy.js", spec=f"{SPEC}#feature-policy-integration")
def test_a_page_may_forbid_itself_to_share(facts: Facts) -> None:
    """A page whose Permissions-Policy header forbids sharing gets a NotAllowedError.

    It is how a company keeps sharing out of its own site, add-ons included.
    """
    assert facts["own_page"] == "NotAllowedError"


@check("get_display_media/policy.js", spec=f"{SPEC}#feature-policy-integration")
def test_a_frame_must_be_allowed_to_share(facts: Facts) -> None:
    """A frame that is not allowed to share gets a NotAllowedError.

    Embedded meetings need the "allow" attribute; everything else embedded must not share.
    """
    assert facts["in_frame"] == "NotAllowedError"


@check("get_display_media/contradictions.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_share_without_picture_is_a_type_error(facts: Facts) -> None:
    """A share without video is a TypeError.

    Sharing only the sound is not to be had.
    """
    assert facts["video_false"] == "TypeError"


@check("get_display_media/contradictions.js", spec=f"{SPEC}#constraints")
def test_conditions_are_type_errors(facts: Facts) -> None:
    """Minimal, exact and advanced constraints of the picture are TypeErrors.

    A page must not steer which of their windows people share.
    """
    assert facts["video_min"] == "TypeError"
    assert facts["video_exact"] == "TypeError"
    assert facts["video_advanced"] == "TypeError"


def refuses_unknown_words(described: Facts) -> None:
    """Assert that an option takes its own words and refuses all others."""
    refused = {word for word, outcome in described.items() if outcome == "TypeError"}
    assert refused == {"system", "window", "no_such_word"}
    assert (described["include"], described["exclude"]) == ("taken", "taken")


@check("get_display_media/enumerations.js", spec=f"{SPEC}#dom-selfcapturepreferenceenum")
def test_self_browser_surface_is_checked(facts: Facts) -> None:
    """Option selfBrowserSurface takes "include" and "exclude" and refuses every other word with a TypeError.

    It keeps people from sharing the call itself, the hall of mirrors.
    """
    refuses_unknown_words(facts["selfBrowserSurface"])


@check("get_display_media/enumerations.js", spec=f"{SPEC}#dom-surfaceswitchingpreferenceenum")
def test_surface_switching_is_checked(facts: Facts) -> None:
    """Option surfaceSwitching takes "include" and "exclude" and refuses every other word with a TypeError.

    It offers "Share this tab instead".
    """
    refuses_unknown_words(facts["surfaceSwitching"])


@check("get_display_media/enumerations.js", spec=f"{SPEC}#dom-systemaudiopreferenceenum")
def test_system_audio_is_checked(facts: Facts) -> None:
    """Option systemAudio takes "include" and "exclude" and refuses every other word with a TypeError.

    It decides whether the sound of a film can be shared with the picture.
    """
    refuses_unknown_words(facts["systemAudio"])


@check("get_display_media/enumerations.js", spec=f"{SPEC}#dom-monitortypesurfacesenum")
def test_monitor_type_surfaces_is_checked(facts: Facts) -> None:
    """Option monitorTypeSurfaces takes "include" and "exclude" and refuses every other word with a TypeError.

    It lets a company keep whole screens out of the picker.
    """
    refuses_unknown_words(facts["monitorTypeSurfaces"])


@check("get_display_media/members.js", spec=f"{SPEC}#displaymediastreamoptions")
def test_every_specified_option_is_read(facts: Facts) -> None:
    """Every option that the specification has is read.

    An option that is not read is silently without effect: the person sees what the product meant to hide.
    """
    specified = {"audio", "video", "controller", "selfBrowserSurface", "surfaceSwitching", "systemAudio"}
    specified.add("monitorTypeSurfaces")
    assert specified - set(facts["read"]) == set()


@check("get_display_media/members.js", spec=f"{SPEC}#dom-capturecontroller", features=("api.CaptureController",))
def test_a_capture_has_a_controller(facts: Facts) -> None:
    """CaptureController is there, with setFocusBehavior.

    It decides whether the shared tab or the call is in front when sharing begins.
    """
    assert "CaptureController" in facts["interfaces"]
    assert "setFocusBehavior" in facts["controller_members"]

"""What real captures of a tab, a window and the whole screen should show, how options steer them, and how they end."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"

OVER = {"ended_events": 1, "ready_state": "ended"}


@check("get_display_media/screen_tab.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_another_tab_is_captured(facts: Facts) -> None:
    """A captured tab shows the colours of its page, each at its place, and follows when they change.

    Sharing a tab is the safest share there is, if it shows that tab and no other.
    """
    assert facts["first_colours"] is True
    assert facts["second_colours"] is True
    assert facts["edges"] == ["green", "yellow", "green", "yellow"]


@check("get_display_media/screen_tab.js", spec=f"{SPEC}#idl-def-DisplayCaptureSurfaceType.browser")
def test_another_tab_is_a_browser_surface(facts: Facts) -> None:
    """The settings of a captured tab say "browser" and that the surface is a logical one.

    Products tell people what they share.
    """
    assert facts["display_surface"] == "browser"
    assert facts["logical_surface"] is True


@check(
    "get_display_media/screen_tab.js",
    spec=f"{SPEC}#capturing-audio",
    features=("api.MediaDevices.getDisplayMedia.audio_capture_support",),
)
def test_the_sound_of_another_tab_is_captured(facts: Facts) -> None:
    """A tab that is captured with sound is heard.

    Watching a film together needs it.
    """
    assert facts["sound_tracks"] == 1
    assert facts["heard"] is True


@check("get_display_media/screen_tab.js", spec=f"{SPEC}#idl-def-DisplayCaptureSurfaceType.browser")
def test_a_capture_goes_with_the_tab_to_another_page(facts: Facts) -> None:
    """When the captured tab goes to another page the capture goes on and shows that page.

    Presenters follow links.
    """
    assert facts["follows_to_another_page"] is True
    assert facts["state_there"] == "live"


@check(
    "get_display_media/screen_tab.js",
    spec=f"{MAIN}#track-ended",
    features=("api.MediaStreamTrack.ended_event",),
)
def test_closing_the_tab_ends_its_capture(facts: Facts) -> None:
    """When the captured tab is closed, picture and sound end with one "ended" event, and the stream is inactive.

    A product that is not told goes on sharing a last, dead picture.
    """
    assert facts["closed"] == OVER
    assert facts["sound_ends_too"] is True
    assert facts["stream_active"] is False


@check("get_display_media/screen_monitor.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_the_screen_is_captured(facts: Facts) -> None:
    """A captured screen shows the colours of the page that is on it, and follows when they change.

    Sharing the screen is what most people choose.
    """
    assert facts["first_colours"] is True
    assert facts["second_colours"] is True


@check("get_display_media/screen_monitor.js", spec=f"{SPEC}#idl-def-DisplayCaptureSurfaceType.monitor")
def test_a_screen_is_a_monitor_surface(facts: Facts) -> None:
    """Settings and capabilities of a captured screen say "monitor".

    Products warn people who share their whole screen.
    """
    assert facts.get("display_surface") == "monitor"
    assert facts.get("display_surface_capability") == "monitor"


@check("get_display_media/screen_monitor.js", spec=f"{SPEC}#constrainable-properties")
def test_a_screen_is_captured_in_its_own_size(facts: Facts) -> None:
    """Without a wish the frames have the size of the screen, and the settings say so.

    Text is readable only unscaled.
    """
    assert facts["size_of_the_screen"] is True
    assert facts["settings_agree"] is True


@check("get_display_media/screen_monitor.js", spec=f"{SPEC}#constraints")
def test_a_screen_can_be_scaled_down(facts: Facts) -> None:
    """A largest width is kept when the screen is captured, and its shape too.

    Nobody can send a 4K screen over a thin line.
    """
    assert facts["smaller"] == {"width": 640, "same_shape": True}


@check("get_display_media/screen_window.js", spec=f"{SPEC}#idl-def-DisplayCaptureSurfaceType.window")
def test_a_window_is_captured(facts: Facts) -> None:
    """A captured window shows the colours of its page, follows when they change, and calls itself a window.

    A window is shared so that nothing else is seen.
    """
    assert facts["display_surface"] == "window"
    assert facts["first_colours"] is True
    assert facts["second_colours"] is True


@check("get_display_media/screen_window.js", spec=f"{SPEC}#idl-def-DisplayCaptureSurfaceType.window")
def test_a_capture_has_the_size_of_its_window(facts: Facts) -> None:
    """The frames have the size of the window, and change with it.

    A window that is made smaller must not be seen with an old rest beside it.
    """
    assert facts["of_the_window"] is True
    assert facts["resized"] is True


@check("get_display_media/screen_window.js", spec=f"{MAIN}#track-ended")
def test_closing_the_window_ends_its_capture(facts: Facts) -> None:
    """When the captured window is closed the track ends with one "ended" event.

    A product that is not told goes on sharing a last, dead picture.
    """
    assert facts["closed"] == OVER


@check(
    "get_display_media/screen_choice.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-selfbrowsersurface",
    features=("api.MediaDevices.getDisplayMedia.selfBrowserSurface_option",),
)
def test_the_own_tab_can_be_left_out(facts: Facts) -> None:
    """The own tab can be chosen with selfBrowserSurface "include" and cannot with "exclude".

    A call that shares itself is a hall of mirrors.
    """
    assert facts["own_tab"]["included"] == "browser"
    assert facts["own_tab"]["excluded"] == "monitor"


@check(
    "get_display_media/screen_choice.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-monitortypesurfaces",
    features=("api.MediaDevices.getDisplayMedia.monitorTypeSurfaces_option",),
)
def test_screens_can_be_left_out(facts: Facts) -> None:
    """Screens can be chosen, and cannot with monitorTypeSurfaces "exclude".

    Companies forbid sharing whole screens.
    """
    assert facts["nothing_opened"] == "monitor"
    assert facts["window"]["screens_excluded"] == "window"


@check("get_display_media/screen_choice.js", spec=f"{SPEC}#def-constraint-displaySurface")
def test_a_wished_for_surface_hides_no_other(facts: Facts) -> None:
    """Wishing for a screen leaves everything else to choose.

    A page may point at a kind of surface; it may not press people to share more than they want.
    """
    assert facts["tab"]["screen_wanted"] == "browser"


@check(
    "get_display_media/screen_sound.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-systemaudio",
    features=("api.MediaDevices.getDisplayMedia.systemAudio_option",),
)
def test_excluded_system_audio_is_not_captured(facts: Facts) -> None:
    """A screen that is shared without the system's sound has no sound track.

    Whoever shares a screen does not want every chime of their machine to be heard.
    """
    assert facts["screen"]["excluded"].get("sound_tracks") == 0


def was_stopped(described: Facts) -> None:
    """Assert that a share was ended by the browser's own bar, as the page has to learn it."""
    assert {name: described[name] for name in OVER} == OVER
    assert described["stream_active"] is False


@check("get_display_media/screen_stop.js", spec=f"{MAIN}#track-ended", features=("api.MediaStreamTrack.ended_event",))
def test_stop_sharing_ends_a_screen(facts: Facts) -> None:
    """A click on "Stop sharing" ends the capture of a screen with one "ended" event.

    It is people's way out, whatever the page does; the page has to learn of it.
    """
    was_stopped(facts)


@check("get_display_media/screen_stop_window.js", spec=f"{MAIN}#track-ended")
def test_stop_sharing_ends_a_window(facts: Facts) -> None:
    """A click on "Stop sharing" ends the capture of a window with one "ended" event.

    It is people's way out, whatever the page does; the page has to learn of it.
    """
    was_stopped(facts)


@check("get_display_media/screen_stop_tab.js", spec=f"{MAIN}#track-ended")
def test_stop_sharing_ends_a_tab(facts: Facts) -> None:
    """A click on "Stop sharing" ends the capture of a tab with one "ended" event.

    It is people's way out, whatever the page does; the page has to learn of it.
    """
    was_stopped(facts)

"""What the track of a captured screen should do, and how a share is taken to another tab by the person who shares."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


@check("get_display_media/screen_tracks.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_screen_without_sound_has_one_track(facts: Facts) -> None:
    """A screen that is shared without sound has one video track, with a label, that is not muted.

    Sound that nobody asked for must not be sent.
    """
    assert facts["kinds"] == ["video"]
    assert (facts["label_shown"], facts["muted"]) == (True, False)


@check(
    "get_display_media/screen_tracks.js",
    spec=f"{MAIN}#dom-mediastreamtrack-enabled",
    features=("api.MediaStreamTrack.enabled",),
)
def test_a_shared_screen_can_be_paused(facts: Facts) -> None:
    """A screen that is shared is black while its track is switched off, and comes back.

    It is how products hide a screen for a moment without asking again.
    """
    assert facts["switched"] == {"shown": True, "black": True, "shown_again": True}


@check(
    "get_display_media/screen_tracks.js",
    spec=f"{MAIN}#dom-mediastreamtrack-clone",
    features=("api.MediaStreamTrack.clone",),
)
def test_a_copy_of_a_screen_has_its_own_size(facts: Facts) -> None:
    """A copy of a screen's track can be made smaller, and stopped, while the original keeps its size and lives.

    A thumbnail is made from a copy.
    """
    copied = facts["copied"]
    assert (copied["applied"], copied["smaller"]) == (True, True)
    assert copied["original_width_kept"] is True
    assert copied["original_state"] == "live"


@check("get_display_media/screen_tracks.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_screen_can_be_shared_twice(facts: Facts) -> None:
    """A screen can be shared a second time meanwhile, and stopping one share leaves the other.

    Products swap one share for the next without a gap.
    """
    assert facts["two_at_once"] == ["live", "live"]
    assert facts["other_state"] == "live"


@check("get_display_media/screen_tracks.js", spec=f"{MAIN}#dom-mediastreamtrack-stop")
def test_a_stopped_screen_ends_silently(facts: Facts) -> None:
    """A screen's track that the page stops has ended without an event, and its stream is inactive.

    The event is kept for the person's own "Stop sharing".
    """
    assert (facts["ready_state"], facts["stream_active"], facts["ended_events"]) == ("ended", False, 0)


@check("get_display_media/screen_tracks.js", spec=f"{MAIN}#def-constraint-frameRate")
def test_a_screen_keeps_a_largest_frame_rate(facts: Facts) -> None:
    """No more frames of a screen come in a second than asked for, and the settings say so.

    Sharing slides at 5 frames a second spares batteries.
    """
    assert facts["slow"] == {"at_most": True, "setting_kept": True}


@check(
    "get_display_media/screen_switch.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-surfaceswitching",
    features=("api.MediaDevices.getDisplayMedia.surfaceSwitching_option",),
)
def test_switching_can_be_left_out(facts: Facts) -> None:
    """With surfaceSwitching "exclude" a share stays with its tab, where "include" offers another tab instead.

    Some products must know what is shared, for as long as it is.
    """
    assert facts["excluded"]["became"] == "as it was"
    assert facts["excluded"]["ready_state"] == "live"


@check("get_display_media/screen_switch.js", spec=f"{SPEC}#dom-displaymediastreamoptions-surfaceswitching")
def test_a_switched_share_goes_on(facts: Facts) -> None:
    """A share that a person takes to another tab goes on in the same track.

    Calls and recordings must not notice.
    """
    assert facts["included"]["ready_state"] == "live"
    assert facts["included"]["same_track"] is True


@check("get_display_media/screen_cursor.js", spec=f"{SPEC}#def-constraint-cursor")
def test_the_cursor_is_captured_where_it_is_wanted(facts: Facts) -> None:
    """A screen that is shared with the cursor always wanted has the cursor in its picture.

    Presenters point with it.
    """
    assert facts["always"]["pointer_seen"] is True

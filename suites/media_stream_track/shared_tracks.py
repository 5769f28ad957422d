"""What the tracks of a share should do: sound, sizes, rates, hints, copies, calls, and the click that allows them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


@check(
    "media_stream_track/tab_audio.js",
    spec=f"{SPEC}#capturing-audio",
    features=("api.MediaDevices.getDisplayMedia.audio_capture_support",),
)
def test_the_sound_of_a_tab_is_captured(facts: Facts) -> None:
    """A share of a tab with sound has one sound track, on which the tab's own tone is heard.

    A film without its sound is the commonest complaint about sharing a tab.
    """
    assert facts["plain"]["tracks"] == 2
    assert facts["plain"]["heard"] == "the tone"


@check(
    "media_stream_track/tab_audio.js",
    spec=f"{SPEC}#def-constraint-suppressLocalAudioPlayback",
    features=("api.MediaStreamTrack.applyConstraints.suppressLocalAudioPlayback_constraint",),
)
def test_a_share_may_silence_its_tab_here(facts: Facts) -> None:
    """With suppressLocalAudioPlayback the sound still arrives, and the settings say that it is not played here.

    In a meeting room the sound must come from one loudspeaker only.
    """
    assert facts["silent_here"]["heard"] == "the tone"
    assert facts["silent_here"]["suppress_local_audio_playback"] is True


@check("media_stream_track/tab_audio.js", spec=f"{MAIN}#def-constraint-echoCancellation")
def test_processing_of_shared_sound_can_be_switched_off(facts: Facts) -> None:
    """Echo cancellation that is not wanted is not applied to the sound of a share, as the settings say.

    Music that is treated as speech is ruined.
    """
    assert facts["plain"]["echo_cancellation"] is False


@check(
    "media_stream_track/tab_audio.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-systemaudio",
    features=("api.MediaDevices.getDisplayMedia.systemAudio_option",),
)
def test_system_audio_is_not_the_sound_of_a_tab(facts: Facts) -> None:
    """Leaving out the system's sound or a window's leaves a tab its own.

    The options are about what else could be heard.
    """
    assert facts["no_system_sound"]["heard"] == "the tone"
    assert facts["no_window_sound"]["heard"] == "the tone"


@check(
    "media_stream_track/track_members.js",
    spec="https://w3c.github.io/mst-content-hint/#dom-mediastreamtrack-contenthint",
    features=("api.MediaStreamTrack.contentHint",),
)
def test_a_share_takes_hints_for_pictures(facts: Facts) -> None:
    """A shared track takes the hints for pictures and ignores those for sound and unknown ones.

    "detail" keeps text readable on a thin line.
    """
    hints = facts["hints"]
    assert (hints["detail"], hints["text"], hints["motion"]) == ("detail", "text", "motion")
    assert (hints["speech"], hints["no_such_hint"]) == ("", "")


@check(
    "media_stream_track/track_members.js",
    spec=f"{MAIN}#dom-mediastreamtrack-enabled",
    features=("api.MediaStreamTrack.enabled",),
)
def test_a_share_can_be_paused(facts: Facts) -> None:
    """A share that is switched off is black, and comes back when it is switched on.

    It is how products pause a share without asking again.
    """
    assert facts["switched"] == {"shown": True, "black": True, "shown_again": True}


@check(
    "media_stream_track/track_members.js",
    spec=f"{MAIN}#dom-mediastreamtrack-clone",
    features=("api.MediaStreamTrack.clone",),
)
def test_a_copy_of_a_share_has_its_own_size(facts: Facts) -> None:
    """A copy of a shared track can be made smaller while the original keeps its size.

    A thumbnail is made from a copy.
    """
    copied = facts["copied"]
    assert copied["applied"] is True
    assert copied["copy_is_smaller"] is True
    assert copied["original_keeps_its_size"] is True


@check("media_stream_track/track_members.js", spec=f"{MAIN}#dom-mediastreamtrack-clone")
def test_a_stopped_copy_leaves_the_share_alone(facts: Facts) -> None:
    """Stopping a copy of a shared track does not stop the original.

    Closing the preview must not end the share.
    """
    assert facts["copied"]["original_lives"] == "live"
    assert facts["copied"]["surface"] == "browser"


@check("media_stream_track/wishes.js", spec=f"{SPEC}#constraints")
def test_a_largest_size_is_kept(facts: Facts) -> None:
    """A largest width or height is kept in the frames that are delivered, and the shape of the tab with it.

    A picture that is squeezed or cut is worse than a large one.
    """
    assert facts["width_max"]["delivered"]["at_most_320_wide"] is True
    assert facts["height_max"]["delivered"]["at_most_120_high"] is True
    assert {facts[name]["delivered"]["shape"] for name in ("width_max", "height_max")} == {"as the tab"}


@check("media_stream_track/wishes.js", spec=f"{SPEC}#constraints")
def test_a_wish_for_more_than_there_is_does_no_harm(facts: Facts) -> None:
    """A width that no tab has, wished for, gives the tab as it is.

    Products wish for 4K and take what comes.
    """
    assert facts["wider_than_the_tab"]["outcome"] == "fulfilled"
    assert facts["wider_than_the_tab"]["delivered"]["shape"] == "as the tab"


@check("media_stream_track/wishes.js", spec=f"{SPEC}#def-constraint-displaySurface")
def test_a_wish_for_a_surface_is_no_condition(facts: Facts) -> None:
    """Wishing for another kind of surface than is shared, or for an unknown one, does not fail the share.

    The person chooses; the page may only suggest.
    """
    assert facts["another_surface"]["outcome"] == "fulfilled"
    assert facts["unknown_surface"]["outcome"] == "fulfilled"
    assert facts["another_surface"]["display_surface"] == "browser"


@check("media_stream_track/wishes.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_no_frames_at_all_cannot_be_wished_for(facts: Facts) -> None:
    """A largest frame rate of 0 is an OverconstrainedError that names the frame rate.

    A share that never sends a frame looks like a broken one.
    """
    assert facts["no_frames"] == {"outcome": "OverconstrainedError", "constraint": "frameRate"}


@check("media_stream_track/wishes.js", spec=f"{SPEC}#constrainable-properties")
def test_a_share_faces_nobody(facts: Facts) -> None:
    """The settings of a share have no facing mode.

    It is a property of cameras; layouts mirror what faces the user.
    """
    assert facts["facing"].get("facing_mode") is None


@check("media_stream_track/delivered_rate.js", spec=f"{MAIN}#def-constraint-frameRate")
def test_a_largest_frame_rate_is_kept(facts: Facts) -> None:
    """`getDisplayMedia()` delivers no more frames per second than `frameRate.max`, and does deliver frames.

    Sharing slides at 5 frames a second spares batteries.
    """
    assert (facts["at_5"]["at_most"], facts["at_5"]["moves"]) == (True, True)
    assert (facts["at_10"]["at_most"], facts["at_10"]["moves"]) == (True, True)


@check("media_stream_track/twice.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_two_shares_live_side_by_side(facts: Facts) -> None:
    """A second share leaves the first alive, each with a size of its own; stopping one leaves the other.

    Products swap one share for the next without a gap.
    """
    assert facts["ready_states"] == ["live", "live"]
    assert facts["both_show"] == [True, True]
    assert facts["only_one_is_small"] is True
    assert facts["other_goes_on"] is True


@check("media_stream_track/gone_frame.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_page_that_is_gone_cannot_share(facts: Facts) -> None:
    """A request of a frame that has been taken out of its page is an InvalidStateError.

    Nothing may be shared with a page that nobody sees.
    """
    assert facts["outcome"] == "InvalidStateError"


@check("media_stream_track/after_click.js", spec=f"{SPEC}#feature-policy-integration")
def test_a_frame_of_the_same_origin_may_share(facts: Facts) -> None:
    """A frame of the page's own origin may share without further ado.

    Meetings are embedded by the sites that run them.
    """
    assert facts["own_frame"] == "fulfilled"


@check(
    "media_stream_track/option_words.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-windowaudio",
    features=("api.MediaDevices.getDisplayMedia.windowAudio_option",),
)
def test_window_audio_is_checked(facts: Facts) -> None:
    """Option windowAudio takes "exclude", "window" and "system" and refuses every other word.

    It decides whose sound is shared with a window.
    """
    assert facts["windowAudio"] == {"read": True, "taken": ["exclude", "system", "window"]}


@check("media_stream_track/shared_call.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack")
def test_a_share_arrives_in_a_call(facts: Facts) -> None:
    """A share that is sent in a call is seen at the other end, and follows when the page changes.

    It is what sharing is for.
    """
    assert facts["first_colour"] is True
    assert facts["second_colour"] is True


@check(
    "media_stream_track/shared_call.js", spec="https://w3c.github.io/webrtc-stats/#dom-rtcmediasourcestats-trackidentifier"
)
def test_statistics_know_the_shared_track(facts: Facts) -> None:
    """The statistics name the shared track as the source of what is sent.

    Dashboards tell camera and share apart by it.
    """
    assert facts["source_told"] is True
    assert facts["source_is_the_track"] is True

"""The life of tracks and streams: new, disabled, cloned and stopped."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# A new track


@check("get_user_media/default_video.js", spec=f"{SPEC}#life-cycle", features=("api.MediaDevices.getUserMedia",))
def test_a_new_track_is_live(facts: Facts) -> None:
    """A new track is live, enabled and not muted, and has a label.

    These are what a "you are on air" light is made of.
    """
    assert (facts["ready_state"], facts["enabled"], facts["muted"]) == ("live", True, False)
    assert facts["label_shown"] is True


# Disabled and enabled


@check("media_stream_track/disabled.js", spec=f"{SPEC}#track-enabled", features=("api.MediaStreamTrack.enabled",))
def test_a_disabled_camera_is_black(facts: Facts) -> None:
    """A disabled camera track shows black.

    "Camera off" must mean that nothing is seen.
    """
    assert facts["before"]["picture"] is True
    assert facts["disabled"]["black"] is True


@check("media_stream_track/disabled.js", spec=f"{SPEC}#track-enabled", features=("api.MediaStreamTrack.enabled",))
def test_a_disabled_microphone_is_silent(facts: Facts) -> None:
    """A disabled microphone track is silent.

    "Muted" must mean that nothing is heard.
    """
    assert facts["before"]["tone"] is True
    assert facts["disabled"]["tone"] is False


@check("media_stream_track/disabled.js", spec=f"{SPEC}#track-enabled", features=("api.MediaStreamTrack.enabled",))
def test_an_enabled_track_comes_back(facts: Facts) -> None:
    """Picture and sound come back when the tracks are enabled again.

    People unmute and expect to be heard at once.
    """
    assert facts["after"] == {"picture": True, "tone": True}


@check("media_stream_track/disabled.js", spec=f"{SPEC}#media-flow", features=("api.MediaStreamTrack.enabled",))
def test_disabling_is_not_muting(facts: Facts) -> None:
    """A disabled track is neither muted nor ended, and fires no event.

    "muted" tells of the device, "enabled" of the page's wish; products show them apart.
    """
    assert facts["state_while_disabled"] == {"muted": False, "ready_state": "live", "active": True}
    assert facts["events"] == []


# The end of tracks


@check("media_stream_track/stop.js", spec=f"{SPEC}#dom-mediastreamtrack-stop", features=("api.MediaStreamTrack.stop",))
def test_a_stopped_track_has_ended(facts: Facts) -> None:
    """A stopped track has ended, and the stream is inactive when all have.

    The camera's light goes out with the last one.
    """
    assert facts["one_stopped"] == {"video": "ended", "audio": "live", "active": True, "tracks": 2}
    assert facts["all_stopped"] == {"active": False, "tracks": 2}


@check("media_stream_track/stop.js", spec=f"{SPEC}#life-cycle", features=("api.MediaStreamTrack.stop",))
def test_stopping_fires_no_ended_event(facts: Facts) -> None:
    """The page's own stop() fires no "ended" event.

    Products use the event to tell an unplugged camera from their own hang-up.
    """
    assert facts["track_fired_ended"] is False


@check("media_stream_track/stop.js", spec=f"{SPEC}#mediastreams-in-media-elements", features=("api.MediaStreamTrack.stop",))
def test_a_video_element_ends_with_its_stream(facts: Facts) -> None:
    """A video element that plays a stream has ended when the stream becomes inactive.

    A frozen last picture looks like a person who does not move.
    """
    assert facts["element_ended"] is True


@check("media_stream_track/stop.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaStreamTrack.stop",))
def test_a_camera_opens_again(facts: Facts) -> None:
    """A camera that was stopped opens again.

    Leaving a call and joining the next one is the commonest thing people do.
    """
    assert facts["opens_again"] == "live"


# Clones and streams


@check("media_stream_track/clone.js", spec=f"{SPEC}#track-clone", features=("api.MediaStreamTrack.clone",))
def test_a_clone_inherits(facts: Facts) -> None:
    """A clone has an id of its own and the original's label, enabled state and size.

    Self-view and sent picture are usually clones.
    """
    assert facts["ids_differ"] is True
    assert facts["inherited"]["same_label"] is True
    assert facts["inherited"]["enabled"] is False
    constraints = facts["inherited"]["constraints"]
    assert (constraints["width"], constraints["height"]) == ({"exact": 640}, {"exact": 480})


@check("media_stream_track/clone.js", spec=f"{SPEC}#track-enabled", features=("api.MediaStreamTrack.clone",))
def test_a_clone_is_enabled_by_itself(facts: Facts) -> None:
    """A clone and its original are enabled and disabled each by itself.

    People want to see themselves before others do.
    """
    assert facts["enabled_apart"] == {"copy_is_bright": True, "original_is_black": True}


@check("media_stream_track/clone.js", spec=f"{SPEC}#track-clone", features=("api.MediaStreamTrack.clone",))
def test_a_clone_has_a_size_of_its_own(facts: Facts) -> None:
    """A clone can be made smaller while its original keeps its size.

    A small preview beside a large sent picture saves work.
    """
    assert facts["sizes_apart"] == {"copy": [320, 240], "original": [640, 480]}


@check("media_stream_track/clone.js", spec=f"{SPEC}#dom-mediastreamtrack-stop", features=("api.MediaStreamTrack.clone",))
def test_a_clone_outlives_its_original(facts: Facts) -> None:
    """A clone goes on delivering pictures after its original was stopped.

    Leaving one room must not black out the other.
    """
    assert facts["copy_lives_on"] is True


@check("media_stream_track/stream.js", spec=f"{SPEC}#mediastream", features=("api.MediaStream",))
def test_a_stream_holds_both_kinds(facts: Facts) -> None:
    """A stream of camera and microphone is active and holds one track of each.

    The common first request of every call.
    """
    assert sorted(facts["kinds"]) == ["audio", "video"]
    assert facts["active"] is True
    assert facts["found_by_id"] is True
    assert facts["not_found_by_id"] is None


@check("media_stream_track/stream.js", spec=f"{SPEC}#mediastream", features=("api.MediaStream",))
def test_own_changes_of_a_stream_are_silent(facts: Facts) -> None:
    """Tracks that the page itself adds or removes fire no event, and a track is held once.

    Products that react to "addtrack" would otherwise answer themselves.
    """
    assert facts["events_of_own_changes"] == []
    assert facts["kinds_after_removal"] == ["video"]
    assert facts["removed_track_state"] == "live"
    assert facts["tracks_after_adding_twice"] == 2


@check("media_stream_track/stream.js", spec=f"{SPEC}#dom-mediastream-clone", features=("api.MediaStream",))
def test_a_cloned_stream_has_cloned_tracks(facts: Facts) -> None:
    """A cloned stream has an id and tracks of its own.

    Changing the copy must not touch the call.
    """
    assert facts["clone"]["id_differs"] is True
    assert facts["clone"]["tracks_differ"] is True
    assert sorted(facts["clone"]["kinds"]) == ["audio", "video"]


@check(
    "media_stream_track/content_hint.js",
    spec="https://w3c.github.io/mst-content-hint/#dom-mediastreamtrack-contenthint",
    features=("api.MediaStreamTrack.contentHint",),
)
def test_content_hints_fit_the_kind(facts: Facts) -> None:
    """A track takes the hints of its own kind and ignores all others.

    "detail" keeps shared text readable; a hint that does not fit must not throw.
    """
    assert facts["video"] == ["motion", "detail", "text"]
    assert {"speech", "music"} <= set(facts["audio"]) <= {"speech", "speech-recognition", "music"}
    assert (facts["video_initial"], facts["audio_initial"]) == ("", "")


# Streams put together by the page


@check("media_stream_track/stream_building.js", spec=f"{SPEC}#stream-active", features=("api.MediaStream.active",))
def test_a_stream_is_active_while_a_track_lives(facts: Facts) -> None:
    """A stream is active exactly while it holds a track that has not ended.

    "Nobody is sending" is read from it.
    """
    assert facts["active_at_each_step"] == [False, True, False, False, True, False]
    assert facts["of_an_ended_track"] == {"tracks": 1, "active": False}


@check(
    "media_stream_track/stream_building.js",
    spec=f"{SPEC}#dom-mediastream-constructor",
    features=("api.MediaStream.MediaStream",),
)
def test_streams_are_made_of_tracks(facts: Facts) -> None:
    """A stream is made of tracks or of another stream, holds each once, and takes nothing else.

    Every product composes what it sends.
    """
    assert facts["of_twice_one_track"] == 1
    assert facts["of_a_stream"] == {"tracks": 2, "id_differs": True}
    assert (facts["of_nonsense"], facts["of_a_list_of_nonsense"]) == ("TypeError", "TypeError")


@check(
    "media_stream_track/at_once.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaDevices.getUserMedia",)
)
def test_requests_at_once_are_each_answered(facts: Facts) -> None:
    """Of several requests at once each gets its own track or its own error.

    Preview, call and recording ask in the same moment.
    """
    assert facts["states"] == ["live"] * 4
    assert facts["impossible"] == "OverconstrainedError"
    assert facts["ids_differ"] is True


@check("media_stream_track/at_once.js", spec=f"{SPEC}#dom-mediastreamtrack-stop", features=("api.MediaStreamTrack.stop",))
def test_stopping_one_leaves_the_other(facts: Facts) -> None:
    """A track of a camera goes on when another track of the same camera is stopped.

    The preview closes, the call goes on.
    """
    assert facts["others_live_on"] == ["live", "live"]
    assert facts["picture_goes_on"] is True

"""What getUserMedia should give: devices, constraints, frames, sound, and the life of tracks."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


def size(described: Facts) -> tuple[int, int]:
    """Read a width and a height."""
    return described["width"], described["height"]


def delivered(got: Facts) -> tuple[int, int]:
    """Read the size of the frames that a request brought; a refused request brought none."""
    assert "frames" in got, f"refused: {got.get('error')}"
    return size(got["frames"])


# Devices


@check("getusermedia/devices.js", spec=f"{SPEC}#device-information-exposure")
def test_labels_are_hidden_before_a_grant(facts: Facts) -> None:
    """No device label is shown before the person has granted a device.

    A device picker built on labels shows empty entries until then; a browser that shows them leaks what is plugged in.
    """
    assert facts["before"]["labels_shown"] == []


@check("getusermedia/devices.js", spec=f"{SPEC}#device-information-exposure")
def test_ids_are_hidden_before_a_grant(facts: Facts) -> None:
    """No device id and no group id is shown before a grant.

    An id that is shown without consent lets a site recognise a person.
    """
    assert facts["before"]["device_ids_shown"] == 0
    assert facts["before"]["group_ids_shown"] == 0


@check("getusermedia/devices.js", spec=f"{SPEC}#creating-a-list-of-device-info-objects")
def test_one_of_each_kind_before_a_grant(facts: Facts) -> None:
    """At most one camera and one microphone are listed before a grant.

    Products count devices to decide which buttons to show: before a grant the count only says whether there is one.
    """
    assert facts["before"]["count"]["audioinput"] <= 1
    assert facts["before"]["count"]["videoinput"] <= 1


@check("getusermedia/devices.js", spec=f"{SPEC}#device-information-exposure")
def test_labels_are_shown_after_a_grant(facts: Facts) -> None:
    """Every device has its label once camera and microphone are in use.

    Without labels nobody can choose between two cameras.
    """
    assert len(facts["after"]["labels_shown"]) == sum(facts["after"]["count"].values())


@check("getusermedia/devices.js", spec=f"{SPEC}#device-information-exposure")
def test_a_camera_does_not_expose_microphones(facts: Facts) -> None:
    """A granted camera shows the cameras' ids and labels, not the microphones'.

    Video-only products must not learn more than they asked for.
    """
    assert facts["camera_only"]["device_ids_shown"] == facts["camera_only"]["count"]["videoinput"]
    assert len(facts["camera_only"]["labels_shown"]) == facts["camera_only"]["count"]["videoinput"]


@check("getusermedia/devices.js", spec=f"{SPEC}#creating-a-list-of-device-info-objects")
def test_microphones_are_listed_before_cameras(facts: Facts) -> None:
    """Microphones come first in the list, then cameras, then the rest.

    The first device of a kind is the default one; a stable order keeps pickers stable.
    """
    assert facts["after"]["order"][:2] == ["audioinput", "videoinput"]


@check("getusermedia/devices.js", spec=f"{SPEC}#def-mediadeviceinfo-deviceId")
def test_ids_stay_the_same(facts: Facts) -> None:
    """Two looks at the devices give the same ids.

    A remembered choice of camera is an id.
    """
    assert facts["ids_stable"] is True


@check(
    "getusermedia/devices.js",
    spec=f"{SPEC}#input-specific-device-info",
    features=("api.InputDeviceInfo.getCapabilities",),
)
def test_inputs_tell_their_capabilities(facts: Facts) -> None:
    """Listed cameras and microphones are InputDeviceInfo objects that tell their capabilities.

    It lets a product offer resolutions without opening the camera first.
    """
    assert "InputDeviceInfo" in facts["after"]["interfaces"]
    assert facts["has_get_capabilities"] is True


# A camera with no wishes


@check("getusermedia/default_video.js", spec=f"{SPEC}#dom-mediadevices-getusermedia")
def test_a_camera_delivers_moving_pictures(facts: Facts) -> None:
    """A camera delivers pictures that change.

    A live track with a frozen or black picture is what people call "my camera does not work".
    """
    assert facts["pixels_move"] is True
    assert facts["picture_is_black"] is False


@check("getusermedia/default_video.js", spec=f"{SPEC}#def-constraint-width")
def test_settings_are_the_size_of_the_frames(facts: Facts) -> None:
    """The settings' width and height are those of the delivered frames.

    Layouts and encoders are set up from the settings.
    """
    assert facts["frame_sizes"] == [f"{facts['width']}x{facts['height']}"]


@check("getusermedia/default_video.js", spec=f"{SPEC}#life-cycle")
def test_a_new_track_is_live(facts: Facts) -> None:
    """A new track is live, enabled and not muted, and has a label.

    These are what a "you are on air" light is made of.
    """
    assert (facts["ready_state"], facts["enabled"], facts["muted"]) == ("live", True, False)
    assert facts["label_shown"] is True


@check("getusermedia/default_video.js", spec=f"{SPEC}#def-constraint-deviceId")
def test_settings_name_the_device(facts: Facts) -> None:
    """The settings name the device and its group.

    It is how a product finds out which camera the person chose in the browser's own prompt.
    """
    assert facts["device_id_shown"] is True
    assert facts["group_id_shown"] is True


# Frame sizes and rates that a camera has


@check("getusermedia/frame_size.js", spec=f"{SPEC}#dfn-selectsettings")
def test_exact_320x240_is_delivered(facts: Facts) -> None:
    """An exact 320x240 is what the frames have.

    Small tiles in a large meeting rely on it.
    """
    assert delivered(facts["exact_320x240"]) == (320, 240)


@check("getusermedia/frame_size.js", spec=f"{SPEC}#dfn-selectsettings")
def test_exact_1280x720_is_delivered(facts: Facts) -> None:
    """An exact 1280x720 is what the frames have.

    It is the usual "HD" of a call.
    """
    assert delivered(facts["exact_1280x720"]) == (1280, 720)


@check("getusermedia/frame_size.js", spec=f"{SPEC}#dfn-fitness-distance")
def test_an_ideal_beyond_any_camera_still_opens(facts: Facts) -> None:
    """An ideal size that no camera has still opens a camera.

    "As large as you can" must not become "no camera found".
    """
    assert delivered(facts["ideal_beyond_any_camera"]) > (0, 0)


@check("getusermedia/frame_size.js", spec=f"{SPEC}#dfn-selectsettings")
def test_a_minimum_is_kept(facts: Facts) -> None:
    """A minimum width of 800 gives frames at least that wide.

    Document cameras and recordings ask for a minimum.
    """
    assert delivered(facts["min_800"])[0] >= 800


@check("getusermedia/frame_size.js", spec=f"{SPEC}#dfn-selectsettings")
def test_a_maximum_is_kept(facts: Facts) -> None:
    """A maximum width of 400 gives frames at most that wide.

    Weak devices cap the size to save the encoder.
    """
    assert delivered(facts["max_400"])[0] <= 400
    assert 300 <= delivered(facts["range_300_to_400"])[0] <= 400


@check("getusermedia/frame_size.js", spec=f"{SPEC}#dom-mediastreamtrack-getsettings")
def test_settings_never_lie_about_the_size(facts: Facts) -> None:
    """Whatever was asked for, the settings say what the frames are.

    A product reads the settings to learn what it got.
    """
    lies = [name for name, got in facts.items() if "frames" in got and got["frames"] != got["settings"]]
    assert lies == []


@check("getusermedia/odd_size.js", spec=f"{SPEC}#dfn-selectsettings")
def test_exact_is_exact_or_refused(facts: Facts) -> None:
    """An exact size that no camera mode has is delivered exactly, by cropping and scaling, or refused.

    Anything between the two silently distorts what a product lays out.
    """
    wrong = []
    for mode in ("unsaid", "none", "crop_and_scale"):
        for name, side, pixels in (
            ("width_641", "width", 641),
            ("height_360", "height", 360),
            ("square_160", "width", 160),
        ):
            got = facts[mode][name]
            if "frames" in got and got["frames"][side] != pixels:
                wrong.append(f"{mode}.{name}: {got['frames'][side]}")
    assert wrong == []


@check(
    "getusermedia/odd_size.js",
    spec=f"{SPEC}#def-constraint-resizeMode",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_resize_mode_none_refuses_an_odd_width(facts: Facts) -> None:
    """With resizeMode "none" an exact width of 641 is refused and the width is blamed.

    "none" is the promise of pixels as the camera made them.
    """
    assert facts["none"]["width_641"] == {"error": {"name": "OverconstrainedError", "constraint": "width"}}


@check("getusermedia/frame_rate.js", spec=f"{SPEC}#def-constraint-frameRate")
def test_an_exact_frame_rate_is_kept(facts: Facts) -> None:
    """An exact rate of 10 is what the settings say and no more than comes.

    Rates are how a product saves battery and bandwidth.
    """
    assert facts["exact_10"] == {"setting": 10, "delivered_is_within_limit": True}


@check("getusermedia/frame_rate.js", spec=f"{SPEC}#def-constraint-frameRate")
def test_a_maximum_frame_rate_is_kept(facts: Facts) -> None:
    """A maximum rate of 8 is not exceeded by the frames that come.

    A limit that is only claimed costs the encoder all the same.
    """
    assert facts["max_8"].get("error") is None
    assert facts["max_8"]["setting"] <= 8
    assert facts["max_8"]["delivered_is_within_limit"] is True


# What cannot be had


def overconstrained(constraint: str) -> Facts:
    """Say how an impossible request should end."""
    return {"opened": False, "name": "OverconstrainedError", "constraint": constraint}


@check("getusermedia/impossible.js", spec=f"{SPEC}#dfn-selectsettings")
def test_an_impossible_width_is_blamed(facts: Facts) -> None:
    """A width no camera has gives an OverconstrainedError that names the width.

    Products retry without the constraint that is named.
    """
    assert facts["video"]["width_100000"] == overconstrained("width")


@check("getusermedia/impossible.js", spec=f"{SPEC}#dfn-selectsettings")
def test_an_impossible_minimum_is_blamed(facts: Facts) -> None:
    """A minimal height no camera has gives an OverconstrainedError that names the height.

    Products retry without the constraint that is named.
    """
    assert facts["video"]["height_min_100000"] == overconstrained("height")


@check("getusermedia/impossible.js", spec=f"{SPEC}#dfn-selectsettings")
def test_an_impossible_frame_rate_is_blamed(facts: Facts) -> None:
    """A frame rate no camera has gives an OverconstrainedError that names the frame rate.

    Products retry without the constraint that is named.
    """
    assert facts["video"]["frame_rate_1000"] == overconstrained("frameRate")


@check("getusermedia/impossible.js", spec=f"{SPEC}#dfn-selectsettings")
def test_a_range_upside_down_is_refused(facts: Facts) -> None:
    """A minimum above the maximum is refused and the width is blamed.

    A slip in a settings page must show, not pick some camera mode.
    """
    assert facts["video"]["min_above_max"] == overconstrained("width")


@check("getusermedia/impossible.js", spec=f"{SPEC}#dfn-selectsettings")
def test_two_impossible_wishes_are_refused(facts: Facts) -> None:
    """An impossible width beside an impossible height is refused.

    Two wrongs must not make a right.
    """
    assert facts["video"]["two_wrong"]["opened"] is False


@check("getusermedia/impossible.js", spec=f"{SPEC}#def-constraint-deviceId")
def test_an_unknown_device_is_blamed(facts: Facts) -> None:
    """An exact device id that is not there gives an OverconstrainedError that names the device id.

    It is how a product learns that the remembered camera or microphone was unplugged.
    """
    assert facts["video"]["device_unknown"] == overconstrained("deviceId")
    assert facts["audio"]["device_unknown"] == overconstrained("deviceId")


@check("getusermedia/impossible.js", spec=f"{SPEC}#def-constraint-groupId")
def test_an_unknown_group_is_blamed(facts: Facts) -> None:
    """An exact group id that is not there gives an OverconstrainedError that names the group id.

    Headsets are chosen by group.
    """
    assert facts["video"]["group_unknown"] == overconstrained("groupId")


@check("getusermedia/impossible.js", spec=f"{SPEC}#media-track-constraints")
def test_an_unknown_constraint_is_ignored(facts: Facts) -> None:
    """A constraint the browser does not know is ignored, even an exact one.

    New constraints can be used before every browser has them.
    """
    assert facts["video"]["unknown_name"]["opened"] is True


@check("getusermedia/impossible.js", spec=f"{SPEC}#dfn-selectsettings")
def test_advanced_wishes_never_refuse(facts: Facts) -> None:
    """An impossible wish in "advanced" still opens a camera.

    "advanced" is the list of preferences, not of conditions.
    """
    assert facts["video"]["advanced_only"]["opened"] is True


@check(
    "getusermedia/impossible.js",
    spec=f"{SPEC}#overconstrainederror-interface",
    features=("api.OverconstrainedError",),
)
def test_the_error_is_a_dom_exception(facts: Facts) -> None:
    """OverconstrainedError is an interface of its own and a DOMException.

    Error reporting that looks at the type of an error depends on it.
    """
    assert facts["interface_exposed"] is True
    assert facts["error_is_dom_exception"] is True
    assert facts["error_interface"] == "OverconstrainedError"


@check("getusermedia/arguments.js", spec=f"{SPEC}#dom-mediadevices-getusermedia")
def test_asking_for_nothing_is_a_type_error(facts: Facts) -> None:
    """Asking for neither sound nor picture is a TypeError, and it comes by the promise.

    A mistake in the caller's code must not look like a missing permission.
    """
    refused = facts["rejected_with"]
    asked_for_nothing = ("nothing", "null", "empty", "video_false", "both_false", "unknown_member")
    assert {name: refused[name] for name in asked_for_nothing} == dict.fromkeys(asked_for_nothing, "TypeError")


@check("getusermedia/supported_constraints.js", spec=f"{SPEC}#media-track-supported-constraints")
def test_the_basic_constraints_are_known(facts: Facts) -> None:
    """Size, rate, facing, device and the three kinds of audio processing are known as constraints.

    These are the ones every product uses.
    """
    basic = {"width", "height", "frameRate", "facingMode", "deviceId", "groupId"}
    basic |= {"echoCancellation", "autoGainControl", "noiseSuppression"}
    assert basic - set(facts["supported"]) == set()


@check("getusermedia/supported_constraints.js", spec=f"{SPEC}#media-track-supported-constraints")
def test_the_format_constraints_are_known(facts: Facts) -> None:
    """Aspect ratio, sample rate, sample size, latency and channel count are known as constraints.

    Music and recording products ask for them.
    """
    wanted = {"aspectRatio", "sampleRate", "sampleSize", "latency", "channelCount"}
    assert wanted - set(facts["supported"]) == set()


@check("getusermedia/supported_constraints.js", spec=f"{SPEC}#dom-mediadevices-getsupportedconstraints")
def test_what_is_called_known_is_read(facts: Facts) -> None:
    """Every constraint that is called supported is read from the request.

    A claim that is not acted upon defeats feature detection.
    """
    assert set(facts["supported"]) - set(facts["read"]) == set()


@check("getusermedia/capabilities.js", spec=f"{SPEC}#dom-mediastreamtrack-getcapabilities")
def test_settings_lie_within_capabilities(facts: Facts) -> None:
    """The settings of a camera and a microphone lie within their capabilities.

    Sliders in a settings page take their ends from the capabilities.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["settings_within"] is True
        assert facts[kind]["device_is_the_one_set"] is True


# Changing an open camera


@check("getusermedia/apply_constraints.js", spec=f"{SPEC}#dom-mediastreamtrack-applyconstraints")
def test_an_open_camera_can_be_made_smaller(facts: Facts) -> None:
    """An exact smaller size applied to an open camera is what its frames have from then on.

    Products change the size with the layout, without a new prompt.
    """
    assert facts["smaller"]["applied"] == "yes"
    assert size(facts["smaller"]["settings"]) == (320, 240)
    assert size(facts["smaller"]["frames"]) == (320, 240)


@check("getusermedia/apply_constraints.js", spec=f"{SPEC}#dfn-applyconstraints-algorithm")
def test_an_impossible_change_is_refused(facts: Facts) -> None:
    """An impossible change of an open camera is refused, names the constraint and leaves all as it was.

    A failed change must not cost the person the picture they have.
    """
    assert facts["impossible"]["applied"] == {"name": "OverconstrainedError", "constraint": "width"}
    assert facts["impossible"]["frames"] == facts["smaller"]["frames"]
    assert facts["constraints_after_impossible"] == facts["constraints_after_smaller"]


@check("getusermedia/apply_constraints.js", spec=f"{SPEC}#dom-mediastreamtrack-getconstraints")
def test_constraints_are_those_last_applied(facts: Facts) -> None:
    """A track tells the constraints applied last, and none after they were cleared.

    Products restore a camera from what it tells.
    """
    assert facts["constraints_after_smaller"] == {"width": {"exact": 320}, "height": {"exact": 240}}
    assert facts["cleared"] == "yes"
    assert facts["constraints_after_cleared"] == {}


# Sound


@check("getusermedia/tone.js", spec=f"{SPEC}#dom-mediadevices-getusermedia")
def test_a_microphone_is_heard(facts: Facts) -> None:
    """The tone that a fake microphone plays is heard.

    A live track that carries silence is what people call "nobody hears me".
    """
    assert facts["heard"] is True
    assert facts["muted"] is False


@check("getusermedia/audio_settings.js", spec=f"{SPEC}#def-constraint-echoCancellation")
def test_processing_can_be_switched_off(facts: Facts) -> None:
    """Echo cancellation, noise suppression and gain control are off where exactly that was asked.

    Music lessons and recordings need the untouched sound.
    """
    off = facts["all_off"]
    assert off.get("error") is None
    assert (off["echoCancellation"], off["noiseSuppression"], off["autoGainControl"]) == (False, False, False)


@check("getusermedia/audio_settings.js", spec=f"{SPEC}#dfn-selectsettings")
def test_processing_is_on_or_refused(facts: Facts) -> None:
    """Processing that was asked for exactly is on, or the request is refused.

    Without echo cancellation a call through loudspeakers is unusable, and nobody is told.
    """
    on = facts["all_on"]
    if "error" in on:
        assert on["error"]["name"] == "OverconstrainedError"
    else:
        assert (on["echoCancellation"], on["noiseSuppression"], on["autoGainControl"]) == (True, True, True)


@check("getusermedia/audio_settings.js", spec=f"{SPEC}#def-constraint-channelCount")
def test_mono_is_mono(facts: Facts) -> None:
    """One channel is delivered where exactly one was asked for.

    Speech recognition wants one channel.
    """
    assert facts["mono"].get("error") is None
    assert facts["mono"]["channelCount"] == 1


# Disabled and enabled


@check("getusermedia/disabled.js", spec=f"{SPEC}#track-enabled")
def test_a_disabled_camera_is_black(facts: Facts) -> None:
    """A disabled camera track shows black.

    "Camera off" must mean that nothing is seen.
    """
    assert facts["before"]["picture"] is True
    assert facts["disabled"]["black"] is True


@check("getusermedia/disabled.js", spec=f"{SPEC}#track-enabled")
def test_a_disabled_microphone_is_silent(facts: Facts) -> None:
    """A disabled microphone track is silent.

    "Muted" must mean that nothing is heard.
    """
    assert facts["before"]["tone"] is True
    assert facts["disabled"]["tone"] is False


@check("getusermedia/disabled.js", spec=f"{SPEC}#track-enabled")
def test_an_enabled_track_comes_back(facts: Facts) -> None:
    """Picture and sound come back when the tracks are enabled again.

    People unmute and expect to be heard at once.
    """
    assert facts["after"] == {"picture": True, "tone": True}


@check("getusermedia/disabled.js", spec=f"{SPEC}#media-flow")
def test_disabling_is_not_muting(facts: Facts) -> None:
    """A disabled track is neither muted nor ended, and fires no event.

    "muted" tells of the device, "enabled" of the page's wish; products show them apart.
    """
    assert facts["state_while_disabled"] == {"muted": False, "ready_state": "live", "active": True}
    assert facts["events"] == []


# The end of tracks


@check("getusermedia/stop.js", spec=f"{SPEC}#dom-mediastreamtrack-stop")
def test_a_stopped_track_has_ended(facts: Facts) -> None:
    """A stopped track has ended, and the stream is inactive when all have.

    The camera's light goes out with the last one.
    """
    assert facts["one_stopped"] == {"video": "ended", "audio": "live", "active": True, "tracks": 2}
    assert facts["all_stopped"] == {"active": False, "tracks": 2}


@check("getusermedia/stop.js", spec=f"{SPEC}#life-cycle")
def test_stopping_fires_no_ended_event(facts: Facts) -> None:
    """The page's own stop() fires no "ended" event.

    Products use the event to tell an unplugged camera from their own hang-up.
    """
    assert facts["track_fired_ended"] is False


@check("getusermedia/stop.js", spec=f"{SPEC}#mediastreams-in-media-elements")
def test_a_video_element_ends_with_its_stream(facts: Facts) -> None:
    """A video element that plays a stream has ended when the stream becomes inactive.

    A frozen last picture looks like a person who does not move.
    """
    assert facts["element_ended"] is True


@check("getusermedia/stop.js", spec=f"{SPEC}#dom-mediadevices-getusermedia")
def test_a_camera_opens_again(facts: Facts) -> None:
    """A camera that was stopped opens again.

    Leaving a call and joining the next one is the commonest thing people do.
    """
    assert facts["opens_again"] == "live"


# Clones and streams


@check("getusermedia/clone.js", spec=f"{SPEC}#track-clone")
def test_a_clone_inherits(facts: Facts) -> None:
    """A clone has an id of its own and the original's label, enabled state and size.

    Self-view and sent picture are usually clones.
    """
    assert facts["ids_differ"] is True
    assert facts["inherited"]["same_label"] is True
    assert facts["inherited"]["enabled"] is False
    constraints = facts["inherited"]["constraints"]
    assert (constraints["width"], constraints["height"]) == ({"exact": 640}, {"exact": 480})


@check("getusermedia/clone.js", spec=f"{SPEC}#track-enabled")
def test_a_clone_is_enabled_by_itself(facts: Facts) -> None:
    """A clone and its original are enabled and disabled each by itself.

    People want to see themselves before others do.
    """
    assert facts["enabled_apart"] == {"copy_is_bright": True, "original_is_black": True}


@check("getusermedia/clone.js", spec=f"{SPEC}#track-clone")
def test_a_clone_has_a_size_of_its_own(facts: Facts) -> None:
    """A clone can be made smaller while its original keeps its size.

    A small preview beside a large sent picture saves work.
    """
    assert facts["sizes_apart"] == {"copy": [320, 240], "original": [640, 480]}


@check("getusermedia/clone.js", spec=f"{SPEC}#dom-mediastreamtrack-stop")
def test_a_clone_outlives_its_original(facts: Facts) -> None:
    """A clone goes on delivering pictures after its original was stopped.

    Leaving one room must not black out the other.
    """
    assert facts["copy_lives_on"] is True


@check("getusermedia/stream.js", spec=f"{SPEC}#mediastream")
def test_a_stream_holds_both_kinds(facts: Facts) -> None:
    """A stream of camera and microphone is active and holds one track of each.

    The common first request of every call.
    """
    assert sorted(facts["kinds"]) == ["audio", "video"]
    assert facts["active"] is True
    assert facts["found_by_id"] is True
    assert facts["not_found_by_id"] is None


@check("getusermedia/stream.js", spec=f"{SPEC}#mediastream")
def test_own_changes_of_a_stream_are_silent(facts: Facts) -> None:
    """Tracks that the page itself adds or removes fire no event, and a track is held once.

    Products that react to "addtrack" would otherwise answer themselves.
    """
    assert facts["events_of_own_changes"] == []
    assert facts["kinds_after_removal"] == ["video"]
    assert facts["removed_track_state"] == "live"
    assert facts["tracks_after_adding_twice"] == 2


@check("getusermedia/stream.js", spec=f"{SPEC}#dom-mediastream-clone")
def test_a_cloned_stream_has_cloned_tracks(facts: Facts) -> None:
    """A cloned stream has an id and tracks of its own.

    Changing the copy must not touch the call.
    """
    assert facts["clone"]["id_differs"] is True
    assert facts["clone"]["tracks_differ"] is True
    assert sorted(facts["clone"]["kinds"]) == ["audio", "video"]


@check(
    "getusermedia/content_hint.js",
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


# The same device again


@check("getusermedia/same_device.js", spec=f"{SPEC}#def-mediadeviceinfo-deviceId")
def test_a_camera_is_found_again_by_its_id(facts: Facts) -> None:
    """The id in the settings is that of a listed device, and opens the same device again.

    It is how a remembered choice is restored.
    """
    assert facts["setting_is_a_listed_device"] is True
    assert facts["label_is_the_listed_one"] is True
    assert facts["group_is_the_listed_one"] is True
    assert facts["opened_again"] == "yes"
    assert facts["same_device_id"] is True


@check("getusermedia/same_device.js", spec=f"{SPEC}#constrainable-interface")
def test_one_camera_serves_two_sizes(facts: Facts) -> None:
    """One camera opened twice delivers each size that was asked for.

    A preview and a recording run beside a call.
    """
    assert facts["sizes_beside_each_other"] == [[640, 480], [320, 240]]


@check("getusermedia/same_device.js", spec=f"{SPEC}#dfn-fitness-distance")
def test_an_absent_preferred_camera_is_replaced(facts: Facts) -> None:
    """A device id that is only preferred, and not there, opens another camera.

    Somebody who left a webcam at the office still gets a picture.
    """
    assert facts["ideal_unknown_device_still_opens"] == "yes"

"""Several devices, none, known ones, and devices that come and go while somebody uses them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
BLAMED = {"name": "OverconstrainedError", "constraint": "deviceId"}


# Several cameras


@check(
    "media_devices/several_cameras.js", spec=f"{SPEC}#def-constraint-deviceId", features=("api.MediaDevices.getUserMedia",)
)
def test_each_camera_is_opened_by_its_id(facts: Facts) -> None:
    """Each of several cameras is opened by its own id and delivers pictures.

    Choosing the wrong camera shows the wrong room.
    """
    assert facts["cameras"] > 1
    assert facts["ids_are_distinct"] is True
    assert all(opened.get("is_that_one") and opened.get("pictures") for opened in facts["each"])


@check(
    "media_devices/several_cameras.js",
    spec=f"{SPEC}#creating-a-list-of-device-info-objects",
    features=("api.MediaDevices.getUserMedia",),
)
def test_one_camera_is_listed_before_a_grant(facts: Facts) -> None:
    """However many cameras there are, one is listed before a grant.

    The number of cameras helps to recognise a person.
    """
    assert facts["listed_before_a_grant"] == 1


@check(
    "media_devices/several_cameras.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_two_cameras_run_at_once(facts: Facts) -> None:
    """Two cameras deliver pictures at the same time.

    Teachers show their face and their desk.
    """
    assert facts["two_at_once"]["ids_differ"] is True
    assert facts["two_at_once"]["pictures"] == [True, True]


@check("media_devices/several_cameras.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_a_list_of_ids_is_a_choice(facts: Facts) -> None:
    """Of a list of demanded ids one that is there is enough.

    A product names the camera of the office and the one at home.
    """
    assert facts["chosen"]["exact_unknown_or_last"] == facts["cameras"] - 1


@check("media_devices/several_cameras.js", spec=f"{SPEC}#def-constraint-groupId", features=("api.MediaDevices.getUserMedia",))
def test_a_camera_is_opened_by_its_group(facts: Facts) -> None:
    """A camera is opened by the group that is listed with it.

    The camera that belongs to the chosen microphone is found so.
    """
    assert facts["groups"] != facts["cameras"] or facts["chosen"]["group_of_last"] == facts["cameras"] - 1


# None at all


@check(
    "media_devices/no_devices.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaDevices.getUserMedia",)
)
def test_no_device_is_not_found(facts: Facts) -> None:
    """On a machine without devices every request is a NotFoundError, whatever it wishes for.

    "Plug in a camera" is another message than "allow the camera".
    """
    asked = {name: error for name, error in facts["granted"].items() if name != "nothing"}
    assert set(asked.values()) == {"NotFoundError"}


@check(
    "media_devices/no_devices.js",
    spec=f"{SPEC}#creating-a-list-of-device-info-objects",
    features=("api.MediaDevices.getUserMedia",),
)
def test_no_device_is_listed(facts: Facts) -> None:
    """On a machine without devices no camera and no microphone is listed.

    Products hide their buttons by this list.
    """
    assert facts["inputs_listed"] == 0


# Known ones


@check(
    "media_devices/film.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaDevices.getUserMedia",)
)
def test_a_camera_is_shown_as_it_is(facts: Facts) -> None:
    """What a camera sees comes out in its size, its colours and the right way round.

    Mirrored or washed-out pictures are what people notice first.
    """
    seen = facts["native"]["seen"]
    assert (seen["width"], seen["height"]) == (320, 240)
    assert seen["red_left"] is True
    assert seen["blue_right"] is True
    assert seen["moves"] is True


@check("media_devices/film.js", spec=f"{SPEC}#def-constraint-resizeMode", features=("api.MediaDevices.getUserMedia",))
def test_pictures_are_cut_and_not_squeezed(facts: Facts) -> None:
    """A picture of another shape than the camera's is cut at its sides, neither squeezed nor framed in black.

    Squeezed faces and black bars spoil every layout.
    """
    for name in ("square", "portrait"):
        if "error" not in facts[name]:
            assert facts[name]["seen"]["shape"] == "cut", name
            assert facts[name]["seen"]["black_edges"] is False, name


@check("media_devices/film.js", spec=f"{SPEC}#def-constraint-resizeMode", features=("api.MediaDevices.getUserMedia",))
def test_a_camera_is_not_enlarged(facts: Facts) -> None:
    """More pixels than the camera has are refused when demanded.

    Made-up pixels cost bandwidth and show nothing.
    """
    assert facts["exact_large"].get("error") == {"name": "OverconstrainedError", "constraint": "width"}


@check(
    "media_devices/file_microphone.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_the_tone_of_a_microphone_is_heard(facts: Facts) -> None:
    """The tone that a microphone hears comes out at its own pitch.

    A wrong rate of samples makes voices high or low.
    """
    assert facts["untouched"].get("heard") is True
    assert facts["untouched"].get("is_the_tone") is True


# Devices that die, come and go


@check("media_devices/dying_camera.js", spec=f"{SPEC}#track-ended", features=("api.MediaStreamTrack.ended_event",))
def test_a_dying_camera_ends_its_track(facts: Facts) -> None:
    """A camera that dies ends its track and its clones, and "ended" fires.

    A product can say "your camera has gone" and offer another.
    """
    assert facts["ended"] is True
    assert facts["ended_event"] is True
    assert facts["copy_ended"] is True
    assert facts["stream_active"] is False


@check(
    "media_devices/dying_camera.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaDevices.getUserMedia",)
)
def test_a_camera_comes_back_after_its_death(facts: Facts) -> None:
    """After a camera died a camera can be opened again, without loading the page anew.

    Drivers crash, and calls go on.
    """
    assert facts["opens_again"] is True
    assert facts["picture_after"] is True


@check(
    "media_devices/plugged.js",
    spec=f"{SPEC}#dom-mediadevices-enumeratedevices",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_a_plugged_microphone_can_be_used(facts: Facts) -> None:
    """A microphone that is plugged in is listed with its name, opens by its id and is heard.

    People plug in their headset in the middle of a call.
    """
    got = facts["microphone"]
    assert got["plugged"] == {"list_changed": True, "labelled": True}
    assert (got["opened"], got["is_the_one"], got["heard"]) == ("yes", True, True)


@check("media_devices/plugged.js", spec=f"{SPEC}#track-ended", features=("api.MediaStreamTrack.ended_event",))
def test_an_unplugged_microphone_ends_its_track(facts: Facts) -> None:
    """A microphone that is unplugged ends its track and leaves the list; its id opens nothing any more.

    Otherwise somebody talks and nobody hears.
    """
    got = facts["microphone"]
    assert (got["unlisted"], got["track_ended"], got["state"]) == (True, True, "ended")
    assert got["asked_for_again"] == BLAMED


@check(
    "media_devices/plugged.js",
    spec="https://w3c.github.io/mediacapture-output/#dom-htmlmediaelement-setsinkid",
    features=("api.HTMLMediaElement.setSinkId",),
)
def test_a_plugged_loudspeaker_can_be_used(facts: Facts) -> None:
    """A loudspeaker that is plugged in is listed with its name and can be chosen.

    Who plugs in headphones wants to hear the call there.
    """
    got = facts["speaker"]
    assert got["plugged"] == {"list_changed": True, "labelled": True}
    assert (got["chosen"], got["id_is_kept"]) == ("yes", True)


@check(
    "media_devices/plugged.js",
    spec=f"{SPEC}#event-mediadevices-devicechange",
    features=("api.MediaDevices.devicechange_event",),
)
def test_changes_of_devices_are_told(facts: Facts) -> None:
    """A page in a call is told that devices have changed.

    The list that is open on the screen must follow.
    """
    assert facts["told_of_any_change"] is True


@check(
    "media_devices/plugged_unseen.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_a_page_without_a_grant_sees_no_change(facts: Facts) -> None:
    """A page that was granted nothing learns neither name nor number of the devices that come.

    What is plugged in when tells a lot about a person.
    """
    assert facts["count_grew"] is False
    assert (facts["labelled"], facts["identified"]) == (False, False)

"""Whose devices a page sees, by which ids, and what is left of them when the page is gone."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


@check(
    "media_devices/microphone_first.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_a_microphone_does_not_expose_cameras(facts: Facts) -> None:
    """A granted microphone shows the microphones' ids and labels, not the cameras'.

    Voice-only products must not learn more than they asked for.
    """
    only = facts["microphone_only"]
    assert (only["videoinput"]["labels"], only["videoinput"]["ids"]) == (0, 0)
    assert only["audioinput"]["labels"] == only["audioinput"]["count"] > 0


@check(
    "media_devices/microphone_first.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_labels_stay_after_the_microphone_was_stopped(facts: Facts) -> None:
    """What was shown of the microphones stays shown after the track was stopped.

    The settings page is opened after the call, too.
    """
    assert facts["microphone_stopped"]["audioinput"] == facts["microphone_only"]["audioinput"]


@check(
    "media_devices/while_asking.js",
    spec=f"{SPEC}#dom-mediadevices-enumeratedevices",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_lists_asked_for_at_once_agree(facts: Facts) -> None:
    """Lists of devices that are asked for at once agree, and each is a list of its own.

    Several parts of a product ask at the same time.
    """
    assert facts["lists_agree"] is True
    assert facts["lists_are_new"] is True


@check("media_devices/told.js", spec=f"{SPEC}#device-info", features=("api.MediaDeviceInfo.toJSON",))
def test_a_device_tells_four_things(facts: Facts) -> None:
    """A device written as JSON tells its id, its group, its kind and its label.

    Lists of devices are sent with error reports.
    """
    assert facts["json_members"] == ["deviceId", "groupId", "kind", "label"]


@check("media_devices/told.js", spec=f"{SPEC}#input-specific-device-info", features=("api.InputDeviceInfo",))
def test_inputs_are_a_kind_of_their_own(facts: Facts) -> None:
    """Cameras and microphones are InputDeviceInfo objects, loudspeakers are not.

    Code asks the object what it can do.
    """
    assert facts["inputs_are_input_devices"] is True
    assert facts["outputs_are_not"] is True


@check(
    "media_devices/device_capabilities.js",
    spec=f"{SPEC}#input-specific-device-info",
    features=("api.InputDeviceInfo.getCapabilities",),
)
def test_capabilities_are_hidden_before_a_grant(facts: Facts) -> None:
    """A listed device tells no capabilities before a grant.

    They would identify the camera, and with it the person.
    """
    assert set(facts["told_before_a_grant"]) <= {0}


@check(
    "media_devices/device_capabilities.js",
    spec=f"{SPEC}#input-specific-device-info",
    features=("api.InputDeviceInfo.getCapabilities",),
)
def test_capabilities_name_their_device(facts: Facts) -> None:
    """The capabilities of a listed device carry its own id and group.

    A product that keeps them by id must find them again.
    """
    for opened in (facts["opened_camera"], facts["opened_microphone"]):
        assert opened is not None
        assert opened["device_id_is_its_own"] is True
        assert opened["group_id_is_its_own"] is True


# Ids beyond one page


@check("media_devices/origins.js", spec=f"{SPEC}#def-mediadeviceinfo-deviceId", features=("api.MediaDeviceInfo.deviceId",))
def test_ids_are_the_same_within_an_origin(facts: Facts) -> None:
    """Pages of one origin see the same ids, also after they were loaded anew.

    The camera chosen in the lobby is the camera of the call.
    """
    assert facts["frame_of_the_own_origin"]["ids_shared"] is True
    assert facts["same_frame_loaded_anew"]["ids_shared"] is True


@check("media_devices/origins.js", spec=f"{SPEC}#def-mediadeviceinfo-deviceId", features=("api.MediaDeviceInfo.deviceId",))
def test_ids_differ_between_origins(facts: Facts) -> None:
    """Pages of two origins see different ids for one camera.

    Equal ids would follow a person from site to site.
    """
    for pair in ("frame_of_another_origin", "frames_of_two_other_origins"):
        assert facts[pair]["ids_told"] is True
        assert facts[pair]["ids_shared"] is False


@check("media_devices/origins.js", spec=f"{SPEC}#def-mediadeviceinfo-deviceId", features=("api.MediaDeviceInfo.deviceId",))
def test_a_foreign_id_opens_nothing(facts: Facts) -> None:
    """The id that another origin sees opens no camera here.

    Ids that leak are worth nothing elsewhere.
    """
    assert facts["foreign_id_opens_here"] == {"name": "OverconstrainedError", "constraint": "deviceId"}


@check("media_devices/origins.js", spec=f"{SPEC}#def-mediadeviceinfo-groupId", features=("api.MediaDeviceInfo.groupId",))
def test_groups_are_named_anew_in_each_document(facts: Facts) -> None:
    """Every document sees its own group ids, even of one origin.

    A product must not remember a headset by its group.
    """
    assert facts["frame_of_the_own_origin"]["groups_shared"] is False
    assert facts["same_frame_loaded_anew"]["groups_shared"] is False


# A page that is gone


@check(
    "media_devices/gone_page.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaDevices.getUserMedia",)
)
def test_a_page_that_is_gone_gets_no_camera(facts: Facts) -> None:
    """A request from a page that is gone is an InvalidStateError.

    Single-page products close their frames while requests are on the way.
    """
    assert facts["request"] == "InvalidStateError"


@check("media_devices/gone_page.js", spec=f"{SPEC}#life-cycle", features=("api.MediaDevices.getUserMedia",))
def test_a_camera_ends_with_its_page(facts: Facts) -> None:
    """The tracks of a page that is gone have ended, clones too.

    The light must go out when the window closes.
    """
    assert (facts["track_after_removal"], facts["copy_after_removal"]) == ("ended", "ended")


@check(
    "media_devices/gone_page.js",
    spec="https://w3c.github.io/permissions/#dom-permissions-query",
    features=("api.Permissions.query",),
)
def test_a_page_that_is_gone_is_told_nothing(facts: Facts) -> None:
    """A query for a permission from a page that is gone is an InvalidStateError.

    Nothing in there may wait for an answer that never comes.
    """
    assert facts["query"] == "InvalidStateError"


@check("media_devices/media_devices.js", spec="https://webidl.spec.whatwg.org/#js-operations", features=("api.MediaDevices",))
def test_methods_belong_to_their_object(facts: Facts) -> None:
    """Methods of mediaDevices that were taken off it are a TypeError.

    Wrappers that forget to bind show it at once, in every browser alike.
    """
    assert set(facts["detached"].values()) == {"TypeError"}
    assert facts["same_object"] is True


@check(
    "media_devices/media_devices.js",
    spec=f"{SPEC}#event-mediadevices-devicechange",
    features=("api.MediaDevices.devicechange_event",),
)
def test_a_change_is_heard_by_handler_and_listener(facts: Facts) -> None:
    """A change of the devices is heard by the handler and by listeners.

    Two parts of a product each keep a list.
    """
    assert facts["own_event_heard"] == ["handler devicechange false", "listener devicechange false"]

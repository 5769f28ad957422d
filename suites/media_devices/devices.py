"""What a page learns of the cameras and microphones there are, and whether it finds a chosen one again."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# The list of devices


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_labels_are_hidden_before_a_grant(facts: Facts) -> None:
    """No device label is shown before the person has granted a device.

    A device picker built on labels shows empty entries until then; a browser that shows them leaks what is plugged in.
    """
    assert facts["before"]["labels_shown"] == []


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_ids_are_hidden_before_a_grant(facts: Facts) -> None:
    """No device id and no group id is shown before a grant.

    An id that is shown without consent lets a site recognise a person.
    """
    assert facts["before"]["device_ids_shown"] == 0
    assert facts["before"]["group_ids_shown"] == 0


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#creating-a-list-of-device-info-objects",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_one_of_each_kind_before_a_grant(facts: Facts) -> None:
    """At most one camera and one microphone are listed before a grant.

    Products count devices to decide which buttons to show: before a grant the count only says whether there is one.
    """
    assert facts["before"]["count"]["audioinput"] <= 1
    assert facts["before"]["count"]["videoinput"] <= 1


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_labels_are_shown_after_a_grant(facts: Facts) -> None:
    """Every device has its label once camera and microphone are in use.

    Without labels nobody can choose between two cameras.
    """
    assert len(facts["after"]["labels_shown"]) == sum(facts["after"]["count"].values())


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#device-information-exposure",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_a_camera_does_not_expose_microphones(facts: Facts) -> None:
    """A granted camera shows the cameras' ids and labels, not the microphones'.

    Video-only products must not learn more than they asked for.
    """
    assert facts["camera_only"]["device_ids_shown"] == facts["camera_only"]["count"]["videoinput"]
    assert len(facts["camera_only"]["labels_shown"]) == facts["camera_only"]["count"]["videoinput"]


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#creating-a-list-of-device-info-objects",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_microphones_are_listed_before_cameras(facts: Facts) -> None:
    """Microphones come first in the list, then cameras, then the rest.

    The first device of a kind is the default one; a stable order keeps pickers stable.
    """
    assert facts["after"]["order"][:2] == ["audioinput", "videoinput"]


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#def-mediadeviceinfo-deviceId",
    features=("api.MediaDevices.enumerateDevices",),
)
def test_ids_stay_the_same(facts: Facts) -> None:
    """Two looks at the devices give the same ids.

    A remembered choice of camera is an id.
    """
    assert facts["ids_stable"] is True


@check(
    "media_devices/devices.js",
    spec=f"{SPEC}#input-specific-device-info",
    features=("api.InputDeviceInfo.getCapabilities",),
)
def test_inputs_tell_their_capabilities(facts: Facts) -> None:
    """Listed cameras and microphones are InputDeviceInfo objects that tell their capabilities.

    It lets a product offer resolutions without opening the camera first.
    """
    assert "InputDeviceInfo" in facts["after"]["interfaces"]
    assert facts["has_get_capabilities"] is True


# The same device again


@check(
    "get_user_media/default_video.js", spec=f"{SPEC}#def-constraint-deviceId", features=("api.MediaDevices.getUserMedia",)
)
def test_settings_name_the_device(facts: Facts) -> None:
    """The settings name the device and its group.

    It is how a product finds out which camera the person chose in the browser's own prompt.
    """
    assert facts["device_id_shown"] is True
    assert facts["group_id_shown"] is True


@check(
    "media_devices/same_device.js",
    spec=f"{SPEC}#def-mediadeviceinfo-deviceId",
    features=("api.MediaDeviceInfo.deviceId",),
)
def test_a_camera_is_found_again_by_its_id(facts: Facts) -> None:
    """The id in the settings is that of a listed device, and opens the same device again.

    It is how a remembered choice is restored.
    """
    assert facts["setting_is_a_listed_device"] is True
    assert facts["label_is_the_listed_one"] is True
    assert facts["group_is_the_listed_one"] is True
    assert facts["opened_again"] == "yes"
    assert facts["same_device_id"] is True


@check(
    "media_devices/same_device.js", spec=f"{SPEC}#constrainable-interface", features=("api.MediaDeviceInfo.deviceId",)
)
def test_one_camera_serves_two_sizes(facts: Facts) -> None:
    """One camera opened twice delivers each size that was asked for.

    A preview and a recording run beside a call.
    """
    assert facts["sizes_beside_each_other"] == [[640, 480], [320, 240]]


@check("media_devices/same_device.js", spec=f"{SPEC}#dfn-fitness-distance", features=("api.MediaDeviceInfo.deviceId",))
def test_an_absent_preferred_camera_is_replaced(facts: Facts) -> None:
    """A device id that is only preferred, and not there, opens another camera.

    Somebody who left a webcam at the office still gets a picture.
    """
    assert facts["ideal_unknown_device_still_opens"] == "yes"

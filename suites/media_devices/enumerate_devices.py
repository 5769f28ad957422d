"""`enumerateDevices()`: labels, ids, number and order of devices before and during capture."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
LIST = f"{SPEC}#creating-a-list-of-device-info-objects"
DEVICE = f"{SPEC}#creating-a-device-info-object"
ENUMERATE = "api.MediaDevices.enumerateDevices"
INFO = "api.MediaDeviceInfo"


# Before capture


# "If deviceInfo.kind is equal to "videoinput" and camera information can be exposed ... is false, return deviceInfo."
@check("media_devices/devices.js", spec=DEVICE, basis="MUST", features=(ENUMERATE, f"{INFO}.label"))
def test_enumerate_devices_hides_labels_before_capture(facts: Facts) -> None:
    """`enumerateDevices()` returns an empty `label` for every device before `getUserMedia()`.

    Labels identify the user's hardware, so a site could recognize the user without consent.
    """
    expect(facts["before"]["labelsExposed"], "labels of enumerateDevices() before getUserMedia()").equals([])


# "equal to "audioinput" and microphone information can be exposed on mediaDevices is false, return deviceInfo."
@check(
    "media_devices/devices.js",
    spec=DEVICE,
    basis="MUST",
    features=(ENUMERATE, f"{INFO}.deviceId", f"{INFO}.groupId"),
)
def test_enumerate_devices_hides_ids_before_capture(facts: Facts) -> None:
    """`enumerateDevices()` returns an empty `deviceId` and `groupId` for every device before `getUserMedia()`.

    A site could recognize the user by these ids without consent.
    """
    before = facts["before"]
    expect(before["deviceIdsExposed"], "non-empty deviceIds before getUserMedia()", "devices").equals(0)
    expect(before["groupIdsExposed"], "non-empty groupIds before getUserMedia()", "devices").equals(0)


# "truncate microphoneList to its first item ... truncate cameraList to its first item"
@check("media_devices/devices.js", spec=LIST, basis="MUST", features=(ENUMERATE, f"{INFO}.kind"))
def test_enumerate_devices_lists_one_input_per_kind_before_capture(facts: Facts) -> None:
    """`enumerateDevices()` lists at most one "audioinput" and one "videoinput" before `getUserMedia()`.

    Products decide by the list which buttons to show; the number of devices would identify the user.
    """
    for kind in ("audioinput", "videoinput"):
        expect(facts["before"]["count"][kind], f"{kind} devices before getUserMedia()", "devices").is_at_most(1)


# "truncate cameraList to its first item"
@check("media_devices/several_cameras.js", spec=LIST, basis="MUST", features=(ENUMERATE,))
def test_enumerate_devices_lists_at_most_one_of_several_cameras_before_capture(facts: Facts) -> None:
    """`enumerateDevices()` lists at most one of several cameras before `getUserMedia()`.

    The number of cameras helps a site to recognize the user.
    """
    listed = facts["listedBeforeGrant"]
    expect(listed, "videoinput devices before getUserMedia() with several cameras", "devices").is_at_most(1)


# "truncate microphoneList to its first item"
@check(
    "media_devices/plugged_unseen.js",
    spec=LIST,
    basis="MUST",
    features=(ENUMERATE, f"{INFO}.label", f"{INFO}.deviceId"),
)
def test_enumerate_devices_hides_new_microphone_before_capture(facts: Facts) -> None:
    """`enumerateDevices()` hides a second microphone that is plugged in before `getUserMedia()`: no count, label or id.

    Sites on different origins could link a user by the moment at which a device appears.
    """
    grew = facts["countIncreased"]
    expect(grew, "more audioinput devices after a microphone was plugged in, before getUserMedia()").is_false()
    expect(facts["labelled"], "an audioinput device has a label before getUserMedia()").is_false()
    expect(facts["identified"], "an audioinput device has a deviceId before getUserMedia()").is_false()


# During capture


# "Initialize deviceInfo.label for device."
@check("media_devices/devices.js", spec=DEVICE, basis="MUST", features=(ENUMERATE, f"{INFO}.label"))
def test_enumerate_devices_shows_labels_during_capture(facts: Facts) -> None:
    """`enumerateDevices()` returns a `label` for every device while camera and microphone are captured.

    Users cannot choose between two cameras without names.
    """
    count = sum(facts["after"]["count"].values())
    expect(count, "devices of enumerateDevices() during capture", "devices").is_above(0)
    expect(len(facts["after"]["labelsExposed"]), "devices with a label during capture", "devices").equals(count)


# "equal to "audioinput" and microphone information can be exposed on mediaDevices is false, return deviceInfo."
@check("media_devices/devices.js", spec=DEVICE, basis="MUST", features=(ENUMERATE, f"{INFO}.label", f"{INFO}.deviceId"))
def test_camera_capture_hides_microphone_labels(facts: Facts) -> None:
    """`enumerateDevices()` shows `deviceId` and `label` of cameras only, while only the camera is captured.

    A video-only product must not learn which microphones the user has.
    """
    only = facts["cameraOnly"]
    cameras = only["count"]["videoinput"]
    expect(cameras, "videoinput devices while a camera is captured", "devices").is_above(0)
    expect(only["deviceIdsExposed"], "devices with a deviceId while only a camera is captured", "devices").equals(
        cameras
    )
    shown = len(only["labelsExposed"])
    expect(shown, "devices with a label while only a camera is captured", "devices").equals(cameras)


# "If deviceInfo.kind is equal to "videoinput" and camera information can be exposed ... is false, return deviceInfo."
@check(
    "media_devices/microphone_first.js",
    spec=DEVICE,
    basis="MUST",
    features=(ENUMERATE, f"{INFO}.label", f"{INFO}.deviceId"),
)
def test_microphone_capture_hides_camera_labels(facts: Facts) -> None:
    """`enumerateDevices()` shows `deviceId` and `label` of microphones, not of cameras, while a microphone is captured.

    A voice-only product must not learn which cameras the user has.
    """
    only = facts["microphoneOnly"]
    for member, name in (("labels", "label"), ("ids", "deviceId")):
        shown = only["videoinput"][member]
        expect(shown, f"cameras with a {name} while only a microphone is captured", "devices").equals(0)
    count = only["audioinput"]["count"]
    expect(count, "audioinput devices while a microphone is captured", "devices").is_above(0)
    labels = only["audioinput"]["labels"]
    expect(labels, "microphones with a label while a microphone is captured", "devices").equals(count)


# "Append to resultList all devices of microphoneList in order. Append ... all devices of cameraList in order."
@check("media_devices/devices.js", spec=LIST, basis="MUST", features=(ENUMERATE, f"{INFO}.kind"))
def test_enumerate_devices_lists_microphones_before_cameras(facts: Facts) -> None:
    """`enumerateDevices()` lists "audioinput" devices first, then "videoinput", then "audiooutput".

    Device pickers take the first device of a kind as the default.
    """
    order = facts["after"]["order"]
    expect(order[:2], "order of kinds in enumerateDevices()").equals(["audioinput", "videoinput"])


# "If a stored deviceId exists for device, initialize deviceInfo.deviceId to that value."
@check("media_devices/devices.js", spec=DEVICE, basis="MUST", features=(ENUMERATE, f"{INFO}.deviceId"))
def test_device_id_is_stable_within_page(facts: Facts) -> None:
    """`enumerateDevices()` returns the same `deviceId` values when called twice.

    Products store the chosen camera by its id.
    """
    expect(facts["deviceIdsStable"], "two calls of enumerateDevices() return the same deviceIds").is_true()


# "Promise<sequence<MediaDeviceInfo>> enumerateDevices();"
@check(
    "media_devices/concurrent_calls.js",
    spec=f"{SPEC}#dom-mediadevices-enumeratedevices",
    basis="MUST",
    features=(ENUMERATE,),
)
def test_enumerate_devices_concurrent_lists_agree(facts: Facts) -> None:
    """`enumerateDevices()` called five times at once returns equal lists, each in its own array.

    Several parts of a product list the devices at the same time.
    """
    expect(facts["listsEqual"], "five concurrent enumerateDevices() return equal lists").is_true()
    expect(facts["newListObjects"], "each enumerateDevices() returns a new array").is_true()

"""`enumerateDevices()`: labels, ids and number of devices before and during capture; `InputDeviceInfo`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
LIST = f"{SPEC}#creating-a-list-of-device-info-objects"
DEVICE = f"{SPEC}#creating-a-device-info-object"
INPUT = f"{SPEC}#input-specific-device-info"
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


# "If no access has been granted to any local devices ... then this method returns an empty dictionary."
@check(
    "media_devices/device_capabilities.js",
    spec=INPUT,
    basis="MUST",
    features=("api.InputDeviceInfo.getCapabilities",),
)
def test_get_capabilities_is_empty_before_capture(facts: Facts) -> None:
    """`InputDeviceInfo.getCapabilities()` returns an empty dictionary before `getUserMedia()`.

    Capabilities identify the camera model, and with it the user.
    """
    if not facts["memberCountsBeforeGrant"]:
        not_supported("input devices in enumerateDevices() before getUserMedia()")
    for members in facts["memberCountsBeforeGrant"]:
        expect(members, "members of getCapabilities() before getUserMedia()", "members").equals(0)


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
    "media_devices/while_asking.js",
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


# MediaDeviceInfo and InputDeviceInfo


# "[Default] object toJSON();" with deviceId, kind, label and groupId
@check("media_devices/told.js", spec=f"{SPEC}#device-info", basis="MUST", features=(f"{INFO}.toJSON",))
def test_media_device_info_to_json_has_four_members(facts: Facts) -> None:
    """`MediaDeviceInfo.toJSON()` returns `deviceId`, `groupId`, `kind` and `label`.

    Error reports send the list of devices as JSON.
    """
    members = facts["toJSONMembers"]
    expect(members, "members of MediaDeviceInfo.toJSON()").has_exactly(["deviceId", "groupId", "kind", "label"])


# "Elements of this sequence that represent input devices will be of type InputDeviceInfo"
@check(
    "media_devices/told.js",
    spec=f"{SPEC}#dom-mediadevices-enumeratedevices",
    basis="MUST",
    features=("api.InputDeviceInfo", ENUMERATE),
)
def test_enumerate_devices_returns_input_device_info(facts: Facts) -> None:
    """`enumerateDevices()` returns `InputDeviceInfo` for cameras and microphones, not for "audiooutput" devices.

    Code calls `getCapabilities()` on every input device.
    """
    every([kind for kind in facts["kinds"] if kind.endswith("input")], "input devices of enumerateDevices()")
    expect(facts["inputsAreInputDeviceInfo"], "input devices are instances of InputDeviceInfo").is_true()
    if "audiooutput" in facts["kinds"]:
        expect(
            facts["outputsAreNotInputDeviceInfo"], "audiooutput devices are no instances of InputDeviceInfo"
        ).is_true()


# "interface InputDeviceInfo : MediaDeviceInfo { MediaTrackCapabilities getCapabilities(); };"
@check(
    "media_devices/devices.js",
    spec=INPUT,
    basis="MUST",
    features=("api.InputDeviceInfo", "api.InputDeviceInfo.getCapabilities"),
)
def test_input_device_info_has_get_capabilities(facts: Facts) -> None:
    """`InputDeviceInfo.getCapabilities()` is available on the devices of `enumerateDevices()`.

    Settings UIs build the list of resolutions from it without opening the camera.
    """
    expect(facts["after"]["interfaces"], "interfaces of enumerateDevices()").contains("InputDeviceInfo")
    expect(facts["hasGetCapabilities"], "a device of enumerateDevices() has getCapabilities()").is_true()


# "These capabilities MUST be identical to those ... obtained by calling getCapabilities() on the first ... track"
@check(
    "media_devices/device_capabilities.js",
    spec=INPUT,
    basis="MUST",
    features=("api.InputDeviceInfo.getCapabilities", f"{INFO}.deviceId", f"{INFO}.groupId"),
)
def test_get_capabilities_has_device_id_and_group_id(facts: Facts) -> None:
    """`InputDeviceInfo.getCapabilities()` has the `deviceId` and `groupId` of its device.

    Products that cache capabilities by id have to find them again.
    """
    for name in ("camera", "microphone"):
        opened = facts[f"opened{name.capitalize()}"]
        expect(opened, f"the captured {name} in enumerateDevices()").is_a("object")
        for fact, member in (("deviceIdMatches", "deviceId"), ("groupIdMatches", "groupId")):
            same = opened.get(fact)
            expect(same, f"{member} of getCapabilities() equals the {member} of the {name}").is_true()

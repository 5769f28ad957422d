"""`MediaDeviceInfo.toJSON()`, and `InputDeviceInfo` with its `getCapabilities()`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
INPUT = f"{SPEC}#input-specific-device-info"
ENUMERATE = "api.MediaDevices.enumerateDevices"
INFO = "api.MediaDeviceInfo"


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


# "[Default] object toJSON();" with deviceId, kind, label and groupId
@check("media_devices/device_info_members.js", spec=f"{SPEC}#device-info", basis="MUST", features=(f"{INFO}.toJSON",))
def test_media_device_info_to_json_has_four_members(facts: Facts) -> None:
    """`MediaDeviceInfo.toJSON()` returns `deviceId`, `groupId`, `kind` and `label`.

    Error reports send the list of devices as JSON.
    """
    members = facts["toJSONMembers"]
    expect(members, "members of MediaDeviceInfo.toJSON()").has_exactly(["deviceId", "groupId", "kind", "label"])


# "Elements of this sequence that represent input devices will be of type InputDeviceInfo"
@check(
    "media_devices/device_info_members.js",
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

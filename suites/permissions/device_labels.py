"""`enumerateDevices()` in each permission state of a device: labels and ids."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"

CAMERA = "api.Permissions.permission_camera"
MICROPHONE = "api.Permissions.permission_microphone"
DEVICE_INFO = ("api.MediaDevices.enumerateDevices", "api.MediaDeviceInfo.label", "api.MediaDeviceInfo.deviceId")


def _expect_no_labels(exposed: Facts, kind: str, condition: str) -> None:
    """Expect that the devices of a kind have neither label nor deviceId."""
    for member, name in (("labelled", "label"), ("identified", "deviceId")):
        subject = f"MediaDeviceInfo.{name} of a device of kind {kind} is non-empty {condition}"
        expect(exposed.get(kind, {}).get(member), subject).is_false()


# "empty strings for deviceId, label, and groupId" if the document "did not capture"
@check(
    "permissions/granted.js",
    spec=f"{CAPTURE}#access-control-model",
    basis="MUST",
    features=(*DEVICE_INFO, CAMERA, MICROPHONE),
)
def test_enumerate_devices_hides_labels_before_capture(facts: Facts) -> None:
    """`enumerateDevices()` lists devices without `label` and `deviceId` until `getUserMedia()` resolves.

    Device names identify users; a page that only may capture does not need them yet.
    """
    for kind in ("videoinput", "audioinput"):
        listed = facts["exposedBefore"].get(kind, {}).get("listed")
        expect(listed, f"enumerateDevices() lists a device of kind {kind} with a granted permission").is_true()
        _expect_no_labels(facts["exposedBefore"], kind, "before getUserMedia() with a granted permission")


# "empty strings for deviceId, label, and groupId" if the document "did not capture"
@check(
    "permissions/denied.js",
    spec=f"{CAPTURE}#access-control-model",
    basis="MUST",
    features=(*DEVICE_INFO, CAMERA, MICROPHONE),
)
def test_enumerate_devices_hides_labels_when_denied(facts: Facts) -> None:
    """`enumerateDevices()` lists devices without `label` and `deviceId` when camera and microphone are `denied`.

    A denial must not leak device names in another way.
    """
    for kind in ("videoinput", "audioinput"):
        listed = facts["exposed"].get(kind, {}).get("listed")
        expect(listed, f"enumerateDevices() lists a device of kind {kind} with denied permissions").is_true()
        _expect_no_labels(facts["exposed"], kind, "with denied permissions")


# "empty strings for deviceId, label, and groupId" if the document "did not capture"
@check(
    "permissions/prompt_camera.js",
    spec=f"{CAPTURE}#access-control-model",
    basis="MUST",
    features=(*DEVICE_INFO, CAMERA, MICROPHONE),
)
def test_enumerate_devices_hides_labels_before_decision(facts: Facts) -> None:
    """`enumerateDevices()` returns no `label` and no `deviceId` while the permissions are `prompt`.

    Any site could otherwise fingerprint a visitor who agreed to nothing.
    """
    for kind in ("videoinput", "audioinput"):
        _expect_no_labels(facts["exposed"], kind, "before a decision")


# "If ... "audioinput" and microphone information can be exposed on mediaDevices is false, return deviceInfo."
@check(
    "permissions/camera_only.js",
    spec=f"{CAPTURE}#creating-a-device-info-object",
    basis="MUST",
    features=(*DEVICE_INFO, CAMERA, MICROPHONE),
)
def test_enumerate_devices_hides_microphone_labels_with_camera_granted(facts: Facts) -> None:
    """`enumerateDevices()` returns microphones without `label` after camera capture with the microphone `denied`.

    A camera grant must not reveal the user's headset.
    """
    _expect_no_labels(facts["exposed"], "audioinput", "after camera capture with the microphone denied")

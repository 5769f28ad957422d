"""`permissions.query()`, `getUserMedia()` and `enumerateDevices()` in each permission state of a device."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"

CAMERA = "api.Permissions.permission_camera"
MICROPHONE = "api.Permissions.permission_microphone"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"
DEVICE_INFO = ("api.MediaDevices.enumerateDevices", "api.MediaDeviceInfo.label", "api.MediaDeviceInfo.deviceId")

CONSTRAINTS = {"camera": "{video: true}", "microphone": "{audio: true}", "both": "{audio: true, video: true}"}


def _expect_no_labels(exposed: Facts, kind: str, condition: str) -> None:
    """Expect that the devices of a kind have neither label nor deviceId."""
    for member, name in (("labelled", "label"), ("identified", "deviceId")):
        subject = f"MediaDeviceInfo.{name} of a device of kind {kind} is non-empty {condition}"
        expect(exposed.get(kind, {}).get(member), subject).is_false()


# What permissions.query() reports


# Permission state: "If entry is not null, return a PermissionState enum value from entry's state."
@check(
    "permissions/granted.js",
    spec=f"{PERMISSIONS}#dfn-permission-state",
    basis="MUST",
    features=("api.Permissions.query", CAMERA, MICROPHONE),
)
def test_query_reports_granted(facts: Facts) -> None:
    """`permissions.query()` reports `granted` for a granted camera and a granted microphone.

    Products decide by it whether to show their own "please allow" screen first.
    """
    for name in ("camera", "microphone"):
        expect(facts["before"].get(name), f'query({{name: "{name}"}}).state after a grant').equals("granted")


# Permission state: "If entry is not null, return a PermissionState enum value from entry's state."
@check(
    "permissions/denied.js",
    spec=f"{PERMISSIONS}#dfn-permission-state",
    basis="MUST",
    features=("api.Permissions.query", CAMERA, MICROPHONE),
)
def test_query_reports_denied(facts: Facts) -> None:
    """`permissions.query()` reports `denied` for a denied camera and a denied microphone.

    Products can then explain how to change the decision instead of failing.
    """
    for name in ("camera", "microphone"):
        expect(facts["before"].get(name), f'query({{name: "{name}"}}).state after a denial').equals("denied")


# "If not specified, the permission's default state is "prompt"."
@check(
    "permissions/prompt_camera.js",
    spec=f"{PERMISSIONS}#dfn-default-permission-state",
    basis="MUST",
    features=("api.Permissions.query", CAMERA),
)
def test_query_reports_prompt_for_undecided_camera(facts: Facts) -> None:
    """`permissions.query({name: "camera"})` reports `prompt` before the user decides.

    Products announce the browser's prompt before they trigger it.
    """
    expect(facts["before"], 'query({name: "camera"}).state before a decision').equals("prompt")


# "If not specified, the permission's default state is "prompt"."
@check(
    "permissions/prompt_microphone.js",
    spec=f"{PERMISSIONS}#dfn-default-permission-state",
    basis="MUST",
    features=("api.Permissions.query", MICROPHONE),
)
def test_query_reports_prompt_for_undecided_microphone(facts: Facts) -> None:
    """`permissions.query({name: "microphone"})` reports `prompt` before the user decides.

    Products announce the browser's prompt before they trigger it.
    """
    expect(facts["before"], 'query({name: "microphone"}).state before a decision').equals("prompt")


# "This specification defines two powerful features identified by the names "camera" and "microphone"."
@check(
    "permissions/names.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=("api.Permissions.query", CAMERA, MICROPHONE),
)
def test_query_supports_camera_and_microphone(facts: Facts) -> None:
    """`permissions.query()` supports the names `camera` and `microphone` and reports a state for each.

    Without it a product learns a state only by opening the device.
    """
    expect(facts["known"].get("camera"), 'query({name: "camera"}).state after a grant').equals("granted")
    expect(facts["known"].get("microphone"), 'query({name: "microphone"}).state after a denial').equals("denied")


# "If rootDesc["name"] is not supported, return a promise rejected with a TypeError."
@check(
    "permissions/names.js",
    spec=f"{PERMISSIONS}#query-method",
    basis="MUST",
    features=("api.Permissions.query",),
)
def test_query_rejects_invalid_descriptors_with_type_error(facts: Facts) -> None:
    """`permissions.query()` rejects with `TypeError` for an unknown name, a missing name and a missing descriptor.

    Products detect by it which permission names a browser supports.
    """
    for what, outcome in every(facts["invalid"], "permissions.query() with an invalid descriptor").items():
        expect(outcome, f"outcome of permissions.query() with {what}").equals("TypeError")


# "boolean panTiltZoom = false": a dictionary; its other members are dropped in the conversion to an IDL value.
@check(
    "permissions/descriptors.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=("api.Permissions.query", CAMERA),
)
def test_query_camera_accepts_pan_tilt_zoom_and_unknown_members(facts: Facts) -> None:
    """`permissions.query({name: "camera"})` accepts `panTiltZoom: false` and ignores unknown descriptor members.

    Products query the camera with one descriptor in every browser.
    """
    for what in ("camera that does not", "camera with an id"):
        member = {"camera that does not": "panTiltZoom: false", "camera with an id": 'deviceId: "..."'}[what]
        subject = f'query({{name: "camera", {member}}}).state after a grant'
        expect(facts["descriptors"].get(what), subject).equals("granted")


# How getUserMedia() ends


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/granted.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_resolves_when_granted(facts: Facts) -> None:
    """`getUserMedia()` resolves for camera, microphone and both when their permissions are `granted`.

    Returning users join a call with one click.
    """
    for what, constraints in CONSTRAINTS.items():
        expect(facts[what], f"outcome of getUserMedia({constraints}) with granted permissions").equals("granted")


# "all devices of this type are in state "denied", jump to the step labeled PermissionFailure"
@check(
    "permissions/denied.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_rejects_when_denied(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` for a camera or microphone whose permission is `denied`.

    Products tell a denial from a broken device by this error name.
    """
    for what, constraints in CONSTRAINTS.items():
        expect(facts[what], f"outcome of getUserMedia({constraints}) with denied permissions").equals("NotAllowedError")


# "Ask the user for express permission for the calling algorithm to use the powerful feature"
@check(
    "permissions/prompt_camera.js",
    spec=f"{PERMISSIONS}#dfn-request-permission-to-use",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_camera_needs_an_answer(facts: Facts) -> None:
    """`getUserMedia({video: true})` does not resolve while its permission prompt is unanswered.

    A camera that is on before its user agrees is a privacy incident.
    """
    subject = "outcome of getUserMedia({video: true}) with an unanswered prompt"
    expect(facts["requested"], subject).is_one_of(["pending", "NotAllowedError"])


# "Ask the user for express permission for the calling algorithm to use the powerful feature"
@check(
    "permissions/prompt_microphone.js",
    spec=f"{PERMISSIONS}#dfn-request-permission-to-use",
    basis="MUST",
    features=(GET_USER_MEDIA, MICROPHONE),
)
def test_get_user_media_microphone_needs_an_answer(facts: Facts) -> None:
    """`getUserMedia({audio: true})` does not resolve while its permission prompt is unanswered.

    A microphone that records before its user agrees is a privacy incident.
    """
    subject = "outcome of getUserMedia({audio: true}) with an unanswered prompt"
    expect(facts["requested"], subject).is_one_of(["pending", "NotAllowedError"])


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/camera_only.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_camera_resolves_with_microphone_denied(facts: Facts) -> None:
    """`getUserMedia({video: true})` resolves with the camera `granted` and the microphone `denied`.

    Users who join without audio are still seen.
    """
    for name, state in (("camera", "granted"), ("microphone", "denied")):
        expect(facts["states"].get(name), f'query({{name: "{name}"}}).state').equals(state)
    expect(facts["camera"], "outcome of getUserMedia({video: true}) with the camera granted").equals("granted")


# "all devices of this type are in state "denied", jump to the step labeled PermissionFailure"
@check(
    "permissions/camera_only.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, MICROPHONE),
)
def test_get_user_media_audio_and_video_rejects_with_microphone_denied(facts: Facts) -> None:
    """`getUserMedia()` with `audio` rejects with `NotAllowedError` when only the camera is `granted`.

    Products that request both must retry with video alone.
    """
    for what in ("microphone", "both"):
        subject = f"outcome of getUserMedia({CONSTRAINTS[what]}) with the microphone denied"
        expect(facts[what], subject).equals("NotAllowedError")


# ""denied" is returned, it knows that no getUserMedia request for a camera will succeed"
@check(
    "permissions/states.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=("api.Permissions.query", GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_agrees_with_query(facts: Facts) -> None:
    """`getUserMedia()` resolves where `permissions.query()` reports `granted` and rejects where it reports `denied`.

    Products decide by the query whether to explain the prompt first.
    """
    outcomes = {"granted": "granted", "denied": "NotAllowedError"}
    for combination, got in every(facts, "combinations of permission states").items():
        for name in ("camera", "microphone"):
            state = got["queried"].get(name)
            expect(state, f'query({{name: "{name}"}}).state with {combination}').is_one_of(outcomes)
            subject = f"outcome of getUserMedia({CONSTRAINTS[name]}) with {combination}"
            expect(got["given"].get(name), subject).equals(outcomes[state])


# "all devices of this type are in state "denied", jump to the step labeled PermissionFailure"
@check(
    "permissions/states.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_audio_and_video_needs_both_grants(facts: Facts) -> None:
    """`getUserMedia({audio: true, video: true})` resolves only with both permissions `granted`.

    Products that join with audio alone must request audio alone.
    """
    for combination, got in every(facts, "combinations of permission states").items():
        expected = "granted" if combination == "camera granted, microphone granted" else "NotAllowedError"
        subject = f"outcome of getUserMedia({CONSTRAINTS['both']}) with {combination}"
        expect(got["given"].get("both"), subject).equals(expected)


# "considering all devices attached to a live ... MediaStreamTrack ... to have permission status "granted""
@check(
    "permissions/revoked_in_capture.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=("api.Permissions.query", GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_rejects_after_revocation(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` after the camera permission is revoked and its track has ended.

    A user can revoke the camera without reloading the page.
    """
    expect(facts["state"], 'query({name: "camera"}).state after revocation').equals("denied")
    # A revoked track that is still live counts as granted, and how fast it ends is no rule of this section.
    live = facts["after"].get("readyState") != "ended"
    allowed = ["NotAllowedError", "granted"] if live else ["NotAllowedError"]
    expect(facts["again"], "outcome of getUserMedia({video: true}) after revocation").is_one_of(allowed)


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/revoked_in_capture.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_resolves_after_new_grant(facts: Facts) -> None:
    """`getUserMedia()` resolves without a reload when the camera permission is granted again after revocation.

    Users who pressed the wrong button rejoin the call with their camera.
    """
    expect(facts["before"].get("readyState"), "MediaStreamTrack.readyState before revocation").equals("live")
    expect(facts["before"].get("muted"), "MediaStreamTrack.muted before revocation").is_false()
    expect(facts["grantedAgain"], "outcome of getUserMedia({video: true}) after a new grant").equals("granted")


# What enumerateDevices() exposes


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

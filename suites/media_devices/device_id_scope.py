"""`deviceId` and `groupId` within an origin and between origins."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
INFO_ID = f"{SPEC}#def-mediadeviceinfo-deviceId"
CAPTURE = "api.MediaDevices.getUserMedia"
INFO = "api.MediaDeviceInfo"
BLAMED = {"name": "OverconstrainedError", "constraint": "deviceId"}


# "the identifier MUST be the same in Documents of the same origin in top-level traversables."
@check("media_devices/origins.js", spec=INFO_ID, basis="MUST", features=(f"{INFO}.deviceId",))
def test_device_id_is_equal_within_origin(facts: Facts) -> None:
    """`MediaDeviceInfo.deviceId` is equal in a page, in its same-origin iframe and after a reload.

    The camera that the user chose in the lobby is the camera of the call.
    """
    for pair, documents in (
        ("sameOriginFrame", "a page and its same-origin iframe"),
        ("sameFrameReloaded", "an iframe before and after a reload"),
    ):
        expect(facts[pair].get("deviceIdsShared"), f"equal deviceIds in {documents}").is_true()


# "If the identifier can uniquely identify the user, then it MUST be un-guessable in documents from other origins"
@check("media_devices/origins.js", spec=INFO_ID, basis="MUST", features=(f"{INFO}.deviceId",))
def test_device_id_differs_between_origins(facts: Facts) -> None:
    """`MediaDeviceInfo.deviceId` of one camera differs between origins.

    Equal ids would let sites track a user across the web.
    """
    for pair, documents in (
        ("crossOriginFrame", "a page and a cross-origin iframe"),
        ("twoCrossOriginFrames", "iframes of two other origins"),
    ):
        outcome = facts[pair]
        expect(outcome, f"devices of {documents}").is_a("object")
        expect(outcome.get("deviceIdsExposed"), f"deviceIds are exposed in {documents}").is_true()
        expect(outcome.get("deviceIdsShared"), f"equal deviceIds in {documents}").is_false()


# "let failedConstraint be any required constraint whose fitness distance was infinity"
@check(
    "media_devices/origins.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(CAPTURE, f"{INFO}.deviceId", "api.OverconstrainedError.constraint"),
)
def test_get_user_media_foreign_device_id_rejects(facts: Facts) -> None:
    """`getUserMedia()` rejects the `deviceId` of another origin with `OverconstrainedError` and `constraint` deviceId.

    An id that leaks to another site must be worthless there.
    """
    outcome = facts["crossOriginDeviceIdOpens"]
    expect(outcome, "getUserMedia() with the exact deviceId of another origin").equals(BLAMED)


# "The group identifier MUST be uniquely generated for each document."
@check(
    "media_devices/origins.js",
    spec=f"{SPEC}#def-mediadeviceinfo-groupId",
    basis="MUST",
    features=(f"{INFO}.groupId",),
)
def test_group_id_differs_per_document(facts: Facts) -> None:
    """`MediaDeviceInfo.groupId` differs in each document, also of the same origin and after a reload.

    Products must not store a headset by its group.
    """
    for pair, documents in (
        ("sameOriginFrame", "a page and its same-origin iframe"),
        ("sameFrameReloaded", "an iframe before and after a reload"),
    ):
        expect(facts[pair].get("groupIdsShared"), f"equal groupIds in {documents}").is_false()

"""`permissions.query()`: the state it reports, and the descriptors it accepts."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"

CAMERA = "api.Permissions.permission_camera"
MICROPHONE = "api.Permissions.permission_microphone"


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

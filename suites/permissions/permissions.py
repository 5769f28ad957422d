"""What a page is told and given of cameras and microphones that somebody granted, denied or did not decide on."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check(
    "permissions/granted.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-integration",
    features=("api.Permissions.permission_camera",),
)
def test_granted_permissions_are_told(facts: Facts) -> None:
    """Granted camera and microphone are told as granted.

    A product decides by this whether to show its own "please allow" screen first.
    """
    assert facts["before"] == {"camera": "granted", "microphone": "granted"}
    assert facts["after"] == facts["before"]


@check(
    "permissions/granted.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.Permissions.permission_camera",),
)
def test_granted_devices_are_given(facts: Facts) -> None:
    """A page with both permissions gets camera and microphone without a question.

    Returning users expect to be in the call with one click.
    """
    assert [facts["camera"], facts["microphone"], facts["both"]] == ["granted"] * 3


@check(
    "permissions/granted.js",
    spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed",
    features=("api.Permissions.permission_camera",),
)
def test_labels_are_told_after_capture(facts: Facts) -> None:
    """Device names and ids are told once the page has captured.

    A device menu without names is useless.
    """
    for kind in ("videoinput", "audioinput"):
        assert facts["exposedAfter"][kind] == {"listed": True, "labelled": True, "identified": True}


@check(
    "permissions/granted.js",
    spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed",
    features=("api.Permissions.permission_camera",),
)
def test_labels_are_hidden_before_capture(facts: Facts) -> None:
    """Device names stay hidden until the page has really captured, even with permission.

    Names identify people; a page that merely may capture has no use for them yet.
    """
    for kind in ("videoinput", "audioinput"):
        assert facts["exposedBefore"][kind] == {"listed": True, "labelled": False, "identified": False}


@check(
    "permissions/denied.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-integration",
    features=("api.Permissions.permission_camera",),
)
def test_denied_permissions_are_told(facts: Facts) -> None:
    """Denied camera and microphone are told as denied.

    A product can then explain how to undo the decision instead of failing.
    """
    assert facts["before"] == {"camera": "denied", "microphone": "denied"}
    assert facts["after"] == facts["before"]


@check(
    "permissions/denied.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.Permissions.permission_camera",),
)
def test_denied_requests_are_refused(facts: Facts) -> None:
    """A request for a denied device ends at once with NotAllowedError.

    Products tell a refusal from a broken device by this name.
    """
    assert [facts["camera"], facts["microphone"], facts["both"]] == ["NotAllowedError"] * 3


@check(
    "permissions/denied.js",
    spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed",
    features=("api.Permissions.permission_camera",),
)
def test_denied_pages_see_no_labels(facts: Facts) -> None:
    """A denied page learns that there are devices, but neither names nor ids.

    What a person refused must not leak by another way.
    """
    for kind in ("videoinput", "audioinput"):
        assert facts["exposed"][kind] == {"listed": True, "labelled": False, "identified": False}


@check(
    "permissions/prompt_camera.js",
    spec="https://w3c.github.io/permissions/#dfn-permission-state",
    features=("api.Permissions.permission_camera",),
)
def test_undecided_camera_is_told(facts: Facts) -> None:
    """An undecided camera is told as "prompt".

    A product can prepare people for the question that will come.
    """
    assert facts["before"] == "prompt"


@check(
    "permissions/prompt_microphone.js",
    spec="https://w3c.github.io/permissions/#dfn-permission-state",
    features=("api.Permissions.permission_microphone",),
)
def test_undecided_microphone_is_told(facts: Facts) -> None:
    """An undecided microphone is told as "prompt".

    A product can prepare people for the question that will come.
    """
    assert facts["before"] == "prompt"


@check(
    "permissions/prompt_camera.js",
    spec="https://w3c.github.io/permissions/#dfn-request-permission-to-use",
    features=("api.Permissions.permission_camera",),
)
def test_unanswered_camera_is_not_given(facts: Facts) -> None:
    """Without an answer of the person no page gets the camera.

    Anything else would be a camera that is on before anyone agreed.
    """
    assert facts["requested"] in ("pending", "NotAllowedError")


@check(
    "permissions/prompt_microphone.js",
    spec="https://w3c.github.io/permissions/#dfn-request-permission-to-use",
    features=("api.Permissions.permission_microphone",),
)
def test_unanswered_microphone_is_not_given(facts: Facts) -> None:
    """Without an answer of the person no page gets the microphone.

    Anything else would be listening before anyone agreed.
    """
    assert facts["requested"] in ("pending", "NotAllowedError")


@check(
    "permissions/prompt_camera.js",
    spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed",
    features=("api.Permissions.permission_camera",),
)
def test_undecided_pages_see_no_labels(facts: Facts) -> None:
    """Before the decision a page learns neither names nor ids of devices.

    They would identify a person who has agreed to nothing.
    """
    for kind in ("videoinput", "audioinput"):
        assert not facts["exposed"][kind]["labelled"]
        assert not facts["exposed"][kind]["identified"]


@check(
    "permissions/camera_only.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.Permissions.permission_camera",),
)
def test_camera_alone_is_given(facts: Facts) -> None:
    """With the camera alone allowed, the camera is given.

    People who join without sound are still seen.
    """
    assert facts["states"] == {"camera": "granted", "microphone": "denied"}
    assert facts["camera"] == "granted"


@check(
    "permissions/camera_only.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.Permissions.permission_camera",),
)
def test_microphone_stays_refused(facts: Facts) -> None:
    """With the camera alone allowed, a request that includes the microphone is refused as a whole.

    A product that asks for both must be ready to ask again for less.
    """
    assert facts["microphone"] == "NotAllowedError"
    assert facts["both"] == "NotAllowedError"


@check(
    "permissions/camera_only.js",
    spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed",
    features=("api.Permissions.permission_camera",),
)
def test_camera_alone_exposes_camera_labels(facts: Facts) -> None:
    """With the camera alone in use, cameras are named and microphones are not.

    What is told follows what was allowed, kind by kind.
    """
    assert facts["exposed"]["videoinput"]["labelled"]
    assert not facts["exposed"]["audioinput"]["labelled"]


@check(
    "permissions/change_events.js",
    spec="https://w3c.github.io/permissions/#PermissionStatus-update",
    features=("api.PermissionStatus.change_event",),
)
def test_changes_are_told(facts: Facts) -> None:
    """A page is told of every change of a permission, in order, while it is open.

    A product can go on by itself when somebody allows the camera in the address bar.
    """
    for name in ("camera", "microphone"):
        assert facts[name]["told"] == [step["set"] for step in facts[name]["seen"]]


@check(
    "permissions/change_events.js",
    spec="https://w3c.github.io/permissions/#dom-permissionstatus-state",
    features=("api.PermissionStatus.change_event",),
)
def test_status_follows_changes(facts: Facts) -> None:
    """A permission status and a new query agree after every change.

    A product that keeps the status object must not show a stale answer.
    """
    for name in ("camera", "microphone"):
        for step in facts[name]["seen"]:
            assert step["state"] == step["set"]
            assert step["queried"] == step["set"]


@check(
    "permissions/change_events.js",
    spec="https://w3c.github.io/permissions/#dom-permissionstatus-name",
    features=("api.PermissionStatus.change_event",),
)
def test_status_has_the_name_asked_for(facts: Facts) -> None:
    """A permission status carries the name it was asked for.

    Code that listens to several permissions tells them apart by this.
    """
    assert facts["camera"]["name"] == "camera"
    assert facts["microphone"]["name"] == "microphone"


@check(
    "permissions/revoked_in_capture.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_revoked_camera_is_refused_again(facts: Facts) -> None:
    """After the permission is taken away, a page that asks again is refused.

    Taking a permission away must work without a reload.
    """
    assert facts["state"] == "denied"
    assert facts["again"] == "NotAllowedError"


@check(
    "permissions/revoked_in_capture.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_camera_granted_again_is_given(facts: Facts) -> None:
    """A permission given back works without loading the page anew.

    People who pressed the wrong button come back into the call.
    """
    assert facts["before"] == {"readyState": "live", "muted": False}
    assert facts["grantedAgain"] == "granted"


@check(
    "permissions/names.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-integration",
    features=("api.Permissions.query",),
)
def test_capture_names_can_be_queried(facts: Facts) -> None:
    """The permissions of camera and microphone can be queried, each by itself.

    Without it a product can only find out by asking for the device.
    """
    assert facts["known"]["camera"] == "granted"
    assert facts["known"]["microphone"] == "denied"


@check(
    "permissions/names.js",
    spec="https://w3c.github.io/permissions/#dom-permissions-query",
    features=("api.Permissions.query",),
)
def test_invalid_queries_are_type_errors(facts: Facts) -> None:
    """A query with an unknown name or no name is a TypeError.

    Products find out by this which permissions a browser knows.
    """
    assert set(facts["invalid"].values()) == {"TypeError"}

"""What pages, frames and insecure pages are told of, and given from, cameras and microphones."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check("permissions/granted.js", spec="https://w3c.github.io/mediacapture-main/#permissions-integration")
def test_granted_permissions_are_told(facts: Facts) -> None:
    """Granted camera and microphone are told as granted.

    A product decides by this whether to show its own "please allow" screen first.
    """
    assert facts["before"] == {"camera": "granted", "microphone": "granted"}
    assert facts["after"] == facts["before"]


@check("permissions/granted.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_granted_devices_are_given(facts: Facts) -> None:
    """A page with both permissions gets camera and microphone without a question.

    Returning users expect to be in the call with one click.
    """
    assert [facts["camera"], facts["microphone"], facts["both"]] == ["granted"] * 3


@check("permissions/granted.js", spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed")
def test_labels_are_told_after_capture(facts: Facts) -> None:
    """Device names and ids are told once the page has captured.

    A device menu without names is useless.
    """
    for kind in ("videoinput", "audioinput"):
        assert facts["exposedAfter"][kind] == {"listed": True, "labelled": True, "identified": True}


@check("permissions/granted.js", spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed")
def test_labels_are_hidden_before_capture(facts: Facts) -> None:
    """Device names stay hidden until the page has really captured, even with permission.

    Names identify people; a page that merely may capture has no use for them yet.
    """
    for kind in ("videoinput", "audioinput"):
        assert facts["exposedBefore"][kind] == {"listed": True, "labelled": False, "identified": False}


@check("permissions/denied.js", spec="https://w3c.github.io/mediacapture-main/#permissions-integration")
def test_denied_permissions_are_told(facts: Facts) -> None:
    """Denied camera and microphone are told as denied.

    A product can then explain how to undo the decision instead of failing.
    """
    assert facts["before"] == {"camera": "denied", "microphone": "denied"}
    assert facts["after"] == facts["before"]


@check("permissions/denied.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_denied_requests_are_refused(facts: Facts) -> None:
    """A request for a denied device ends at once with NotAllowedError.

    Products tell a refusal from a broken device by this name.
    """
    assert [facts["camera"], facts["microphone"], facts["both"]] == ["NotAllowedError"] * 3


@check("permissions/denied.js", spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed")
def test_denied_pages_see_no_labels(facts: Facts) -> None:
    """A denied page learns that there are devices, but neither names nor ids.

    What a person refused must not leak by another way.
    """
    for kind in ("videoinput", "audioinput"):
        assert facts["exposed"][kind] == {"listed": True, "labelled": False, "identified": False}


@check("permissions/prompt_camera.js", spec="https://w3c.github.io/permissions/#dfn-permission-state")
def test_undecided_camera_is_told(facts: Facts) -> None:
    """An undecided camera is told as "prompt".

    A product can prepare people for the question that will come.
    """
    assert facts["before"] == "prompt"


@check("permissions/prompt_microphone.js", spec="https://w3c.github.io/permissions/#dfn-permission-state")
def test_undecided_microphone_is_told(facts: Facts) -> None:
    """An undecided microphone is told as "prompt".

    A product can prepare people for the question that will come.
    """
    assert facts["before"] == "prompt"


@check("permissions/prompt_camera.js", spec="https://w3c.github.io/permissions/#dfn-request-permission-to-use")
def test_unanswered_camera_is_not_given(facts: Facts) -> None:
    """Without an answer of the person no page gets the camera.

    Anything else would be a camera that is on before anyone agreed.
    """
    assert facts["requested"] in ("pending", "NotAllowedError")


@check("permissions/prompt_microphone.js", spec="https://w3c.github.io/permissions/#dfn-request-permission-to-use")
def test_unanswered_microphone_is_not_given(facts: Facts) -> None:
    """Without an answer of the person no page gets the microphone.

    Anything else would be listening before anyone agreed.
    """
    assert facts["requested"] in ("pending", "NotAllowedError")


@check(
    "permissions/prompt_camera.js",
    spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed",
)
def test_undecided_pages_see_no_labels(facts: Facts) -> None:
    """Before the decision a page learns neither names nor ids of devices.

    They would identify a person who has agreed to nothing.
    """
    for kind in ("videoinput", "audioinput"):
        assert not facts["exposed"][kind]["labelled"]
        assert not facts["exposed"][kind]["identified"]


@check("permissions/camera_only.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_camera_alone_is_given(facts: Facts) -> None:
    """With the camera alone allowed, the camera is given.

    People who join without sound are still seen.
    """
    assert facts["states"] == {"camera": "granted", "microphone": "denied"}
    assert facts["camera"] == "granted"


@check("permissions/camera_only.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_microphone_stays_refused(facts: Facts) -> None:
    """With the camera alone allowed, a request that includes the microphone is refused as a whole.

    A product that asks for both must be ready to ask again for less.
    """
    assert facts["microphone"] == "NotAllowedError"
    assert facts["both"] == "NotAllowedError"


@check("permissions/camera_only.js", spec="https://w3c.github.io/mediacapture-main/#camera-information-can-be-exposed")
def test_camera_alone_exposes_camera_labels(facts: Facts) -> None:
    """With the camera alone in use, cameras are named and microphones are not.

    What is told follows what was allowed, kind by kind.
    """
    assert facts["exposed"]["videoinput"]["labelled"]
    assert not facts["exposed"]["audioinput"]["labelled"]


@check("permissions/change_events.js", spec="https://w3c.github.io/permissions/#PermissionStatus-update")
def test_changes_are_told(facts: Facts) -> None:
    """A page is told of every change of a permission, in order, while it is open.

    A product can go on by itself when somebody allows the camera in the address bar.
    """
    for name in ("camera", "microphone"):
        assert facts[name]["told"] == [step["set"] for step in facts[name]["seen"]]


@check("permissions/change_events.js", spec="https://w3c.github.io/permissions/#dom-permissionstatus-state")
def test_status_follows_changes(facts: Facts) -> None:
    """A permission status and a new query agree after every change.

    A product that keeps the status object must not show a stale answer.
    """
    for name in ("camera", "microphone"):
        for step in facts[name]["seen"]:
            assert step["state"] == step["set"]
            assert step["queried"] == step["set"]


@check("permissions/change_events.js", spec="https://w3c.github.io/permissions/#dom-permissionstatus-name")
def test_status_has_the_name_asked_for(facts: Facts) -> None:
    """A permission status carries the name it was asked for.

    Code that listens to several permissions tells them apart by this.
    """
    assert facts["camera"]["name"] == "camera"
    assert facts["microphone"]["name"] == "microphone"


@check(
    "permissions/revoked_in_capture.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
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
)
def test_camera_granted_again_is_given(facts: Facts) -> None:
    """A permission given back works without loading the page anew.

    People who pressed the wrong button come back into the call.
    """
    assert facts["before"] == {"readyState": "live", "muted": False}
    assert facts["grantedAgain"] == "granted"


@check("permissions/names.js", spec="https://w3c.github.io/mediacapture-main/#permissions-integration")
def test_capture_names_can_be_queried(facts: Facts) -> None:
    """The permissions of camera and microphone can be queried, each by itself.

    Without it a product can only find out by asking for the device.
    """
    assert facts["known"]["camera"] == "granted"
    assert facts["known"]["microphone"] == "denied"


@check("permissions/names.js", spec="https://w3c.github.io/permissions/#dom-permissions-query")
def test_invalid_queries_are_type_errors(facts: Facts) -> None:
    """A query with an unknown name or no name is a TypeError.

    Products find out by this which permissions a browser knows.
    """
    assert set(facts["invalid"].values()) == {"TypeError"}


@check("permissions/insecure_origin.js", spec="https://w3c.github.io/mediacapture-main/#navigator-interface-extensions")
def test_insecure_pages_have_no_media_devices(facts: Facts) -> None:
    """A page over plain http has no access to media devices at all.

    A test server without a certificate behaves unlike production.
    """
    assert not facts["isSecureContext"]
    assert not facts["mediaDevices"]
    assert not facts["interfaces"]["MediaDevices"]


@check("permissions/insecure_origin.js", spec="https://w3c.github.io/webrtc-pc/#interface-definition")
def test_insecure_pages_can_still_receive(facts: Facts) -> None:
    """A page over plain http can still make peer connections.

    Receiving media and data needs no device.
    """
    for name in ("RTCPeerConnection", "RTCDataChannel", "MediaStream"):
        assert facts["interfaces"][name], name


@check("permissions/insecure_origin.js", spec="https://w3c.github.io/permissions/#dfn-permission-state")
def test_insecure_pages_are_told_denied(facts: Facts) -> None:
    """A page over plain http is told that the camera is denied.

    "prompt" would promise a question that can never be asked.
    """
    assert facts["camera"] == "denied"


@check("permissions/https_origin.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_https_pages_are_given_devices(facts: Facts) -> None:
    """A page over https with both permissions gets camera and microphone.

    This is how every product is served.
    """
    assert facts["isSecureContext"]
    assert facts["mediaDevices"]
    assert facts["both"] == "granted"


@check("permissions/policy_camera.js", spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration")
def test_header_forbids_the_camera(facts: Facts) -> None:
    """A Permissions-Policy header without the camera refuses it, whatever the person granted.

    Companies lock the camera out of their other pages this way.
    """
    assert facts["camera"] == "NotAllowedError"
    assert facts["both"] == "NotAllowedError"


@check("permissions/policy_camera.js", spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration")
def test_header_leaves_the_microphone(facts: Facts) -> None:
    """A Permissions-Policy header that forbids the camera leaves the microphone alone.

    Voice-only pages must keep working.
    """
    assert facts["microphone"] == "granted"


@check(
    "permissions/policy_microphone.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
)
def test_header_forbids_the_microphone(facts: Facts) -> None:
    """A Permissions-Policy header without the microphone refuses it, whatever the person granted.

    Companies lock the microphone out of their other pages this way.
    """
    assert facts["microphone"] == "NotAllowedError"
    assert facts["both"] == "NotAllowedError"
    assert facts["camera"] == "granted"


@check("permissions/policy_camera.js", spec="https://w3c.github.io/permissions/#dfn-permission-state")
def test_forbidden_camera_is_told_denied(facts: Facts) -> None:
    """A camera that the page's own policy forbids is told as denied.

    Otherwise a product offers a camera that it cannot get.
    """
    assert facts["states"]["camera"] == "denied"


@check(
    "permissions/policy_camera.js",
    spec="https://w3c.github.io/mediacapture-main/#creating-a-list-of-device-info-objects",
)
def test_forbidden_camera_is_not_listed(facts: Facts) -> None:
    """Cameras are not listed on a page whose own policy forbids them.

    A list of devices that cannot be used misleads people.
    """
    assert not facts["exposed"]["videoinput"]["listed"]


@check("permissions/policy_introspection.js", spec="https://w3c.github.io/webappsec-permissions-policy/#introspection")
def test_policy_can_be_read(facts: Facts) -> None:
    """A page can read what its own policy allows.

    A product finds out why a device is refused and says so.
    """
    assert facts["allowed"] is not None
    assert facts["allowed"]["camera"]
    assert not facts["allowed"]["microphone"]


@check(
    "permissions/frame_same_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
)
def test_own_frames_are_given_devices(facts: Facts) -> None:
    """A frame of the page's own origin gets camera and microphone without further ado.

    Products embed their own calls in frames.
    """
    assert facts["plain"]["both"] == ["audio live", "video live"]
    assert facts["allowed"]["both"] == ["audio live", "video live"]


@check(
    "permissions/frame_same_origin.js",
    spec="https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-allow",
)
def test_allow_attribute_forbids(facts: Facts) -> None:
    """The allow attribute takes camera and microphone from a frame of the same origin.

    Pages that show foreign content as their own rely on it.
    """
    for what in ("camera", "microphone", "both"):
        assert facts["forbidden"][what] == "NotAllowedError"


@check(
    "permissions/frame_other_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
)
def test_foreign_frames_are_refused(facts: Facts) -> None:
    """A frame of another origin gets no device unless the page allows it.

    An advertisement must not get the camera of the page that shows it.
    """
    for what in ("camera", "microphone", "both"):
        assert facts["plain"][what] == "NotAllowedError"


@check(
    "permissions/frame_other_origin.js",
    spec="https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-allow",
)
def test_allowed_foreign_frames_are_given_devices(facts: Facts) -> None:
    """A frame of another origin that the page allows gets camera and microphone.

    This is how meeting products are embedded in other sites.
    """
    assert facts["allowed"]["camera"] == ["video live"]
    assert facts["allowed"]["both"] == ["audio live", "video live"]


@check(
    "permissions/frame_other_origin.js",
    spec="https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-allow",
)
def test_allowance_is_kind_by_kind(facts: Facts) -> None:
    """A foreign frame that may use the camera alone gets the camera alone.

    A forgotten word in the allow attribute is the commonest fault of embedders.
    """
    assert facts["cameraAllowed"]["camera"] == ["video live"]
    assert facts["cameraAllowed"]["microphone"] == "NotAllowedError"
    assert facts["cameraAllowed"]["both"] == "NotAllowedError"


@check("permissions/frame_other_origin.js", spec="https://w3c.github.io/permissions/#dfn-permission-state")
def test_forbidden_frames_are_told_denied(facts: Facts) -> None:
    """A foreign frame that may use no device is told that they are denied.

    An embedded product can then explain what the embedder forgot.
    """
    assert facts["plain"]["queried"] == {"camera": "denied", "microphone": "denied"}


@check(
    "permissions/frame_other_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#creating-a-list-of-device-info-objects",
)
def test_forbidden_frames_list_no_devices(facts: Facts) -> None:
    """Cameras and microphones are not listed in a foreign frame that may not use them.

    The number of devices helps to recognise a person.
    """
    kinds = {device["kind"] for device in facts["plain"]["devices"]}
    assert not kinds & {"videoinput", "audioinput"}


@check("permissions/frame_sandboxed.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_sandboxed_frames_are_refused(facts: Facts) -> None:
    """A sandboxed frame without an origin of its own is refused with NotAllowedError.

    Products show one message for every refusal, chosen by this name.
    """
    for what in ("camera", "microphone", "both"):
        assert facts["opaque"][what] == "NotAllowedError"


@check("permissions/frame_sandboxed.js", spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration")
def test_sandbox_with_origin_is_given_devices(facts: Facts) -> None:
    """A sandboxed frame that keeps the page's origin gets camera and microphone.

    Editors and learning platforms run their parts in such frames.
    """
    assert facts["sameOrigin"]["both"] == ["audio live", "video live"]

"""What the policy of a page, and the allow and sandbox attributes of its frames, leave of cameras and microphones."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Pages


@check(
    "permissions/policy_camera.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
    features=("http.headers.Permissions-Policy.camera",),
)
def test_header_forbids_the_camera(facts: Facts) -> None:
    """A Permissions-Policy header without the camera refuses it, whatever the person granted.

    Companies lock the camera out of their other pages this way.
    """
    assert facts["camera"] == "NotAllowedError"
    assert facts["both"] == "NotAllowedError"


@check(
    "permissions/policy_camera.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
    features=("http.headers.Permissions-Policy.camera",),
)
def test_header_leaves_the_microphone(facts: Facts) -> None:
    """A Permissions-Policy header that forbids the camera leaves the microphone alone.

    Voice-only pages must keep working.
    """
    assert facts["microphone"] == "granted"


@check(
    "permissions/policy_microphone.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
    features=("http.headers.Permissions-Policy.microphone",),
)
def test_header_forbids_the_microphone(facts: Facts) -> None:
    """A Permissions-Policy header without the microphone refuses it, whatever the person granted.

    Companies lock the microphone out of their other pages this way.
    """
    assert facts["microphone"] == "NotAllowedError"
    assert facts["both"] == "NotAllowedError"
    assert facts["camera"] == "granted"


@check(
    "permissions/policy_camera.js",
    spec="https://w3c.github.io/permissions/#dfn-permission-state",
    features=("http.headers.Permissions-Policy.camera",),
)
def test_forbidden_camera_is_told_denied(facts: Facts) -> None:
    """A camera that the page's own policy forbids is told as denied.

    Otherwise a product offers a camera that it cannot get.
    """
    assert facts["undecided"]["camera"] == "denied"


@check(
    "permissions/policy_camera.js",
    spec="https://w3c.github.io/mediacapture-main/#creating-a-list-of-device-info-objects",
    features=("http.headers.Permissions-Policy.camera",),
)
def test_forbidden_camera_is_not_listed(facts: Facts) -> None:
    """Cameras are not listed on a page whose own policy forbids them.

    A list of devices that cannot be used misleads people.
    """
    assert not facts["exposed"]["videoinput"]["listed"]


@check(
    "permissions/policy_introspection.js",
    spec="https://w3c.github.io/webappsec-permissions-policy/#introspection",
    features=("http.headers.Permissions-Policy",),
)
def test_policy_can_be_read(facts: Facts) -> None:
    """A page can read what its own policy allows.

    A product finds out why a device is refused and says so.
    """
    assert facts["allowed"] is not None
    assert facts["allowed"]["camera"]
    assert not facts["allowed"]["microphone"]


# Frames


@check(
    "permissions/frame_same_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
    features=("html.elements.iframe.allow",),
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
    features=("html.elements.iframe.allow",),
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
    features=("html.elements.iframe.allow",),
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
    features=("html.elements.iframe.allow",),
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
    features=("html.elements.iframe.allow",),
)
def test_allowance_is_kind_by_kind(facts: Facts) -> None:
    """A foreign frame that may use the camera alone gets the camera alone.

    A forgotten word in the allow attribute is the commonest fault of embedders.
    """
    assert facts["cameraAllowed"]["camera"] == ["video live"]
    assert facts["cameraAllowed"]["microphone"] == "NotAllowedError"
    assert facts["cameraAllowed"]["both"] == "NotAllowedError"


@check(
    "permissions/frame_other_origin.js",
    spec="https://w3c.github.io/permissions/#dfn-permission-state",
    features=("html.elements.iframe.allow",),
)
def test_forbidden_frames_are_told_denied(facts: Facts) -> None:
    """A foreign frame that may use no device is told that they are denied.

    An embedded product can then explain what the embedder forgot.
    """
    assert facts["undecided"] == {"camera": "denied", "microphone": "denied"}


@check(
    "permissions/frame_other_origin.js",
    spec="https://w3c.github.io/mediacapture-main/#creating-a-list-of-device-info-objects",
    features=("html.elements.iframe.allow",),
)
def test_forbidden_frames_list_no_devices(facts: Facts) -> None:
    """Cameras and microphones are not listed in a foreign frame that may not use them.

    The number of devices helps to recognise a person.
    """
    kinds = {device["kind"] for device in facts["plain"]["devices"]}
    assert not kinds & {"videoinput", "audioinput"}


@check(
    "permissions/frame_sandboxed.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia",
    features=("html.elements.iframe.sandbox",),
)
def test_sandboxed_frames_are_refused(facts: Facts) -> None:
    """A sandboxed frame without an origin of its own is refused with NotAllowedError.

    Products show one message for every refusal, chosen by this name.
    """
    for what in ("camera", "microphone", "both"):
        assert facts["opaque"][what] == "NotAllowedError"


@check(
    "permissions/frame_sandboxed.js",
    spec="https://w3c.github.io/mediacapture-main/#permissions-policy-integration",
    features=("html.elements.iframe.sandbox",),
)
def test_sandbox_with_origin_is_given_devices(facts: Facts) -> None:
    """A sandboxed frame that keeps the page's origin gets camera and microphone.

    Editors and learning platforms run their parts in such frames.
    """
    assert facts["sameOrigin"]["both"] == ["audio live", "video live"]

"""Secure and insecure contexts: which pages and frames have `navigator.mediaDevices`, and what they may query."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
SECURE_CONTEXTS = "https://html.spec.whatwg.org/multipage/webappapis.html#secure-contexts"

MEDIA_DEVICES = "api.Navigator.mediaDevices"
IS_SECURE = "api.isSecureContext"


# In the interface of Navigator, with [SecureContext]: "readonly attribute MediaDevices mediaDevices"
@check(
    "permissions/insecure_origin.js",
    spec=f"{CAPTURE}#navigator-interface-extensions",
    basis="MUST",
    features=(MEDIA_DEVICES, IS_SECURE, "api.MediaDevices.getUserMedia.secure_context_required"),
)
def test_insecure_context_has_no_media_devices(facts: Facts) -> None:
    """An insecure context (http) has neither `navigator.mediaDevices` nor the `MediaDevices` interface.

    A test server without a certificate behaves unlike production.
    """
    expect(facts["isSecureContext"], "isSecureContext of an http page").is_false()
    expect(facts["mediaDevices"], "navigator.mediaDevices exists on an http page").is_false()
    expect(facts["interfaces"].get("MediaDevices"), "MediaDevices is exposed on an http page").is_false()


# "[Exposed=Window] interface RTCPeerConnection : EventTarget": without SecureContext
@check(
    "permissions/insecure_origin.js",
    spec="https://w3c.github.io/webrtc-pc/#interface-definition",
    basis="MUST",
    features=("api.RTCPeerConnection", "api.RTCDataChannel", "api.MediaStream"),
)
def test_insecure_context_has_rtc_peer_connection(facts: Facts) -> None:
    """An insecure context (http) has `RTCPeerConnection`, `RTCDataChannel` and `MediaStream`.

    Pages that only receive media or exchange data need no device.
    """
    for name in ("RTCPeerConnection", "RTCDataChannel", "MediaStream"):
        expect(facts["interfaces"].get(name), f"{name} is exposed on an http page").is_true()


# "If settings is a non-secure context, return "denied"."
@check(
    "permissions/insecure_origin.js",
    spec="https://w3c.github.io/permissions/#dfn-permission-state",
    basis="MUST",
    features=("api.Permissions.query", "api.Permissions.permission_camera"),
)
def test_insecure_context_query_reports_denied(facts: Facts) -> None:
    """`permissions.query({name: "camera"})` reports `denied` in an insecure context (http).

    Products that read `prompt` announce a prompt that can never open.
    """
    expect(facts["camera"], 'query({name: "camera"}).state on an http page').equals("denied")


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/https_origin.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(MEDIA_DEVICES, IS_SECURE, "api.MediaDevices.getUserMedia"),
)
def test_https_page_gets_camera_and_microphone(facts: Facts) -> None:
    """`getUserMedia()` resolves on an https page with granted camera and microphone.

    Every product is served over https.
    """
    expect(facts["isSecureContext"], "isSecureContext of an https page").is_true()
    expect(facts["mediaDevices"], "navigator.mediaDevices exists on an https page").is_true()
    expect(facts["both"], "outcome of getUserMedia({audio: true, video: true}) on an https page").equals("granted")


# "empty strings for deviceId, label, and groupId" if the document "did not capture"
@check(
    "permissions/file_origin.js",
    spec=f"{CAPTURE}#access-control-model",
    basis="MUST",
    features=("api.MediaDevices.enumerateDevices", "api.MediaDeviceInfo.label", "api.MediaDeviceInfo.deviceId"),
)
def test_file_page_enumerate_devices_hides_labels(facts: Facts) -> None:
    """`enumerateDevices()` returns no `label` and no `deviceId` on a `file:` page before `getUserMedia()`.

    Any HTML attachment could otherwise read which devices are plugged in.
    """
    # Whether a file: page has devices at all is a browser's choice.
    if not isinstance(facts["devices"], list) or not facts["devices"]:
        not_supported("enumerateDevices() on a file: page")
    for device in facts["devices"]:
        for member in ("label", "deviceId"):
            subject = f"MediaDeviceInfo.{member} of a device of kind {device.get('kind')} is non-empty on a file: page"
            expect(device.get(member), subject).is_false()


# "given environment's top-level creation URL is "Potentially Trustworthy", then return true."
@check("permissions/hosts.js", spec=SECURE_CONTEXTS, basis="MUST", features=(IS_SECURE, MEDIA_DEVICES))
def test_localhost_and_loopback_are_secure_contexts(facts: Facts) -> None:
    """Frames of `http://localhost` and `http://127.0.0.1` have `isSecureContext` and `navigator.mediaDevices`.

    Products are developed on these addresses.
    """
    if not facts["page"].get("isSecureContext"):
        not_supported("http://localhost as a potentially trustworthy origin")
    # A name below localhost resolves only where a browser follows let-localhost-be-localhost.
    names = ("localhost", "localhostSubdomain", "loopback")
    opened = {name: facts[name] for name in names if "error" not in facts[name]}
    for name, frame in every(opened, "frames of this machine's addresses").items():
        expect(frame.get("isSecureContext"), f"isSecureContext in a frame of {name}").is_true()
        expect(frame.get("mediaDevices"), f"navigator.mediaDevices exists in a frame of {name}").is_true()


# "given environment's top-level creation URL is "Potentially Trustworthy", then return true. Return false."
@check("permissions/insecure_parent.js", spec=SECURE_CONTEXTS, basis="MUST", features=(IS_SECURE, MEDIA_DEVICES))
def test_insecure_parent_makes_frames_insecure_contexts(facts: Facts) -> None:
    """Frames of `localhost` and `127.0.0.1` in an insecure page (http) have no `navigator.mediaDevices`.

    An insecure page could otherwise use a secure frame to open devices for it.
    """
    opened = {name: facts[name] for name in ("localhost", "loopback") if "error" not in facts[name]}
    if not opened:
        not_supported("frames of this machine's addresses in an insecure page")
    for name, frame in opened.items():
        expect(frame.get("isSecureContext"), f"isSecureContext in a frame of {name} in an http page").is_false()
        expect(frame.get("mediaDevices"), f"navigator.mediaDevices in a frame of {name} in an http page").is_false()

"""Camera and microphone in iframes: the `allow` attribute in iframes of the same and of another origin."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"
POLICY = "https://w3c.github.io/webappsec-permissions-policy/"

ALLOW = "html.elements.iframe.allow"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"

REQUESTS = {"camera": "{video: true}", "microphone": "{audio: true}", "both": "{audio: true, video: true}"}


def _request(what: str, condition: str) -> str:
    """Name a getUserMedia() call and the frame it runs in."""
    return f"outcome of getUserMedia({REQUESTS[what]}) {condition}"


def _expect_blocked(frame: Facts, condition: str) -> None:
    """Expect that each request in a frame was rejected."""
    for what in REQUESTS:
        expect(frame.get(what), _request(what, condition)).equals("NotAllowedError")


# The value of the allow attribute


# "If the allowlist for feature in container policy matches origin, return "Enabled"."
@check(
    "permissions/allow_lists.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_iframe_allow_with_matching_allowlist_enables_camera(facts: Facts) -> None:
    """`allow="camera"`, `camera *`, `camera 'src'` and `camera <origin>` enable the camera in a cross-origin iframe.

    Meeting products give their customers one of these lines to copy.
    """
    forms = (
        "camera",
        "camera *",
        "camera 'src'",
        "camera ORIGIN",
        "camera 'self' ORIGIN",
        "nonsense; camera",
        "; camera ;",
    )
    for form in forms:
        expect(facts[form].get("given"), _request("camera", f'with allow="{form}"')).equals("granted")


# "If the allowlist for feature in container policy matches origin, return "Enabled". Otherwise return "Disabled"."
@check(
    "permissions/allow_lists.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_iframe_allow_without_matching_allowlist_blocks_camera(facts: Facts) -> None:
    """`allow="camera 'self'"`, `camera 'none'`, another origin and an empty `allow` block a cross-origin iframe.

    A page that allows its partner must not allow everybody.
    """
    for form in ("camera 'self'", "camera 'none'", "camera another origin", "empty"):
        expect(facts[form].get("given"), _request("camera", f'with allow="{form}"')).equals("NotAllowedError")


# Parse policy directive: "If feature-name does not identify any recognized policy-controlled feature, then continue."
@check(
    "permissions/allow_lists.js",
    spec=f"{POLICY}#algo-parse-policy-directive",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_iframe_allow_ignores_header_syntax(facts: Facts) -> None:
    """`allow="camera, microphone"` and `allow="camera=*"`, the syntax of the header, do not enable the camera.

    Embedders mix the two up, and a lenient browser hides the mistake from them.
    """
    for form in ("camera, microphone", "camera=*", "camera=(self)"):
        expect(facts[form].get("given"), _request("camera", f'with allow="{form}"')).equals("NotAllowedError")


# Frames of the page's own origin


# "Both have a default allowlist of "self"."
@check(
    "permissions/frame_same_origin.js",
    spec=f"{CAPTURE}#permissions-policy-integration",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_same_origin_iframe_gets_camera_and_microphone(facts: Facts) -> None:
    """`getUserMedia()` resolves in a same-origin iframe, with and without an `allow` attribute.

    Products run their own calls in frames.
    """
    for name, condition in (("plain", "without allow"), ("allowed", 'with allow="camera; microphone"')):
        subject = _request("both", f"in a same-origin iframe {condition}")
        expect(facts[name].get("both"), subject).equals(["audio live", "video live"])


# "If the allowlist for feature in container policy matches origin, return "Enabled". Otherwise return "Disabled"."
@check(
    "permissions/frame_same_origin.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_iframe_allow_none_blocks_same_origin_iframe(facts: Facts) -> None:
    """`allow="camera 'none'; microphone 'none'"` makes `getUserMedia()` reject in a same-origin iframe.

    Pages that show user content from their own origin rely on it.
    """
    _expect_blocked(facts["forbidden"], "in a same-origin iframe with allow=\"camera 'none'; microphone 'none'\"")


# Frames of another origin


# "Both have a default allowlist of "self"."
@check(
    "permissions/frame_other_origin.js",
    spec=f"{CAPTURE}#permissions-policy-integration",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_cross_origin_iframe_without_allow_is_blocked(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` in a cross-origin iframe without an `allow` attribute.

    An advertisement must not get the camera of the page that shows it.
    """
    _expect_blocked(facts["plain"], "in a cross-origin iframe without allow")


# "If the allowlist for feature in container policy matches origin, return "Enabled"."
@check(
    "permissions/frame_other_origin.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_cross_origin_iframe_with_allow_gets_devices(facts: Facts) -> None:
    """`getUserMedia()` resolves in a cross-origin iframe with `allow="camera; microphone"`.

    Meeting products are embedded in other sites this way.
    """
    condition = 'in a cross-origin iframe with allow="camera; microphone"'
    for what, tracks in (("camera", ["video live"]), ("both", ["audio live", "video live"])):
        expect(facts["allowed"].get(what), _request(what, condition)).equals(tracks)


# "contains "audio" and document is not allowed to use the feature identified by the "microphone" permission name"
@check(
    "permissions/frame_other_origin.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_iframe_allow_camera_does_not_allow_microphone(facts: Facts) -> None:
    """`allow="camera"` enables the camera and not the microphone in a cross-origin iframe.

    A missing word in the `allow` attribute is the most common mistake of embedders.
    """
    condition = 'in a cross-origin iframe with allow="camera"'
    for what, outcome in (("camera", ["video live"]), ("microphone", "NotAllowedError"), ("both", "NotAllowedError")):
        expect(facts["cameraAllowed"].get(what), _request(what, condition)).equals(outcome)


# "If document is not allowed to use feature, return "denied"."
@check(
    "permissions/frame_other_origin.js",
    spec=f"{PERMISSIONS}#dfn-permission-state",
    basis="MUST",
    features=(ALLOW, "api.Permissions.query"),
)
def test_query_reports_denied_in_blocked_iframe(facts: Facts) -> None:
    """`permissions.query()` reports `denied` in a cross-origin iframe that may not use camera and microphone.

    Embedded products can explain what the embedder forgot.
    """
    for name in ("camera", "microphone"):
        subject = f'query({{name: "{name}"}}).state in a cross-origin iframe without allow'
        expect(facts["undecided"].get(name), subject).equals("denied")


# "If ... document is not allowed to use the feature identified by "camera", ... continue with the next device"
@check(
    "permissions/frame_other_origin.js",
    spec=f"{CAPTURE}#creating-a-list-of-device-info-objects",
    basis="MUST",
    features=(ALLOW, "api.MediaDevices.enumerateDevices"),
)
def test_enumerate_devices_lists_no_inputs_in_blocked_iframe(facts: Facts) -> None:
    """`enumerateDevices()` lists no camera and no microphone in a cross-origin iframe without `allow`.

    The number of devices helps third parties to fingerprint users.
    """
    devices = facts["plain"].get("devices")
    subject = "enumerateDevices() in a cross-origin iframe without allow"
    expect(devices, subject).is_a("array")
    kinds = [device.get("kind") for device in devices]
    expect(kinds, f"MediaDeviceInfo.kind of each entry of {subject}").lacks("videoinput", "audioinput")


# The permission key is the top-level origin: "given an origin origin and an origin embedded origin ... Return origin."
@check(
    "permissions/origins.js",
    spec=f"{PERMISSIONS}#dfn-default-permission-key-generation-algorithm",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA, "api.Permissions.query"),
)
def test_denied_page_cannot_delegate_camera_to_iframe(facts: Facts) -> None:
    """`getUserMedia()` rejects in an iframe with `allow="camera"` when the top-level origin is `denied`.

    A user's denial for a site covers what the site embeds.
    """
    page, frame = facts["pageDenied"]["page"], facts["pageDenied"]["frame"]
    expect(page.get("queried"), 'query({name: "camera"}).state of a denied page').equals("denied")
    expect(page.get("given"), _request("camera", "on a denied page")).equals("NotAllowedError")
    subject = _request("camera", 'in an iframe with allow="camera" whose own origin is granted, on a denied page')
    expect(frame.get("given"), subject).equals("NotAllowedError")

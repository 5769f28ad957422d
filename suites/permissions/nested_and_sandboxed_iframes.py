"""Camera and microphone in iframes: the `sandbox` attribute, nested iframes, and inherited origins."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
POLICY = "https://w3c.github.io/webappsec-permissions-policy/"

ALLOW = "html.elements.iframe.allow"
SANDBOX = "html.elements.iframe.sandbox"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"

REQUESTS = {"camera": "{video: true}", "microphone": "{audio: true}", "both": "{audio: true, video: true}"}


def _request(what: str, condition: str) -> str:
    """Name a getUserMedia() call and the frame it runs in."""
    return f"outcome of getUserMedia({REQUESTS[what]}) {condition}"


def _expect_blocked(frame: Facts, condition: str) -> None:
    """Expect that each request in a frame was rejected."""
    for what in REQUESTS:
        expect(frame.get(what), _request(what, condition)).equals("NotAllowedError")


# Sandboxed frames


# "document is not allowed to use the feature ..., jump to the step labeled Permission Failure": "NotAllowedError"
@check(
    "permissions/frame_sandboxed.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(SANDBOX, GET_USER_MEDIA),
)
def test_sandboxed_opaque_iframe_rejects_with_not_allowed_error(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` in a sandboxed iframe without `allow-same-origin`.

    Products choose the message for a blocked device by this error name.
    """
    _expect_blocked(facts["opaque"], 'in an iframe with sandbox="allow-scripts"')


# "Both have a default allowlist of "self"."
@check(
    "permissions/frame_sandboxed.js",
    spec=f"{CAPTURE}#permissions-policy-integration",
    basis="MUST",
    features=(f"{SANDBOX}.allow-same-origin", GET_USER_MEDIA),
)
def test_sandboxed_same_origin_iframe_gets_devices(facts: Facts) -> None:
    """`getUserMedia()` resolves in an iframe with `sandbox="allow-scripts allow-same-origin"`.

    Editors and learning platforms run their parts in sandboxed frames.
    """
    subject = _request("both", 'in an iframe with sandbox="allow-scripts allow-same-origin"')
    expect(facts["sameOrigin"].get("both"), subject).equals(["audio live", "video live"])


# Nested frames


# "container's node document's origin, and report-only is "Disabled", return "Disabled"."
@check(
    "permissions/frame_nested.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_nested_iframes_need_allow_at_every_level(facts: Facts) -> None:
    """`getUserMedia()` resolves in a nested cross-origin iframe only with `allow` on every iframe above it.

    Products embedded in portals inside portals fail at the one that forgot `allow`.
    """
    cases = {
        "allowAtBothLevels": ("allow on both iframes", ["video live"]),
        "noInnerAllow": ("allow on the outer iframe only", "NotAllowedError"),
        "noOuterAllow": ("allow on the inner iframe only", "NotAllowedError"),
    }
    for name, (condition, outcome) in cases.items():
        subject = _request("camera", f"in a nested iframe with {condition}")
        expect(facts[name].get("camera"), subject).equals(outcome)


# "container's node document's origin, and report-only is "Disabled", return "Disabled"."
@check(
    "permissions/frame_nested.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(ALLOW, GET_USER_MEDIA),
)
def test_top_level_origin_inside_blocked_iframe_is_blocked(facts: Facts) -> None:
    """`getUserMedia()` rejects in a frame of the top-level origin inside a cross-origin iframe without `allow`.

    A third party could otherwise borrow the camera from the page that embeds it.
    """
    inside = "in a frame of the top-level origin inside a cross-origin iframe"
    allowed, blocked = facts["nestedTopOriginAllowed"].get("camera"), facts["nestedTopOriginNoOuterAllow"].get("camera")
    expect(allowed, _request("camera", f"{inside} with allow")).equals(["video live"])
    expect(blocked, _request("camera", f"{inside} without allow")).equals("NotAllowedError")


# Frames whose origin is inherited


# HTML, determine the origin: about:blank and about:srcdoc inherit it; "blob": the origin of its creator.
@check(
    "permissions/frame_documents.js",
    spec="https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin",
    basis="MUST",
    features=("api.Navigator.mediaDevices", GET_USER_MEDIA, "html.elements.iframe.srcdoc"),
)
def test_iframe_inherits_permissions_for_blank_srcdoc_and_blob(facts: Facts) -> None:
    """`getUserMedia()` resolves in `about:blank`, `srcdoc` and `blob:` iframes of a page with a granted camera.

    Editors and widgets are built of these frames.
    """
    for name in ("blank", "srcdoc", "blob"):
        frame = facts[name]
        expect(frame.get("secure"), f"isSecureContext in an iframe with {name}").is_true()
        expect(frame.get("queried"), f'query({{name: "camera"}}).state in an iframe with {name}').equals("granted")
        expect(frame.get("camera"), _request("camera", f"in an iframe with {name}")).equals("granted")

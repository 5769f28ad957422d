"""The `Permissions-Policy` header: what a page and its frames may use, read through the policy's API and in reports."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"
POLICY = "https://w3c.github.io/webappsec-permissions-policy/"

HEADER = "http.headers.Permissions-Policy"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"

REQUESTS = {"camera": "{video: true}", "microphone": "{audio: true}", "both": "{audio: true, video: true}"}


def _request(what: str, condition: str) -> str:
    """Name a getUserMedia() call and the policy it runs under."""
    return f"outcome of getUserMedia({REQUESTS[what]}) {condition}"


# The page itself


# "contains "video" and document is not allowed to use the feature identified by the "camera" permission name"
@check(
    "permissions/policy_camera.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(f"{HEADER}.camera", GET_USER_MEDIA),
)
def test_permissions_policy_camera_blocks_get_user_media(facts: Facts) -> None:
    """`Permissions-Policy: camera=()` makes `getUserMedia()` with `video` reject with `NotAllowedError`.

    Companies lock the camera out of their other pages with this header.
    """
    for what in ("camera", "both"):
        expect(facts[what], _request(what, "with Permissions-Policy: camera=()")).equals("NotAllowedError")


# "default allowlist of "self"": a header without "microphone" leaves it allowed in the page.
@check(
    "permissions/policy_camera.js",
    spec=f"{CAPTURE}#permissions-policy-integration",
    basis="MUST",
    features=(f"{HEADER}.camera", GET_USER_MEDIA),
)
def test_permissions_policy_camera_leaves_microphone_allowed(facts: Facts) -> None:
    """`Permissions-Policy: camera=()` leaves `getUserMedia({audio: true})` allowed.

    Voice-only pages keep working behind the header.
    """
    expect(facts["microphone"], _request("microphone", "with Permissions-Policy: camera=()")).equals("granted")


# "contains "audio" and document is not allowed to use the feature identified by the "microphone" permission name"
@check(
    "permissions/policy_microphone.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(f"{HEADER}.microphone", GET_USER_MEDIA),
)
def test_permissions_policy_microphone_blocks_get_user_media(facts: Facts) -> None:
    """`Permissions-Policy: microphone=()` makes `getUserMedia()` with `audio` reject with `NotAllowedError`.

    Companies lock the microphone out of their other pages with this header.
    """
    for what in ("microphone", "both"):
        expect(facts[what], _request(what, "with Permissions-Policy: microphone=()")).equals("NotAllowedError")
    expect(facts["camera"], _request("camera", "with Permissions-Policy: microphone=()")).equals("granted")


# "If document is not allowed to use feature, return "denied"."
@check(
    "permissions/policy_camera.js",
    spec=f"{PERMISSIONS}#dfn-permission-state",
    basis="MUST",
    features=(f"{HEADER}.camera", "api.Permissions.query", "api.Permissions.permission_camera"),
)
def test_permissions_policy_camera_makes_query_report_denied(facts: Facts) -> None:
    """`Permissions-Policy: camera=()` makes `permissions.query({name: "camera"})` report `denied`.

    Products otherwise offer a camera button that cannot work.
    """
    subject = 'query({name: "camera"}).state with Permissions-Policy: camera=()'
    expect(facts["undecided"].get("camera"), subject).equals("denied")


# "If ... document is not allowed to use the feature identified by "camera", ... continue with the next device"
@check(
    "permissions/policy_camera.js",
    spec=f"{CAPTURE}#creating-a-list-of-device-info-objects",
    basis="MUST",
    features=(f"{HEADER}.camera", "api.MediaDevices.enumerateDevices"),
)
def test_permissions_policy_camera_removes_cameras_from_enumerate_devices(facts: Facts) -> None:
    """`Permissions-Policy: camera=()` removes cameras from `enumerateDevices()`.

    Device menus otherwise offer cameras that cannot be opened.
    """
    listed = facts["exposed"].get("videoinput", {}).get("listed")
    expect(listed, "enumerateDevices() lists a device of kind videoinput with Permissions-Policy: camera=()").is_false()


# The steps of allowsFeature(): "If feature is allowed by policy for origin, return true. Otherwise, return false."
@check(
    "permissions/policy_introspection.js",
    spec=f"{POLICY}#the-policy-object",
    basis="MUST",
    features=(HEADER, "api.PermissionsPolicy.allowsFeature", "api.FeaturePolicy.allowsFeature"),
)
def test_permissions_policy_allows_feature_reports_the_header(facts: Facts) -> None:
    """`document.permissionsPolicy.allowsFeature()` (or `featurePolicy`) reports what the header allows.

    Products name the reason when a device is blocked by policy.
    """
    allowed = facts["allowed"]
    if allowed is None:
        not_supported("document.permissionsPolicy")
    header = "with Permissions-Policy: microphone=()"
    expect(allowed.get("camera"), f'allowsFeature("camera") {header}').is_true()
    expect(allowed.get("microphone"), f'allowsFeature("microphone") {header}').is_false()


# Parsing


# RFC 8941, 4.2.2: "When duplicate Dictionary keys are encountered, all but the last instance are ignored."
@check(
    "permissions/policy_parts.js",
    spec=f"{POLICY}#algo-process-response-policy",
    basis="MUST",
    features=(HEADER, f"{HEADER}.camera", f"{HEADER}.microphone"),
)
def test_permissions_policy_last_duplicate_wins(facts: Facts) -> None:
    """`Permissions-Policy: camera=(), camera=*` allows the camera, and unknown features in the header are ignored.

    Proxies and servers each append their part to the header.
    """
    for what in ("camera", "microphone"):
        expect(facts[what], _request(what, "with microphone=self, camera=(), camera=*")).equals("granted")


# Process response policy: "If parsed header is null, return an empty ordered map."
@check(
    "permissions/policy_malformed.js",
    spec=f"{POLICY}#algo-process-response-policy",
    basis="MUST",
    features=(HEADER, f"{HEADER}.camera"),
)
def test_permissions_policy_malformed_header_is_ignored(facts: Facts) -> None:
    """`Permissions-Policy: camera 'none'`, the syntax of `Feature-Policy`, is ignored.

    Companies that believe the header protects them find out.
    """
    expect(facts["camera"], _request("camera", "with Permissions-Policy: camera 'none'")).equals("granted")


# Frames


# "Get feature value for origin on feature, container's node document, origin ... is "Disabled", return "Disabled"."
@check(
    "permissions/policy_self.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(f"{HEADER}.camera", "html.elements.iframe.allow"),
)
def test_permissions_policy_self_overrides_iframe_allow(facts: Facts) -> None:
    """`Permissions-Policy: camera=(self)` blocks the camera in a cross-origin iframe with `allow="camera *"`.

    The company's header decides, not the markup of one page.
    """
    header = "with Permissions-Policy: camera=(self)"
    expect(facts["page"].get("camera"), _request("camera", header)).equals("granted")
    subject = _request("camera", f'in a cross-origin iframe with allow="camera *" {header}')
    expect(facts["crossOriginFrameWithAllow"].get("camera"), subject).equals("NotAllowedError")


# "If feature's default allowlist is 'self', and origin is same origin with ...: "Enabled". Otherwise "Disabled"."
@check(
    "permissions/policy_self.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    basis="MUST",
    features=(f"{HEADER}.microphone", "html.elements.iframe.allow"),
)
def test_permissions_policy_star_still_needs_iframe_allow(facts: Facts) -> None:
    """`Permissions-Policy: microphone=*` allows the microphone in a cross-origin iframe only with `allow`.

    A header alone must not hand the microphone to every advertisement.
    """
    frame = "in a cross-origin iframe with Permissions-Policy: microphone=*"
    expect(facts["crossOriginFrame"].get("microphone"), _request("microphone", frame)).equals("NotAllowedError")
    allowed = facts["crossOriginFrameWithAllow"].get("microphone")
    expect(allowed, _request("microphone", f'{frame} and allow="microphone *"')).equals(["audio live"])


# Reports


# "disposition will be set to "enforce" if the policy was enforced"
@check(
    "permissions/policy_report.js",
    spec=f"{POLICY}#reporting",
    basis="MUST",
    features=(HEADER, f"{HEADER}.camera", "api.ReportingObserver"),
)
def test_permissions_policy_violation_is_reported(facts: Facts) -> None:
    """`ReportingObserver` receives a `permissions-policy-violation` report for a camera that the header blocks.

    Companies learn from reports which of their pages the header breaks.
    """
    expect(facts["camera"], _request("camera", "with Permissions-Policy: camera=()")).equals("NotAllowedError")
    reports = facts["reports"].get("camera") or []
    report = every(reports, "reports of a camera request with Permissions-Policy: camera=()")[0]
    expect(report.get("type"), "Report.type").equals("permissions-policy-violation")
    expect(report.get("disposition"), "PermissionsPolicyViolationReportBody.disposition").equals("enforce")


# "a permissions policy that should not be enforced by the client"
@check(
    "permissions/policy_report.js",
    spec=f"{POLICY}#permissions-policy-report-only-http-header-field",
    basis="MUST",
    features=(HEADER, "api.ReportingObserver", GET_USER_MEDIA),
)
def test_permissions_policy_report_only_is_not_enforced(facts: Facts) -> None:
    """`Permissions-Policy-Report-Only: microphone=()` does not block `getUserMedia({audio: true})`.

    Companies try the header out before they enforce it.
    """
    subject = _request("microphone", "with Permissions-Policy-Report-Only: microphone=()")
    expect(facts["microphone"], subject).equals("granted")
    dispositions = [report.get("disposition") for report in facts["reports"].get("microphone") or []]
    expect(dispositions, "disposition of each microphone report").is_within(["report"])

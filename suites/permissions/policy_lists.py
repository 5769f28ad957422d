"""Lists of origins in policies: in the allow attribute, in headers, through nested frames, and in reports."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

POLICY = "https://w3c.github.io/webappsec-permissions-policy/"
ALLOW = "https://html.spec.whatwg.org/multipage/iframe-embed-object.html#attr-iframe-allow"


@check("permissions/allow_lists.js", spec=f"{POLICY}#iframe-allow-attribute", features=("html.elements.iframe.allow",))
def test_lists_with_the_frame_in_them_allow(facts: Facts) -> None:
    """Every form of list that holds the frame's origin gives it the camera.

    Meeting products tell their customers one of these lines to copy.
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
    assert [form for form in forms if facts[form]["given"] != "granted"] == []


@check("permissions/allow_lists.js", spec=f"{POLICY}#allowlists", features=("html.elements.iframe.allow",))
def test_lists_without_the_frame_in_them_forbid(facts: Facts) -> None:
    """A list that does not hold the frame's origin does not give it the camera, and neither does none.

    A page that allows its partner must not allow everybody.
    """
    forms = ("camera 'self'", "camera 'none'", "camera another origin", "empty")
    assert [form for form in forms if facts[form]["given"] != "NotAllowedError"] == []


@check("permissions/allow_lists.js", spec=f"{POLICY}#iframe-allow-attribute", features=("html.elements.iframe.allow",))
def test_the_header_s_form_is_no_allow_attribute(facts: Facts) -> None:
    """Commas and equals signs, right in the header, allow nothing in the attribute.

    The two are mixed up all the time, and a browser that is lenient hides it from the others.
    """
    forms = ("camera, microphone", "camera=*", "camera=(self)")
    assert [form for form in forms if facts[form]["given"] != "NotAllowedError"] == []


@check(
    "permissions/policy_self.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    features=("http.headers.Permissions-Policy.camera",),
)
def test_the_header_is_stronger_than_the_attribute(facts: Facts) -> None:
    """A camera that the header keeps to the page itself is given to no other origin, whatever its frame allows.

    The company's header counts, not the line of one page.
    """
    assert facts["page"]["camera"] == "granted"
    assert facts["other_frame_allowed"]["camera"] == "NotAllowedError"


@check(
    "permissions/policy_self.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    features=("http.headers.Permissions-Policy.microphone",),
)
def test_a_header_for_all_still_needs_the_attribute(facts: Facts) -> None:
    """A microphone that the header gives to all is given to another origin only with its allow attribute.

    A header cannot hand a microphone to every advertisement.
    """
    assert facts["other_frame"]["microphone"] == "NotAllowedError"
    assert facts["other_frame_allowed"]["microphone"] == ["audio live"]


@check(
    "permissions/policy_parts.js",
    spec=f"{POLICY}#algo-process-response-policy",
    features=("http.headers.Permissions-Policy",),
)
def test_the_last_entry_of_a_header_counts(facts: Facts) -> None:
    """Of two entries for one feature the last counts, and unknown features disturb nothing.

    Headers are put together by several servers on the way.
    """
    assert (facts["camera"], facts["microphone"]) == ("granted", "granted")


@check(
    "permissions/policy_malformed.js",
    spec=f"{POLICY}#permissions-policy-http-header-field",
    features=("http.headers.Permissions-Policy",),
)
def test_a_malformed_header_forbids_nothing(facts: Facts) -> None:
    """A Permissions-Policy header in the old form is no header at all.

    Companies that think they are protected find out.
    """
    assert facts["camera"] == "granted"


@check("permissions/policy_report.js", spec=f"{POLICY}#reporting", features=("api.ReportingObserver",))
def test_violations_are_reported(facts: Facts) -> None:
    """A camera refused by policy is reported with its name and as enforced.

    Companies learn from reports what their header breaks.
    """
    assert facts["camera"] == "NotAllowedError"
    report = (facts["reports"]["camera"] or [{}])[0]
    assert (report.get("type"), report.get("disposition")) == ("permissions-policy-violation", "enforce")


@check(
    "permissions/policy_report.js",
    spec=f"{POLICY}#permissions-policy-report-only-http-header-field",
    features=("api.ReportingObserver",),
)
def test_a_policy_that_only_reports_forbids_nothing(facts: Facts) -> None:
    """A microphone under a policy that only reports is given.

    The header is tried out before it is switched on.
    """
    assert facts["microphone"] == "granted"
    assert [report["disposition"] for report in facts["reports"]["microphone"]] in ([], ["report"])


@check(
    "permissions/frame_nested.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    features=("html.elements.iframe.allow",),
)
def test_every_frame_on_the_way_must_allow(facts: Facts) -> None:
    """A frame within a frame gets the camera only where every frame on the way allows it.

    Products embedded in portals that are embedded in portals fail at the one that forgot.
    """
    assert facts["allowed_all_the_way"]["camera"] == ["video live"]
    assert facts["forgotten_inside"]["camera"] == "NotAllowedError"
    assert facts["forgotten_outside"]["camera"] == "NotAllowedError"


@check(
    "permissions/frame_nested.js",
    spec=f"{POLICY}#algo-define-inherited-policy-in-container",
    features=("html.elements.iframe.allow",),
)
def test_a_way_back_home_is_no_way_around(facts: Facts) -> None:
    """The page's own origin within a frame that may not use the camera may not either.

    A frame could otherwise borrow the camera from the page around it.
    """
    assert facts["back_home_allowed"]["camera"] == ["video live"]
    assert facts["back_home_forgotten"]["camera"] == "NotAllowedError"

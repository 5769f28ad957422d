"""`applyConstraints()`, `getConstraints()`, `getCapabilities()`, `advanced` and `getSupportedConstraints()`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
APPLY = "api.MediaStreamTrack.applyConstraints"
GET_CONSTRAINTS = "api.MediaStreamTrack.getConstraints"
GET_SETTINGS = "api.MediaStreamTrack.getSettings"
SUPPORTED = "api.MediaDevices.getSupportedConstraints"


def _expect_size(described: Facts, subject: str, *, width: int, height: int) -> None:
    """Expect a width and a height."""
    for side, pixels in (("width", width), ("height", height)):
        expect(described.get(side), f"{side} of {subject}", "pixels").equals(pixels)


def _expect_applied(applied: Any, call: str) -> None:
    """Expect that applyConstraints() resolved."""
    outcome = "resolved" if applied == "yes" else applied
    expect(outcome, f"outcome of {call}").equals("resolved")


def _expect_overconstrained(applied: Any, call: str, constraint: str) -> None:
    """Expect OverconstrainedError that names the constraint."""
    error = applied if isinstance(applied, dict) else {"name": "resolved"}
    expect(error.get("name"), f"outcome of {call}").equals("OverconstrainedError")
    expect(error.get("constraint"), f"OverconstrainedError.constraint of {call}").equals(constraint)


def _effect(constraints: Any) -> Any:
    """Return constraints in one of their forms: a browser may return others that have the identical effect."""
    if not isinstance(constraints, dict):
        return constraints
    effect = {}
    for name, value in constraints.items():
        if isinstance(value, dict) and value.get("min") is not None and value["min"] == value.get("max"):
            effect[name] = {"exact": value["min"]}
        elif value not in ({}, []):
            effect[name] = value
    return effect


# applyConstraints


# "MUST support downsampling to any value between the min width range value and the native resolution width"
@check(
    "get_user_media/apply_constraints.js",
    spec=f"{SPEC}#def-constraint-width",
    basis="MUST",
    features=(APPLY, f"{APPLY}.width_constraint", f"{APPLY}.height_constraint", GET_SETTINGS),
)
def test_apply_constraints_exact_320x240_resizes_frames(facts: Facts) -> None:
    """`applyConstraints()` with exact 320x240 on a 640x480 camera track resizes its settings and its frames.

    Products change the resolution with the layout, without a new prompt.
    """
    call = "applyConstraints({width: {exact: 320}, height: {exact: 240}})"
    _expect_applied(facts["smaller"].get("applied"), call)
    _expect_size(facts["smaller"].get("settings", {}), f"getSettings() after {call}", width=320, height=240)
    _expect_size(facts["smaller"].get("frames", {}), f"frames after {call}", width=320, height=240)


# "reject p with a new OverconstrainedError ... The existing constraints remain in effect in this case."
@check(
    "get_user_media/apply_constraints.js",
    spec=f"{SPEC}#dfn-applyconstraints-template-method",
    basis="MUST",
    features=(APPLY, GET_CONSTRAINTS, "api.OverconstrainedError.constraint"),
)
def test_apply_constraints_overconstrained_changes_nothing(facts: Facts) -> None:
    """`applyConstraints({width: {exact: 100000}})` rejects with `OverconstrainedError` and changes nothing.

    A failed change must not cost users the video they have.
    """
    call = "applyConstraints({width: {exact: 100000}})"
    _expect_overconstrained(facts["impossible"].get("applied"), call, "width")
    expect(facts["impossible"].get("frames"), f"size of the frames after {call}").equals(facts["smaller"].get("frames"))
    kept = _effect(facts["constraintsAfterSmaller"])
    expect(_effect(facts["constraintsAfterImpossible"]), f"getConstraints() after {call}").equals(kept)


# "Constraints that were the argument to the most recent successful invocation of the ApplyConstraints algorithm"
@check(
    "get_user_media/apply_constraints.js",
    spec=f"{SPEC}#constrainable-interface",
    basis="MUST",
    features=(GET_CONSTRAINTS, APPLY),
)
def test_get_constraints_returns_the_last_applied(facts: Facts) -> None:
    """`getConstraints()` returns the constraints applied last, and `{}` after `applyConstraints()` without arguments.

    Products restore a camera from these constraints.
    """
    after = _effect(facts["constraintsAfterSmaller"])
    expect(after, "getConstraints() after exact 320x240").equals({"width": {"exact": 320}, "height": {"exact": 240}})
    _expect_applied(facts["cleared"], "applyConstraints()")
    expect(_effect(facts["constraintsAfterCleared"]), "getConstraints() after applyConstraints()").equals({})


# SelectSettings, step 3: "treating bare values of properties as ideal values", whose distance is finite.
@check("get_user_media/apply_matrix.js", spec=f"{SPEC}#dfn-selectsettings", basis="MUST", features=(APPLY,))
def test_apply_constraints_with_ideal_values_never_rejects(facts: Facts) -> None:
    """`applyConstraints()` resolves for ideal, `advanced`, unknown and empty constraints on an open track.

    Products request a better resolution without the risk to lose the one they have.
    """
    ideal = [("video", name) for name in ("idealSize", "advanced", "unknown", "empty")]
    ideal += [("audio", name) for name in ("processingIdealFalse", "empty")]
    for kind, name in ideal:
        _expect_applied(facts[kind].get(name, {}).get("applied"), f"applyConstraints() with {name} on {kind}")


# "any attempt to set a different value will result in an unsatisfiable ConstraintSet"
@check(
    "get_user_media/apply_matrix.js",
    spec=f"{SPEC}#def-constraint-deviceId",
    basis="MUST",
    features=(APPLY, f"{APPLY}.deviceId_constraint", "api.OverconstrainedError.constraint"),
)
def test_apply_constraints_other_device_id_is_overconstrained(facts: Facts) -> None:
    """`applyConstraints()` rejects an exact `deviceId` of another device with `OverconstrainedError`.

    The prompt and the camera light were for the device that is open.
    """
    for kind in ("video", "audio"):
        call = f"applyConstraints({{deviceId: {{exact: ...}}}}) with another device on {kind}"
        _expect_overconstrained(facts[kind].get("deviceIdUnknown", {}).get("applied"), call, "deviceId")


# "run the following steps in parallel, maintaining the order of invocations if this method is called multiple times"
@check(
    "get_user_media/apply_matrix.js",
    spec=f"{SPEC}#dfn-applyconstraints-template-method",
    basis="MUST",
    features=(APPLY, GET_CONSTRAINTS, GET_SETTINGS),
)
def test_concurrent_apply_constraints_end_with_the_last(facts: Facts) -> None:
    """Three concurrent `applyConstraints()` calls end with the constraints and the `width` of the last call.

    Dragging a window requests a new resolution at every step.
    """
    got = facts["threeConcurrentCalls"]
    calls = "applyConstraints() of exact widths 320, 160 and 640"
    applied = every(got.get("applied", []), f"outcomes of {calls}")
    expect(applied[-1], f"the last call of {calls} resolved").is_true()
    expect(got.get("width"), f"getSettings().width after {calls}", "pixels").equals(640)
    expect(_effect(got.get("constraints")), f"getConstraints() after {calls}").equals({"width": {"exact": 640}})


# advanced


# "If the fitness distance is finite for one or more settings dictionaries ..., keep those ..., discarding others."
@check(
    "get_user_media/advanced.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", GET_SETTINGS),
)
def test_first_satisfiable_advanced_set_is_applied(facts: Facts) -> None:
    """`advanced: [{width: 100000}, {width: 320, height: 240}]` sets 320x240.

    Products express "this, or else that" with `advanced`.
    """
    got, call = facts["firstSatisfiableSet"], "getUserMedia({video: {advanced: [{width: 100000}, {320x240}]}})"
    expect(got, call).contains("settings")
    _expect_size(got["settings"], f"getSettings() of {call}", width=320, height=240)


# "keep those settings dictionaries in candidates": candidates satisfy the required constraints.
@check(
    "get_user_media/advanced.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", GET_SETTINGS),
)
def test_advanced_set_never_overrides_required_constraints(facts: Facts) -> None:
    """`width: {min: 600}, advanced: [{width: 320}, {width: 640}]` keeps `getSettings().width` at 600 or more.

    A preference must not undo what a product requires.
    """
    got, call = (
        facts["withRequiredMin"],
        "getUserMedia({video: {width: {min: 600}, advanced: [{width: 320}, ...]}})",
    )
    if "error" in got:
        expect(got, call).rejects_with("OverconstrainedError")
    else:
        width = got.get("settings", {}).get("width")
        expect(width, f"getSettings().width of {call}", "pixels").is_at_least(600)


# getSupportedConstraints, getCapabilities


# "A conforming User Agent MUST support all the constrainable properties defined in this specification."
@check(
    "get_user_media/supported_constraints.js",
    spec=f"{SPEC}#settings",
    basis="MUST",
    features=(SUPPORTED, *(f"{SUPPORTED}.return_object_property_{name}" for name in ("width", "height", "frameRate"))),
)
def test_get_supported_constraints_has_width_height_frame_rate(facts: Facts) -> None:
    """`getSupportedConstraints()` has `width`, `height` and `frameRate`.

    Every video product sets these three.
    """
    # The others are compared, not judged: the algorithms have a rule for properties a browser does not support.
    expect(facts["supported"], "getSupportedConstraints()").contains("width", "height", "frameRate")


# Of the returned dictionary: "any constrainable properties not supported by the User Agent MUST NOT be present"
@check(
    "get_user_media/supported_constraints.js",
    spec=f"{SPEC}#dom-mediadevices-getsupportedconstraints",
    basis="MUST",
    features=(SUPPORTED, "api.MediaDevices.getUserMedia"),
)
def test_get_supported_constraints_are_read_by_get_user_media(facts: Facts) -> None:
    """`getUserMedia()` reads every member of `getSupportedConstraints()` from its `video` dictionary.

    Feature detection relies on the list.
    """
    supported = every(facts["supported"], "getSupportedConstraints()")
    expect(facts["read"], "members of MediaTrackConstraints that getUserMedia() reads").contains(*supported)


# Of each setting: "the value MUST be a member of the set defined for that property by getCapabilities()"
@check(
    "get_user_media/capabilities.js",
    spec=f"{SPEC}#settings",
    basis="MUST",
    features=("api.MediaStreamTrack.getCapabilities", GET_SETTINGS),
)
def test_get_settings_is_within_get_capabilities(facts: Facts) -> None:
    """`getSettings()` values of camera and microphone are within `getCapabilities()`, `deviceId` included.

    Settings UIs build their ranges from `getCapabilities()`.
    """
    for kind in ("video", "audio"):
        described = facts[kind] or {}
        within = described.get("settingsWithinCapabilities")
        expect(within, f"getSettings() is within the ranges of getCapabilities() of the {kind} track").is_true()
        same = described.get("deviceIdMatchesSettings")
        expect(same, f"getCapabilities().deviceId is getSettings().deviceId of the {kind} track").is_true()
    every(facts["video"].get("ranges"), "ranges of getCapabilities() of the video track")

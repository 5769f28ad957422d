"""`OverconstrainedError`: which `getUserMedia()` requests reject with it, what it names, and its interface."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"
ERROR = "api.OverconstrainedError"
CONSTRAINT = "api.MediaStreamTrack.applyConstraints"


def _outcome(got: Facts) -> Any:
    """Return "resolved", or the name of the error that a request rejected with."""
    return "resolved" if got.get("opened") is True else got.get("name")


def _expect_overconstrained(got: Facts, call: str, *constraints: str) -> None:
    """Expect OverconstrainedError that names one of the constraints, or none of them.

    A browser withholds the name as long as device information must not be exposed to the page.
    """
    expect(_outcome(got), f"outcome of {call}").equals("OverconstrainedError")
    subject = f"OverconstrainedError.constraint of {call}"
    expect(got.get("constraint"), subject).is_one_of([*constraints, ""])


def _expect_opened(got: Facts, call: str) -> None:
    """Expect that a request resolved."""
    expect(_outcome(got), f"outcome of {call}").equals("resolved")


# "If the candidateSet is the empty set, ... jump to the step labeled Constraint Failure"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint", f"{CONSTRAINT}.width_constraint"),
)
def test_exact_width_100000_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects `width: {exact: 100000}` with `OverconstrainedError`; `constraint` is `width` or empty.

    Products retry without the constraint that the error names.
    """
    call = "getUserMedia({video: {width: {exact: 100000}}})"
    _expect_overconstrained(facts["video"]["width100000"], call, "width")


# "If the candidateSet is the empty set, ... jump to the step labeled Constraint Failure"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint", f"{CONSTRAINT}.height_constraint"),
)
def test_min_height_100000_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects `height: {min: 100000}` with `OverconstrainedError`; `constraint` is `height` or empty.

    Products retry without the constraint that the error names.
    """
    call = "getUserMedia({video: {height: {min: 100000}}})"
    _expect_overconstrained(facts["video"]["heightMin100000"], call, "height")


# "If the candidateSet is the empty set, ... jump to the step labeled Constraint Failure"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint", f"{CONSTRAINT}.frameRate_constraint"),
)
def test_exact_frame_rate_1000_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects `frameRate: {exact: 1000}` with `OverconstrainedError`.

    Products retry without the constraint that the error names.
    """
    call = "getUserMedia({video: {frameRate: {exact: 1000}}})"
    _expect_overconstrained(facts["video"]["frameRate1000"], call, "frameRate")


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint", f"{CONSTRAINT}.width_constraint"),
)
def test_min_width_above_max_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects `width: {min: 1000, max: 100}` with `OverconstrainedError`.

    A mistake in a settings page must show instead of opening an arbitrary camera mode.
    """
    call = "getUserMedia({video: {width: {min: 1000, max: 100}}})"
    _expect_overconstrained(facts["video"]["minAboveMax"], call, "width")


# "If the candidateSet is the empty set, ... jump to the step labeled Constraint Failure"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint"),
)
def test_two_impossible_constraints_are_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects an exact `width` and `height` of 100000 with `OverconstrainedError`.

    Two impossible constraints must not open a camera that meets neither.
    """
    call = "getUserMedia({video: {width: {exact: 100000}, height: {exact: 100000}}})"
    _expect_overconstrained(facts["video"]["widthAndHeightImpossible"], call, "width", "height")


# "any attempt to set a different value will result in an unsatisfiable ConstraintSet"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#def-constraint-deviceId",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint", f"{CONSTRAINT}.deviceId_constraint"),
)
def test_unknown_exact_device_id_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects an unknown exact `deviceId` of a camera or microphone with `OverconstrainedError`.

    Products learn by it that the remembered device was unplugged.
    """
    for kind in ("video", "audio"):
        call = f'getUserMedia({{{kind}: {{deviceId: {{exact: "no such device"}}}}}})'
        _expect_overconstrained(facts[kind]["deviceIdUnknown"], call, "deviceId")


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#def-constraint-groupId",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{ERROR}.constraint", f"{CONSTRAINT}.groupId_constraint"),
)
def test_unknown_exact_group_id_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects an unknown exact `groupId` with `OverconstrainedError`.

    Products select the microphone and the loudspeaker of one headset by `groupId`.
    """
    call = 'getUserMedia({video: {groupId: {exact: "no such group"}}})'
    _expect_overconstrained(facts["video"]["groupIdUnknown"], call, "groupId")


# "unknown properties are discarded by WebIDL, ... unknown/unsupported required constraints will silently disappear"
@check("get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", basis="MUST", features=(GET_USER_MEDIA,))
def test_unknown_constraint_name_is_ignored(facts: Facts) -> None:
    """`getUserMedia()` ignores a constraint with an unknown name, also an exact one.

    Products use a new constraint before every browser supports it.
    """
    _expect_opened(facts["video"]["unknownConstraint"], "getUserMedia({video: {noSuchConstraint: {exact: 1}}})")


# "If the fitness distance is infinite for all settings dictionaries in candidates, ignore this ConstraintSet."
@check("get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", basis="MUST", features=(GET_USER_MEDIA,))
def test_impossible_advanced_constraint_set_is_skipped(facts: Facts) -> None:
    """`getUserMedia()` opens a camera for `advanced: [{width: 100000}]`.

    `advanced` lists preferences, and a preference must not cost users their camera.
    """
    _expect_opened(facts["video"]["advancedOnly"], "getUserMedia({video: {advanced: [{width: 100000}]}})")


# "This is an extension of DOMException": "interface OverconstrainedError : DOMException", exposed on Window
@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#overconstrainederror-interface",
    basis="MUST",
    features=(ERROR,),
)
def test_overconstrained_error_is_a_dom_exception(facts: Facts) -> None:
    """`OverconstrainedError` is an exposed interface that inherits from `DOMException`.

    Error reporting that tests for `DOMException` misses the error otherwise.
    """
    expect(facts["interfaceExposed"], "OverconstrainedError is exposed on Window").is_true()
    expect(facts["errorIsDOMException"], "the rejection is an instance of DOMException").is_true()
    expect(facts["errorInterface"], "constructor.name of the rejection").equals("OverconstrainedError")


# The constructor: "message argument set to message and the name argument set to "OverconstrainedError"."
@check(
    "get_user_media/overconstrained_error.js",
    spec=f"{SPEC}#overconstrainederror-interface",
    basis="MUST",
    features=(f"{ERROR}.constraint", f"{ERROR}.OverconstrainedError"),
)
def test_overconstrained_error_constructor_sets_constraint_and_message(facts: Facts) -> None:
    """`new OverconstrainedError(constraint, message)` sets `name`, `constraint` and `message`.

    Test doubles of cameras throw it.
    """
    made = facts["twoArguments"]
    call = 'new OverconstrainedError("width", "too wide")'
    for member, value in (("name", "OverconstrainedError"), ("constraint", "width"), ("message", "too wide")):
        expect(made.get(member), f"{member} of {call}").equals(value)
    expect(facts["oneArgument"].get("message"), 'message of new OverconstrainedError("width")').equals("")
    expect(facts["noArgument"].get("thrown"), "error of new OverconstrainedError()").equals("TypeError")

"""Video constraints of `getUserMedia()`: each property as exact, ideal, `min`, `max`; `facingMode`, `resizeMode`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"
GET_SETTINGS = "api.MediaStreamTrack.getSettings"
CONSTRAINT = "api.MediaStreamTrack.applyConstraints"

TOLERANCE = 0.01
"""How far a number of getSettings() may be from a required one, as a share of it."""
OPTIONAL = ("aspectRatio", "resizeMode")
"""Properties that a browser may lack: it ignores their constraints, and getSettings() has no such member."""


def _call(constraints: str) -> str:
    """Name a getUserMedia() call by its video constraints."""
    return f"getUserMedia({{video: {{{constraints}}}}})"


def _resolved(got: Facts, call: str) -> bool:
    """Return whether a request resolved; expect OverconstrainedError where it rejected."""
    if "error" in got:
        expect(got, call).rejects_with("OverconstrainedError")
    return "error" not in got


def _expect_overconstrained(got: Facts, call: str, *constraints: str) -> None:
    """Expect OverconstrainedError that names one of the constraints, or none of them: names may be withheld."""
    expect(got, call).rejects_with("OverconstrainedError")
    subject = f"OverconstrainedError.constraint of {call}"
    expect(got["error"].get("constraint"), subject).is_one_of([*constraints, ""])


def _expect_setting(value: Any, wanted: Any, subject: str) -> None:
    """Expect the value of a setting; a number may be off by the tolerance."""
    if isinstance(wanted, str):
        expect(value, subject).equals(wanted)
    else:
        expect(value, subject).is_close_to(wanted, within=TOLERANCE * max(abs(wanted), 1))


# "none": "This resolution and frame rate is offered by the camera, its driver, or the OS."
@check(
    "get_user_media/odd_size.js",
    spec=f"{SPEC}#idl-def-VideoResizeModeEnum.none",
    basis="MUST",
    features=(
        f"{GET_USER_MEDIA}.constraints_resizeMode_parameter",
        f"{CONSTRAINT}.resizeMode_constraint",
        "api.OverconstrainedError.constraint",
    ),
)
def test_resize_mode_none_with_exact_width_641_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` with `resizeMode: {exact: "none"}` and an exact `width` of 641 is overconstrained.

    `none` promises the pixels as the camera delivers them.
    """
    if not facts.get("resizeModeSupported"):
        not_supported("resizeMode constraint")
    call = _call('width: {exact: 641}, resizeMode: {exact: "none"}')
    _expect_overconstrained(facts["none"]["width641"], call, "width", "resizeMode")


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(
        GET_USER_MEDIA,
        GET_SETTINGS,
        *(f"{CONSTRAINT}.{name}_constraint" for name in ("width", "height", "frameRate", *OPTIONAL)),
    ),
)
def test_exact_video_constraints_are_met_or_overconstrained(facts: Facts) -> None:
    """`getSettings()` reports each `exact` video constraint, or `getUserMedia()` rejects with `OverconstrainedError`.

    Users of a call notice a constraint that is neither met nor rejected.
    """
    required = {
        ("width", "exact"): 400,
        ("height", "exact"): 300,
        ("frameRate", "exact"): 12,
        ("aspectRatio", "exactWide"): 16 / 9,
        ("aspectRatio", "exactSquare"): 1,
        ("resizeMode", "exactNone"): "none",
        ("resizeMode", "exactCropAndScale"): "crop-and-scale",
    }
    for (name, form), wanted in required.items():
        got, call = facts[name][form], _call(f"{name}: {{exact: {wanted}}}")
        if not _resolved(got, call):
            continue
        expect(got, call).contains("settings")
        value = got["settings"].get(name)
        if name not in OPTIONAL or value is not None:
            _expect_setting(value, wanted, f"getSettings().{name} of {call}")


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(
        GET_USER_MEDIA,
        GET_SETTINGS,
        *(f"{CONSTRAINT}.{name}_constraint" for name in ("width", "height", "frameRate", "aspectRatio")),
    ),
)
def test_min_and_max_video_constraints_are_met_or_overconstrained(facts: Facts) -> None:
    """`getSettings()` is within `min` and `max` video constraints, or `getUserMedia()` is overconstrained.

    Limits protect weak devices and low bandwidth.
    """
    least = {"width": 700, "height": 500, "aspectRatio": 2, "frameRate": 30}
    most = {"width": 500, "height": 400, "aspectRatio": 0.6, "frameRate": 6}
    for form, limits in (("min", least), ("max", most)):
        for name, limit in limits.items():
            got, call = facts[name][form], _call(f"{name}: {{{form}: {limit}}}")
            if not _resolved(got, call):
                continue
            expect(got, call).contains("settings")
            value = got["settings"].get(name)
            if name in OPTIONAL and value is None:
                continue
            measured = expect(value, f"getSettings().{name} of {call}")
            if form == "min":
                measured.is_at_least(limit * (1 - TOLERANCE))
            else:
                measured.is_at_most(limit * (1 + TOLERANCE))


# "treating bare values of properties as ideal values": their fitness distance is finite.
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(
        GET_USER_MEDIA,
        *(f"{CONSTRAINT}.{name}_constraint" for name in ("width", "height", "frameRate", "facingMode", *OPTIONAL)),
    ),
)
def test_ideal_video_constraints_never_reject(facts: Facts) -> None:
    """`getUserMedia()` opens a camera for every bare or `ideal` video constraint, whatever its value.

    Only a required constraint may cost users their camera.
    """
    for name in ("width", "height", "aspectRatio", "frameRate", "facingMode", "resizeMode"):
        ideal = [form for form in facts[name] if form.partition("_")[0] in {"bare", "ideal", "list"}]
        for form in every(ideal, f"bare and ideal values of {name}"):
            expect(facts[name][form], f"getUserMedia() with {name} as {form}").contains("settings")


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(
        GET_USER_MEDIA,
        f"{CONSTRAINT}.height_constraint",
        f"{CONSTRAINT}.frameRate_constraint",
        "api.OverconstrainedError.constraint",
    ),
)
def test_min_above_max_height_or_frame_rate_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects with `OverconstrainedError` for a `min` above the `max` of `height` or `frameRate`.

    A mistake in a settings page must show instead of opening an arbitrary camera mode.
    """
    for name, constraint, text in (
        ("heightMinAboveMax", "height", "{min: 500, max: 400}"),
        ("frameRateMinAboveMax", "frameRate", "{min: 20, max: 10}"),
    ):
        _expect_overconstrained(facts["together"][name], _call(f"{constraint}: {text}"), constraint)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.aspectRatio_constraint", "api.OverconstrainedError.constraint"),
)
def test_exact_aspect_ratio_against_exact_size_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects with `OverconstrainedError` for exact 640x480 with an exact `aspectRatio` of 16:9.

    No frame has both; delivering either one breaks a layout.
    """
    got = facts["together"]["aspectRatioContradictsSize"]
    if "settings" in got and got["settings"].get("aspectRatio") is None:
        not_supported("aspectRatio constraint")
    call = _call("width: {exact: 640}, height: {exact: 480}, aspectRatio: {exact: 16 / 9}")
    _expect_overconstrained(got, call, "width", "height", "aspectRatio")


# "true if one of the values in the sequence is exactly the same as the value being compared against"
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.facingMode_constraint", "api.OverconstrainedError.constraint"),
)
def test_unknown_exact_facing_mode_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects an exact `facingMode` that is not in `VideoFacingModeEnum` with `OverconstrainedError`.

    On a phone the wrong camera shows the wrong side of the room.
    """
    call = _call('facingMode: {exact: "above"}')
    _expect_overconstrained(facts["facingMode"]["exactUnknown"], call, "facingMode")


# "List values MUST be interpreted as disjunctions."
@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#constraint-types",
    basis="MUST",
    features=(
        f"{GET_USER_MEDIA}.constraints_resizeMode_parameter",
        GET_SETTINGS,
        f"{CONSTRAINT}.resizeMode_constraint",
    ),
)
def test_exact_list_matches_any_of_its_values(facts: Facts) -> None:
    """`getUserMedia()` with `resizeMode: {exact: ["stretch", "none"]}` sets `resizeMode` to `none`.

    Products introduce a new value by listing it with an older one.
    """
    got, call = facts["resizeMode"]["exactList"], _call('resizeMode: {exact: ["stretch", "none"]}')
    expect(got, call).contains("settings")
    mode = got["settings"].get("resizeMode")
    if mode is None:
        not_supported("resizeMode constraint")
    expect(mode, f"getSettings().resizeMode of {call}").equals("none")


# "whose name is not in the list of allowed required constraints for device selection, then reject ... TypeError"
@check(
    "get_user_media/camera_controls.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, "api.MediaDevices.getSupportedConstraints"),
)
def test_required_camera_controls_reject_with_type_error(facts: Facts) -> None:
    """`getUserMedia()` rejects a required `torch`, `zoom`, `focusMode` or other camera control with `TypeError`.

    A site could otherwise learn what a camera can do before the user agrees.
    """
    controls = [name for name in facts["supported"] if name in facts["exact"]]
    if not controls:
        not_supported("constraints outside the allowed required constraints for device selection")
    for name in controls:
        got = facts["exact"][name]
        outcome = "resolved" if got.get("opened") else got.get("name")
        expect(outcome, f"outcome of getUserMedia() with an exact {name}").equals("TypeError")

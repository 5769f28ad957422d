"""What each constraint of a camera does, in each form, alone and against others."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
TOLERANCE = 0.01


def _is(got: Any, wanted: Any) -> bool:
    """Compare a setting with what was demanded; numbers nearly."""
    if isinstance(wanted, str) or isinstance(got, str) or got is None:
        return bool(got == wanted)
    return bool(abs(got - wanted) <= TOLERANCE * max(abs(wanted), 1))


def _error(got: Facts) -> Facts:
    """Read the error a request ended in; empty where it was met."""
    error: Facts = got.get("error") or {}
    return error


@check("get_user_media/video_matrix.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_demands_of_a_camera_are_met_or_refused(facts: Facts) -> None:
    """Whatever is demanded of a camera exactly is what its settings say, or the request is refused.

    A demand that is neither met nor refused is found out by the people in the call.
    """
    demands = {
        ("width", "exact"): 400,
        ("height", "exact"): 300,
        ("frameRate", "exact"): 12,
        ("aspectRatio", "exact_wide"): 16 / 9,
        ("aspectRatio", "exact_square"): 1,
        ("resizeMode", "exact_none"): "none",
        ("resizeMode", "exact_scale"): "crop-and-scale",
    }
    broken = []
    for (name, form), wanted in demands.items():
        got = facts[name][form]
        if not _error(got) and not _is(got["settings"][name], wanted):
            broken.append(f"{name}.{form}: {got['settings'][name]}")
    assert broken == []


@check("get_user_media/video_matrix.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_limits_of_a_camera_are_kept_or_refused(facts: Facts) -> None:
    """A minimum or maximum for a camera is kept by its settings, or the request is refused.

    Limits protect weak devices and narrow lines.
    """
    least = {"width": 700, "height": 500, "aspectRatio": 2, "frameRate": 30}
    most = {"width": 500, "height": 400, "aspectRatio": 0.6, "frameRate": 6}
    broken = []
    for form, limits, sign in (("min", least, 1), ("max", most, -1)):
        for name, limit in limits.items():
            got = facts[name][form]
            if _error(got):
                continue
            value = got["settings"][name]
            if value is None or (value - limit) * sign < -TOLERANCE * limit:
                broken.append(f"{name}.{form}: {value}")
    assert broken == []


@check("get_user_media/video_matrix.js", spec=f"{SPEC}#dfn-fitness-distance", features=("api.MediaDevices.getUserMedia",))
def test_wishes_never_refuse_a_camera(facts: Facts) -> None:
    """A bare value or an ideal never refuses a camera, whatever it wishes for.

    Only what is said to be required may cost a person the picture.
    """
    refused = [
        f"{name}.{form}"
        for name in ("width", "height", "aspectRatio", "frameRate", "facingMode", "resizeMode")
        for form, got in facts[name].items()
        if form.partition("_")[0] in {"bare", "ideal", "list"} and _error(got)
    ]
    assert refused == []


@check("get_user_media/video_matrix.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_limits_upside_down_are_blamed(facts: Facts) -> None:
    """A minimum above the maximum is refused and the constraint is named, for height and rate too.

    A slip in a settings page must show.
    """
    for name, constraint in (("min_above_max_height", "height"), ("min_above_max_rate", "frameRate")):
        error = _error(facts["together"][name])
        assert error == {"name": "OverconstrainedError", "constraint": constraint}, name


@check("get_user_media/video_matrix.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_a_ratio_against_the_size_is_refused(facts: Facts) -> None:
    """An aspect ratio that contradicts the demanded width and height is refused.

    Nothing can be 640 by 480 and 16:9; delivering either breaks a layout.
    """
    error = _error(facts["together"]["ratio_against_size"])
    assert error.get("name") == "OverconstrainedError"
    assert error.get("constraint") in {"width", "height", "aspectRatio"}


@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#def-constraint-facingMode",
    features=("api.MediaDevices.getUserMedia",),
)
def test_an_unknown_facing_is_refused(facts: Facts) -> None:
    """A direction that does not exist, demanded of a camera, is refused and named.

    On a phone the wrong camera shows the wrong side of the room.
    """
    error = _error(facts["facingMode"]["exact_unknown"])
    assert error == {"name": "OverconstrainedError", "constraint": "facingMode"}


@check(
    "get_user_media/video_matrix.js",
    spec=f"{SPEC}#def-constraint-resizeMode",
    features=("api.MediaDevices.getUserMedia",),
)
def test_a_list_of_demands_is_a_choice(facts: Facts) -> None:
    """Of a list of demanded values one that the camera offers is enough.

    New values are introduced by naming the old one beside them.
    """
    got = facts["resizeMode"]["exact_list"]
    assert not _error(got)
    assert got["settings"]["resizeMode"] == "none"


@check(
    "get_user_media/known_traps.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getsettings",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_settings_tell_the_frames_of_odd_requests(facts: Facts) -> None:
    """Wide, square and upright pictures of a 4:3 camera have the size that the settings say.

    These are the requests in which browsers were caught telling one size and sending another.
    """
    assert [name for name, got in facts.items() if not _error(got) and got["settings"] != got["frames"]] == []


@check(
    "get_user_media/delivered_rate.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_a_demanded_rate_is_in_the_settings(facts: Facts) -> None:
    """A demanded frame rate is in the settings, and frames come.

    Encoders spread their bits by the rate that they are told.
    """
    assert [facts[name].get("setting") for name in ("exact_5", "exact_10")] == [5, 10]
    assert facts["max_15"]["setting"] <= 15
    assert all(facts[name]["frames_come"] for name in ("exact_5", "exact_10", "max_15"))


@check(
    "get_user_media/camera_controls.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_only_some_constraints_may_choose_a_camera(facts: Facts) -> None:
    """A torch, a zoom or a focus demanded before a camera is open is a TypeError.

    A site must not find out what a camera can do by asking for it before anyone agreed.
    """
    demanded = {name: facts["exact"][name] for name in facts["supported"] if name in facts["exact"]}
    assert {name for name, got in demanded.items() if got.get("name") != "TypeError"} == set()

"""Which constraints a browser knows, what asking for the impossible ends in, and how an open camera is changed."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# What is known


@check(
    "get_user_media/supported_constraints.js",
    spec=f"{SPEC}#media-track-supported-constraints",
    features=("api.MediaDevices.getSupportedConstraints",),
)
def test_the_basic_constraints_are_known(facts: Facts) -> None:
    """Size, rate, facing, device and the three kinds of audio processing are known as constraints.

    These are the ones every product uses.
    """
    basic = {"width", "height", "frameRate", "facingMode", "deviceId", "groupId"}
    basic |= {"echoCancellation", "autoGainControl", "noiseSuppression"}
    assert basic - set(facts["supported"]) == set()


@check(
    "get_user_media/supported_constraints.js",
    spec=f"{SPEC}#media-track-supported-constraints",
    features=("api.MediaDevices.getSupportedConstraints",),
)
def test_the_format_constraints_are_known(facts: Facts) -> None:
    """Aspect ratio, sample rate, sample size, latency and channel count are known as constraints.

    Music and recording products ask for them.
    """
    wanted = {"aspectRatio", "sampleRate", "sampleSize", "latency", "channelCount"}
    assert wanted - set(facts["supported"]) == set()


@check(
    "get_user_media/supported_constraints.js",
    spec=f"{SPEC}#dom-mediadevices-getsupportedconstraints",
    features=("api.MediaDevices.getSupportedConstraints",),
)
def test_what_is_called_known_is_read(facts: Facts) -> None:
    """Every constraint that is called supported is read from the request.

    A claim that is not acted upon defeats feature detection.
    """
    assert set(facts["supported"]) - set(facts["read"]) == set()


@check(
    "get_user_media/capabilities.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getcapabilities",
    features=("api.MediaStreamTrack.getCapabilities",),
)
def test_settings_lie_within_capabilities(facts: Facts) -> None:
    """The settings of a camera and a microphone lie within their capabilities.

    Sliders in a settings page take their ends from the capabilities.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["settings_within"] is True
        assert facts[kind]["device_is_the_one_set"] is True


# What cannot be had


def _overconstrained(constraint: str) -> Facts:
    """Say how an impossible request should end."""
    return {"opened": False, "name": "OverconstrainedError", "constraint": constraint}


@check(
    "get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.OverconstrainedError.constraint",)
)
def test_an_impossible_width_is_blamed(facts: Facts) -> None:
    """A width no camera has gives an OverconstrainedError that names the width.

    Products retry without the constraint that is named.
    """
    assert facts["video"]["width_100000"] == _overconstrained("width")


@check(
    "get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.OverconstrainedError.constraint",)
)
def test_an_impossible_minimum_is_blamed(facts: Facts) -> None:
    """A minimal height no camera has gives an OverconstrainedError that names the height.

    Products retry without the constraint that is named.
    """
    assert facts["video"]["height_min_100000"] == _overconstrained("height")


@check(
    "get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.OverconstrainedError.constraint",)
)
def test_an_impossible_frame_rate_is_blamed(facts: Facts) -> None:
    """A frame rate no camera has gives an OverconstrainedError that names the frame rate.

    Products retry without the constraint that is named.
    """
    assert facts["video"]["frame_rate_1000"] == _overconstrained("frameRate")


@check(
    "get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.OverconstrainedError.constraint",)
)
def test_a_range_upside_down_is_refused(facts: Facts) -> None:
    """A minimum above the maximum is refused and the width is blamed.

    A slip in a settings page must show, not pick some camera mode.
    """
    assert facts["video"]["min_above_max"] == _overconstrained("width")


@check(
    "get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.OverconstrainedError.constraint",)
)
def test_two_impossible_wishes_are_refused(facts: Facts) -> None:
    """An impossible width beside an impossible height is refused.

    Two wrongs must not make a right.
    """
    assert facts["video"]["two_wrong"]["opened"] is False


@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#def-constraint-deviceId",
    features=("api.OverconstrainedError.constraint",),
)
def test_an_unknown_device_is_blamed(facts: Facts) -> None:
    """An exact device id that is not there gives an OverconstrainedError that names the device id.

    It is how a product learns that the remembered camera or microphone was unplugged.
    """
    assert facts["video"]["device_unknown"] == _overconstrained("deviceId")
    assert facts["audio"]["device_unknown"] == _overconstrained("deviceId")


@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#def-constraint-groupId",
    features=("api.OverconstrainedError.constraint",),
)
def test_an_unknown_group_is_blamed(facts: Facts) -> None:
    """An exact group id that is not there gives an OverconstrainedError that names the group id.

    Headsets are chosen by group.
    """
    assert facts["video"]["group_unknown"] == _overconstrained("groupId")


@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#media-track-constraints",
    features=("api.OverconstrainedError.constraint",),
)
def test_an_unknown_constraint_is_ignored(facts: Facts) -> None:
    """A constraint the browser does not know is ignored, even an exact one.

    New constraints can be used before every browser has them.
    """
    assert facts["video"]["unknown_name"]["opened"] is True


@check(
    "get_user_media/impossible.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.OverconstrainedError.constraint",)
)
def test_advanced_wishes_never_refuse(facts: Facts) -> None:
    """An impossible wish in "advanced" still opens a camera.

    "advanced" is the list of preferences, not of conditions.
    """
    assert facts["video"]["advanced_only"]["opened"] is True


@check(
    "get_user_media/impossible.js",
    spec=f"{SPEC}#overconstrainederror-interface",
    features=("api.OverconstrainedError",),
)
def test_the_error_is_a_dom_exception(facts: Facts) -> None:
    """OverconstrainedError is an interface of its own and a DOMException.

    Error reporting that looks at the type of an error depends on it.
    """
    assert facts["interface_exposed"] is True
    assert facts["error_is_dom_exception"] is True
    assert facts["error_interface"] == "OverconstrainedError"


# Changing an open camera


def _size(described: Facts) -> tuple[int, int]:
    """Read a width and a height."""
    return described["width"], described["height"]


@check(
    "get_user_media/apply_constraints.js",
    spec=f"{SPEC}#dom-mediastreamtrack-applyconstraints",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_an_open_camera_can_be_made_smaller(facts: Facts) -> None:
    """An exact smaller size applied to an open camera is what its frames have from then on.

    Products change the size with the layout, without a new prompt.
    """
    assert facts["smaller"]["applied"] == "yes"
    assert _size(facts["smaller"]["settings"]) == (320, 240)
    assert _size(facts["smaller"]["frames"]) == (320, 240)


@check(
    "get_user_media/apply_constraints.js",
    spec=f"{SPEC}#dfn-applyconstraints-algorithm",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_an_impossible_change_is_refused(facts: Facts) -> None:
    """An impossible change of an open camera is refused, names the constraint and leaves all as it was.

    A failed change must not cost the person the picture they have.
    """
    assert facts["impossible"]["applied"] == {"name": "OverconstrainedError", "constraint": "width"}
    assert facts["impossible"]["frames"] == facts["smaller"]["frames"]
    assert facts["constraints_after_impossible"] == facts["constraints_after_smaller"]


@check(
    "get_user_media/apply_constraints.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getconstraints",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_constraints_are_those_last_applied(facts: Facts) -> None:
    """A track tells the constraints applied last, and none after they were cleared.

    Products restore a camera from what it tells.
    """
    assert facts["constraints_after_smaller"] == {"width": {"exact": 320}, "height": {"exact": 240}}
    assert facts["cleared"] == "yes"
    assert facts["constraints_after_cleared"] == {}

"""Video constraints of `getUserMedia()` on `width` and `height`, and the size of the frames."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"
GET_SETTINGS = "api.MediaStreamTrack.getSettings"
CONSTRAINT = "api.MediaStreamTrack.applyConstraints"


def _call(constraints: str) -> str:
    """Name a getUserMedia() call by its video constraints."""
    return f"getUserMedia({{video: {{{constraints}}}}})"


def _resolved(got: Facts, call: str) -> bool:
    """Return whether a request resolved; expect OverconstrainedError where it rejected."""
    if "error" in got:
        expect(got, call).rejects_with("OverconstrainedError")
    return "error" not in got


def _expect_size(got: Facts, call: str, *, width: int, height: int) -> None:
    """Expect that a request resolved and delivered frames of a size."""
    expect(got, call).contains("frames")
    expect(got["frames"].get("width"), f"frame width of {call}", "pixels").equals(width)
    expect(got["frames"].get("height"), f"frame height of {call}", "pixels").equals(height)


def _expect_settings_of_frames(facts: Facts) -> None:
    """Expect that the settings of each request that resolved have the size of its frames."""
    delivered = {name: got for name, got in facts.items() if "error" not in got}
    for name, got in every(delivered, "requests that delivered frames").items():
        expect(got, f"getUserMedia() for {name}").contains("frames")
        expect(got.get("settings"), f"getSettings() of getUserMedia() for {name}").equals(got["frames"])


# "MUST support downsampling to any value between the min width range value and the native resolution width"
@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#def-constraint-width",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.width_constraint", f"{CONSTRAINT}.height_constraint"),
)
def test_exact_320x240_is_delivered(facts: Facts) -> None:
    """`getUserMedia()` with `width: {exact: 320}, height: {exact: 240}` delivers frames of 320x240.

    Small tiles of a large meeting rely on it.
    """
    call = _call("width: {exact: 320}, height: {exact: 240}")
    _expect_size(facts["exact320x240"], call, width=320, height=240)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.width_constraint", f"{CONSTRAINT}.height_constraint"),
)
def test_exact_1280x720_is_delivered_or_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` with exact 1280x720 delivers frames of 1280x720 or rejects with `OverconstrainedError`.

    It is the usual "HD" of a call.
    """
    got, call = facts["exact1280x720"], _call("width: {exact: 1280}, height: {exact: 720}")
    if _resolved(got, call):
        _expect_size(got, call, width=1280, height=720)


# "For all positive numeric constraints ...: |actual - ideal| / max(|actual|, |ideal|)", which is never infinite
@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#dfn-fitness-distance",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.width_constraint", f"{CONSTRAINT}.height_constraint"),
)
def test_ideal_size_100000_opens_a_camera(facts: Facts) -> None:
    """`getUserMedia()` with an ideal `width` and `height` of 100000 opens a camera.

    Products request "as large as possible" and must not get "no camera found".
    """
    call = _call("width: {ideal: 100000}, height: {ideal: 100000}")
    got = facts["idealBeyondCapabilities"]
    expect(got, call).contains("frames")
    expect(got["frames"].get("width"), f"frame width of {call}", "pixels").is_above(0)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.width_constraint"),
)
def test_min_width_800_is_delivered_or_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` with `width: {min: 800}` delivers frames of at least 800 pixels or is overconstrained.

    Document cameras and recordings need a minimum resolution.
    """
    got, call = facts["widthMin800"], _call("width: {min: 800}")
    if _resolved(got, call):
        expect(got.get("frames", {}).get("width"), f"frame width of {call}", "pixels").is_at_least(800)


# "MUST support downsampling to any value between the min width range value and the native resolution width"
@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#def-constraint-width",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.width_constraint"),
)
def test_max_width_400_limits_frames(facts: Facts) -> None:
    """`getUserMedia()` with `width: {max: 400}` or `{min: 300, max: 400}` delivers frames within these limits.

    Weak devices cap the resolution to spare the encoder.
    """
    for name, least, text in (("widthMax400", 1, "{max: 400}"), ("widthMin300Max400", 300, "{min: 300, max: 400}")):
        call = _call(f"width: {text}")
        expect(facts[name], call).contains("frames")
        expect(facts[name]["frames"].get("width"), f"frame width of {call}", "pixels").is_between(least, 400)


# Of width and height: "MUST be flipped if necessary to match the returned dimensions of the captured video"
@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getsettings",
    basis="MUST",
    features=(GET_SETTINGS,),
)
def test_get_settings_size_matches_frames_of_requested_sizes(facts: Facts) -> None:
    """`getSettings()` reports the `width` and `height` of the frames for exact, ideal, `min` and `max` sizes.

    Products read the settings to learn what they got.
    """
    _expect_settings_of_frames(facts)


# Of width and height: "MUST be flipped if necessary to match the returned dimensions of the captured video"
@check(
    "get_user_media/unusual_sizes.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getsettings",
    basis="MUST",
    features=(GET_SETTINGS,),
)
def test_get_settings_size_matches_frames_of_unusual_sizes(facts: Facts) -> None:
    """`getSettings()` reports the frames' `width` and `height` for 16:9, square, portrait and odd sizes.

    Browsers were found to report one size and to deliver another in these cases.
    """
    _expect_settings_of_frames(facts)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/odd_size.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.width_constraint", f"{CONSTRAINT}.height_constraint"),
)
def test_exact_odd_size_is_delivered_or_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` delivers an exact size that no camera mode has, or rejects with `OverconstrainedError`.

    Anything between the two distorts a layout without an error.
    """
    sizes = (("width641", "width", 641), ("height360", "height", 360), ("size160x160", "width", 160))
    for mode in ("unsaid", "none", "cropAndScale"):
        for name, side, pixels in sizes:
            call = f"getUserMedia() for {name} with resizeMode {mode}"
            if _resolved(facts[mode][name], call):
                delivered = facts[mode][name].get("frames", {}).get(side)
                expect(delivered, f"frame {side} of {call}", "pixels").equals(pixels)

"""Video constraints of `getUserMedia()` on `frameRate`, and the rate of the frames."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

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


# "As a setting, this value represents the configured frame rate."
@check(
    "get_user_media/frame_rate.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, f"{CONSTRAINT}.frameRate_constraint"),
)
def test_exact_frame_rate_10_is_set_and_not_exceeded(facts: Facts) -> None:
    """`getUserMedia()` with an exact `frameRate` of 10 sets it, and frames come no faster, or is overconstrained.

    Products reduce the frame rate to save battery and bandwidth.
    """
    got, call = facts["exact10"], _call("frameRate: {exact: 10}")
    if _resolved(got, call):
        expect(got.get("setting"), f"getSettings().frameRate of {call}", "fps").equals(10)
        subject = f"median interval between frames of {call} is above 1000 / (10 * 1.4) ms"
        expect(got.get("deliveredWithinLimit"), subject).is_true()


# "MUST support frame rates obtained from integral decimation of the native resolution frame rate"
@check(
    "get_user_media/frame_rate.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, f"{CONSTRAINT}.frameRate_constraint"),
)
def test_max_frame_rate_8_is_not_exceeded(facts: Facts) -> None:
    """`getUserMedia()` with `frameRate: {max: 8}` sets at most 8 frames per second, and frames come no faster.

    A limit that is only reported does not spare the encoder.
    """
    got, call = facts["max8"], _call("frameRate: {max: 8}")
    expect(got, call).contains("setting")
    expect(got["setting"], f"getSettings().frameRate of {call}", "fps").is_at_most(8)
    subject = f"median interval between frames of {call} is above 1000 / (8 * 1.4) ms"
    expect(got.get("deliveredWithinLimit"), subject).is_true()


# "As a setting, this value represents the configured frame rate."
@check(
    "get_user_media/delivered_rate.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, f"{CONSTRAINT}.frameRate_constraint"),
)
def test_get_settings_frame_rate_is_the_required_rate(facts: Facts) -> None:
    """`getSettings().frameRate` is the exact 5 or 10 and at most the `max` of 15 that was required, and frames come.

    Encoders divide their bits by the frame rate of the settings.
    """
    for name, least, most, text in (
        ("exact5", 5, 5, "{exact: 5}"),
        ("exact10", 10, 10, "{exact: 10}"),
        ("max15", 0, 15, "{max: 15}"),
    ):
        got, call = facts[name], _call(f"frameRate: {text}")
        if name == "max15":
            expect(got, call).contains("setting")
        if _resolved(got, call):
            expect(got.get("setting"), f"getSettings().frameRate of {call}", "fps").is_between(least, most)
            expect(got.get("framesDelivered"), f"six video frames of {call} within 8 s").is_true()

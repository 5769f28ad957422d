"""Check the constraints of a `getDisplayMedia()` capture of the own tab: size, frame rate and `displaySurface`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"


def frames_of(described: Facts, constraint: str) -> Facts:
    """Return what was seen of the frames; end the check where the browser cannot scale to the constraint."""
    if described.get("outcome") == "OverconstrainedError":
        not_supported(f"downscaling a display capture to {constraint}")
    expect(described.get("outcome"), f"getDisplayMedia() with {constraint}").equals("fulfilled")
    frames: Facts = described["delivered"]
    expect(frames, f"frames of getDisplayMedia() with {constraint}").is_a("object")
    return frames


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/video_constraints.js",
    spec=f"{SPEC}#downscaling-and-frame-decimation",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia",
        "api.MediaStreamTrack.applyConstraints.height_constraint",
        "api.MediaStreamTrack.applyConstraints.width_constraint",
    ),
)
def test_display_width_max_and_height_max_keep_the_aspect_ratio(facts: Facts) -> None:
    """`getDisplayMedia()` keeps `width.max` and `height.max` in its frames, with the tab's aspect ratio.

    Viewers cannot read text that is squeezed or cut off.
    """
    narrow = frames_of(facts["widthMax"], "width.max=320")
    low = frames_of(facts["heightMax"], "height.max=120")
    expect(narrow.get("widthWithin320"), "frames are at most 320 px wide with width.max=320").is_true()
    expect(low.get("heightWithin120"), "frames are at most 120 px high with height.max=120").is_true()
    expect(narrow.get("shape"), "aspect ratio of the frames with width.max=320").equals("as the tab")
    expect(low.get("shape"), "aspect ratio of the frames with height.max=120").equals("as the tab")


# screen-share: "The user agent MUST NOT upscale the captured output", and an ideal value excludes no settings
@check(
    "get_display_media/video_constraints.js",
    spec=f"{SPEC}#downscaling-and-frame-decimation",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.applyConstraints.width_constraint"),
)
def test_display_width_ideal_above_the_tab_resolves(facts: Facts) -> None:
    """`getDisplayMedia()` with `width.ideal` larger than the tab resolves with frames in the tab's aspect ratio.

    Products request 4K and take what the user's display has.
    """
    described = facts["widthIdealBeyondTab"]
    expect(described.get("outcome"), "getDisplayMedia() with width.ideal=4000").equals("fulfilled")
    frames = frames_of(described, "width.ideal=4000")
    expect(frames.get("shape"), "aspect ratio of the frames with width.ideal=4000").equals("as the tab")


# screen-share: "This constraint is ignored for all other purposes, and can therefore not cause any side effects"
@check(
    "get_display_media/video_constraints.js",
    spec=f"{SPEC}#def-constraint-displaySurface",
    basis="MUST",
    features=("api.MediaStreamTrack.applyConstraints.displaySurface_constraint", "api.MediaDevices.getDisplayMedia"),
)
def test_display_surface_constraint_never_rejects(facts: Facts) -> None:
    """`getDisplayMedia()` resolves when the `displaySurface` constraint is unknown or differs from what is captured.

    The user chooses; a share that fails for a hint looks like a broken product.
    """
    other, unknown = facts["displaySurfaceMonitor"], facts["displaySurfaceInvalid"]
    expect(other.get("outcome"), 'getDisplayMedia() of a tab with displaySurface="monitor"').equals("fulfilled")
    expect(unknown.get("outcome"), 'getDisplayMedia() with displaySurface="no such word"').equals("fulfilled")
    if other.get("displaySurface") is not None:
        subject = 'getSettings().displaySurface of a tab requested with displaySurface="monitor"'
        expect(other["displaySurface"], subject).equals("browser")


# screen-share: max "less than the ... floor value ... OverconstrainedError"; the floor value "MUST be greater than 0"
@check(
    "get_display_media/video_constraints.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia",
        "api.MediaStreamTrack.applyConstraints.frameRate_constraint",
        "api.OverconstrainedError.constraint",
    ),
)
def test_display_frame_rate_max_0_rejects_with_overconstrained_error(facts: Facts) -> None:
    """`getDisplayMedia()` rejects `frameRate.max=0` with `OverconstrainedError` whose `constraint` is "frameRate".

    A share that never sends a frame looks broken to everyone in the call.
    """
    rejected = facts["frameRateMax0"]
    expect(rejected.get("outcome"), "getDisplayMedia() with frameRate.max=0").equals("OverconstrainedError")
    expect(rejected.get("constraint"), "OverconstrainedError.constraint for frameRate.max=0").equals("frameRate")


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/delivered_rate.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.applyConstraints.frameRate_constraint"),
)
def test_display_frame_rate_max_limits_delivered_frames(facts: Facts) -> None:
    """`getDisplayMedia()` delivers frames of a moving tab, but no more per second than `frameRate.max`.

    Sharing slides at 5 frames per second saves battery and bandwidth.
    """
    for rate in (5, 10):
        described = facts[f"frameRateMax{rate}"]
        subject = f"frames arrive at no more than {rate * 1.3:g} fps with frameRate.max={rate}"
        expect(described.get("frameRateWithinMax"), subject).is_true()
        expect(described.get("moves"), f"frames arrive with frameRate.max={rate}").is_true()

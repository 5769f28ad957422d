"""Check MediaStreamTrack.clone(): its own state, constraints and life."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# media-capture: "Set trackClone's [[Constraints]] to a clone of track's [[Constraints]]."
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#track-clone",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.label", "api.MediaStreamTrack.getConstraints"),
)
def test_clone_copies_label_and_constraints(facts: Facts) -> None:
    """`MediaStreamTrack.clone()` returns a track with a new `id`, the same `label` and the same `getConstraints()`.

    The self-view and the track that is sent are usually clones of one track.
    """
    inherited = facts["inherited"]
    expect(facts["idsDiffer"], "clone's id differs from the original's").is_true()
    expect(inherited.get("sameLabel"), "clone's label is the original's").is_true()
    constraints = inherited["constraints"]
    expect(constraints.get("width"), "clone's getConstraints().width").equals({"exact": 640})
    expect(constraints.get("height"), "clone's getConstraints().height").equals({"exact": 480})


# media-capture: "is muted or disabled (or both) the consumer gets ... black frames for video"
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.enabled"),
)
def test_clone_has_its_own_enabled_state(facts: Facts) -> None:
    """A clone with `enabled=true` shows the camera while the original with `enabled=false` is black.

    Users check their self-view before they turn the camera on for others.
    """
    apart = facts["enabledIndependent"]
    expect(apart.get("cloneIsBright"), "clone's frames are not black with enabled=true").is_true()
    expect(apart.get("originalIsBlack"), "original's frames are black with enabled=false").is_true()


# media-capture: "A cloned MediaStreamTrack has a set of constraints that is independent of the instance"
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#track-clone",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.clone",
        "api.MediaStreamTrack.applyConstraints",
        "api.MediaStreamTrack.applyConstraints.width_constraint",
        "api.MediaStreamTrack.applyConstraints.height_constraint",
    ),
)
def test_apply_constraints_on_a_clone_leaves_the_original_size(facts: Facts) -> None:
    """`applyConstraints()` with another exact size on a camera clone leaves the original's frame size.

    A small preview next to a large sent video saves CPU.
    """
    sizes = facts["sizesIndependent"]
    expect(sizes.get("original"), "frame size of the original after applyConstraints() on its clone").equals([640, 480])
    # A source that cannot scale rejects the constraints, and the clone keeps its size
    if sizes.get("copy") == [640, 480]:
        not_supported("two sizes of one camera at once")
    expect(sizes.get("copy"), "frame size of the clone after applyConstraints() to 320x240").equals([320, 240])


# media-capture: stop(): "the source may be stopped, unless other MediaStreamTrack objects depend on it"
@check(
    "media_stream_track/clone.js",
    spec=f"{SPEC}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.stop"),
)
def test_clone_delivers_frames_after_the_original_is_stopped(facts: Facts) -> None:
    """A clone stays live and delivers frames after `stop()` of its original.

    Leaving one meeting room must not turn the camera black in another.
    """
    expect(facts["cloneStaysLive"], "clone is live with changing frames after stop() of the original").is_true()

"""Check MediaStreamTrack.enabled: black frames and silence."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# media-capture: "is muted or disabled (or both) the consumer gets ... black frames for video"
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_enabled_false_makes_video_black(facts: Facts) -> None:
    """A camera track with `enabled=false` delivers black frames.

    "Camera off" in a call must mean that nobody sees the user.
    """
    expect(facts["before"].get("picture"), "camera frames are not black with enabled=true").is_true()
    expect(facts["disabled"].get("black"), "camera frames are black with enabled=false").is_true()


# media-capture: "is muted or disabled (or both) the consumer gets ... silence for audio"
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_enabled_false_silences_audio(facts: Facts) -> None:
    """A microphone track with `enabled=false` delivers silence.

    "Muted" in a call must mean that nobody hears the user.
    """
    expect(facts["before"].get("tone"), "tone in the microphone track with enabled=true").is_true()
    expect(facts["disabled"].get("tone"), "tone in the microphone track with enabled=false").is_false()


# media-capture: "media from the source only flows when a MediaStreamTrack object is both unmuted and enabled"
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_enabled_true_resumes_media(facts: Facts) -> None:
    """Camera frames and microphone audio resume when `enabled` is set from false to true.

    Users unmute and expect that others hear them at once.
    """
    expect(facts["after"].get("picture"), "camera frames are not black with enabled=true again").is_true()
    expect(facts["after"].get("tone"), "tone in the microphone track with enabled=true again").is_true()


# media-capture: "two dimensions ... for a live MediaStreamTrack: muted / not muted, and enabled / disabled."
@check(
    "media_stream_track/disabled.js",
    spec=f"{SPEC}#media-flow",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.enabled",
        "api.MediaStreamTrack.muted",
        "api.MediaStreamTrack.mute_event",
        "api.MediaStreamTrack.ended_event",
    ),
)
def test_enabled_false_changes_neither_muted_nor_ready_state(facts: Facts) -> None:
    """`enabled=false` leaves `muted` false, `readyState` "live" and the stream active, and fires no event.

    Products show "muted by the system" and "muted by the user" as different states.
    """
    state = facts["stateWhileDisabled"]
    expect(state.get("muted"), "MediaStreamTrack.muted with enabled=false").is_false()
    expect(state.get("readyState"), "MediaStreamTrack.readyState with enabled=false").equals("live")
    expect(state.get("active"), "MediaStream.active with enabled=false").is_true()
    expect(facts["events"], "mute, unmute and ended events when enabled changes").is_empty()

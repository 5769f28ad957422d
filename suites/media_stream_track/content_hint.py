"""Check MediaStreamTrack.contentHint of camera, microphone and display-capture tracks."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mst-content-hint/#dom-mediastreamtrack-contenthint"


# content-hint: "video", and value is not one of "", "motion", "detail" or "text", abort these steps."
@check(
    "media_stream_track/content_hint.js",
    spec=SPEC,
    basis="MUST",
    features=("api.MediaStreamTrack.contentHint",),
)
def test_content_hint_accepts_values_of_its_kind(facts: Facts) -> None:
    """`contentHint` is "" at first, accepts the hints of the track's `kind` and ignores others without throwing.

    "detail" keeps shared text readable; a product sets it without knowing the kind.
    """
    expect(facts["video"], "values that contentHint of a video track keeps").equals(["motion", "detail", "text"])
    audio = facts["audio"]
    expect(audio, "values that contentHint of an audio track keeps").contains("speech", "music")
    expect(audio, "values that contentHint of an audio track keeps").is_within(
        ["speech", "speech-recognition", "music"]
    )
    expect(facts["videoInitial"], "contentHint of a new video track").equals("")
    expect(facts["audioInitial"], "contentHint of a new audio track").equals("")


# content-hint: "video", and value is not one of "", "motion", "detail" or "text", abort these steps."
@check(
    "media_stream_track/track_members.js",
    spec=SPEC,
    basis="MUST",
    features=("api.MediaStreamTrack.contentHint",),
)
def test_content_hint_of_a_display_track_accepts_video_hints(facts: Facts) -> None:
    """`contentHint` of a `getDisplayMedia()` video track accepts "detail", "text", "motion" and ignores other values.

    "detail" keeps a shared document readable at low bandwidth.
    """
    hints = facts["hints"]
    # Without the attribute, the assignment makes a plain property that keeps everything
    if hints.get("invalidHint") == "no such hint" and hints.get("speech") == "speech":
        not_supported("MediaStreamTrack.contentHint")
    for hint in ("detail", "text", "motion"):
        expect(hints.get(hint), f'contentHint of a display track after setting "{hint}"').equals(hint)
    expect(hints.get("speech"), 'contentHint of a display track after setting "speech"').equals("")
    expect(hints.get("invalidHint"), 'contentHint of a display track after setting "no such hint"').equals("")

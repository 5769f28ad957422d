"""Recordings that one browser makes and another one plays: the files really made, by producer and player."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record/#mediarecorder-api"


def _assert_plays(facts: Facts, *, sound: bool) -> None:
    seen = facts["answerer"]
    assert seen["plays"], f"it does not play ({seen.get('error', 'nothing happens')})"
    assert seen["numbersAdvance"], "the recorded frames do not advance"
    assert seen["numbersToTheEnd"], "the frames of the last second are frozen, black or missing"
    if sound:
        assert seen["hasSound"], "the tone is not in the file"
        assert seen["soundToTheEnd"], "the tone is missing in the last second"


@check("interop/recording_webm_vp8.js", spec=SPEC)
def test_webm_vp8_made_here_plays_there(facts: Facts) -> None:
    """A recording as WebM with VP8 and no sound that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=False)


@check("interop/recording_webm_vp8_opus.js", spec=SPEC)
def test_webm_vp8_opus_made_here_plays_there(facts: Facts) -> None:
    """A recording as WebM with VP8 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)


@check("interop/recording_webm_vp9.js", spec=SPEC)
def test_webm_vp9_made_here_plays_there(facts: Facts) -> None:
    """A recording as WebM with VP9 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)


@check("interop/recording_webm_av1.js", spec=SPEC)
def test_webm_av1_made_here_plays_there(facts: Facts) -> None:
    """A recording as WebM with AV1 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)


@check("interop/recording_matroska_h264.js", spec=SPEC)
def test_matroska_h264_made_here_plays_there(facts: Facts) -> None:
    """A recording as Matroska with H.264 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)


@check("interop/recording_mp4_h264.js", spec=SPEC)
def test_mp4_h264_made_here_plays_there(facts: Facts) -> None:
    """A recording as MP4 with H.264 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)


@check("interop/recording_mp4_vp9.js", spec=SPEC)
def test_mp4_vp9_made_here_plays_there(facts: Facts) -> None:
    """A recording as MP4 with VP9 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)


@check("interop/recording_mp4_av1.js", spec=SPEC)
def test_mp4_av1_made_here_plays_there(facts: Facts) -> None:
    """A recording as MP4 with AV1 and Opus that one browser made plays in another one.

    Who records in one browser sends the file to people with another.
    """
    _assert_plays(facts, sound=True)

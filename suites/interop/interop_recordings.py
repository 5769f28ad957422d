"""Recordings that one browser makes and another plays: the file itself is transferred between them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start"
FEATURES = (
    "api.MediaRecorder.start",
    "api.MediaRecorder.dataavailable_event",
    "api.MediaRecorder.mimeType",
    "api.HTMLMediaElement.canPlayType",
)


def _expect_plays(facts: Facts, *, audio: bool) -> None:
    """Expect video, and audio where there is some, from the first to the last second of the file."""
    seen = facts["answerer"]
    if seen["claims"] != "probably" and not seen["plays"]:
        not_supported(f'playing the type (canPlayType() returns "{seen["claims"]}")')
    expect(seen["plays"], f"the recording plays ({seen.get('error', 'no error')})").is_true()
    expect(seen["numbersAdvance"], "frame numbers advance in the playing recording").is_true()
    expect(seen["numbersToTheEnd"], "numbered frames in the last second of the recording").is_true()
    if audio:
        expect(seen["hasSound"], "tone in the recording").is_true()
        expect(seen["soundToTheEnd"], "tone in the last second of the recording").is_true()


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_webm_vp8.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_webm_vp8_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, WebM with VP8 and no audio, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=False)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_webm_vp8_opus.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_webm_vp8_opus_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, WebM with VP8 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_webm_vp9.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_webm_vp9_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, WebM with VP9 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_webm_av1.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_webm_av1_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, WebM with AV1 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_matroska_h264.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_matroska_h264_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, Matroska with H.264 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_mp4_h264.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_mp4_h264_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, MP4 with H.264 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_mp4_vp9.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_mp4_vp9_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, MP4 with VP9 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)


# "the combination of all the Blobs from a completed recording MUST be playable"
@check("interop/recording_mp4_av1.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_mp4_av1_recording_plays_in_other_browser(facts: Facts) -> None:
    """`MediaRecorder` file of one browser, MP4 with AV1 and Opus, plays in another to the last second.

    Users send their recordings to people with another browser.
    """
    _expect_plays(facts, audio=True)

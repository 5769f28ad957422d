"""Calls of 30 seconds, one for each codec: video and audio that begin well must not break later."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

WINDOWS = 6
CONNECTED = "https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-connectionstate"


def _assert_windows(facts: Facts, names: tuple[str, ...]) -> None:
    """Hold each window of five seconds to what must go on in it."""
    faults = {
        "moving": "the received video froze or went black",
        "decoded": "inbound-rtp.framesDecoded did not grow",
        "arrived": "inbound-rtp.packetsReceived of audio did not grow",
        "heard": "the tone of 1000 Hz was not heard",
    }
    for number, window in enumerate(facts["windows"], start=1):
        for name in names:
            assert window[name] is True, f"{faults[name]} in window {number} of {WINDOWS}, each of 5 s"
    count = len(facts["windows"])
    assert count == WINDOWS, f"the call broke in window {count} of {WINDOWS}, so its end was not reached"


def _assert_codec(facts: Facts, mime_type: str) -> None:
    for when, codecs in (("at first", facts), ("at the end", facts["atEnd"])):
        for way in ("sent", "received"):
            assert codecs[way] == mime_type, f"getStats() names {codecs[way]!r} as {way} {when}, expected {mime_type!r}"


def _assert_connected(facts: Facts) -> None:
    for end, states, last in zip("ab", facts["states"], facts["lastStates"], strict=True):
        assert not states, (
            f"connectionState of end {end} became {', '.join(states)} during the call, expected no change"
        )
        assert last == "connected", f"connectionState of end {end} is {last!r} at the end, expected 'connected'"


@check("calls/vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5")
def test_vp8_video_goes_on_for_30_seconds(facts: Facts) -> None:
    """A call with VP8 decodes moving frames in each window of 30 seconds, with the same codec at the end.

    Video that freezes after the first seconds passes every test that looks at the first frames, and ends the meeting.
    """
    _assert_codec(facts, "video/vp8")
    _assert_windows(facts, ("moving", "decoded"))


@check("calls/vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_audio_goes_on_beside_vp8_for_30_seconds(facts: Facts) -> None:
    """In a call with VP8 and Opus the tone is heard in each window of 30 seconds.

    Audio that falls silent while the video goes on is noticed by everybody but the person who speaks.
    """
    _assert_windows(facts, ("arrived", "heard"))


@check("calls/vp8.js", spec=CONNECTED, features=("api.RTCPeerConnection.connectionState",))
def test_vp8_call_stays_connected_for_30_seconds(facts: Facts) -> None:
    """`connectionState` stays "connected" at both ends of a call with VP8 for 30 seconds.

    Applications show "reconnecting" as soon as it changes.
    """
    _assert_connected(facts)


@check("calls/vp9.js", spec="https://www.rfc-editor.org/rfc/rfc9628#section-4")
def test_vp9_video_goes_on_for_30_seconds(facts: Facts) -> None:
    """A call with VP9 decodes moving frames in each window of 30 seconds, with the same codec at the end.

    Video that freezes after the first seconds passes every test that looks at the first frames, and ends the meeting.
    """
    _assert_codec(facts, "video/vp9")
    _assert_windows(facts, ("moving", "decoded"))


@check("calls/vp9.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_audio_goes_on_beside_vp9_for_30_seconds(facts: Facts) -> None:
    """In a call with VP9 and Opus the tone is heard in each window of 30 seconds.

    Audio that falls silent while the video goes on is noticed by everybody but the person who speaks.
    """
    _assert_windows(facts, ("arrived", "heard"))


@check("calls/vp9.js", spec=CONNECTED, features=("api.RTCPeerConnection.connectionState",))
def test_vp9_call_stays_connected_for_30_seconds(facts: Facts) -> None:
    """`connectionState` stays "connected" at both ends of a call with VP9 for 30 seconds.

    Applications show "reconnecting" as soon as it changes.
    """
    _assert_connected(facts)


@check("calls/h264.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5")
def test_h264_video_goes_on_for_30_seconds(facts: Facts) -> None:
    """A call with H.264 decodes moving frames in each window of 30 seconds, with the same codec at the end.

    Video that freezes after the first seconds passes every test that looks at the first frames, and ends the meeting.
    """
    _assert_codec(facts, "video/h264")
    _assert_windows(facts, ("moving", "decoded"))


@check("calls/h264.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_audio_goes_on_beside_h264_for_30_seconds(facts: Facts) -> None:
    """In a call with H.264 and Opus the tone is heard in each window of 30 seconds.

    Audio that falls silent while the video goes on is noticed by everybody but the person who speaks.
    """
    _assert_windows(facts, ("arrived", "heard"))


@check("calls/h264.js", spec=CONNECTED, features=("api.RTCPeerConnection.connectionState",))
def test_h264_call_stays_connected_for_30_seconds(facts: Facts) -> None:
    """`connectionState` stays "connected" at both ends of a call with H.264 for 30 seconds.

    Applications show "reconnecting" as soon as it changes.
    """
    _assert_connected(facts)


@check("calls/av1.js", spec="https://aomediacodec.github.io/av1-rtp-spec/#44-av1-aggregation-header")
def test_av1_video_goes_on_for_30_seconds(facts: Facts) -> None:
    """A call with AV1 decodes moving frames in each window of 30 seconds, with the same codec at the end.

    Video that freezes after the first seconds passes every test that looks at the first frames, and ends the meeting.
    """
    _assert_codec(facts, "video/av1")
    _assert_windows(facts, ("moving", "decoded"))


@check("calls/av1.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_audio_goes_on_beside_av1_for_30_seconds(facts: Facts) -> None:
    """In a call with AV1 and Opus the tone is heard in each window of 30 seconds.

    Audio that falls silent while the video goes on is noticed by everybody but the person who speaks.
    """
    _assert_windows(facts, ("arrived", "heard"))


@check("calls/av1.js", spec=CONNECTED, features=("api.RTCPeerConnection.connectionState",))
def test_av1_call_stays_connected_for_30_seconds(facts: Facts) -> None:
    """`connectionState` stays "connected" at both ends of a call with AV1 for 30 seconds.

    Applications show "reconnecting" as soon as it changes.
    """
    _assert_connected(facts)


@check("calls/opus.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_opus_audio_goes_on_for_30_seconds(facts: Facts) -> None:
    """In a call with Opus alone the tone is heard in each window of 30 seconds, with the same codec at the end.

    Audio that falls silent after the first seconds passes every test that listens at the start.
    """
    _assert_codec(facts, "audio/opus")
    _assert_windows(facts, ("arrived", "heard"))


@check("calls/opus.js", spec=CONNECTED, features=("api.RTCPeerConnection.connectionState",))
def test_opus_call_stays_connected_for_30_seconds(facts: Facts) -> None:
    """`connectionState` stays "connected" at both ends of a call with Opus alone for 30 seconds.

    Applications show "reconnecting" as soon as it changes.
    """
    _assert_connected(facts)

"""Parameters of Opus in SDP, and RTX in setCodecPreferences()."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]


# RFC 7587: "The sender of the other side MUST NOT send with an average bitrate higher than "maxaveragebitrate""
@check("codecs/opus_bitrate.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-7.1", basis="MUST")
def test_opus_maxaveragebitrate_limits_bitrate(facts: Facts, metrics: Facts) -> None:
    """Opus with `maxaveragebitrate=8000` in the remote description sends less than 16 kbit/s.

    Users on slow networks lose their audio when the limit is exceeded.
    """
    if facts.get("measured") is False:
        # The call that the measurement is clocked by stands still where a browser always uses DTX
        not_supported("a call that sends packets of silence with usedtx=0")
    size = metrics.get("low_bytes")
    subject = "bytes per Opus packet (20 ms) with maxaveragebitrate=8000"
    expect(size, subject, "bytes").satisfies(facts.get("keepsToALowRate") is True, "< 40 bytes")


# RFC 7587: "every receiver MUST be able to receive and decode stereo signals"
@check("codecs/opus_stereo.js", spec="https://www.rfc-editor.org/rfc/rfc7587#section-6.1", basis="MUST")
def test_opus_stereo_plays_both_channels_unswapped(facts: Facts) -> None:
    """Opus with `stereo=1`: both channels play, and left and right are not swapped.

    Music, games and spatial audio sound from the wrong side, or on one side only.
    """
    stereo = facts.get("stereo")
    expect(stereo, "channels played").has_length(2).lacks("neither", "")
    expect(stereo, "tones played in the left and right channel of Opus with stereo=1").differs_from(["right", "left"])


# RFC 8834: "Receivers are REQUIRED to implement support for RTP retransmission packets [RFC4588]"
@check(
    "codecs/redundancy.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-6.1",
    basis="MUST",
    features=("api.RTCRtpTransceiver.setCodecPreferences",),
)
def test_set_codec_preferences_with_rtx_negotiates_rtx(facts: Facts) -> None:
    """`setCodecPreferences()` with video/rtx negotiates RTX, without it the answer has none; video is sent either way.

    Without retransmission, each lost packet freezes the video until the next keyframe.
    """
    with_rtx, without = facts.get("pictures", {}), facts.get("withoutRetransmission", {})
    expect(with_rtx.get("answered"), "codecs of the answer with video/rtx in setCodecPreferences()").contains("rtx")
    answered = without.get("answered")
    expect(answered, "codecs of the answer without video/rtx in setCodecPreferences()").is_not_empty().lacks("rtx")
    expect(with_rtx.get("sent"), "codec of outbound-rtp with RTX negotiated").is_not_null()
    expect(without.get("sent"), "codec of outbound-rtp without RTX").is_not_null()

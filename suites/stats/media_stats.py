"""getStats(): values of media: audio energy, video size and rate, quality, freezes and times."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

STATS = "https://w3c.github.io/webrtc-stats/"
REPORT = "api.RTCStatsReport"


# Audio energy


# webrtc-stats: "This value MUST be computed as follows: for each audio sample that is received ..., add ..."
@check(
    "stats/audio_levels.js",
    spec=f"{STATS}#dom-rtcinboundrtpstreamstats-totalaudioenergy",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.audioLevel",
        f"{REPORT}.type_inbound-rtp.totalAudioEnergy",
        f"{REPORT}.type_inbound-rtp.totalSamplesDuration",
    ),
)
def test_inbound_rtp_audio_energy_follows_the_received_tone(facts: Facts) -> None:
    """`inbound-rtp.totalAudioEnergy` grows with a received tone and stays with silence; `audioLevel` agrees.

    Active speaker indicators rely on it.
    """
    expect(facts["heard"], "the 900 Hz tone arrives in the received track").is_true()
    _expect_energy(facts, "inbound-rtp", "received", "receiver")
    _expect_level(facts["toneAgain"], "inbound-rtp.audioLevel after the track is enabled again", "loud")


# webrtc-stats: "This value MUST be computed as follows: for each audio sample produced by the media source ..."
@check(
    "stats/audio_levels.js",
    spec=f"{STATS}#dom-rtcaudiosourcestats-totalaudioenergy",
    basis="MUST",
    features=(
        f"{REPORT}.type_media-source.audioLevel",
        f"{REPORT}.type_media-source.totalAudioEnergy",
        f"{REPORT}.type_media-source.totalSamplesDuration",
    ),
)
def test_media_source_audio_energy_follows_the_sent_tone(facts: Facts) -> None:
    """`media-source.totalAudioEnergy` grows with a sent tone and stays with `enabled=false`; `audioLevel` agrees.

    Products warn a user who talks while muted, or whose microphone is silent.
    """
    _expect_energy(facts, "media-source", "sent", "sender")


# Video


# "The width, in pixels, of the last frame originating from this source."; frameWidth "may be lower"
@check(
    "stats/video_stats.js",
    spec=f"{STATS}#dom-rtcvideosourcestats-width",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.frameHeight",
        f"{REPORT}.type_inbound-rtp.frameWidth",
        f"{REPORT}.type_media-source.height",
        f"{REPORT}.type_media-source.width",
        f"{REPORT}.type_outbound-rtp.frameHeight",
        f"{REPORT}.type_outbound-rtp.frameWidth",
    ),
)
def test_media_source_size_is_the_track_size_and_bounds_frame_size(facts: Facts) -> None:
    """`media-source` has the `width` and `height` of the sent track; `frameWidth` and `frameHeight` are not larger.

    Products read from these members how sharp the video is.
    """
    for fact, size in (("first", "320x240"), ("second", "240x180")):
        condition = f"of a {size} track" if fact == "first" else f"after replaceTrack() with a {size} track"
        expect(facts[fact].get("source"), f"media-source widthxheight {condition}").equals(size)
        for side, type_ in (("sent", "outbound-rtp"), ("received", "inbound-rtp")):
            measured = facts[fact].get(side)
            expect(measured, f"{type_} of video {condition}").is_not_null()
            # Both members are optional.
            if "undefined" not in str(measured):
                within = all(one <= most for one, most in zip(_size(measured), _size(size), strict=True))
                subject = f"{type_} frameWidth x frameHeight {condition}"
                expect(measured, subject).satisfies(within, f"at most {size}")


# "The number of decoded frames in the last second." "The number of encoded frames during the last second."
@check(
    "stats/video_stats.js",
    spec=f"{STATS}#dom-rtcinboundrtpstreamstats-framespersecond",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.framesPerSecond",
        f"{REPORT}.type_outbound-rtp.framesPerSecond",
    ),
)
def test_frames_per_second_is_a_possible_rate(facts: Facts) -> None:
    """`framesPerSecond` of `outbound-rtp` and `inbound-rtp`, where present, is at most 200 for a source of 20 fps.

    Products recognize stuttering video by it.
    """
    rates = facts["rates"]
    expect(rates.get("possible"), "framesPerSecond of outbound-rtp and inbound-rtp is at most 200 fps").is_true()
    if not rates.get("told"):
        not_supported("framesPerSecond of outbound-rtp or inbound-rtp")


# "The record includes a mapping for all RTCQualityLimitationReason types, including none" (optional members)
@check(
    "stats/video_stats.js",
    spec=f"{STATS}#dom-rtcoutboundrtpstreamstats-qualitylimitationdurations",
    basis="MUST",
    features=(
        f"{REPORT}.type_outbound-rtp.qualityLimitationDurations",
        f"{REPORT}.type_outbound-rtp.qualityLimitationReason",
    ),
)
def test_quality_limitation_reason_and_durations_are_valid(facts: Facts) -> None:
    """`qualityLimitationReason`, where present, is a known value; `qualityLimitationDurations` has all of them.

    Help desks read here whether network or CPU limits the video.
    """
    limits = facts["limits"]
    _expect_optional(
        {
            "outbound-rtp.qualityLimitationReason is none, cpu, bandwidth or other": limits.get("reason"),
            "outbound-rtp.qualityLimitationDurations has seconds for each reason": limits.get("durations"),
        },
        "outbound-rtp.qualityLimitationReason",
    )


# "Count the total number of video freezes experienced by this receiver." (optional members)
@check(
    "stats/video_stats.js",
    spec=f"{STATS}#dom-rtcinboundrtpstreamstats-freezecount",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.freezeCount",
        f"{REPORT}.type_inbound-rtp.pauseCount",
        f"{REPORT}.type_inbound-rtp.totalFreezesDuration",
        f"{REPORT}.type_inbound-rtp.totalPausesDuration",
    ),
)
def test_freeze_and_pause_members_are_counts(facts: Facts) -> None:
    """`freezeCount`, `pauseCount` and their durations in `inbound-rtp`, where present, are numbers of at least 0.

    Freezes are what users complain about most.
    """
    names = ("freezeCount", "totalFreezesDuration", "pauseCount", "totalPausesDuration")
    _expect_optional(
        {f"inbound-rtp.{name} is a number >= 0": facts["shown"].get(name) for name in names}, "inbound-rtp.freezeCount"
    )


# "Total number of seconds that has been spent encoding the framesEncoded frames of this stream." (optional members)
@check(
    "stats/video_stats.js",
    spec=f"{STATS}#dom-rtcoutboundrtpstreamstats-totalencodetime",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.totalDecodeTime",
        f"{REPORT}.type_inbound-rtp.totalInterFrameDelay",
        f"{REPORT}.type_outbound-rtp.totalEncodeTime",
    ),
)
def test_encode_and_decode_times_are_in_seconds(facts: Facts) -> None:
    """`totalEncodeTime`, `totalDecodeTime` and `totalInterFrameDelay`, where present, are in seconds.

    In milliseconds each alarm for an overloaded CPU is wrong by a factor of 1000.
    """
    bound = "is at most 20 times the call's duration in seconds"
    _expect_optional(
        {
            f"outbound-rtp.totalEncodeTime {bound}": facts["encodedInSeconds"],
            f"inbound-rtp.totalDecodeTime {bound}": facts["decodedInSeconds"],
            f"inbound-rtp.totalInterFrameDelay {bound}": facts["gapsInSeconds"],
        },
        "outbound-rtp.totalEncodeTime",
    )


def _expect_energy(facts: Facts, type_: str, energy: str, level: str) -> None:
    """Expect the mandatory energy and, where the browser reports it, the level, of a tone and of silence."""
    for phase, word, growth in (("tone", "loud", "grows"), ("silence", "silent", "stays")):
        expect(facts[phase].get(energy), f"{type_}.totalAudioEnergy with {phase}").equals(growth)
        _expect_level(facts[phase].get(level), f"{type_}.audioLevel with {phase}", word)


def _expect_level(measured: str | None, subject: str, wanted: str) -> None:
    """Expect an audioLevel in words; the member is optional."""
    if measured != "not told":
        expect(measured, subject).equals(wanted)


def _expect_optional(values: dict[str, bool | None], member: str) -> None:
    """Expect what the probe judged of optional members; end with "not supported" where none is reported."""
    reported = {subject: holds for subject, holds in values.items() if holds is not None}
    if not reported:
        not_supported(member)
    for subject, holds in reported.items():
        expect(holds, subject).is_true()


def _size(text: str) -> list[int]:
    return [int(part) for part in text.split("x")]

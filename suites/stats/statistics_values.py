"""Whether the values of statistics can be true: growth, agreement of both ends, and with the media that are sent."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Growth


@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcreceivedrtpstreamstats-packetsreceived",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.packetsReceived",
        "api.RTCStatsReport.type_outbound-rtp.packetsSent",
    ),
)
def test_counters_never_fall(facts: Facts) -> None:
    """Counters of a running call never fall, at either end.

    A rate below zero breaks a graph and an alarm.
    """
    for side in ("sender", "receiver"):
        assert facts[side]["fallen"] == [], side


@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcsentrtpstreamstats-packetssent",
    features=(
        "api.RTCStatsReport.type_outbound-rtp.bytesSent",
        "api.RTCStatsReport.type_inbound-rtp.framesDecoded",
    ),
)
def test_counters_grow_with_the_call(facts: Facts) -> None:
    """Packets, bytes and frames grow while media flow.

    A counter that stands still is shown as a frozen call.
    """
    for side in ("sender", "receiver"):
        assert facts[side]["still"] == [], side


@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcstats-timestamp",
    features=("api.RTCStatsReport.type_inbound-rtp",),
)
def test_times_of_readings_go_on(facts: Facts) -> None:
    """The time of a later reading is later, for all that this side measures.

    Dividing by it must not give a wrong sign.
    """
    for side in ("sender", "receiver"):
        assert facts[side]["backwards"] == [], side


@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcstatsreport-object",
    features=("api.RTCStatsReport",),
)
def test_ids_stay_in_a_running_call(facts: Facts) -> None:
    """Ids of statistics stay the same from reading to reading.

    Differences are taken by id.
    """
    for side in ("sender", "receiver"):
        assert facts[side]["idsStay"], side


# Agreement


@check(
    "stats/agreement.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcrtpstreamstats-ssrc",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.ssrc",
        "api.RTCStatsReport.type_codec.mimeType",
    ),
)
def test_both_ends_tell_the_same_stream(facts: Facts) -> None:
    """Both ends name the same stream and codec, and receive no more than was sent.

    Support lays the figures of both ends side by side.
    """
    assert facts["complete"]
    assert facts["codecs"]["audio"] == ["audio/opus"] * 2
    assert facts["codecs"]["video"][0] == facts["codecs"]["video"][1] is not None
    assert facts["wrong"]["audio"] == facts["wrong"]["video"] == []


@check(
    "stats/agreement.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-framesdecoded",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.framesDecoded",
        "api.RTCStatsReport.type_outbound-rtp.framesEncoded",
    ),
)
def test_frames_are_lost_never_won(facts: Facts) -> None:
    """From drawing to decoding each step has at most the frames of the one before.

    Where pictures get lost is found by comparing the steps.
    """
    assert facts["wrong"]["pictures"] == []


@check(
    "stats/agreement.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcremoteoutboundrtpstreamstats-remotetimestamp",
    features=("api.RTCStatsReport.type_remote-outbound-rtp.packetsSent",),
)
def test_remote_reports_fit_own_counts(facts: Facts) -> None:
    """What the other end reports of a stream fits what this end counts.

    Loss in percent is made of both.
    """
    assert facts["wrong"]["reports"] == []


@check(
    "stats/agreement.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-trackidentifier",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.trackIdentifier",
        "api.RTCStatsReport.type_media-source.trackIdentifier",
    ),
)
def test_statistics_name_their_track(facts: Facts) -> None:
    """Source and receiver name the track that they belong to.

    That is how figures come to the right tile.
    """
    assert facts["tracks"]["source"] is True
    assert facts["tracks"]["received"] is True


# Sound and pictures


@check(
    "stats/sound_levels.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-audiolevel",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.audioLevel",
        "api.RTCStatsReport.type_inbound-rtp.totalAudioEnergy",
    ),
)
def test_loudness_received_is_told(facts: Facts) -> None:
    """A tone that is received is told as loud, silence as silent, in level and energy.

    Who is speaking is shown by it.
    """
    assert facts["heard"]
    assert (facts["tone"]["receiver"], facts["tone"]["received"]) == ("loud", "grows")
    assert (facts["silence"]["receiver"], facts["silence"]["received"]) == ("silent", "stays")
    assert facts["toneAgain"] == "loud"


@check(
    "stats/sound_levels.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcaudiosourcestats-audiolevel",
    features=(
        "api.RTCStatsReport.type_media-source.audioLevel",
        "api.RTCStatsReport.type_media-source.totalAudioEnergy",
    ),
)
def test_loudness_sent_is_told(facts: Facts) -> None:
    """A tone that is sent is told as loud before it is coded, a silenced track as silent.

    Somebody who is muted is told from a microphone that gives nothing.
    """
    assert (facts["tone"]["sender"], facts["tone"]["sent"]) == ("loud", "grows")
    assert (facts["silence"]["sender"], facts["silence"]["sent"]) == ("silent", "stays")


@check(
    "stats/pictures.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-framewidth",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.frameWidth",
        "api.RTCStatsReport.type_outbound-rtp.frameWidth",
        "api.RTCStatsReport.type_media-source.width",
    ),
)
def test_sizes_of_pictures_are_told(facts: Facts) -> None:
    """The size of pictures is told at the source, sent and received, and follows when it changes.

    The sharpness that people get is read there.
    """
    assert facts["first"] == dict.fromkeys(("source", "sent", "received"), "320x240")
    assert facts["second"] == dict.fromkeys(("source", "sent", "received"), "240x180")


@check(
    "stats/pictures.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-framespersecond",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.framesPerSecond",
        "api.RTCStatsReport.type_outbound-rtp.framesPerSecond",
    ),
)
def test_rates_of_pictures_are_told(facts: Facts) -> None:
    """The rate of pictures is told at both ends and is one that can be.

    Fluent or stuttering is read there.
    """
    assert facts["rates"] == {"told": True, "possible": True}


@check(
    "stats/pictures.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcoutboundrtpstreamstats-qualitylimitationreason",
    features=(
        "api.RTCStatsReport.type_outbound-rtp.qualityLimitationReason",
        "api.RTCStatsReport.type_outbound-rtp.qualityLimitationDurations",
    ),
)
def test_what_limits_quality_is_told(facts: Facts) -> None:
    """What limits the quality (network, processor, nothing) is told, and for how long.

    Help desks ask this first.
    """
    assert facts["limits"]["reason"]
    assert facts["limits"]["durations"]


@check(
    "stats/pictures.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcinboundrtpstreamstats-freezecount",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.freezeCount",
        "api.RTCStatsReport.type_inbound-rtp.totalFreezesDuration",
    ),
)
def test_freezes_are_counted(facts: Facts) -> None:
    """Freezes and pauses of received pictures are counted, with their duration.

    It is what people complain about.
    """
    for name in ("freezeCount", "totalFreezesDuration", "pauseCount", "totalPausesDuration"):
        assert facts["shown"][name], name


@check(
    "stats/pictures.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcoutboundrtpstreamstats-totalencodetime",
    features=(
        "api.RTCStatsReport.type_outbound-rtp.totalEncodeTime",
        "api.RTCStatsReport.type_inbound-rtp.totalDecodeTime",
        "api.RTCStatsReport.type_inbound-rtp.totalInterFrameDelay",
    ),
)
def test_coding_times_are_in_seconds(facts: Facts) -> None:
    """Times of encoding, of decoding and between frames are in seconds.

    In milliseconds each alarm would be wrong a thousandfold.
    """
    for name in ("encodedInSeconds", "decodedInSeconds", "gapsInSeconds"):
        assert facts[name], name

"""getStats(): values of RTP streams and media sources: growth, agreement of both peers, audio energy, video size."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

STATS = "https://w3c.github.io/webrtc-stats/"
REPORT = "api.RTCStatsReport"
SIDES = {"sender": "outbound-rtp", "receiver": "inbound-rtp"}


# Growth


# "For a given RTP stats object, its total counters must always increase"
@check(
    "stats/growth.js",
    spec=f"{STATS}#streamstats-dict*",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.bytesReceived",
        f"{REPORT}.type_inbound-rtp.framesDecoded",
        f"{REPORT}.type_inbound-rtp.packetsReceived",
        f"{REPORT}.type_outbound-rtp.bytesSent",
        f"{REPORT}.type_outbound-rtp.framesEncoded",
        f"{REPORT}.type_outbound-rtp.packetsSent",
    ),
)
def test_counters_never_decrease(facts: Facts) -> None:
    """Counters such as `packetsSent`, `bytesReceived` and `framesDecoded` never decrease during a call.

    A negative rate breaks graphs and raises alarms.
    """
    for side in SIDES:
        _expect_readings(facts, side)
        expect(facts[side]["fallen"], f"counters of the {side} that decreased").is_empty()


# "Total number of RTP packets sent for this SSRC."; "the total number of frames correctly decoded for this RTP ..."
@check(
    "stats/growth.js",
    spec=f"{STATS}#dom-rtcsentrtpstreamstats-packetssent",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.bytesReceived",
        f"{REPORT}.type_inbound-rtp.framesDecoded",
        f"{REPORT}.type_inbound-rtp.packetsReceived",
        f"{REPORT}.type_inbound-rtp.totalSamplesReceived",
        f"{REPORT}.type_outbound-rtp.bytesSent",
        f"{REPORT}.type_outbound-rtp.framesEncoded",
        f"{REPORT}.type_outbound-rtp.framesSent",
        f"{REPORT}.type_outbound-rtp.packetsSent",
    ),
)
def test_counters_increase_while_media_flows(facts: Facts) -> None:
    """Packet, byte and frame counters of `outbound-rtp` and `inbound-rtp` increase while media flows.

    A counter that does not move is shown as a frozen call.
    """
    for side, type_ in SIDES.items():
        expect(facts[side]["still"], f"{type_} counters that did not increase within 20 s").is_empty()


# webrtc-pc: "defined as Performance.timeOrigin + Performance.now() at the time the information is collected"
@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcstats-timestamp",
    basis="MUST",
    features=(f"{REPORT}.type_inbound-rtp.timestamp", f"{REPORT}.type_outbound-rtp.timestamp"),
)
def test_timestamps_increase_from_report_to_report(facts: Facts) -> None:
    """`timestamp` of local statistics never is earlier in a later report.

    Rates divided by a negative time have the wrong sign.
    """
    for side in SIDES:
        _expect_readings(facts, side)
        expect(facts[side]["backwards"], f"types of the {side} whose timestamp decreased").is_empty()


# "Two RTCStats objects ... MUST have the same id if they were produced by inspecting the same underlying object."
@check(
    "stats/growth.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcstats-id",
    basis="MUST",
    features=(f"{REPORT}.type_inbound-rtp.id", f"{REPORT}.type_outbound-rtp.id"),
)
def test_ids_are_stable_across_reports(facts: Facts) -> None:
    """The `id` of each stream, source, transport, codec and data channel is the same in all reports of a call.

    Products subtract two reports by id and would lose the history of a stream.
    """
    for side in SIDES:
        _expect_readings(facts, side)
        expect(facts[side]["idsStay"], f"ids in the reports of the {side} are the same in each report").is_true()


# Agreement of both peers


# ssrc identifies "the stream of RTP packets that this stats object is describing"
@check(
    "stats/agreement.js",
    spec=f"{STATS}#dom-rtcrtpstreamstats-ssrc",
    basis="MUST",
    features=(
        f"{REPORT}.type_codec.clockRate",
        f"{REPORT}.type_codec.mimeType",
        f"{REPORT}.type_codec.payloadType",
        f"{REPORT}.type_inbound-rtp.bytesReceived",
        f"{REPORT}.type_inbound-rtp.packetsLost",
        f"{REPORT}.type_inbound-rtp.packetsReceived",
        f"{REPORT}.type_inbound-rtp.ssrc",
        f"{REPORT}.type_outbound-rtp.ssrc",
    ),
)
def test_inbound_rtp_agrees_with_outbound_rtp(facts: Facts) -> None:
    """`inbound-rtp` has the `ssrc` and codec of the remote `outbound-rtp`, and not more packets and bytes than it.

    Support compares the numbers of both users.
    """
    expect(facts["complete"], "RTP statistics of both peers, remote ones included, within 20 s").is_true()
    for kind in ("audio", "video"):
        sent, received = facts["codecs"][kind]
        expect(sent, f"codec.mimeType of outbound-rtp {kind}").is_not_null()
        expect(received, f"codec.mimeType of inbound-rtp {kind}").equals(sent)
        expect(facts["wrong"][kind], f"rules that outbound-rtp and inbound-rtp of {kind} break").is_empty()


_FRAME_RULES = (
    "frames sent at most encoded",
    "frames received at most sent",
    "frames decoded at most received",
    "key frames at most frames",
    "some key frame",
)
"""What follows from the members' definitions. Encoders may repeat frames of the source and change the size."""


# webrtc-stats: "the total number of frames correctly decoded"; keyFramesDecoded: "This is a subset of framesDecoded."
@check(
    "stats/agreement.js",
    spec=f"{STATS}#dom-rtcinboundrtpstreamstats-framesdecoded",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.framesDecoded",
        f"{REPORT}.type_inbound-rtp.framesReceived",
        f"{REPORT}.type_inbound-rtp.keyFramesDecoded",
        f"{REPORT}.type_outbound-rtp.framesEncoded",
        f"{REPORT}.type_outbound-rtp.framesSent",
    ),
)
def test_frame_counts_do_not_increase_from_encoder_to_decoder(facts: Facts) -> None:
    """`framesEncoded` >= `framesSent` >= `framesReceived` >= `framesDecoded` >= `keyFramesDecoded` >= 1.

    Support finds the step that loses video frames by comparing these counts.
    """
    expect(facts["complete"], "RTP statistics of both peers, remote ones included, within 20 s").is_true()
    wrong = [rule for rule in facts["wrong"]["pictures"] if rule in _FRAME_RULES]
    expect(wrong, "rules that the frame counts of outbound-rtp and inbound-rtp break").is_empty()


# "Total number of RTP packets sent for this SSRC." in the sender report, which is older than outbound-rtp
@check(
    "stats/agreement.js",
    spec=f"{STATS}#dom-rtcsentrtpstreamstats-packetssent",
    basis="MUST",
    features=(
        f"{REPORT}.type_remote-inbound-rtp.codecId",
        f"{REPORT}.type_remote-inbound-rtp.packetsLost",
        f"{REPORT}.type_remote-outbound-rtp.packetsSent",
    ),
)
def test_remote_rtp_stats_agree_with_local_counts(facts: Facts) -> None:
    """`remote-outbound-rtp.packetsSent` and `remote-inbound-rtp.packetsLost` are at most `outbound-rtp.packetsSent`.

    Packet loss in percent is computed from both and would exceed 100 %.
    """
    expect(facts["complete"], "RTP statistics of both peers, remote ones included, within 20 s").is_true()
    expect(facts["wrong"]["reports"], "rules that remote and local RTP statistics of video break").is_empty()


# "The value of the MediaStreamTrack's id attribute."
@check(
    "stats/agreement.js",
    spec=f"{STATS}#dom-rtcmediasourcestats-trackidentifier",
    basis="MUST",
    features=(
        f"{REPORT}.type_inbound-rtp.trackIdentifier",
        f"{REPORT}.type_media-source.trackIdentifier",
    ),
)
def test_track_identifier_is_the_track_id(facts: Facts) -> None:
    """`trackIdentifier` of `media-source` and `inbound-rtp` equals `MediaStreamTrack.id`.

    Products show the numbers of a stream at the right video tile by it.
    """
    expect(facts["tracks"].get("source"), "media-source.trackIdentifier equals the sent track's id").is_true()
    expect(facts["tracks"].get("received"), "inbound-rtp.trackIdentifier equals the received track's id").is_true()


# Audio energy


# webrtc-stats: "This value MUST be computed as follows: for each audio sample that is received ..., add ..."
@check(
    "stats/sound_levels.js",
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
    "stats/sound_levels.js",
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
    "stats/pictures.js",
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
    "stats/pictures.js",
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
    "stats/pictures.js",
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
    "stats/pictures.js",
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
    "stats/pictures.js",
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


def _expect_readings(facts: Facts, side: str) -> None:
    """Expect that there were several reports of a call with media; one report alone shows no change."""
    still = facts[side]["still"]
    counter = "packetsSent" if side == "sender" else "packetsReceived"
    names = [f"{SIDES[side]} {kind}" for kind in ("audio", "video")]
    subject = f"{SIDES[side]} statistics that are missing or did not increase within 20 s"
    expect(still, subject).lacks(*names, *(f"{name}.{counter}" for name in names))


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

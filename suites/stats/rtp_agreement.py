"""getStats(): agreement of RTP streams of both peers, and with the track."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

STATS = "https://w3c.github.io/webrtc-stats/"
REPORT = "api.RTCStatsReport"


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

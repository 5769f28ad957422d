"""getStats(): the members that webrtc-pc makes mandatory, in a call with audio, video and a data channel."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

# The comment above each check quotes the members of the section's table: "An implementation MUST support generating
# statistics of the following types ..., with the fields that are listed when they are valid for that object".
SPEC = "https://w3c.github.io/webrtc-pc/#mandatory-to-implement-stats"
PROBE = "stats/stats.js"
STREAM = ("ssrc", "kind", "transportId", "codecId")


def _expect_members(facts: Facts, type_: str, *wanted: str) -> None:
    """Expect members of one type of statistics; a type that is missing has none."""
    expect(sorted(facts.get(type_, {})), f"members of {type_}").contains(*wanted)


def _features(type_: str, *members: str) -> tuple[str, ...]:
    return tuple(f"api.RTCStatsReport.type_{type_}.{name}" for name in members)


# outbound-rtp: ssrc, kind, transportId, codecId, packetsSent, bytesSent, remoteId, framesEncoded, framesSent, ...
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features(
        "outbound-rtp", *STREAM, "packetsSent", "bytesSent", "remoteId", "framesEncoded", "framesSent", "nackCount"
    ),
)
def test_outbound_rtp_has_mandatory_members(facts: Facts) -> None:
    """`outbound-rtp` has `packetsSent`, `bytesSent`, `remoteId` and, for video, `framesEncoded` and `framesSent`.

    Dashboards compute bitrates from these members and show zero where one is missing.
    """
    for kind in ("audio", "video"):
        _expect_members(facts, f"outbound-rtp {kind}", *STREAM, "packetsSent", "bytesSent", "remoteId")
    _expect_members(facts, "outbound-rtp video", "framesSent", "framesEncoded", "nackCount")


# inbound-rtp: packetsReceived, packetsLost, jitter, trackIdentifier, framesDecoded, packetsDiscarded, ...
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features(
        "inbound-rtp",
        *STREAM,
        "packetsReceived",
        "packetsLost",
        "jitter",
        "bytesReceived",
        "trackIdentifier",
        "remoteId",
        "framesReceived",
        "framesDecoded",
        "nackCount",
        "totalAudioEnergy",
        "totalSamplesDuration",
        "packetsDiscarded",
    ),
)
def test_inbound_rtp_has_mandatory_members(facts: Facts) -> None:
    """`inbound-rtp` has `packetsReceived`, `packetsLost`, `jitter` and, for video, `framesDecoded`.

    Call quality is computed from these members.
    """
    received = ("packetsReceived", "packetsLost", "jitter", "bytesReceived", "trackIdentifier", "remoteId")
    for kind in ("audio", "video"):
        _expect_members(facts, f"inbound-rtp {kind}", *STREAM, *received)
    _expect_members(facts, "inbound-rtp video", "framesReceived", "framesDecoded", "framesDropped", "nackCount")
    # packetsDiscarded counts what the jitter buffer drops; the table does not state whether it is valid for video.
    _expect_members(facts, "inbound-rtp audio", "totalAudioEnergy", "totalSamplesDuration", "packetsDiscarded")


# remote-inbound-rtp: ssrc, kind, transportId, codecId, packetsLost, jitter, localId, roundTripTime
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features("remote-inbound-rtp", *STREAM, "localId", "packetsLost", "jitter", "roundTripTime"),
)
def test_remote_inbound_rtp_has_mandatory_members(facts: Facts) -> None:
    """`remote-inbound-rtp` has `packetsLost`, `jitter`, `localId` and, for video, `roundTripTime`.

    A sender recognizes a bad uplink by what the remote peer receives.
    """
    for kind in ("audio", "video"):
        _expect_members(facts, f"remote-inbound-rtp {kind}", *STREAM, "localId", "packetsLost", "jitter")
    # roundTripTime exists after the second receiver report; the probe waits for it on video only.
    _expect_members(facts, "remote-inbound-rtp video", "roundTripTime")


# remote-inbound-rtp: packetsReceived, "estimated ... [from] the RTCP Receiver Report" (webrtc-stats)
@check(PROBE, spec=SPEC, basis="MUST", features=_features("remote-inbound-rtp", "packetsReceived"))
def test_remote_inbound_rtp_has_packets_received(facts: Facts) -> None:
    """`remote-inbound-rtp` has `packetsReceived` for audio and video.

    Dashboards compute packet loss of an uplink from what was sent and what the remote peer received.
    """
    for kind in ("audio", "video"):
        _expect_members(facts, f"remote-inbound-rtp {kind}", "packetsReceived")


# remote-outbound-rtp: ssrc, kind, transportId, codecId, packetsSent, bytesSent, localId, remoteTimestamp
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features("remote-outbound-rtp", *STREAM, "localId", "remoteTimestamp", "packetsSent", "bytesSent"),
)
def test_remote_outbound_rtp_has_mandatory_members(facts: Facts) -> None:
    """`remote-outbound-rtp` has `packetsSent`, `bytesSent`, `localId` and `remoteTimestamp`.

    Dashboards compute packet loss from what the remote peer sent and what arrived.
    """
    for kind in ("audio", "video"):
        reported = ("localId", "remoteTimestamp", "packetsSent", "bytesSent")
        _expect_members(facts, f"remote-outbound-rtp {kind}", *STREAM, *reported)


# media-source: trackIdentifier, kind; width, height, framesPerSecond "(for video tracks attached to senders)"
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features("media-source", "trackIdentifier", "kind", "width", "height", "framesPerSecond"),
)
def test_video_media_source_has_mandatory_members(facts: Facts) -> None:
    """`media-source` of video has `width`, `height` and `framesPerSecond`.

    Support distinguishes a slow camera from a slow encoder by them.
    """
    _expect_members(facts, "media-source video", "trackIdentifier", "kind", "width", "height", "framesPerSecond")


# media-source: totalAudioEnergy, totalSamplesDuration "(for audio tracks attached to senders)"
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features("media-source", "trackIdentifier", "kind", "totalAudioEnergy", "totalSamplesDuration"),
)
def test_audio_media_source_has_mandatory_members(facts: Facts) -> None:
    """`media-source` of audio has `totalAudioEnergy` and `totalSamplesDuration`.

    Products warn a user whose microphone is silent by these members.
    """
    wanted = ("trackIdentifier", "kind", "totalAudioEnergy", "totalSamplesDuration")
    _expect_members(facts, "media-source audio", *wanted)


# codec: payloadType, mimeType, clockRate, channels, sdpFmtpLine
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=_features("codec", "mimeType", "payloadType", "clockRate", "channels", "sdpFmtpLine"),
)
def test_codec_has_mandatory_members(facts: Facts) -> None:
    """`codec` has `payloadType`, `mimeType`, `clockRate` and, for Opus, `channels` and `sdpFmtpLine`.

    The codec in use may differ from the preferred one, and support reads it here.
    """
    _expect_members(facts, "codec", "payloadType", "mimeType", "clockRate", "channels", "sdpFmtpLine")


# data-channel: label, protocol, dataChannelIdentifier, state, messagesSent, bytesSent, messagesReceived, ...
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=(
        *_features(
            "data-channel",
            "label",
            "protocol",
            "dataChannelIdentifier",
            "state",
            "messagesSent",
            "messagesReceived",
            "bytesSent",
            "bytesReceived",
        ),
        *_features("peer-connection", "dataChannelsOpened", "dataChannelsClosed"),
    ),
)
def test_data_channel_has_mandatory_members(facts: Facts) -> None:
    """`data-channel` has message and byte counts; `peer-connection` has `dataChannelsOpened` and `dataChannelsClosed`.

    A data channel that stalls is found by these counts.
    """
    counted = ("messagesSent", "messagesReceived", "bytesSent", "bytesReceived")
    _expect_members(facts, "data-channel", "label", "protocol", "dataChannelIdentifier", "state", *counted)
    _expect_members(facts, "peer-connection", "dataChannelsOpened", "dataChannelsClosed")


# transport: bytesSent, bytesReceived, selectedCandidatePairId, localCertificateId, remoteCertificateId
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=(
        *_features(
            "transport",
            "bytesSent",
            "bytesReceived",
            "selectedCandidatePairId",
            "localCertificateId",
            "remoteCertificateId",
        ),
        *_features("certificate", "fingerprint", "fingerprintAlgorithm", "base64Certificate"),
    ),
)
def test_transport_has_mandatory_members(facts: Facts) -> None:
    """`transport` has `bytesSent`, `bytesReceived` and certificate ids; `certificate` has `fingerprint`.

    The bandwidth of a whole call is read from `transport`.
    """
    wanted = ("bytesSent", "bytesReceived", "selectedCandidatePairId", "localCertificateId", "remoteCertificateId")
    _expect_members(facts, "transport", *wanted)
    _expect_members(facts, "certificate", "fingerprint", "fingerprintAlgorithm", "base64Certificate")


# candidate-pair: state, nominated, bytesSent, bytesReceived, totalRoundTripTime, currentRoundTripTime, ...
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=(
        *_features(
            "candidate-pair",
            "transportId",
            "localCandidateId",
            "remoteCandidateId",
            "state",
            "nominated",
            "bytesSent",
            "bytesReceived",
            "totalRoundTripTime",
            "responsesReceived",
            "currentRoundTripTime",
        ),
        *_features("local-candidate", "address", "port", "protocol", "candidateType"),
        *_features("remote-candidate", "port", "protocol", "candidateType"),
    ),
)
def test_candidate_pair_has_mandatory_members(facts: Facts) -> None:
    """`candidate-pair` has `state`, `nominated` and `currentRoundTripTime`; candidates have `candidateType`.

    Support reads there whether a call is relayed and how long a round trip takes.
    """
    ids = ("transportId", "localCandidateId", "remoteCandidateId")
    counted = ("bytesSent", "bytesReceived", "totalRoundTripTime", "responsesReceived", "currentRoundTripTime")
    _expect_members(facts, "candidate-pair", *ids, *counted, "state", "nominated")
    _expect_members(facts, "local-candidate", "address", "port", "protocol", "candidateType")
    # The address of a remote candidate may be hidden from the application.
    _expect_members(facts, "remote-candidate", "port", "protocol", "candidateType")

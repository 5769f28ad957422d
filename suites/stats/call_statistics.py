"""The members of statistics that every browser has to give, in a call with sound, pictures and data."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-pc/#mandatory-to-implement-stats"
PROBE = "stats/stats.js"
STREAM = ("ssrc", "kind", "transportId", "codecId")


def _assert_given(facts: Facts, type_: str, *wanted: str) -> None:
    missing = [name for name in wanted if name not in facts.get(type_, {})]
    assert not missing, f"{type_} lacks {', '.join(missing)}"


def _feature(type_: str, *members: str) -> tuple[str, ...]:
    return tuple(f"api.RTCStatsReport.type_{type_}.{name}" for name in members)


@check(PROBE, spec=SPEC, features=_feature("outbound-rtp", "packetsSent", "bytesSent", "framesEncoded", "framesSent"))
def test_what_is_sent_is_counted(facts: Facts) -> None:
    """Statistics count packets, bytes and frames that are sent, and name the stream at the other end.

    Dashboards divide them by time; a missing member is shown as zero.
    """
    for kind in ("audio", "video"):
        _assert_given(facts, f"outbound-rtp {kind}", *STREAM, "packetsSent", "bytesSent", "remoteId")
    _assert_given(facts, "outbound-rtp video", "framesSent", "framesEncoded", "nackCount")


@check(PROBE, spec=SPEC, features=_feature("inbound-rtp", "packetsReceived", "packetsLost", "jitter", "framesDecoded"))
def test_what_is_received_is_counted(facts: Facts) -> None:
    """Statistics count packets, losses, jitter and frames that are received.

    The quality of a call is judged by these.
    """
    received = ("packetsReceived", "packetsLost", "jitter", "bytesReceived", "trackIdentifier", "remoteId")
    for kind in ("audio", "video"):
        _assert_given(facts, f"inbound-rtp {kind}", *STREAM, *received)
    _assert_given(facts, "inbound-rtp video", "framesReceived", "framesDecoded", "nackCount")
    _assert_given(facts, "inbound-rtp audio", "totalAudioEnergy", "totalSamplesDuration")


@check(PROBE, spec=SPEC, features=_feature("remote-inbound-rtp", "roundTripTime", "localId", "packetsLost", "jitter"))
def test_the_other_end_reports_what_it_receives(facts: Facts) -> None:
    """Statistics tell what the other end received and how long a round trip takes.

    A sender sees by them that its own uplink is bad.
    """
    for kind in ("audio", "video"):
        _assert_given(facts, f"remote-inbound-rtp {kind}", *STREAM, "localId", "packetsLost", "jitter")
    _assert_given(facts, "remote-inbound-rtp video", "roundTripTime")


@check(PROBE, spec=SPEC, features=_feature("remote-outbound-rtp", "remoteTimestamp", "localId", "packetsSent"))
def test_the_other_end_reports_what_it_sends(facts: Facts) -> None:
    """Statistics tell what the other end says it sent, and when.

    Lost is what was sent and not received.
    """
    for kind in ("audio", "video"):
        reported = ("localId", "remoteTimestamp", "packetsSent", "bytesSent")
        _assert_given(facts, f"remote-outbound-rtp {kind}", *STREAM, *reported)


@check(PROBE, spec=SPEC, features=_feature("media-source", "width", "height", "framesPerSecond", "trackIdentifier"))
def test_pictures_are_described_before_they_are_encoded(facts: Facts) -> None:
    """Statistics tell size and rate of the pictures that go into the encoder.

    A slow camera is told from a slow encoder this way.
    """
    _assert_given(facts, "media-source video", "trackIdentifier", "kind", "width", "height", "framesPerSecond")


@check(PROBE, spec=SPEC, features=_feature("media-source", "totalAudioEnergy", "totalSamplesDuration"))
def test_sound_is_described_before_it_is_encoded(facts: Facts) -> None:
    """Statistics tell the energy of the sound that goes into the encoder.

    "You are muted" and "your microphone gives nothing" are told apart this way.
    """
    wanted = ("trackIdentifier", "kind", "totalAudioEnergy", "totalSamplesDuration")
    _assert_given(facts, "media-source audio", *wanted)


@check(PROBE, spec=SPEC, features=_feature("codec", "mimeType", "payloadType", "clockRate", "channels", "sdpFmtpLine"))
def test_codecs_are_named(facts: Facts) -> None:
    """Statistics name the codecs in use with their parameters.

    What really runs may not be what was preferred.
    """
    _assert_given(facts, "codec", "payloadType", "mimeType", "clockRate", "channels", "sdpFmtpLine")


@check(PROBE, spec=SPEC, features=_feature("data-channel", "dataChannelIdentifier", "messagesSent", "bytesReceived"))
def test_messages_are_counted(facts: Facts) -> None:
    """Statistics count messages and bytes of each data channel, and those opened and closed.

    A channel that silently stalls is found by them.
    """
    counted = ("messagesSent", "messagesReceived", "bytesSent", "bytesReceived")
    _assert_given(facts, "data-channel", "label", "protocol", "dataChannelIdentifier", "state", *counted)
    _assert_given(facts, "peer-connection", "dataChannelsOpened", "dataChannelsClosed")


@check(PROBE, spec=SPEC, features=_feature("transport", "selectedCandidatePairId", "bytesSent", "localCertificateId"))
def test_transports_are_counted(facts: Facts) -> None:
    """Statistics count the bytes of a transport, and name its chosen pair and its certificates.

    The whole bandwidth of a call is read there.
    """
    wanted = ("bytesSent", "bytesReceived", "selectedCandidatePairId", "localCertificateId", "remoteCertificateId")
    _assert_given(facts, "transport", *wanted)
    _assert_given(facts, "certificate", "fingerprint", "fingerprintAlgorithm", "base64Certificate")


@check(PROBE, spec=SPEC, features=_feature("candidate-pair", "currentRoundTripTime", "nominated", "state"))
def test_paths_are_described(facts: Facts) -> None:
    """Statistics describe each pair of candidates: state, bytes, how long a round trip takes.

    Support reads there whether a call was relayed.
    """
    ids = ("transportId", "localCandidateId", "remoteCandidateId")
    counted = ("bytesSent", "bytesReceived", "totalRoundTripTime", "currentRoundTripTime")
    _assert_given(facts, "candidate-pair", *ids, *counted, "state", "nominated")
    for side in ("local", "remote"):
        _assert_given(facts, f"{side}-candidate", "address", "port", "protocol", "candidateType")

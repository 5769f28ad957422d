"""Calls through an SFU (forwarding server): published audio, video and data reach subscribers."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc"
RTP = "https://www.rfc-editor.org/rfc/rfc8834#section-4.1"
"""The demand that media is sent and received at all."""
VIDEO_CODECS = "https://www.rfc-editor.org/rfc/rfc7742#section-5"
TRACKS = ("api.RTCPeerConnection.addTransceiver", "api.RTCPeerConnection.track_event")
SIZES = {"h": "1024x576", "l": "256x144", "m": "512x288"}


def _expect_video(facts: Facts) -> None:
    """Expect numbered frames of one codec from publisher to subscriber, at first and at the end of the call."""
    mime_type = f"video/{facts['codec']}"
    for end, report in (("sent", "outbound-rtp"), ("received", "inbound-rtp")):
        expect(facts[end].get("video"), f"codec of {report} (video)").equals(mime_type)
    expect(facts.get("pictures"), f"subscriber plays the publisher's frames ({mime_type})").is_true()
    expect(facts.get("picturesAtEnd"), f"subscriber still plays new frames at the end ({mime_type})").is_true()
    size = expect(facts.get("size"), f"resolution of the subscriber's video ({mime_type})")
    if facts["codec"] == "vp8":
        size.equals("320x180")
    else:
        # Hardware encoders exist for other codecs; they crop to whole blocks of 16 pixels
        size.is_one_of(("320x180", "320x176"))


# RFC 7742: "WebRTC Browsers MUST implement the VP8 video codec"
@check("sfu/call_vp8.js", spec=VIDEO_CODECS, basis="MUST", features=TRACKS)
def test_sfu_forwards_vp8_video(facts: Facts) -> None:
    """VP8 video that is published to an SFU is played by a subscriber.

    Meetings of more than two people go through an SFU and have no video without this.
    """
    _expect_video(facts)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/call_vp9.js", spec=RTP, basis="MUST", features=TRACKS)
def test_sfu_forwards_vp9_video(facts: Facts) -> None:
    """VP9 video that is published to an SFU is played by a subscriber.

    Meetings that use VP9 to save bandwidth have no video.
    """
    _expect_video(facts)


# RFC 7742: "WebRTC Browsers MUST implement the VP8 video codec ... and H.264 Constrained Baseline"
@check("sfu/call_h264.js", spec=VIDEO_CODECS, basis="MUST", features=TRACKS)
def test_sfu_forwards_h264_video(facts: Facts) -> None:
    """H.264 video that is published to an SFU is played by a subscriber.

    Meetings with phones and meeting room systems, which use H.264, have no video.
    """
    _expect_video(facts)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/call_av1.js", spec=RTP, basis="MUST", features=TRACKS)
def test_sfu_forwards_av1_video(facts: Facts) -> None:
    """AV1 video that is published to an SFU is played by a subscriber.

    Meetings that use AV1 to save bandwidth have no video.
    """
    _expect_video(facts)


# RFC 7874: "WebRTC endpoints are REQUIRED to implement the following audio codecs: Opus ..."
@check("sfu/call_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3", basis="MUST", features=TRACKS)
def test_sfu_forwards_opus_audio(facts: Facts) -> None:
    """Opus audio that is published to an SFU is played by a subscriber, from the beginning to the end.

    Participants of a meeting cannot hear each other.
    """
    for end, report in (("sent", "outbound-rtp"), ("received", "inbound-rtp")):
        expect(facts[end].get("audio"), f"codec of {report} (audio)").equals("audio/opus")
    expect(facts.get("heard"), "subscriber plays the publisher's tone").is_true()
    expect(facts.get("heardAtEnd"), "subscriber still plays the tone 150 RTP packets later").is_true()


# RFC 8834: "WebRTC Endpoints that are sending media MUST understand and react to FIR feedback messages they receive"
@check("sfu/subscribers.js", spec="https://www.rfc-editor.org/rfc/rfc8834#section-5.1.1", basis="MUST", features=TRACKS)
def test_publisher_sends_keyframe_to_late_subscriber(facts: Facts) -> None:
    """A publisher encodes a keyframe when the SFU asks for one (PLI or FIR), and a late subscriber plays video.

    People who join a running meeting see black video.
    """
    expect(facts.get("lateSees"), "late subscriber plays the publisher's frames").is_true()
    keyframe = facts.get("keyFrame", {})
    # pliCount, firCount and keyFramesEncoded are optional statistics
    if keyframe.get("wasAsked"):
        made = keyframe.get("wasMade")
        expect(made, "outbound-rtp.keyFramesEncoded grew after a PLI or FIR").is_one_of((True, None))


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/subscribers.js", spec=RTP, basis="MUST", features=TRACKS)
def test_second_subscriber_does_not_stop_first(facts: Facts) -> None:
    """Video of an SFU goes on for a first subscriber, its `RTCPeerConnection` unchanged, when a second one subscribes.

    Each new participant of a meeting freezes the video of the others.
    """
    expect(facts.get("before"), "first subscriber plays frames before the second one subscribes").is_true()
    expect(facts.get("firstGoesOn"), "first subscriber plays frames after the second one subscribed").is_true()


# Simulcast


def _skip_without_rid(facts: Facts) -> None:
    """End a check where `outbound-rtp` has no `rid`: no simulcast, or no such optional statistic."""
    if facts.get("rids") == []:
        not_supported("simulcast with outbound-rtp.rid")


# "The video's resolution will be scaled down in each dimension by the given value before sending."
@check(
    "sfu/simulcast.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-scaleresolutiondownby",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",
        "api.RTCRtpSender.setParameters.parameters_encodings_parameter.scaleResolutionDownBy",
    ),
)
def test_simulcast_publishes_three_resolutions(facts: Facts) -> None:
    """Simulcast to an SFU sends three layers with the resolutions of `scaleResolutionDownBy` 1, 2 and 4.

    SFUs forward the small layer to users with little bandwidth; if it is missing, they get no video.
    """
    _skip_without_rid(facts)
    expect(facts.get("rids"), "outbound-rtp.rid values").has_exactly(SIZES)
    expect(facts.get("allSent"), "every rid sent more than 3 frames within 15 s").is_true()
    sizes = facts.get("sizes", {})
    if any("undefined" in size for size in sizes.values()):
        not_supported("outbound-rtp.frameWidth and frameHeight")
    expect(sizes, "outbound-rtp.frameWidth x frameHeight by rid").equals(SIZES)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check(
    "sfu/simulcast.js",
    spec=RTP,
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_subscriber_plays_switched_simulcast_layers(facts: Facts) -> None:
    """Simulcast: a subscriber plays each of three layers that the SFU switches to, up and down.

    Video freezes whenever a participant is enlarged or the network gets worse.
    """
    _skip_without_rid(facts)
    wanted = {"small": "256x144", "middle": "512x288", "large": "1024x576", "smallAgain": "256x144"}
    for step, size in wanted.items():
        shown = facts["shown"].get(step, {})
        expect(shown.get("size"), f"resolution of the subscriber's video after the switch ({step})").equals(size)
        expect(shown.get("seen"), f"subscriber plays new frames after the switch ({step})").is_true()


# "...the case-sensitive identifier of the scalability mode to be used for this stream." (L1T3: three temporal layers)
@check(
    "sfu/temporal.js",
    spec="https://w3c.github.io/webrtc-svc/#scalabilitymodes*",
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter.scalabilityMode",),
)
def test_scalability_mode_l1t3_temporal_layers_can_be_dropped(facts: Facts) -> None:
    """`scalabilityMode="L1T3"` with VP8: video still plays when an SFU drops the upper temporal layers.

    Users with little bandwidth get a frozen video in place of a lower frame rate.
    """
    if str(facts.get("made")).endswith("Error"):
        not_supported('scalabilityMode="L1T3" with VP8 simulcast')
    expect(facts.get("made"), 'simulcast call with scalabilityMode="L1T3"').equals("made")
    lowest, whole = facts.get("lowest", {}), facts.get("all", {})
    expect(lowest.get("seen"), "subscriber plays frames of the lowest temporal layer").is_true()
    expect(lowest.get("fewer"), "less than 60 % of the frames arrive with the lowest temporal layer only").is_true()
    expect(whole.get("seen"), "subscriber plays frames of all temporal layers").is_true()


# Participants that leave, data channels, more tracks


# "...process the removal of a remote track": "If track.muted is false, add track to muteTracks."
@check(
    "sfu/leaving.js",
    spec=f"{PC}/#process-remote-track-removal",
    basis="MUST",
    features=("api.MediaStreamTrack.muted", "api.RTCPeerConnection.setRemoteDescription"),
)
def test_removed_publisher_mutes_remote_track(facts: Facts) -> None:
    """`MediaStreamTrack.muted` of a remote track becomes true after an SFU's offer that removes its publisher.

    A participant who left stays on the screen as a frozen image.
    """
    expect(facts.get("offered"), "subscriber answered the SFU's offer without the publisher").is_true()
    expect(facts.get("muted"), "muted of the remote track after that offer").is_true()
    expect(facts.get("stopped"), "frames of the remote track stopped").is_true()


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/leaving.js", spec=RTP, basis="MUST", features=("api.RTCPeerConnection.connectionState",))
def test_leaving_publisher_does_not_stop_other_tracks(facts: Facts) -> None:
    """Other tracks of an `RTCPeerConnection` go on when an SFU's offer makes the m-line of one publisher inactive.

    When one person leaves a meeting, everyone's video freezes.
    """
    expect(facts.get("before"), "subscriber plays frames of both publishers").equals([True, True])
    expect(facts.get("goesOn"), "subscriber plays frames of the remaining publisher").is_true()
    expect(facts.get("state"), "connectionState of the subscriber").equals("connected")


# "The default value of true, guarantees that data will be delivered in order."
@check(
    "sfu/data.js",
    spec=f"{PC}/#dom-rtcdatachannelinit-ordered",
    basis="MUST",
    features=("api.RTCPeerConnection.createDataChannel", "api.RTCDataChannel.send", "api.RTCDataChannel.message_event"),
)
def test_data_channel_messages_arrive_in_order(facts: Facts) -> None:
    """`RTCDataChannel` messages through an SFU arrive complete and in order, text and binary.

    Chat messages, captions and remote control of a meeting get lost.
    """
    expect(facts.get("open"), "readyState of the publisher's data channel became open within 10 s").is_true()
    expect(facts.get("heard"), "subscriber received a message within 12 s").is_true()
    expect(facts.get("inOrder"), "subscriber received all 50 text messages in order").is_true()
    expect(facts.get("bytes"), "binary message received").equals([1, 2, 3])


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/second_picture.js", spec=RTP, basis="MUST", features=TRACKS)
def test_add_transceiver_in_running_call_sends_second_video(facts: Facts) -> None:
    """`addTransceiver()` and renegotiation in a running call: the SFU's subscriber plays both video tracks.

    Starting a screen share in a meeting fails, or stops the camera.
    """
    expect(facts.get("before"), "subscriber plays frames of the first track").is_true()
    expect(facts.get("secondSeen"), "subscriber plays frames of the second track").is_true()
    expect(facts.get("firstGoesOn"), "subscriber still plays frames of the first track").is_true()


# "have the sender switch seamlessly to transmitting withTrack instead of the sender's existing track"
@check(
    "sfu/second_picture.js",
    spec=f"{PC}/#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_replace_track_reaches_subscriber(facts: Facts) -> None:
    """`replaceTrack()` of a publisher: the SFU's subscriber plays the new track without renegotiation.

    Switching the camera in a meeting freezes the video for everyone else.
    """
    expect(facts.get("replaced"), "subscriber plays frames of the track given to replaceTrack()").is_true()


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/capped.js", spec=RTP, basis="MUST", features=TRACKS)
def test_remb_bitrate_cap_keeps_video_running(facts: Facts) -> None:
    """RTCP REMB of 120 kbit/s from an SFU: the publisher's video goes on.

    A meeting whose SFU limits the bitrate of each participant has frozen video.
    """
    expect(facts.get("before"), "subscriber plays frames before the bitrate cap").is_true()
    expect(facts.get("goesOn"), "subscriber plays frames after a REMB of 120 kbit/s").is_true()


# Statistics from RTCP of the SFU


# "MUST support generating statistics of the following types": remote-inbound-rtp with localId, roundTripTime
@check(
    "sfu/reports.js",
    spec=f"{PC}/#mandatory-to-implement-stats",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_remote-inbound-rtp",
        "api.RTCStatsReport.type_remote-inbound-rtp.localId",
        "api.RTCStatsReport.type_remote-inbound-rtp.roundTripTime",
        "api.RTCStatsReport.type_remote-inbound-rtp.fractionLost",
    ),
)
def test_remote_inbound_rtp_reports_round_trip_time(facts: Facts) -> None:
    """`remote-inbound-rtp` of a publisher has `roundTripTime` and the `localId` of its `outbound-rtp`.

    Quality monitoring cannot see delay and packet loss on the way to the SFU.
    """
    for kind in ("audio", "video"):
        report = facts["publisher"].get(kind)
        subject = f"remote-inbound-rtp ({kind})"
        expect(report, f"{subject} with roundTripTime within 12 s").is_not_null()
        expect(report.get("speaksOf"), f"type of the report that localId of {subject} refers to").equals("outbound-rtp")
        expect(report.get("sameStream"), f"ssrc of {subject} is that of its outbound-rtp").is_true()
        if "fractionLost" in report.get("members", ()):
            expect(report.get("sane"), f"{subject}: roundTripTime >= 0 s and fractionLost of 0 to 1").is_true()


# "MUST support generating statistics of the following types": remote-outbound-rtp: packetsSent, bytesSent, localId
@check(
    "sfu/reports.js",
    spec=f"{PC}/#mandatory-to-implement-stats",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_remote-outbound-rtp",
        "api.RTCStatsReport.type_remote-outbound-rtp.localId",
        "api.RTCStatsReport.type_remote-outbound-rtp.packetsSent",
        "api.RTCStatsReport.type_remote-outbound-rtp.bytesSent",
    ),
)
def test_remote_outbound_rtp_reports_bytes_sent(facts: Facts) -> None:
    """`remote-outbound-rtp` of a subscriber has `packetsSent`, `bytesSent` and the `localId` of its `inbound-rtp`.

    Monitoring cannot distinguish media that was lost from media that was never sent.
    """
    for kind in ("audio", "video"):
        report = facts["subscriber"].get(kind)
        subject = f"remote-outbound-rtp ({kind})"
        expect(report, f"{subject} with packetsSent > 0 within 12 s").is_not_null()
        expect(report.get("speaksOf"), f"type of the report that localId of {subject} refers to").equals("inbound-rtp")
        expect(report.get("sane"), f"bytesSent of {subject} is > 0").is_true()


# Switching, pausing, ICE restart


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/switching.js", spec=RTP, basis="MUST", features=("api.RTCPeerConnection.track_event",))
def test_subscriber_plays_switched_publisher(facts: Facts) -> None:
    """RTP of another publisher in the same m-line: the subscriber's track plays its frames in its resolution.

    SFUs show the active speaker this way, without renegotiation; the video freezes when the speaker changes.
    """
    for step, size in (("before", "320x180"), ("after", "384x216")):
        seen = facts.get(step, {})
        expect(seen.get("sees"), f"subscriber plays the publisher's frames {step} the switch").is_true()
        expect(seen.get("size"), f"resolution of the subscriber's video {step} the switch").equals(size)


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check("sfu/switching.js", spec=RTP, basis="MUST", features=("api.RTCPeerConnection.track_event",))
def test_paused_rtp_stream_resumes(facts: Facts) -> None:
    """RTP of a video track that an SFU pauses and resumes: the subscriber plays new frames again.

    SFUs pause participants who are out of sight; they stay frozen when they are shown again.
    """
    expect(facts.get("goesOn"), "subscriber plays new frames after the SFU resumed the stream").is_true()


# webrtc-pc: "Subsequent calls to createOffer will create descriptions that will restart ICE"
@check(
    "sfu/restart.js",
    spec=f"{PC}/#dom-rtcpeerconnection-restartice",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.connectionState"),
)
def test_restart_ice_keeps_video_running(facts: Facts) -> None:
    """`restartIce()` of the publisher and an ICE restart by the SFU change the ufrag, and video goes on.

    Users who change from Wi-Fi to mobile drop out of the meeting.
    """
    expect(facts.get("before"), "subscriber plays frames before the ICE restart").is_true()
    for end, video in (("published", "afterPublisher"), ("subscribed", "afterSubscriber")):
        seen = facts.get(end, {})
        if end == "subscribed" and seen.get("servers") is False:
            not_supported("an ICE restart by the SFU")
        expect(seen.get("ours"), f"a=ice-ufrag of the browser changed after the ICE restart ({end})").is_true()
        expect(seen.get("state"), f"connectionState after the ICE restart ({end})").equals("connected")
        expect(facts.get(video), f"subscriber plays frames after the ICE restart ({end})").is_true()

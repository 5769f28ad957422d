"""Calls between two browsers: media in both directions, renegotiation, security, and what each end counts."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
DIRECTION = f"{PC}#dom-rtcrtptransceiverdirection"
MANDATORY_STATS = f"{PC}#mandatory-to-implement-stats"
ROLES = ("offerer", "answerer")


def _expect_frames(facts: Facts, role: str) -> None:
    """Expect numbered frames in ascending order, at first and later."""
    seen = facts[role]
    expect(seen.get("numbered"), f"10 numbered frames received by the {role}").is_true()
    expect(seen.get("goesOn"), f"10 numbered frames received by the {role} 45 frames later").is_true()
    expect(seen.get("backwards"), f"a frame with a lower number than the one before at the {role}").is_false()


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "interop/picture_and_sound.js",
    spec=DIRECTION,
    basis="MUST",
    features=("api.RTCPeerConnection.addTrack", "api.RTCRtpReceiver.track"),
)
def test_video_arrives_in_both_browsers(facts: Facts) -> None:
    """`addTrack()` of video in a call between two browsers: each shows the other's frames in order, to the end.

    A call that says "connected" and shows frozen video is the failure users report most.
    """
    for role in ROLES:
        _expect_frames(facts, role)


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "interop/picture_and_sound.js",
    spec=DIRECTION,
    basis="MUST",
    features=("api.RTCPeerConnection.addTrack", "api.RTCRtpReceiver.track"),
)
def test_audio_arrives_in_both_browsers(facts: Facts) -> None:
    """`addTrack()` of audio in a call between two browsers: each plays the tone of the other, to the end.

    One-way audio between two browsers is reported by customers where no test finds it.
    """
    for role in ROLES:
        expect(facts[role].get("toneArrives"), f"tone received by the {role}").is_true()
        expect(facts[role].get("toneGoesOn"), f"tone received by the {role} 150 RTP packets later").is_true()


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "interop/added_later.js",
    spec=DIRECTION,
    basis="MUST",
    features=(
        "api.RTCPeerConnection.addTransceiver",
        "api.RTCRtpTransceiver.currentDirection",
        "api.RTCPeerConnection.connectionState",
    ),
)
def test_answerer_adds_video_later(facts: Facts) -> None:
    """`addTransceiver()` by the answerer of a data-only call: its later SDP offer brings video to the offerer.

    Every meeting in which a guest switches the camera on exchanges the roles of offerer and answerer.
    """
    _expect_frames(facts, "offerer")
    expect(facts["answerer"]["direction"], "RTCRtpTransceiver.currentDirection at the answerer").equals("sendonly")
    for role in ROLES:
        expect(facts[role]["state"], f"connectionState of the {role}").equals("connected")


# "inactive": "The RTCRtpTransceiver's RTCRtpSender will not offer to send RTP, and will not send RTP."
@check(
    "interop/held.js",
    spec=DIRECTION,
    basis="MUST",
    features=("api.RTCRtpTransceiver.direction", "api.RTCRtpTransceiver.currentDirection"),
)
def test_direction_inactive_stops_video(facts: Facts) -> None:
    """`RTCRtpTransceiver.direction` "inactive" (hold): no frame drawn afterwards reaches the other browser.

    A frame that leaves the machine while the call is on hold breaks the user's privacy.
    """
    expect(facts["answerer"]["before"], "numbered frames received before hold").is_true()
    expect(facts["answerer"]["heldStill"], 'no frame drawn with direction="inactive" was received').is_true()
    expect(facts["offerer"]["directions"][:2], "currentDirection before and during hold").equals(
        ["sendonly", "inactive"]
    )


# "sendonly": "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "interop/held.js",
    spec=DIRECTION,
    basis="MUST",
    features=("api.RTCRtpTransceiver.direction", "api.RTCRtpTransceiver.currentDirection"),
)
def test_direction_sendonly_resumes_video(facts: Facts) -> None:
    """`RTCRtpTransceiver.direction` "sendonly" after "inactive" (resume): new frames reach the other browser.

    Users who resume a call between two browsers are left with frozen video where this fails.
    """
    expect(facts["answerer"]["goesOn"], "5 frames drawn after resume were received").is_true()
    expect(facts["offerer"]["directions"][2:], "currentDirection after resume").equals(["sendonly"])


# "Let p be the result of setting the local session description indicated by" type rollback, then set the offer
@check(
    "interop/glare.js",
    spec=f"{PC}#dom-rtcpeerconnection-setremotedescription",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.setRemoteDescription",
        "api.RTCPeerConnection.setLocalDescription.description_parameter_optional",
        "api.RTCPeerConnection.signalingState",
    ),
)
def test_glare_perfect_negotiation(facts: Facts) -> None:
    """`setRemoteDescription()` with perfect negotiation: two browsers that offer at once get one working call.

    Calls hang without an implicit rollback whenever both users add a camera at the same moment.
    """
    expect(facts["answerer"]["collided"], "offer received by the answerer in have-local-offer").is_true()
    expect(facts["answerer"]["gaveWay"], "answerer accepted the offer (implicit rollback)").is_true()
    for role in ROLES:
        expect(facts[role]["state"], f"signalingState of the {role}").equals("stable")
        _expect_frames(facts, role)


# "tear down the underlying SCTP association by sending an SCTP ABORT chunk"
@check(
    "interop/hung_up.js",
    spec=f"{PC}#dfn-close-the-connection",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.close",
        "api.RTCDataChannel.close_event",
        "api.RTCPeerConnection.signalingState",
    ),
)
def test_close_closes_remote_data_channel(facts: Facts) -> None:
    """`RTCPeerConnection.close()` in one browser: `RTCDataChannel` in the other fires `close`.

    Users see a call that is over until a timeout where this fails.
    """
    expect(facts["answerer"]["channelCloses"], "RTCDataChannel close event at the answerer within 20 s").is_true()
    expect(facts["offerer"]["signaling"], "signalingState after close()").equals("closed")


# "The answerer MUST use either a setup attribute value of" active "or" passive
@check(
    "interop/secured.js",
    spec="https://www.rfc-editor.org/rfc/rfc5763#section-5",
    basis="MUST",
    features=("api.RTCStatsReport.type_transport.dtlsRole", "api.RTCPeerConnection.currentRemoteDescription"),
)
def test_dtls_roles_are_client_and_server(facts: Facts) -> None:
    """DTLS: the SDP answer says `a=setup` active or passive, and `transport.dtlsRole` is client and server.

    Two browsers that both wait for the handshake never connect.
    """
    expect(facts["offerer"]["otherSetup"], "a=setup in the SDP answer").is_one_of(["active", "passive"])
    roles = [facts[role]["dtlsRole"] for role in ROLES]
    if None in roles:
        not_supported("RTCTransportStats.dtlsRole")
    expect(roles, "transport.dtlsRole at offerer and answerer").has_exactly(["client", "server"])


# "All implementations MUST support DTLS 1.2"
@check(
    "interop/secured.js",
    spec="https://www.rfc-editor.org/rfc/rfc8827#section-6.5",
    basis="MUST",
    features=("api.RTCStatsReport.type_transport.tlsVersion", "api.RTCStatsReport.type_transport.dtlsCipher"),
)
def test_dtls_version_and_cipher(facts: Facts) -> None:
    """DTLS: `transport.tlsVersion` is 1.2 or newer, and both browsers report the same version and `dtlsCipher`.

    Security reviews of a product reject calls with an older version.
    """
    one, other = (facts[role] for role in ROLES)
    for name in ("tlsVersion", "dtlsCipher"):
        if None in (one[name], other[name]):
            not_supported(f"RTCTransportStats.{name}")
        expect(other[name], f"transport.{name} at the answerer").equals(one[name])
    expect(one["tlsVersion"], "transport.tlsVersion (FEFD is DTLS 1.2, FEFC is 1.3)").matches("^FEF[0-9A-D]$")


# "Subsequent calls to createOffer will create descriptions that will restart ICE"
@check(
    "interop/restarted.js",
    spec=f"{PC}#dom-rtcpeerconnection-restartice",
    basis="MUST",
    features=("api.RTCPeerConnection.restartIce", "api.RTCPeerConnection.createOffer"),
)
def test_restart_ice_changes_ufrag_at_both_ends(facts: Facts) -> None:
    """`restartIce()` in a call between two browsers changes `a=ice-ufrag` in the offer and in the answer.

    An ICE restart saves a call when a phone changes its network.
    """
    for role in ROLES:
        expect(facts[role]["before"], f"video received by the {role} before the ICE restart, in each call").is_true()
        expect(facts[role]["renamed"], f"local and remote a=ice-ufrag changed at the {role}, in each call").is_true()


# "the media MUST NOT be cropped except as needed ..., and the aspect ratio MUST NOT be changed"
@check(
    "interop/resized.js",
    spec=f"{PC}#rtp-media-api",
    basis="MUST",
    features=("api.HTMLCanvasElement.captureStream", "api.RTCRtpSender", "api.HTMLVideoElement.videoWidth"),
)
def test_rotated_video_arrives(facts: Facts) -> None:
    """`RTCRtpSender` whose track turns from 160x120 to 120x160: the other browser shows both sizes, moving.

    Users rotate their phones in calls all the time.
    """
    # Larger video may be scaled down; these sizes are below the least that browsers scale to
    came = {each["size"]: each["came"] for each in every(facts["answerer"]["came"], "sizes of the track")}
    for size in ("160x120", "120x160"):
        expect(came.get(size), f"5 moving frames of {size} received").is_true()


# "An implementation MUST support generating statistics of the following types ... with the fields that are listed"
@check(
    "interop/counted.js",
    spec=MANDATORY_STATS,
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_inbound-rtp.ssrc",
        "api.RTCStatsReport.type_outbound-rtp.ssrc",
        "api.RTCStatsReport.type_inbound-rtp.packetsReceived",
        "api.RTCStatsReport.type_outbound-rtp.packetsSent",
        "api.RTCStatsReport.type_inbound-rtp.framesDecoded",
        "api.RTCStatsReport.type_outbound-rtp.framesEncoded",
        "api.RTCStatsReport.type_codec.mimeType",
    ),
)
def test_stats_of_both_browsers_match(facts: Facts) -> None:
    """`inbound-rtp` of one browser matches `outbound-rtp` of the other: `ssrc`, codec, packets and frames.

    Dashboards join both ends of a call by these statistics, and invent or hide packet loss where they disagree.
    """
    meaning = {
        "sameStream": "inbound-rtp.ssrc equals outbound-rtp.ssrc",
        "sameCodec": "codec.mimeType of inbound-rtp equals that of outbound-rtp",
        "noMorePackets": "inbound-rtp.packetsReceived is 1 to outbound-rtp.packetsSent",
        "noMoreFrames": "inbound-rtp.framesDecoded is 1 to outbound-rtp.framesEncoded",
    }
    for role in ROLES:
        expect(facts[role]["arrives"], f"video and audio received by the {role}").is_true()
        for kind in ("audio", "video"):
            for name, relation in meaning.items():
                expect(facts[role][kind].get(name), f"{relation}, for {kind} sent by the {role}").is_true()


# "An implementation MUST support generating statistics of the following types ... with the fields that are listed"
@check(
    "interop/counted.js",
    spec=MANDATORY_STATS,
    basis="MUST",
    features=("api.RTCStatsReport.type_remote-inbound-rtp.roundTripTime",),
)
def test_remote_inbound_rtp_round_trip_time(facts: Facts) -> None:
    """`remote-inbound-rtp.roundTripTime` exists for audio and video: RTCP reports reach the other browser.

    A sender without receiver reports cannot warn its user of a bad uplink.
    """
    for role in ROLES:
        expect(
            facts[role]["otherReportsBack"], f"remote-inbound-rtp.roundTripTime of audio and video at the {role}"
        ).is_true()

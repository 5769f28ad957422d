"""Calls between two browsers: media in both directions, renegotiation, hold and close."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
DIRECTION = f"{PC}#dom-rtcrtptransceiverdirection"
ROLES = ("offerer", "answerer")


def _expect_frames(facts: Facts, role: str) -> None:
    """Expect numbered frames in ascending order, at first and later."""
    seen = facts[role]
    expect(seen.get("numbered"), f"10 numbered frames received by the {role}").is_true()
    expect(seen.get("goesOn"), f"10 numbered frames received by the {role} 45 frames later").is_true()
    expect(seen.get("backwards"), f"a frame with a lower number than the one before at the {role}").is_false()


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "interop/video_and_audio.js",
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
    "interop/video_and_audio.js",
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
    "interop/transceiver_added_later.js",
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
    "interop/hold_and_resume.js",
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
    "interop/hold_and_resume.js",
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
    "interop/connection_close.js",
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


# "the media MUST NOT be cropped except as needed ..., and the aspect ratio MUST NOT be changed"
@check(
    "interop/video_size_changes.js",
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

"""RTCRtpTransceiver.direction: what offer and answer agree on, where media arrives, hold and resume."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
DIRECTIONS = "peer_connection/directions.js"
CHANGES = "peer_connection/direction_changes.js"
CURRENT = "api.RTCRtpTransceiver.currentDirection"
DIRECTION = "api.RTCRtpTransceiver.direction"
REVERSED = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
"""Direction of the offerer -> direction of an answerer that is willing to send and receive."""


# webrtc-pc: "set transceiver.[[CurrentDirection]] and transceiver.[[FiredDirection]] to direction"
@check(DIRECTIONS, spec=f"{WEBRTC}/#set-description", basis="MUST", features=(CURRENT, DIRECTION))
def test_current_direction_is_the_negotiated_direction(facts: Facts) -> None:
    """`currentDirection` of offerer and answerer is the direction that the SDP answer contains.

    Camera and microphone indicators are drawn from `currentDirection`.
    """
    for offered, answered in REVERSED.items():
        call = facts["calls"][offered]
        expect(call.get("answered"), f"directions of the answer to a={offered}").equals([answered] * 2)
        expect(call.get("current"), f"currentDirection of offerer and answerer after a={offered}").equals(
            [[offered] * 2, [answered] * 2]
        )
        expect(call.get("wished"), f"direction of the offerer after a={offered}").equals([offered] * 2)


# webrtc-pc, sendrecv: "sender will offer to send RTP, and will send RTP if the remote peer accepts"
@check(
    DIRECTIONS,
    spec=f"{WEBRTC}/#dom-rtcrtptransceiverdirection",
    basis="MUST",
    features=(DIRECTION, "api.RTCRtpReceiver.track"),
)
def test_audio_and_video_arrive_in_negotiated_direction(facts: Facts) -> None:
    """Audio and video arrive exactly where `direction` "sendrecv", "sendonly" or "recvonly" lets them.

    One-way audio is the most frequent complaint about calls.
    """
    for offered, ways in {"sendrecv": ["there", "back"], "sendonly": ["there"], "recvonly": ["back"]}.items():
        arrives = facts["calls"][offered].get("arrives")
        expect(arrives, f"media flows measured with direction={offered}").has_exactly(ways)
        for way in ways:
            peer = "answerer" if way == "there" else "offerer"
            expect(arrives[way], f"video (seen) and audio (heard) at the {peer} with direction={offered}").equals(
                {"seen": True, "heard": True}
            )


# webrtc-pc: "If direction is "sendrecv" or "recvonly" ..., process the addition of a remote track"
@check(
    DIRECTIONS,
    spec=f"{WEBRTC}/#process-remote-tracks",
    basis="MUST",
    features=("api.RTCPeerConnection.track_event",),
)
def test_track_event_fires_where_media_is_offered(facts: Facts) -> None:
    """`track` events fire for an offer with `a=sendrecv` or `a=sendonly`, not for `a=recvonly` or `a=inactive`.

    Products create a participant's video element in this event; an extra event shows an empty tile.
    """
    for offered in ("sendrecv", "sendonly"):
        expect(facts["calls"][offered].get("tracksTold"), f"track events after a={offered}").equals(["audio", "video"])
    for offered in ("recvonly", "inactive"):
        expect(facts["calls"][offered].get("tracksTold"), f"track events after a={offered}").equals([])


# webrtc-pc: "Initialize track.muted to true."; "it MUST queue a task to set the muted state ... to false"
@check(
    DIRECTIONS,
    spec=f"{WEBRTC}/#mediastreamtrack-network-use",
    basis="MUST",
    features=("api.MediaStreamTrack.muted", "api.RTCRtpReceiver.track"),
)
def test_receiver_track_is_muted_until_rtp_arrives(facts: Facts) -> None:
    """`RTCRtpReceiver.track.muted` is true where no RTP arrives and false where RTP has arrived.

    Products show a placeholder for a muted track and the video for an unmuted one.
    """
    for offered, muted in (("sendonly", [[True] * 2, [False] * 2]), ("recvonly", [[False] * 2, [True] * 2])):
        expect(facts["calls"][offered].get("muted"), f"track.muted at offerer and answerer, a={offered}").equals(muted)


# RFC 9429: "then intersecting with the direction of the associated RtpTransceiver"
@check(
    DIRECTIONS,
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.3.1",
    basis="MUST",
    features=(CURRENT, "api.RTCPeerConnection.createAnswer"),
)
def test_recvonly_offer_without_sender_becomes_inactive(facts: Facts) -> None:
    """An `a=recvonly` offer is answered `a=inactive` by a peer that sends nothing; both are "inactive".

    Products must not wait for video that was never agreed on.
    """
    subject = "[direction, currentDirection] of offerer and answerer"
    expect(facts["unwilling"], subject).equals([[["recvonly", "inactive"]], [["recvonly", "inactive"]]])


# direction "inactive": "The RTCRtpTransceiver's RTCRtpSender will not offer to send RTP, and will not send RTP."
@check(
    CHANGES,
    spec=f"{WEBRTC}/#dom-rtcrtptransceiverdirection-inactive",
    basis="MUST",
    features=(DIRECTION, "api.RTCRtpReceiver.track"),
)
def test_direction_inactive_stops_video_until_sendrecv(facts: Facts) -> None:
    """Video stops after `direction` "inactive" or "recvonly" is negotiated and resumes after "sendrecv".

    Hold and resume are built from `direction`; a held call must not show or send the camera.
    """
    expect(facts["before"], "video frames arrive before direction changes").is_true()
    for direction in ("inactive", "recvonly"):
        flows = facts["steps"][direction].get("flows")
        expect(flows, f"video frames arrive after direction={direction}").is_false()
    for direction in ("sendonly", "sendrecv"):
        flows = facts["steps"][direction].get("flows")
        expect(flows, f"video frames arrive after direction={direction}").is_true()
    expect(facts["ended"], "readyState of the receiver's track after all changes").equals("live")


# webrtc-pc: "For each track in muteTracks, set the muted state of track to the value true."
@check(
    CHANGES,
    spec=f"{WEBRTC}/#set-description",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.mute_event",
        "api.MediaStreamTrack.unmute_event",
        "api.MediaStreamTrack.muted",
    ),
)
def test_direction_change_fires_mute_and_unmute(facts: Facts) -> None:
    """The receiver's track fires `mute` when the remote `direction` stops sending and `unmute` when it resumes.

    Products show "on hold" instead of a frozen frame.
    """
    for direction, event in (
        ("inactive", "mute"),
        ("sendonly", "unmute"),
        ("recvonly", "mute"),
        ("sendrecv", "unmute"),
    ):
        last = facts["steps"][direction].get("events", [])[-1:]
        expect(last, f"last event of the receiver's track after direction={direction}").equals([event])


# webrtc-pc: "Set transceiver.[[Direction]] to newDirection. Update the negotiation-needed flag for connection."
@check(
    CHANGES,
    spec=f"{WEBRTC}/#dom-rtcrtptransceiver-direction",
    basis="MUST",
    features=(DIRECTION, CURRENT, "api.RTCPeerConnection.negotiationneeded_event"),
)
def test_direction_change_fires_negotiationneeded(facts: Facts) -> None:
    """Setting `direction` fires `negotiationneeded`; `currentDirection` changes with the answer, not before.

    What a product shows must be what both peers have agreed on.
    """
    agreed = {"inactive": "inactive", "sendonly": "sendonly", "recvonly": "inactive", "sendrecv": "sendonly"}
    for direction, current in agreed.items():
        step = facts["steps"][direction]
        expect(step.get("needed"), f"negotiationneeded fires after direction={direction}").is_true()
        expect(step.get("atOnce"), f"currentDirection is {direction} before negotiation").is_false()
        expect(step["current"][:1], f"currentDirection after direction={direction} and the answer").equals([current])

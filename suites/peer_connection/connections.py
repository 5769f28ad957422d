"""A connection's states from the first description to the end, and media that come, change and go in between."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# States


@check(
    "peer_connection/states.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onconnectionstatechange",
    features=(
        "api.RTCPeerConnection.connectionState",
        "api.RTCPeerConnection.signalingState",
    ),
)
def test_fresh_connections_are_new(facts: Facts) -> None:
    """A connection that was just made is new and has no descriptions.

    Code that waits for a state begins here.
    """
    assert facts["fresh"] == {
        "signalingState": "stable",
        "iceGatheringState": "new",
        "iceConnectionState": "new",
        "connectionState": "new",
    }
    assert set(facts["nothing"].values()) == {None}


@check(
    "peer_connection/states.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onconnectionstatechange",
    features=(
        "api.RTCPeerConnection.connectionstatechange_event",
        "api.RTCPeerConnection.signalingstatechange_event",
        "api.RTCPeerConnection.iceconnectionstatechange_event",
    ),
)
def test_states_pass_in_order(facts: Facts) -> None:
    """Both sides of a call go through the states in their order.

    What people see (calling, connecting, connected) is made of them.
    """
    for side, offer in (("offerer", "have-local-offer"), ("answerer", "have-remote-offer")):
        assert facts[side] == {
            "signalingState": ["stable", offer, "stable"],
            "iceGatheringState": ["new", "gathering", "complete"],
            "iceConnectionState": ["new", "checking", "connected"],
            "connectionState": ["new", "connecting", "connected"],
        }, side


@check(
    "peer_connection/states.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-peerconnection-currentlocaldesc",
    features=(
        "api.RTCPeerConnection.currentLocalDescription",
        "api.RTCPeerConnection.pendingLocalDescription",
        "api.RTCPeerConnection.canTrickleIceCandidates",
    ),
)
def test_settled_descriptions_are_current(facts: Facts) -> None:
    """After the answer descriptions are current, none is pending, and candidates may come one by one.

    Servers look at them before they send another offer.
    """
    assert facts["described"] == {
        "pending": [None, None],
        "current": ["offer", "answer", "answer"],
        "canTrickleIceCandidates": [True, True],
    }


@check(
    "peer_connection/closed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close",
    features=("api.RTCPeerConnection.close",),
)
def test_closing_is_at_once_and_silent(facts: Facts) -> None:
    """A closed connection says so at once, and tells the side that closed it nothing by events.

    Code of a call that is over must not run again.
    """
    assert facts["states"] == {"signalingState": "closed", "connectionState": "closed", "iceConnectionState": "closed"}
    assert facts["eventsOnThisSide"] == []
    assert facts["channel"] == "closed"


@check(
    "peer_connection/closed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close",
    features=("api.RTCPeerConnection.close",),
)
def test_closing_stops_transceivers_not_tracks(facts: Facts) -> None:
    """Closing stops the transceivers and leaves the camera's track alone.

    The picture of oneself goes on between two calls.
    """
    assert facts["transceivers"] == [{"direction": "stopped", "currentDirection": "stopped"}]
    assert (facts["localTrack"], facts["senderKeepsTrack"]) == ("live", True)


@check(
    "peer_connection/closed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close",
    features=("api.RTCPeerConnection.close",),
)
def test_closed_connections_refuse_changes(facts: Facts) -> None:
    """A closed connection refuses every change with an InvalidStateError.

    A late message of the server must not hang.
    """
    harmless = ("getConfiguration", "restartIce", "getStats", "close")
    changes = {name: said for name, said in facts["methods"].items() if name not in harmless}
    assert changes
    assert changes == dict.fromkeys(changes, "InvalidStateError")


@check(
    "peer_connection/closed.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-close",
    features=("api.RTCPeerConnection.close",),
)
def test_closed_connections_still_answer(facts: Facts) -> None:
    """A closed connection still tells its configuration and statistics, and can be closed again.

    The last figures of a call are read after it.
    """
    for name in ("getConfiguration", "getStats", "close"):
        assert facts["methods"][name] == "accepted", name


@check(
    "peer_connection/far_close.js",
    spec="https://www.rfc-editor.org/rfc/rfc8831#section-6.7",
    features=("api.RTCDataChannel.close_event",),
)
def test_hanging_up_closes_the_channel(facts: Facts) -> None:
    """When one side hangs up, the other's data channel closes at once.

    It is the quickest sign that the partner is gone.
    """
    assert facts["channelCloses"]
    assert facts["channel"] == "closed"
    assert facts["dtlsClosed"]


@check(
    "peer_connection/far_close.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-onconnectionstatechange",
    features=("api.RTCPeerConnection.connectionstatechange_event",),
)
def test_hanging_up_is_told_by_the_state(facts: Facts) -> None:
    """When one side hangs up, the other's connection is connected no longer, but not closed by itself.

    Products show then that they try to reach the partner again.
    """
    assert facts["connectionTold"]
    assert not facts["closedByItself"]


# Directions


@check(
    "peer_connection/directions.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-currentdirection",
    features=("api.RTCRtpTransceiver.currentDirection",),
)
def test_both_sides_agree_on_directions(facts: Facts) -> None:
    """Both sides tell the direction that they agreed upon, each as seen from itself.

    The sign at a camera or microphone is drawn by it.
    """
    seen = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
    for wished, other in seen.items():
        call = facts["calls"][wished]
        assert call["answered"] == [other] * 2, wished
        assert call["current"] == [[wished] * 2, [other] * 2], wished
        assert call["wished"] == [wished] * 2, wished


@check(
    "peer_connection/directions.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-currentdirection",
    features=("api.RTCRtpTransceiver.currentDirection",),
)
def test_media_arrive_as_agreed(facts: Facts) -> None:
    """Pictures and sound arrive in each direction that was agreed upon.

    A call in one direction is the commonest complaint.
    """
    ways = {"sendrecv": ["there", "back"], "sendonly": ["there"], "recvonly": ["back"]}
    for wished, expected in ways.items():
        arrives = facts["calls"][wished]["arrives"]
        assert sorted(arrives) == sorted(expected), wished
        for way in expected:
            assert arrives[way] == {"seen": True, "heard": True}, f"{wished}: {way}"


@check(
    "peer_connection/directions.js",
    spec="https://w3c.github.io/webrtc-pc/#event-track",
    features=("api.RTCPeerConnection.track_event",),
)
def test_tracks_are_told_where_media_come(facts: Facts) -> None:
    """A track is told where media are to come, and only there.

    A tile for a participant is drawn by it.
    """
    for wished in ("sendrecv", "sendonly"):
        assert facts["calls"][wished]["tracksTold"] == ["audio", "video"], wished
    for wished in ("recvonly", "inactive"):
        assert facts["calls"][wished]["tracksTold"] == [], wished


@check(
    "peer_connection/directions.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-mediastreamtrack-muted",
    features=("api.MediaStreamTrack.muted",),
)
def test_tracks_are_muted_where_nothing_comes(facts: Facts) -> None:
    """A receiver's track is muted where nothing comes, and not where media come.

    An empty tile is told from a slow one by it.
    """
    for wished, expected in (("sendonly", [[True] * 2, [False] * 2]), ("recvonly", [[False] * 2, [True] * 2])):
        assert facts["calls"][wished]["muted"] == expected, wished


@check(
    "peer_connection/directions.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-currentdirection",
    features=("api.RTCRtpTransceiver.currentDirection",),
)
def test_unwilling_answers_leave_nothing_on(facts: Facts) -> None:
    """An offer to receive that is answered by nobody who sends ends inactive on both sides.

    A picture that will never come must not be waited for.
    """
    assert facts["unwilling"] == [[["recvonly", "inactive"]], [["recvonly", "inactive"]]]


@check(
    "peer_connection/direction_changes.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-direction",
    features=("api.RTCRtpTransceiver.direction",),
)
def test_pictures_stop_on_hold_and_go_on(facts: Facts) -> None:
    """Pictures stop where a running call's direction says so, and go on when it is changed back.

    Hold and resume are made of it.
    """
    assert facts["before"]
    for direction in ("inactive", "recvonly"):
        assert not facts["steps"][direction]["flows"], direction
    for direction in ("sendonly", "sendrecv"):
        assert facts["steps"][direction]["flows"], direction
    assert facts["ended"] == "live"


@check(
    "peer_connection/direction_changes.js",
    spec="https://w3c.github.io/mediacapture-main/#event-mediastreamtrack-mute",
    features=(
        "api.MediaStreamTrack.mute_event",
        "api.MediaStreamTrack.unmute_event",
    ),
)
def test_hold_is_told_by_mute_and_unmute(facts: Facts) -> None:
    """The other side's track tells hold and resume by mute and unmute.

    People see a placeholder and not a frozen face.
    """
    for direction in ("inactive", "recvonly"):
        assert facts["steps"][direction]["events"] == ["mute"], direction
    for direction in ("sendonly", "sendrecv"):
        assert facts["steps"][direction]["events"] == ["unmute"], direction


@check(
    "peer_connection/direction_changes.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-direction",
    features=("api.RTCRtpTransceiver.direction",),
)
def test_directions_change_by_negotiation(facts: Facts) -> None:
    """A new direction asks for a negotiation and holds after it, not before.

    What is shown must be what is agreed.
    """
    agreed = {"inactive": "inactive", "sendonly": "sendonly", "recvonly": "inactive", "sendrecv": "sendonly"}
    for direction, current in agreed.items():
        step = facts["steps"][direction]
        assert step["needed"], direction
        assert not step["atOnce"], direction
        assert step["current"][0] == current, direction

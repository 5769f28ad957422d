"""Tracks that are exchanged, added and taken out while a call runs, and several media and calls at once."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Another track in its place


@check(
    "calls/replace_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_replaced_tracks_arrive(facts: Facts) -> None:
    """Another track in a running call arrives in place of the first, pictures in their own size and sound alike.

    Changing the camera or sharing a screen is done this way.
    """
    assert facts["before"] == {"seen": True, "heard": True}
    assert facts["replaced"] == ["accepted", "accepted"]
    after = facts["after"]
    assert after["seen"]
    assert after["heard"]
    assert after["sender"]
    assert after["size"][0] * 9 == after["size"][1] * 16


@check(
    "calls/replace_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_replacing_needs_no_negotiation(facts: Facts) -> None:
    """Exchanging a track asks for no negotiation, and the receiver keeps its own.

    It must not interrupt the call.
    """
    assert not facts["negotiationWasNeeded"]
    assert facts["after"]["sameReceiver"]


@check(
    "calls/replace_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_no_track_sends_nothing(facts: Facts) -> None:
    """A sender without a track sends neither pictures nor sound, and goes on when it is given one.

    The camera's light goes out, and the call stays.
    """
    assert facts["emptied"] == ["accepted", "accepted"]
    assert facts["none"] == {"sender": None, "silent": True, "still": True, "ended": "live"}
    assert facts["again"] == ["accepted", True]


@check(
    "calls/replace_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack",
    features=("api.RTCRtpSender.replaceTrack",),
)
def test_tracks_of_another_kind_are_refused(facts: Facts) -> None:
    """A track of another kind is a TypeError, one for a stopped transceiver an InvalidStateError.

    A mistake shows at once and not as a black picture.
    """
    assert facts["refused"]["another kind"] == "TypeError"
    assert facts["stopped"] == "InvalidStateError"


# Tracks that come and go


@check(
    "calls/removed_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack",
    features=("api.RTCPeerConnection.addTrack",),
)
def test_pictures_can_join_a_running_call(facts: Facts) -> None:
    """Pictures that are added to a call with sound arrive, and the sound goes on.

    Calls begin with sound, and a camera is turned on later.
    """
    assert facts["audioAlone"]
    assert facts["later"]["seen"]
    assert facts["later"]["heard"]
    assert facts["later"]["own"] == [True, True]


@check(
    "calls/removed_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtctrackevent-streams",
    features=("api.RTCTrackEvent.streams",),
)
def test_streams_keep_their_tracks_together(facts: Facts) -> None:
    """A track added later joins the stream of the first, which has the name it was sent with.

    Sound and picture of one person belong together.
    """
    later = facts["later"]
    assert later["sameStream"]
    assert later["streamId"]
    assert later["streamHolds"] == ["audio", "video"]


@check(
    "calls/removed_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack",
    features=("api.RTCPeerConnection.addTrack",),
)
def test_a_track_is_added_once(facts: Facts) -> None:
    """A track that is sent already is refused with an InvalidAccessError.

    It would be sent twice, and paid for.
    """
    assert facts["twice"] == "InvalidAccessError"


@check(
    "calls/removed_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-removetrack",
    features=("api.RTCPeerConnection.removeTrack",),
)
def test_removed_tracks_leave_their_stream(facts: Facts) -> None:
    """A track that is taken out leaves the other side's stream with an event, is muted and lives on.

    The tile goes away, and comes back with the same track.
    """
    removed = facts["removed"]
    assert removed["atOnce"] == {"track": None, "direction": "recvonly"}
    assert removed["streamHolds"] == ["audio"]
    assert removed["streamEvents"] == ["addtrack video", "removetrack video"]
    assert removed["trackEvents"] == ["mute"]
    assert (removed["track"], removed["muted"], removed["heard"]) == ("live", True, True)


@check(
    "calls/removed_track.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiver-stop",
    features=(
        "api.RTCRtpTransceiver.stop",
        "api.RTCRtpTransceiver.currentDirection.stopped_value",
    ),
)
def test_stopped_transceivers_end_for_both(facts: Facts) -> None:
    """A stopped transceiver is refused in the description, and the other side's track ends.

    What is over must not be waited for.
    """
    stopped = facts["stopped"]
    assert stopped["sound"] == ["stopped", "stopped", None]
    assert stopped["rejected"] == [True, False]
    assert (stopped["events"], stopped["track"]) == (["ended"], "ended")


@check(
    "calls/removed_track.js",
    spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.2.2",
    features=("api.RTCRtpTransceiver.stop",),
)
def test_stopped_places_are_used_again(facts: Facts) -> None:
    """The place of a stopped transceiver is used for the next, and its sound arrives.

    Descriptions of long calls would grow without end.
    """
    assert facts["reused"] == {"sections": 2, "heard": True}


# Several at once


@check(
    "calls/all_in_one.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-bundlepolicy",
    features=(
        "api.RTCPeerConnection.addTrack",
        "api.RTCPeerConnection.createDataChannel",
    ),
)
def test_everything_fits_in_one_call(facts: Facts) -> None:
    """Pictures and sound both ways and messages run in one call, over one transport.

    That is what an ordinary meeting is.
    """
    for name in ("one", "other"):
        call = facts[name]
        assert call["seen"] == call["heard"] == [True, True], name
        assert call["echoed"], name


@check(
    "calls/all_in_one.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcconfiguration-bundlepolicy",
    features=("api.RTCRtpSender.transport",),
)
def test_one_call_is_one_transport(facts: Facts) -> None:
    """All media of a call that is bundled name the same transport.

    Its state is the state of the call.
    """
    for name in ("one", "other"):
        assert facts[name]["transports"] == [1, 1], name
        assert facts[name]["sections"] == [2, 2], name


@check(
    "calls/all_in_one.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack",
    features=("api.RTCPeerConnection.addTrack",),
)
def test_one_camera_serves_two_calls(facts: Facts) -> None:
    """A track that is sent to two partners is seen by both, and by one when the other leaves.

    Small conferences send to each participant.
    """
    assert facts["mesh"] == {"both": [True, True], "left": True, "track": "live"}

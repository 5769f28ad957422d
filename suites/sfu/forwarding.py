"""Calls through a forwarding server (SFU): what is published once reaches everybody who subscribes to it."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

FORWARDING = "https://www.rfc-editor.org/rfc/rfc7667#section-3.7"


def _assert_pictures(facts: Facts) -> None:
    for end in ("sent", "received"):
        assert facts[end]["video"] == f"video/{facts['codec']}", f"{facts[end]['video']} was {end}"
    assert facts["pictures"], "the numbered pictures did not come out"
    assert facts["picturesAtEnd"], "the subscriber's video froze or went black after its first frames"
    assert facts["size"] == "320x180", f"they came as {facts['size']}"


@check("sfu/call_vp8.js", spec=FORWARDING)
def test_vp8_goes_through_a_server(facts: Facts) -> None:
    """VP8 pictures that are published to a forwarding server reach a subscriber.

    Nearly every meeting of more than two goes through such a server; a call between two pages proves nothing for it.
    """
    _assert_pictures(facts)


@check("sfu/call_vp9.js", spec=FORWARDING)
def test_vp9_goes_through_a_server(facts: Facts) -> None:
    """VP9 pictures that are published to a forwarding server reach a subscriber.

    Nearly every meeting of more than two goes through such a server; a call between two pages proves nothing for it.
    """
    _assert_pictures(facts)


@check("sfu/call_h264.js", spec=FORWARDING)
def test_h264_goes_through_a_server(facts: Facts) -> None:
    """H.264 pictures that are published to a forwarding server reach a subscriber.

    Nearly every meeting of more than two goes through such a server; a call between two pages proves nothing for it.
    """
    _assert_pictures(facts)


@check("sfu/call_av1.js", spec=FORWARDING)
def test_av1_goes_through_a_server(facts: Facts) -> None:
    """AV1 pictures that are published to a forwarding server reach a subscriber.

    Nearly every meeting of more than two goes through such a server; a call between two pages proves nothing for it.
    """
    _assert_pictures(facts)


@check("sfu/call_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_sound_goes_through_a_server(facts: Facts) -> None:
    """A tone that is published to a forwarding server as Opus is heard by a subscriber.

    A meeting without sound is no meeting.
    """
    for end in ("sent", "received"):
        assert facts[end]["audio"] == "audio/opus", f"{facts[end]['audio']} was {end}"
    assert facts["heard"], "the tone was not heard"
    assert facts["heardAtEnd"], "the tone was heard at first and not 150 RTP packets later"


@check("sfu/subscribers.js", spec="https://www.rfc-editor.org/rfc/rfc5104#section-4.3.1")
def test_late_subscriber_gets_a_picture(facts: Facts) -> None:
    """Who comes late to a room is soon shown the picture: the publisher makes a key frame when it is asked for one.

    Without it people who join a running meeting see black until the publisher happens to send one.
    """
    assert facts["keyFrame"]["wasAsked"], "the publisher counts no request for a key frame"
    # Not every browser counts them
    assert facts["keyFrame"]["wasMade"] is not False, "the publisher made no key frame"
    assert facts["lateSees"], "the late subscriber saw no pictures"


@check("sfu/subscribers.js", spec=FORWARDING)
def test_two_subscribers_see_one_publisher(facts: Facts) -> None:
    """A subscriber goes on seeing the pictures when a second one subscribes.

    What one person in a meeting does must not disturb the others.
    """
    assert facts["before"], "the first subscriber saw no pictures"
    assert facts["firstGoesOn"], "the first subscriber saw no more pictures"


@check("sfu/simulcast.js", spec="https://w3c.github.io/webrtc-pc/#simulcast-functionality")
def test_three_sizes_are_published(facts: Facts) -> None:
    """A picture is published in three sizes at once, each as large as was asked for.

    Servers send people with a bad line the small one; where it is missing they get nothing.
    """
    assert facts["allSent"], "not every size was sent"
    assert facts["rids"] == ["h", "l", "m"]
    assert facts["sizes"] == {"h": "1024x576", "l": "256x144", "m": "512x288"}


@check("sfu/simulcast.js", spec="https://www.rfc-editor.org/rfc/rfc7667#section-3.6.2")
def test_subscriber_is_switched_between_sizes(facts: Facts) -> None:
    """A subscriber is shown each of three published sizes when the server switches to it, up and down.

    Meetings switch whenever somebody becomes large or small on the screen, or a line gets worse.
    """
    wanted = {"small": "256x144", "middle": "512x288", "large": "1024x576", "smallAgain": "256x144"}
    for which, size in wanted.items():
        shown = facts["shown"][which]
        assert shown["size"] == size, f"{which}: {shown['size']} was shown in place of {size}"
        assert shown["seen"], f"{which}: the numbered pictures did not come"


@check("sfu/temporal.js", spec="https://w3c.github.io/webrtc-svc/#scalabilitymodes*")
def test_server_can_drop_layers_of_time(facts: Facts) -> None:
    """A server that leaves out the upper layers of time halves the frames of a subscriber, and the rest still plays.

    It is the mildest way to spare a bad line; a wrong mark on one frame makes the picture freeze.
    """
    assert facts["made"] == "made"
    assert facts["lowest"]["seen"], "nothing was seen of the lowest layer"
    assert facts["lowest"]["fewer"], "the lowest layer has as many frames as all"
    assert facts["all"]["seen"], "nothing was seen of all layers"
    assert facts["all"]["most"], "not all frames came with all layers"


@check("sfu/leaving.js", spec="https://w3c.github.io/webrtc-pc/#process-remote-track-removal")
def test_track_of_who_left_is_muted(facts: Facts) -> None:
    """When a publisher leaves, its track is muted for those who subscribed to it.

    Applications take the tile away, or show a placeholder, when they are told so.
    """
    assert facts["offered"], "no new offer was made"
    assert facts["muted"], "the track was not muted"
    assert facts["stopped"], "pictures still came"


@check("sfu/leaving.js", spec=FORWARDING)
def test_others_stay_when_one_leaves(facts: Facts) -> None:
    """The pictures of those who stay go on when another publisher leaves.

    One m-line of the connection ends there, and must not take the others along.
    """
    assert facts["before"] == [True, True]
    assert facts["goesOn"], "the other publisher's pictures stood still"
    assert facts["state"] == "connected"


@check("sfu/data.js", spec="https://w3c.github.io/webrtc-pc/#peer-to-peer-data-api")
def test_data_goes_through_a_server(facts: Facts) -> None:
    """Messages of a data channel that is published reach a subscriber in their order, text and bytes.

    Chats, captions and remote controls of meetings go that way.
    """
    assert facts["open"], "the publisher's channel did not open"
    assert facts["heard"], "nothing arrived"
    assert facts["inOrder"], "words are missing or out of order"
    assert facts["bytes"] == [1, 2, 3]


@check("sfu/second_picture.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtransceiver")
def test_second_picture_is_added_in_a_call(facts: Facts) -> None:
    """A second picture that is published while a call runs reaches a subscriber, and the first goes on.

    Sharing a screen beside the camera is exactly this.
    """
    assert facts["before"], "the first picture was not seen"
    assert facts["secondSeen"], "the second picture was not seen"
    assert facts["firstGoesOn"], "the first picture stood still"


@check("sfu/second_picture.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack")
def test_replaced_track_goes_through_a_server(facts: Facts) -> None:
    """A publisher's other track, put in place of the first, is seen by a subscriber without a new negotiation.

    Changing the camera in a meeting is exactly this.
    """
    assert facts["replaced"], "the other track's pictures were not seen"


@check("sfu/capped.js", spec="https://datatracker.ietf.org/doc/html/draft-alvestrand-rmcat-remb-03#section-2")
def test_sender_keeps_to_the_servers_cap(facts: Facts) -> None:
    """A publisher's rate falls below the cap that the server sets, and the pictures go on.

    A sender that goes beyond it fills the line of everybody else in the room.
    """
    assert facts["rises"], "outbound-rtp frames never grew beyond what the cap allows, so nothing is proved"
    assert facts["falls"], "the rate stayed above the cap"
    assert facts["goesOn"], "no more pictures came"


@check("sfu/reports.js", spec="https://w3c.github.io/webrtc-stats/#remoteinboundrtpstats-dict*")
def test_publisher_is_told_of_the_servers_reports(facts: Facts) -> None:
    """A publisher's statistics tell what the server reports of sound and picture: round trip and losses.

    Quality monitors read the losses of the way up from nowhere else.
    """
    for kind in ("audio", "video"):
        report = facts["publisher"][kind]
        assert report, f"no remote-inbound-rtp with a round trip for {kind}"
        assert report["speaksOf"] == "outbound-rtp", f"{kind}: it belongs to {report['speaksOf']}"
        assert report["sameStream"], f"{kind}: it belongs to another stream"
        assert report["sane"], f"{kind}: its round trip or losses cannot be true"


@check("sfu/reports.js", spec="https://w3c.github.io/webrtc-stats/#remoteoutboundrtpstats-dict*")
def test_subscriber_is_told_what_the_server_sent(facts: Facts) -> None:
    """A subscriber's statistics tell how much sound and picture the server says it has sent.

    Only so can what was lost on the way be told from what was never sent.
    """
    for kind in ("audio", "video"):
        report = facts["subscriber"][kind]
        assert report, f"no remote-outbound-rtp for {kind}"
        assert report["speaksOf"] == "inbound-rtp", f"{kind}: it belongs to {report['speaksOf']}"
        assert report["sane"], f"{kind}: no bytes were sent"


@check("sfu/switching.js", spec=FORWARDING)
def test_one_track_can_show_another_publisher(facts: Facts) -> None:
    """When the server puts another publisher's stream into a subscribed track, its pictures and size are shown.

    Servers that show who speaks switch so, with no new negotiation: decoders must take the new stream up.
    """
    assert facts["before"] == {"sees": True, "size": "320x180"}
    assert facts["after"] == {"sees": True, "size": "384x216"}
    assert facts["offers"] == 1


@check("sfu/switching.js", spec="https://w3c.github.io/mediacapture-main/#track-muted")
def test_paused_picture_comes_back(facts: Facts) -> None:
    """A picture that the server pauses stands still, and comes back when it goes on.

    Servers pause what is out of sight; a receiver that gave up on it would never show it again.
    """
    assert facts["paused"], "pictures came while it was paused"
    assert facts["goesOn"], "no pictures came afterwards"


@check("sfu/restart.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-restartice")
def test_call_survives_a_restart_of_ice(facts: Facts) -> None:
    """Publisher and subscriber can each restart ICE towards the server, and the pictures go on.

    That is what happens when people change from one network to another.
    """
    assert facts["before"]
    for who in ("published", "subscribed"):
        assert facts[who] == {"ours": True, "servers": True, "state": "connected"}, f"{who}: {facts[who]}"
    assert facts["afterPublisher"], "no pictures after the publisher's restart"
    assert facts["afterSubscriber"], "no pictures after the subscriber's restart"

"""A server as the other end of a call: who offers, what is refused, added and ended, and what its channels carry."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


@check("calls/refused_codecs.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-4.1.10.2")
def test_an_offer_that_was_refused_can_be_taken_back(facts: Facts) -> None:
    """An offer with a codec that the server does not know waits, and can be taken back.

    Otherwise a page that tried its best codec first would have to begin the call anew.
    """
    for codec in ("VP9", "AV1"):
        told = facts[codec]
        if told["offered"]:
            assert told["refused"] is not None, f"the server took an offer of {codec} alone"
            assert told["state"] == "have-local-offer"
            assert told["rolledBack"] is True


@check("calls/refused_codecs.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.7")
def test_a_refused_call_is_made_with_another_codec(facts: Facts) -> None:
    """After a refused offer the same connection offers VP8, and pictures go to the server and come back.

    Falling back to a codec that everybody has is how calls between unlike ends come about.
    """
    for codec in ("VP9", "AV1"):
        if facts[codec]["offered"]:
            assert facts[codec]["codecAfterwards"] == "VP8"
            assert facts[codec]["comesBackAfterwards"] is True


@check("calls/refused_codecs.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.7")
def test_channels_open_after_an_offer_was_taken_back(facts: Facts) -> None:
    """A data channel opens although the first offer that named it was taken back.

    Perfect negotiation takes offers back whenever both ends offer at once; a channel that then stays shut loses all
    that is said over it.
    """
    told = facts["channel"]
    assert told["rolledBack"] is True
    assert told.get("madeBefore") is True, "the channel that was made before the rollback never opens"
    assert told.get("madeLater") is True, "the channel that was made after the rollback never opens"


@check("calls/server_offers.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-createanswer")
def test_a_server_may_make_the_offer(facts: Facts) -> None:
    """What a server offers is taken whole, pictures go there and back, and sound goes there.

    Many services call the browser and not the other way round.
    """
    assert facts["answered"] == facts["offered"]
    assert set(facts["directions"]) == {"sendrecv"}
    assert facts["found"] is not None, "the server sees nothing of what the page sends"
    assert facts["found"]["shape"] == "red circle"
    assert facts["numbersComeBack"] is True
    assert facts["seenAtEnd"] is True, "the server saw the scene at first and not at the end"
    assert facts["serverHears"] is True


@check("calls/server_offers.js", spec="https://w3c.github.io/webrtc-pc/#event-datachannel-open")
def test_the_channel_of_a_server_arrives_as_it_was_made(facts: Facts) -> None:
    """A data channel that a server makes is announced with its label and protocol.

    Pages tell channels apart by their labels.
    """
    wanted = {"label": "of the server", "protocol": "sight", "ordered": True, "negotiated": False}
    assert facts["channel"] == wanted


@check("calls/channel.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcsctptransport-maxmessagesize")
def test_the_largest_message_reaches_a_server_whole(facts: Facts) -> None:
    """A message as large as the connection allows reaches a server and comes back; one byte more is a TypeError.

    A limit that is told but not kept loses messages, or the channel.
    """
    assert facts["limit"] is not None
    assert facts["largest"] is True
    assert facts["larger"] == "TypeError"


@check("calls/channel.js", spec="https://www.rfc-editor.org/rfc/rfc8831#section-6.6")
def test_messages_of_a_server_arrive_whole_and_in_order(facts: Facts) -> None:
    """Text, bytes, and two hundred messages in a row come back from a server, each once and in order.

    Libraries for servers have their own SCTP; what fits a browser may not fit them.
    """
    assert facts["text"] is True
    assert facts["bytes"] is True
    assert facts["many"] is True


@check("calls/channel.js", spec="https://www.rfc-editor.org/rfc/rfc8831#section-6.6")
def test_nonsense_on_a_channel_is_answered_and_the_channel_stays(facts: Facts) -> None:
    """A server answers a message that it cannot read with an error, and the channel stays open.

    One bad message must not end a call.
    """
    assert facts["nonsense"] is True
    assert facts["open"] == "open"


@check("calls/renegotiation.js", spec="https://w3c.github.io/webrtc-pc/#dfn-update-the-negotiation-needed-flag")
def test_pictures_and_sound_are_added_to_a_call(facts: Facts) -> None:
    """A call that began with data alone takes up pictures and then sound; a server sees and hears both.

    "Turn on your camera" comes in the middle of most calls.
    """
    assert facts["picturesAreSeen"] is True
    assert facts["soundIsHeard"] is True
    assert facts["picturesGoOn"] is True
    assert facts["soundGoesOn"] is True, "the server heard the tone at first and not 45 frames later"
    assert facts["channel"] == "open"


@check("calls/renegotiation.js", spec="https://www.rfc-editor.org/rfc/rfc9143#section-7.5")
def test_what_is_added_to_a_call_shares_its_transport(facts: Facts) -> None:
    """Pictures and sound that are added later go over the transport that is there, without new candidates.

    A second transport would have to find its way through the network again.
    """
    assert facts["sameTransport"] is True
    assert facts["sameIce"] is True


@check("calls/closing.js", spec="https://w3c.github.io/webrtc-pc/#event-datachannel-close")
def test_a_page_is_told_that_a_server_has_ended_the_call(facts: Facts) -> None:
    """When a server ends the call, its data channel closes and the connection is no longer connected.

    A page that is not told shows the last picture for ever.
    """
    assert facts["before"] == {"connection": "connected", "channel": "open", "track": "live"}
    assert facts["channelCloses"] is True
    assert facts["channel"] == "closed"
    assert facts["connectionIsGone"] is True


@check("calls/nonsense.js", spec="https://www.rfc-editor.org/rfc/rfc9429#section-5.8")
def test_nonsense_does_not_end_a_server(facts: Facts) -> None:
    """A server that is sent nonsense refuses it and takes the next call; without its token it takes none.

    This proves the server of this tool: its other answers rest on it.
    """
    assert set(facts["refused"].values()) == {True}
    assert facts["seenAfterwards"] is True
    assert facts["letInWithoutToken"] is False

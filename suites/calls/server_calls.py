"""Calls with a server that is no browser: offers and rollback, renegotiation, data channels, and the end of a call."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PC = "https://w3c.github.io/webrtc-pc/"
SEND = f"{PC}#dom-rtcrtptransceiverdirection"


def _rejected(facts: Facts) -> dict[str, Facts]:
    """Return what followed each offer of a codec that the server lacks, by codec."""
    offered = {codec: facts[codec] for codec in ("VP9", "AV1") if facts[codec]["offered"]}
    rejected = {codec: seen for codec, seen in offered.items() if seen["refused"] is not None}
    return rejected or not_supported("VP9 or AV1, which the server rejects")


# "canceling the current SDP negotiation and moving the offer back to what it was in the previous stable state"
@check(
    "calls/rejected_codecs.js",
    spec=f"{PC}#dom-rtcsdptype-rollback",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.setLocalDescription",
        "api.RTCPeerConnection.signalingState",
        "api.RTCRtpTransceiver.setCodecPreferences",
    ),
)
def test_rejected_offer_can_be_rolled_back(facts: Facts) -> None:
    """`setLocalDescription({type: "rollback"})` cancels an offer that the server rejected.

    Without rollback a page that tries its best codec first has to build a new connection.
    """
    for codec, seen in _rejected(facts).items():
        expect(seen["state"], f"signalingState while the {codec} offer has no answer").equals("have-local-offer")
        expect(seen["rolledBack"], f'setLocalDescription({{type: "rollback"}}) after the {codec} offer').is_true()


# "it MUST use the specified codecs in the order of the codecs argument, for the media section"
@check(
    "calls/rejected_codecs.js",
    spec=f"{PC}#dom-rtcrtptransceiver-setcodecpreferences",
    basis="MUST",
    features=("api.RTCRtpTransceiver.setCodecPreferences", "api.RTCPeerConnection.setLocalDescription"),
)
def test_offer_with_another_codec_after_rollback(facts: Facts) -> None:
    """`setCodecPreferences()` after a rollback: the same connection offers VP8, and video flows both ways.

    Calls between endpoints with different codecs are made by this fallback.
    """
    for codec, seen in _rejected(facts).items():
        expect(seen["codecAfterwards"], f"codec of outbound-rtp after the rollback of {codec}").equals("VP8")
        expect(seen["comesBackAfterwards"], f"video received after the rollback of {codec}").is_true()


# "Once an SCTP transport is connected ... For each of connection's RTCDataChannel ... announce it as open"
@check(
    "calls/rejected_codecs.js",
    spec=f"{PC}#sctp-transport-connected",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.createDataChannel",
        "api.RTCPeerConnection.setLocalDescription",
        "api.RTCDataChannel.readyState",
        "api.RTCDataChannel.open_event",
    ),
)
def test_data_channel_opens_after_rollback(facts: Facts) -> None:
    """`createDataChannel()` channels made before and after the rollback of the first offer both open.

    Perfect negotiation rolls an offer back when both sides call at once, and chat stays dead where this fails.
    """
    seen = facts["channel"]
    expect(seen["rolledBack"], 'setLocalDescription({type: "rollback"}) of an offer with a data channel').is_true()
    expect(seen.get("madeBefore"), "RTCDataChannel created before the rollback is open").is_true()
    expect(seen.get("madeLater"), "RTCDataChannel created after the rollback is open").is_true()


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/server_offers.js",
    spec=SEND,
    basis="MUST",
    features=(
        "api.RTCPeerConnection.createAnswer",
        "api.RTCPeerConnection.setRemoteDescription",
        "api.RTCRtpTransceiver.currentDirection",
    ),
)
def test_answer_to_server_offer_carries_media(facts: Facts) -> None:
    """`createAnswer()` accepts each m-line a server offers; video flows both ways, audio reaches the server.

    Many services call the browser, and not the other way round.
    """
    expect(facts["answered"], "m-lines of the SDP answer").equals(facts["offered"])
    expect(facts["directions"], "RTCRtpTransceiver.currentDirection values").is_not_empty().is_within(["sendrecv"])
    expect(facts["found"], "what the server finds in the decoded frames").is_not_null()
    expect(facts["found"]["shape"], "shape in the frames decoded by the server").equals("red circle")
    expect(facts["numbersComeBack"], "numbered frames received from the server, in order").is_true()
    expect(facts["seenAtEnd"], "frames still decoded by the server at the end of the call").is_true()
    expect(facts["serverHears"], "550 Hz tone received by the server, at first and at the end").is_true()


# "On getting, label MUST return the value of its slot", which the peer announces in DATA_CHANNEL_OPEN
@check(
    "calls/server_offers.js",
    spec=f"{PC}#dom-datachannel-label",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.datachannel_event",
        "api.RTCDataChannel.label",
        "api.RTCDataChannel.protocol",
        "api.RTCDataChannel.ordered",
        "api.RTCDataChannel.negotiated",
    ),
)
def test_datachannel_event_has_label_and_protocol(facts: Facts) -> None:
    """`datachannel` fires for a channel a server creates, with its `label`, `protocol`, `ordered`, `negotiated`.

    Pages route messages by the label of their channel.
    """
    expect(facts["channel"], "RTCDataChannel of the datachannel event").equals(
        {"label": "of the server", "protocol": "sight", "ordered": True, "negotiated": False}
    )


# "If the byte size of data exceeds the value of maxMessageSize ..., throw a TypeError."
@check(
    "calls/channel.js",
    spec=f"{PC}#dom-rtcdatachannel-send",
    basis="MUST",
    features=("api.RTCSctpTransport.maxMessageSize", "api.RTCDataChannel.send", "api.RTCPeerConnection.sctp"),
)
def test_send_max_message_size(facts: Facts) -> None:
    """`RTCDataChannel.send()` delivers `maxMessageSize` bytes to a server; one byte more throws `TypeError`.

    File transfers lose data, or the channel, where the reported limit is not the real one.
    """
    limit = facts["limit"]
    expect(limit, "RTCSctpTransport.maxMessageSize", "bytes").is_above(0)
    expect(facts["largest"], f"message of {limit} bytes reached the server").is_true()
    expect(facts["larger"], "send() outcome with maxMessageSize + 1 bytes").equals("TypeError")


# "The default value of true, guarantees that data will be delivered in order."
@check(
    "calls/channel.js",
    spec=f"{PC}#dom-rtcdatachannelinit-ordered",
    basis="MUST",
    features=("api.RTCDataChannel.message_event", "api.RTCDataChannel.send", "api.RTCDataChannel.ordered"),
)
def test_data_channel_messages_from_server(facts: Facts) -> None:
    """`RTCDataChannel` delivers text, 1000 bytes and 200 messages in a row from a server, once and in order.

    SCTP stacks of servers differ from those of browsers, and messages get lost between them first.
    """
    expect(facts["text"], "text echoed by the server").is_true()
    expect(facts["bytes"], "1000 bytes received and counted by the server").is_true()
    expect(facts["many"], "200 numbered messages received once and in order").is_true()


# "The default value of true, guarantees that data will be delivered in order."
@check(
    "calls/channel.js",
    spec=f"{PC}#dom-rtcdatachannelinit-ordered",
    basis="MUST",
    features=("api.RTCDataChannel.readyState", "api.RTCDataChannel.send"),
)
def test_data_channel_delivers_malformed_json(facts: Facts) -> None:
    """`RTCDataChannel.send()` delivers text that is no JSON, the server answers, and `readyState` stays "open".

    One malformed message must not end a call.
    """
    expect(facts["nonsense"], "error messages of the server arrived").is_true()
    expect(facts["open"], "RTCDataChannel.readyState").equals("open")


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/renegotiation.js",
    spec=SEND,
    basis="MUST",
    features=(
        "api.RTCPeerConnection.addTrack",
        "api.RTCPeerConnection.negotiationneeded_event",
        "api.RTCDataChannel.readyState",
    ),
)
def test_add_track_to_data_only_call(facts: Facts) -> None:
    """`addTrack()` adds video and then audio to a data-only call; a server receives both to the end.

    Users switch their camera on in the middle of most calls.
    """
    expect(facts["picturesAreSeen"], "video received by the server after addTrack()").is_true()
    expect(facts["soundIsHeard"], "tone received by the server after a second addTrack()").is_true()
    expect(facts["picturesGoOn"], "video received by the server 45 frames later").is_true()
    expect(facts["soundGoesOn"], "tone received by the server 45 frames later").is_true()
    expect(facts["channel"], "RTCDataChannel.readyState after both renegotiations").equals("open")


# "When bundling is used, multiple RTCRtpSender objects will share one transport"
@check(
    "calls/renegotiation.js",
    spec=f"{PC}#dom-rtcrtpsender-transport",
    basis="MUST",
    features=(
        "api.RTCRtpSender.transport",
        "api.RTCSctpTransport.transport",
        "api.RTCPeerConnection.createOffer",
    ),
)
def test_added_tracks_use_bundle_transport(facts: Facts) -> None:
    """`RTCRtpSender.transport` of tracks added later is the transport of the call, and its ICE ufrag stays.

    A second transport has to traverse firewalls again and can fail in a running call.
    """
    expect(facts["sameTransport"], "RTCRtpSender.transport of each sender is sctp.transport").is_true()
    expect(facts["sameIce"], "a=ice-ufrag of the local description is unchanged").is_true()


# "When the underlying data transport has been closed, the user agent MUST queue a task to set the state to closed"
@check(
    "calls/closing.js",
    spec=f"{PC}#dfn-announcing-a-data-channel-as-closed",
    basis="MUST",
    features=("api.RTCDataChannel.close_event", "api.RTCDataChannel.readyState"),
)
def test_data_channel_closes_when_server_hangs_up(facts: Facts) -> None:
    """`RTCDataChannel` fires `close` and its `readyState` is "closed" when a server ends the call.

    A page that gets no event shows the last frame of the call forever.
    """
    expect(facts["before"], "states before the server hangs up").equals(
        {"connection": "connected", "channel": "open", "track": "live"}
    )
    expect(facts["channelCloses"], "RTCDataChannel close event within 15 s").is_true()
    expect(facts["channel"], "RTCDataChannel.readyState").equals("closed")


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/malformed_sdp.js",
    spec=SEND,
    basis="MUST",
    features=("api.RTCPeerConnection.addTransceiver",),
)
def test_call_after_malformed_signaling(facts: Facts) -> None:
    """`RTCPeerConnection` video reaches a server that rejected malformed SDP before this call.

    A signaling error of one user must not keep the next user from calling.
    """
    expect(facts["seenAfterwards"], "video received by the server after it rejected malformed messages").is_true()

"""RTCDataChannel from creation to open: negotiation, the `datachannel` and `open` events, and many channels."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CREATE = f"{WEBRTC}/#dom-peerconnection-createdatachannel"
CHANNEL = "api.RTCDataChannel"
CREATING = ("api.RTCPeerConnection.createDataChannel",)

CHANNELS = 200
"""How many channels the probe of many channels creates on one connection."""


# "Fire an event named datachannel ... Announce the data channel as open."
@check(
    "data_channel/late.js",
    spec=f"{WEBRTC}/#announcing-a-data-channel-instance",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.datachannel_event",
        f"{CHANNEL}.open_event",
        f"{CHANNEL}.message_event",
    ),
)
def test_datachannel_event_precedes_open_and_messages(facts: Facts) -> None:
    """`datachannel` fires before `open` of the received channel; messages sent at once are all received.

    The first message often identifies the caller, and a lost one leaves the callee without a name.
    """
    for label, complete in every(facts["messages"], "messages of the received channels").items():
        expect(complete, f'all 20 messages of the channel "{label}" are received in order').is_true()
    for label, events in every(facts["events"], "events of the received channels").items():
        types = [event.split(" ")[0] for event in events]
        expect(types, f'events of the received channel "{label}"').equals(["datachannel", "open"])


# "If channel is the first RTCDataChannel created on connection, update the negotiation-needed flag for connection."
@check(
    "data_channel/late.js",
    spec=CREATE,
    basis="MUST",
    features=("api.RTCPeerConnection.negotiationneeded_event", *CREATING),
)
def test_negotiationneeded_fires_for_first_data_channel_only(facts: Facts) -> None:
    """`negotiationneeded` fires for the first `createDataChannel()` only; later channels open on the same m-line.

    A product that renegotiates for each channel runs into glare.
    """
    expect(facts["needed"], "negotiationneeded events for two channels before the offer", "events").equals(1)
    later = facts["negotiationneededForThird"]
    expect(later, "negotiationneeded events for a channel after the answer", "events").equals(0)
    expect(facts["thirdReadyState"], "readyState of a channel created after the answer").equals("open")
    expect(facts["applicationMediaSections"], "m=application sections of the offer", "sections").equals(1)


# "announce the channel as open" (step of the RTCSctpTransport connected procedure, for each id below maxChannels)
@check(
    "data_channel/many.js",
    spec=f"{WEBRTC}/#sctp-transport-connected",
    basis="MUST",
    features=(*CREATING, f"{CHANNEL}.open_event", f"{CHANNEL}.id", "api.RTCSctpTransport.maxChannels"),
)
def test_create_data_channel_200_channels_open(facts: Facts, notes: Facts) -> None:
    """`createDataChannel()`: 200 channels of one connection open, each with its own `id`, and carry a message each.

    Products open a channel for each file, document or device.
    """
    most = notes.get("most")
    if isinstance(most, int) and most < CHANNELS:
        not_supported(f"{CHANNELS} data channels (RTCSctpTransport.maxChannels is {most})")
    expect(facts["allOpen"], f"all {CHANNELS} RTCDataChannels of one connection open").is_true()
    expect(facts["idsDiffer"], f"RTCDataChannel.id differs for each of {CHANNELS} channels").is_true()
    expect(facts["idsSameParity"], "RTCDataChannel.id of one peer: all even or all odd").is_true()
    expect(facts["allMessagesReceived"], f"each of {CHANNELS} channels delivers its message").is_true()


# "Set [[MaxChannels]] to the minimum of the negotiated amount of incoming and outgoing SCTP streams."
@check(
    "data_channel/many.js",
    spec=f"{WEBRTC}/#sctp-transport-connected",
    basis="MUST",
    features=("api.RTCSctpTransport.maxChannels",),
)
def test_max_channels_is_set_when_connected(facts: Facts, notes: Facts) -> None:
    """`RTCSctpTransport.maxChannels` of a connected transport is a number not below the number of open channels.

    A product that opens a channel per file reads here how many it can open.
    """
    most = notes.get("most")
    if isinstance(most, int) and most < CHANNELS and not facts["allOpen"]:
        not_supported(f"{CHANNELS} data channels (RTCSctpTransport.maxChannels is {most})")
    subject = f"RTCSctpTransport.maxChannels >= {CHANNELS} with {CHANNELS} open channels (maxChannels={most})"
    expect(facts["room"], subject).is_true()

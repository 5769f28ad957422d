"""getParameters() of RTCRtpSender and RTCRtpReceiver after negotiation: payload types, header extensions, fmtp."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PROBE = "peer_connection/parameters.js"
OPUS = "peer_connection/opus_options.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
SENDER = "api.RTCRtpSender.getParameters"
RECEIVER = "api.RTCRtpReceiver.getParameters"
KINDS = ("video", "audio")


# RFC 8866: "This attribute maps from an RTP payload type number ... to an encoding name"
@check(
    PROBE,
    spec="https://www.rfc-editor.org/rfc/rfc8866#section-6.6",
    basis="MUST",
    features=(f"{SENDER}.return_object_property_codecs", f"{RECEIVER}.return_object_property_codecs"),
)
def test_get_parameters_payload_types_are_unique(facts: Facts) -> None:
    """`getParameters().codecs[].payloadType` is unique per sender and receiver.

    With one payload type for two codecs, RTP packets decode to noise or to no video at all.
    """
    for side in ("sender", "receiver"):
        for kind in KINDS:
            parameters = facts[side][kind]
            expect(parameters.get("codecs"), f"getParameters().codecs of the {kind} {side}").is_not_empty()
            expect(parameters.get("payloadTypesAreUnique"), f"payloadType unique for the {kind} {side}").is_true()


# webrtc-pc: "populated based on the header extensions that have been negotiated for sending"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcrtpsender-getparameters",
    basis="MUST",
    features=(f"{SENDER}.return_object_property_headerExtensions",),
)
def test_sender_get_parameters_returns_header_extensions(facts: Facts) -> None:
    """`RTCRtpSender.getParameters().headerExtensions` lists the negotiated header extensions.

    Monitoring sees by them whether transport-wide bandwidth estimation is in use.
    """
    for kind in KINDS:
        subject = f"RTCRtpSender.getParameters().headerExtensions of {kind}"
        expect(facts["sender"][kind].get("headerExtensions"), subject).is_not_empty()


# webrtc-pc: headerExtensions: "that the receiver is currently prepared to receive"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcrtpreceiver-getparameters",
    basis="MUST",
    features=(f"{RECEIVER}.return_object_property_headerExtensions",),
)
def test_receiver_get_parameters_returns_header_extensions(facts: Facts) -> None:
    """`RTCRtpReceiver.getParameters().headerExtensions` lists the negotiated header extensions.

    Monitoring sees by them what the remote peer can send, for example the video orientation.
    """
    for kind in KINDS:
        subject = f"RTCRtpReceiver.getParameters().headerExtensions of {kind}"
        expect(facts["receiver"][kind].get("headerExtensions"), subject).is_not_empty()


# webrtc-pc: "The "format specific parameters" field from the a=fmtp line in the SDP corresponding to the codec"
@check(
    OPUS,
    spec=f"{WEBRTC}/#dom-rtcrtpcodec-sdpfmtpline",
    basis="MUST",
    features=(f"{SENDER}.return_object_property_codecs", "api.RTCPeerConnection.setRemoteDescription"),
)
def test_sender_sdp_fmtp_line_contains_remote_opus_options(facts: Facts) -> None:
    """`sdpFmtpLine` of the sender's Opus codec contains `stereo`, `usedtx`, `maxaveragebitrate` of the answer.

    Music products ask for stereo, and products for slow networks for DTX and a bitrate cap.
    """
    for name, option in (("stereo", "stereo=1"), ("dtx", "usedtx=1"), ("bitrate", "maxaveragebitrate=20000")):
        answer = facts["asked"][name]
        expect(answer.get("taken"), f"setRemoteDescription() with {option}").equals("accepted")
        expect((answer.get("sender") or "").split(";"), f"sdpFmtpLine after an answer with {option}").contains(option)

"""Dictionary arguments of RTCPeerConnection and RTCRtpSender: a member that the browser does not read has no effect."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CALLS = "api_surface/reads_calls.js"
CONFIGURATION = "api.RTCPeerConnection.RTCPeerConnection.configuration"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
SET_PARAMETERS = "api.RTCRtpSender.setParameters"
ENCODINGS = f"{SET_PARAMETERS}.parameters_encodings_parameter"


def _expect_read(read: object, subject: str, *wanted: str) -> None:
    """Expect the members in what the probe saw the browser read of a dictionary."""
    members = sorted(read) if isinstance(read, dict) else read
    expect(members, f"members that {subject} reads").contains(*wanted)


def _each(method: object, member: str) -> object:
    """Return what the browser reads of each dictionary in the list ``member``; null where it does not read the list."""
    listed = method.get(member) if isinstance(method, dict) else None
    return listed.get("each") if isinstance(listed, dict) else None


# webrtc-pc IDL: "dictionary RTCConfiguration { sequence<RTCIceServer> iceServers = []; ... }"
@check(
    CALLS,
    spec=f"{WEBRTC}/#dom-rtcconfiguration",
    basis="MUST",
    features=(
        f"{CONFIGURATION}_iceServers_parameter",
        f"{CONFIGURATION}_iceServers_parameter.urls_parameter",
        f"{CONFIGURATION}_iceServers_parameter.username_parameter",
        f"{CONFIGURATION}_iceServers_parameter.credential_parameter",
        f"{CONFIGURATION}_iceTransportPolicy_parameter",
        f"{CONFIGURATION}_bundlePolicy_parameter",
        f"{CONFIGURATION}_rtcpMuxPolicy_parameter",
        f"{CONFIGURATION}_certificates_parameter",
    ),
)
def test_rtc_peer_connection_reads_ice_servers_and_policies(facts: Facts) -> None:
    """`new RTCPeerConnection()` reads `iceServers`, `iceTransportPolicy`, `bundlePolicy` and `certificates`.

    `iceTransportPolicy` "relay" hides the IP address of a user only where it is read.
    """
    read = facts["RTCPeerConnection"]
    _expect_read(
        read,
        "new RTCPeerConnection()",
        "iceServers",
        "iceTransportPolicy",
        "bundlePolicy",
        "rtcpMuxPolicy",
        "certificates",
    )
    _expect_read(_each(read, "iceServers"), "RTCConfiguration.iceServers[]", "urls", "username", "credential")


# webrtc-pc IDL: "[EnforceRange] octet iceCandidatePoolSize = 0;"
@check(
    CALLS,
    spec=f"{WEBRTC}/#dom-rtcconfiguration-icecandidatepoolsize",
    basis="MUST",
    features=(f"{CONFIGURATION}_iceCandidatePoolSize_parameter",),
)
def test_rtc_peer_connection_reads_ice_candidate_pool_size(facts: Facts) -> None:
    """`new RTCPeerConnection()` reads `iceCandidatePoolSize`.

    Calls connect sooner where ICE candidates are gathered before the user dials.
    """
    _expect_read(facts["RTCPeerConnection"], "new RTCPeerConnection()", "iceCandidatePoolSize")


# webrtc-pc IDL: "dictionary RTCRtpEncodingParameters : RTCRtpCodingParameters { boolean active = true; ... }"
@check(
    CALLS,
    spec=f"{WEBRTC}/#dom-rtcrtpencodingparameters",
    basis="MUST",
    features=(
        SEND_ENCODINGS,
        f"{ENCODINGS}.rid",
        f"{ENCODINGS}.active",
        f"{ENCODINGS}.maxBitrate",
        f"{ENCODINGS}.maxFramerate",
        f"{ENCODINGS}.scaleResolutionDownBy",
        f"{ENCODINGS}.codec",
    ),
)
def test_add_transceiver_reads_send_encodings(facts: Facts) -> None:
    """`addTransceiver()` reads `rid`, `active`, `maxBitrate`, `scaleResolutionDownBy` of each entry of `sendEncodings`.

    Simulcast is set up here; a member that is not read gives every participant the same layer.
    """
    _expect_read(
        _each(facts["addTransceiver"], "sendEncodings"),
        "addTransceiver() of sendEncodings[]",
        "rid",
        "active",
        "maxBitrate",
        "maxFramerate",
        "scaleResolutionDownBy",
        "codec",
    )


# webrtc-svc IDL: "partial dictionary RTCRtpEncodingParameters { DOMString scalabilityMode; }"
@check(
    CALLS,
    spec="https://w3c.github.io/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode",
    basis="MUST",
    features=(f"{ENCODINGS}.scalabilityMode", f"{SEND_ENCODINGS}.scalabilityMode"),
)
def test_scalability_mode_is_read_by_add_transceiver_and_set_parameters(facts: Facts) -> None:
    """`addTransceiver()` and `setParameters()` both read `scalabilityMode`.

    Where it is not read, a product that asks for three SVC layers sends one, without an error.
    """
    methods = {"addTransceiver": "sendEncodings", "setParameters": "encodings"}
    read = {name: _each(facts.get(name), member) for name, member in methods.items()}
    if not any(isinstance(members, dict) and "scalabilityMode" in members for members in read.values()):
        not_supported("RTCRtpEncodingParameters.scalabilityMode")
    for name, member in methods.items():
        _expect_read(read[name], f"{name}() of {member}[]", "scalabilityMode")


# webrtc-extensions IDL: "dictionary RTCEncodingOptions { boolean keyFrame = false; }"
@check(
    CALLS,
    spec="https://w3c.github.io/webrtc-extensions/#dom-rtcencodingoptions-keyframe",
    basis="MUST",
    features=(SET_PARAMETERS,),
)
def test_set_parameters_options_read_key_frame(facts: Facts) -> None:
    """`setParameters()` reads `encodingOptions[].keyFrame` of its second argument.

    SFUs that switch layers show the next layer at once when a keyframe can be requested per layer.
    """
    options = facts.get("setParameters options")
    if not isinstance(options, dict) or "encodingOptions" not in options:
        not_supported("RTCSetParameterOptions.encodingOptions")
    _expect_read(_each(options, "encodingOptions"), "setParameters() of encodingOptions[]", "keyFrame")


# webrtc-pc IDL: "dictionary RTCDataChannelInit { boolean ordered = true; ... }"
@check(
    CALLS,
    spec=f"{WEBRTC}/#dom-rtcdatachannelinit",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.createDataChannel",
        "api.RTCDataChannel.ordered",
        "api.RTCDataChannel.maxPacketLifeTime",
        "api.RTCDataChannel.maxRetransmits",
        "api.RTCDataChannel.protocol",
        "api.RTCDataChannel.negotiated",
        "api.RTCDataChannel.id",
    ),
)
def test_create_data_channel_reads_init(facts: Facts) -> None:
    """`createDataChannel()` reads `ordered`, `maxPacketLifeTime`, `maxRetransmits`, `protocol`, `negotiated`, `id`.

    A game that asks for an unreliable channel and gets a reliable one stutters on packet loss.
    """
    _expect_read(
        facts["createDataChannel"],
        "createDataChannel()",
        "ordered",
        "maxPacketLifeTime",
        "maxRetransmits",
        "protocol",
        "negotiated",
        "id",
    )


# webrtc-pc: "The only members of the argument used by this method are candidate, sdpMid, sdpMLineIndex, and" ufrag
@check(
    CALLS,
    spec=f"{WEBRTC}/#dom-peerconnection-addicecandidate",
    basis="MUST",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_add_ice_candidate_reads_init(facts: Facts) -> None:
    """`addIceCandidate()` reads `candidate`, `sdpMid`, `sdpMLineIndex` and `usernameFragment`.

    After an ICE restart, late candidates of the old generation are recognized by `usernameFragment`.
    """
    _expect_read(
        facts["addIceCandidate"], "addIceCandidate()", "candidate", "sdpMid", "sdpMLineIndex", "usernameFragment"
    )

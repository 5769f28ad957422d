"""Interfaces and members in a window: WebRTC, tracks and recording."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PROBE = "api_surface/window.js"
WEBRTC = "https://w3c.github.io/webrtc-pc"
PEER_CONNECTION_INTERFACES = (
    "RTCPeerConnection",
    "RTCSessionDescription",
    "RTCIceCandidate",
    "RTCPeerConnectionIceEvent",
    "RTCPeerConnectionIceErrorEvent",
    "RTCCertificate",
    "RTCRtpSender",
    "RTCRtpReceiver",
    "RTCRtpTransceiver",
    "RTCDtlsTransport",
    "RTCIceTransport",
    "RTCSctpTransport",
    "RTCTrackEvent",
    "RTCDataChannel",
    "RTCDataChannelEvent",
    "RTCDTMFSender",
    "RTCDTMFToneChangeEvent",
    "RTCStatsReport",
    "RTCError",
    "RTCErrorEvent",
)
"""Interfaces that webrtc-pc exposes in a window."""


def _members(facts: Facts, interface: str) -> dict[str, Any]:
    """Return the members of an interface; none where the browser lacks the interface."""
    members: dict[str, Any] = (facts.get(interface) or {}).get("members", {})
    return members


def _expect_members(facts: Facts, interface: str, *wanted: str) -> None:
    """Expect the members of an interface; the message lists those that are absent."""
    members = _members(facts, interface)
    expect([name for name in wanted if name not in members], f"absent members of {interface}").is_empty()


def _expect_kind(facts: Facts, interface: str, kind: str, *names: str) -> None:
    """Expect each member to be of one kind, for instance "read-only attribute" or "method 1"."""
    members = _members(facts, interface)
    for name in names:
        expect(members.get(name), f"{interface}.{name}").equals(kind)


# WebRTC


# webrtc-pc IDL: "[Exposed=Window] interface RTCPeerConnection : EventTarget"
@check(
    PROBE,
    spec=f"{WEBRTC}/#rtcpeerconnection-interface",
    basis="MUST",
    features=tuple(f"api.{name}" for name in PEER_CONNECTION_INTERFACES),
)
def test_window_has_every_webrtc_interface(facts: Facts) -> None:
    """`window` has every interface of the WebRTC specification, from `RTCPeerConnection` to `RTCErrorEvent`.

    Code with `instanceof RTCError` ends in a ReferenceError where the interface is absent.
    """
    absent = [name for name in PEER_CONNECTION_INTERFACES if not facts.get(name)]
    expect(absent, "absent interfaces of webrtc-pc").is_empty()


# webrtc-pc IDL: "setLocalDescription(optional RTCLocalSessionDescriptionInit description = {});"
@check(
    PROBE,
    spec=f"{WEBRTC}/#interface-definition",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.setLocalDescription",
        "api.RTCPeerConnection.setLocalDescription.description_parameter_optional",
        "api.RTCPeerConnection.setRemoteDescription",
        "api.RTCPeerConnection.restartIce",
    ),
)
def test_set_local_description_and_restart_ice_need_no_argument(facts: Facts) -> None:
    """`setLocalDescription()` and `restartIce()` need no argument, `setRemoteDescription()` needs one.

    Perfect negotiation, which avoids races between two offers, is written with these signatures.
    """
    _expect_kind(facts, "RTCPeerConnection", "method 0", "setLocalDescription", "restartIce")
    _expect_kind(facts, "RTCPeerConnection", "method 1", "setRemoteDescription")


# webrtc-pc IDL: "readonly attribute RTCPeerConnectionState connectionState;"
@check(
    PROBE,
    spec=f"{WEBRTC}/#interface-definition",
    basis="MUST",
    features=(
        "api.RTCPeerConnection.connectionState",
        "api.RTCPeerConnection.iceConnectionState",
        "api.RTCPeerConnection.iceGatheringState",
        "api.RTCPeerConnection.signalingState",
        "api.RTCPeerConnection.localDescription",
        "api.RTCPeerConnection.currentRemoteDescription",
        "api.RTCPeerConnection.pendingLocalDescription",
        "api.RTCPeerConnection.canTrickleIceCandidates",
        "api.RTCPeerConnection.sctp",
    ),
)
def test_rtc_peer_connection_states_are_read_only(facts: Facts) -> None:
    """`connectionState`, `signalingState`, `localDescription` and `sctp` are read-only attributes.

    Code that assigns to them by mistake gets an error in strict mode.
    """
    _expect_kind(
        facts,
        "RTCPeerConnection",
        "read-only attribute",
        "connectionState",
        "iceConnectionState",
        "iceGatheringState",
        "signalingState",
        "localDescription",
        "currentRemoteDescription",
        "pendingLocalDescription",
        "canTrickleIceCandidates",
        "sctp",
    )


# webrtc-pc IDL: "RTCIceCandidatePair? getSelectedCandidatePair();"
@check(
    PROBE,
    spec=f"{WEBRTC}/#rtcicetransport",
    basis="MUST",
    features=(
        "api.RTCIceTransport.getSelectedCandidatePair",
        "api.RTCIceTransport.selectedcandidatepairchange_event",
    ),
)
def test_rtc_ice_transport_has_get_selected_candidate_pair(facts: Facts) -> None:
    """`RTCIceTransport` has `getSelectedCandidatePair()` and `onselectedcandidatepairchange`.

    Support asks of every bad call whether it was relayed or direct.
    """
    _expect_members(facts, "RTCIceTransport", "getSelectedCandidatePair", "onselectedcandidatepairchange")


# webrtc-pc IDL: "sequence<RTCIceCandidate> getLocalCandidates();"
@check(
    PROBE,
    spec=f"{WEBRTC}/#rtcicetransport",
    basis="MUST",
    features=(
        "api.RTCIceTransport.getLocalCandidates",
        "api.RTCIceTransport.getRemoteCandidates",
        "api.RTCIceTransport.getLocalParameters",
        "api.RTCIceTransport.getRemoteParameters",
    ),
)
def test_rtc_ice_transport_has_candidates_and_parameters(facts: Facts) -> None:
    """`RTCIceTransport` has `getLocalCandidates()`, `getRemoteCandidates()` and the ICE parameters of both peers.

    Support finds in them why a direct connection was not even tried.
    """
    _expect_members(
        facts,
        "RTCIceTransport",
        "getLocalCandidates",
        "getRemoteCandidates",
        "getLocalParameters",
        "getRemoteParameters",
    )


# webrtc-pc IDL: "readonly attribute RTCIceServerTransportProtocol? relayProtocol;"
@check(
    PROBE,
    spec=f"{WEBRTC}/#dom-rtcicecandidate-relayprotocol",
    basis="MUST",
    features=("api.RTCIceCandidate.relayProtocol", "api.RTCIceCandidate.url"),
)
def test_rtc_ice_candidate_has_relay_protocol_and_url(facts: Facts) -> None:
    """`RTCIceCandidate` has `relayProtocol` and `url`.

    Operators see by them whether TURN over TLS was needed, and which TURN server was used.
    """
    _expect_members(facts, "RTCIceCandidate", "relayProtocol", "url")


# webrtc-pc IDL: "sequence<RTCRtpSynchronizationSource> getSynchronizationSources();"
@check(
    PROBE,
    spec=f"{WEBRTC}/#rtcrtpreceiver-interface",
    basis="MUST",
    features=(
        "api.RTCRtpReceiver.getContributingSources",
        "api.RTCRtpReceiver.getSynchronizationSources",
        "api.RTCRtpReceiver.jitterBufferTarget",
        "api.RTCRtpReceiver.transport",
    ),
)
def test_rtc_rtp_receiver_has_sources_and_jitter_buffer_target(facts: Facts) -> None:
    """`RTCRtpReceiver` has `getContributingSources()`, `getSynchronizationSources()` and `jitterBufferTarget`.

    Conferences show the active speaker by the sources; games set a short jitter buffer.
    """
    _expect_members(
        facts,
        "RTCRtpReceiver",
        "getContributingSources",
        "getSynchronizationSources",
        "jitterBufferTarget",
        "transport",
    )


# webrtc-extensions IDL: "sequence<RTCRtpHeaderExtensionCapability> getHeaderExtensionsToNegotiate();"
@check(
    PROBE,
    spec="https://w3c.github.io/webrtc-extensions/#rtp-header-extension-control-transceiver-interface",
    basis="MUST",
    features=(
        "api.RTCRtpTransceiver.getHeaderExtensionsToNegotiate",
        "api.RTCRtpTransceiver.setHeaderExtensionsToNegotiate",
        "api.RTCRtpTransceiver.getNegotiatedHeaderExtensions",
    ),
)
def test_rtc_rtp_transceiver_has_header_extension_control(facts: Facts) -> None:
    """`RTCRtpTransceiver` has `setHeaderExtensionsToNegotiate()` and both methods that return header extensions.

    Products switch on the absolute capture time with it, without editing the SDP.
    """
    wanted = ("getHeaderExtensionsToNegotiate", "setHeaderExtensionsToNegotiate", "getNegotiatedHeaderExtensions")
    if not any(name in _members(facts, "RTCRtpTransceiver") for name in wanted):
        not_supported("RTCRtpTransceiver.setHeaderExtensionsToNegotiate()")
    _expect_members(facts, "RTCRtpTransceiver", *wanted)


# Capture and recording


# mediacapture-main IDL: "readonly attribute MediaStreamTrackState readyState;"
@check(
    PROBE,
    spec="https://w3c.github.io/mediacapture-main/#mediastreamtrack",
    basis="MUST",
    features=(
        "api.MediaStreamTrack.clone",
        "api.MediaStreamTrack.stop",
        "api.MediaStreamTrack.getCapabilities",
        "api.MediaStreamTrack.getConstraints",
        "api.MediaStreamTrack.getSettings",
        "api.MediaStreamTrack.applyConstraints",
        "api.MediaStreamTrack.enabled",
        "api.MediaStreamTrack.muted",
        "api.MediaStreamTrack.kind",
        "api.MediaStreamTrack.id",
        "api.MediaStreamTrack.label",
        "api.MediaStreamTrack.readyState",
        "api.MediaStreamTrack.mute_event",
        "api.MediaStreamTrack.unmute_event",
        "api.MediaStreamTrack.ended_event",
    ),
)
def test_media_stream_track_has_every_member(facts: Facts) -> None:
    """`MediaStreamTrack` has every member of the specification; of its attributes only `enabled` can be set.

    All code that uses cameras and microphones is written against these members.
    """
    _expect_members(
        facts,
        "MediaStreamTrack",
        "clone",
        "stop",
        "getCapabilities",
        "getConstraints",
        "getSettings",
        "applyConstraints",
        "onmute",
        "onunmute",
        "onended",
    )
    _expect_kind(facts, "MediaStreamTrack", "read-only attribute", "kind", "id", "label", "muted", "readyState")
    _expect_kind(facts, "MediaStreamTrack", "attribute", "enabled")


# mediacapture-record IDL: "readonly attribute DOMHighResTimeStamp timecode;"
@check(
    PROBE,
    spec="https://w3c.github.io/mediacapture-record/#dom-blobevent-timecode",
    basis="MUST",
    features=("api.BlobEvent", "api.BlobEvent.timecode"),
)
def test_blob_event_has_timecode(facts: Facts) -> None:
    """`BlobEvent` has `timecode`.

    Products that upload a recording in chunks put the chunks in order with it.
    """
    if not facts.get("BlobEvent"):
        not_supported("BlobEvent")
    _expect_members(facts, "BlobEvent", "timecode")


# mediacapture-transform IDL: "[Exposed=DedicatedWorker] interface MediaStreamTrackProcessor"
@check(
    PROBE,
    spec="https://w3c.github.io/mediacapture-transform/#track-processor",
    basis="MUST",
    features=("api.MediaStreamTrackProcessor",),
)
def test_media_stream_track_processor_is_not_in_window(facts: Facts) -> None:
    """`MediaStreamTrackProcessor` is not exposed in a window, only in dedicated workers.

    Code that uses it in a window runs in one browser family only.
    """
    expect(facts["MediaStreamTrack"], "MediaStreamTrack in a window").is_not_null()
    expect("MediaStreamTrackProcessor" in facts, "MediaStreamTrackProcessor in a window").is_false()

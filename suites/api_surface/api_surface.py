"""Which interfaces and members of the WebRTC, capture and recording specifications a window has."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
CONNECTION_PARTS = (
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


def _assert_members(facts: Facts, interface: str, *wanted: str) -> None:
    members = facts[interface]["members"] if interface in facts else {}
    missing = [name for name in wanted if name not in members]
    assert not missing, f"{interface} lacks {', '.join(missing)}"


# Calls


@check("api_surface/window.js", spec=f"{WEBRTC}/#rtcpeerconnection-interface", features=("api.RTCPeerConnection",))
def test_every_interface_of_calls_is_there(facts: Facts) -> None:
    """A window has every interface of the WebRTC specification.

    Code that asks `instanceof RTCError` fails with a ReferenceError where the interface is hidden.
    """
    missing = [name for name in CONNECTION_PARTS if not facts.get(name)]
    assert not missing


@check(
    "api_surface/window.js",
    spec=f"{WEBRTC}/#dom-peerconnection-setlocaldescription",
    features=("api.RTCPeerConnection.setLocalDescription", "api.RTCPeerConnection.restartIce"),
)
def test_negotiation_needs_no_arguments(facts: Facts) -> None:
    """A local description can be set without an argument, and connectivity restarted by name.

    Perfect negotiation, the pattern without races, is written with these.
    """
    members = facts["RTCPeerConnection"]["members"]
    assert members.get("setLocalDescription") == "method 0"
    assert members.get("restartIce") == "method 0"
    assert members.get("setRemoteDescription") == "method 1"


@check(
    "api_surface/window.js",
    spec=f"{WEBRTC}/#rtcpeerconnection-interface",
    features=("api.RTCPeerConnection.connectionState", "api.RTCPeerConnection.localDescription"),
)
def test_states_of_a_connection_cannot_be_set(facts: Facts) -> None:
    """States and descriptions of a connection can be read, not set.

    Code that sets them by mistake is told so in strict mode.
    """
    members = facts["RTCPeerConnection"]["members"]
    for name in ("connectionState", "iceConnectionState", "iceGatheringState", "signalingState", "localDescription"):
        assert members.get(name) == "read-only attribute", name
    for name in ("currentRemoteDescription", "pendingLocalDescription", "canTrickleIceCandidates", "sctp"):
        assert members.get(name) == "read-only attribute", name


@check(
    "api_surface/window.js",
    spec=f"{WEBRTC}/#rtcicetransport",
    features=("api.RTCIceTransport.getSelectedCandidatePair",),
)
def test_the_chosen_path_can_be_read(facts: Facts) -> None:
    """The transport tells the pair of candidates that was chosen, and when it changes.

    Support asks "relayed or direct?" for every bad call.
    """
    _assert_members(facts, "RTCIceTransport", "getSelectedCandidatePair", "onselectedcandidatepairchange")


@check(
    "api_surface/window.js",
    spec=f"{WEBRTC}/#rtcicetransport",
    features=("api.RTCIceTransport.getLocalCandidates", "api.RTCIceTransport.getRemoteParameters"),
)
def test_transports_tell_their_candidates(facts: Facts) -> None:
    """The transport tells the candidates and parameters of both ends.

    Why a path was not even tried is seen there.
    """
    _assert_members(facts, "RTCIceTransport", "getLocalCandidates", "getRemoteCandidates")
    _assert_members(facts, "RTCIceTransport", "getLocalParameters", "getRemoteParameters")


@check(
    "api_surface/window.js",
    spec=f"{WEBRTC}/#dom-rtcicecandidate-relayprotocol",
    features=("api.RTCIceCandidate.relayProtocol", "api.RTCIceCandidate.url"),
)
def test_candidates_name_their_server(facts: Facts) -> None:
    """A candidate tells which server it came from and over which protocol it is relayed.

    Without it nobody knows whether TURN over TLS was needed.
    """
    _assert_members(facts, "RTCIceCandidate", "relayProtocol", "url")


@check(
    "api_surface/window.js",
    spec=f"{WEBRTC}/#rtcrtpreceiver-interface",
    features=("api.RTCRtpReceiver.getContributingSources", "api.RTCRtpReceiver.jitterBufferTarget"),
)
def test_receivers_tell_who_speaks(facts: Facts) -> None:
    """A receiver tells its sources, and takes a target for its jitter buffer.

    Conferences show who speaks by the sources; games ask for little delay.
    """
    wanted = ("getContributingSources", "getSynchronizationSources", "jitterBufferTarget", "transport")
    _assert_members(facts, "RTCRtpReceiver", *wanted)


@check(
    "api_surface/window.js",
    spec="https://w3c.github.io/webrtc-extensions/#rtp-header-extension-control-transceiver-interface",
    features=(
        "api.RTCRtpTransceiver.getHeaderExtensionsToNegotiate",
        "api.RTCRtpTransceiver.setHeaderExtensionsToNegotiate",
        "api.RTCRtpTransceiver.getNegotiatedHeaderExtensions",
    ),
)
def test_header_extensions_can_be_chosen(facts: Facts) -> None:
    """A transceiver lets a page choose header extensions without editing SDP.

    Products that need the absolute capture time switch it on with this.
    """
    wanted = ("getHeaderExtensionsToNegotiate", "setHeaderExtensionsToNegotiate", "getNegotiatedHeaderExtensions")
    _assert_members(facts, "RTCRtpTransceiver", *wanted)


# Capture and recording


@check(
    "api_surface/window.js",
    spec="https://w3c.github.io/mediacapture-main/#mediastreamtrack",
    features=("api.MediaStreamTrack.getCapabilities", "api.MediaStreamTrack.applyConstraints"),
)
def test_every_member_of_tracks_is_there(facts: Facts) -> None:
    """A track has every member of the specification, and its state cannot be set.

    All code that touches cameras is written against these.
    """
    wanted = ("clone", "stop", "getCapabilities", "getConstraints", "getSettings", "applyConstraints")
    _assert_members(facts, "MediaStreamTrack", *wanted, "enabled", "muted", "onmute", "onunmute", "onended")
    members = facts["MediaStreamTrack"]["members"]
    for name in ("kind", "id", "label", "muted", "readyState"):
        assert members.get(name) == "read-only attribute", name
    assert members["enabled"] == "attribute"


@check(
    "api_surface/window.js",
    spec="https://w3c.github.io/mediacapture-record/#dom-blobevent-timecode",
    features=("api.BlobEvent.timecode",),
)
def test_recorded_pieces_tell_their_time(facts: Facts) -> None:
    """A piece of a recording tells when it began.

    Products that upload pieces put them in order with it.
    """
    _assert_members(facts, "BlobEvent", "timecode")


@check(
    "api_surface/window.js",
    spec="https://w3c.github.io/mediacapture-transform/#track-processor",
    features=("api.MediaStreamTrackProcessor",),
)
def test_frames_are_read_in_workers_only(facts: Facts) -> None:
    """The interface that reads the frames of a track is not there in windows.

    Code written against it in a window works in one browser family and breaks when that follows the specification.
    """
    assert "MediaStreamTrackProcessor" not in facts
    assert "MediaStreamTrackGenerator" not in facts


@check(
    "api_surface/elements.js",
    spec="https://w3c.github.io/mediacapture-fromelement/#html-media-element-media-capture-extensions",
    features=("api.HTMLMediaElement.captureStream", "api.HTMLCanvasElement.captureStream"),
)
def test_elements_can_be_captured(facts: Facts) -> None:
    """Media elements and canvases can be captured as streams.

    Virtual backgrounds and watch parties send what an element shows.
    """
    assert facts["HTMLCanvasElement"].get("captureStream") == "method 0"
    assert facts["HTMLMediaElement"].get("captureStream") == "method 0"


@check(
    "api_surface/elements.js",
    spec="https://w3c.github.io/mediacapture-output/#htmlmediaelement-extensions",
    features=("api.HTMLMediaElement.setSinkId", "api.HTMLMediaElement.sinkId"),
)
def test_elements_can_play_on_another_loudspeaker(facts: Facts) -> None:
    """A media element can be sent to another loudspeaker, and tells which it uses.

    People who answer on the headset hear the ringing on the loudspeaker.
    """
    assert facts["HTMLMediaElement"].get("setSinkId") == "method 1"
    assert facts["HTMLMediaElement"].get("sinkId") == "read-only attribute"


@check(
    "api_surface/elements.js",
    spec="https://w3c.github.io/picture-in-picture/#htmlvideoelement-extensions",
    features=("api.HTMLVideoElement.requestPictureInPicture",),
)
def test_video_elements_can_leave_the_page(facts: Facts) -> None:
    """A video element can be asked into a window of its own.

    People go on seeing a call while they work elsewhere.
    """
    assert facts["HTMLVideoElement"].get("requestPictureInPicture") == "method 0"

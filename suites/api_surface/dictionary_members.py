"""Dictionary arguments of WebRTC, capture and codec APIs: a member that the browser does not read has no effect."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
MAIN = "https://w3c.github.io/mediacapture-main"
CAPTURE = "api_surface/reads_capture.js"
CALLS = "api_surface/reads_calls.js"
CODECS = "api_surface/reads_codecs.js"
CONFIGURATION = "api.RTCPeerConnection.RTCPeerConnection.configuration"
CONSTRAINT = "api.MediaStreamTrack.applyConstraints"
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


# Constraints


# mediacapture-main IDL: "dictionary ConstrainULongRange : ULongRange { unsigned long exact; unsigned long ideal; }"
@check(
    CAPTURE,
    spec=f"{MAIN}/#dom-constrainulongrange",
    basis="MUST",
    features=(
        f"{CONSTRAINT}.width_constraint",
        f"{CONSTRAINT}.height_constraint",
        f"{CONSTRAINT}.frameRate_constraint",
        f"{CONSTRAINT}.channelCount_constraint",
    ),
)
def test_number_constraints_read_exact_ideal_min_max(facts: Facts) -> None:
    """`applyConstraints()` reads `exact`, `ideal`, `min` and `max` of `width`, `height`, `frameRate`, `channelCount`.

    "At least 720 lines, ideally 1080" is written with `min` and `ideal`.
    """
    names = [name for name in ("width", "height", "frameRate", "channelCount") if name in facts["constraints"]]
    if not names:
        not_supported("the constraints width, height, frameRate and channelCount")
    for name in names:
        _expect_read(facts["constraints"][name], f"applyConstraints() of {name}", "exact", "ideal", "max", "min")


# mediacapture-main IDL: "(DOMString or sequence<DOMString>) exact; (DOMString or sequence<DOMString>) ideal;"
@check(
    CAPTURE,
    spec=f"{MAIN}/#dom-constraindomstringparameters",
    basis="MUST",
    features=(
        f"{CONSTRAINT}.deviceId_constraint",
        f"{CONSTRAINT}.groupId_constraint",
        f"{CONSTRAINT}.facingMode_constraint",
    ),
)
def test_string_constraints_read_exact_ideal_lists(facts: Facts) -> None:
    """`applyConstraints()` reads `exact` and `ideal` of `deviceId` and `facingMode`, a string or a list each.

    Products list the cameras that a user used last and let the browser pick one that is available.
    """
    wanted = ("deviceId", "groupId", "facingMode", "resizeMode")
    names = [name for name in wanted if name in facts["constraints"]]
    if not names:
        not_supported("the constraints deviceId, groupId, facingMode and resizeMode")
    for name in names:
        constraint = facts["constraints"][name]
        _expect_read(constraint, f"applyConstraints() of {name}", "exact", "ideal")
        for member in ("exact", "ideal"):
            expect(constraint[member], f"type of {name}.{member}").equals("string or list")


# MediaRecorder


# mediacapture-record IDL: "dictionary MediaRecorderOptions { DOMString mimeType = ""; ... }"
@check(
    CAPTURE,
    spec="https://w3c.github.io/mediacapture-record/#mediarecorderoptions-section",
    basis="MUST",
    features=("api.MediaRecorder.MediaRecorder.options_parameter",),
)
def test_media_recorder_reads_mime_type_and_bitrates(facts: Facts) -> None:
    """`new MediaRecorder()` reads `mimeType`, `audioBitsPerSecond`, `videoBitsPerSecond`, `bitsPerSecond`.

    Products that upload recordings plan file type and file size with these options.
    """
    if "MediaRecorder" not in facts:
        not_supported("MediaRecorder")
    _expect_read(
        facts["MediaRecorder"],
        "new MediaRecorder()",
        "mimeType",
        "audioBitsPerSecond",
        "videoBitsPerSecond",
        "bitsPerSecond",
    )


# RTCPeerConnection


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


# WebCodecs and MediaCapabilities


# WebCodecs IDL: "dictionary VideoEncoderConfig { required DOMString codec; ... DOMString contentHint; }"
@check(
    CODECS,
    spec="https://w3c.github.io/webcodecs/#dictdef-videoencoderconfig",
    basis="MUST",
    features=("api.VideoEncoder.configure", "api.VideoEncoder.isConfigSupported_static"),
)
def test_video_encoder_reads_config(facts: Facts) -> None:
    """`VideoEncoder.isConfigSupported()` reads every member of `VideoEncoderConfig`.

    A member that is not read is reported as supported and then has no effect on the encoded video.
    """
    if "VideoEncoder isConfigSupported" not in facts:
        not_supported("VideoEncoder")
    _expect_read(
        facts["VideoEncoder isConfigSupported"],
        "VideoEncoder.isConfigSupported()",
        "codec",
        "width",
        "height",
        "displayWidth",
        "displayHeight",
        "bitrate",
        "framerate",
        "hardwareAcceleration",
        "alpha",
        "scalabilityMode",
        "bitrateMode",
        "latencyMode",
        "contentHint",
    )


# Media Capabilities IDL: "dictionary VideoConfiguration { required DOMString contentType; ... scalabilityMode; }"
@check(
    CODECS,
    spec="https://w3c.github.io/media-capabilities/#dictdef-videoconfiguration",
    basis="MUST",
    features=("api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",),
)
def test_encoding_info_reads_video_configuration(facts: Facts) -> None:
    """`MediaCapabilities.encodingInfo()` reads `width`, `height`, `bitrate`, `framerate` and `scalabilityMode`.

    Without `scalabilityMode` the answer is about another encoder than the one the call will use.
    """
    if "encodingInfo" not in facts:
        not_supported("MediaCapabilities.encodingInfo()")
    _expect_read(
        facts["encodingInfo"].get("video"),
        "encodingInfo() of video",
        "contentType",
        "width",
        "height",
        "bitrate",
        "framerate",
        "scalabilityMode",
    )


# WebCodecs IDL: "dictionary VideoFrameInit { ... double rotation = 0; boolean flip = false; ... }"
@check(
    CODECS,
    spec="https://w3c.github.io/webcodecs/#dom-videoframeinit-rotation",
    basis="MUST",
    features=("api.VideoFrame.VideoFrame", "api.VideoFrame.rotation", "api.VideoFrame.flip"),
)
def test_video_frame_reads_rotation_and_flip(facts: Facts) -> None:
    """`new VideoFrame()` reads `rotation` and `flip`.

    Video from phones would lie on its side in products that process frames.
    """
    if "VideoFrame of an image" not in facts:
        not_supported("VideoFrame")
    _expect_read(facts["VideoFrame of an image"], "new VideoFrame()", "rotation", "flip")

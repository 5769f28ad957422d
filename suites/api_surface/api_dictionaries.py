"""Which members of options the browser reads at all: one that it does not read has no effect, and no error says so."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

WEBRTC = "https://w3c.github.io/webrtc-pc"
MAIN = "https://w3c.github.io/mediacapture-main"


def _assert_read(read: object, *wanted: str) -> None:
    known = read if isinstance(read, dict) else {}
    missing = [name for name in wanted if name not in known]
    assert not missing, f"not read: {', '.join(missing)}"


# Constraints


@check(
    "api_surface/reads_capture.js",
    spec=f"{MAIN}/#dom-mediatrackconstraintset",
    features=(
        "api.MediaStreamTrack.applyConstraints.width_constraint",
        "api.MediaStreamTrack.applyConstraints.facingMode_constraint",
        "api.MediaStreamTrack.applyConstraints.echoCancellation_constraint",
    ),
)
def test_the_usual_constraints_are_read(facts: Facts) -> None:
    """The constraints for size, rate, camera, device and sound processing are read.

    Every product that opens a camera or a microphone uses them.
    """
    wanted = ("width", "height", "frameRate", "facingMode", "deviceId", "groupId", "resizeMode")
    _assert_read(facts["constraints"], *wanted)
    _assert_read(facts["constraints"], "echoCancellation", "noiseSuppression", "autoGainControl", "channelCount")


@check(
    "api_surface/reads_capture.js",
    spec=f"{MAIN}/#dom-mediatrackconstraintset",
    features=(
        "api.MediaStreamTrack.applyConstraints.aspectRatio_constraint",
        "api.MediaStreamTrack.applyConstraints.sampleRate_constraint",
        "api.MediaStreamTrack.applyConstraints.latency_constraint",
    ),
)
def test_the_constraints_of_formats_are_read(facts: Facts) -> None:
    """The constraints for aspect ratio, sample rate and size, and latency are read.

    An exact wish that is not read is not refused either: the product gets something else.
    """
    _assert_read(facts["constraints"], "aspectRatio", "sampleRate", "sampleSize", "latency")


@check("api_surface/reads_capture.js", spec=f"{MAIN}/#dom-constrainulongrange")
def test_numbers_can_be_bounded(facts: Facts) -> None:
    """A constraint that is a number takes exact, ideal, min and max.

    "At least 720 lines, better 1080" is asked this way.
    """
    for name in ("width", "height", "frameRate", "channelCount"):
        _assert_read(facts["constraints"].get(name), "exact", "ideal", "max", "min")


@check("api_surface/reads_capture.js", spec=f"{MAIN}/#dom-constraindomstring")
def test_names_can_be_lists(facts: Facts) -> None:
    """A constraint that is a name takes one or several, exactly or ideally.

    Products name the devices that people used last.
    """
    for name in ("deviceId", "groupId", "facingMode", "resizeMode"):
        constraint = facts["constraints"].get(name)
        _assert_read(constraint, "exact", "ideal")
        assert set(constraint.values()) == {"string or list"}, f"{name}: {constraint}"


@check(
    "api_surface/reads_capture.js",
    spec="https://w3c.github.io/mediacapture-main/#dom-cameradevicepermissiondescriptor-pantiltzoom",
    features=("api.Permissions.permission_camera",),
)
def test_permission_to_turn_the_camera_can_be_asked(facts: Facts) -> None:
    """Asked about the camera, a browser reads whether it is to be turned and zoomed as well.

    Products with conference cameras show their controls only then.
    """
    _assert_read(facts["permission camera"], "name", "panTiltZoom")


# Recording


@check(
    "api_surface/reads_capture.js",
    spec="https://w3c.github.io/mediacapture-record/#mediarecorderoptions-section",
    features=("api.MediaRecorder.MediaRecorder.options_parameter",),
)
def test_recorders_take_type_and_rates(facts: Facts) -> None:
    """A recorder reads the type and the bit rates it is to record with.

    Files of a known size and kind depend on it.
    """
    _assert_read(facts["MediaRecorder"], "mimeType", "audioBitsPerSecond", "videoBitsPerSecond", "bitsPerSecond")


@check(
    "api_surface/reads_capture.js",
    spec="https://w3c.github.io/mediacapture-record/#dom-mediarecorderoptions-videokeyframeintervalduration",
)
def test_recorders_take_a_distance_of_key_frames(facts: Facts) -> None:
    """A recorder reads how far apart key frames are to be, and how the rate of sound is kept.

    A recording can be cut, and searched in, only at key frames.
    """
    wanted = ("videoKeyFrameIntervalDuration", "videoKeyFrameIntervalCount", "audioBitrateMode")
    _assert_read(facts["MediaRecorder"], *wanted)


# Calls


@check(
    "api_surface/reads_calls.js",
    spec=f"{WEBRTC}/#dom-rtcconfiguration",
    features=(
        "api.RTCPeerConnection.RTCPeerConnection.configuration_iceServers_parameter",
        "api.RTCPeerConnection.RTCPeerConnection.configuration_iceTransportPolicy_parameter",
        "api.RTCPeerConnection.RTCPeerConnection.configuration_bundlePolicy_parameter",
    ),
)
def test_connections_take_servers_and_policies(facts: Facts) -> None:
    """A connection reads its servers, certificates and policies.

    "Relay only" keeps addresses of people private, if it is read.
    """
    read = facts["RTCPeerConnection"]
    _assert_read(read, "iceServers", "iceTransportPolicy", "bundlePolicy", "rtcpMuxPolicy", "certificates")
    _assert_read(read["iceServers"]["each"], "urls", "username", "credential")


@check(
    "api_surface/reads_calls.js",
    spec=f"{WEBRTC}/#dom-rtcconfiguration-icecandidatepoolsize",
    features=("api.RTCPeerConnection.RTCPeerConnection.configuration_iceCandidatePoolSize_parameter",),
)
def test_candidates_can_be_gathered_ahead(facts: Facts) -> None:
    """A connection reads how many candidates it is to gather before they are needed.

    Calls are connected sooner.
    """
    _assert_read(facts["RTCPeerConnection"], "iceCandidatePoolSize")


@check(
    "api_surface/reads_calls.js",
    spec=f"{WEBRTC}/#dom-rtcrtpencodingparameters",
    features=("api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter",),
)
def test_transceivers_take_encodings(facts: Facts) -> None:
    """A transceiver reads for each of its encodings name, rate, size, codec and whether it is active.

    Simulcast is set up here.
    """
    each = facts["addTransceiver"]["sendEncodings"]["each"]
    _assert_read(each, "rid", "active", "maxBitrate", "maxFramerate", "scaleResolutionDownBy", "codec")


@check(
    "api_surface/reads_calls.js",
    spec="https://w3c.github.io/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode",
    features=("api.RTCRtpSender.setParameters.parameters_encodings_parameter.scalabilityMode",),
)
def test_senders_take_a_scalability_mode(facts: Facts) -> None:
    """A sender reads the scalability mode, when it is made and while it runs.

    Where it is not read, a product that asks for three layers sends one, without an error.
    """
    for method, members in (("addTransceiver", "sendEncodings"), ("setParameters", "encodings")):
        _assert_read(facts[method][members]["each"], "scalabilityMode")


@check(
    "api_surface/reads_calls.js",
    spec="https://w3c.github.io/webrtc-extensions/#dom-rtcencodingoptions-keyframe",
    features=("api.RTCRtpSender.setParameters",),
)
def test_senders_can_be_asked_for_a_key_frame(facts: Facts) -> None:
    """A sender reads, layer by layer, whether it is to send a key frame.

    Servers that switch layers get a picture at once.
    """
    options = facts["setParameters options"].get("encodingOptions")
    _assert_read(options.get("each") if isinstance(options, dict) else None, "keyFrame")


@check(
    "api_surface/reads_calls.js",
    spec=f"{WEBRTC}/#dom-rtcdatachannelinit",
    features=("api.RTCPeerConnection.createDataChannel",),
)
def test_channels_take_every_option(facts: Facts) -> None:
    """A data channel reads order, reliability, protocol and who negotiates it.

    A game that asks for an unreliable channel and gets a reliable one stutters.
    """
    read = facts["createDataChannel"]
    _assert_read(read, "ordered", "maxPacketLifeTime", "maxRetransmits", "protocol", "negotiated", "id")


@check(
    "api_surface/reads_calls.js",
    spec=f"{WEBRTC}/#dom-rtcicecandidateinit",
    features=("api.RTCPeerConnection.addIceCandidate",),
)
def test_candidates_say_where_they_belong(facts: Facts) -> None:
    """A candidate is read with its media section and the name of its generation.

    After a restart, late candidates of the old generation must not count.
    """
    _assert_read(facts["addIceCandidate"], "candidate", "sdpMid", "sdpMLineIndex", "usernameFragment")


# Codecs


@check(
    "api_surface/reads_codecs.js",
    spec="https://w3c.github.io/webcodecs/#dictdef-videoencoderconfig",
    features=("api.VideoEncoder.configure", "api.VideoEncoder.isConfigSupported_static"),
)
def test_encoders_take_every_setting(facts: Facts) -> None:
    """A video encoder reads every setting of the specification.

    A setting that is not read is confirmed as supported and then does nothing.
    """
    read = facts["VideoEncoder isConfigSupported"]
    _assert_read(read, "codec", "width", "height", "displayWidth", "displayHeight", "bitrate", "framerate")
    _assert_read(read, "hardwareAcceleration", "alpha", "scalabilityMode", "bitrateMode", "latencyMode", "contentHint")


@check(
    "api_surface/reads_codecs.js",
    spec="https://w3c.github.io/media-capabilities/#dictdef-videoconfiguration",
    features=("api.MediaCapabilities.encodingInfo.configuration_parameter.type.webrtc_option",),
)
def test_capabilities_are_asked_with_layers(facts: Facts) -> None:
    """MediaCapabilities reads size, rates and the scalability mode that is planned.

    Otherwise it answers another question than the one asked.
    """
    wanted = ("contentType", "width", "height", "bitrate", "framerate", "scalabilityMode")
    _assert_read(facts["encodingInfo"]["video"], *wanted)


@check(
    "api_surface/reads_codecs.js",
    spec="https://w3c.github.io/webcodecs/#dom-videoframeinit-rotation",
    features=("api.VideoFrame.rotation", "api.VideoFrame.flip"),
)
def test_frames_take_a_rotation(facts: Facts) -> None:
    """A frame made by a page reads its rotation and whether it is mirrored.

    Pictures of phones stand upright.
    """
    _assert_read(facts["VideoFrame of an image"], "rotation", "flip")

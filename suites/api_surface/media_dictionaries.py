"""Dictionary arguments of capture, MediaRecorder, MediaCapabilities and WebCodecs: which members the browser reads."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]
MAIN = "https://w3c.github.io/mediacapture-main"
CAPTURE = "api_surface/reads_capture.js"
CODECS = "api_surface/reads_codecs.js"
CONSTRAINT = "api.MediaStreamTrack.applyConstraints"


def _expect_read(read: object, subject: str, *wanted: str) -> None:
    """Expect the members in what the probe saw the browser read of a dictionary."""
    members = sorted(read) if isinstance(read, dict) else read
    expect(members, f"members that {subject} reads").contains(*wanted)


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

"""Media between the browser and a server that is no browser: frames and tones arrive intact."""

from __future__ import annotations

import re
from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

CODECS = "https://www.rfc-editor.org/rfc/rfc7742#section-5"
MEDIA = "https://w3c.github.io/webrtc-pc/#rtp-media-api"
DIRECTION = "https://w3c.github.io/webrtc-pc/#dom-rtcrtptransceiverdirection"
AUDIO = "https://www.rfc-editor.org/rfc/rfc7874#section-3"
SCENES = {"first": "red circle", "second": "blue square", "third": "green triangle"}
# Of each scene: the number of its marker, and by how many degrees the marker is turned
MARKERS = {"first": (7, 0), "second": (23, 90), "third": (7, 180)}


def _expect_scenes(facts: Facts, codec: str) -> None:
    """Expect the codec, and that the server finds shape and marker of each scene."""
    expect(facts["codec"], "codec of the outbound-rtp stream").equals(codec)
    for scene, shape in SCENES.items():
        seen = facts["found"][scene]
        expect(seen.get("shape"), f"{codec}: shape in the decoded frames of the {scene} scene").equals(shape)
        expect(seen.get("marker"), f"{codec}: marker in the decoded frames of the {scene} scene").equals(
            MARKERS[scene][0]
        )


# "WebRTC Browsers MUST implement the VP8 video codec as described in RFC 6386"
@check("calls/decoded_scenes_vp8.js", spec=CODECS, basis="MUST", features=("api.RTCPeerConnection.addTransceiver",))
def test_server_decodes_vp8(facts: Facts) -> None:
    """VP8 video is decoded by a server that is no browser: it finds each shape and marker that was drawn.

    Recorders, robots and computer vision services get nothing from a stream that only another browser can decode.
    """
    _expect_scenes(facts, "VP8")


# "WebRTC Browsers MUST implement ... H.264 Constrained Baseline as described in H.264"
@check("calls/decoded_scenes_h264.js", spec=CODECS, basis="MUST", features=("api.RTCPeerConnection.addTransceiver",))
def test_server_decodes_h264(facts: Facts) -> None:
    """H.264 video is decoded by a server that is no browser: it finds each shape and marker that was drawn.

    Cameras, recorders and hardware decoders take H.264 and often nothing else.
    """
    _expect_scenes(facts, "H264")


# "The media MUST NOT be upscaled ..., the media MUST NOT be cropped ..., and the aspect ratio MUST NOT be changed"
@check("calls/decoded_scenes_vp8.js", spec=MEDIA, basis="MUST")
def test_video_is_not_cropped_or_rotated(facts: Facts) -> None:
    """VP8 video keeps its geometry: shapes and markers are decoded within 3 % of their place, at their angle.

    Robots and measuring software act on positions, and go wrong with cropped, mirrored or rotated video.
    """
    for scene, (_, turned) in MARKERS.items():
        seen = facts["found"][scene]
        expect(seen.get("shapeIsInPlace"), f"shape of the {scene} scene is within 3 % of its place").is_true()
        expect(seen.get("markerIsInPlace"), f"marker of the {scene} scene is within 3 % of its place").is_true()
        expect(seen.get("turned"), f"rotation of the marker of the {scene} scene", "degrees").equals(turned)


# "The media MUST NOT be upscaled to create fake data that did not occur in the input source"
@check("calls/decoded_scenes_vp8.js", spec=MEDIA, basis="MUST")
def test_empty_scene_decodes_empty(facts: Facts) -> None:
    """VP8 video of an empty scene decodes to frames without the shape and marker of earlier frames.

    Leftovers of earlier frames mislead computer vision services.
    """
    nothing = facts["found"]["nothing"]
    for name in ("shape", "marker"):
        expect(nothing.get(name, "never decoded"), f"{name} in the decoded frames of the empty scene").is_null()


# "The RTCRtpTransceiver's RTCRtpReceiver will ... receive RTP if the remote peer accepts."
@check("calls/returned.js", spec=DIRECTION, basis="MUST", features=("api.RTCRtpReceiver.track",))
def test_server_video_with_box_is_rendered(facts: Facts) -> None:
    """`RTCRtpReceiver.track` shows video with a box that the server drew, at its position and in its colors.

    Augmented video is useless where the overlay is shifted.
    """
    for place in ("edge", "middle", "ground"):
        expect(facts["boxed"].get(place), f"color at the {place} of the received frame is as sent").is_true()


# "The RTCRtpTransceiver's RTCRtpReceiver will ... receive RTP if the remote peer accepts."
@check("calls/returned.js", spec=DIRECTION, basis="MUST", features=("api.RTCRtpReceiver.track",))
def test_server_video_inverted_is_rendered(facts: Facts) -> None:
    """`RTCRtpReceiver.track` shows video whose colors the server inverted in those colors.

    Video effects that run on a server show wrong colors to users where this fails.
    """
    for place in ("middle", "ground"):
        expect(facts["inverted"].get(place), f"color at the {place} of the received frame is inverted").is_true()


# "The sampling instant MUST be derived from a clock that increments monotonically and linearly in time"
@check(
    "calls/returned.js",
    spec="https://www.rfc-editor.org/rfc/rfc3550#section-5.1",
    basis="MUST",
    features=("api.RTCRtpReceiver.track",),
)
def test_server_video_is_rendered_in_order(facts: Facts) -> None:
    """RTP timestamps: numbered frames that a server returns are shown in ascending order.

    Frames that are shown out of order make movement jump back and forth.
    """
    expect(facts["numbersCome"], "numbered frames were received from the server").is_true()
    expect(facts["numbersRise"], "numbers of the received frames ascend").is_true()


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("calls/audio.js", spec=AUDIO, basis="MUST", features=("api.RTCRtpSender.replaceTrack",))
def test_server_receives_tone(facts: Facts) -> None:
    """Opus or G.711: a server receives the tone a page sends, and the tone set by `replaceTrack()`, at its pitch.

    Speech recognition misunderstands audio that arrives at a wrong sample rate.
    """
    expect(facts["serverHears"], "440 Hz tone received by the server").is_true()
    expect(facts["replaced"], "replaceTrack() to a 1200 Hz tone succeeded").is_true()
    expect(facts["serverHearsTheNext"], "1200 Hz tone received by the server after replaceTrack()").is_true()


# "WebRTC endpoints are REQUIRED to implement the following audio codecs", which names Opus and G.711
@check("calls/audio.js", spec=AUDIO, basis="MUST", features=("api.RTCRtpReceiver.track",))
def test_server_tone_is_played(facts: Facts) -> None:
    """`RTCRtpReceiver.track` plays the tone a server sends at its pitch, at first and 150 RTP packets later.

    Voice assistants answer this way.
    """
    expect(facts["pageHears"], "660 Hz tone received from the server").is_true()
    expect(facts["pageHearsAtEnd"], "660 Hz tone received from the server 150 RTP packets later").is_true()


# "The media MUST NOT be upscaled ..., the media MUST NOT be cropped ..., and the aspect ratio MUST NOT be changed"
@check(
    "calls/camera.js",
    spec=MEDIA,
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", "api.RTCPeerConnection.addTrack"),
)
def test_server_receives_camera_video(facts: Facts) -> None:
    """`getUserMedia()` camera video reaches a server in its aspect ratio, and is neither black nor frozen.

    The whole path from the camera to a decoder that is no browser has to work for video services.
    """
    settings = re.fullmatch(r"(\d+)x(\d+)", str(facts.get("settings")))
    if settings is None or int(settings[1]) * 3 != int(settings[2]) * 4:
        not_supported("a camera resolution of 4:3")
    expect(facts["shapeIsKept"], "received frames have the 4:3 aspect ratio of the camera").is_true()
    expect(facts["bright"], "a received frame is not black").is_true()
    expect(facts["moves"], "received frames differ").is_true()


# "The RTCRtpTransceiver's RTCRtpSender ... will send RTP if the remote peer accepts"
@check(
    "calls/camera.js",
    spec=DIRECTION,
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", "api.RTCPeerConnection.addTrack"),
)
def test_server_receives_microphone_audio(facts: Facts) -> None:
    """`getUserMedia()` microphone audio reaches a server.

    A voice assistant that receives silence never answers.
    """
    expect(facts["heard"], "tone of the microphone received by the server").is_true()


# "The media MUST NOT be upscaled ..., the media MUST NOT be cropped ..., and the aspect ratio MUST NOT be changed"
@check("calls/sizes.js", spec=MEDIA, basis="MUST", features=("api.RTCRtpSender.replaceTrack",))
def test_replace_track_of_other_size_is_not_cropped(facts: Facts) -> None:
    """`replaceTrack()` with tracks of four sizes, one of them portrait: a server receives each uncropped.

    Rotating a phone or sharing a screen must not stretch or crop the video.
    """
    for size, seen in every(facts["sizes"], "sizes of the tracks sent").items():
        expect(seen.get("shapeIsInPlace"), f"shape in the received {size} video is in its place").is_true()
        expect(seen.get("markerIsInPlace"), f"marker in the received {size} video is in its place").is_true()


# "The media MUST NOT be upscaled ..., the media MUST NOT be cropped ..., and the aspect ratio MUST NOT be changed"
@check("calls/sizes.js", spec=MEDIA, basis="MUST", features=("api.RTCRtpSender", "api.HTMLCanvasElement.captureStream"))
def test_track_changing_aspect_ratio_is_not_cropped(facts: Facts) -> None:
    """`RTCRtpSender` whose track turns from portrait to landscape in the call: a server receives it uncropped.

    Rotating a phone changes the video without a renegotiation.
    """
    seen = facts["reshaped"]
    expect(seen.get("shapeIsInPlace"), "shape in the received video is in its place after the change").is_true()
    expect(seen.get("markerIsInPlace"), "marker in the received video is in its place after the change").is_true()

"""Simulcast with other tracks, content hints and codecs."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

RIDS = ["f", "h", "q"]
SIZES = {"f": "960x540", "h": "480x270", "q": "240x135"}

PC = "https://w3c.github.io/webrtc-pc"
SEND_ENCODINGS = "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter"
ENCODING = "api.RTCRtpSender.setParameters.parameters_encodings_parameter"
GET_ENCODINGS = "api.RTCRtpSender.getParameters.return_object_property_encodings"


def _skip_trimmed(kept: Any, given: list[str]) -> None:
    """End a check where the browser trimmed `sendEncodings`: the maximum is its own choice."""
    if kept in ([None], given[:1], given[:2]):
        not_supported("three simulcast encodings")


# "have the sender switch seamlessly to transmitting withTrack instead of the sender's existing track"
@check(
    "simulcast/tracks.js",
    spec=f"{PC}/#dom-rtcrtpsender-replacetrack",
    basis="MUST",
    features=("api.RTCRtpSender.replaceTrack", f"{ENCODING}.scaleResolutionDownBy"),
)
def test_replace_track_changes_layer_resolutions(facts: Facts) -> None:
    """`replaceTrack()` scales each simulcast layer from the new track's resolution, also after `replaceTrack(null)`.

    After a change of camera or screen share, users see a stretched or frozen video.
    """
    _skip_trimmed(facts.get("rids"), RIDS)
    steps = (
        ("larger", "a 1280x720 track", {"f": "1280x720", "h": "640x360", "q": "320x180"}),
        ("again", "the 960x540 track after replaceTrack(null)", SIZES),
    )
    expect(facts.get("nothing"), "replaceTrack(null) resolved").is_true()
    for step, track, sizes in steps:
        expect(facts[step].get("outcome"), f"replaceTrack() with {track}").equals("replaced")
        expect(facts[step].get("sizes"), f"resolution by rid after replaceTrack() with {track}").equals(sizes)
    expect(facts.get("rids"), "getParameters().encodings[].rid after replaceTrack()").equals(RIDS)


# "Indicates that this encoding is actively being sent." (active, which is true by default)
@check(
    "simulcast/tracks.js",
    spec=f"{PC}/#dom-rtcrtpencodingparameters-active",
    basis="MUST",
    features=("api.MediaStreamTrack.contentHint", SEND_ENCODINGS),
)
def test_content_hint_detail_sends_every_layer(facts: Facts) -> None:
    """`MediaStreamTrack.contentHint="detail"`: every simulcast layer is received in its resolution.

    A shared screen is watched on phones, too; without the small layer they get no video.
    """
    _skip_trimmed(facts.get("rids"), RIDS)
    screen = facts.get("screen", {})
    if screen.get("hint") is False:
        not_supported("MediaStreamTrack.contentHint")
    expect(screen.get("arrive"), 'rids received with contentHint="detail"').equals(RIDS)
    sizes = list(SIZES.values())
    expect(screen.get("sizes"), 'resolutions of f, h and q with contentHint="detail"').equals(sizes)


# webrtc-pc: "If the user agent ... does not support setting codecs for individual encodings, [throw] OperationError."
@check(
    "simulcast/codecs_of_layers.js",
    spec="https://w3c.github.io/webrtc-pc/#dfn-addtransceiver-sendencodings-validation-steps",
    basis="MUST",
    features=(f"{ENCODING}.codec", GET_ENCODINGS),
)
def test_send_encodings_codec_is_kept_per_encoding(facts: Facts) -> None:
    """`sendEncodings[].codec` with VP9 and VP8 is kept per encoding, or rejected with `OperationError`.

    A product that sends a new codec to some users and an old one to the rest needs to know whether it can.
    """
    if facts.get("outcome") == "OperationError":
        not_supported("a codec for each encoding (OperationError)")
    expect(facts.get("outcome"), "addTransceiver() with VP9 and VP8 in sendEncodings[].codec").equals("joined")
    kept = facts.get("kept")
    expect(kept, "getParameters().encodings[].codec.mimeType").equals(["video/VP9", "video/VP8"])


# RFC 8834: "the Real-time Transport Protocol (RTP) ... is REQUIRED to be implemented as the media transport protocol"
@check(
    "simulcast/other_codecs.js",
    spec="https://www.rfc-editor.org/rfc/rfc8834#section-4.1",
    basis="MUST",
    features=(SEND_ENCODINGS, f"{SEND_ENCODINGS}.scalabilityMode"),
)
def test_simulcast_with_h264_vp9_and_av1_sends_video(facts: Facts) -> None:
    """Simulcast with H.264, VP9 and AV1: at least one layer is received, with and without `scalabilityMode`.

    A product that switches simulcast to another codec sends no video at all.
    """
    calls = {
        f"{codec}, {mode}": seen
        for codec in ("H264", "VP9", "AV1")
        for mode, seen in (facts.get(codec) or {}).items()
        if set(seen.get("streams", ())) & set(RIDS)
    }
    if not calls:
        not_supported("simulcast with H.264, VP9 or AV1")
    for name, seen in calls.items():
        expect(seen.get("arrive"), f"rids received of a simulcast call ({name})").is_not_empty()

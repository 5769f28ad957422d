"""Interfaces exposed in a dedicated worker: encoded transforms, WebCodecs, data channels, permissions."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

PROBE = "api_surface/worker.js"
TRANSFORM = "https://w3c.github.io/webrtc-encoded-transform"
CODERS = ("VideoEncoder", "VideoDecoder", "AudioEncoder", "AudioDecoder")


def _transformer(facts: Facts) -> dict[str, Any]:
    """Return the members of RTCRtpScriptTransformer; without it encoded transforms are not supported."""
    transformer = facts.get("RTCRtpScriptTransformer")
    if not transformer:
        not_supported("RTCRtpScriptTransformer")
    members: dict[str, Any] = transformer.get("members", {})
    return members


# webrtc-encoded-transform IDL: "[Exposed=DedicatedWorker] interface RTCRtpScriptTransformer : EventTarget"
@check(
    PROBE,
    spec=f"{TRANSFORM}/#rtcrtpscripttransformer",
    basis="MUST",
    features=(
        "api.RTCRtpScriptTransformer",
        "api.RTCRtpScriptTransformer.readable",
        "api.RTCRtpScriptTransformer.writable",
        "api.RTCRtpScriptTransformer.options",
        "api.RTCTransformEvent",
        "api.RTCEncodedVideoFrame",
        "api.RTCEncodedAudioFrame",
    ),
)
def test_worker_has_rtc_rtp_script_transformer(facts: Facts) -> None:
    """Workers have `RTCRtpScriptTransformer`, `RTCTransformEvent`, `RTCEncodedVideoFrame`, `RTCEncodedAudioFrame`.

    End-to-end encryption of conferences runs in a worker with these interfaces.
    """
    members = _transformer(facts)
    for name in ("RTCTransformEvent", "RTCEncodedVideoFrame", "RTCEncodedAudioFrame"):
        expect(name in facts, f"{name} in a dedicated worker").is_true()
    expect(sorted(members), "members of RTCRtpScriptTransformer").contains("readable", "writable", "options")


# webrtc-encoded-transform IDL: "Promise<undefined> generateKeyFrame(optional DOMString rid);"
@check(
    PROBE,
    spec=f"{TRANSFORM}/#dom-rtcrtpscripttransformer-generatekeyframe",
    basis="MUST",
    features=(
        "api.RTCRtpScriptTransformer.generateKeyFrame",
        "api.RTCRtpScriptTransformer.sendKeyFrameRequest",
    ),
)
def test_rtc_rtp_script_transformer_has_key_frame_methods(facts: Facts) -> None:
    """`RTCRtpScriptTransformer` has `generateKeyFrame()` and `sendKeyFrameRequest()`.

    After a key rotation, participants see no video until the next keyframe.
    """
    expect(sorted(_transformer(facts)), "members of RTCRtpScriptTransformer").contains(
        "generateKeyFrame", "sendKeyFrameRequest"
    )


# WebCodecs IDL: "[Exposed=(Window,DedicatedWorker), SecureContext] interface VideoEncoder : EventTarget"
@check(
    PROBE,
    spec="https://w3c.github.io/webcodecs/#videoencoder-interface",
    basis="MUST",
    features=(
        "api.VideoEncoder.VideoEncoder",
        "api.VideoDecoder.VideoDecoder",
        "api.AudioEncoder.AudioEncoder",
        "api.AudioDecoder.AudioDecoder",
    ),
)
def test_worker_has_webcodecs_constructors(facts: Facts) -> None:
    """Dedicated workers can construct `VideoEncoder`, `VideoDecoder`, `AudioEncoder` and `AudioDecoder`.

    Encoding on the main thread makes the page stutter.
    """
    if not any(name in facts for name in CODERS):
        not_supported("WebCodecs")
    for name in CODERS:
        expect(facts.get(name, {}).get("constructor"), f"{name} in a dedicated worker").equals("constructor 1")


# webrtc-pc IDL: "[Exposed=(Window,DedicatedWorker), Transferable] interface RTCDataChannel : EventTarget"
@check(
    PROBE,
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcdatachannel",
    basis="MUST",
    features=("api.RTCDataChannel", "api.RTCDataChannel.transferable", "api.RTCPeerConnection"),
)
def test_worker_has_rtc_data_channel_not_rtc_peer_connection(facts: Facts) -> None:
    """Dedicated workers have `RTCDataChannel`, which is transferable, and not `RTCPeerConnection`.

    File transfers run in a worker without disturbing the page; code that needs a connection does not.
    """
    expect("RTCDataChannel" in facts, "RTCDataChannel in a dedicated worker").is_true()
    expect("RTCPeerConnection" in facts, "RTCPeerConnection in a dedicated worker").is_false()


# Permissions IDL: "[Exposed=(Worker)] partial interface WorkerNavigator { ... readonly attribute Permissions"
@check(
    PROBE,
    spec="https://w3c.github.io/permissions/#navigator-and-workernavigator-extension",
    basis="MUST",
    features=("api.WorkerNavigator.permissions", "api.WorkerNavigator.mediaCapabilities"),
)
def test_worker_navigator_has_permissions_and_media_capabilities(facts: Facts) -> None:
    """`WorkerNavigator` has `permissions` and `mediaCapabilities`.

    A worker that encodes video needs to know what this machine can encode without a detour over the page.
    """
    for name in ("permissions", "mediaCapabilities"):
        expect(facts.get("WorkerNavigator", {}).get(name), f"WorkerNavigator.{name}").equals("read-only attribute")

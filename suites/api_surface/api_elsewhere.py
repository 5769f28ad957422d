"""What the WebRTC, capture and codec specifications give to workers, and what they leave to pages on plain http."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]


# Workers


@check(
    "api_surface/worker.js",
    spec="https://w3c.github.io/webrtc-encoded-transform/#rtcrtpscripttransformer",
    features=("api.RTCRtpScriptTransformer", "api.RTCEncodedVideoFrame"),
)
def test_workers_can_change_encoded_frames(facts: Facts) -> None:
    """A worker has what it needs to change encoded frames.

    End-to-end encryption of conferences runs there.
    """
    for name in ("RTCRtpScriptTransformer", "RTCTransformEvent", "RTCEncodedVideoFrame", "RTCEncodedAudioFrame"):
        assert name in facts, name
    assert {"readable", "writable", "options"} <= set(facts["RTCRtpScriptTransformer"]["members"])


@check(
    "api_surface/worker.js",
    spec="https://w3c.github.io/webrtc-encoded-transform/#dom-rtcrtpscripttransformer-generatekeyframe",
    features=("api.RTCRtpScriptTransformer.generateKeyFrame",),
)
def test_workers_can_ask_for_key_frames(facts: Facts) -> None:
    """A worker that changes encoded frames can have a key frame sent, and ask for one.

    After a change of key nobody sees anything until the next key frame.
    """
    members = facts.get("RTCRtpScriptTransformer", {}).get("members", {})
    assert {"generateKeyFrame", "sendKeyFrameRequest"} <= set(members)


@check(
    "api_surface/worker.js",
    spec="https://w3c.github.io/webcodecs/#videoencoder-interface",
    features=("api.VideoEncoder", "api.VideoDecoder", "api.AudioEncoder", "api.AudioDecoder"),
)
def test_workers_have_encoders_and_decoders(facts: Facts) -> None:
    """A worker has the encoders and decoders of WebCodecs, and can construct them.

    Encoding in the window makes it stutter.
    """
    for name in ("VideoEncoder", "VideoDecoder", "AudioEncoder", "AudioDecoder"):
        assert facts.get(name, {}).get("constructor") == "constructor 1", name


@check(
    "api_surface/worker.js",
    spec="https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface",
    features=("api.RTCDataChannel.transferable", "api.RTCPeerConnection"),
)
def test_workers_have_channels_but_no_connections(facts: Facts) -> None:
    """A worker has data channels, which can be handed to it, and no connections.

    File transfers go on undisturbed there; a script that expects connections must run in a window.
    """
    assert "RTCDataChannel" in facts
    assert "RTCPeerConnection" not in facts


@check(
    "api_surface/worker.js",
    spec="https://w3c.github.io/permissions/#navigator-and-workernavigator-extension",
    features=("api.WorkerNavigator.permissions", "api.WorkerNavigator.mediaCapabilities"),
)
def test_workers_can_ask_about_permissions_and_codecs(facts: Facts) -> None:
    """A worker can ask about permissions and media capabilities.

    A worker that encodes must not ask the window what this machine can do.
    """
    for name in ("permissions", "mediaCapabilities"):
        assert facts["WorkerNavigator"].get(name) == "read-only attribute", name


# Insecure pages


@check(
    "api_surface/insecure.js",
    spec="https://w3c.github.io/mediacapture-main/#mediadevices",
    features=("api.Navigator.mediaDevices", "api.MediaDevices"),
)
def test_insecure_pages_have_no_devices(facts: Facts) -> None:
    """A page on plain http has neither navigator.mediaDevices nor its interfaces.

    Products that are opened over http must say so and not fail with a TypeError.
    """
    assert facts["secure"] is False
    assert "mediaDevices" not in facts["Navigator"]
    assert "MediaDevices" not in facts["interfaces"]
    assert "MediaDeviceInfo" not in facts["interfaces"]


@check(
    "api_surface/insecure.js",
    spec="https://w3c.github.io/webcodecs/#videoencoder-interface",
    features=("api.VideoEncoder", "api.AudioDecoder"),
)
def test_insecure_pages_have_no_encoders(facts: Facts) -> None:
    """A page on plain http has none of the encoders and decoders of WebCodecs.

    A product that falls back to another way of encoding needs to know.
    """
    for name in ("VideoEncoder", "VideoDecoder", "AudioEncoder", "AudioDecoder", "ImageDecoder"):
        assert name not in facts["interfaces"], name

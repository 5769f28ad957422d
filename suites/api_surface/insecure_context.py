"""Interfaces in an insecure context (http): mediaDevices and WebCodecs are absent."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

PROBE = "api_surface/insecure.js"


# mediacapture-main IDL: "[SameObject, SecureContext] readonly attribute MediaDevices mediaDevices;"
@check(
    PROBE,
    spec="https://w3c.github.io/mediacapture-main/#mediadevices",
    basis="MUST",
    features=(
        "api.Navigator.mediaDevices",
        "api.MediaDevices",
        "api.MediaDeviceInfo",
    ),
)
def test_insecure_context_has_no_media_devices(facts: Facts) -> None:
    """`navigator.mediaDevices`, `MediaDevices` and `MediaDeviceInfo` are absent in an insecure context.

    Products opened over http have to explain the missing camera instead of failing with a TypeError.
    """
    expect(facts["secure"], "isSecureContext of a page on http").is_false()
    expect(sorted(facts["Navigator"]), "members of Navigator in an insecure context").lacks("mediaDevices")
    for name in ("MediaDevices", "MediaDeviceInfo"):
        expect(name in facts["interfaces"], f"{name} in an insecure context").is_false()


# WebCodecs IDL: "[Exposed=(Window,DedicatedWorker), SecureContext] interface VideoEncoder : EventTarget"
@check(
    PROBE,
    spec="https://w3c.github.io/webcodecs/#videoencoder-interface",
    basis="MUST",
    features=("api.VideoEncoder", "api.VideoDecoder", "api.AudioEncoder", "api.AudioDecoder", "api.ImageDecoder"),
)
def test_insecure_context_has_no_webcodecs(facts: Facts) -> None:
    """`VideoEncoder`, `VideoDecoder`, `AudioEncoder`, `AudioDecoder` and `ImageDecoder` need a secure context.

    Products opened over http have to use another encoder.
    """
    expect(sorted(facts["interfaces"]), "interfaces in an insecure context").is_not_empty()
    for name in ("VideoEncoder", "VideoDecoder", "AudioEncoder", "AudioDecoder", "ImageDecoder"):
        expect(name in facts["interfaces"], f"{name} in an insecure context").is_false()

"""End-to-end encryption between two browsers: the receiver sees video with the key, and nothing without it."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://www.w3.org/TR/webrtc-encoded-transform/#rtcrtpscripttransform"
FEATURES = ("api.RTCRtpScriptTransform", "api.RTCRtpSender.transform", "api.RTCRtpReceiver.transform")


def _expect_encrypted(facts: Facts, codec: str) -> None:
    """Expect nothing without the key, video with it, and video after the key was changed."""
    seen = facts["answerer"]
    sent = str(facts["offerer"]["codec"]).lower()
    expect(sent, "codec.mimeType of outbound-rtp").equals(f"video/{codec}")
    expect(seen["keylessSeesNothing"], "encrypted frames arrived, and none was shown without the key").is_true()
    expect(seen["holder"], "numbered frames shown with the key").is_true()
    expect(seen["afterChange"], "numbered frames shown after the key was changed").is_true()


# "Enqueue frame for processing as if it came directly from the encoded data source"
@check("interop/encrypted_vp8.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_vp8_e2ee_between_two_browsers(facts: Facts) -> None:
    """E2EE with `RTCRtpScriptTransform`: VP8 of one browser is shown in another with the key only.

    Users of encrypted meetings see nothing, or an eavesdropper sees them, where two browsers disagree.
    """
    _expect_encrypted(facts, "vp8")


# "Enqueue frame for processing as if it came directly from the encoded data source"
@check("interop/encrypted_vp9.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_vp9_e2ee_between_two_browsers(facts: Facts) -> None:
    """E2EE with `RTCRtpScriptTransform`: VP9 of one browser is shown in another with the key only.

    Users of encrypted meetings see nothing, or an eavesdropper sees them, where two browsers disagree.
    """
    _expect_encrypted(facts, "vp9")


# "Enqueue frame for processing as if it came directly from the encoded data source"
@check("interop/encrypted_h264.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_h264_e2ee_between_two_browsers(facts: Facts) -> None:
    """E2EE with `RTCRtpScriptTransform`: H.264 of one browser is shown in another with the key only.

    Users of encrypted meetings see nothing, or an eavesdropper sees them, where two browsers disagree.
    """
    _expect_encrypted(facts, "h264")


# "Enqueue frame for processing as if it came directly from the encoded data source"
@check("interop/encrypted_av1.js", spec=SPEC, basis="MUST", features=FEATURES)
def test_av1_e2ee_between_two_browsers(facts: Facts) -> None:
    """E2EE with `RTCRtpScriptTransform`: AV1 of one browser is shown in another with the key only.

    Users of encrypted meetings see nothing, or an eavesdropper sees them, where two browsers disagree.
    """
    _expect_encrypted(facts, "av1")

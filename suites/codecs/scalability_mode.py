"""`scalabilityMode`: SVC modes that setParameters() accepts, and the video that is sent with them."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]
SCALABILITY_MODE = "https://w3c.github.io/webrtc-svc/#dom-rtcrtpencodingparameters-scalabilitymode"
MODE = (
    "api.RTCRtpSender.setParameters.parameters_encodings_parameter.scalabilityMode",
    "api.RTCPeerConnection.addTransceiver.init_sendEncodings_parameter.scalabilityMode",
)


def _expect_sent(facts: Facts, codec: str) -> None:
    """Expect video, and the mode in `outbound-rtp`, for each scalability mode that `setParameters()` accepted."""
    sent = facts.get("sent")
    if sent == {}:
        not_supported(f"scalabilityMode with {codec}")
    for mode, seen in every(sent or {}, f"scalability modes of {codec} in outbound-rtp").items():
        call = f"{codec} with scalabilityMode={mode}"
        expect(mode not in facts["claimedButDead"] and seen.get("moves"), f"frames received of {call}").is_true()
        # Optional statistic; not read where the bandwidth decides how many of three spatial layers are sent
        if seen.get("told") is not None:
            expect(seen["told"], f"outbound-rtp.scalabilityMode of {call}").equals(mode)


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_vp8.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_vp8_sends_video(facts: Facts) -> None:
    """VP8 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on temporal layers sends a frozen video.
    """
    _expect_sent(facts, "VP8")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_vp9.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_vp9_sends_video(facts: Facts) -> None:
    """VP9 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on SVC sends a frozen video, or other layers than the SFU expects.
    """
    _expect_sent(facts, "VP9")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_av1.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_av1_sends_video(facts: Facts) -> None:
    """AV1 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on SVC sends a frozen video, or other layers than the SFU expects.
    """
    _expect_sent(facts, "AV1")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_h264.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE)
def test_scalability_mode_with_h264_sends_video(facts: Facts) -> None:
    """H.264 video is received with each `scalabilityMode` that `setParameters()` accepts.

    A product that turns on temporal layers sends a frozen video.
    """
    _expect_sent(facts, "H.264")


# "...the case-sensitive identifier of the scalability mode to be used for this stream."
@check("codecs/layers_vp9.js", spec=SCALABILITY_MODE, basis="MUST", features=MODE[:1])
def test_set_parameters_scalability_mode_l2t1_with_vp9_keeps_sending(facts: Facts) -> None:
    """`setParameters()` with `scalabilityMode="L2T1"` in a running VP9 call: video goes on.

    Products add spatial layers when a call of two becomes a meeting; the video freezes for everyone.
    """
    goes_on = facts.get("goesOnAfterSwitch", "not observed")
    if goes_on is None:
        not_supported('scalabilityMode="L2T1" with VP9')
    expect(goes_on, 'frames received after setParameters() with scalabilityMode="L2T1" in a VP9 call').is_true()


# "...scalabilityMode value is not supported by the codec used for the encoding's RTP stream": the promise is rejected
@check(
    "codecs/layers_vp8.js",
    spec="https://w3c.github.io/webrtc-svc/#setparameters",
    basis="MUST",
    features=MODE[:1],
)
def test_set_parameters_unsupported_scalability_mode_with_vp8_rejects(facts: Facts) -> None:
    """`setParameters()` in a VP8 call rejects spatial layers and an unknown `scalabilityMode`.

    A product that gets an error can choose another codec; otherwise it waits for layers that never come.
    """
    for mode in ("L2T1", "L3T3", "S2T1", "no-such-mode"):
        subject = f'setParameters() with scalabilityMode="{mode}" in a VP8 call'
        # OperationError is what earlier versions of the specification say
        expect(facts["set"].get(mode), subject).is_one_of(("InvalidModificationError", "OperationError"))

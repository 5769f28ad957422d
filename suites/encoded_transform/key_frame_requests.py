"""Keyframe requests of an RTCRtpScriptTransformer."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"


# "instruct encoder to generate a key frame for its next provided video frame to that layer."
@check(
    "encoded_transform/key_frames.js",
    spec=f"{SPEC}#KeyFrame-algorithms",
    basis="MUST",
    features=("api.RTCRtpScriptTransformer.generateKeyFrame",),
)
def test_generate_key_frame_produces_keyframe(facts: Facts) -> None:
    """`RTCRtpScriptTransformer.generateKeyFrame()` of a sender resolves, and a keyframe follows.

    After a key rotation, new participants see video only from the next keyframe on.
    """
    expect(facts["generate"]["told"], "generateKeyFrame() in a sender's transform").matches("^resolved")
    expect(facts["generate"]["keyFrameFollows"], "a keyframe within 6 s of generateKeyFrame()").is_true()


# "Queue a task to resolve promise with undefined." (whether a FIR is sent is left to the user agent)
@check(
    "encoded_transform/key_frames.js",
    spec=f"{SPEC}#KeyFrame-algorithms",
    basis="MUST",
    features=("api.RTCRtpScriptTransformer.sendKeyFrameRequest",),
)
def test_send_key_frame_request_of_receiver_resolves(facts: Facts) -> None:
    """`RTCRtpScriptTransformer.sendKeyFrameRequest()` of a video receiver resolves.

    A participant who just got the key asks for a keyframe this way; without it, video stays black.
    """
    expect(facts["request"]["told"], "sendKeyFrameRequest() in a receiver's transform").matches("^resolved")


# "If depacketizer is undefined, reject promise with InvalidStateError, abort these steps."
@check(
    "encoded_transform/key_frames.js",
    spec=f"{SPEC}#KeyFrame-algorithms",
    basis="MUST",
    features=("api.RTCRtpScriptTransformer.sendKeyFrameRequest",),
)
def test_send_key_frame_request_of_sender_rejects(facts: Facts) -> None:
    """`RTCRtpScriptTransformer.sendKeyFrameRequest()` of a sender rejects with `InvalidStateError`.

    An application that gets no error waits for a keyframe that nobody sends.
    """
    expect(facts["requestFromSender"], "sendKeyFrameRequest() in a sender's transform").equals("InvalidStateError")

"""Frames that an RTCRtpScriptTransform writes unchanged, drops, writes twice or reorders."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"
PROCESSING = f"{SPEC}#stream-processing"
ATTRIBUTE = f"{SPEC}#attribute"
TRANSFORM = ("api.RTCRtpScriptTransform", "api.RTCRtpSender.transform", "api.RTCRtpReceiver.transform")
SIDES = ("sender", "receiver")


def _expect_each(outcome: Facts, wanted: dict[str, str], where: str) -> None:
    """Expect each of the wanted facts to be true; ``wanted`` gives their names in a message."""
    for name, subject in wanted.items():
        expect(outcome.get(name), f"{where}: {subject}").is_true()


# Transforms that write every frame unchanged


# "enqueue frameCopy to rtcObject's packetizer ... enqueue frameCopy it to rtcObject's decoder"
@check("encoded_transform/pass_through.js", spec=PROCESSING, basis="MUST", features=TRANSFORM)
def test_script_transform_pass_through_media_arrives(facts: Facts) -> None:
    """Media arrives with each codec when `RTCRtpScriptTransform` writes every frame unchanged.

    A transform that loses frames by itself makes end-to-end encryption and watermarking impossible.
    """
    if facts["script"] is None:
        not_supported("RTCRtpScriptTransform")
    calls = {codec: call for codec, call in facts["script"].items() if call is not None}
    for codec, call in every(calls, "calls through RTCRtpScriptTransform").items():
        kind = "audio" if codec == "opus" else "video"
        expect(call["sent"], f"outbound-rtp codec of a call that prefers {codec}").equals(f"{kind}/{codec}")
        _expect_each(
            call,
            {
                "throughSender": "RTCRtpSender.transform gets frames",
                "throughReceiver": "RTCRtpReceiver.transform gets frames",
                "arrives": "the receiver plays the media",
            },
            codec,
        )


# "Call pipeTo with checkedTransform.readable, rtcObject.writable": nothing else is sent
@check("encoded_transform/dead_worker.js", spec=ATTRIBUTE, basis="MUST", features=TRANSFORM)
def test_terminated_worker_sends_no_frames(facts: Facts) -> None:
    """No frame bypasses `RTCRtpSender.transform` after the worker of its `RTCRtpScriptTransform` is terminated.

    Frames sent without the worker would be unencrypted.
    """
    expect(facts["before"], "video plays before Worker.terminate()").is_true()
    expect(facts["stopped"], "no new frame is played after Worker.terminate()").is_true()


# Frames that a transform drops, doubles or moves


# "A processor cannot reorder frames, although it may delay them or drop them."
@check("encoded_transform/dropped.js", spec=PROCESSING, basis="MUST", features=TRANSFORM)
def test_transform_dropped_frames_are_not_decoded(facts: Facts) -> None:
    """Frames that an `RTCRtpScriptTransform` does not write are not decoded; video plays once it writes again.

    A participant without the key must see nothing, and must recover when the key arrives.
    """
    for side in SIDES:
        outcome, where = facts[side], f"{side}.transform drops all frames"
        expect(outcome["came"], f"{where}: 25 frames reach the transform within 12 s").is_true()
        expect(outcome["nothing"], f"{where}: no frame is played").is_true()
        expect(outcome["decoded"], f"{where}: inbound-rtp.framesDecoded > 0").is_false()
        expect(outcome["afterwards"], f"{side}.transform writes frames again: video plays").is_true()


# "If frame.counter is equal or smaller than rtcObject.lastReceivedFrameCounter, abort these steps"
@check(
    "encoded_transform/written_twice.js",
    spec=PROCESSING,
    basis="MUST",
    features=("api.RTCRtpSender.transform", "api.RTCRtpScriptTransformer.writable"),
)
def test_transform_writing_frame_twice_sends_it_once(facts: Facts) -> None:
    """A frame written twice to `RTCRtpScriptTransformer.writable` is sent once, and video goes on.

    Duplicate frames break decoders and would allow replay attacks.
    """
    expect(facts["doubled"]["seen"], "video plays while each frame is written twice").is_true()
    expect(facts["doubled"]["eachOnce"], "frames received < 1.5 x frames encoded").is_true()


# "If frame.owner is not equal to rtcObject, abort these steps ... or move frames between streams."
@check(
    "encoded_transform/written_twice.js",
    spec=PROCESSING,
    basis="MUST",
    features=("api.RTCRtpSender.transform", "api.RTCRtpScriptTransformer.writable"),
)
def test_transform_writing_frame_to_other_sender_is_ignored(facts: Facts) -> None:
    """A frame written to the `RTCRtpScriptTransformer.writable` of another sender is not sent.

    One participant's video would appear in the stream of another.
    """
    expect(facts["astray"]["nothingOnItsOwn"], "no frame is played of the sender whose frames went astray").is_true()
    expect(facts["astray"]["otherGoesOn"], "video of the other sender plays").is_true()


# "On receiver side ... MUST be enqueued in rtcObject.readable in the same encoder's output order."
@check("encoded_transform/latency.js", spec=PROCESSING, basis="MUST", features=TRANSFORM)
def test_receiver_transform_keeps_encoder_order(facts: Facts) -> None:
    """`RTCRtpReceiver.transform` gets VP8 frames in the order in which `RTCRtpSender.transform` wrote them.

    Counters in encrypted frames detect replays; frames out of order are rejected and video freezes.
    """
    expect(facts["inOrder"], "sizes of 55 received frames are those of the sent frames, in order").is_true()

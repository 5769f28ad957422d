"""Transforms of encoded frames: what becomes of what they write, what they can ask for, and their life in a call."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"
PROCESSING = f"{SPEC}#stream-processing"
ATTRIBUTE = f"{SPEC}#attribute"
SIDES = ("sender", "receiver")

# What there is


@check("encoded_transform/interfaces.js", spec=f"{SPEC}#scriptTransform", features=("api.RTCRtpScriptTransform",))
def test_script_transforms_are_there(facts: Facts) -> None:
    """A page can give senders and receivers a transform that runs in a worker.

    End-to-end encryption in the standard's way needs it.
    """
    assert facts["script"], "RTCRtpScriptTransform is missing"
    assert facts["transform"] == {"sender": True, "receiver": True}


@check(
    "encoded_transform/interfaces.js",
    spec=f"{SPEC}#RTCEncodedVideoFrame-interface",
    features=("api.RTCEncodedVideoFrame", "api.RTCEncodedAudioFrame"),
)
def test_frames_have_their_members(facts: Facts) -> None:
    """Encoded frames of pictures and sound have their bytes, their type and their metadata.

    A transform works on nothing else.
    """
    worker = facts["worker"] or {}
    assert {"data", "getMetadata", "type"} <= set(worker.get("video") or ())
    assert {"data", "getMetadata"} <= set(worker.get("audio") or ())


# Frames that are passed on as they are


@check("encoded_transform/pass_through.js", spec=PROCESSING, features=("api.RTCRtpScriptTransform",))
def test_passing_frames_on_keeps_the_call(facts: Facts) -> None:
    """A call whose transforms pass every frame on is as one without, with each codec that the browser has.

    A transform that loses or spoils frames by itself makes all use of it impossible.
    """
    assert facts["script"], "there are no script transforms"
    for codec, call in facts["script"].items():
        if call is None:
            continue
        kind = "audio" if codec == "opus" else "video"
        assert call["sent"] == f"{kind}/{codec}", f"{codec}: {call['sent']} was sent"
        assert call["throughSender"], f"{codec}: no frames came through the sender's transform"
        assert call["throughReceiver"], f"{codec}: no frames came through the receiver's transform"
        assert call["arrives"], f"{codec}: nothing arrived"


@check("encoded_transform/topologies.js", spec=f"{SPEC}#operation")
def test_one_way_calls_take_a_transform_on_any_side(facts: Facts) -> None:
    """Where media goes one way a transform works on the sender alone, on the receiver alone, and on both.

    A recorder or a translator sits on one side only.
    """
    assert facts["senderAlone"] == {"sender": True, "seen": True}
    assert facts["receiverAlone"] == {"receiver": True, "seen": True}
    assert facts["both"] == {"sender": True, "receiver": True, "seen": True}


@check("encoded_transform/topologies.js", spec=ATTRIBUTE)
def test_receivers_of_two_way_calls_take_a_transform(facts: Facts) -> None:
    """Where both sides send on one transceiver, transforms on the receivers get the frames of both directions.

    It has been reported that such a receiver's transform is never called (w3c/webrtc-encoded-transform, issue 314).
    """
    wanted = {"answering": True, "offering": True, "seen": True, "seenBack": True}
    assert facts["bothWays"] == wanted, f"{facts['bothWays']}"


# What a transform can ask for


@check(
    "encoded_transform/key_frames.js",
    spec=f"{SPEC}#dom-rtcrtpscripttransformer-generatekeyframe",
    features=("api.RTCRtpScriptTransformer.generateKeyFrame",),
)
def test_senders_transform_makes_key_frames(facts: Facts) -> None:
    """A sender's transform can have a key frame made.

    After a change of keys those who have just got the new one can decode from there on.
    """
    assert facts["generate"]["told"].startswith("resolved"), f"generateKeyFrame: {facts['generate']['told']}"
    assert facts["generate"]["keyFrameFollows"], "no key frame followed"


@check(
    "encoded_transform/key_frames.js",
    spec=f"{SPEC}#dom-rtcrtpscripttransformer-sendkeyframerequest",
    features=("api.RTCRtpScriptTransformer.sendKeyFrameRequest",),
)
def test_receivers_transform_asks_for_key_frames(facts: Facts) -> None:
    """A receiver's transform can ask the sender for a key frame, and one comes.

    One that has just got its key must not wait for the next key frame to come by itself.
    """
    assert facts["request"]["told"].startswith("resolved"), f"sendKeyFrameRequest: {facts['request']['told']}"
    assert facts["request"]["keyFrameFollows"], "no key frame followed"


@check("encoded_transform/key_frames.js", spec=f"{SPEC}#dom-rtcrtpscripttransformer-sendkeyframerequest")
def test_senders_transform_cannot_ask_for_key_frames(facts: Facts) -> None:
    """A sender's transform that asks for a key frame as a receiver's may is refused with InvalidStateError.

    A silent success would leave an application waiting for a frame that nobody sends.
    """
    assert facts["requestFromSender"] == "InvalidStateError", f"it was {facts['requestFromSender']}"


# Their life


@check("encoded_transform/in_mid_call.js", spec=ATTRIBUTE)
def test_transforms_can_be_set_in_mid_call(facts: Facts) -> None:
    """A transform that is set while a call runs gets the frames from then on, and pictures go on.

    Encryption is often switched on when everybody has joined.
    """
    for side in SIDES:
        assert facts[side]["late"] == {"before": True, "came": True, "seen": True}, f"{side}: {facts[side]['late']}"


@check("encoded_transform/in_mid_call.js", spec=ATTRIBUTE)
def test_transforms_can_be_replaced(facts: Facts) -> None:
    """Another transform put in place of the first gets the frames, the first gets none any more, and pictures go on.

    Applications replace them when they load a new version of their worker.
    """
    for side in SIDES:
        wanted = {"before": True, "came": True, "seen": True, "firstGetsNoMore": True}
        assert facts[side]["swap"] == wanted, f"{side}: {facts[side]['swap']}"


@check("encoded_transform/in_mid_call.js", spec=ATTRIBUTE)
def test_transforms_can_be_taken_away(facts: Facts) -> None:
    """A transform that is taken away gets no more frames, and pictures go on without it.

    Encryption is switched off for recordings and for people who dial in.
    """
    for side in SIDES:
        wanted = {"isNull": True, "seen": True, "goesOn": True, "getsNoMore": True}
        assert facts[side]["taken"] == wanted, f"{side}: {facts[side]['taken']}"


@check(
    "encoded_transform/making.js",
    spec=f"{SPEC}#dom-rtcrtpscripttransform-rtcrtpscripttransform",
    features=("api.RTCTransformEvent",),
)
def test_worker_is_told_of_its_transform(facts: Facts) -> None:
    """A new transform is told to its worker with its options, and a port that is handed over works there.

    Keys reach the worker by these two ways.
    """
    assert facts["event"], "no rtctransform event"
    assert facts["answered"] == "hello", f"{facts['answered']} came over the port"
    assert facts["readBack"], "the sender does not have the transform that was set"


@check("encoded_transform/making.js", spec=ATTRIBUTE)
def test_one_transform_serves_one_place(facts: Facts) -> None:
    """A transform that is in use already is refused elsewhere with InvalidStateError.

    Two streams in one pipe would mix their frames.
    """
    assert facts["onOtherSender"] == "InvalidStateError", f"a second sender: {facts['onOtherSender']}"
    assert facts["onReceiver"] == "InvalidStateError", f"a receiver: {facts['onReceiver']}"
    assert facts["otherIsStillNull"]


@check("encoded_transform/making.js", spec=f"{SPEC}#dom-rtcrtpscripttransform-rtcrtpscripttransform")
def test_wrong_transforms_are_refused(facts: Facts) -> None:
    """What is no transform, a transform without a worker and options that cannot be copied are refused at once.

    Otherwise media would go out unencrypted after a mistake.
    """
    assert facts["notATransform"] == "TypeError", f"an object: {facts['notATransform']}"
    assert facts["withoutWorker"] == "TypeError", f"no worker: {facts['withoutWorker']}"
    assert facts["withAFunction"] == "DataCloneError", f"a function: {facts['withAFunction']}"


@check("encoded_transform/dead_worker.js", spec=PROCESSING)
def test_dead_worker_stops_its_frames(facts: Facts) -> None:
    """When the worker of a transform has died no frame passes it by, and the connection lives.

    Frames that went out without their worker would not be encrypted.
    """
    assert facts["before"]
    assert facts["stopped"], "pictures still came"
    assert facts["state"] == "connected"


@check("encoded_transform/dead_worker.js", spec=ATTRIBUTE)
def test_another_worker_takes_over(facts: Facts) -> None:
    """A transform of another worker takes over from one whose worker has died, and pictures come again.

    Applications mend themselves so.
    """
    assert facts["came"], "the new transform got no frames"
    assert facts["goesOn"], "no pictures came"


# What becomes of what they write


@check("encoded_transform/dropped.js", spec=PROCESSING)
def test_dropped_frames_are_not_seen(facts: Facts) -> None:
    """Of frames that a transform drops nothing is seen, the connection lives, and pictures come once it passes them on.

    A receiver drops what it has no key for yet, and must recover when the key comes.
    """
    for side in SIDES:
        seen = facts[side]
        assert seen["came"], f"{side}: no frames came"
        assert seen["nothing"], f"{side}: pictures were seen"
        assert not seen["decoded"], f"{side}: frames were decoded"
        assert seen["state"] == "connected"
        assert seen["afterwards"], f"{side}: no pictures came afterwards"


@check("encoded_transform/doubled.js", spec=PROCESSING)
def test_frames_are_sent_once(facts: Facts) -> None:
    """A frame that a transform writes twice is sent once, and pictures go on.

    A frame that is sent twice breaks the decoder's counting, and could be used for replays.
    """
    assert facts["doubled"]["seen"], "no pictures came"
    assert facts["doubled"]["eachOnce"], "frames came twice"


@check("encoded_transform/doubled.js", spec=PROCESSING)
def test_frames_stay_in_their_stream(facts: Facts) -> None:
    """A frame that is written into another sender's stream reaches nobody, and that stream goes on.

    A frame of one stream among those of another would spoil it.
    """
    assert facts["astray"]["nothingOnItsOwn"], "pictures came through the stream that got none"
    assert facts["astray"]["otherGoesOn"], "the other stream stood still"


@check("encoded_transform/latency.js", spec=PROCESSING)
def test_frames_keep_their_order_between_transforms(facts: Facts) -> None:
    """Frames come to a receiver's transform in the order and size in which they left a sender's.

    Counters in encrypted frames rely on it; how long the way takes is kept as a metric.
    """
    assert facts["inOrder"]

"""Transforms of encoded frames: what they are given, what becomes of what they write, and their life in a call."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/webrtc-encoded-transform/"
PROCESSING = f"{SPEC}#stream-processing"
OPERATIONS = f"{SPEC}#RTCRtpScriptTransform-operations"
VIDEO = f"{SPEC}#RTCEncodedVideoFrameMetadata-members"
AUDIO = f"{SPEC}#RTCEncodedAudioFrameMetadata-members"
SIDES = ("sender", "receiver")

# What there is


@check("transforms/interfaces.js", spec=f"{SPEC}#scriptTransform", features=("api.RTCRtpScriptTransform",))
def test_script_transforms_are_there(facts: Facts) -> None:
    """A page can give senders and receivers a transform that runs in a worker.

    End-to-end encryption in the standard's way needs it.
    """
    assert facts["script"], "RTCRtpScriptTransform is missing"
    assert facts["transform"] == {"sender": True, "receiver": True}


@check(
    "transforms/interfaces.js",
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


@check("transforms/pass_through.js", spec=PROCESSING, features=("api.RTCRtpScriptTransform",))
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


@check("transforms/topologies.js", spec=f"{SPEC}#stream-creation")
def test_one_way_calls_take_a_transform_on_any_side(facts: Facts) -> None:
    """Where media goes one way a transform works on the sender alone, on the receiver alone, and on both.

    A recorder or a translator sits on one side only.
    """
    assert facts["senderAlone"] == {"sender": True, "seen": True}
    assert facts["receiverAlone"] == {"receiver": True, "seen": True}
    assert facts["both"] == {"sender": True, "receiver": True, "seen": True}


@check("transforms/topologies.js", spec=OPERATIONS)
def test_receivers_of_two_way_calls_take_a_transform(facts: Facts) -> None:
    """Where both sides send on one transceiver, transforms on the receivers get the frames of both directions.

    It has been reported that such a receiver's transform is never called (w3c/webrtc-encoded-transform, issue 314).
    """
    for when in ("bothWaysBefore", "bothWaysAfter"):
        assert facts[when] == {"answering": True, "offering": True, "seen": True, "seenBack": True}, (
            f"{when}: {facts[when]}"
        )


# What frames are like


@check("transforms/video_frames.js", spec=f"{SPEC}#RTCEncodedVideoFrame-members")
def test_first_frame_is_a_key_frame(facts: Facts) -> None:
    """The first frame of a picture that transforms get is a key frame, later ones are told apart, and bytes can be written.

    Encryption leaves more bytes of key frames readable, and must know which they are.
    """
    assert facts["came"], "too few frames came"
    for side in SIDES:
        assert facts[side]["firstIsKey"], f"{side}: the first is no key frame"
        assert facts[side]["types"] in (["delta", "key"], ["key"]), f"{side}: {facts[side]['types']}"
        assert facts[side]["arrayBuffers"], f"{side}: the bytes are no ArrayBuffer"
        assert facts[side]["interface"] == ["RTCEncodedVideoFrame"]


@check("transforms/video_frames.js", spec=VIDEO)
def test_metadata_name_the_pictures_stream(facts: Facts) -> None:
    """A frame's metadata name the stream and the codec that it belongs to, as statistics do.

    Keys and counters of encryption are kept per stream.
    """
    for side in SIDES:
        assert facts[side]["ssrcIsTheStreams"], f"{side}: another synchronization source"
        assert facts[side]["payloadTypeIsTheCodecs"], f"{side}: another payload type, or none"


@check("transforms/video_frames.js", spec=VIDEO)
def test_metadata_tell_codec_and_time(facts: Facts) -> None:
    """A frame's metadata tell the MIME type of its codec and its RTP timestamp.

    A transform that handles several codecs must know which one a frame is of.
    """
    for side in SIDES:
        assert facts[side]["mimeType"] == ["video/vp8"], f"{side}: {facts[side]['mimeType']}"
        assert facts[side]["rtpTimestampsRise"], f"{side}: no RTP timestamps, or falling ones"


@check("transforms/video_frames.js", spec=VIDEO)
def test_metadata_tell_how_frames_depend(facts: Facts) -> None:
    """Frames are numbered upwards and depend on earlier ones alone; key frames tell their size.

    What drops frames by layer or counts losses relies on it.
    """
    for side in SIDES:
        assert facts[side]["frameIdsRise"], f"{side}: no numbers, or falling ones"
        assert facts[side]["dependOnEarlier"], f"{side}: a frame depends on a later one"
        assert facts[side]["sizesOfKeyFrames"] == ["320x180"], f"{side}: {facts[side]['sizesOfKeyFrames']}"


@check("transforms/audio_frames.js", spec=AUDIO)
def test_metadata_name_the_sounds_stream(facts: Facts) -> None:
    """Metadata of a frame of sound name the stream and the codec that it belongs to, as statistics do.

    Keys and counters of encryption are kept per stream.
    """
    assert facts["came"], "too few frames came"
    for side in SIDES:
        assert facts[side]["interface"] == ["RTCEncodedAudioFrame"]
        assert facts[side]["arrayBuffers"], f"{side}: the bytes are no ArrayBuffer"
        assert facts[side]["ssrcIsTheStreams"], f"{side}: another synchronization source"
        assert facts[side]["payloadTypeIsTheCodecs"], f"{side}: another payload type, or none"


@check("transforms/audio_frames.js", spec=AUDIO)
def test_metadata_tell_the_sounds_order(facts: Facts) -> None:
    """Frames of sound tell their MIME type and RTP timestamp, received ones their sequence number as well.

    Only so can a transform see what was lost.
    """
    for side in SIDES:
        assert facts[side]["mimeType"] == ["audio/opus"], f"{side}: {facts[side]['mimeType']}"
        assert facts[side]["rtpTimestampsRise"], f"{side}: no RTP timestamps, or falling ones"
    assert facts["receiver"]["sequenceNumbersFollow"] is not None, "received frames have no sequence number"


@check("transforms/copies.js", spec=f"{SPEC}#dom-rtcencodedvideoframe-constructor")
def test_frames_can_be_copied(facts: Facts) -> None:
    """A frame can be copied: the copy has the same bytes, as its own, and the type of the original.

    Sending one frame on to several peers takes a copy for each.
    """
    assert facts["failures"] == [], f"copying threw {facts['failures']}"
    assert facts["sameBytes"], "the copy has other bytes, or none was made"
    assert facts["own"], "the copy shares its bytes with the original"
    assert facts["sameType"], "the copy has another type"
    assert facts["seen"], "the call did not go on meanwhile"


@check("transforms/layers.js", spec=VIDEO)
def test_transform_gets_every_size(facts: Facts) -> None:
    """A transform on a sender of three sizes gets the frames of all three, each with its own stream and size.

    One that missed a size would send it unencrypted, or not at all.
    """
    assert facts["allSent"], "not every size was sent"
    assert facts["seen"], "a subscriber saw nothing"
    assert facts["sources"] == 3, f"frames of {facts['sources']} streams came"
    assert facts["sourcesAreTheStreams"], "they belong to streams that are not sent"
    assert facts["sizes"] == ["1024x576", "256x144", "512x288"], f"{facts['sizes']}"


# What a transform can ask for


@check(
    "transforms/key_frames.js",
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
    "transforms/key_frames.js",
    spec=f"{SPEC}#dom-rtcrtpscripttransformer-sendkeyframerequest",
    features=("api.RTCRtpScriptTransformer.sendKeyFrameRequest",),
)
def test_receivers_transform_asks_for_key_frames(facts: Facts) -> None:
    """A receiver's transform can ask the sender for a key frame, and one comes.

    One that has just got its key must not wait for the next key frame to come by itself.
    """
    assert facts["request"]["told"].startswith("resolved"), f"sendKeyFrameRequest: {facts['request']['told']}"
    assert facts["request"]["keyFrameFollows"], "no key frame followed"


@check("transforms/key_frames.js", spec=f"{SPEC}#dom-rtcrtpscripttransformer-sendkeyframerequest")
def test_senders_transform_cannot_ask_for_key_frames(facts: Facts) -> None:
    """A sender's transform that asks for a key frame as a receiver's may is refused with InvalidStateError.

    A silent success would leave an application waiting for a frame that nobody sends.
    """
    assert facts["requestFromSender"] == "InvalidStateError", f"it was {facts['requestFromSender']}"


# Their life


@check("transforms/in_mid_call.js", spec=OPERATIONS)
def test_transforms_can_be_set_in_mid_call(facts: Facts) -> None:
    """A transform that is set while a call runs gets the frames from then on, and pictures go on.

    Encryption is often switched on when everybody has joined.
    """
    assert facts["before"]
    for side in SIDES:
        assert facts[side]["late"] == {"came": True, "seen": True}, f"{side}: {facts[side]['late']}"


@check("transforms/in_mid_call.js", spec=OPERATIONS)
def test_transforms_can_be_replaced(facts: Facts) -> None:
    """Another transform put in place of the first gets the frames, the first gets none any more, and pictures go on.

    Applications replace them when they load a new version of their worker.
    """
    for side in SIDES:
        wanted = {"came": True, "seen": True, "firstGetsNoMore": True}
        assert facts[side]["replaced"] == wanted, f"{side}: {facts[side]['replaced']}"


@check("transforms/in_mid_call.js", spec=OPERATIONS)
def test_transforms_can_be_taken_away(facts: Facts) -> None:
    """A transform that is taken away gets no more frames, and pictures go on without it.

    Encryption is switched off for recordings and for people who dial in.
    """
    for side in SIDES:
        wanted = {"isNull": True, "seen": True, "seenStill": True, "getsNoMore": True}
        assert facts[side]["taken"] == wanted, f"{side}: {facts[side]['taken']}"


@check(
    "transforms/making.js",
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


@check("transforms/making.js", spec=OPERATIONS)
def test_one_transform_serves_one_place(facts: Facts) -> None:
    """A transform that is in use already is refused elsewhere with InvalidStateError.

    Two streams in one pipe would mix their frames.
    """
    assert facts["onOtherSender"] == "InvalidStateError", f"a second sender: {facts['onOtherSender']}"
    assert facts["onReceiver"] == "InvalidStateError", f"a receiver: {facts['onReceiver']}"
    assert facts["otherIsStillNull"]


@check("transforms/making.js", spec=f"{SPEC}#dom-rtcrtpscripttransform-rtcrtpscripttransform")
def test_wrong_transforms_are_refused(facts: Facts) -> None:
    """What is no transform, a transform without a worker and options that cannot be copied are refused at once.

    Otherwise media would go out unencrypted after a mistake.
    """
    assert facts["notATransform"] == "TypeError", f"an object: {facts['notATransform']}"
    assert facts["withoutWorker"] == "TypeError", f"no worker: {facts['withoutWorker']}"
    assert facts["withAFunction"] == "DataCloneError", f"a function: {facts['withAFunction']}"


@check("transforms/dead_worker.js", spec=PROCESSING)
def test_dead_worker_stops_its_frames(facts: Facts) -> None:
    """When the worker of a transform has died no frame passes it by, and the connection lives.

    Frames that went out without their worker would not be encrypted.
    """
    assert facts["before"]
    assert facts["stopped"], "pictures still came"
    assert facts["state"] == "connected"


@check("transforms/dead_worker.js", spec=OPERATIONS)
def test_another_worker_takes_over(facts: Facts) -> None:
    """A transform of another worker takes over from one whose worker has died, and pictures come again.

    Applications mend themselves so.
    """
    assert facts["came"], "the new transform got no frames"
    assert facts["goesOn"], "no pictures came"


# What becomes of what they write


@check("transforms/dropped.js", spec=PROCESSING)
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


@check("transforms/doubled.js", spec=PROCESSING)
def test_frames_are_sent_once(facts: Facts) -> None:
    """A frame that a transform writes twice is sent once, and pictures go on.

    A frame that is sent twice breaks the decoder's counting, and could be used for replays.
    """
    assert facts["doubled"]["seen"], "no pictures came"
    assert facts["doubled"]["eachOnce"], "frames came twice"


@check("transforms/doubled.js", spec=PROCESSING)
def test_frames_stay_in_their_stream(facts: Facts) -> None:
    """A frame that is written into another sender's stream reaches nobody, and that stream goes on.

    A frame of one stream among those of another would spoil it.
    """
    assert facts["astray"]["nothingOnItsOwn"], "pictures came through the stream that got none"
    assert facts["astray"]["otherGoesOn"], "the other stream stood still"


@check("transforms/latency.js", spec=PROCESSING)
def test_frames_keep_their_order_between_transforms(facts: Facts) -> None:
    """Frames come to a receiver's transform in the order and size in which they left a sender's.

    Counters in encrypted frames rely on it; how long the way takes is kept as a metric.
    """
    assert facts["inOrder"]

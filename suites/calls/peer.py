"""A server as peer: what a browser sends is decoded and understood elsewhere, and what comes back is shown."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

VIDEO = "https://www.rfc-editor.org/rfc/rfc7742#section-5"
SCENES = {"first": "red circle", "second": "blue square", "third": "green triangle"}
MARKERS = {"first": (7, 0), "second": (23, 90), "third": (7, 180)}


def _assert_seen(facts: Facts) -> None:
    """Each scene is seen for what it is."""
    for name, wanted in SCENES.items():
        seen = facts["found"][name]
        assert seen.get("shape") == wanted, f"the server never sees a {wanted}: {seen}"
        assert seen.get("marker") == MARKERS[name][0], f"the server never reads the marker {MARKERS[name][0]}: {seen}"


@check("calls/sight_vp8.js", spec=VIDEO)
def test_a_server_understands_vp8(facts: Facts) -> None:
    """What a browser sends as VP8 is decoded by a server, which names the shape and reads the marker in it.

    Servers that look at video are no browsers: what only another browser can decode is of no use to them.
    """
    assert facts["codec"] == "VP8"
    _assert_seen(facts)


@check("calls/sight_h264.js", spec=VIDEO)
def test_a_server_understands_h264(facts: Facts) -> None:
    """What a browser sends as H.264 is decoded by a server, which names the shape and reads the marker in it.

    Cameras, recorders and hardware decoders take H.264 and often nothing else.
    """
    assert facts["codec"] == "H264"
    _assert_seen(facts)


@check("calls/sight_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-4")
def test_things_are_seen_where_they_are(facts: Facts) -> None:
    """The server finds shapes and markers within 3 percent of where they were drawn, turned as they were drawn.

    A robot or a measuring program acts on places: a picture that was cut, mirrored or turned on its way misleads it.
    """
    for name, (_, turned) in MARKERS.items():
        seen = facts["found"][name]
        assert seen.get("shapeIsInPlace") is True, f"the {SCENES[name]} is elsewhere"
        assert seen.get("markerIsInPlace") is True, f"the marker beside the {SCENES[name]} is elsewhere"
        assert seen.get("turned") == turned, f"the marker is turned by {seen.get('turned')} degrees, not {turned}"


@check("calls/sight_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-5")
def test_nothing_is_seen_where_nothing_is(facts: Facts) -> None:
    """In a picture without a shape and a marker the server finds neither.

    This proves the other answers: leftovers of earlier pictures, or blocks of the codec, are not taken for things.
    """
    nothing = facts["found"]["nothing"]
    assert nothing.get("shape", "?") is None
    assert nothing.get("marker", "?") is None


@check("calls/sight_vp8.js", spec="https://www.rfc-editor.org/rfc/rfc3550#section-5.1")
def test_pictures_reach_a_server_in_order(facts: Facts) -> None:
    """The numbers that the pictures carry rise as the server reads them.

    A program that follows a movement takes a step back for a jump.
    """
    assert facts["numbersRise"] is True


@check("calls/sight_h264.js", spec="https://www.rfc-editor.org/rfc/rfc3550#section-5.1")
def test_h264_pictures_reach_a_server_in_order(facts: Facts) -> None:
    """H.264: the numbers that received frames carry rise as the server reads them.

    Encoders that reorder frames (B-frames) break decoders in calls, which have no buffer for it.
    """
    assert facts["numbersRise"] is True


@check("calls/returned.js", spec="https://w3c.github.io/webrtc-pc/#rtcrtpreceiver-interface")
def test_a_picture_comes_back_with_a_box_around_what_was_found(facts: Facts) -> None:
    """A picture that a server has drawn a box into is shown with the box where it belongs, and the rest as it was.

    Augmented pictures are worth nothing where they come back shifted.
    """
    assert facts["boxed"] == {"edge": True, "middle": True, "ground": True}


@check("calls/returned.js", spec="https://www.rfc-editor.org/rfc/rfc7742#section-3")
def test_a_picture_comes_back_inverted(facts: Facts) -> None:
    """A picture whose every colour a server has turned into its opposite is shown so.

    Colours prove that the picture shown is the server's, not the page's own.
    """
    assert facts["inverted"] == {"middle": True, "ground": True}


@check("calls/returned.js", spec="https://www.rfc-editor.org/rfc/rfc3550#section-5.1")
def test_pictures_come_back_in_order(facts: Facts) -> None:
    """The numbers of pictures that come back from a server rise.

    A picture that is shown late is worse than one that is lost.
    """
    assert facts["numbersCome"] is True
    assert facts["numbersRise"] is True


@check("calls/sound.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_a_server_hears_the_tone_that_is_sent(facts: Facts) -> None:
    """A server measures the pitch of the tone that a page sends, and of the one that takes its place.

    Speech recognition hears what arrives: sound at a wrong rate is another voice.
    """
    assert facts["serverHears"] is True
    assert facts["replaced"] is True
    assert facts["serverHearsTheNext"] is True


@check("calls/sound.js", spec="https://www.rfc-editor.org/rfc/rfc7874#section-3")
def test_the_tone_of_a_server_is_heard(facts: Facts) -> None:
    """A tone that a server sends is heard in the page, at its pitch.

    Answers of voice assistants come this way.
    """
    assert facts["pageHears"] is True
    assert facts["pageHearsAtEnd"] is True, "the tone was heard at first and not 150 RTP packets later"


@check("calls/camera.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_a_server_sees_the_camera(facts: Facts) -> None:
    """A server gets the pictures of the camera in their shape, bright and moving.

    Everything between a camera and a decoder that is no browser's is in it.
    """
    assert facts["shapeIsKept"] is True
    assert facts["bright"] is True
    assert facts["moves"] is True


@check("calls/camera.js", spec="https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia")
def test_a_server_hears_the_microphone(facts: Facts) -> None:
    """A server hears the sound of the microphone.

    Silence is what is noticed last in a call with a machine.
    """
    assert facts["heard"] is True


@check("calls/sizes.js", spec="https://w3c.github.io/webrtc-pc/#dom-rtcrtpsender-replacetrack")
def test_tracks_of_other_sizes_follow_each_other(facts: Facts) -> None:
    """Tracks of four sizes, one of them upright, take each other's place, and a server sees each whole.

    A phone that is turned, or a screen instead of a camera, must not be stretched or cut.
    """
    for size, seen in facts["sizes"].items():
        assert seen.get("shapeIsInPlace") is True, f"{size}: {seen}"
        assert seen.get("markerIsInPlace") is True, f"{size}: {seen}"


@check("calls/sizes.js", spec="https://w3c.github.io/webrtc-pc/#rtcrtpsender-interface")
def test_a_track_may_change_its_shape_in_a_call(facts: Facts) -> None:
    """A track whose pictures change from upright to wide is seen whole by a server afterwards.

    Nothing is negotiated for it: decoders learn of it from the stream.
    """
    assert facts["reshaped"].get("shapeIsInPlace") is True
    assert facts["reshaped"].get("markerIsInPlace") is True

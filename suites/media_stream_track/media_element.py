"""MediaStream in HTMLMediaElement.srcObject: duration, seeking, playback rate, pause; createObjectURL() of a stream."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/#mediastreams-in-media-elements"
PROBE = "media_stream_track/element.js"


# In the table, "seekable.length MUST return 0"; of currentTime, "Any attempt to alter it MUST be ignored."
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=(
        "api.HTMLMediaElement.srcObject",
        "api.HTMLMediaElement.duration",
        "api.HTMLMediaElement.seekable",
        "api.HTMLMediaElement.buffered",
        "api.HTMLMediaElement.currentTime",
    ),
)
def test_src_object_stream_is_not_seekable(facts: Facts) -> None:
    """A media element with a `MediaStream` in `srcObject` has infinite `duration` and ignores setting `currentTime`.

    Players show a seek bar for a live camera otherwise.
    """
    expect(facts["duration"], "HTMLMediaElement.duration of a MediaStream").equals("Infinity")
    expect(facts["seekable"], "HTMLMediaElement.seekable.length of a MediaStream").equals(0)
    expect(facts["buffered"], "HTMLMediaElement.buffered.length of a MediaStream").equals(0)
    expect(facts["seek"]["moved"], "HTMLMediaElement.currentTime moved by currentTime += 1000").is_false()


# In the table, "this attribute MUST always return the value 1.0 and any attempt to alter it MUST be ignored."
@check(
    PROBE,
    spec=SPEC,
    basis="MUST",
    features=("api.HTMLMediaElement.playbackRate", "api.HTMLMediaElement.defaultPlaybackRate"),
)
def test_src_object_stream_playback_rate_is_one(facts: Facts) -> None:
    """`playbackRate` and `defaultPlaybackRate` stay 1 with a `MediaStream` in `srcObject`, whatever is set.

    Playing live audio faster than it arrives produces gaps.
    """
    expect(facts["afterAssignment"].get("rate"), "playbackRate after playbackRate = 2").equals(1)
    expect(
        facts["afterAssignment"].get("defaultPlaybackRate"), "defaultPlaybackRate after defaultPlaybackRate = 2"
    ).equals(1)


# "The timeline ... increments linearly in real time as long as the media element is potentially playing."
@check(PROBE, spec=SPEC, basis="MUST", features=("api.HTMLMediaElement.pause", "api.HTMLMediaElement.play"))
def test_src_object_stream_plays_after_pause(facts: Facts) -> None:
    """`HTMLMediaElement.play()` after `pause()` lets the `currentTime` of a `MediaStream` go on.

    Browsers pause hidden players by themselves; a participant would stay frozen.
    """
    expect(facts["pause"].get("paused"), "HTMLMediaElement.paused after pause()").is_true()
    expect(facts["pause"].get("continues"), "currentTime increases within 10 s of play()").is_true()


# In Web IDL the argument is a Blob or MediaSource: "throw a TypeError" for any other object
@check(
    "media_stream_track/legacy.js",
    spec="https://w3c.github.io/FileAPI/#dfn-createObjectURL",
    basis="MUST",
    features=("api.URL.createObjectURL_static",),
)
def test_create_object_url_of_stream_throws_type_error(facts: Facts) -> None:
    """`URL.createObjectURL()` throws `TypeError` for a `MediaStream`.

    Old players catch the error and fall back to `srcObject`; without it they show nothing.
    """
    expect(facts["createObjectURL"], "URL.createObjectURL(stream)").equals("TypeError")

"""Check MediaStream: its tracks, its constructor, its `active` attribute and `clone()`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


# media-capture: "MUST return either a MediaStreamTrack object ... whose [[Id]] is equal to trackId, or null"
@check(
    "media_stream_track/stream.js",
    spec=f"{SPEC}#dom-mediastream-gettrackbyid",
    basis="MUST",
    features=(
        "api.MediaStream.active",
        "api.MediaStream.getAudioTracks",
        "api.MediaStream.getTrackById",
        "api.MediaStream.getTracks",
    ),
)
def test_get_user_media_stream_holds_audio_and_video(facts: Facts) -> None:
    """`getUserMedia({audio, video})` returns an active stream of two tracks; `getTrackById()` finds them.

    Nearly every call begins with this request.
    """
    kinds = facts["kinds"]
    expect(kinds, "kinds of the tracks of getUserMedia({audio: true, video: true})").has_exactly(["audio", "video"])
    expect(facts["active"], "MediaStream.active").is_true()
    expect(facts["getTrackByIdFindsTrack"], "MediaStream.getTrackById(audio.id) is the audio track").is_true()
    expect(facts["getTrackByIdUnknown"], 'MediaStream.getTrackById("none")').is_null()


# media-capture: "Note that this event is not fired when the script directly modifies the tracks of a MediaStream."
@check(
    "media_stream_track/stream.js",
    spec=f"{SPEC}#event-summary",
    basis="MUST",
    features=(
        "api.MediaStream.addTrack",
        "api.MediaStream.removeTrack",
        "api.MediaStream.addtrack_event",
        "api.MediaStream.removetrack_event",
    ),
)
def test_add_track_and_remove_track_fire_no_event(facts: Facts) -> None:
    """`addTrack()` and `removeTrack()` fire no `addtrack` or `removetrack`; a track is added once and stays live.

    Products that react to these events would otherwise react to their own calls.
    """
    expect(facts["scriptChangeEvents"], "addtrack and removetrack events of the page's own changes").is_empty()
    expect(facts["kindsAfterRemoveTrack"], "kinds of the tracks after removeTrack(audio)").equals(["video"])
    expect(facts["removedTrackReadyState"], "readyState of the removed track").equals("live")
    expect(facts["trackCountAfterDuplicateAdd"], "getTracks() after addTrack(audio) twice", "tracks").equals(2)


# media-capture: "Initialize streamClone.id to a newly generated value. Clone each track in this MediaStream object"
@check(
    "media_stream_track/stream.js",
    spec=f"{SPEC}#dom-mediastream-clone",
    basis="MUST",
    features=("api.MediaStream.clone", "api.MediaStream.id"),
)
def test_media_stream_clone_clones_each_track(facts: Facts) -> None:
    """`MediaStream.clone()` returns a stream with a new `id` and a clone of each track.

    A product changes the copy for its preview without touching the call.
    """
    clone = facts["clone"]
    expect(clone.get("kinds"), "kinds of the tracks of the cloned stream").has_exactly(["audio", "video"])
    expect(clone.get("idDiffers"), "cloned stream's id differs from the original's").is_true()
    expect(clone.get("tracksDiffer"), "ids of the cloned tracks differ from the originals'").is_true()


# media-capture: "active when it has at least one MediaStreamTrack that has not ended"
@check(
    "media_stream_track/stream_building.js",
    spec=f"{SPEC}#stream-active",
    basis="MUST",
    features=("api.MediaStream.active", "api.MediaStream.addTrack", "api.MediaStream.removeTrack"),
)
def test_media_stream_active_follows_its_live_tracks(facts: Facts) -> None:
    """`MediaStream.active` is true exactly while the stream has a track that has not ended.

    Products read from it whether anything is being sent.
    """
    subject = "MediaStream.active when empty, with a track, without it, with an ended one, with a live one, all ended"
    expect(facts["activePerStep"], subject).equals([False, True, False, False, True, False])
    ended = facts["fromEndedTrack"]
    expect(ended.get("tracks"), "getTracks() of new MediaStream([ended track])", "tracks").equals(1)
    expect(ended.get("active"), "MediaStream.active of new MediaStream([ended track])").is_false()


# media-capture: "It takes an optional argument of type MediaStream or an array of MediaStreamTrack objects."
@check(
    "media_stream_track/stream_building.js",
    spec=f"{SPEC}#mediastream-constructor",
    basis="MUST",
    features=("api.MediaStream.MediaStream",),
)
def test_media_stream_constructor_accepts_a_stream_or_tracks(facts: Facts) -> None:
    """`new MediaStream()` accepts a stream or an array of tracks, adds each once, and throws `TypeError` otherwise.

    Nearly every product composes the stream that it sends.
    """
    expect(facts["fromDuplicateTrack"], "getTracks() of new MediaStream([track, track])", "tracks").equals(1)
    expect(facts["fromStream"].get("tracks"), "getTracks() of new MediaStream(stream of two)", "tracks").equals(2)
    expect(facts["fromStream"].get("idDiffers"), "id of new MediaStream(stream) differs").is_true()
    expect(facts["fromNumber"], "new MediaStream(5)").equals("TypeError")
    expect(facts["fromNumberList"], "new MediaStream([5])").equals("TypeError")

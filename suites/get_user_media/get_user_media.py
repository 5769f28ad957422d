"""`getUserMedia()`: its arguments, the conversion of values, and the media of a camera and a microphone."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"


# Arguments


# Step 3 of getUserMedia(): "If requestedMediaTypes is the empty set, return a promise rejected with a TypeError."
@check(
    "get_user_media/arguments.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA,),
)
def test_get_user_media_without_audio_and_video_rejects_with_type_error(facts: Facts) -> None:
    """`getUserMedia()` rejects with `TypeError` when neither `audio` nor `video` is requested.

    A mistake in the caller's code must not look like a missing permission.
    """
    arguments = {
        "nothing": "",
        "null": "null",
        "empty": "{}",
        "videoFalse": "{video: false}",
        "bothFalse": "{audio: false, video: false}",
        "unknownMember": "{screen: true}",
    }
    for name, text in arguments.items():
        expect(facts["rejectsWith"].get(name), f"outcome of getUserMedia({text})").equals("TypeError")


# Conversion to double: "If x is NaN, +infinity, or -infinity, then throw a TypeError."
@check(
    "get_user_media/odd_values.js",
    spec="https://webidl.spec.whatwg.org/#js-double",
    basis="MUST",
    features=(GET_USER_MEDIA, "api.MediaStreamTrack.applyConstraints.frameRate_constraint"),
)
def test_frame_rate_nan_or_infinity_rejects_with_type_error(facts: Facts) -> None:
    """`getUserMedia()` rejects with `TypeError` for an ideal `frameRate` of `NaN` or `Infinity`.

    A division by zero in the caller's code must not open the camera at an arbitrary rate.
    """
    for name, value in (("frameRateNaN", "NaN"), ("frameRateInfinity", "Infinity")):
        subject = f"getUserMedia({{video: {{frameRate: {{ideal: {value}}}}}}})"
        expect(facts["video"].get(name), subject).rejects_with("TypeError")


# Conversion to a union: "If types includes boolean, then return the result of converting V to boolean."
@check(
    "get_user_media/odd_values.js",
    spec="https://webidl.spec.whatwg.org/#js-union",
    basis="MUST",
    features=(GET_USER_MEDIA,),
)
def test_video_string_converts_to_boolean(facts: Facts) -> None:
    """`getUserMedia({video: "yes"})` opens a camera and `{video: ""}` rejects with `TypeError`.

    Values from a settings store arrive as strings.
    """
    expect(facts["video"]["string"], 'getUserMedia({video: "yes"})').contains("settings")
    expect(facts["video"]["emptyString"], 'getUserMedia({video: ""})').rejects_with("TypeError")


# "If a string of length 0 is used as a deviceId ... it MAY be interpreted as if the constraint is not specified."
@check(
    "get_user_media/odd_values.js",
    spec=f"{SPEC}#def-constraint-deviceId",
    basis="MUST",
    features=(GET_USER_MEDIA, "api.MediaStreamTrack.applyConstraints.deviceId_constraint"),
)
def test_empty_device_id_opens_a_camera_or_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` with `deviceId: ""` opens a camera; `{exact: ""}` may reject with `OverconstrainedError` only.

    `enumerateDevices()` returns empty ids before a grant, and products pass them on.
    """
    expect(facts["video"]["deviceIdEmpty"], 'getUserMedia({video: {deviceId: ""}})').contains("settings")
    exact = facts["video"]["deviceIdExactEmpty"]
    opened = expect(exact, 'getUserMedia({video: {deviceId: {exact: ""}}})')
    if "error" in exact:
        opened.rejects_with("OverconstrainedError")
    else:
        opened.contains("settings")


# "sequence<MediaTrackConstraintSet> advanced": "If method is undefined, throw a TypeError."
@check(
    "get_user_media/advanced.js",
    spec="https://webidl.spec.whatwg.org/#js-sequence",
    basis="MUST",
    features=(GET_USER_MEDIA,),
)
def test_advanced_object_rejects_with_type_error(facts: Facts) -> None:
    """`getUserMedia()` rejects with `TypeError` when `advanced` is an object instead of a sequence.

    It is the most common mistake in constraints, and ignoring it would hide it.
    """
    expect(facts["notAList"], "getUserMedia({video: {advanced: {width: 320}}})").rejects_with("TypeError")


# "Remove any constrainable property inside of CS that are not defined for MediaStreamTrack objects of type kind."
@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA,),
)
def test_video_constraint_in_audio_is_ignored(facts: Facts) -> None:
    """`getUserMedia({audio: {width: {exact: 640}}})` ignores `width` and opens a microphone.

    Products share one set of constraints between audio and video.
    """
    expect(facts["together"]["widthOnMicrophone"], "getUserMedia({audio: {width: {exact: 640}}})").contains("settings")


# Media


# "the track's underlying media source is making a best-effort attempt to provide data in real time"
@check(
    "get_user_media/default_video.js",
    spec=f"{SPEC}#idl-def-MediaStreamTrackState.live",
    basis="MUST",
    features=(GET_USER_MEDIA,),
)
def test_camera_track_delivers_changing_frames(facts: Facts) -> None:
    """A `getUserMedia({video: true})` track delivers video frames that change and are not black.

    Users report a live track with a frozen or black image as "my camera does not work".
    """
    expect(facts["framesChange"], "video frames of the camera track differ").is_true()
    expect(facts["frameIsBlack"], "video frames of the camera track are black").is_false()


# Of width and height: "MUST be flipped if necessary to match the returned dimensions of the captured video"
@check(
    "get_user_media/default_video.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getsettings",
    basis="MUST",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_get_settings_size_matches_frames_of_default_camera(facts: Facts) -> None:
    """`getSettings()` of a `getUserMedia({video: true})` track reports the `width` and `height` of its frames.

    Layouts and encoders are configured from the settings.
    """
    size = f"{facts.get('width')}x{facts.get('height')}"
    expect(facts["frameSizes"], "sizes of the video frames of the camera track").equals([size])


# "the track's underlying media source is making a best-effort attempt to provide data in real time"
@check(
    "get_user_media/tone.js",
    spec=f"{SPEC}#idl-def-MediaStreamTrackState.live",
    basis="MUST",
    features=(GET_USER_MEDIA, "api.MediaStreamTrack.muted"),
)
def test_microphone_track_delivers_the_source_tone(facts: Facts) -> None:
    """A `getUserMedia()` microphone track is not `muted` and delivers the tone of its audio source.

    Users report a live track that carries silence as "nobody hears me".
    """
    expect(facts["heard"], "a tone in the audio of the microphone track").is_true()
    expect(facts["muted"], "MediaStreamTrack.muted of the microphone track").is_false()

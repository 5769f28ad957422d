"""`deviceId` and `groupId`: which device `getUserMedia()` opens, and what it delivers."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
DEVICE_ID = f"{SPEC}#def-constraint-deviceId"
RESIZE = f"{SPEC}#idl-def-VideoResizeModeEnum.cropandscale"
CAPTURE = "api.MediaDevices.getUserMedia"
INFO = "api.MediaDeviceInfo"


def _require_reopened(facts: Facts) -> None:
    """End a check as not supported where the browser cannot open one camera at two sizes, which is optional."""
    error = facts["openedTwice"]
    if not isinstance(error, dict):
        return
    blames_size = error.get("name") == "OverconstrainedError" and error.get("constraint") in ("", "width", "height")
    if blames_size or error.get("name") == "NotReadableError":
        not_supported("one camera at two sizes at the same time")


# One camera


# "The identifier of the device generating the content of the MediaStreamTrack."
@check(
    "get_user_media/default_video.js",
    spec=DEVICE_ID,
    basis="MUST",
    features=("api.MediaStreamTrack.getSettings", CAPTURE),
)
def test_get_settings_has_device_id_and_group_id(facts: Facts) -> None:
    """`MediaStreamTrack.getSettings()` of a camera has a `deviceId` and a `groupId`.

    Products read from it which camera the user chose in the browser's prompt.
    """
    expect(facts["deviceIdExposed"], "getSettings().deviceId of a camera track is not empty").is_true()
    expect(facts["groupIdExposed"], "getSettings().groupId of a camera track is not empty").is_true()


# "The identifier of the device generating the content ... conforms with ... MediaDeviceInfo.deviceId."
@check(
    "media_devices/same_device.js",
    spec=DEVICE_ID,
    basis="MUST",
    features=(CAPTURE, f"{INFO}.deviceId", f"{INFO}.groupId", "api.MediaStreamTrack.getSettings"),
)
def test_get_user_media_device_id_reopens_camera(facts: Facts) -> None:
    """`getUserMedia()` with the `deviceId` of `getSettings()` opens the same camera; `enumerateDevices()` lists it.

    Products restore the camera that the user chose last time.
    """
    expect(facts["deviceIdIsListed"], "getSettings().deviceId is in enumerateDevices()").is_true()
    expect(facts["groupIdMatchesListed"], "getSettings().groupId is the groupId of the device").is_true()
    _require_reopened(facts)
    expect(facts["openedTwice"], "getUserMedia() with deviceId exact").equals("yes")
    expect(facts["sameDeviceId"], "getSettings().deviceId of both tracks is equal").is_true()


# "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "media_devices/same_device.js",
    spec=f"{SPEC}#terminology",
    basis="MUST",
    features=(CAPTURE, f"{INFO}.deviceId"),
)
def test_get_user_media_same_camera_two_sizes(facts: Facts) -> None:
    """`getUserMedia()` for one camera twice, exact 640x480 and 320x240: each track delivers its own size.

    Products show a preview and send a call from the same camera.
    """
    _require_reopened(facts)
    sizes = facts["simultaneousSizes"]
    expect(sizes, "frame sizes of two tracks of one camera").equals([[640, 480], [320, 240]])


# "(actual == ideal) ? 0 : 1" (the fitness distance of an ideal value is finite and eliminates no device)
@check("media_devices/same_device.js", spec=f"{SPEC}#dfn-fitness-distance", basis="MUST", features=(CAPTURE,))
def test_get_user_media_ideal_unknown_device_id_opens_camera(facts: Facts) -> None:
    """`getUserMedia()` with an unknown ideal `deviceId` opens another camera.

    Users who left their webcam at the office still get video.
    """
    expect(facts["idealUnknownDeviceId"], 'getUserMedia() with deviceId "no such device"').equals("yes")


# Several cameras


# "This property can therefore be used for initial media selection with getUserMedia()."
@check(
    "media_devices/several_cameras.js",
    spec=DEVICE_ID,
    basis="MUST",
    features=(CAPTURE, f"{INFO}.deviceId", "api.MediaStreamTrack.getSettings"),
)
def test_get_user_media_device_id_opens_each_camera(facts: Facts) -> None:
    """`getUserMedia()` with an exact `deviceId` opens each of several cameras, and each delivers video frames.

    The wrong camera shows the wrong room.
    """
    expect(facts["cameras"], "cameras of enumerateDevices()", "cameras").is_above(1)
    expect(facts["deviceIdsUnique"], "deviceId differs for each camera").is_true()
    for place, opened in enumerate(every(facts["each"], "cameras opened by deviceId")):
        same = opened.get("deviceIdMatches")
        expect(same, f"getSettings().deviceId of camera {place} is the requested one").is_true()
        expect(opened.get("pictures"), f"camera {place} delivers changing frames").is_true()


# "If the algorithm returns undefined, remove the candidate": a candidate whose id is in the exact list remains
@check(
    "media_devices/several_cameras.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(CAPTURE, f"{INFO}.deviceId"),
)
def test_get_user_media_device_id_list_opens_available_camera(facts: Facts) -> None:
    """`getUserMedia()` with an exact list of `deviceId` values opens the camera of the list that is available.

    Products store the ids of the office camera and the home camera.
    """
    expect(facts["cameras"], "cameras of enumerateDevices()", "cameras").is_above(1)
    chosen = facts["chosen"]["exactUnknownOrLast"]
    expect(chosen, "index of the camera for exact [unknown id, last id]").equals(facts["cameras"] - 1)


# "The document-unique group identifier for the device generating the content of the MediaStreamTrack."
@check(
    "media_devices/several_cameras.js",
    spec=f"{SPEC}#def-constraint-groupId",
    basis="MUST",
    features=(CAPTURE, f"{INFO}.groupId"),
)
def test_get_user_media_group_id_opens_camera(facts: Facts) -> None:
    """`getUserMedia()` with an exact `groupId` opens the camera with this `groupId`.

    Products find the camera that belongs to the chosen microphone.
    """
    if facts["groups"] != facts["cameras"]:
        not_supported("a groupId of its own for each camera")
    chosen = facts["chosen"]["groupIdOfLast"]
    expect(chosen, "index of the camera for the exact groupId of the last one").equals(facts["cameras"] - 1)


# Known input


# "it must produce media that conforms to the constraints present on that track, to that track"
@check("media_devices/video_file.js", spec=f"{SPEC}#terminology", basis="MUST", features=(CAPTURE,))
def test_get_user_media_exact_size_shows_camera_frames(facts: Facts) -> None:
    """`getUserMedia()` with the camera's exact `width` and `height` shows its frames: size, colors, not mirrored.

    Users notice mirrored or discolored video first.
    """
    seen = facts["native"].get("seen")
    expect(seen, "video of getUserMedia() with exact 320x240").is_a("object")
    expect([seen.get("width"), seen.get("height")], "frame size with exact 320x240", "px").equals([320, 240])
    expect(seen.get("redLeft"), "the left half of the frame is red, as the camera sees it").is_true()
    expect(seen.get("blueRight"), "the right half of the frame is blue, as the camera sees it").is_true()
    expect(seen.get("moves"), "the frames change").is_true()


# "The media MUST NOT be upscaled, stretched or have fake data created that did not occur in the input source"
@check(
    "media_devices/video_file.js",
    spec=RESIZE,
    basis="MUST",
    features=(CAPTURE, "api.MediaDevices.getUserMedia.constraints_resizeMode_parameter"),
)
def test_crop_and_scale_does_not_stretch(facts: Facts) -> None:
    """`getUserMedia()` with another aspect ratio than the camera's crops the video: not stretched, no black bars.

    Stretched faces and black bars break every layout.
    """
    cropped = {name: facts[name] for name in ("square", "portrait") if "error" not in facts[name]}
    if not cropped:
        not_supported('resizeMode "crop-and-scale"')
    for name, outcome in cropped.items():
        expect(outcome["seen"].get("shape"), f"video of a 4:3 camera with exact {name} size").equals("cut")
        expect(outcome["seen"].get("blackEdges"), f"black bars in the video with exact {name} size").is_false()


# "let failedConstraint be any required constraint whose fitness distance was infinity"
@check(
    "media_devices/video_file.js", spec=RESIZE, basis="MUST", features=(CAPTURE, "api.OverconstrainedError.constraint")
)
def test_get_user_media_exact_size_above_camera_rejects(facts: Facts) -> None:
    """`getUserMedia()` with an exact size above the camera's rejects with `OverconstrainedError` for width or height.

    Upscaled video costs bandwidth and shows no more detail.
    """
    error = facts["exact640x480"].get("error")
    subject = "of getUserMedia() with exact 640x480 on a 320x240 camera"
    expect(error, f"error {subject}").is_a("object")
    expect(error.get("name"), f"error name {subject}").equals("OverconstrainedError")
    expect(error.get("constraint"), f"OverconstrainedError.constraint {subject}").is_one_of(("width", "height"))


# "The promise will be fulfilled with a suitable MediaStream object if the user accepts valid tracks"
@check(
    "media_devices/file_microphone.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", basis="MUST", features=(CAPTURE,)
)
def test_get_user_media_microphone_delivers_tone(facts: Facts) -> None:
    """`getUserMedia()` delivers the 440 Hz tone of a microphone at its frequency, with audio processing off.

    A wrong sample rate makes voices higher or lower.
    """
    expect(facts["untouched"].get("heard"), "the microphone track delivers a tone").is_true()
    expect(facts["untouched"].get("toneMatches"), "the tone is 440 Hz +/- 12 Hz").is_true()

"""What a request with getUserMedia brings: pictures and sound, in the size, rate and processing that were asked for."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"


def _delivered(got: Facts) -> tuple[int, int]:
    """Read the size of the frames that a request brought; a refused request brought none."""
    assert "frames" in got, f"refused: {got.get('error')}"
    return got["frames"]["width"], got["frames"]["height"]


# A camera and a microphone with no wishes


@check(
    "get_user_media/default_video.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_a_camera_delivers_moving_pictures(facts: Facts) -> None:
    """A camera delivers pictures that change.

    A live track with a frozen or black picture is what people call "my camera does not work".
    """
    assert facts["pixels_move"] is True
    assert facts["picture_is_black"] is False


@check(
    "get_user_media/default_video.js", spec=f"{SPEC}#def-constraint-width", features=("api.MediaDevices.getUserMedia",)
)
def test_settings_are_the_size_of_the_frames(facts: Facts) -> None:
    """The settings' width and height are those of the delivered frames.

    Layouts and encoders are set up from the settings.
    """
    assert facts["frame_sizes"] == [f"{facts['width']}x{facts['height']}"]


@check(
    "get_user_media/tone.js", spec=f"{SPEC}#dom-mediadevices-getusermedia", features=("api.MediaDevices.getUserMedia",)
)
def test_a_microphone_is_heard(facts: Facts) -> None:
    """The tone that a fake microphone plays is heard.

    A live track that carries silence is what people call "nobody hears me".
    """
    assert facts["heard"] is True
    assert facts["muted"] is False


@check(
    "get_user_media/arguments.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_asking_for_nothing_is_a_type_error(facts: Facts) -> None:
    """Asking for neither sound nor picture is a TypeError, and it comes by the promise.

    A mistake in the caller's code must not look like a missing permission.
    """
    refused = facts["rejected_with"]
    asked_for_nothing = ("nothing", "null", "empty", "video_false", "both_false", "unknown_member")
    assert {name: refused[name] for name in asked_for_nothing} == dict.fromkeys(asked_for_nothing, "TypeError")


# Frame sizes


@check("get_user_media/frame_size.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_exact_320x240_is_delivered(facts: Facts) -> None:
    """An exact 320x240 is what the frames have.

    Small tiles in a large meeting rely on it.
    """
    assert _delivered(facts["exact_320x240"]) == (320, 240)


@check("get_user_media/frame_size.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_exact_1280x720_is_delivered(facts: Facts) -> None:
    """An exact 1280x720 is what the frames have.

    It is the usual "HD" of a call.
    """
    assert _delivered(facts["exact_1280x720"]) == (1280, 720)


@check("get_user_media/frame_size.js", spec=f"{SPEC}#dfn-fitness-distance", features=("api.MediaDevices.getUserMedia",))
def test_an_ideal_beyond_any_camera_still_opens(facts: Facts) -> None:
    """An ideal size that no camera has still opens a camera.

    "As large as you can" must not become "no camera found".
    """
    assert _delivered(facts["ideal_beyond_any_camera"]) > (0, 0)


@check("get_user_media/frame_size.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_a_minimum_is_kept(facts: Facts) -> None:
    """A minimum width of 800 gives frames at least that wide.

    Document cameras and recordings ask for a minimum.
    """
    assert _delivered(facts["min_800"])[0] >= 800


@check("get_user_media/frame_size.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_a_maximum_is_kept(facts: Facts) -> None:
    """A maximum width of 400 gives frames at most that wide.

    Weak devices cap the size to save the encoder.
    """
    assert _delivered(facts["max_400"])[0] <= 400
    assert 300 <= _delivered(facts["range_300_to_400"])[0] <= 400


@check(
    "get_user_media/frame_size.js",
    spec=f"{SPEC}#dom-mediastreamtrack-getsettings",
    features=("api.MediaDevices.getUserMedia",),
)
def test_settings_never_lie_about_the_size(facts: Facts) -> None:
    """Whatever was asked for, the settings say what the frames are.

    A product reads the settings to learn what it got.
    """
    lies = [name for name, got in facts.items() if "frames" in got and got["frames"] != got["settings"]]
    assert lies == []


@check("get_user_media/odd_size.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_exact_is_exact_or_refused(facts: Facts) -> None:
    """An exact size that no camera mode has is delivered exactly, by cropping and scaling, or refused.

    Anything between the two silently distorts what a product lays out.
    """
    wrong = []
    for mode in ("unsaid", "none", "crop_and_scale"):
        for name, side, pixels in (
            ("width_641", "width", 641),
            ("height_360", "height", 360),
            ("square_160", "width", 160),
        ):
            got = facts[mode][name]
            if "frames" in got and got["frames"][side] != pixels:
                wrong.append(f"{mode}.{name}: {got['frames'][side]}")
    assert wrong == []


@check(
    "get_user_media/odd_size.js",
    spec=f"{SPEC}#def-constraint-resizeMode",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_resize_mode_none_refuses_an_odd_width(facts: Facts) -> None:
    """With resizeMode "none" an exact width of 641 is refused and the width is blamed.

    "none" is the promise of pixels as the camera made them.
    """
    assert facts["none"]["width_641"] == {"error": {"name": "OverconstrainedError", "constraint": "width"}}


# Frame rates


@check(
    "get_user_media/frame_rate.js", spec=f"{SPEC}#def-constraint-frameRate", features=("api.MediaDevices.getUserMedia",)
)
def test_an_exact_frame_rate_is_kept(facts: Facts) -> None:
    """An exact rate of 10 is what the settings say and no more than comes.

    Rates are how a product saves battery and bandwidth.
    """
    assert facts["exact_10"] == {"setting": 10, "delivered_is_within_limit": True}


@check(
    "get_user_media/frame_rate.js", spec=f"{SPEC}#def-constraint-frameRate", features=("api.MediaDevices.getUserMedia",)
)
def test_a_maximum_frame_rate_is_kept(facts: Facts) -> None:
    """A maximum rate of 8 is not exceeded by the frames that come.

    A limit that is only claimed costs the encoder all the same.
    """
    assert facts["max_8"].get("error") is None
    assert facts["max_8"]["setting"] <= 8
    assert facts["max_8"]["delivered_is_within_limit"] is True


# Processing of sound


@check(
    "get_user_media/audio_settings.js",
    spec=f"{SPEC}#def-constraint-echoCancellation",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_processing_can_be_switched_off(facts: Facts) -> None:
    """Echo cancellation, noise suppression and gain control are off where exactly that was asked.

    Music lessons and recordings need the untouched sound.
    """
    off = facts["all_off"]
    assert off.get("error") is None
    assert (off["echoCancellation"], off["noiseSuppression"], off["autoGainControl"]) == (False, False, False)


@check(
    "get_user_media/audio_settings.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaStreamTrack.getSettings",)
)
def test_processing_is_on_or_refused(facts: Facts) -> None:
    """Processing that was asked for exactly is on, or the request is refused.

    Without echo cancellation a call through loudspeakers is unusable, and nobody is told.
    """
    on = facts["all_on"]
    if "error" in on:
        assert on["error"]["name"] == "OverconstrainedError"
    else:
        assert (on["echoCancellation"], on["noiseSuppression"], on["autoGainControl"]) == (True, True, True)


@check(
    "get_user_media/audio_settings.js",
    spec=f"{SPEC}#def-constraint-channelCount",
    features=("api.MediaStreamTrack.getSettings",),
)
def test_mono_is_mono(facts: Facts) -> None:
    """One channel is delivered where exactly one was asked for.

    Speech recognition wants one channel.
    """
    assert facts["mono"].get("error") is None
    assert facts["mono"]["channelCount"] == 1

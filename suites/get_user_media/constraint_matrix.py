"""What each constraint of a microphone does; advanced wishes, odd values and changes of open devices."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
PROCESSING = ("echoCancellation", "noiseSuppression", "autoGainControl")


def _error(got: Facts) -> Facts:
    """Read the error a request ended in; empty where it was met."""
    error: Facts = got.get("error") or {}
    return error


def _blamed(constraint: str) -> Facts:
    """Say how a demand that cannot be met should end."""
    return {"name": "OverconstrainedError", "constraint": constraint}


# Microphones


@check("get_user_media/audio_matrix.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_processing_is_as_demanded_or_refused(facts: Facts) -> None:
    """Each kind of processing that was demanded on or off by itself is so, or the request is refused.

    Products switch them one by one: a musician wants no gain control but still no echo.
    """
    broken = []
    for name in PROCESSING:
        for form, wanted in (("exact_on", True), ("exact_off", False)):
            got = facts[name][form]
            if not _error(got) and got["settings"][name] is not wanted:
                broken.append(f"{name}.{form}: {got['settings'][name]}")
    assert broken == []


@check("get_user_media/audio_matrix.js", spec=f"{SPEC}#dfn-fitness-distance", features=("api.MediaDevices.getUserMedia",))
def test_wishes_never_refuse_a_microphone(facts: Facts) -> None:
    """A bare value or an ideal never refuses a microphone, known constraint or not.

    Only what is said to be required may cost a person the voice.
    """
    refused = [
        f"{name}.{form}"
        for name, forms in facts.items()
        if name != "together"
        for form, got in forms.items()
        if form.partition("_")[0] in {"bare", "ideal"} and _error(got)
    ]
    assert refused == []


@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#def-constraint-echoCancellation",
    features=("api.MediaDevices.getUserMedia",),
)
def test_an_unknown_echo_mode_is_refused(facts: Facts) -> None:
    """A kind of echo cancellation that does not exist, when demanded, is refused and named.

    Silently running without any makes the others hear themselves.
    """
    assert _error(facts["echoCancellation"]["exact_unknown"]) == _blamed("echoCancellation")


@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#def-constraint-echoCancellation",
    features=("api.MediaDevices.getUserMedia",),
)
def test_echo_modes_are_what_the_settings_say(facts: Facts) -> None:
    """Where "all" or "remote-only" echo cancellation is demanded and given, the settings say so.

    Products that play sound of their own choose between them.
    """
    for form, wanted in (("exact_all", "all"), ("exact_remote_only", "remote-only")):
        got = facts["echoCancellation"][form]
        assert _error(got) or got["settings"]["echoCancellation"] == wanted, form


@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#def-constraint-channelCount",
    features=("api.MediaDevices.getUserMedia",),
)
def test_unprocessed_mono_is_mono_or_refused(facts: Facts) -> None:
    """One channel demanded without any processing is one channel, or the request is refused.

    Speech recognition asks for exactly this.
    """
    got = facts["together"]["all_off_mono"]
    assert _error(got) or got["settings"]["channelCount"] == 1


@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#dom-mediadevices-getusermedia",
    features=("api.MediaDevices.getUserMedia",),
)
def test_constraints_of_the_other_kind_are_ignored(facts: Facts) -> None:
    """A width demanded of a microphone is ignored.

    Products share one set of constraints between both kinds.
    """
    assert not _error(facts["together"]["width_of_a_microphone"])


# Advanced wishes


@check("get_user_media/advanced.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_the_first_advanced_set_that_fits_is_kept(facts: Facts) -> None:
    """Of the advanced sets an impossible one is passed over and the next is kept.

    It is how a product says "this, or else that".
    """
    settings = facts["first_that_can_be_had"]["settings"]
    assert (settings["width"], settings["height"]) == (320, 240)


@check("get_user_media/advanced.js", spec=f"{SPEC}#dfn-selectsettings", features=("api.MediaDevices.getUserMedia",))
def test_advanced_sets_stay_within_the_required(facts: Facts) -> None:
    """An advanced set that contradicts what is required is passed over.

    Wishes never undo a demand.
    """
    assert facts["within_the_required"]["settings"]["width"] >= 600


@check(
    "get_user_media/advanced.js",
    spec="https://webidl.spec.whatwg.org/#js-sequence",
    features=("api.MediaDevices.getUserMedia",),
)
def test_advanced_is_a_list(facts: Facts) -> None:
    """Advanced wishes that are no list are a TypeError.

    The commonest slip in constraints must not pass in silence.
    """
    assert _error(facts["no_list"]) == {"name": "TypeError"}


# Values of the wrong type


@check(
    "get_user_media/odd_values.js",
    spec="https://webidl.spec.whatwg.org/#js-double",
    features=("api.MediaDevices.getUserMedia",),
)
def test_a_rate_that_is_no_number_is_a_type_error(facts: Facts) -> None:
    """A frame rate of NaN or Infinity is a TypeError.

    A division by zero in the caller must not open the camera at some rate.
    """
    assert _error(facts["video"]["rate_nan"]) == {"name": "TypeError"}
    assert _error(facts["video"]["rate_infinite"]) == {"name": "TypeError"}


@check(
    "get_user_media/odd_values.js",
    spec="https://webidl.spec.whatwg.org/#js-union",
    features=("api.MediaDevices.getUserMedia",),
)
def test_words_are_yes_and_empty_words_are_no(facts: Facts) -> None:
    """A word in place of constraints asks for a camera, an empty one for none.

    Values from a settings store arrive as words.
    """
    assert not _error(facts["video"]["a_word"])
    assert _error(facts["video"]["an_empty_word"]) == {"name": "TypeError"}


@check(
    "get_user_media/odd_values.js", spec=f"{SPEC}#def-constraint-deviceId", features=("api.MediaDevices.getUserMedia",)
)
def test_an_empty_device_id_is_no_device(facts: Facts) -> None:
    """An exact device id that is empty is refused and named; an empty wish opens a camera.

    The list shows empty ids before a grant, and products pass them on.
    """
    assert _error(facts["video"]["device_exact_empty"]) == _blamed("deviceId")
    assert not _error(facts["video"]["device_empty"])


# Changes of open devices


@check(
    "get_user_media/apply_matrix.js",
    spec=f"{SPEC}#dfn-applyconstraints-algorithm",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_wishes_never_refuse_a_change(facts: Facts) -> None:
    """An ideal, an advanced or an empty set never refuses a change of an open device.

    Products wish for a better picture without fear of losing the one they have.
    """
    wished = [("video", name) for name in ("ideal_size", "advanced", "unknown", "of_sound", "empty")]
    wished += [("audio", name) for name in ("all_ideal_off", "of_pictures", "empty")]
    assert [name for kind, name in wished if facts[kind][name]["applied"] != "yes"] == []


@check(
    "get_user_media/apply_matrix.js",
    spec=f"{SPEC}#def-constraint-deviceId",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_an_open_device_becomes_no_other(facts: Facts) -> None:
    """Another device's id demanded of an open camera or microphone is refused and named.

    The light and the prompt were for the device that is open.
    """
    for kind in ("video", "audio"):
        assert facts[kind]["other_device"]["applied"] == _blamed("deviceId"), kind


@check(
    "get_user_media/apply_matrix.js",
    spec=f"{SPEC}#dom-mediastreamtrack-applyconstraints",
    features=("api.MediaStreamTrack.applyConstraints",),
)
def test_changes_in_a_row_end_with_the_last(facts: Facts) -> None:
    """Of three changes asked for at once the last one counts in the end.

    People drag a window and every step asks for another size.
    """
    got = facts["three_at_once"]
    assert got["applied"][-1] is True
    assert (got["width"], got["constraints"]) == (640, {"width": {"exact": 640}})


@check(
    "get_user_media/overconstrained_error.js",
    spec=f"{SPEC}#overconstrainederror-interface",
    features=("api.OverconstrainedError.constraint", "api.OverconstrainedError.OverconstrainedError"),
)
def test_the_error_can_be_made_by_hand(facts: Facts) -> None:
    """An OverconstrainedError can be made with a constraint and a message, and carries both.

    Stand-ins for cameras in tests throw it.
    """
    made = facts["two_arguments"]
    assert (made.get("name"), made.get("constraint"), made.get("message")) == (
        "OverconstrainedError",
        "width",
        "too wide",
    )
    assert facts["one_argument"].get("message") == ""
    assert facts["no_argument"] == {"thrown": "TypeError"}

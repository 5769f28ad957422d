"""Audio constraints of `getUserMedia()`: echo cancellation, noise suppression, gain control and channel count."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"
GET_SETTINGS = "api.MediaStreamTrack.getSettings"
CONSTRAINT = "api.MediaStreamTrack.applyConstraints"
PROCESSING = ("echoCancellation", "noiseSuppression", "autoGainControl")
PROCESSING_FEATURES = tuple(f"{CONSTRAINT}.{name}_constraint" for name in PROCESSING)


def _call(constraints: str) -> str:
    """Name a getUserMedia() call by its audio constraints."""
    return f"getUserMedia({{audio: {{{constraints}}}}})"


def _resolved(got: Facts, call: str) -> bool:
    """Return whether a request resolved; expect OverconstrainedError where it rejected."""
    if "error" in got:
        expect(got, call).rejects_with("OverconstrainedError")
    return "error" not in got


def _expect_processing(got: Facts, call: str, *, on: bool) -> None:
    """Expect that audio processing is on or off, or that the request was overconstrained."""
    if not _resolved(got, call):
        return
    expect(got, call).contains("names")
    # A browser ignores the constraint of a property that it lacks.
    supported = [name for name in PROCESSING if got.get(name) is not None]
    if not supported:
        not_supported("echoCancellation, noiseSuppression and autoGainControl constraints")
    for name in supported:
        expect(got[name], f"getSettings().{name} of {call}").equals(on)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/audio_settings.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, *PROCESSING_FEATURES),
)
def test_exact_false_turns_audio_processing_off(facts: Facts) -> None:
    """`getUserMedia()` with exact `false` turns `echoCancellation`, `noiseSuppression` and `autoGainControl` off.

    Music lessons and recordings need unprocessed audio.
    """
    _expect_processing(facts["processingOff"], _call("echoCancellation, ...: {exact: false}"), on=False)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/audio_settings.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, *PROCESSING_FEATURES),
)
def test_exact_true_turns_audio_processing_on(facts: Facts) -> None:
    """`getUserMedia()` with exact `true` turns audio processing on or rejects with `OverconstrainedError`.

    A call through loudspeakers is unusable without echo cancellation, and no error shows it.
    """
    _expect_processing(facts["processingOn"], _call("echoCancellation, ...: {exact: true}"), on=True)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/audio_settings.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, f"{CONSTRAINT}.channelCount_constraint"),
)
def test_exact_channel_count_1_is_mono_or_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` with `channelCount: {exact: 1}` opens one channel or rejects with `OverconstrainedError`.

    Speech recognition needs one channel.
    """
    got, call = facts["mono"], _call("channelCount: {exact: 1}")
    if _resolved(got, call):
        expect(got, call).contains("names")
        if got.get("channelCount") is None:
            not_supported("channelCount constraint")
        expect(got["channelCount"], f"getSettings().channelCount of {call}", "channels").equals(1)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, *PROCESSING_FEATURES),
)
def test_each_exact_audio_processing_constraint_is_met_or_overconstrained(facts: Facts) -> None:
    """`getSettings()` reports each exact audio processing constraint, or `getUserMedia()` is overconstrained.

    Musicians turn `autoGainControl` off and keep `echoCancellation`.
    """
    judged = 0
    for name in PROCESSING:
        for form, wanted in (("exactTrue", True), ("exactFalse", False)):
            got, call = facts[name][form], _call(f"{name}: {{exact: {str(wanted).lower()}}}")
            if not _resolved(got, call):
                judged += 1
                continue
            expect(got, call).contains("settings")
            value = got["settings"].get(name)
            # A browser ignores the constraint of a property that it lacks.
            if value is not None:
                judged += 1
                expect(value, f"getSettings().{name} of {call}").equals(wanted)
    if not judged:
        not_supported("echoCancellation, noiseSuppression and autoGainControl constraints")


# "treating bare values of properties as ideal values": their fitness distance is finite.
@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(
        GET_USER_MEDIA,
        *PROCESSING_FEATURES,
        *(f"{CONSTRAINT}.{name}_constraint" for name in ("sampleRate", "sampleSize", "channelCount", "latency")),
    ),
)
def test_ideal_audio_constraints_never_reject(facts: Facts) -> None:
    """`getUserMedia()` opens a microphone for every bare or `ideal` audio constraint, supported or not.

    Only a required constraint may cost users their microphone.
    """
    ideal = [
        (name, form)
        for name, forms in facts.items()
        if name != "together"
        for form in forms
        if form.partition("_")[0] in {"bare", "ideal"}
    ]
    for name, form in every(ideal, "bare and ideal audio constraints"):
        expect(facts[name][form], f"getUserMedia() with {name} as {form}").contains("settings")


# "ConstrainBooleanOrDOMString echoCancellation": "true if one of the values ... is exactly the same as the value"
@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#def-constraint-echoCancellation",
    basis="MUST",
    features=(GET_USER_MEDIA, f"{CONSTRAINT}.echoCancellation_constraint", "api.OverconstrainedError.constraint"),
)
def test_unknown_exact_echo_cancellation_is_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` rejects an unknown exact `echoCancellation` value with `OverconstrainedError`.

    A call that silently runs without echo cancellation makes the others hear themselves.
    """
    got, call = facts["echoCancellation"]["exactUnknown"], _call('echoCancellation: {exact: "some"}')
    if "settings" in got and got["settings"].get("echoCancellation") is None:
        not_supported("echoCancellation constraint")
    expect(got, call).rejects_with("OverconstrainedError")
    subject = f"OverconstrainedError.constraint of {call}"
    expect(got["error"].get("constraint"), subject).is_one_of(["echoCancellation", ""])


# "true if one of the values in the sequence is exactly the same as the value being compared against"
@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#def-constraint-echoCancellation",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, f"{CONSTRAINT}.echoCancellation_constraint"),
)
def test_exact_echo_cancellation_modes_are_met_or_overconstrained(facts: Facts) -> None:
    """`getSettings().echoCancellation` is the exact `"all"` or `"remote-only"`, or the request is overconstrained.

    Products that play audio of their own choose between the two modes.
    """
    if "error" not in facts["echoCancellation"]["exactUnknown"]:
        not_supported("echoCancellation modes")
    for form, mode in (("exactAll", "all"), ("exactRemoteOnly", "remote-only")):
        got, call = facts["echoCancellation"][form], _call(f'echoCancellation: {{exact: "{mode}"}}')
        if _resolved(got, call):
            value = got.get("settings", {}).get("echoCancellation")
            expect(value, f"getSettings().echoCancellation of {call}").equals(mode)


# "the settings dictionary's ... value does not satisfy the constraint ... the fitness distance is positive infinity"
@check(
    "get_user_media/audio_matrix.js",
    spec=f"{SPEC}#dfn-selectsettings",
    basis="MUST",
    features=(GET_USER_MEDIA, GET_SETTINGS, f"{CONSTRAINT}.channelCount_constraint"),
)
def test_exact_channel_count_1_without_processing_is_mono_or_overconstrained(facts: Facts) -> None:
    """`getUserMedia()` with an exact `channelCount` of 1 opens one channel also without audio processing.

    Speech recognition requests exactly this.
    """
    got, call = facts["together"]["processingOffMono"], _call("channelCount: {exact: 1}, echoCancellation: false, ...")
    if _resolved(got, call):
        channels = got.get("settings", {}).get("channelCount")
        if channels is None:
            not_supported("channelCount constraint")
        expect(channels, f"getSettings().channelCount of {call}", "channels").equals(1)

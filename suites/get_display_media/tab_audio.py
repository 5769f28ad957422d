"""Check the audio of a `getDisplayMedia()` capture of the own tab, and the options that choose it."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


def carries_the_tone(described: Facts, options: str) -> None:
    """Expect the page's own tone in the audio track; end the check where the browser captured no audio of the page."""
    if described.get("heard") is None:
        not_supported("audio capture of the own tab")
    if described.get("restrictOwnAudio") is True:
        not_supported("audio capture of the own tab without restrictOwnAudio")
    expect(described.get("heard"), f"sound in the audio track of getDisplayMedia() with {options}").equals("the tone")


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/tab_audio.js",
    spec=f"{MAIN}#life-cycle",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.audio_capture_support",),
)
def test_own_tab_audio_track_carries_its_tone(facts: Facts) -> None:
    """`getDisplayMedia({audio})` of the own tab returns one video and one audio track, which carries the tab's tone.

    Viewers of a shared film need its audio.
    """
    plain = facts["plain"]
    carries_the_tone(plain, "audio constraints")
    expect(plain.get("tracks"), "tracks of getDisplayMedia({audio, video})", "tracks").equals(2)


# screen-share: "that audio MUST still be captured by any ongoing audio-capturing capture-sessions"
@check(
    "get_display_media/tab_audio.js",
    spec=f"{SPEC}#def-constraint-suppressLocalAudioPlayback",
    basis="MUST",
    features=("api.MediaStreamTrack.applyConstraints.suppressLocalAudioPlayback_constraint",),
)
def test_suppress_local_audio_playback_still_captures_audio(facts: Facts) -> None:
    """With `suppressLocalAudioPlayback: true` the tab's audio is still captured, and `getSettings()` reports true.

    In a meeting room one device must play the film, and all others must still receive it.
    """
    described = facts["suppressLocalAudioPlaybackTrue"]
    setting = described.get("suppressLocalAudioPlayback")
    if setting is None:
        not_supported("the suppressLocalAudioPlayback constraint")
    carries_the_tone(described, "suppressLocalAudioPlayback=true")
    expect(setting, "getSettings().suppressLocalAudioPlayback").is_true()


# screen-share: "options to share system audio not be offered to the user"; a tab keeps its own audio
@check(
    "get_display_media/tab_audio.js",
    spec=f"{SPEC}#systemaudiopreferenceenum",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia.systemAudio_option",
        "api.MediaDevices.getDisplayMedia.windowAudio_option",
    ),
)
def test_system_audio_exclude_keeps_tab_audio(facts: Facts) -> None:
    """`systemAudio: "exclude"` and `windowAudio: "exclude"` leave the tone in the audio track of a captured tab.

    Products exclude system audio to protect users, and still share a tab with its audio.
    """
    carries_the_tone(facts["systemAudioExclude"], 'systemAudio="exclude"')
    carries_the_tone(facts["windowAudioExclude"], 'windowAudio="exclude"')


# Screen Capture: enum WindowAudioPreferenceEnum { "system", "window", "exclude" }; else Web IDL throws a TypeError
@check(
    "get_display_media/option_words.js",
    spec=f"{SPEC}#dom-displaymediastreamoptions-windowaudio",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia.windowAudio_option",),
)
def test_window_audio_accepts_system_window_and_exclude(facts: Facts) -> None:
    """`windowAudio` accepts "exclude", "window" and "system"; `getDisplayMedia()` rejects other values.

    Products use it to decide whose audio is shared with a window.
    """
    described = facts["windowAudio"]
    if not described.get("read"):
        not_supported("the windowAudio option of getDisplayMedia()")
    expect(described.get("taken"), "values that windowAudio accepts").has_exactly(["exclude", "system", "window"])

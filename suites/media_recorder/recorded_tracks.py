"""MediaRecorder with different tracks: disabled, resized, remote, mixed, several audio tracks, tab and microphone."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

START = "https://w3c.github.io/mediacapture-record/#dom-mediarecorder-start"
STARTING = ("api.MediaRecorder.start",)
ENABLED = ("api.MediaRecorder.start", "api.MediaStreamTrack.enabled")


# "If any Track ... is muted or not enabled at any time, the UA will only record black frames or silence"
@check("media_recorder/disabled.js", spec=START, basis="MUST", features=ENABLED)
def test_disabled_video_track_records_black(facts: Facts) -> None:
    """`MediaRecorder` records black frames of a video track with `enabled: false`, and still records the audio.

    Users who turn off their camera must not appear in the recording.
    """
    wanted = {"recorded": "yes", "kinds": ["audio", "video"], "picture": "there", "sound": "the tone"}
    for member, value in wanted.items():
        expect(facts["bothEnabled"].get(member), f"recording of two enabled tracks: {member}").equals(value)
    expect(facts["videoDisabled"].get("picture"), "recorded video of a track with enabled=false").equals("black")
    expect(facts["videoDisabled"].get("sound"), "recorded audio beside a disabled video track").equals("the tone")


# "If any Track ... is muted or not enabled at any time, the UA will only record black frames or silence"
@check("media_recorder/disabled.js", spec=START, basis="MUST", features=ENABLED)
def test_disabled_audio_track_records_silence(facts: Facts) -> None:
    """`MediaRecorder` records silence of an audio track with `enabled: false`, and still records the video.

    What users say while muted must not be in the recording.
    """
    expect(facts["audioDisabled"].get("sound"), "recorded audio of a track with enabled=false").equals("silence")
    expect(facts["audioDisabled"].get("picture"), "recorded video beside a disabled audio track").equals("there")


# "Start recording all tracks in tracks using the recorder's current configuration and gather the data into a Blob"
@check("media_recorder/size_change.js", spec=START, basis="MUST", features=(*STARTING, "api.MediaRecorder.error_event"))
def test_video_size_change_keeps_recording(facts: Facts) -> None:
    """`MediaRecorder` continues when the video track changes its size, and the file shows the frames of both sizes.

    Users resize shared windows and rotate phones during a recording.
    """
    # A browser that cannot continue has to say so with UnknownError
    if facts["continues"] != "recording" and facts.get("errors") == ["UnknownError"]:
        not_supported("recording of a video track that changes its size")
    expect(facts["recorded"], "recording of a video track that changes its size").equals("yes")
    expect(facts["continues"], "MediaRecorder.state after the change of size").equals("recording")
    expect(facts.get("plays"), "the recording plays in a video element").is_true()
    expect(facts.get("colours"), "colors of the frames before and after the change of size").equals(["red", "blue"])


# "Start recording all tracks in tracks using the recorder's current configuration and gather the data into a Blob"
@check(
    "media_recorder/remote.js",
    spec=START,
    basis="MUST",
    features=(*STARTING, "api.RTCPeerConnection.track_event"),
)
def test_remote_tracks_are_recorded(facts: Facts) -> None:
    """`MediaRecorder` records audio and video of remote `RTCPeerConnection` tracks, and the file plays.

    Interviews and support calls are recorded at the receiver.
    """
    expect(facts["recorded"], "recording of remote tracks").equals("yes")
    expect(facts.get("kinds"), "tracks of the file").equals(["audio", "video"])
    expect(facts.get("plays"), "the recording plays in a video element").is_true()
    expect(facts.get("frameNumbersAdvance"), "the recorded frames advance in order").is_true()
    expect(facts.get("frameNumbersToEnd"), "the last frames of the call are in the file").is_true()
    expect(facts.get("tone"), "the tone of 440 Hz is in the file").is_true()
    expect(facts.get("toneToEnd"), "the tone of 440 Hz is in the last second").is_true()


# "Start recording all tracks in tracks using the recorder's current configuration and gather the data into a Blob"
@check(
    "media_recorder/two_audio_tracks.js",
    spec=START,
    basis="MUST",
    features=(*STARTING, "api.MediaStreamAudioDestinationNode"),
)
def test_mixed_audio_contains_both_tones(facts: Facts) -> None:
    """`MediaRecorder` records both tones of a track that `MediaStreamAudioDestinationNode` mixed.

    Products mix the local microphone and the remote participants into one recording.
    """
    mixed = facts["mixed"]
    expect(mixed["recorded"], "recording of a mixed audio track").equals("yes")
    expect(mixed.get("low"), "the tone of 440 Hz is in the file").is_true()
    expect(mixed.get("high"), "the tone of 1320 Hz is in the file").is_true()
    expect(mixed.get("tonesToEnd"), "both tones are in the last second").is_true()


# "For each track in tracks, if the User Agent cannot record the track ..., then throw a NotSupportedError"
@check("media_recorder/two_audio_tracks.js", spec=START, basis="MUST", features=STARTING)
def test_second_audio_track_is_recorded_or_rejected(facts: Facts) -> None:
    """`MediaRecorder.start()` records both audio tracks of a stream, or throws `NotSupportedError`.

    Users find out too late that the second speaker is missing from the recording.
    """
    outcome = facts["beside"]
    if outcome["recorded"] not in ("NotSupportedError", "UnknownError"):
        expect(outcome["recorded"], "recording of two audio tracks").equals("yes")
        # A player decodes one track only: two tracks in the file are both tones
        complete = outcome.get("streams", 0) >= 2 or (outcome.get("low") and outcome.get("high"))
        subject = "recording of two audio tracks (low: 440 Hz, high: 1320 Hz)"
        expect(outcome, subject).satisfies(complete, "both tones, two tracks, or NotSupportedError")


# "Start recording all tracks in tracks using the recorder's current configuration and gather the data into a Blob"
@check(
    "media_recorder/local_call.js",
    spec=START,
    basis="MUST",
    features=(*STARTING, "api.MediaDevices.getDisplayMedia.audio_capture_support"),
)
def test_display_capture_and_microphone_are_recorded(facts: Facts) -> None:
    """`MediaRecorder` records `getDisplayMedia()` tab video and tab audio mixed with the microphone.

    Users record talks, lessons and bug reports this way, without a server.
    """
    expect(facts["recorded"], "recording of a tab and the microphone").equals("yes")
    expect(facts.get("kinds"), "tracks of the file").equals(["audio", "video"])
    expect(facts.get("plays"), "the recording plays in a video element").is_true()
    expect(facts.get("frameNumbersAdvance"), "the recorded frames advance in order").is_true()
    expect(facts.get("frameNumbersToEnd"), "the last frames of the tab are in the file").is_true()
    expect(facts.get("tabTone"), "the tone of the tab (1320 Hz) is in the file").is_true()
    expect(facts.get("microphoneTone"), "the tone of the microphone (440 Hz) is in the file").is_true()
    expect(facts.get("audioToEnd"), "both tones are in the last second").is_true()

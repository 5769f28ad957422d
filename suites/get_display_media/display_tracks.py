"""Check tracks of a `getDisplayMedia()` capture of the own tab: audio, constraints, clones, calls and iframes."""

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


def frames_of(described: Facts, constraint: str) -> Facts:
    """Return what was seen of the frames; end the check where the browser cannot scale to the constraint."""
    if described.get("outcome") == "OverconstrainedError":
        not_supported(f"downscaling a display capture to {constraint}")
    expect(described.get("outcome"), f"getDisplayMedia() with {constraint}").equals("fulfilled")
    frames: Facts = described["delivered"]
    expect(frames, f"frames of getDisplayMedia() with {constraint}").is_a("object")
    return frames


# Audio of the own tab


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


# Disabled and cloned tracks


# media-capture: "is muted or disabled (or both) the consumer gets ... black frames for video"
@check(
    "media_stream_track/track_members.js",
    spec=f"{MAIN}#track-enabled",
    basis="MUST",
    features=("api.MediaStreamTrack.enabled",),
)
def test_display_track_enabled_false_is_black(facts: Facts) -> None:
    """A captured tab is black while its track has `enabled=false`, and visible again with `enabled=true`.

    Products pause a share this way without asking the user to share again.
    """
    switched = facts["switched"]
    expect(switched.get("shown"), "frames show the tab with enabled=true").is_true()
    expect(switched.get("black"), "frames are black with enabled=false").is_true()
    expect(switched.get("shownWhenReenabled"), "frames show the tab with enabled=true again").is_true()


# media-capture: "A cloned MediaStreamTrack has a set of constraints that is independent of the instance"
@check(
    "media_stream_track/track_members.js",
    spec=f"{MAIN}#track-clone",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.applyConstraints"),
)
def test_display_track_clone_has_its_own_width(facts: Facts) -> None:
    """`applyConstraints({width: {max: 160}})` on a clone of a captured tab leaves the original's size alone.

    Products show a small preview from a clone while they send the full size.
    """
    copied = facts["copied"]
    if not copied.get("applied"):
        not_supported("downscaling of a running display capture")
    expect(copied.get("cloneIsSmaller"), "clone's frames are at most 160 px wide with width.max=160").is_true()
    expect(copied.get("originalSizeKept"), "original's getSettings().width stays above 160 px").is_true()


# media-capture: stop(): "the source may be stopped, unless other MediaStreamTrack objects depend on it"
@check(
    "media_stream_track/track_members.js",
    spec=f"{MAIN}#dom-mediastreamtrack-stop",
    basis="MUST",
    features=("api.MediaStreamTrack.clone", "api.MediaStreamTrack.stop"),
)
def test_stop_of_a_display_track_clone_leaves_the_original_live(facts: Facts) -> None:
    """`stop()` on a clone of a captured tab leaves the original `readyState` "live".

    Closing the preview must not end the share.
    """
    expect(facts["copied"].get("originalReadyState"), "original's readyState after the clone's stop()").equals("live")


# Constraints


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/wishes.js",
    spec=f"{SPEC}#downscaling-and-frame-decimation",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia",
        "api.MediaStreamTrack.applyConstraints.height_constraint",
        "api.MediaStreamTrack.applyConstraints.width_constraint",
    ),
)
def test_display_width_max_and_height_max_keep_the_aspect_ratio(facts: Facts) -> None:
    """`getDisplayMedia()` keeps `width.max` and `height.max` in its frames, with the tab's aspect ratio.

    Viewers cannot read text that is squeezed or cut off.
    """
    narrow = frames_of(facts["widthMax"], "width.max=320")
    low = frames_of(facts["heightMax"], "height.max=120")
    expect(narrow.get("widthWithin320"), "frames are at most 320 px wide with width.max=320").is_true()
    expect(low.get("heightWithin120"), "frames are at most 120 px high with height.max=120").is_true()
    expect(narrow.get("shape"), "aspect ratio of the frames with width.max=320").equals("as the tab")
    expect(low.get("shape"), "aspect ratio of the frames with height.max=120").equals("as the tab")


# screen-share: "The user agent MUST NOT upscale the captured output", and an ideal value excludes no settings
@check(
    "get_display_media/wishes.js",
    spec=f"{SPEC}#downscaling-and-frame-decimation",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.applyConstraints.width_constraint"),
)
def test_display_width_ideal_above_the_tab_resolves(facts: Facts) -> None:
    """`getDisplayMedia()` with `width.ideal` larger than the tab resolves with frames in the tab's aspect ratio.

    Products request 4K and take what the user's display has.
    """
    described = facts["widthIdealBeyondTab"]
    expect(described.get("outcome"), "getDisplayMedia() with width.ideal=4000").equals("fulfilled")
    frames = frames_of(described, "width.ideal=4000")
    expect(frames.get("shape"), "aspect ratio of the frames with width.ideal=4000").equals("as the tab")


# screen-share: "This constraint is ignored for all other purposes, and can therefore not cause any side effects"
@check(
    "get_display_media/wishes.js",
    spec=f"{SPEC}#def-constraint-displaySurface",
    basis="MUST",
    features=("api.MediaStreamTrack.applyConstraints.displaySurface_constraint", "api.MediaDevices.getDisplayMedia"),
)
def test_display_surface_constraint_never_rejects(facts: Facts) -> None:
    """`getDisplayMedia()` resolves when the `displaySurface` constraint is unknown or differs from what is captured.

    The user chooses; a share that fails for a hint looks like a broken product.
    """
    other, unknown = facts["displaySurfaceMonitor"], facts["displaySurfaceInvalid"]
    expect(other.get("outcome"), 'getDisplayMedia() of a tab with displaySurface="monitor"').equals("fulfilled")
    expect(unknown.get("outcome"), 'getDisplayMedia() with displaySurface="no such word"').equals("fulfilled")
    if other.get("displaySurface") is not None:
        subject = 'getSettings().displaySurface of a tab requested with displaySurface="monitor"'
        expect(other["displaySurface"], subject).equals("browser")


# screen-share: max "less than the ... floor value ... OverconstrainedError"; the floor value "MUST be greater than 0"
@check(
    "get_display_media/wishes.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=(
        "api.MediaDevices.getDisplayMedia",
        "api.MediaStreamTrack.applyConstraints.frameRate_constraint",
        "api.OverconstrainedError.constraint",
    ),
)
def test_display_frame_rate_max_0_rejects_with_overconstrained_error(facts: Facts) -> None:
    """`getDisplayMedia()` rejects `frameRate.max=0` with `OverconstrainedError` whose `constraint` is "frameRate".

    A share that never sends a frame looks broken to everyone in the call.
    """
    rejected = facts["frameRateMax0"]
    expect(rejected.get("outcome"), "getDisplayMedia() with frameRate.max=0").equals("OverconstrainedError")
    expect(rejected.get("constraint"), "OverconstrainedError.constraint for frameRate.max=0").equals("frameRate")


# media-capture: "it must produce media that conforms to the constraints present on that track, to that track"
@check(
    "get_display_media/delivered_rate.js",
    spec=f"{SPEC}#def-constraint-frameRate",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.applyConstraints.frameRate_constraint"),
)
def test_display_frame_rate_max_limits_delivered_frames(facts: Facts) -> None:
    """`getDisplayMedia()` delivers frames of a moving tab, but no more per second than `frameRate.max`.

    Sharing slides at 5 frames per second saves battery and bandwidth.
    """
    for rate in (5, 10):
        described = facts[f"frameRateMax{rate}"]
        subject = f"frames arrive at no more than {rate * 1.3:g} fps with frameRate.max={rate}"
        expect(described.get("frameRateWithinMax"), subject).is_true()
        expect(described.get("moves"), f"frames arrive with frameRate.max={rate}").is_true()


# Two captures, iframes, calls


# media-capture: "Let track be the result of creating a MediaStreamTrack"; stop() ends its own track
@check(
    "get_display_media/twice.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "api.MediaStreamTrack.stop"),
)
def test_two_display_captures_have_their_own_size_and_end(facts: Facts) -> None:
    """Two `getDisplayMedia()` captures of one tab have each its own size; `stop()` on one leaves the other running.

    Products replace one share by the next without a gap.
    """
    if facts["readyStates"][0] != "live":
        not_supported("two display captures at once")
    expect(facts["readyStates"], "readyState of the tracks of two display captures").equals(["live", "live"])
    expect(facts["bothDeliverFrames"], "frames of each of two display captures show the tab").equals([True, True])
    expect(facts["onlySecondWithinMax"], "only the capture with width.max=200 is at most 200 px wide").is_true()
    expect(
        facts["otherTrackContinues"], "frames of the second capture follow the tab after stop() of the first"
    ).is_true()


# screen-share: "Document is NOT fully active ... return a promise rejected with ... InvalidStateError"
@check(
    "get_display_media/gone_frame.js",
    spec=f"{SPEC}#dom-mediadevices-getdisplaymedia",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia",),
)
def test_get_display_media_of_a_removed_iframe_rejects_with_invalid_state_error(facts: Facts) -> None:
    """`getDisplayMedia()` of a removed iframe rejects with `InvalidStateError`.

    Nothing may be shared with a document that the user can no longer see.
    """
    # HTML runs no promise jobs in the realm of such a document, so its promise may never settle for the page
    if facts["outcome"] == "pending":
        not_supported("promise jobs of a document that is not fully active")
    expect(facts["outcome"], "getDisplayMedia() of a removed iframe").equals("InvalidStateError")


# screen-share: "Its default allowlist is "self"."
@check(
    "get_display_media/after_click.js",
    spec=f"{SPEC}#feature-policy-integration",
    basis="MUST",
    features=("api.MediaDevices.getDisplayMedia", "html.elements.iframe.allow"),
)
def test_default_allowlist_allows_get_display_media_in_same_origin_iframe(facts: Facts) -> None:
    """`getDisplayMedia()` in a same-origin iframe without `allow` does not reject with `NotAllowedError`.

    Meetings that a site embeds from its own origin could otherwise not share.
    """
    if facts["topLevelPage"] != "fulfilled" or facts["sameOriginFrame"] in {"not tried", "pending"}:
        not_supported("capture of the own tab without a prompt")
    # InvalidStateError is what a document without focus gets, whatever the policy
    expect(facts["sameOriginFrame"], "getDisplayMedia() in a same-origin iframe").is_one_of(
        ["fulfilled", "InvalidStateError"]
    )


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


# media-capture: "In the live state, the track is active and media ... is available for use by consumers."
@check(
    "get_display_media/shared_call.js",
    spec="https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-addtrack",
    basis="MUST",
    features=("api.RTCPeerConnection.addTrack", "api.MediaDevices.getDisplayMedia"),
)
def test_add_track_sends_a_display_capture(facts: Facts) -> None:
    """`RTCPeerConnection.addTrack()` sends a captured tab: the remote video shows its color and follows a change.

    Screen sharing in a call depends on it.
    """
    expect(facts["firstColor"], "remote video shows the tab's color").is_true()
    expect(facts["secondColor"], "remote video follows the tab's new color").is_true()


# webrtc-pc: "An implementation MUST support ... RTCMediaSourceStats ... trackIdentifier, kind"
@check(
    "get_display_media/shared_call.js",
    spec="https://w3c.github.io/webrtc-stats/#dom-rtcmediasourcestats-trackidentifier",
    basis="MUST",
    features=(
        "api.RTCStatsReport.type_media-source",
        "api.RTCStatsReport.type_media-source.trackIdentifier",
    ),
)
def test_media_source_track_identifier_is_the_display_track(facts: Facts) -> None:
    """`media-source.trackIdentifier` in `getStats()` is the `id` of the display track that is sent.

    Dashboards use it to tell camera and screen share apart.
    """
    expect(facts["mediaSourceReported"], "a media-source of kind video is in getStats()").is_true()
    expect(facts["trackIdentifierMatches"], "media-source.trackIdentifier is the id of the display track").is_true()

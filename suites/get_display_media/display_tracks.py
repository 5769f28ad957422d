"""Check tracks of a `getDisplayMedia()` capture of the own tab: `enabled`, clones, calls and iframes."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


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
    "get_display_media/removed_iframe.js",
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

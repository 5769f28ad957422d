"""Devices that are missing, fail, or are plugged in and out; removed iframes; `devicechange`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-main/"
CHANGE = f"{SPEC}#dfn-device-change-notification-steps"
GET_USER_MEDIA = f"{SPEC}#dom-mediadevices-getusermedia"
ENDED = f"{SPEC}#track-ended"
CAPTURE = "api.MediaDevices.getUserMedia"
ENUMERATE = "api.MediaDevices.enumerateDevices"
BLAMED = {"name": "OverconstrainedError", "constraint": "deviceId"}


def _require_settled(outcome: str) -> None:
    """End a check as not supported where a promise of a removed iframe stays pending.

    HTML's HostEnqueuePromiseJob drops promise jobs of documents that are not fully active, so that the page cannot see
    the rejection.
    """
    if outcome == "pending":
        not_supported("promise reactions of a removed iframe")


# No devices


# "If candidateSet is the empty set, jump to the step labeled NotFound Failure below."
@check("media_devices/no_devices.js", spec=GET_USER_MEDIA, basis="MUST", features=(CAPTURE,))
def test_get_user_media_without_devices_rejects_with_not_found_error(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotFoundError` on a machine without devices, whatever the constraints.

    "Connect a camera" is another message than "Allow the camera".
    """
    requests = {name: error for name, error in facts["granted"].items() if name != "nothing"}
    for name, error in every(requests, "getUserMedia() requests without devices").items():
        expect(error, f"error of getUserMedia() without devices, request {name}").equals("NotFoundError")


# Devices that fail, come and go


# "When a MediaStreamTrack track ends for any reason other than the stop() method ... Fire an event named ended"
@check(
    "media_devices/dying_camera.js",
    spec=ENDED,
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_camera_failure_fires_ended(facts: Facts) -> None:
    """`ended` fires when the camera of a track fails: the clone ends too and the stream is not `active`.

    Products tell the user that the camera failed and offer another one.
    """
    if not facts["ended"]:
        not_supported("ending a track when the capture process dies (the browser may restart it)")
    expect(facts["endedEvent"], "ended fires at the track of a camera that failed").is_true()
    expect(facts["cloneEnded"], 'readyState of the cloned track is "ended"').is_true()
    expect(facts["streamActive"], "MediaStream.active after its only track ended").is_false()


# "Set mediaDevices.[[storedDeviceList]] to deviceList." (step for each device that becomes available)
@check(
    "media_devices/plugged.js",
    spec=CHANGE,
    basis="MUST",
    features=(ENUMERATE, CAPTURE, "api.MediaDeviceInfo.label", "api.MediaDeviceInfo.deviceId"),
)
def test_plugged_microphone_opens_by_device_id(facts: Facts) -> None:
    """`enumerateDevices()` lists a plugged-in microphone with its `label`; `getUserMedia()` opens it by `deviceId`.

    Users plug in their headset during a call.
    """
    microphone = facts["microphone"]
    plugged = microphone["plugged"]
    expect(plugged, "the plugged-in microphone in enumerateDevices()").equals({"listChanged": True, "labelled": True})
    expect(microphone["opened"], "getUserMedia() with the exact deviceId of the microphone").equals("yes")
    expect(microphone["deviceIdMatches"], "getSettings().deviceId is the requested one").is_true()
    expect(microphone["heard"], "the track delivers the microphone's tone of 440 Hz").is_true()


# "A MediaStreamTrack object is said to end when the source of the track is disconnected or exhausted."
@check(
    "media_devices/plugged.js",
    spec=ENDED,
    basis="MUST",
    features=(
        "api.MediaStreamTrack.ended_event",
        "api.MediaStreamTrack.readyState",
        ENUMERATE,
        "api.OverconstrainedError.constraint",
    ),
)
def test_unplugged_microphone_fires_ended(facts: Facts) -> None:
    """`ended` fires at the track of an unplugged microphone; its `deviceId` rejects with `OverconstrainedError`.

    Otherwise users go on talking and no one receives audio.
    """
    microphone = facts["microphone"]
    expect(microphone["unlisted"], "enumerateDevices() no longer lists the microphone").is_true()
    expect(microphone["endedEvent"], "ended fires within 5 s").is_true()
    expect(microphone["state"], "readyState of the track").equals("ended")
    again = microphone["getUserMediaAfterUnplug"]
    expect(again, "getUserMedia() with the exact deviceId of the unplugged microphone").equals(BLAMED)


# "If microphone information can be exposed on mediaDevices is true, return true." (exposure of audio output devices)
@check(
    "media_devices/plugged.js",
    spec="https://w3c.github.io/mediacapture-output/#dom-htmlmediaelement-setsinkid",
    basis="MUST",
    features=("api.HTMLMediaElement.setSinkId", "api.HTMLMediaElement.sinkId", ENUMERATE),
)
def test_plugged_speaker_works_with_set_sink_id(facts: Facts) -> None:
    """`enumerateDevices()` lists a plugged-in speaker during microphone capture, and `setSinkId()` selects it.

    Users plug in headphones and expect the call there.
    """
    speaker = facts["speaker"]
    plugged = speaker["plugged"]
    expect(plugged, "the plugged-in speaker in enumerateDevices()").equals({"listChanged": True, "labelled": True})
    expect(speaker["chosen"], "setSinkId() with the deviceId of the speaker").equals("yes")
    expect(speaker["sinkIdKept"], "sinkId is the deviceId of the speaker").is_true()


# "Queue a task that fires an event named devicechange"
@check("media_devices/plugged.js", spec=CHANGE, basis="MUST", features=("api.MediaDevices.devicechange_event",))
def test_devicechange_fires_when_devices_change(facts: Facts) -> None:
    """`devicechange` fires when a microphone or speaker is plugged in or out during capture.

    The device list that the user has open has to follow.
    """
    fired = facts["devicechangeFired"]
    expect(fired, "devicechange fires for a microphone or speaker plugged in or out").is_true()


# "interface MediaDevices : EventTarget { attribute EventHandler ondevicechange; }"
@check(
    "media_devices/media_devices.js",
    spec=f"{SPEC}#dom-mediadevices-ondevicechange",
    basis="MUST",
    features=("api.MediaDevices.devicechange_event",),
)
def test_ondevicechange_receives_devicechange(facts: Facts) -> None:
    """`ondevicechange` and `addEventListener()` both receive a dispatched `devicechange` event.

    Several parts of a product keep a device list each.
    """
    wanted = ["handler devicechange false", "listener devicechange false"]
    expect(facts["dispatchedEvents"], "receivers of a dispatched devicechange (type, isTrusted)").equals(wanted)


# "[SameObject, SecureContext] readonly attribute MediaDevices mediaDevices;" and Web IDL's check of the this value
@check(
    "media_devices/media_devices.js",
    spec="https://webidl.spec.whatwg.org/#js-operations",
    basis="MUST",
    features=(CAPTURE, ENUMERATE, "api.MediaDevices.getSupportedConstraints", "api.Navigator.mediaDevices"),
)
def test_detached_methods_reject_with_type_error(facts: Facts) -> None:
    """`getUserMedia()`, `enumerateDevices()` and `getSupportedConstraints()` without `mediaDevices` throw `TypeError`.

    Wrappers that forget to bind the method fail in every browser alike.
    """
    for method, error in every(facts["detached"], "methods called without MediaDevices").items():
        expect(error, f"error of {method}() called without mediaDevices").equals("TypeError")
    expect(facts["sameObject"], "navigator.mediaDevices returns the same object each time").is_true()


# Removed iframes


# "If document is NOT fully active, return a promise rejected with a DOMException object ... "InvalidStateError"."
@check("media_devices/removed_iframe.js", spec=GET_USER_MEDIA, basis="MUST", features=(CAPTURE,))
def test_get_user_media_removed_iframe_rejects(facts: Facts) -> None:
    """`getUserMedia()` of a removed iframe rejects with `InvalidStateError`.

    Single-page apps remove iframes while requests are pending.
    """
    _require_settled(facts["request"])
    expect(facts["request"], "error of getUserMedia() of a removed iframe").equals("InvalidStateError")


# "The User Agent MUST stop all sources of a globalObject [when] the unloading document cleanup steps are executed"
@check(
    "media_devices/removed_iframe.js",
    spec=f"{SPEC}#dfn-stop-all-sources",
    basis="MUST",
    features=("api.MediaStreamTrack.readyState", CAPTURE),
)
def test_removed_iframe_ends_tracks(facts: Facts) -> None:
    """`MediaStreamTrack.readyState` of an iframe's tracks and clones is "ended" after the iframe was removed.

    The camera light has to go out when the document is gone.
    """
    for fact, track in (("readyStateAfterRemoval", "a track"), ("cloneReadyStateAfterRemoval", "a cloned track")):
        expect(facts[fact], f"readyState of {track} of a removed iframe").equals("ended")


# "If the current settings object's associated Document is not fully active, return a promise rejected with ..."
@check(
    "media_devices/removed_iframe.js",
    spec="https://w3c.github.io/permissions/#dom-permissions-query",
    basis="MUST",
    features=("api.Permissions.query", "api.Permissions.permission_camera"),
)
def test_permissions_query_removed_iframe_rejects(facts: Facts) -> None:
    """`Permissions.query()` of a removed iframe rejects with `InvalidStateError`.

    Code must not wait for an answer that never comes.
    """
    _require_settled(facts["query"])
    expect(facts["query"], "error of permissions.query() of a removed iframe").equals("InvalidStateError")

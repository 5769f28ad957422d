"""`getUserMedia()` in each permission state of a device, and after the state changes."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"

CAMERA = "api.Permissions.permission_camera"
MICROPHONE = "api.Permissions.permission_microphone"
GET_USER_MEDIA = "api.MediaDevices.getUserMedia"

CONSTRAINTS = {"camera": "{video: true}", "microphone": "{audio: true}", "both": "{audio: true, video: true}"}


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/granted.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_resolves_when_granted(facts: Facts) -> None:
    """`getUserMedia()` resolves for camera, microphone and both when their permissions are `granted`.

    Returning users join a call with one click.
    """
    for what, constraints in CONSTRAINTS.items():
        expect(facts[what], f"outcome of getUserMedia({constraints}) with granted permissions").equals("granted")


# "all devices of this type are in state "denied", jump to the step labeled PermissionFailure"
@check(
    "permissions/denied.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_rejects_when_denied(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` for a camera or microphone whose permission is `denied`.

    Products tell a denial from a broken device by this error name.
    """
    for what, constraints in CONSTRAINTS.items():
        expect(facts[what], f"outcome of getUserMedia({constraints}) with denied permissions").equals("NotAllowedError")


# "Ask the user for express permission for the calling algorithm to use the powerful feature"
@check(
    "permissions/prompt_camera.js",
    spec=f"{PERMISSIONS}#dfn-request-permission-to-use",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_camera_needs_an_answer(facts: Facts) -> None:
    """`getUserMedia({video: true})` does not resolve while its permission prompt is unanswered.

    A camera that is on before its user agrees is a privacy incident.
    """
    subject = "outcome of getUserMedia({video: true}) with an unanswered prompt"
    expect(facts["requested"], subject).is_one_of(["pending", "NotAllowedError"])


# "Ask the user for express permission for the calling algorithm to use the powerful feature"
@check(
    "permissions/prompt_microphone.js",
    spec=f"{PERMISSIONS}#dfn-request-permission-to-use",
    basis="MUST",
    features=(GET_USER_MEDIA, MICROPHONE),
)
def test_get_user_media_microphone_needs_an_answer(facts: Facts) -> None:
    """`getUserMedia({audio: true})` does not resolve while its permission prompt is unanswered.

    A microphone that records before its user agrees is a privacy incident.
    """
    subject = "outcome of getUserMedia({audio: true}) with an unanswered prompt"
    expect(facts["requested"], subject).is_one_of(["pending", "NotAllowedError"])


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/camera_only.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_camera_resolves_with_microphone_denied(facts: Facts) -> None:
    """`getUserMedia({video: true})` resolves with the camera `granted` and the microphone `denied`.

    Users who join without audio are still seen.
    """
    for name, state in (("camera", "granted"), ("microphone", "denied")):
        expect(facts["states"].get(name), f'query({{name: "{name}"}}).state').equals(state)
    expect(facts["camera"], "outcome of getUserMedia({video: true}) with the camera granted").equals("granted")


# "all devices of this type are in state "denied", jump to the step labeled PermissionFailure"
@check(
    "permissions/camera_only.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, MICROPHONE),
)
def test_get_user_media_audio_and_video_rejects_with_microphone_denied(facts: Facts) -> None:
    """`getUserMedia()` with `audio` rejects with `NotAllowedError` when only the camera is `granted`.

    Products that request both must retry with video alone.
    """
    for what in ("microphone", "both"):
        subject = f"outcome of getUserMedia({CONSTRAINTS[what]}) with the microphone denied"
        expect(facts[what], subject).equals("NotAllowedError")


# ""denied" is returned, it knows that no getUserMedia request for a camera will succeed"
@check(
    "permissions/states.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=("api.Permissions.query", GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_agrees_with_query(facts: Facts) -> None:
    """`getUserMedia()` resolves where `permissions.query()` reports `granted` and rejects where it reports `denied`.

    Products decide by the query whether to explain the prompt first.
    """
    outcomes = {"granted": "granted", "denied": "NotAllowedError"}
    for combination, got in every(facts, "combinations of permission states").items():
        for name in ("camera", "microphone"):
            state = got["queried"].get(name)
            expect(state, f'query({{name: "{name}"}}).state with {combination}').is_one_of(outcomes)
            subject = f"outcome of getUserMedia({CONSTRAINTS[name]}) with {combination}"
            expect(got["given"].get(name), subject).equals(outcomes[state])


# "all devices of this type are in state "denied", jump to the step labeled PermissionFailure"
@check(
    "permissions/states.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA, MICROPHONE),
)
def test_get_user_media_audio_and_video_needs_both_grants(facts: Facts) -> None:
    """`getUserMedia({audio: true, video: true})` resolves only with both permissions `granted`.

    Products that join with audio alone must request audio alone.
    """
    for combination, got in every(facts, "combinations of permission states").items():
        expected = "granted" if combination == "camera granted, microphone granted" else "NotAllowedError"
        subject = f"outcome of getUserMedia({CONSTRAINTS['both']}) with {combination}"
        expect(got["given"].get("both"), subject).equals(expected)


# "considering all devices attached to a live ... MediaStreamTrack ... to have permission status "granted""
@check(
    "permissions/revoked_in_capture.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=("api.Permissions.query", GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_rejects_after_revocation(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` after the camera permission is revoked and its track has ended.

    A user can revoke the camera without reloading the page.
    """
    expect(facts["state"], 'query({name: "camera"}).state after revocation').equals("denied")
    # A revoked track that is still live counts as granted, and how fast it ends is no rule of this section.
    live = facts["after"].get("readyState") != "ended"
    allowed = ["NotAllowedError", "granted"] if live else ["NotAllowedError"]
    expect(facts["again"], "outcome of getUserMedia({video: true}) after revocation").is_one_of(allowed)


# "the client knows that it will get access to one camera without a permission prompt"
@check(
    "permissions/revoked_in_capture.js",
    spec=f"{CAPTURE}#permissions-integration",
    basis="MUST",
    features=(GET_USER_MEDIA, CAMERA),
)
def test_get_user_media_resolves_after_new_grant(facts: Facts) -> None:
    """`getUserMedia()` resolves without a reload when the camera permission is granted again after revocation.

    Users who pressed the wrong button rejoin the call with their camera.
    """
    expect(facts["before"].get("readyState"), "MediaStreamTrack.readyState before revocation").equals("live")
    expect(facts["before"].get("muted"), "MediaStreamTrack.muted before revocation").is_false()
    expect(facts["grantedAgain"], "outcome of getUserMedia({video: true}) after a new grant").equals("granted")

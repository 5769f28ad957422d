"""`PermissionStatus` and its `change` event, the permission prompt, workers, and capture across a reload."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, every, expect, not_supported

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"

CHANGE = "api.PermissionStatus.change_event"
STATE = "api.PermissionStatus.state"
NAMES = ("camera", "microphone")


def _changes(facts: Facts, name: str) -> list[Facts]:
    """Return the changes that were made to a permission, with what was read after each."""
    seen: list[Facts] = facts[name].get("seen", [])
    return every(seen, f"changes of the {name} permission")


# PermissionStatus


# "Whenever the user agent is aware that the state of a PermissionStatus instance status has changed"
@check("permissions/change_events.js", spec=f"{PERMISSIONS}#PermissionStatus-update", basis="MUST", features=(CHANGE,))
def test_permission_status_fires_change_for_each_change(facts: Facts) -> None:
    """`PermissionStatus` fires `change` once for each change of a permission, in order.

    Products continue on their own when a user allows the camera in the address bar.
    """
    for name in NAMES:
        states = [step["set"] for step in _changes(facts, name)]
        expect(facts[name].get("told"), f"PermissionStatus.state at each change event of {name}").equals(states)


# "Run query's name's permission query algorithm, passing query and status."
@check(
    "permissions/change_events.js",
    spec=f"{PERMISSIONS}#PermissionStatus-update",
    basis="MUST",
    features=(STATE, "api.Permissions.query"),
)
def test_permission_status_state_follows_changes(facts: Facts) -> None:
    """`PermissionStatus.state` and a new `permissions.query()` report the same state after every change.

    Products that keep the status object must not show a stale answer.
    """
    for name in NAMES:
        for step in _changes(facts, name):
            condition = f"after {name} was set to {step['set']}"
            expect(step.get("state"), f"PermissionStatus.state {condition}").equals(step["set"])
            expect(step.get("queried"), f"permissions.query().state {condition}").equals(step["set"])


# "Initialize status's name to name."
@check(
    "permissions/change_events.js",
    spec=f"{PERMISSIONS}#dom-permissionstatus-name",
    basis="MUST",
    features=("api.PermissionStatus.name",),
)
def test_permission_status_name_is_the_queried_name(facts: Facts) -> None:
    """`PermissionStatus.name` is the `name` passed to `permissions.query()`.

    Listeners that serve several permissions distinguish them by name.
    """
    for name in NAMES:
        expect(facts[name].get("name"), f'query({{name: "{name}"}}).name').equals(name)


# "Let status be a new instance of the permission result type identified by name"
@check("permissions/status_objects.js", spec=f"{PERMISSIONS}#PermissionStatus-update", basis="MUST", features=(CHANGE,))
def test_each_permission_status_fires_change(facts: Facts) -> None:
    """Two `PermissionStatus` objects of one permission are distinct, and each fires `change` once.

    Several components of a product watch the same permission.
    """
    expect(facts["objectsDiffer"], "two query() results are different objects").is_true()
    for which in ("first", "second"):
        subject = f"PermissionStatus.state at each change event of the {which} status"
        expect(facts["onchange"].get(which), subject).equals(["denied"])


# "Queue a task ... to fire an event named change at status."
@check("permissions/status_objects.js", spec=f"{PERMISSIONS}#PermissionStatus-update", basis="MUST", features=(CHANGE,))
def test_permission_status_change_event_is_trusted(facts: Facts) -> None:
    """The `change` event of `PermissionStatus` is trusted, targets the status and needs a changed state.

    Listeners that redraw without a change make pages flicker.
    """
    event = facts["onchange"].get("event") or {}
    expect(event.get("type"), "type of the PermissionStatus event").equals("change")
    expect(event.get("trusted"), "isTrusted of the change event").is_true()
    expect(event.get("targetIsStatus"), "target of the change event is the PermissionStatus").is_true()
    expect(facts["eventWithoutChange"], "a change event when the same state is set again").is_false()


# Workers


# In the partial interface of WorkerNavigator: "readonly attribute Permissions permissions"
@check(
    "permissions/worker.js",
    spec=f"{PERMISSIONS}#navigator-and-workernavigator-extension",
    basis="MUST",
    features=("api.WorkerNavigator.permissions", "api.Permissions.query", CHANGE),
)
def test_worker_permissions_query_matches_the_page(facts: Facts) -> None:
    """`WorkerNavigator.permissions.query()` reports the page's states, and its status fires `change`.

    Products keep their media state in a worker.
    """
    for name, state in (("camera", "granted"), ("microphone", "denied")):
        expect(facts["states"].get(name), f'query({{name: "{name}"}}).state in a worker').equals(state)
    states = facts["changeEvents"]
    expect(states, "PermissionStatus.state at each change event in a worker").equals(["denied"])


# WebIDL: "partial interface Navigator { ... readonly attribute MediaDevices mediaDevices; }", not WorkerNavigator
@check(
    "permissions/worker.js",
    spec=f"{CAPTURE}#navigator-interface-extensions",
    basis="MUST",
    features=("api.Navigator.mediaDevices", "api.WorkerNavigator.permissions"),
)
def test_worker_navigator_has_no_media_devices(facts: Facts) -> None:
    """`WorkerNavigator` has `permissions` and no `mediaDevices`.

    Libraries detect by it that they run in a worker.
    """
    expect(facts["navigator"], "members of WorkerNavigator").contains("permissions").lacks("mediaDevices")


# Reload


# "MUST stop all sources of a globalObject ... unloading document cleanup steps are executed"
@check(
    "permissions/reload.js",
    spec=f"{CAPTURE}#dfn-stop-all-sources",
    basis="MUST",
    features=("api.MediaStreamTrack.readyState",),
)
def test_reload_ends_camera_track(facts: Facts) -> None:
    """A reload sets `MediaStreamTrack.readyState` of the old document's camera track to `ended`.

    The camera light must go out when a user reloads a call.
    """
    expect(facts["oldTrackReadyState"], "MediaStreamTrack.readyState after a reload").equals("ended")


# Prompt


# "Queue a task ... to set a permission store entry": after the answer, not before it.
@check(
    "permissions/prompt_dismissed.js",
    spec=f"{PERMISSIONS}#dfn-request-permission-to-use",
    basis="MUST",
    features=("api.Permissions.query", "api.Permissions.permission_camera"),
)
def test_query_reports_prompt_while_prompt_is_open(facts: Facts) -> None:
    """`permissions.query()` reports `prompt` before `getUserMedia()` and while its prompt is open.

    Products point at the browser's prompt as long as it is open.
    """
    expect(facts["before"], 'query({name: "camera"}).state before getUserMedia()').equals("prompt")
    first = facts["first"]
    if not first.get("stands") and first.get("ends") == "NotAllowedError":
        not_supported("a getUserMedia() prompt that stays open")
    expect(first.get("stands"), "getUserMedia({video: true}) is pending 1.5 s after its prompt opened").is_true()
    expect(first.get("whilePrompting"), 'query({name: "camera"}).state with an open prompt').equals("prompt")


# "If the result of the request is "denied", jump to the step labeled Permission Failure"
@check(
    "permissions/prompt_dismissed.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    basis="MUST",
    features=("api.MediaDevices.getUserMedia", "api.Permissions.permission_camera"),
)
def test_get_user_media_rejects_when_prompt_is_dismissed(facts: Facts) -> None:
    """`getUserMedia()` rejects with `NotAllowedError` when its prompt is dismissed, and never resolves.

    Products tell a dismissed prompt from a missing camera by this error name.
    """
    ends = {name: facts[name].get("ends") for name in ("first", "second", "third", "fourth")}
    # A dismissed prompt may stay in the address bar: a request without an answer stalls.
    for name, end in ends.items():
        subject = f"outcome of the {name} getUserMedia({{video: true}}) with a dismissed prompt"
        expect(end, subject).is_one_of(["NotAllowedError", "pending"])
    if set(ends.values()) == {"pending"}:
        not_supported("dismissing a getUserMedia() prompt with the Escape key")

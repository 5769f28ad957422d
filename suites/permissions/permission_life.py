"""Permissions through their life: every combination, several holders, workers, reloads, prompts, odd pages."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

CAPTURE = "https://w3c.github.io/mediacapture-main/"
PERMISSIONS = "https://w3c.github.io/permissions/"


@check(
    "permissions/states.js", spec=f"{CAPTURE}#permissions-integration", features=("api.Permissions.permission_camera",)
)
def test_query_and_request_agree(facts: Facts) -> None:
    """In each combination of decisions the request for a device ends as the query has said.

    A product decides by the query whether to show its own explanation first.
    """
    given = {"granted": "granted", "denied": "NotAllowedError"}
    for name, got in facts.items():
        expected = {kind: given[state] for kind, state in got["queried"].items() if state in given}
        assert len(expected) == 2, name
        assert {kind: got["given"][kind] for kind in expected} == expected, name


@check(
    "permissions/states.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    features=("api.Permissions.permission_camera",),
)
def test_half_a_permission_is_none_for_both(facts: Facts) -> None:
    """Camera and microphone asked for together are given only where both are granted.

    A product that joins with sound alone has to ask for sound alone.
    """
    both = {name: got["given"]["both"] for name, got in facts.items()}
    granted = [name for name, outcome in both.items() if outcome == "granted"]
    assert granted == ["camera granted, microphone granted"]
    assert set(both.values()) == {"granted", "NotAllowedError"}


@check(
    "permissions/status_objects.js",
    spec=f"{PERMISSIONS}#PermissionStatus-update",
    features=("api.PermissionStatus.change_event",),
)
def test_each_status_is_told(facts: Facts) -> None:
    """Each status object of one permission is told of a change by itself, once.

    Several parts of a product watch the same permission.
    """
    assert facts["objects_differ"] is True
    assert facts["on_change"]["first"] == ["denied"]
    assert facts["on_change"]["second"] == ["denied"]


@check(
    "permissions/status_objects.js",
    spec=f"{PERMISSIONS}#PermissionStatus-update",
    features=("api.PermissionStatus.change_event",),
)
def test_the_event_is_a_plain_change(facts: Facts) -> None:
    """The event is a trusted "change" at the status, and comes only where something has changed.

    Listeners that redraw on nothing make pages flicker.
    """
    event = facts["on_change"]["event"] or {}
    assert (event.get("type"), event.get("trusted"), event.get("target_is_the_status")) == ("change", True, True)
    assert facts["event_without_change"] is False


@check(
    "permissions/worker.js",
    spec=f"{PERMISSIONS}#navigator-and-workernavigator-extension",
    features=("api.WorkerNavigator.permissions",),
)
def test_workers_are_told_the_same(facts: Facts) -> None:
    """A worker is told the same of camera and microphone as its page, and of their change.

    Products keep their state in a worker.
    """
    assert (facts["states"]["camera"], facts["states"]["microphone"]) == ("granted", "denied")
    assert facts["told_of_a_change"] == ["denied"]


@check(
    "permissions/worker.js", spec=f"{CAPTURE}#navigator-interface-extensions", features=("api.Navigator.mediaDevices",)
)
def test_workers_have_no_devices(facts: Facts) -> None:
    """A worker has permissions but no media devices.

    Libraries find out by this where they run.
    """
    assert "permissions" in facts["navigator"]
    assert "mediaDevices" not in facts["navigator"]


# Loading anew


@check("permissions/reload.js", spec=f"{PERMISSIONS}#dfn-lifetime", features=("api.Permissions.permission_camera",))
def test_a_grant_outlives_a_reload(facts: Facts) -> None:
    """A granted camera is still granted after the page was loaded anew.

    A reload is what people try first when a call hangs.
    """
    assert facts["after_reload"]["queried"] == "granted"
    assert facts["after_reload"]["given"] == ["video live"]


@check("permissions/reload.js", spec=f"{PERMISSIONS}#dfn-lifetime", features=("api.Permissions.permission_camera",))
def test_a_denial_outlives_a_reload(facts: Facts) -> None:
    """A denied camera is still denied after the page was loaded anew.

    No page may ask again by loading itself.
    """
    assert facts["denied_after_reload"]["queried"] == "denied"
    assert facts["denied_after_reload"]["given"] == "NotAllowedError"


@check("permissions/reload.js", spec=f"{CAPTURE}#life-cycle", features=("api.Permissions.permission_camera",))
def test_a_reload_ends_the_capture(facts: Facts) -> None:
    """The camera of a page has ended when the page was loaded anew.

    The light goes out until the new page asks.
    """
    assert facts["track_of_the_old_page"] == "ended"


# A person who does not answer


@check(
    "permissions/person_dismisses.js",
    spec=f"{PERMISSIONS}#dfn-request-permission-to-use",
    features=("api.Permissions.permission_camera",),
)
def test_a_prompt_waits_for_the_person(facts: Facts) -> None:
    """The request waits while the prompt stands, and the permission stays undecided.

    Products show "please allow" beside the prompt.
    """
    assert facts["before"] == "prompt"
    assert facts["first"]["stands"] is True
    assert facts["first"]["while_asking"] == "prompt"


@check(
    "permissions/person_dismisses.js",
    spec=f"{CAPTURE}#dom-mediadevices-getusermedia",
    features=("api.Permissions.permission_camera",),
)
def test_a_dismissal_is_not_allowed(facts: Facts) -> None:
    """A prompt that the person dismisses ends the request with NotAllowedError.

    Products tell it from a missing camera by this name.
    """
    assert {facts[name]["ends"] for name in ("first", "second", "third", "fourth")} == {"NotAllowedError"}


# Origins


@check("permissions/origins.js", spec=f"{PERMISSIONS}#dfn-permission-key", features=("html.elements.iframe.allow",))
def test_a_denied_page_hands_nothing_on(facts: Facts) -> None:
    """A page that is denied the camera cannot hand it to a frame, and is not helped by another origin's grant.

    A refusal for a site covers what the site embeds.
    """
    assert facts["own_denied"]["page"] == {"queried": "denied", "given": "NotAllowedError"}
    assert facts["own_denied"]["frame"]["given"] == "NotAllowedError"


@check(
    "permissions/frame_documents.js",
    spec="https://html.spec.whatwg.org/multipage/document-sequences.html#determining-the-origin",
    features=("api.Navigator.mediaDevices",),
)
def test_pages_without_an_address_inherit(facts: Facts) -> None:
    """Frames with about:blank, srcdoc or blob pages get what the page that made them has.

    Editors and widgets are built of such frames.
    """
    for name in ("blank", "srcdoc", "blob"):
        assert facts[name] == {"secure": True, "queried": "granted", "camera": "granted"}, name


@check(
    "permissions/hosts.js",
    spec="https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy",
    features=("api.isSecureContext",),
)
def test_this_machine_is_secure(facts: Facts) -> None:
    """Addresses of this machine are secure over plain http, others are not.

    Products are developed on them.
    """
    for name in ("localhost", "name_below_localhost", "loopback"):
        assert facts[name]["isSecureContext"] is True, name
        assert facts[name]["mediaDevices"] is True, name
    assert facts["insecure"]["isSecureContext"] is False
    assert facts["insecure"]["mediaDevices"] is False


@check(
    "permissions/insecure_parent.js",
    spec="https://w3c.github.io/webappsec-secure-contexts/#ancestors",
    features=("api.isSecureContext",),
)
def test_an_insecure_page_makes_its_frames_insecure(facts: Facts) -> None:
    """A secure address framed by an insecure page is no secure context and has no devices.

    Otherwise any page could be made to act for an insecure one.
    """
    for name in ("localhost", "loopback"):
        assert facts[name].get("isSecureContext") is False, name
        assert facts[name].get("mediaDevices") is False, name


@check("permissions/descriptors.js", spec=f"{PERMISSIONS}#dom-permissions-query", features=("api.Permissions.query",))
def test_descriptors_may_say_more(facts: Facts) -> None:
    """A query for the camera that says more than a browser knows is still a query for the camera.

    Products ask for cameras that move where there are such, and nothing may break elsewhere.
    """
    told = facts["descriptors"]
    assert (told["camera that does not"], told["camera with an id"]) == ("granted", "granted")

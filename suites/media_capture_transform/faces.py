"""What a person at the browser should be asked, and what the page should learn of their answer."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

MAIN = "https://w3c.github.io/mediacapture-main/"
SPEC = "https://w3c.github.io/mediacapture-screen-share/"


@check("media_capture_transform/camera_prompt.js", spec=f"{MAIN}#dom-mediadevices-getusermedia")
def test_a_person_is_asked_for_the_camera(facts: Facts) -> None:
    """A page that wants the camera waits until a person has answered; dismissing the prompt is a NotAllowedError.

    Nobody is filmed who was not asked.
    """
    assert facts == {"unanswered": "pending", "dismissed": "NotAllowedError"}


@check("media_capture_transform/microphone_prompt.js", spec=f"{MAIN}#dom-mediadevices-getusermedia")
def test_a_person_is_asked_for_the_microphone(facts: Facts) -> None:
    """A page that wants the microphone waits until a person has answered; dismissing the prompt is a NotAllowedError.

    Nobody is listened to who was not asked.
    """
    assert facts == {"unanswered": "pending", "dismissed": "NotAllowedError"}


@check("media_capture_transform/both_prompt.js", spec=f"{MAIN}#dom-mediadevices-getusermedia")
def test_a_person_is_asked_for_both_at_once(facts: Facts) -> None:
    """One prompt asks for camera and microphone, and dismissing it refuses both with a NotAllowedError.

    Two prompts one after the other lose people on their way into a meeting.
    """
    assert facts == {"unanswered": "pending", "dismissed": "NotAllowedError"}


@check("media_capture_transform/camera_in_use.js", spec=f"{MAIN}#dom-mediadevices-getusermedia")
def test_a_person_allows_the_camera(facts: Facts) -> None:
    """The camera opens when a person allows it in the prompt, and not before.

    It is the first minute of every meeting.
    """
    assert facts["unanswered"] == "pending"
    assert facts["allowed"] == "fulfilled"


@check("media_capture_transform/never_allowed.js", spec="https://w3c.github.io/permissions/#dfn-denied")
def test_a_person_forbids_the_camera(facts: Facts) -> None:
    """When a person forbids the camera the request is a NotAllowedError, and so is the next one without asking again.

    A page must not be able to nag.
    """
    assert (facts["forbidden"], facts["again"]) == ("NotAllowedError", "NotAllowedError")
    assert facts["state"] == "denied"


@check("media_capture_transform/picker_plain.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_person_chooses_what_is_shared(facts: Facts) -> None:
    """A page that wants to share waits until a person has chosen; cancelling is a NotAllowedError.

    Nothing is shared that nobody chose.
    """
    assert facts == {"unanswered": "pending", "cancelled": "NotAllowedError"}


@check("media_capture_transform/picker_own_tab.js", spec=f"{SPEC}#dom-mediadevices-getdisplaymedia")
def test_a_person_is_asked_for_the_own_tab_too(facts: Facts) -> None:
    """A page that prefers its own tab asks as well, and cancelling is a NotAllowedError.

    A page can show things of other origins: it must not read them off itself.
    """
    assert facts == {"unanswered": "pending", "cancelled": "NotAllowedError"}


@check("media_capture_transform/sharing_screen.js", spec=f"{MAIN}#track-ended")
def test_a_person_shares_the_screen_and_stops(facts: Facts) -> None:
    """A screen that a person picks is shared, and the browser's own bar ends it.

    Whatever the page does, people can see that they share, and stop.
    """
    assert facts["unanswered"] == "pending"
    assert facts["allowed"] == "fulfilled"
    assert facts["bar_found"] is True
    assert facts["ready_state"] == "ended"


@check("media_capture_transform/sharing_tab.js", spec=f"{MAIN}#track-ended")
def test_a_person_shares_the_own_tab_and_stops(facts: Facts) -> None:
    """A tab that a person allows to be shared is shared, and the browser's own bar ends it with an event.

    Whatever the page does, people can see that they share, and stop.
    """
    assert facts["unanswered"] == "pending"
    assert facts["allowed"] == "fulfilled"
    assert facts["bar_found"] is True
    assert (facts["ended_events"], facts["ready_state"]) == (1, "ended")


@check("media_capture_transform/picker_tab.js", spec=f"{SPEC}#def-constraint-displaySurface")
def test_a_person_is_asked_when_a_tab_is_wished_for(facts: Facts) -> None:
    """A page that wishes for a tab waits until a person has chosen; cancelling is a NotAllowedError.

    The wish opens a pane of the picker; it must not answer it.
    """
    assert facts == {"unanswered": "pending", "cancelled": "NotAllowedError"}


@check("media_capture_transform/picker_window.js", spec=f"{SPEC}#def-constraint-displaySurface")
def test_a_person_is_asked_when_a_window_is_wished_for(facts: Facts) -> None:
    """A page that wishes for a window waits until a person has chosen; cancelling is a NotAllowedError.

    The wish opens a pane of the picker; it must not answer it.
    """
    assert facts == {"unanswered": "pending", "cancelled": "NotAllowedError"}


@check("media_capture_transform/picker_screen.js", spec=f"{SPEC}#def-constraint-displaySurface")
def test_a_person_is_asked_when_a_screen_is_wished_for(facts: Facts) -> None:
    """A page that wishes for a screen waits until a person has chosen; cancelling is a NotAllowedError.

    The wish opens a pane of the picker; it must not answer it, even where there is one screen only.
    """
    assert facts == {"unanswered": "pending", "cancelled": "NotAllowedError"}


@check("media_capture_transform/picker_no_screens.js", spec=f"{SPEC}#dom-displaymediastreamoptions-monitortypesurfaces")
def test_a_person_is_asked_when_screens_are_left_out(facts: Facts) -> None:
    """A page that leaves screens out of the choice waits until a person has chosen; cancelling is a NotAllowedError.

    Fewer things to choose from are no leave to choose for people.
    """
    assert facts == {"unanswered": "pending", "cancelled": "NotAllowedError"}


@check("media_capture_transform/site_permissions.js", spec="https://w3c.github.io/permissions/#dfn-granted")
def test_what_a_person_allows_is_told_as_granted(facts: Facts) -> None:
    """A camera that a person has allowed in the prompt opens, and its permission is told as granted.

    Products leave out their own explanation of the prompt once it is granted.
    """
    assert (facts["unanswered"], facts["allowed"]) == ("pending", "fulfilled")
    assert facts["state"] == "granted"

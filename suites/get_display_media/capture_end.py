"""Check how a capture ends that the page does not stop: a closed tab or window, and the browser's own button."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect, not_supported

Facts = dict[str, Any]

SPEC = "https://w3c.github.io/mediacapture-screen-share/"
MAIN = "https://w3c.github.io/mediacapture-main/"


def ended_once(described: Facts, cause: str) -> None:
    """Expect that a track ended with one event."""
    expect(described.get("readyState"), f"MediaStreamTrack.readyState after {cause}").equals("ended")
    expect(described.get("endedEvents"), f"ended events of the track after {cause}", "events").equals(1)


def stopped_by_the_browser(facts: Facts, surface: str) -> None:
    """Expect the end of a capture that the browser's own button stopped; end the check where none was found."""
    if not facts.get("stopSharingButtonFound"):
        not_supported('finding the browser\'s own "Stop sharing" button')
    ended_once(facts, f'"Stop sharing" of a {surface}')
    expect(facts["streamActive"], f'MediaStream.active after "Stop sharing" of a {surface}').is_false()


# screen-share: "inaccessible state that is permanent ..., the user agent MUST queue a task that ends"
@check(
    "get_display_media/screen_tab.js",
    spec=f"{SPEC}#hidden-display-surfaces",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_closing_the_captured_tab_fires_ended(facts: Facts) -> None:
    """When the captured tab closes, its video track fires one `ended` event and the stream becomes inactive.

    Without the event a product goes on sharing a frozen last frame.
    """
    ended_once(facts["closed"], "the captured tab closed")
    # An audio track may have another source than the tab
    if facts.get("audioTrackEnded") is not False:
        expect(facts["streamActive"], "MediaStream.active after all tracks ended").is_false()


# screen-share: "permanent (such as the source window closing), the user agent MUST queue a task that ends"
@check(
    "get_display_media/screen_window.js",
    spec=f"{SPEC}#hidden-display-surfaces",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState"),
)
def test_closing_the_captured_window_fires_ended(facts: Facts) -> None:
    """When the captured window closes, its track fires one `ended` event.

    Without the event a product goes on sharing a frozen last frame.
    """
    ended_once(facts["closed"], "the captured window closed")


# media-capture: "ends for any reason other than the stop() method ... MUST ... Fire an event named ended"
@check(
    "get_display_media/screen_stop.js",
    spec=f"{MAIN}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_sharing_of_a_monitor_fires_ended(facts: Facts) -> None:
    """The browser's "Stop sharing" button ends a captured screen with one `ended` event.

    Users stop a share there; without the event the product still shows that they are sharing.
    """
    stopped_by_the_browser(facts, "screen")


# media-capture: "ends for any reason other than the stop() method ... MUST ... Fire an event named ended"
@check(
    "get_display_media/screen_stop_window.js",
    spec=f"{MAIN}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_sharing_of_a_window_fires_ended(facts: Facts) -> None:
    """The browser's "Stop sharing" button ends a captured window with one `ended` event.

    Users stop a share there; without the event the product still shows that they are sharing.
    """
    stopped_by_the_browser(facts, "window")


# media-capture: "ends for any reason other than the stop() method ... MUST ... Fire an event named ended"
@check(
    "get_display_media/screen_stop_tab.js",
    spec=f"{MAIN}#ends-nostop",
    basis="MUST",
    features=("api.MediaStreamTrack.ended_event", "api.MediaStreamTrack.readyState", "api.MediaStream.active"),
)
def test_stop_sharing_of_a_tab_fires_ended(facts: Facts) -> None:
    """The browser's "Stop sharing" button ends a captured tab with one `ended` event.

    Users stop a share there; without the event the product still shows that they are sharing.
    """
    stopped_by_the_browser(facts, "tab")

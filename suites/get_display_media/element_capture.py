"""Check Element Capture: restricting a capture of the own tab to an element with `restrictTo()`."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check, expect

Facts = dict[str, Any]

SPEC = "https://screen-share.github.io/element-capture/"
RESTRICT_TO = f"{SPEC}#dom-browsercapturemediastreamtrack-restrictto"


# element-capture: "Produce and deliver a frame consisting of an independent rendering of that stacking context"
@check(
    "get_display_media/element_capture.js",
    spec=RESTRICT_TO,
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.restrictTo", "api.RestrictionTarget.fromElement_static"),
)
def test_restrict_to_shows_only_the_element(facts: Facts) -> None:
    """`restrictTo()` limits the frames of a captured tab to the `RestrictionTarget`'s element and its size.

    Products share one part of their page and nothing else.
    """
    expect(facts["restricted"], "BrowserCaptureMediaStreamTrack.restrictTo(target)").equals("done")
    expect(facts["elementVisible"], "frames after restrictTo() show only the element's color").is_true()
    expect(facts["aspectRatioMatches"], "frames after restrictTo() have the element's aspect ratio").is_true()


# element-capture: "constructed by rendering E and its descendants over an infinite transparent canvas"
@check(
    "get_display_media/element_capture.js",
    spec=f"{SPEC}#applying-the-restriction-transformation",
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.restrictTo",),
)
def test_restrict_to_excludes_content_over_the_element(facts: Facts) -> None:
    """`restrictTo()` keeps content that covers the element out of the frames.

    Private messages that pop up over the shared slides stay private.
    """
    expect(facts["elementChangeVisible"], "frames after restrictTo() follow the element's color").is_true()
    expect(facts["coveredColor"], "color in the frames where another element covers the target").equals("yellow")


# element-capture: "the user agent MUST set this video track's restriction-state to unrestricted"
@check(
    "get_display_media/element_capture.js",
    spec=RESTRICT_TO,
    basis="MUST",
    features=("api.BrowserCaptureMediaStreamTrack.restrictTo",),
)
def test_restrict_to_null_lifts_the_restriction(facts: Facts) -> None:
    """`restrictTo(null)` lifts the restriction: the frames show the whole tab again.

    Presenters switch between the slides and the whole page without sharing again.
    """
    expect(facts["unrestricted"], "BrowserCaptureMediaStreamTrack.restrictTo(null)").equals("done")
    expect(facts["pageVisibleAgain"], "frames after restrictTo(null) show the page around the element").is_true()

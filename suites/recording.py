"""Recordings: what a recorder says, and what is in the file that it makes."""

from __future__ import annotations

from typing import Any

from rtcmatrix import check

Facts = dict[str, Any]

RECORDER = "https://w3c.github.io/mediacapture-record"


@check(
    "recording/played_here.js",
    spec=f"{RECORDER}/#dom-mediarecorder-start",
    features=("api.MediaRecorder.start",),
)
def test_a_recording_plays_what_was_seen(facts: Facts) -> None:
    """A recording played in the same browser shows the pictures that were recorded, in their order.

    A recording whose pictures stand still or jump back is of no use, whatever its type says.
    """
    assert facts["recorded"] == "yes"
    assert facts["plays"]
    assert facts["numbersAdvance"]


@check(
    "recording/files_webm.js", spec=f"{RECORDER}/#dom-mediarecorder-mimetype", features=("api.MediaRecorder.mimeType",)
)
def test_webm_files_hold_the_codecs_asked_for(facts: Facts) -> None:
    """TODO"""
    assert all(told["as_asked"] for told in facts.values())

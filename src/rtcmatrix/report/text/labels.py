"""Labels of statuses, outcomes, kinds and causes, for readers who do not know this tool."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rtcmatrix.model import Kind, Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Collection

STATUS = {
    Status.PASS: "Pass",
    Status.FAIL: "Fail",
    Status.PRECONDITION_FAILED: "Not supported",
    Status.TIMEOUT: "Timed out",
    Status.CRASH: "Crashed",
    Status.ERROR: "Tool error",
    Status.SKIP: "Skipped",
}

STATUS_MEANS = {
    Status.PASS: "the browser does what the specification requires",
    Status.FAIL: "the browser does not do what the specification requires",
    Status.PRECONDITION_FAILED: "the browser lacks a feature that the check needs",
    Status.TIMEOUT: "the probe did not finish in time",
    Status.CRASH: "the browser or its driver crashed",
    Status.ERROR: "an error of this tool, not of the browser",
    Status.SKIP: "not run",
}

NO_RESULT = frozenset({"none", "missing"})
"""The classes of cells without a result: not selected or not judged, and selected but missing."""
MISSING = "Missing"
MISSING_MEANS = "the cell was selected, but the run has no result for it; says nothing about the browser"

CAME_OUT = {
    "pass": "passes",
    "fail": "fails",
    "precondition-failed": "not supported",
    "timeout": "times out",
    "crash": "crashes",
    "error": "stopped by an error of this tool",
    "skip": "skipped",
}
"""What a check does in some browsers, by the status as a class."""

OUTCOME = {
    Outcome.EXPECTED: "",
    Outcome.UNEXPECTED: "unexpected",
    Outcome.FLAKY: "flaky",
    Outcome.SKIPPED: "",
}

KIND = {
    Kind.NEWLY_PASSING: "passes only in {second}",
    Kind.NEWLY_FAILING: "passes only in {first}",
    Kind.CHANGED: "differs",
    Kind.REMOVED: "only in {first}",
    Kind.ADDED: "only in {second}",
    Kind.CHECK_CHANGED: "the check itself changed, so its results are not compared",
    Kind.CHECK_ADDED: "the check is new in the second run",
    Kind.CHECK_REMOVED: "the second run does not have the check",
    Kind.PROVENANCE: "started differently",
}

CAUSE = {
    "brand": "They are different browsers on the same platform.",
    "channel": "They are two release channels of one browser, launched the same way.",
    "version": "They are two versions of one browser, launched the same way.",
    "platform": "They are the same browser on two platforms.",
    "flags": "They are the same build, launched with different settings.",
}
CAUSE_SHORT = {
    "brand": "Another brand.",
    "channel": "Another release channel of one browser.",
    "version": "Another version of one browser, launched the same way.",
    "platform": "The same browser on another platform.",
    "flags": "The same build, launched with other settings.",
    "noise": "Differs from itself.",
}
"""Why some columns may differ from the others."""
CAUSE_WORD = {
    "version": "version",
    "channel": "release channel",
    "brand": "brand",
    "platform": "platform",
    "flags": "settings",
    "noise": "noise",
}
LEVEL = {"status": "checks", "fact": "facts", "metric": "metrics"}
APART = "Rare combinations of browsers; each row names the browsers that agree."
SAME_BUILD = "They are the same build, launched the same way."
NO_CAUSE = "They differ in several ways, so no single cause can be named."

FIELD_NAMES = {
    "av1": "AV1", "dtls": "DTLS", "dtmf": "DTMF", "g722": "G.722", "h264": "H.264", "h265": "H.265", "hevc": "HEVC",
    "ice": "ICE", "matroska": "Matroska", "mp4": "MP4", "opus": "Opus", "pcma": "PCMA", "pcmu": "PCMU", "red": "RED",
    "rtp": "RTP", "rtx": "RTX", "sdp": "SDP", "svc": "SVC", "vp8": "VP8", "vp9": "VP9", "webm": "WebM",
}  # fmt: skip
"""Spelling of the words in file names of probes."""

TIMING = (
    ("starting", "Starting browsers"),
    ("gathering", "Running probes"),
    ("waiting", "Checks waiting for observations"),
    ("judging", "Judging observations"),
    ("reporting", "Writing the report"),
)

STARTED = {
    "devices": "Cameras and microphones",
    "display": "On a display",
    "flags": "Flags",
    "headless": "Headless",
    "platform": "Platform",
    "prefs": "Preferences",
}


def legend_of(seen: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """Return (CSS class, label, meaning) of each status that occurs."""
    named = [(status.value.lower().replace("_", "-"), status) for status in Status]
    told = tuple((name, STATUS[status], STATUS_MEANS[status]) for name, status in named if name in seen)
    return (*told, ("missing", MISSING, MISSING_MEANS)) if "missing" in seen else told


def status_word(value: object) -> str:
    """Return the label of a status in a difference; other text is unchanged."""
    return STATUS[Status(value)] if isinstance(value, str) and value in set(Status) else str(value)


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: ``1 check``, ``2,000 checks``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(time: str) -> str:
    """Write the day of an ISO 8601 time as ``2 Jan 2026``; empty if it is none."""
    met = re.match(r"(\d{4})-(0[1-9]|1[0-2])-(\d{2})", time, re.ASCII)
    return f"{int(met.group(3))} {_MONTHS[int(met.group(2)) - 1]} {met.group(1)}" if met else ""


def listed(names: list[str]) -> str:
    """Join names: ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""

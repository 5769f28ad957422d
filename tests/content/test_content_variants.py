"""Observations that other builds give are no failures: hardware encoders, platform codecs, cameras of a person.

The recorded samples are those of Debian's Chromium. Here they are changed as branded builds on other machines would
change them; `docs/coverage.md` lists what was decided for each area.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from check_samples import CHECKS, judge, read_sample

from rtcmatrix.judge.expectations import NotSupportedError

Facts = dict[str, Any]

CHECKED = {check.id: (check.probe, function) for check, function in CHECKS}
NAMES = ("codec", "sent", "received")
HARDWARE = {
    "encoder": {"name": "MediaFoundationVideoEncodeAccelerator", "powerEfficient": True},
    "decoder": {"name": "ExternalDecoder (D3D11VideoDecoder)", "powerEfficient": True},
}
H265 = "video/H265 level-id=180;profile-id=1;tier-flag=0;tx-mode=SRST"
HEVC_FILE = {
    "recorded": "yes",
    "said": "video/mp4;codecs=hvc1.1.6.L93.B0",
    "file": {
        "readable": True,
        "format": "mov,mp4,m4a,3gp,3g2,mj2",
        "kinds": ["video"],
        "codecs": ["hevc"],
        "size": "160x90",
        "hasKeyframe": True,
    },
    "codecsAsRequested": True,
    "plays": False,
    "frameNumbersAdvance": False,
    "frameNumbersToEnd": False,
    "sounds": False,
    "audioToEnd": None,
}


def h264_of_hardware(facts: Facts) -> Facts:
    """Give the calls other profiles and levels, and the names of hardware encoders."""
    profiles = ("42e034", "640c1f", "4d0034", "640034")
    named = [f"video/H264 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id={each}" for each in profiles]
    calls = [call | HARDWARE | dict.fromkeys(NAMES, name) for call, name in zip(facts["calls"], named, strict=False)]
    return facts | {"calls": calls}


def h265(**more: Any) -> Callable[[Facts], Facts]:
    """Make a call with H.265 of a call with H.264."""
    return lambda facts: {
        "mimeType": "video/H265",
        "calls": [facts["calls"][0] | HARDWARE | dict.fromkeys(NAMES, H265) | more],
    }


def also(mime_type: str, **outcome: Any) -> Callable[[Facts], Facts]:
    """Add a recording in another type."""
    return lambda facts: facts | {mime_type: outcome}


def size(text: str) -> Callable[[Facts], Facts]:
    return lambda facts: facts | {"size": text}


def more_codecs(facts: Facts) -> Facts:
    """Add the codecs that hardware encodes and decodes to the capabilities."""
    changed = copy.deepcopy(facts)
    for side in ("sender", "receiver"):
        changed[side]["video"]["codecs"] += [
            {"mimeType": "video/H265", "clockRate": 90000, "sdpFmtpLine": "level-id=156;profile-id=2"},
            {"mimeType": "video/H264", "clockRate": 90000, "sdpFmtpLine": "profile-level-id=640034"},
        ]
    return changed


MP4 = "video/mp4;codecs="
HVC1 = f"{MP4}hvc1.1.6.L93.B0"
AAC = {**HEVC_FILE, "file": {**HEVC_FILE["file"], "codecs": ["aac", "h264"], "kinds": ["audio", "video"]}}  # type: ignore[dict-item]
PLAYED = {"plays": True, "frameNumbersAdvance": True, "frameNumbersToEnd": True, "sounds": True, "audioToEnd": True}
WRITES, PLAYS, SIZED = (
    f"media_recorder/{name}"
    for name in (
        "mime_type_mp4_writes_requested_codecs",
        "mp4_recording_plays_to_end",
        "mp4_recording_has_track_size_and_keyframe",
    )
)
RECORDS = "codecs/media_recorder_records_supported_mp4_types"
NOT_ENCODED = {"starts": "UnknownError", "mimeType": None, "data": False}


@pytest.mark.parametrize(
    ("check", "change", "outcome"),
    [
        ("calls/h264_video_is_decoded", h264_of_hardware, "PASS"),
        ("calls/set_codec_preferences_h264_alone", h264_of_hardware, "PASS"),
        # The probe of H.265 has facts of the same form as that of H.264
        ("calls/h265_video_is_decoded", h265(), "PASS"),
        ("calls/h265_video_is_decoded", h265(negotiated="rejected"), "not supported"),
        ("calls/h265_video_is_decoded", h265(decoded=False), "FAIL"),
        ("calls/set_codec_preferences_h265_alone", h265(), "PASS"),
        ("codecs/get_capabilities_lists_h264", more_codecs, "PASS"),
        ("codecs/get_capabilities_lists_vp8", more_codecs, "PASS"),
        # The hardware encoder rejects the small video
        (RECORDS, also(HVC1, **NOT_ENCODED), "PASS"),
        (RECORDS, lambda _: {HVC1: NOT_ENCODED}, "not supported"),
        (RECORDS, also("video/mp4;codecs=avc1.42E01E", **NOT_ENCODED), "FAIL"),
        (WRITES, also(HVC1, recorded="UnknownError"), "PASS"),
        (WRITES, also("video/mp4;codecs=vp9", recorded="UnknownError"), "FAIL"),
        # It accepts it
        *((check, also(HVC1, **HEVC_FILE), "PASS") for check in (WRITES, PLAYS, SIZED)),
        (WRITES, also(HVC1, **(HEVC_FILE | {"codecsAsRequested": False})), "FAIL"),
        # AAC of the platform
        *(
            (check, also("video/mp4;codecs=avc1.42E01E,mp4a.40.2", **(AAC | PLAYED)), "PASS")
            for check in (WRITES, PLAYS)
        ),
        # Blocks of 16 pixels
        ("sfu/sfu_forwards_h264_video", size("320x176"), "PASS"),
        ("sfu/sfu_forwards_av1_video", size("320x176"), "PASS"),
        ("sfu/sfu_forwards_h264_video", size("160x90"), "FAIL"),
        ("sfu/sfu_forwards_vp8_video", size("320x176"), "FAIL"),
    ],
)
def test_what_another_build_observes(check: str, change: Callable[[Facts], Facts], outcome: str) -> None:
    probe, function = CHECKED[check]
    sample = read_sample("calls/call_h264.js" if probe == "calls/call_h265.js" else probe)
    try:
        told = "PASS" if judge(function, sample, change(sample["pass"])) else "FAIL"
    except NotSupportedError:
        told = "not supported"
    assert told == outcome

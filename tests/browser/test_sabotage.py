"""A mutation test of the content: what is broken in the page turns red the checks that must notice it.

Video that is black or frozen, audio that is silent, each at once and a moment later; another codec than the one asked
for; statistics that are zero, frozen or empty; parameters and constraints that are ignored; tracks that are swapped.
Each is a script of ``tests/sabotages`` that runs before a shipped probe, in Chromium.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from sabotaged_project import SEPARATOR, build_sabotaged_project
from small_project import CHROMIUM, find_build

from rtcmatrix.model import Status
from rtcmatrix.runs import read_run

VIDEO = ("calls/call_vp8.js", "media_recorder/playback.js", "media_recorder/remote.js")
AUDIO = ("calls/call_opus.js", "media_recorder/playback.js", "media_recorder/remote.js")
STATS = ("calls/call_vp8.js", "calls/call_opus.js", "stats/growth.js")

RECORDED = {"media_recorder/start_records_playable_audio_and_video", "media_recorder/remote_tracks_are_recorded"}
NO_VIDEO = {"calls/vp8_video_is_decoded", *RECORDED}
NO_AUDIO = {"calls/opus_tone_is_received", *RECORDED}
NO_PAIR_VIDEO = {"interop/video_arrives_in_both_browsers"}
NO_COUNTS = {
    "calls/set_codec_preferences_vp8_alone",
    "calls/vp8_video_is_decoded",
    "calls/set_codec_preferences_opus_alone",
    "calls/opus_tone_is_received",
    "stats/counters_increase_while_media_flows",
}
PAIR = "interop/video_and_audio.js"

MUST_FAIL: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "black_at_once": (VIDEO, NO_VIDEO),
    "black_later": (VIDEO, NO_VIDEO),
    "frozen_at_once": (VIDEO, NO_VIDEO),
    "frozen_later": ((*VIDEO, PAIR), NO_VIDEO | NO_PAIR_VIDEO),
    "silent_at_once": (AUDIO, NO_AUDIO),
    "silent_later": ((*AUDIO, PAIR), NO_AUDIO | {"interop/audio_arrives_in_both_browsers"}),
    "wrong_codec": (
        ("calls/call_vp9.js", "interop/codec_vp9.js"),
        {"calls/set_codec_preferences_vp9_alone", "interop/vp9_between_two_browsers"},
    ),
    # The codec's name is no number
    "zero_stats": (
        STATS,
        NO_COUNTS - {"calls/set_codec_preferences_vp8_alone", "calls/set_codec_preferences_opus_alone"},
    ),
    "frozen_stats": (
        STATS,
        {"calls/vp8_video_is_decoded", "calls/opus_tone_is_received", "stats/counters_increase_while_media_flows"},
    ),
    "empty_stats": (STATS, NO_COUNTS),
    "ignored_parameters": (
        ("rtp_sender/parameter_rules.js",),
        {
            "rtp_sender/set_parameters_on_stopped_transceiver_rejects",
            "rtp_sender/set_parameters_missing_transaction_id_rejects_with_type_error",
            "rtp_sender/set_parameters_other_transaction_id_rejects",
            "rtp_sender/set_parameters_out_of_range_value_rejects_with_range_error",
            "rtp_sender/set_parameters_encodings_added_removed_or_reordered_rejects",
            "rtp_sender/set_parameters_before_negotiation_is_kept",
            "rtp_sender/set_parameters_without_new_get_parameters_rejects",
            "rtp_sender/set_parameters_changed_rid_rejects",
            "rtp_sender/set_parameters_changed_read_only_members_rejects",
        },
    ),
    "lying_constraints": (
        ("get_user_media/apply_constraints.js",),
        {
            "get_user_media/apply_constraints_exact_320x240_resizes_frames",
            "get_user_media/apply_constraints_overconstrained_changes_nothing",
        },
    ),
    "swapped_tracks": (("calls/all_in_one.js",), {"calls/bundled_call_carries_audio_video_and_data"}),
}
"""For each sabotage the probes that run under it, and the checks of theirs that must not pass."""

THOROUGH = {
    "black_at_once", "frozen_later", "silent_at_once", "frozen_stats", "empty_stats", "lying_constraints",
}  # fmt: skip
"""Further cases of the others: they run with RTCMATRIX_BROWSER_TESTS=all."""
SABOTAGES = {
    name: each
    for name, each in MUST_FAIL.items()
    if name not in THOROUGH or os.environ.get("RTCMATRIX_BROWSER_TESTS") == "all"
}

CONTROL = "nothing"
KNOWN = {"rtp_sender/get_parameters_in_one_task_returns_same_transaction_id"}
"""What Chromium fails without a sabotage: ``suites/known-differences.yaml`` says so of the shipped check."""
PROBES = tuple(sorted({probe for probes, _ in SABOTAGES.values() for probe in probes}))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Status]]:
    """The statuses of all checks by sabotage, of one run."""
    find_build(CHROMIUM)
    root = tmp_path_factory.mktemp("sabotaged")
    wanted = {CONTROL: PROBES, **{name: probes for name, (probes, _) in SABOTAGES.items()}}
    matrix = build_sabotaged_project(root, wanted)
    words = ["run", "--matrix", str(matrix), "--out", str(root / "run"), "--no-confirm"]
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", *words], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    statuses: dict[str, dict[str, Status]] = {name: {} for name in wanted}
    for result in read_run(root / "run").results:
        sabotage, check = result.check.split(SEPARATOR, 1)
        statuses[sabotage][check] = result.status
    return statuses


def not_passed(statuses: dict[str, Status]) -> set[str]:
    return {check for check, status in statuses.items() if status is not Status.PASS}


def test_every_check_passes_where_nothing_is_sabotaged(judged: dict[str, dict[str, Status]]) -> None:
    assert not_passed(judged[CONTROL]) == KNOWN
    assert len(judged[CONTROL]) > 20


@pytest.mark.parametrize("sabotage", sorted(SABOTAGES))
def test_a_sabotage_turns_the_checks_red_that_must_notice_it(
    sabotage: str, judged: dict[str, dict[str, Status]]
) -> None:
    _, must_fail = MUST_FAIL[sabotage]
    statuses = judged[sabotage]
    assert must_fail <= set(statuses), "a check was renamed, or is no longer selected"
    assert must_fail - not_passed(statuses) == set(), "noticed by none of these"
    # A sabotage that the page itself stumbles over proves nothing: it has to be a judgment of what was seen
    assert Status.PRECONDITION_FAILED not in statuses.values()

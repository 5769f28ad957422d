"""A mutation test of the content: what is broken in the page turns red the checks that must notice it.

Video that is black or frozen, audio that is silent, each at once and a moment later; another codec than the one asked
for; statistics that are zero, frozen or empty; parameters and constraints that are ignored; tracks that are swapped.
Each is a script of ``tests/sabotages`` that runs before a shipped probe, in Chromium.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from sabotaged_house import SEPARATOR, build_sabotaged_house
from small_house import CHROMIUM, find_build

from rtcmatrix.model import Status
from rtcmatrix.runs import read_run

VIDEO = ("calls/call_vp8.js", "media_recorder/played_here.js", "media_recorder/remote.js")
AUDIO = ("calls/call_opus.js", "media_recorder/played_here.js", "media_recorder/remote.js")
STATS = ("calls/call_vp8.js", "calls/call_opus.js", "stats/growth.js")

RECORDED = {"media_recorder/a_recording_plays_what_was_seen", "media_recorder/a_call_can_be_recorded"}
NO_VIDEO = {"calls/vp8_is_decoded", *RECORDED}
NO_AUDIO = {"calls/opus_is_heard", *RECORDED}
NO_PAIR_VIDEO = {"interop/each_sees_the_other_move"}
NO_COUNTS = {
    "calls/vp8_alone_is_negotiated",
    "calls/vp8_is_decoded",
    "calls/opus_alone_is_negotiated",
    "calls/opus_is_heard",
    "stats/counters_grow_with_the_call",
}
PAIR = "interop/picture_and_sound.js"

MUST_FAIL: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "black_at_once": (VIDEO, NO_VIDEO),
    "black_later": (VIDEO, NO_VIDEO),
    "frozen_at_once": (VIDEO, NO_VIDEO),
    "frozen_later": ((*VIDEO, PAIR), NO_VIDEO | NO_PAIR_VIDEO),
    "silent_at_once": (AUDIO, NO_AUDIO),
    "silent_later": ((*AUDIO, PAIR), NO_AUDIO | {"interop/each_hears_the_other"}),
    "wrong_codec": (
        ("calls/call_vp9.js", "interop/codec_vp9.js"),
        {"calls/vp9_alone_is_negotiated", "interop/vp9_between_two_browsers"},
    ),
    # The codec's name is no number; only that Opus has two channels is
    "zero_stats": (STATS, NO_COUNTS - {"calls/vp8_alone_is_negotiated"}),
    "frozen_stats": (
        STATS,
        {"calls/vp8_is_decoded", "calls/opus_is_heard", "stats/counters_grow_with_the_call"},
    ),
    "empty_stats": (STATS, NO_COUNTS),
    "ignored_parameters": (
        ("calls/encoding_codec.js", "rtp_sender/parameter_rules.js"),
        {
            "calls/a_running_sender_can_change_its_codec",
            "calls/an_unknown_codec_for_a_sender_is_refused",
            "rtp_sender/a_stopped_sender_takes_no_parameters",
            "rtp_sender/a_transaction_is_required",
            "rtp_sender/another_transaction_is_refused",
            "rtp_sender/impossible_values_are_refused",
            "rtp_sender/layers_cannot_be_added_removed_or_reordered",
            "rtp_sender/parameters_can_be_set_before_negotiation",
            "rtp_sender/parameters_serve_for_one_change",
            "rtp_sender/rids_cannot_be_changed",
            "rtp_sender/what_was_negotiated_cannot_be_changed",
        },
    ),
    "lying_constraints": (
        ("get_user_media/apply_constraints.js",),
        {"get_user_media/an_open_camera_can_be_made_smaller", "get_user_media/an_impossible_change_is_refused"},
    ),
    "swapped_tracks": (("calls/all_in_one.js",), {"calls/everything_fits_in_one_call"}),
}
"""For each sabotage the probes that run under it, and the checks of theirs that must not pass."""

CONTROL = "nothing"
KNOWN = {"rtp_sender/parameters_read_twice_are_one_transaction"}
"""What Chromium fails without a sabotage: ``suites/known-differences.yaml`` says so of the shipped check."""
PROBES = tuple(sorted({probe for probes, _ in MUST_FAIL.values() for probe in probes}))


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Status]]:
    """The statuses of all checks by sabotage, of one run."""
    find_build(CHROMIUM)
    root = tmp_path_factory.mktemp("sabotaged")
    wanted = {CONTROL: PROBES, **{name: probes for name, (probes, _) in MUST_FAIL.items()}}
    matrix = build_sabotaged_house(root, wanted)
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


@pytest.mark.parametrize("sabotage", sorted(MUST_FAIL))
def test_a_sabotage_turns_the_checks_red_that_must_notice_it(
    sabotage: str, judged: dict[str, dict[str, Status]]
) -> None:
    _, must_fail = MUST_FAIL[sabotage]
    statuses = judged[sabotage]
    assert must_fail <= set(statuses), "a check was renamed, or is no longer selected"
    assert must_fail - not_passed(statuses) == set(), "noticed by none of these"
    # A sabotage that the page itself stumbles over proves nothing: it has to be a judgment of what was seen
    assert Status.PRECONDITION_FAILED not in statuses.values()

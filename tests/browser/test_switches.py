"""A feature that a switch takes away differs from the same browser with it, and nothing else does.

Each switch is a run of the shipped pages and suites in Chromium, compared with one run without it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from small_project import CHROMIUM, REPOSITORY, find_build

from rtcmatrix.compare import columns_of, compare_columns
from rtcmatrix.model import Difference, Kind, Level, Run
from rtcmatrix.runner.catalog import read_checks
from rtcmatrix.runs import read_run

PROBES = (
    "api_surface/",
    "calls/encoding_codec.js",
    "codecs/scalability.js",
    "get_display_media/members.js",
    "get_user_media/supported_constraints.js",
    "permissions/names.js",
)
"""Beginnings of the probes that are gathered: the whole surface, and what the features below do."""


@dataclass(frozen=True, kw_only=True)
class Switch:
    """A switch, what it takes away in any case, and what else belongs to it."""

    flag: str
    gone: tuple[str, ...]
    """``probe path`` of differences that must be there."""
    about: str
    """Pattern that each difference, its path and its values, must have somewhere: the feature's own names."""


BLINK = "--disable-blink-features="
SWITCHES = [
    Switch(
        flag=f"{BLINK}RTCRtpScriptTransform",
        gone=("api_surface/window.js RTCRtpScriptTransform", "api_surface/window.js RTCRtpSender.members.transform"),
        about=r"RTCRtpScriptTransform|RTCTransformEvent|members\.transform",
    ),
    Switch(
        flag=f"{BLINK}RegionCapture",
        gone=(
            "api_surface/window.js CropTarget",
            "api_surface/window.js BrowserCaptureMediaStreamTrack.members.cropTo",
        ),
        about=r"CropTarget|cropTo",
    ),
    Switch(
        flag=f"{BLINK}RestrictOwnAudio",
        gone=("api_surface/reads_capture.js constraints.restrictOwnAudio",),
        about=r"restrictOwnAudio",
    ),
    Switch(
        flag=f"{BLINK}RTCJitterBufferTarget",
        gone=("api_surface/window.js RTCRtpReceiver.members.jitterBufferTarget",),
        about=r"jitterBufferTarget",
    ),
]


def gather(out: Path, project: Path, flag: str | None = None) -> Run:
    """Run the chosen checks in Chromium, as a person does."""
    chosen = [check.id for check in read_checks(project) if check.probe.startswith(PROBES)]
    flags = f"    flags: ['{flag}']\n" if flag else ""
    matrix = project / f"{out.name}.yaml"
    listed = "".join(f"  - {check}\n" for check in chosen)
    matrix.write_text(
        f"version: 1\nbrowsers:\n  - name: chromium\n    channels: [stable]\n{flags}suites:\n{listed}", encoding="utf-8"
    )
    command = [sys.executable, "-m", "rtcmatrix", "run", "--matrix", str(matrix), "--out", str(out), "--no-confirm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr  # checks of a feature that is gone are not as expected
    return read_run(out)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pages and suites below another matrix."""
    find_build(CHROMIUM)
    root = tmp_path_factory.mktemp("switches")
    for name in ("pages", "suites"):
        (root / name).symlink_to(REPOSITORY / name)
    return root


@pytest.fixture(scope="module")
def usual(project: Path) -> Run:
    return gather(project / "usual", project)


def compared(before: Run, after: Run) -> tuple[str | None, list[Difference]]:
    """Compare the one column of each."""
    [one], [other] = columns_of(before), columns_of(after)
    comparison = compare_columns(one, other)
    return comparison.cause, list(comparison.differences)


@pytest.mark.parametrize(
    "switch",
    [SWITCHES[0], *(pytest.param(each, marks=pytest.mark.thorough) for each in SWITCHES[1:])],
    ids=lambda switch: switch.flag.rpartition("=")[2],
)
def test_what_a_switch_takes_away_differs_and_nothing_else(project: Path, usual: Run, switch: Switch) -> None:
    cause, differences = compared(usual, gather(project / switch.flag.rpartition("=")[2], project, switch.flag))
    assert cause == "flags"
    [started] = [each for each in differences if each.kind is Kind.PROVENANCE]
    assert started.path.startswith("flags")
    facts = [each for each in differences if each.level is Level.FACT and each.kind is not Kind.PROVENANCE]
    assert facts
    assert {each.cause for each in facts} == {"flags"}
    assert set(switch.gone) <= {f"{each.subject} {each.path}" for each in facts}
    words = [f"{each.subject} {each.path}: {changed(each)}" for each in facts]
    assert [each for each in words if not re.search(switch.about, each)] == []


def changed(difference: Difference) -> str:
    """Say what changed; of lists the items that came or went, not those that stayed."""
    if difference.items is not None:
        return f"{difference.items.removed} {difference.items.added} {difference.items.moved}"
    return f"{difference.before} {difference.after}"


def test_without_a_switch_nothing_differs(project: Path, usual: Run) -> None:
    assert compared(usual, gather(project / "again", project)) == (None, [])

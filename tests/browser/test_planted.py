"""What is planted is found, with its level, kind and cause; what a browser shows against itself is not.

Runs of the shipped pages and suites in Chromium, each probe gathered several times: as it is, twice; with one feature
switched off; and from a harness patched so that the clock of video frames runs 30 % slow.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import CHROMIUM, REPOSITORY, find_build

from rtcmatrix.compare import Comparison, columns_of, compare_columns
from rtcmatrix.compare.cause import FLAGS, NOISE
from rtcmatrix.model import Difference, Kind, Level, Run
from rtcmatrix.runner.catalog import read_checks
from rtcmatrix.runs import read_run

REPEATS = 6
SLOW = 0.7
PROBES = ("get_user_media/frame_rate.js", "get_user_media/supported_constraints.js", "api_surface/window.js")
FEATURE = "RTCRtpScriptTransform"
PATCH = f"""
const asked = HTMLVideoElement.prototype.requestVideoFrameCallback;
HTMLVideoElement.prototype.requestVideoFrameCallback = function (take) {{
  return asked.call(this, (now, metadata) => take(now / {SLOW}, metadata));
}};
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped pages and suites, to be patched."""
    find_build(CHROMIUM)
    root = tmp_path_factory.mktemp("planted")
    for name in ("pages", "suites"):
        shutil.copytree(REPOSITORY / name, root / name)
    return root


@pytest.fixture(scope="module")
def usual(project: Path) -> Run:
    return gather(project, "usual")


def gather(project: Path, name: str, flag: str | None = None) -> Run:
    """Run the checks of PROBES, each probe REPEATS times."""
    checks = "".join(f"  - {check.id}\n" for check in read_checks(project) if check.probe in PROBES)
    flags = f"    flags: ['{flag}']\n" if flag else ""
    matrix = project / f"{name}.yaml"
    matrix.write_text(
        f"version: 1\nbrowsers:\n  - name: chromium\n    channels: [stable]\n{flags}suites:\n{checks}", encoding="utf-8"
    )
    words = ["run", "--matrix", str(matrix), "--out", str(project / name), "--repeat", str(REPEATS), "--no-confirm"]
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", *words], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    run = read_run(project / name)
    assert {one.repeat for one in run.evidence} == set(range(REPEATS))
    return run


def compared(before: Run, after: Run) -> tuple[Comparison, list[Difference]]:
    """Compare the one column of each; give what differs and is not called noise."""
    [one], [other] = columns_of(before), columns_of(after)
    comparison = compare_columns(one, other)
    return comparison, [each for each in comparison.differences if each.cause != NOISE]


def test_a_browser_gathered_twice_shows_nothing_but_noise(project: Path, usual: Run) -> None:
    comparison, differences = compared(usual, gather(project, "again"))
    assert differences == []
    assert comparison.shared.facts > 500
    assert {each.path for each in comparison.metrics} == {"exact10_fps", "ideal15_fps", "max8_fps"}
    assert [each.needed for each in comparison.metrics] == [None] * 3, "there are repeats enough to tell"


def test_a_feature_that_a_flag_takes_away_is_found_as_a_fact(project: Path, usual: Run) -> None:
    comparison, differences = compared(usual, gather(project, "flagged", f"--disable-blink-features={FEATURE}"))
    assert comparison.cause == FLAGS
    facts = {
        (each.subject, each.path): each
        for each in differences
        if each.level is Level.FACT and each.kind is not Kind.PROVENANCE
    }
    gone = facts["api_surface/window.js", FEATURE]
    assert (gone.kind, gone.cause) == (Kind.REMOVED, FLAGS)
    assert gone.chance is not None
    assert gone.chance < 0.001
    assert {each.cause for each in facts.values()} == {FLAGS}
    assert [each for each in differences if each.level is Level.METRIC] == []


@pytest.mark.thorough
def test_a_metric_that_a_patched_page_moves_by_a_third_is_found_as_a_metric(project: Path, usual: Run) -> None:
    harness = project / "pages" / "lib" / "harness.js"
    text = harness.read_text(encoding="utf-8")
    harness.write_text(text + PATCH, encoding="utf-8")
    try:
        patched = gather(project, "patched")
    finally:
        harness.write_text(text, encoding="utf-8")
    _, differences = compared(usual, patched)
    assert {(each.level, each.kind, each.subject) for each in differences} == {
        (Level.METRIC, Kind.CHANGED, "get_user_media/frame_rate.js")
    }
    assert {each.path for each in differences} == {"exact10_fps", "ideal15_fps", "max8_fps"}
    for each in differences:
        assert each.cause is None, "the same build, launched the same way"
        assert each.shift is not None
        assert each.shift.relative == pytest.approx(SLOW - 1, abs=0.1)

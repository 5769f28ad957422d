"""The shipped matrix as the first command of README runs it, but not confirmed: what one gathering gets wrong.

RTCMATRIX_SHIPPED=all runs every column and pair, as .github/workflows does; without it Chromium runs every check, alone
and with itself, in a third of the time. No check is expected to be unexpected here, so each that is stands for noise or
for a browser that is newer than the known differences. The share is a figure of the summary and fails nothing; a run
that is empty or not complete does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from small_project import CHROMIUM, REPOSITORY, find_build

from rtcmatrix.model import Outcome, Run, is_pair
from rtcmatrix.runs import read_run


def test_the_shipped_matrix_runs_whole_and_its_flake_rate_is_recorded(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    find_build(CHROMIUM)
    chosen = [] if os.environ.get("RTCMATRIX_SHIPPED") == "all" else ["--browsers", CHROMIUM.address]
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--no-confirm", "--out", str(tmp_path / "run"), *chosen],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    run = read_run(tmp_path / "run")
    for line in figures(run):
        record_property("figure", line)
    assert run.complete
    assert run.confirm == 0
    alone = Counter(each.browser for each in run.results if not is_pair(each.browser))
    assert alone, "not one result"
    assert set(alone) == {each.address for each in run.browsers} - {each.address for each in run.unavailable}
    assert set(alone.values()) == {sum(check.peers == 1 for check in run.checks)}


def figures(run: Run) -> list[str]:
    """Say how many results a single gathering gets wrong, and which."""
    wrong = [each for each in run.results if each.outcome in (Outcome.UNEXPECTED, Outcome.FLAKY)]
    share = 100 * len(wrong) / len(run.results) if run.results else 0.0
    told = f"shipped matrix, not confirmed: {len(wrong)} of {len(run.results)} results unexpected ({share:.2f} %)"
    return [told, *(f"  {each.status} {each.check} in {each.browser}" for each in wrong)]

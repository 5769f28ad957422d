"""``run --repeat`` and ``--confirm`` as a person starts them: what is gathered how often, and what becomes noise."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from small_house import CHROMIUM, QUICK, build_house, find_build

from rtcmatrix.compare import columns_of, compare_columns
from rtcmatrix.compare.cause import NOISE
from rtcmatrix.model import Outcome, Run, Status
from rtcmatrix.runs import read_run

UNEXPECTED = 1
CLOCK = (
    "// Adds wrongly, and tells when its page began: no two times are the same.\n"
    "export default async () => ({ facts: { sum: 3, began: performance.timeOrigin } });\n"
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    find_build(CHROMIUM)
    build_house(tmp_path, {"a/quick.js": QUICK, "b/clock.js": CLOCK})
    return tmp_path


def run(house: Path, name: str, *arguments: str) -> tuple[Run, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--out", str(house / name), *arguments],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == UNEXPECTED, done.stdout + done.stderr
    return read_run(house / name), done.stdout + done.stderr


def gathered(run: Run) -> Counter[str]:
    return Counter(one.probe for one in run.evidence)


def test_what_is_unexpected_is_gathered_again_and_what_differs_from_itself_is_noise(house: Path) -> None:
    before, _ = run(house, "before")
    after, said = run(house, "after", "--confirm", "2")
    assert "confirming 1 probes that differ or are unexpected, alone" in said
    assert gathered(before) == {"a/quick.js": 1, "b/clock.js": 1}
    assert gathered(after) == {"a/quick.js": 1, "b/clock.js": 3}
    assert after.complete
    assert after.starts == {CHROMIUM.address: 2}
    results = {one.check: one for one in after.results}
    assert results["small/a_quick"].repeats == ()
    wrong = results["small/b_clock"]
    assert (wrong.status, wrong.outcome, wrong.repeats) == (Status.FAIL, Outcome.UNEXPECTED, (Status.FAIL,) * 3)
    [one], [other] = columns_of(before), columns_of(after)
    assert {(each.path, each.cause) for each in compare_columns(one, other).differences} == {("began", NOISE)}


def test_each_repeat_is_a_page_of_its_own(house: Path) -> None:
    repeated, _ = run(house, "repeated", "--repeat", "3", "-n", "2")
    assert gathered(repeated) == {"a/quick.js": 3, "b/clock.js": 3}
    began = {one.facts["began"] for one in repeated.evidence if one.facts and "began" in one.facts}
    assert len(began) == 3
    assert {one.repeats for one in repeated.results} == {(Status.PASS,) * 3, (Status.FAIL,) * 3}


def test_without_anything_in_question_nothing_is_gathered_again(house: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--out", str(house / "calm"), "-k", "quick", "--confirm"],
        cwd=house,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "nothing differs that had to be confirmed" in done.stderr
    assert gathered(read_run(house / "calm")) == {"a/quick.js": 1}

"""``run`` confirms and ``run --repeat`` as a person starts them: what is gathered how often, and what comes of it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from small_project import CHROMIUM, QUICK, build_project, find_build

from rtcmatrix.compare import columns_of, compare_columns
from rtcmatrix.compare.cause import NOISE
from rtcmatrix.model import Outcome, Run, Status
from rtcmatrix.runs import read_run

EXPECTED, UNEXPECTED = 0, 1
CLOCK = (
    "// Adds wrongly, and tells when its page began: no two times are the same.\n"
    "export default async () => ({ facts: { sum: 3, began: performance.timeOrigin } });\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    find_build(CHROMIUM)
    build_project(tmp_path, {"a/quick.js": QUICK, "b/clock.js": CLOCK})
    return tmp_path


def run(project: Path, name: str, *arguments: str, code: int = UNEXPECTED) -> tuple[Run, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--out", str(project / name), *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return read_run(project / name), done.stdout + done.stderr


def gathered(run: Run) -> Counter[str]:
    return Counter(one.probe for one in run.evidence)


def test_what_is_unexpected_is_gathered_again_and_what_differs_from_itself_is_noise(project: Path) -> None:
    before, _ = run(project, "before", "--no-confirm")
    after, said = run(project, "after")
    assert "to confirm: FAIL small/b_clock" in said
    assert "confirming 1 probe with unexpected results: gathering each alone, up to 2 times" in said
    assert "of 1 probe, 1 were unexpected each time, 0 were not (flaky)" in said
    assert gathered(before) == {"a/quick.js": 1, "b/clock.js": 1}
    assert gathered(after) == {"a/quick.js": 1, "b/clock.js": 3}
    assert (before.confirm, after.confirm) == (0, 2)
    assert after.timing.confirming > before.timing.confirming == 0
    assert after.complete
    assert after.starts == {CHROMIUM.address: 3}
    results = {one.check: one for one in after.results}
    assert results["small/a_quick"].repeats == ()
    wrong = results["small/b_clock"]
    assert (wrong.status, wrong.outcome, wrong.repeats) == (Status.FAIL, Outcome.UNEXPECTED, (Status.FAIL,) * 3)
    [one], [other] = columns_of(before), columns_of(after)
    assert {(each.path, each.cause) for each in compare_columns(one, other).differences} == {("began", NOISE)}


def test_what_does_not_repeat_is_flaky_and_fails_no_run(project: Path) -> None:
    suite = project / "suites" / "small.py"
    steady = 'test_b_clock(facts) -> None:\n    """The probe b/clock.js gives facts."""\n    assert facts == {"sum": 2}'
    # The first evidence is judged as wrong and any further one as right: what a busy moment does to a check
    sometimes = (
        'test_b_clock(evidence) -> None:\n    """It works but once."""\n    assert evidence.repeat > 0, "too slow"'
    )
    text = suite.read_text(encoding="utf-8")
    assert steady in text
    suite.write_text(text.replace(steady, sometimes), encoding="utf-8")
    flaky, said = run(project, "flaky", code=EXPECTED)
    assert gathered(flaky) == {"a/quick.js": 1, "b/clock.js": 2}, "it is not gathered again once it is flaky"
    [shaky] = [each for each in flaky.results if each.outcome is Outcome.FLAKY]
    assert (shaky.status, shaky.repeats) == (Status.FAIL, (Status.FAIL, Status.PASS))
    assert "results 2: 0 unexpected (confirmed by up to 2 retries), 1 flaky (50.00 %)" in said
    _, said = run(project, "strict", "--fail-on", "flaky")
    assert "gate failed: 1 finding of flaky" in said


def test_each_repeat_is_a_page_of_its_own(project: Path) -> None:
    repeated, _ = run(project, "repeated", "--repeat", "3", "-n", "2", "--no-confirm")
    assert gathered(repeated) == {"a/quick.js": 3, "b/clock.js": 3}
    began = {one.facts["began"] for one in repeated.evidence if one.facts and "began" in one.facts}
    assert len(began) == 3
    assert {one.repeats for one in repeated.results} == {(Status.PASS,) * 3, (Status.FAIL,) * 3}


def test_without_anything_in_question_nothing_is_gathered_again(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--out", str(project / "calm"), "-k", "quick"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no unexpected results, nothing to gather again" in done.stderr
    assert gathered(read_run(project / "calm")) == {"a/quick.js": 1}

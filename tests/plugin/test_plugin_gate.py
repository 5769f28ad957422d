"""``gate`` as a person calls it, where selenium cannot be imported."""

from __future__ import annotations

import dataclasses
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from house_commands import change, n_is_two, rtcmatrix
from made_up_house import GOOD, ODD

from rtcmatrix.runs import read_run


def test_what_fails_the_gate_is_told_first_with_the_command_that_selects_that_cell(place: Path) -> None:
    house = place / "house"
    rtcmatrix(house, "baseline", "accept", "../good")
    change(place / "good", n_is_two)
    rtcmatrix(house, "judge", "../good", "--out", "../changed")
    done = rtcmatrix(house, "gate", "../changed", "--against", "main")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith(
        'gate against "main" failed: 4 findings of not-comparable, newly-failing, unexpected, changed, removed'
    )
    assert lines[1] == f"  newly-failing: basics/known_to_fail in {GOOD}"
    assert any("it is 2" in line for line in lines)
    assert f"  changed: basics/works.js in {GOOD}" in lines
    assert "      n: 1 -> 2" in lines
    again = [line.removeprefix("      again: ") for line in lines if line.startswith("      again: ")]
    assert len(again) == 4
    for written in again:
        program, command, *arguments = shlex.split(written)
        assert (program, command, arguments[:2]) == ("rtcmatrix", "run", ["--browsers", GOOD])
        # What `run` does with -k, `judge` does too, without a browser
        selected = rtcmatrix(house, "judge", "../good", "--", *arguments[2:])
        assert "1 cells judged" in selected.stdout


def test_a_check_whose_name_others_hold_is_told_from_them(place: Path) -> None:
    house = place / "house"
    suite = house / "suites" / "basics.py"
    works = (
        '\n\n@check("basics/works.js", spec=SPEC)\ndef test_{}(facts):\n'
        '    """The number is one."""\n    assert facts["n"] == 1\n'
    )
    suite.write_text(suite.read_text() + works.format("n_is_one_too"))
    head = 'from rtcmatrix import check\n\nSPEC = "https://example.org/"\n'
    (house / "suites" / "more_basics.py").write_text(head + works.format("n_is_one"))
    rtcmatrix(house, "judge", "../good", "--out", "../before")
    rtcmatrix(house, "baseline", "accept", "../before", "--force")
    change(place / "good", n_is_two)
    rtcmatrix(house, "judge", "../good", "--out", "../after")
    done = rtcmatrix(house, "gate", "../after", "--against", "main", "--fail-on", "newly-failing")
    again = re.findall(r"again: rtcmatrix run --browsers chromium:150 -k (.*)", done.stdout)
    named = re.findall(r"newly-failing: (\S+) in", done.stdout)
    assert {"basics/n_is_one", "basics/n_is_one_too", "more_basics/n_is_one"} <= set(named)
    for check, written in zip(named, again, strict=True):
        [expression] = shlex.split(written)
        assert rtcmatrix(house, "judge", "../good", "--out", "../one", "--", "-k", expression).returncode == 1
        assert [each.check for each in read_run(place / "one").results] == [check], expression
        subprocess.run(["rm", "-r", str(place / "one")], check=True)


def test_a_reference_that_is_not_there_is_said_with_what_to_do(place: Path) -> None:
    done = rtcmatrix(place / "house", "gate", "../good", "--against", "main")
    assert done.returncode == 2
    assert '"main" is neither a run nor a baseline of' in done.stderr
    assert "(there is none yet); create one with `rtcmatrix baseline accept RUN --name main`" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--fail-on", "newly-faling"), 'did you mean "newly-failing"?'),
        (("--fail-on", "changed"), "needs a reference; name a baseline or a run with --against"),
        ((), "nothing to gate on"),
    ],
)
def test_a_gate_that_cannot_judge_says_why(place: Path, arguments: tuple[str, ...], words: str) -> None:
    done = rtcmatrix(place / "house", "gate", "../good", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_gate_may_look_at_a_run_alone(place: Path) -> None:
    house = place / "house"
    done = rtcmatrix(house, "gate", "../judged", "--fail-on", "unexpected")
    assert done.returncode == 1
    assert f"unexpected: basics/n_is_one in {ODD}" in done.stdout
    assert rtcmatrix(house, "gate", "../good", "--fail-on", "unexpected,flaky").returncode == 0


def test_a_column_that_the_baseline_lacks_is_named_and_fails_nothing(place: Path) -> None:
    house = place / "house"
    rtcmatrix(house, "baseline", "accept", "../good")
    done = rtcmatrix(house, "gate", "../judged", "--against", "main", "--fail-on", "newly-failing,changed,removed")
    assert done.returncode == 0
    assert f"the reference has no {ODD}, so it was not compared; `rtcmatrix baseline accept RUN`" in done.stdout


def test_a_column_started_otherwise_cannot_be_compared(place: Path) -> None:
    house = place / "house"
    rtcmatrix(house, "baseline", "accept", "../good")
    change(
        place / "good",
        lambda run: dataclasses.replace(
            n_is_two(run), provenances=(dataclasses.replace(run.provenances[0], flags=("--x\x1b",)),)
        ),
    )
    done = rtcmatrix(house, "gate", "../good", "--against", "main")
    assert done.returncode == 1
    first, second, *_ = done.stdout.splitlines()
    assert first.endswith("; 1 browser not compared")
    assert second.startswith(
        f"gate: {GOOD} is not comparable, it was launched differently than the reference: flags: [] "
    )
    assert second.endswith("differences not counted)")
    assert "\x1b" not in done.stdout
    done = rtcmatrix(house, "gate", "../good", "--against", "main", "--fail-on", "changed,removed")
    assert done.returncode == 0
    assert f"gate: {GOOD} is not comparable, " in done.stdout

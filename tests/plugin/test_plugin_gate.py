"""``gate``, ``baseline`` and ``known`` as a person calls them, where selenium cannot be imported."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_house import GOOD, ODD, build_house, record_run

from rtcmatrix.cli import main
from rtcmatrix.judge.known import load_known
from rtcmatrix.model import Run
from rtcmatrix.runs import read_run, write_run

WITHOUT_SELENIUM = """
import sys
for name in ("selenium", "trustme", "aiohttp"):
    sys.modules[name] = None
from rtcmatrix.cli import main
sys.exit(main(sys.argv[1:]))
"""


ALONE = frozenset({"judge", "gate"})
"""Commands that call pytest, as does ``known check``: they need a process of their own, the others none."""


def rtcmatrix(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the command in the house."""
    if arguments[0] not in ALONE and arguments[:2] != ("known", "check"):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(house), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(list(arguments))
        assert "a fault of ours" not in err.getvalue()
        return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SELENIUM, *arguments], cwd=house, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert not list(house.glob("crash-*"))
    return done


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house and a run that was judged in it: ``judged``, over both browsers; ``good``, over the good one."""
    place = tmp_path_factory.mktemp("gate")
    house = place / "house"
    build_house(house)
    record_run(place / "recorded")
    assert rtcmatrix(house, "judge", "../recorded", "--out", "../judged").returncode == 1
    run = read_run(place / "judged")
    good = dataclasses.replace(
        run,
        browsers=tuple(each for each in run.browsers if each.address == GOOD),
        provenances=tuple(each for each in run.provenances if each.address == GOOD),
        evidence=tuple(each for each in run.evidence if each.browser == GOOD),
        results=tuple(each for each in run.results if each.browser == GOOD),
    )
    (place / "good").mkdir()
    write_run(place / "good", good)
    return place


@pytest.fixture
def place(judged: Path, tmp_path: Path) -> Path:
    """Give a copy that a test may change."""
    subprocess.run(["cp", "-r", f"{judged}/.", str(tmp_path)], check=True)
    return tmp_path


def change(path: Path, how: Callable[[Run], Run]) -> None:
    """Write a run otherwise."""
    write_run(path, how(read_run(path)))


def n_is_two(run: Run) -> Run:
    """Let the good browser's fact be another, with the status that follows."""
    evidence = tuple(
        dataclasses.replace(each, facts={"n": 2}) if (each.probe, each.browser) == ("basics/works.js", GOOD) else each
        for each in run.evidence
    )
    return dataclasses.replace(run, evidence=evidence)


def test_a_run_is_accepted_and_passes_against_itself(place: Path) -> None:
    house = place / "house"
    done = rtcmatrix(house, "baseline", "accept", "../good")
    assert done.returncode == 0, done.stderr
    assert f"{GOOD}: new, with 10 checks and 1 facts" in done.stdout
    assert [path.name for path in (house / "reports/baselines/main").iterdir()] == ["chromium-150.json"]
    done = rtcmatrix(house, "gate", "../good", "--against", "main")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        'gate against "main" passed: no finding of newly-failing, unexpected, changed, only-here'
    )
    shown = rtcmatrix(house, "baseline", "show")
    assert shown.stdout == f"main\n  {GOOD}  Made up 1,   10 checks, 1 facts\n"


def test_what_fails_the_gate_is_told_first_with_the_command_that_selects_that_cell(place: Path) -> None:
    house = place / "house"
    rtcmatrix(house, "baseline", "accept", "../good")
    change(place / "good", n_is_two)
    rtcmatrix(house, "judge", "../good", "--out", "../changed")
    done = rtcmatrix(house, "gate", "../changed", "--against", "main")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith(
        'gate against "main" failed: 4 findings of newly-failing, unexpected, changed, only-here'
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
    assert "(there is none yet); accept a run as one by `rtcmatrix baseline accept RUN --name main`" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--fail-on", "newly-faling"), 'did you mean "newly-failing"?'),
        (("--fail-on", "changed"), "needs something to compare with: name a baseline or a run by --against"),
        ((), "a gate needs something to go by"),
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
    done = rtcmatrix(house, "gate", "../judged", "--against", "main", "--fail-on", "newly-failing,changed,only-here")
    assert done.returncode == 0
    assert f"the reference has no {ODD}, so nothing of it was compared; `rtcmatrix baseline accept RUN`" in done.stdout


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
    assert done.returncode == 0
    assert f"{GOOD} cannot be compared, it was started otherwise: flags: [] became" in done.stdout
    assert "\x1b" not in done.stdout
    assert rtcmatrix(house, "gate", "../good", "--against", "main", "--fail-on", "any").returncode == 1


def test_accepting_says_what_is_new_and_keeps_what_the_run_lacks(place: Path) -> None:
    house = place / "house"
    assert rtcmatrix(house, "baseline", "accept", "../judged", "--force").returncode == 0
    folder = house / "reports" / "baselines" / "main"
    before = {path.name: path.read_text() for path in folder.iterdir()}
    assert sorted(before) == ["chromium-150.json", "firefox-esr.json"]
    done = rtcmatrix(house, "baseline", "accept", "../good")
    assert f"{GOOD}: nothing changed" in done.stdout
    assert f"{ODD}: kept as it was" in done.stdout
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
    change(place / "good", n_is_two)
    done = rtcmatrix(house, "baseline", "accept", "../good")
    assert f"{GOOD}: 1 change accepted\n  basics/works.js: n: 1 -> 2\n" in done.stdout
    after = json.loads((folder / "chromium-150.json").read_text())
    assert after["probes"]["basics/works.js"]["facts"] == {"n": 2}


def incomplete(run: Run) -> Run:
    return dataclasses.replace(run, complete=False)


def fewer(run: Run) -> Run:
    return dataclasses.replace(run, results=run.results[1:])


@pytest.mark.parametrize(
    ("run", "how", "words"),
    [
        ("good", incomplete, f"{GOOD}: the run is incomplete; go on with --resume first"),
        ("judged", lambda run: run, f"{ODD}: basics/dies is CRASH"),
        ("judged", lambda run: run, f"{ODD}: basics/ours is ERROR"),
        ("good", fewer, f"{GOOD}: the run lacks 1 of the 10 checks accepted so far, such as basics/"),
    ],
)
def test_what_should_not_be_a_measure_is_refused_unless_forced(
    place: Path, run: str, how: Callable[[Run], Run], words: str
) -> None:
    house = place / "house"
    rtcmatrix(house, "baseline", "accept", "../good")
    file = house / "reports" / "baselines" / "main" / "chromium-150.json"
    before = file.read_text()
    change(place / run, how)
    done = rtcmatrix(house, "baseline", "accept", f"../{run}")
    assert done.returncode == 2
    assert words in done.stderr
    assert "by --force" in done.stderr
    assert file.read_text() == before
    assert rtcmatrix(house, "baseline", "accept", f"../{run}", "--force").returncode == 0


def test_columns_may_be_chosen_and_baselines_have_names(place: Path) -> None:
    house = place / "house"
    done = rtcmatrix(house, "baseline", "accept", "../judged", "--name", "old", "--browsers", "chromium:*")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (house / "reports/baselines/old").iterdir()] == ["chromium-150.json"]
    done = rtcmatrix(house, "baseline", "accept", "../judged", "--browsers", "edge:*")
    assert (done.returncode, "it holds chromium:150, firefox:esr" in done.stderr) == (3, True)
    assert rtcmatrix(house, "baseline", "accept", "../judged", "--name", "../out").returncode == 2
    assert rtcmatrix(house, "baseline", "show", "new").returncode == 3


def test_a_baseline_stands_wherever_a_run_does(place: Path) -> None:
    house = place / "house"
    rtcmatrix(house, "baseline", "accept", "../good")
    done = rtcmatrix(house, "compare", "reports/baselines/main", "../good")
    assert (done.returncode, done.stderr) == (0, "")
    done = rtcmatrix(house, "report", "reports/baselines/main", "../good", "--out", "../site")
    assert done.returncode == 0, done.stderr


def test_known_differences_are_checked_against_a_run(place: Path) -> None:
    house = place / "house"
    done = rtcmatrix(house, "known", "check", "../judged")
    assert done.returncode == 1
    assert done.stdout == (
        f"suites/known-differences.yaml:6: stale: FAIL was never seen: basics/known_no_longer in {ODD} is PASS now; "
        "take it out\n3 known differences, 1 to look at\n"
    )
    # Nobody asked Firefox here
    assert rtcmatrix(house, "known", "check", "../good").returncode == 0
    assert rtcmatrix(house, "known", "check").stdout == "3 known differences, all sound\n"
    gate = rtcmatrix(house, "gate", "../judged", "--fail-on", "known-trouble")
    assert gate.returncode == 1
    assert "  known-trouble: suites/known-differences.yaml:6\n      stale: FAIL was never seen" in gate.stdout


def test_a_run_of_a_few_checks_calls_no_entry_useless(place: Path) -> None:
    house = place / "house"
    rtcmatrix(house, "judge", "../recorded", "--out", "../few", "--", "-k", "n_is_one")
    assert rtcmatrix(house, "known", "check", "../few").returncode == 0
    known = house / "suites" / "known-differences.yaml"
    known.write_text(known.read_text().replace("basics/known_to_fail", "basics/known_to_fall"))
    done = rtcmatrix(house, "known", "check", "../few")
    assert done.returncode == 1
    assert ':1: useless: no check is called "basics/known_to_fall"; did you mean "basics/known_to_fail"?' in done.stdout


def test_what_is_known_is_listed(place: Path) -> None:
    done = rtcmatrix(place / "house", "known", "list")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "suites/known-differences.yaml:1  FAIL in firefox:*\n    basics/known_to_fail\n"
        "    the number is another there\n    https://bugs.example/1\n"
    )
    assert done.stdout.endswith("3 known differences\n")


BUG = ("--bug", "https://bugs.example/9", "--reason", "it is so")


def test_a_result_is_stated_as_known_and_is_expected_from_then_on(place: Path) -> None:
    house = place / "house"
    file = house / "suites" / "known-differences.yaml"
    before = file.read_text()
    add = ("known", "add", "../judged", "--check", "basics/n_is_one", "--browser", ODD, *BUG)
    done = rtcmatrix(house, *add, "--expires", "2999-12-31")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"suites/known-differences.yaml:16: FAIL in {ODD}\n"
    assert file.read_text().startswith(before)
    rtcmatrix(house, "judge", "../recorded", "--out", "../again")
    [result] = [
        one for one in read_run(place / "again").results if (one.check, one.browser) == ("basics/n_is_one", ODD)
    ]
    assert (result.outcome, result.known) == ("expected", "suites/known-differences.yaml:16 https://bugs.example/9")
    done = rtcmatrix(house, *add)
    assert done.returncode == 2
    assert "suites/known-differences.yaml:16 speaks of it already (FAIL); change that entry" in done.stderr


def test_an_entry_that_has_expired_excuses_nothing(place: Path) -> None:
    house = place / "house"
    rtcmatrix(
        house,
        "known",
        "add",
        "../judged",
        "--check",
        "basics/n_is_one",
        "--browser",
        ODD,
        *BUG,
        "--expires",
        "2020-01-01",
    )
    rtcmatrix(house, "judge", "../recorded", "--out", "../again")
    [result] = [
        one for one in read_run(place / "again").results if (one.check, one.browser) == ("basics/n_is_one", ODD)
    ]
    assert (result.outcome, result.known) == ("unexpected", None)
    assert ":16: expired: expired on 2020-01-01" in rtcmatrix(house, "known", "check", "../again").stdout


def test_a_fact_is_stated_as_known_and_explains_its_difference(place: Path) -> None:
    house = place / "house"
    done = rtcmatrix(
        house, "known", "add", "../judged", "--check", "basics/n_is_one", "--browser", ODD, "--fact", "n", *BUG
    )
    assert done.returncode == 0, done.stderr
    entry = load_known(house / "suites" / "known-differences.yaml")[-1]
    assert (entry.facts, entry.value, entry.browsers) == (("basics/works.js:n",), 2, (ODD,))
    done = rtcmatrix(house, "compare", "../judged", "--browsers", f"{GOOD},{ODD}", "--format", "json")
    [difference] = [one for one in json.loads(done.stdout)["differences"] if one["level"] == "fact"]
    assert difference["known"] == "suites/known-differences.yaml:16 https://bugs.example/9"
    done = rtcmatrix(house, "compare", "../judged", "--browsers", f"{GOOD},{ODD}")
    assert "n: 1 -> 2, known in suites/known-differences.yaml:16 https://bugs.example/9" in done.stdout
    assert rtcmatrix(house, "known", "check", "../good").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--check", "basics/n_is_on", "--browser", ODD),
            'has no check "basics/n_is_on"; did you mean "basics/n_is_one"?',
        ),
        (
            ("--check", "basics/n_is_one", "--browser", GOOD),
            '"basics/n_is_one" is PASS in chromium:150: there is nothing',
        ),
        (
            ("--check", "basics/ours", "--browser", ODD),
            '"basics/ours" is ERROR in firefox:esr: there is nothing to state',
        ),
        (
            ("--check", "basics/n_is_one", "--browser", "edge:dev"),
            'has no column "edge:dev", only chromium:150, firefox',
        ),
        (("--check", "basics/n_is_one", "--browser", ODD, "--fact", "m"), 'has no fact "m" in any browser of the run'),
        (
            ("--check", "basics/hangs", "--browser", ODD, "--fact", "n"),
            '"basics/hangs.js" gave no facts in firefox:esr',
        ),
    ],
)
def test_what_a_run_does_not_show_cannot_be_stated(place: Path, arguments: tuple[str, ...], words: str) -> None:
    file = place / "house" / "suites" / "known-differences.yaml"
    before = file.read_text()
    done = rtcmatrix(place / "house", "known", "add", "../judged", *arguments, *BUG)
    assert done.returncode == 2
    assert words in done.stderr
    assert file.read_text() == before

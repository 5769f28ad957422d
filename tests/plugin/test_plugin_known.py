"""``known`` as a person calls it, where selenium cannot be imported: checked, listed, and stated from a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_up_project import GOOD, ODD
from project_commands import rtcmatrix

from rtcmatrix.judge.known import load_known
from rtcmatrix.runs import read_run


def test_known_differences_are_checked_against_a_run(place: Path) -> None:
    project = place / "project"
    done = rtcmatrix(project, "known", "check", "../judged")
    assert done.returncode == 1
    assert done.stdout == (
        f"suites/known-differences.yaml:6: stale: FAIL was never observed: basics/known_no_longer in {ODD} is PASS "
        "now; remove the entry\n3 known differences, 1 to look at\n"
    )
    # Nobody asked Firefox here
    assert rtcmatrix(project, "known", "check", "../good").returncode == 0
    assert rtcmatrix(project, "known", "check").stdout == "3 known differences, all sound\n"
    gate = rtcmatrix(project, "gate", "../judged", "--fail-on", "known-trouble")
    assert gate.returncode == 1
    assert "  known-trouble: suites/known-differences.yaml:6\n      stale: FAIL was never observed" in gate.stdout


def test_a_run_of_a_few_checks_calls_no_entry_useless(place: Path) -> None:
    project = place / "project"
    rtcmatrix(project, "judge", "../recorded", "--out", "../few", "--", "-k", "n_is_one")
    assert rtcmatrix(project, "known", "check", "../few").returncode == 0
    known = project / "suites" / "known-differences.yaml"
    known.write_text(known.read_text().replace("basics/known_to_fail", "basics/known_to_fall"))
    done = rtcmatrix(project, "known", "check", "../few")
    assert done.returncode == 1
    assert ':1: useless: no check matches "basics/known_to_fall"; did you mean "basics/known_to_fail"?' in done.stdout


def test_what_is_known_is_listed(place: Path) -> None:
    done = rtcmatrix(place / "project", "known", "list")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "suites/known-differences.yaml:1  FAIL in firefox:*\n    basics/known_to_fail\n"
        "    the number is another there\n    https://bugs.example/1\n"
    )
    assert done.stdout.endswith("3 known differences\n")


BUG = ("--bug", "https://bugs.example/9", "--reason", "it is so")


def test_a_result_is_stated_as_known_and_is_expected_from_then_on(place: Path) -> None:
    project = place / "project"
    file = project / "suites" / "known-differences.yaml"
    before = file.read_text()
    add = ("known", "add", "../judged", "--check", "basics/n_is_one", "--browser", ODD, *BUG)
    done = rtcmatrix(project, *add, "--expires", "2999-12-31")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"suites/known-differences.yaml:16: FAIL in {ODD}\n"
    assert file.read_text().startswith(before)
    rtcmatrix(project, "judge", "../recorded", "--out", "../again")
    [result] = [
        one for one in read_run(place / "again").results if (one.check, one.browser) == ("basics/n_is_one", ODD)
    ]
    assert (result.outcome, result.known) == ("expected", "suites/known-differences.yaml:16 https://bugs.example/9")
    done = rtcmatrix(project, *add)
    assert done.returncode == 2
    assert "suites/known-differences.yaml:16 already covers it (FAIL); change that entry" in done.stderr


def test_a_result_is_stated_for_every_browser_of_the_engine(place: Path) -> None:
    project = place / "project"
    add = ("known", "add", "../judged", "--check", "basics/n_is_one", "--browser", ODD, "--engine", *BUG)
    done = rtcmatrix(project, *add, "--versions", "<999")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "suites/known-differences.yaml:16: FAIL in engine firefox\n"
    entry = load_known(project / "suites" / "known-differences.yaml")[-1]
    assert (entry.engine, entry.browsers, entry.versions) == ("firefox", (), "<999")
    listed = rtcmatrix(project, "known", "list").stdout
    assert "suites/known-differences.yaml:16  FAIL in engine firefox <999\n" in listed
    assert rtcmatrix(project, *add).returncode == 2


def test_an_entry_that_has_expired_excuses_nothing(place: Path) -> None:
    project = place / "project"
    rtcmatrix(
        project,
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
    rtcmatrix(project, "judge", "../recorded", "--out", "../again")
    [result] = [
        one for one in read_run(place / "again").results if (one.check, one.browser) == ("basics/n_is_one", ODD)
    ]
    assert (result.outcome, result.known) == ("unexpected", None)
    assert ":16: expired: expired on 2020-01-01" in rtcmatrix(project, "known", "check", "../again").stdout


def test_a_fact_is_stated_as_known_and_explains_its_difference(place: Path) -> None:
    project = place / "project"
    done = rtcmatrix(
        project, "known", "add", "../judged", "--check", "basics/n_is_one", "--browser", ODD, "--fact", "n", *BUG
    )
    assert done.returncode == 0, done.stderr
    entry = load_known(project / "suites" / "known-differences.yaml")[-1]
    assert (entry.facts, entry.value, entry.browsers) == (("basics/works.js:n",), 2, (ODD,))
    done = rtcmatrix(project, "compare", "../judged", "--browsers", f"{GOOD},{ODD}", "--format", "json")
    [difference] = [one for one in json.loads(done.stdout)["differences"] if one["level"] == "fact"]
    assert difference["known"] == "suites/known-differences.yaml:16 https://bugs.example/9"
    done = rtcmatrix(project, "compare", "../judged", "--browsers", f"{GOOD},{ODD}")
    assert "n: 1 -> 2, known in suites/known-differences.yaml:16 https://bugs.example/9" in done.stdout
    assert rtcmatrix(project, "known", "check", "../good").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--check", "basics/n_is_on", "--browser", ODD),
            'has no check "basics/n_is_on"; did you mean "basics/n_is_one"?',
        ),
        (
            ("--check", "basics/n_is_one", "--browser", GOOD),
            '"basics/n_is_one" is PASS in chromium:150: nothing to state',
        ),
        (
            ("--check", "basics/ours", "--browser", ODD),
            '"basics/ours" is ERROR in firefox:esr: nothing to state',
        ),
        (
            ("--check", "basics/n_is_one", "--browser", "edge:dev"),
            'has no column "edge:dev", only chromium:150, firefox',
        ),
        (("--check", "basics/n_is_one", "--browser", ODD, "--fact", "m"), 'has no fact "m" in any browser of the run'),
        (
            ("--check", "basics/hangs", "--browser", ODD, "--fact", "n"),
            '"basics/hangs.js" has no facts in firefox:esr',
        ),
    ],
)
def test_what_a_run_does_not_show_cannot_be_stated(place: Path, arguments: tuple[str, ...], words: str) -> None:
    file = place / "project" / "suites" / "known-differences.yaml"
    before = file.read_text()
    done = rtcmatrix(place / "project", "known", "add", "../judged", *arguments, *BUG)
    assert done.returncode == 2
    assert words in done.stderr
    assert file.read_text() == before

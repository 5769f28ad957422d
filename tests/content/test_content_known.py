"""The shipped known differences name existing checks and browsers, and agree with the statuses of a recorded run."""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path

import pytest
from made_up_columns import launched, result, spec

from rtcmatrix.compare.known_troubles import find_troubles
from rtcmatrix.judge.check import is_check
from rtcmatrix.judge.in_force import find_known, in_force
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.judge.suites import area_of, suite_files
from rtcmatrix.kinds import KINDS
from rtcmatrix.matrix import matches
from rtcmatrix.matrix.selection import expand_braces
from rtcmatrix.model import Cell, Check, Run, Status

ROOT = Path(__file__).parents[2]
LETTERS = {"P": Status.PASS, "F": Status.FAIL, "N": Status.PRECONDITION_FAILED}


def recorded() -> Run:
    """Build the run whose statuses are kept here: a letter for each browser of each check."""
    kept = json.loads((Path(__file__).parent / "recorded_statuses.json").read_text())
    browsers = kept["browsers"]
    return Run(
        id="recorded",
        format=1,
        tool="rtcmatrix",
        started_at="",
        browsers=tuple(spec(address) for address in browsers),
        provenances=tuple(launched(address, version) for address, version in browsers.items()),
        checks=tuple(Check(id=check, title="", probe="", spec="") for check in kept["statuses"]),
        results=tuple(
            result(check, address, LETTERS[letter])
            for check, letters in kept["statuses"].items()
            for address, letter in zip(browsers, letters, strict=True)
            if letter in LETTERS
        ),
    )


def test_each_shipped_entry_does_its_work() -> None:
    run = recorded()
    # Checks that are younger than the recording were not asked; the last test here covers them
    known = [entry for entry in load_known(ROOT / FILE) if entry.checks]
    asked = [entry for entry in known if any(each.id in entry.checks for each in run.checks)]
    found = find_troubles(run, asked, today=date(2026, 11, 25))
    assert [f"{each.place}: {each.kind}: {each.words}" for each in found] == []
    assert len(asked) >= 50


def test_whatever_fails_in_it_is_known() -> None:
    run = recorded()
    failing = [each for each in run.results if each.status is Status.FAIL]
    known = load_known(ROOT / FILE)
    # An entry taken out would leave a cell that nobody speaks of
    without = [each.check for each in failing if not any(each.check in entry.checks for entry in known)]
    assert without == []
    assert len(failing) > 80


def read_check_ids() -> set[str]:
    """Name every check of this repository's own suites."""
    found = set()
    for file in suite_files(ROOT / "suites"):
        spec = importlib.util.spec_from_file_location(f"known_suite_{file.stem}", file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found |= {
            f"{area_of(file)}/{name.removeprefix('test_')}" for name, each in vars(module).items() if is_check(each)
        }
    return found


def test_each_committed_entry_speaks_of_checks_and_browsers_that_there_are() -> None:
    ids = read_check_ids()
    for known in load_known(ROOT / "suites" / "known-differences.yaml"):
        where = f"{known.file}:{known.line}"
        for pattern in known.checks:
            assert any(matches(pattern, check) for check in ids), f'{where}: no check is called "{pattern}"'
        for alternative in (each for pattern in known.browsers for each in expand_braces(pattern)):
            name, _, selector = alternative.partition(":")
            assert any(matches(name, browser) for browser in KINDS), f'{where}: no browser is called "{name}"'
            assert selector or name == "*", f'{where}: "{alternative}" matches no address; write "{name}:*"'


def test_entries_of_chromium_name_its_engine_and_those_of_one_build_say_so() -> None:
    for known in load_known(ROOT / FILE):
        names = {name.partition(":")[0] for pattern in known.browsers for name in expand_braces(pattern)}
        if names & {"chromium", "chrome", "edge"} and not any("+" in pattern for pattern in known.browsers):
            whole = {"chromium", "chrome", "edge"} <= names
            assert whole or "Debian" in known.reason, f"{known.place}: {names}: write engine: chromium, or whose build"


@pytest.mark.parametrize("address", ["chrome:stable", "chrome:canary", "edge:stable", "edge:dev"])
@pytest.mark.parametrize(("version", "recorded_as"), [("156.0.1", "chromium:stable"), ("150.0.1", "chromium:150")])
def test_chrome_and_edge_are_judged_as_chromium_of_their_milestone(
    address: str, version: str, recorded_as: str
) -> None:
    """A branded browser that does what Debian's Chromium of its milestone does has no unexpected result."""
    known, today = load_known(ROOT / FILE), date(2026, 11, 25)
    here = in_force(known, address=address, version=version, today=today)
    for each in recorded().results:
        if each.browser == recorded_as:
            entry = find_known(Cell(check=each.check, browser=address), here)
            stated = entry.expected if entry is not None else Status.PASS
            assert each.status in (stated, Status.PRECONDITION_FAILED), each.check


@pytest.mark.parametrize("version", ["157.0.8100.1", "199.0.1"])
def test_entries_without_an_upper_bound_count_for_a_milestone_that_nobody_has_seen(version: str) -> None:
    known, today = load_known(ROOT / FILE), date(2026, 11, 25)
    newest = in_force(known, address="chromium:stable", version="156.0.8078.114", today=today)
    assert in_force(known, address="chromium:stable", version=version, today=today) == newest
    assert len(newest) > 30

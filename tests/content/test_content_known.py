"""The shipped known differences are sound with what the browsers of a recorded run did."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from made_up_columns import launched, result, spec

from rtcmatrix.compare.known_troubles import find_troubles
from rtcmatrix.judge.known import FILE, load_known
from rtcmatrix.model import Check, Run, Status

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
    # Checks that are younger than the recording were not asked; test_judge_known.py knows which there are
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

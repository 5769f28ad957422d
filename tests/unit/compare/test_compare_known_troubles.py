"""Known differences that a person must look at, and those that a run says nothing of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from made_up_columns import PROBE, known, run_of

from rtcmatrix.compare.known_troubles import KnownTrouble, find_troubles
from rtcmatrix.model import Check, KnownDifference, Run, Status

TODAY = date(2027, 1, 1)
OLD, NEW, OTHER = "chromium:150", "chromium:stable", "firefox:esr"
PASS, FAIL, TIMEOUT, CRASH, ERROR = Status.PASS, Status.FAIL, Status.TIMEOUT, Status.CRASH, Status.ERROR
LACKS = Status.PRECONDITION_FAILED
BROWSERS = {OLD: "150.0.1.2", NEW: "156.0.1.2", OTHER: "153.7.0"}


def run(*statuses: Status) -> Run:
    """Make up what a/x came to in each browser."""
    return run_of(BROWSERS, statuses={("a/x", address): each for address, each in zip(BROWSERS, statuses, strict=True)})


def trouble(entry: KnownDifference, recorded: Run | None, **more: Any) -> KnownTrouble | None:
    """Give the one trouble there may be."""
    found = find_troubles(recorded, [entry], today=TODAY, **more)
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("statuses", "entry", "kind", "words"),
    [
        ((FAIL, FAIL, FAIL), {}, None, ""),
        ((PASS, PASS, FAIL), {"browsers": ("firefox:*",)}, None, ""),
        ((FAIL, PASS, PASS), {"versions": "<152"}, None, ""),
        (
            (PASS, PASS, PASS),
            {},
            "stale",
            "FAIL was never observed: a/x in chromium:150 is PASS; a/x in chromium:stable",
        ),
        ((FAIL, PASS, FAIL), {}, "contradicted", "FAIL does not hold: a/x in chromium:stable is PASS now"),
        ((FAIL, PASS, FAIL), {"browsers": ("chromium:*",), "versions": ">150.5"}, "stale", "remove the entry"),
        ((CRASH, PASS, PASS), {"browsers": (OLD,)}, "contradicted", "a/x in chromium:150 is CRASH now"),
        # where browser or machine lacks what it takes, nobody asked
        ((LACKS, PASS, PASS), {"browsers": (OLD,)}, None, ""),
        ((LACKS, PASS, FAIL), {}, "contradicted", "FAIL does not hold: a/x in chromium:stable is PASS now"),
        (
            (FAIL, PASS, PASS),
            {"browsers": (OLD,), "expected": LACKS},
            "contradicted",
            "a/x in chromium:150 is FAIL now",
        ),
        # where we failed ourselves nobody knows
        ((ERROR, PASS, PASS), {"browsers": (OLD,)}, None, ""),
        ((ERROR, PASS, PASS), {"browsers": ("chromium:*",)}, "stale", "a/x in chromium:stable is PASS now"),
        # expired: said with what became of it
        ((FAIL, FAIL, FAIL), {"expires": "2026-12-31"}, "expired", "and no longer applies; it still holds: "),
        ((PASS, PASS, PASS), {"expires": "2026-12-31"}, "expired", "is PASS now: remove the entry"),
        ((FAIL, PASS, FAIL), {"expires": "2026-12-31"}, "expired", "is PASS now: state what still differs"),
        ((FAIL, FAIL, FAIL), {"expires": "2027-01-01"}, None, ""),
        ((FAIL, FAIL, FAIL), {"browsers": ("edge:*",), "expires": "2026-12-31"}, "expired", "check the bug"),
    ],
)
def test_what_a_run_saw_of_a_check(
    statuses: tuple[Status, ...], entry: dict[str, Any], kind: str | None, words: str
) -> None:
    found = trouble(known(7, **{"checks": ("a/x",), **entry}), run(*statuses))
    assert (found.kind if found else None) == kind
    if found is not None:
        assert words in found.words
        assert found.place == "suites/known-differences.yaml:7"


def test_one_repeat_that_shows_it_is_enough() -> None:
    recorded = run(FAIL, FAIL, FAIL)
    mixed = tuple(type(each)(**{**vars(each), "repeats": (PASS, FAIL), "status": PASS}) for each in recorded.results)
    assert trouble(known(checks=("a/x",)), Run(**{**vars(recorded), "results": mixed})) is None


@pytest.mark.parametrize(
    ("entry", "kind", "words"),
    [
        ({"facts": (f"{PROBE}:n",), "browsers": (OLD,), "value": 1}, None, ""),
        ({"facts": (f"{PROBE}:n",), "browsers": (OLD,), "value": 3}, "stale", "area/p.js:n in chromium:150 is 1 now"),
        ({"facts": (f"{PROBE}:n",), "value": 1}, "contradicted", "area/p.js:n in chromium:stable is 2 now"),
        ({"facts": (f"{PROBE}:n",), "value": 1, "versions": "<156", "browsers": ("chromium:*",)}, None, ""),
        ({"facts": (f"{PROBE}:m",), "browsers": (OLD,), "absent": True}, None, ""),
        ({"facts": (f"{PROBE}:n",), "browsers": (OLD,), "absent": True}, "stale", "the absence was never observed"),
        ({"facts": (f"{PROBE}:m",), "browsers": (OLD,), "value": 1}, "stale", "of area/p.js in chromium:150 is absent"),
        ({"facts": (f"{PROBE}:l[*].v",), "browsers": (OLD,), "value": "x"}, None, ""),
        # Firefox' second repeat shows it
        ({"facts": (f"{PROBE}:n",), "browsers": (OTHER,), "value": 5}, None, ""),
        (
            {"facts": ("area/q.js:n",), "browsers": (OLD,), "value": 5},
            "useless",
            'no check has a probe "area/q.js"; did',
        ),
    ],
)
def test_what_a_run_saw_of_a_fact(entry: dict[str, Any], kind: str | None, words: str) -> None:
    facts = {OLD: {"n": 1, "l": [{"v": "x"}]}, NEW: {"n": 2}, OTHER: [{"n": 1}, {"n": 5}]}
    recorded = run_of(BROWSERS, statuses={("a/x", each): PASS for each in BROWSERS}, facts=facts)  # type: ignore[arg-type]  # facts of repeats
    found = trouble(known(**entry), recorded)
    assert (found.kind if found else None) == kind
    assert found is None or words in found.words


def checks(*ids: str) -> list[Check]:
    return [Check(id=each, title="", probe=f"{each}.js", spec="") for each in ids]


def test_what_was_not_asked_is_not_called_useless() -> None:
    recorded = run(PASS, PASS, PASS)
    entry = known(checks=("b/y",))
    assert trouble(entry, recorded, checks=checks("a/x", "b/y")) is None
    found = trouble(entry, recorded, checks=checks("a/x", "b/z"))
    assert found is not None
    assert found.kind == "useless"
    assert found.words == 'no check matches "b/y"; did you mean "b/z"?: correct the pattern or remove the entry'
    # Its browser did not run, so nobody looked
    assert trouble(known(checks=("b/y",), browsers=("edge:*",)), recorded, checks=checks("a/x")) is None
    # A probe that is there and was not asked
    assert trouble(known(facts=("b/y.js:n",), value=1), recorded, checks=checks("a/x", "b/y")) is None


def test_one_wrong_name_among_several_is_reported() -> None:
    entry = known(checks=("a/x", "a/gone"))
    found = trouble(entry, run(FAIL, FAIL, FAIL))
    assert found is not None
    assert 'no check matches "a/gone"' in found.words


def test_without_a_run_names_and_days_are_looked_at() -> None:
    assert trouble(known(checks=("a/x",), browsers=("edge:*",)), None, checks=checks("a/x")) is None
    found = trouble(known(checks=("a/z*",)), None, checks=checks("a/x"))
    assert found is not None
    assert found.kind == "useless"
    found = trouble(known(checks=("a/x",), expires="2026-12-31"), None, checks=checks("a/x"))
    assert found is not None
    assert found.kind == "expired"


def test_an_entry_below_another_that_speaks_of_all_its_cells_is_useless() -> None:
    recorded = run(FAIL, FAIL, FAIL)
    first, second = known(3), known(9, browsers=("chromium:*",))
    [found] = find_troubles(recorded, [first, second], today=TODAY)
    assert (found.entry, found.kind) == (second, "useless")
    assert found.words.startswith("line 3 covers all its cells")
    assert find_troubles(recorded, [second, first], today=TODAY) == ()
    # What has expired speaks of nothing any more
    late = known(3, expires="2026-12-31")
    assert [each.kind for each in find_troubles(recorded, [late, second], today=TODAY)] == ["expired"]


def test_a_range_of_versions_that_every_browser_has_left_is_useless() -> None:
    recorded = run(PASS, PASS, FAIL)
    entry = known(checks=("a/x",), browsers=("chromium:*",), versions="<150")
    found = trouble(entry, recorded, addresses=[*BROWSERS])
    assert found is not None
    assert found.kind == "useless"
    assert "(chromium:150 150.0.1.2, chromium:stable 156.0.1.2)" in found.words
    # One of them is still in the range
    within = known(checks=("a/x",), browsers=("chromium:*",), versions="<156")
    kinds = [each.kind for each in find_troubles(recorded, [within], today=TODAY, addresses=[*BROWSERS])]
    assert "useless" not in kinds
    # There is another Chromium in the matrix, which did not run
    assert trouble(entry, recorded, addresses=[*BROWSERS, "chromium:140"]) is None
    assert trouble(entry, recorded) is None

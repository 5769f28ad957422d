"""What fails a gate, in which order, and what never does."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from made_up_columns import PROBE, known, pair_of, result, run_of

from rtcmatrix.compare import Comparison, compare_columns
from rtcmatrix.compare.finding_kinds import DEFAULT_KINDS, FindingKind
from rtcmatrix.compare.gate import Gate, judge
from rtcmatrix.compare.known_troubles import KnownTrouble, TroubleKind
from rtcmatrix.model import Difference, Kind, Level, Outcome, Run, Status

ADDRESS = "chromium:stable"
VERSIONS = {ADDRESS: "156.0"}
PASS, FAIL, TIMEOUT, CRASH, LACKS = (
    Status.PASS,
    Status.FAIL,
    Status.TIMEOUT,
    Status.CRASH,
    Status.PRECONDITION_FAILED,
)


def run(*, facts: dict[str, Any] | None = None, started: dict[str, Any] | None = None, **statuses: Status) -> Run:
    """Make up a run of one browser: a=PASS is the check area/a."""
    return run_of(
        VERSIONS,
        statuses={(f"area/{name}", ADDRESS): status for name, status in statuses.items()},
        facts={ADDRESS: facts} if facts is not None else {},
        **(started or {}),
    )


def gate(before: Run, after: Run, *fail_on: FindingKind, **more: Any) -> Gate:
    pair = pair_of(before, after, ADDRESS)
    return judge(after, [compare_columns(*pair)], fail_on or DEFAULT_KINDS, **more)


def told(one: Gate) -> list[tuple[str, str]]:
    return [(each.kind.value, each.subject) for each in one.findings]


def test_a_run_that_is_what_was_accepted_passes() -> None:
    one = run(facts={"n": 1}, a=PASS)
    assert gate(one, one).passes
    assert gate(one, one, *FindingKind).passes


def test_the_worst_comes_first() -> None:
    before = run(facts={"n": 1, "m": 1}, a=PASS, b=PASS, c=FAIL, d=PASS, e=PASS)
    after = run(facts={"n": 2}, a=FAIL, b=CRASH, c=TIMEOUT, d=PASS, e=LACKS)
    one = gate(before, after)
    assert told(one) == [
        ("newly-failing", "area/b"),
        ("newly-failing", "area/a"),
        ("newly-failing", "area/e"),
        ("changed", "area/c"),
        ("changed", PROBE),
        ("removed", PROBE),
    ]
    assert not one.passes
    crash = one.findings[0]
    assert (crash.browser, crash.check, crash.message) == (ADDRESS, "area/b", "it is crash")


def test_a_fact_is_shown_by_a_check_of_its_probe() -> None:
    one = gate(run(facts={"n": 1}, z=PASS, b=PASS), run(facts={"n": 2}, z=PASS, b=PASS))
    [finding] = one.findings
    assert (finding.subject, finding.check) == (PROBE, "area/b")
    assert gate(run(facts={"n": 1}), run(facts={"n": 2})).findings[0].check is None


def test_only_what_was_asked_for_fails_it() -> None:
    before, after = run(facts={"n": 1}, a=PASS, b=FAIL), run(facts={"n": 2}, a=FAIL, b=PASS)
    assert told(gate(before, after, FindingKind.NEWLY_PASSING)) == [("newly-passing", "area/b")]
    assert told(gate(before, after, FindingKind.CHANGED)) == [("changed", PROBE)]
    assert told(gate(before, after, FindingKind.REMOVED)) == []
    assert gate(before, after, FindingKind.REMOVED).passed_over == {
        "changed": 1,
        "newly-failing": 1,
        "newly-passing": 1,
    }


def test_an_unexpected_result_fails_it_though_it_was_accepted_so() -> None:
    one = run(a=FAIL, b=PASS)
    assert told(gate(one, one)) == [("unexpected", "area/a")]
    assert gate(one, one, FindingKind.CHANGED).passes


def test_one_cell_is_one_finding() -> None:
    one = gate(run(a=PASS), run(a=FAIL))
    assert told(one) == [("newly-failing", "area/a")]


def test_a_flaky_result_fails_it_where_that_is_asked_for() -> None:
    after = dataclasses.replace(
        run(a=PASS), results=(result("area/a", ADDRESS, PASS, FAIL, PASS, outcome=Outcome.FLAKY),)
    )
    assert gate(run(a=PASS), after).passes
    one = gate(run(a=PASS), after, FindingKind.FLAKY)
    assert told(one) == [("flaky", "area/a")]
    assert "FAIL 1 of 3" in one.findings[0].message


def difference(**more: Any) -> Difference:
    fields: dict[str, Any] = {"subject": PROBE, "level": Level.FACT, "kind": Kind.CHANGED, "path": "n"}
    return Difference(
        **{"before_browser": ADDRESS, "after_browser": ADDRESS, "before": 1, "after": 2, **fields, **more}
    )


def with_differences(*differences: Difference) -> tuple[Run, Comparison]:
    one = run(a=PASS)
    comparison = compare_columns(*pair_of(one, one, ADDRESS))
    return one, dataclasses.replace(comparison, differences=differences)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (difference(cause="noise"), "noise"),
        (difference(known="suites/known-differences.yaml:1 https://bugs.example/1"), "known"),
        (difference(level=Level.STATUS, subject="area/a", kind=Kind.CHECK_CHANGED), "check-changed"),
        (difference(level=Level.STATUS, subject="area/a", kind=Kind.CHECK_ADDED), "check-added"),
        (difference(level=Level.STATUS, subject="area/a", kind=Kind.CHECK_REMOVED), "check-removed"),
        (difference(level=Level.STATUS, subject="area/a", kind=Kind.NEWLY_FAILING, cause="noise"), "noise"),
        (difference(level=Level.METRIC, cause="noise"), "noise"),
    ],
)
def test_noise_what_is_known_and_our_own_checks_never_fail_it(one: Difference, why: str) -> None:
    recorded, comparison = with_differences(one)
    found = judge(recorded, [comparison], list(FindingKind))
    assert found.passes
    assert found.passed_over == {why: 1}


def test_a_metric_fails_it_as_a_metric_alone() -> None:
    recorded, comparison = with_differences(difference(level=Level.METRIC, path="fps"))
    assert judge(recorded, [comparison], DEFAULT_KINDS).passes
    assert told(judge(recorded, [comparison], [FindingKind.METRIC])) == [("metric", PROBE)]


def test_what_was_started_otherwise_is_set_apart_and_says_why() -> None:
    before, after = run(a=PASS, facts={"n": 1}), run(a=PASS, facts={"n": 2}, started={"flags": ("--mute-audio",)})
    one = gate(before, after)
    assert not one.passes
    assert told(one) == [("not-comparable", ADDRESS)]
    [apart] = one.apart
    assert (apart.browser, apart.reasons) == (ADDRESS, ('flags: [] became ["--mute-audio"]',))
    assert apart.differences == 2
    assert gate(before, after, FindingKind.CHANGED).passes
    assert gate(before, after, FindingKind.CHANGED).passed_over == {"set-apart": 2}


def test_a_column_that_the_reference_lacks_is_not_compared_and_so_no_pass_alone() -> None:
    one = run(a=PASS)
    assert told(judge(one, [], DEFAULT_KINDS, new_columns=[ADDRESS])) == [("not-comparable", ADDRESS)]
    pair = pair_of(one, one, ADDRESS)
    assert judge(one, [compare_columns(*pair)], DEFAULT_KINDS, new_columns=["firefox:esr"]).passes


def test_a_result_that_is_unexpected_is_so_however_the_browser_was_started() -> None:
    one = gate(run(a=PASS), run(a=FAIL, started={"headless": False}))
    assert told(one) == [("not-comparable", ADDRESS), ("unexpected", "area/a")]


def test_a_known_difference_in_trouble_fails_it_where_that_is_asked_for() -> None:
    trouble = KnownTrouble(entry=known(12), kind=TroubleKind.STALE, words="remove the entry")
    one = run(a=PASS)
    assert gate(one, one, troubles=[trouble]).passes
    [finding] = gate(one, one, FindingKind.KNOWN_TROUBLE, troubles=[trouble]).findings
    assert (finding.subject, finding.message) == ("suites/known-differences.yaml:12", "stale: remove the entry")

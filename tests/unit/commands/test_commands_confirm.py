"""Which cells ``run --confirm`` gathers again."""

from __future__ import annotations

import dataclasses

from made_up_run import ESR, OLD, STABLE, evidence, three_browsers

from rtcmatrix.commands.confirm import cells_in_question
from rtcmatrix.model import Check, Evidence, Outcome, Result, Run, Status

CHECKS = tuple(Check(id=f"suite/{name}", title=name, probe=f"a/{name}.js", spec="x") for name in ("one", "two"))


def run(*gathered: Evidence, results: tuple[Result, ...] = (), pairs: tuple[tuple[str, str], ...] = ()) -> Run:
    return dataclasses.replace(
        three_browsers(), checks=CHECKS, evidence=gathered, results=results, provenances=(), compare=pairs
    )


def ended(check: str, browser: str, status: Status, outcome: Outcome = Outcome.EXPECTED) -> Result:
    return Result(check=f"suite/{check}", browser=browser, status=status, outcome=outcome)


def test_nothing_is_in_question_where_nothing_differs() -> None:
    same = run(evidence("a/one.js", STABLE, {"n": 1}), evidence("a/one.js", OLD, {"n": 1}), pairs=((STABLE, OLD),))
    assert cells_in_question(same) == set()
    assert cells_in_question(same, same) == set()


def test_both_sides_of_a_pair_of_one_run_are_in_question() -> None:
    differing = run(
        evidence("a/one.js", STABLE, {"n": 1}),
        evidence("a/one.js", OLD, {"n": 2}),
        evidence("a/two.js", STABLE, {"n": 1}),
        evidence("a/two.js", OLD, {"n": 1}),
        evidence("a/two.js", ESR, {"n": 5}),
        pairs=((STABLE, OLD),),
    )
    assert cells_in_question(differing) == {f"a/one.js@{STABLE}", f"a/one.js@{OLD}"}


def test_against_another_run_only_this_one_is_gathered_again() -> None:
    before = run(evidence("a/one.js", STABLE, {"n": 1}), results=(ended("one", STABLE, Status.PASS),))
    facts = run(evidence("a/one.js", STABLE, {"n": 2}), results=(ended("one", STABLE, Status.PASS),))
    status = run(evidence("a/one.js", STABLE, {"n": 1}), results=(ended("one", STABLE, Status.FAIL),))
    for after in (facts, status):
        assert cells_in_question(after, before) == {f"a/one.js@{STABLE}"}


def test_what_is_unexpected_is_in_question_although_nothing_differs() -> None:
    failing = (ended("two", OLD, Status.FAIL, Outcome.UNEXPECTED), ended("one", OLD, Status.FAIL))
    both = run(evidence("a/one.js", OLD, {"n": 1}), evidence("a/two.js", OLD, {"n": 1}), results=failing)
    assert cells_in_question(both, both) == {f"a/two.js@{OLD}"}


def test_what_was_never_gathered_cannot_be_gathered_again() -> None:
    lost = run(evidence("a/one.js", OLD, {"n": 1}), results=(ended("two", OLD, Status.ERROR, Outcome.UNEXPECTED),))
    assert cells_in_question(lost, lost) == set()

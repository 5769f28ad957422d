"""Which cells ``run`` gathers again, how often, and what it makes of them."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from made_up_run import ESR, OLD, STABLE, evidence, three_browsers
from rich.console import Console

from rtcmatrix.commands import confirm as confirm_module
from rtcmatrix.commands.confirm import cells_in_question, confirm_run
from rtcmatrix.compare import Comparing
from rtcmatrix.errors import EXIT_INTERRUPTED
from rtcmatrix.matrix import Limits
from rtcmatrix.model import Check, Evidence, KnownDifference, Outcome, Result, Run, Status
from rtcmatrix.runner.launch import Finished
from rtcmatrix.runner.plan import Plan

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


def test_two_browsers_that_differ_are_not_in_question() -> None:
    differing = run(
        evidence("a/one.js", STABLE, {"n": 1}),
        evidence("a/one.js", OLD, {"n": 2}),
        evidence("a/two.js", ESR, {"n": 5}),
        pairs=((STABLE, OLD),),
    )
    assert cells_in_question(differing) == set()


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


def test_a_result_that_was_lost_with_its_worker_is_in_question() -> None:
    lost = run(evidence("a/one.js", OLD, {"n": 1}), results=(ended("two", OLD, Status.ERROR, Outcome.UNEXPECTED),))
    assert cells_in_question(lost, lost) == {f"a/two.js@{OLD}"}


def test_known_and_noisy_differences_and_columns_started_otherwise_are_not_in_question() -> None:
    before = run(evidence("a/one.js", STABLE, {"n": 1}))
    after = run(evidence("a/one.js", STABLE, {"n": 2}))
    assert cells_in_question(after, before) == {f"a/one.js@{STABLE}"}
    noisy = run(evidence("a/one.js", STABLE, {"n": 2}), evidence("a/one.js", STABLE, {"n": 3}, repeat=1))
    assert cells_in_question(noisy, before) == set()
    flags = [
        dataclasses.replace(each, provenances=tuple(p for p in three_browsers().provenances if p.address == STABLE))
        for each in (before, after)
    ]
    [launched] = flags[1].provenances
    flags[1] = dataclasses.replace(flags[1], provenances=(dataclasses.replace(launched, flags=("--mute-audio",)),))
    assert cells_in_question(flags[1], flags[0]) == set()

    stated = KnownDifference(browsers=(STABLE,), bug="https://bugs.test/1", reason="r", facts=("a/one.js:n",), value=2)
    assert cells_in_question(after, before, Comparing(known=(stated,))) == set()


class StandInLaunch:
    """Launches no browser: each round ends as the test says."""

    def __init__(self, first: Run, rounds: Sequence[Run | int]) -> None:
        self.rounds = list(rounds)
        self.last = first
        self.asked: list[dict[str, int]] = []

    def plan(self, run_dir: Path, gathered: Mapping[str, int]) -> Plan:  # noqa: ARG002 - the form of plan_confirming
        self.asked.append(dict(gathered))
        return Plan(root="", columns=(), suites=(), limits=Limits())

    def launch(self, plan: Plan, run_dir: Path, **_: object) -> Finished:  # noqa: ARG002 - the form of launch
        ended = self.rounds.pop(0)
        if isinstance(ended, int):
            return Finished(run=self.last, exit_code=ended)
        self.last = ended
        unexpected = any(each.outcome is Outcome.UNEXPECTED for each in ended.results)
        return Finished(run=ended, exit_code=int(unexpected))


WRONG = ended("one", OLD, Status.FAIL, Outcome.UNEXPECTED)
ALSO = ended("two", OLD, Status.TIMEOUT, Outcome.UNEXPECTED)


def gathered(*results: Result, times: int = 1) -> Run:
    return run(
        *(evidence(f"a/{name}.js", OLD, {"n": 1}, repeat=n) for name in ("one", "two") for n in range(times)),
        results=results,
    )


def confirm(
    monkeypatch: pytest.MonkeyPatch, first: Run, *rounds: Run | int, times: int = 2
) -> tuple[Finished, Any, str]:
    standin = StandInLaunch(first, rounds)
    monkeypatch.setattr(confirm_module, "launch", standin.launch)
    monkeypatch.setattr(confirm_module, "plan_confirming", standin.plan)
    written = io.StringIO()
    console = Console(file=written, width=200)
    done = confirm_run(Path("run"), Finished(run=first, exit_code=1), times=times, console=console)
    return done, standin, written.getvalue()


def test_what_is_flaky_after_one_round_is_not_gathered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    flaky = dataclasses.replace(WRONG, outcome=Outcome.FLAKY)
    done, standin, said = confirm(
        monkeypatch, gathered(WRONG, ALSO), gathered(flaky, ALSO, times=2), gathered(flaky, ALSO, times=3)
    )
    assert standin.asked == [{f"a/one.js@{OLD}": 1, f"a/two.js@{OLD}": 1}, {f"a/two.js@{OLD}": 2}]
    assert [each.outcome for each in done.run.results] == [Outcome.FLAKY, Outcome.UNEXPECTED]
    assert (done.run.confirm, done.exit_code) == (2, 1)
    assert done.run.timing.confirming >= 0
    assert "confirming 2 probes with unexpected results: gathering each alone, up to 2 times" in said
    assert "of 2 probes, 1 were unexpected each time, 1 were not (flaky)" in said


def test_where_all_is_flaky_the_run_is_as_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    flaky = dataclasses.replace(WRONG, outcome=Outcome.FLAKY)
    done, standin, _ = confirm(monkeypatch, gathered(WRONG), gathered(flaky, times=2), times=5)
    assert len(standin.asked) == 1
    assert done.exit_code == 0


def test_confirming_that_was_interrupted_leaves_the_results_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    first = gathered(WRONG)
    done, _, _ = confirm(monkeypatch, first, EXIT_INTERRUPTED)
    assert (done.exit_code, done.run.confirm, done.run.results) == (EXIT_INTERRUPTED, 0, (WRONG,))


def test_where_nothing_is_unexpected_nothing_is_launched(monkeypatch: pytest.MonkeyPatch) -> None:
    done, standin, said = confirm(monkeypatch, gathered(ended("one", OLD, Status.PASS)))
    assert standin.asked == []
    assert done.run.confirm == 2
    assert "no unexpected results" in said

"""A reused sample is one sample: comparisons and merged runs do not count it twice."""

from __future__ import annotations

import dataclasses

from made_up_reuse import NOW, PROBES, STABLE, gathered, launch, recorded_run

from rtcmatrix.compare import columns_of, compare_columns
from rtcmatrix.model import Evidence, Outcome, Result, Reuse, Run, Status
from rtcmatrix.report.text.confidence import caveats
from rtcmatrix.runs.layout import Layout
from rtcmatrix.runs.merge import Shard, merge_runs
from rtcmatrix.runs.reuse import Recorded, taken

ONE, TWO = PROBES
BOTH = tuple(Result(check=check, browser=STABLE, status=Status.PASS) for its in PROBES.values() for check in its)


def run_of(name: str, evidence: tuple[Evidence, ...], results: tuple[Result, ...] = BOTH) -> Run:
    return recorded_run(
        id=name, started_at=f"2026-12-01T0{len(name)}:00:00Z", evidence=evidence, results=results,
        provenances=(launch(STABLE),), browsers=recorded_run().browsers[:1],
    )  # fmt: skip


FIRST = run_of("a", (gathered(ONE, STABLE), gathered(TWO, STABLE)))


def reusing(name: str, *fresh: Evidence, earlier: Run = FIRST) -> Run:
    """A run that reused the first probe, and gathered the rest."""
    column = Recorded(earlier).decide(STABLE, [ONE], {STABLE: launch(STABLE)}, NOW)
    return run_of(name, (taken(column.reused[ONE][0], STABLE, earlier), *fresh))


LATER = {"started_at": "2026-12-01T04:00:00.123+00:00", "duration": 1.7}


def test_metrics_of_a_reused_sample_are_not_compared() -> None:
    second = reusing("bb", gathered(TWO, STABLE, metrics={"fps": 31.0}, **LATER))
    [before], [after] = columns_of(FIRST), columns_of(second)
    compared = compare_columns(before, after)
    assert [each.probe for each in compared.metrics] == [TWO]
    assert compared.reused == 1
    assert "1 probe was reused, not gathered again: equal by definition" in caveats(compared)
    independent = run_of("cc", (gathered(ONE, STABLE, **LATER), gathered(TWO, STABLE, **LATER)))
    compared = compare_columns(before, columns_of(independent)[0])
    assert [each.probe for each in compared.metrics] == [ONE, TWO]
    assert compared.reused == 0


def test_two_runs_that_reused_one_sample_share_it_too() -> None:
    [before], [after] = columns_of(reusing("bb")), columns_of(reusing("cc"))
    assert compare_columns(before, after).reused == 1


def test_a_further_repeat_next_to_a_reused_sample_counts_once() -> None:
    """Metrics of the repeat that confirming added are compared; the reused one is not a second value."""
    second = reusing("bb", gathered(ONE, STABLE, repeat=1, metrics={"fps": 20.0}, **LATER))
    [before], [after] = columns_of(FIRST), columns_of(second)
    [metric] = compare_columns(before, after).metrics
    assert (metric.shift.before, metric.shift.after) == ((30.0,), (20.0,))


def joined(*runs: Run) -> Run:
    return merge_runs(
        [Shard(name=run.id, run=run) for run in runs], run_id="joint", tool="t", layout=Layout(), repeats=True
    )


def test_a_merge_keeps_a_reused_sample_once() -> None:
    fresh = gathered(TWO, STABLE, **LATER)
    second = dataclasses.replace(
        reusing("bb", fresh), reuse=(Reuse(browser=STABLE, run="a", started_at="2026-11-29", results=3, reused=2),)
    )
    made = joined(FIRST, second)
    assert sorted((each.probe, each.repeat, each.reused_from) for each in made.evidence) == [
        (ONE, 0, None),
        (TWO, 0, None),
        (TWO, 1, None),
    ]
    assert {each.check: len(each.repeats) for each in made.results} == {"codecs/a": 0, "codecs/b": 0, "stats/c": 2}
    assert made.reuse == second.reuse, "what a shard reused stays on record"
    assert made.repeat == 2


def test_without_the_first_run_the_sample_is_kept_of_one_that_reused_it() -> None:
    made = joined(reusing("bb", gathered(TWO, STABLE)), reusing("cc", gathered(TWO, STABLE, **LATER)))
    assert [(each.probe, each.repeat, each.reused_from) for each in made.evidence] == [
        (ONE, 0, "a"),
        (TWO, 0, None),
        (TWO, 1, None),
    ]


def test_a_result_of_several_repeats_loses_the_reused_one() -> None:
    """The reused repeat passed, the one that confirmed it failed: the merge has one PASS and one FAIL."""
    shaky = Result(
        check="codecs/a", browser=STABLE, status=Status.FAIL, outcome=Outcome.FLAKY, message="flaky: no",
        repeats=(Status.PASS, Status.FAIL),
    )  # fmt: skip
    second = reusing("bb", gathered(ONE, STABLE, repeat=1, **LATER))
    second = dataclasses.replace(second, results=(shaky,))
    first = dataclasses.replace(FIRST, results=(BOTH[0],))
    [result] = joined(first, second).results
    assert result.repeats == (Status.PASS, Status.FAIL)


def test_shards_that_reused_keep_their_marks() -> None:
    made = merge_runs([Shard(name="bb", run=reusing("bb"))], run_id="joint", tool="t", layout=Layout(), platforms=True)
    [evidence] = made.evidence
    assert (evidence.browser, evidence.reused_from) == (f"{STABLE}@linux", "a")


def test_the_machine_of_a_column_of_two_shards_stays_open_if_they_differ() -> None:
    one = dataclasses.replace(FIRST, evidence=FIRST.evidence[:1], results=BOTH[:2])
    other = run_of("bb", (gathered(TWO, STABLE, **LATER),), BOTH[2:])
    assert [each.machine for each in joined(one, other).provenances] == [launch(STABLE).machine]
    moved = dataclasses.replace(other, provenances=(launch(STABLE, driver="chromedriver 1"),))
    made = joined(one, moved)
    assert [each.machine for each in made.provenances] == [""]
    assert Recorded(made).decide(STABLE, [ONE, TWO], {STABLE: launch(STABLE)}, NOW).reused == {}

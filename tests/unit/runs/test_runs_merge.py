"""Runs of one matrix that were gathered apart become the run that one machine would have gathered."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Collection
from typing import Any

import pytest
from made_up_run import ESR, OLD, PASS, STABLE, three_browsers

from rtcmatrix.compare import chosen_pairs, columns_of, compare_columns
from rtcmatrix.errors import ConfigurationError
from rtcmatrix.model import Outcome, Result, Run, Status, Timing, Unavailable
from rtcmatrix.runs.completeness import assess, selected_cells
from rtcmatrix.runs.layout import Layout
from rtcmatrix.runs.merge import Shard, in_order, merge_runs
from rtcmatrix.runs.repeats import merge_repeats

MADE_UP = three_browsers()
COLUMNS = [spec.address for spec in MADE_UP.browsers]
WHOLE = dataclasses.replace(
    MADE_UP,
    matrix_digest="d1",
    checks=tuple(sorted(MADE_UP.checks, key=lambda each: each.id)),
    evidence=tuple(sorted(MADE_UP.evidence, key=lambda each: (COLUMNS.index(each.browser), each.probe))),
    results=tuple(sorted(MADE_UP.results, key=lambda each: (COLUMNS.index(each.browser), each.check))),
)
BETA, CANARY = "chrome:beta", "edge:canary"


def part(addresses: Collection[str], number: int = 1, *, host: str = "linux x86_64, 2 cores", **more: Any) -> Run:
    """The run of some browsers of the whole, as ``run --browsers`` gathers it."""
    made = dataclasses.replace(
        WHOLE,
        id=f"part-{number}",
        host=host,
        started_at=f"2026-01-02T03:0{number}:00Z",
        finished_at=f"2026-01-02T03:1{number}:00Z",
        browsers=tuple(each for each in WHOLE.browsers if each.address in addresses),
        compare=tuple(pair for pair in WHOLE.compare if set(pair) <= set(addresses)),
        unavailable=tuple(each for each in WHOLE.unavailable if each.address in addresses),
        provenances=tuple(each for each in WHOLE.provenances if each.address in addresses),
        starts={address: count for address, count in WHOLE.starts.items() if address in addresses},
        evidence=tuple(each for each in WHOLE.evidence if each.browser in addresses),
        results=tuple(each for each in WHOLE.results if each.browser in addresses),
    )
    return dataclasses.replace(made, **more)


def elsewhere(run: Run, host: str, platform: str, **more: Any) -> Run:
    """The same on another platform."""
    moved = tuple(dataclasses.replace(each, platform=platform) for each in run.provenances)
    return dataclasses.replace(run, host=host, provenances=moved, **more)


def joined(*runs: Run, layout: Layout | None = None, **how: bool) -> Run:
    shards = in_order(Shard(name=f"runs/{run.id}", run=run) for run in runs)
    return merge_runs(shards, run_id="joint", tool="rtcmatrix 9", layout=layout or Layout(), **how)


MATRIX = Layout(order=tuple(spec.address for spec in WHOLE.browsers), compare=WHOLE.compare)
PARTS = (part([ESR, CANARY], 1), part([STABLE], 2), part([OLD, BETA], 3))


def test_a_merged_run_keeps_plan_and_parts_and_names_what_no_shard_knows() -> None:
    layout = dataclasses.replace(MATRIX, browsers=WHOLE.browsers)
    run = joined(*PARTS, layout=layout)
    assert assess(run).is_complete
    assert [each.name for each in run.parts] == ["part-1", "part-2", "part-3"]
    assert selected_cells(run)[ESR] == {each.id for each in WHOLE.checks}
    lacking = joined(*PARTS[1:], layout=layout)
    assert assess(lacking).ungathered == (ESR, CANARY)
    cut = joined(PARTS[0], PARTS[1], dataclasses.replace(PARTS[2], complete=False), layout=layout)
    assert assess(cut).shards == ("part-3",)
    again = joined(cut, part([], 4), layout=layout)
    assert assess(again).shards == ("part-3",)


def test_a_matrix_column_of_any_platform_is_not_missing() -> None:
    layout = dataclasses.replace(MATRIX, browsers=WHOLE.browsers[:3])
    run = joined(*PARTS, layout=layout, platforms=True)
    assert assess(run).ungathered == ()


def test_shards_by_browser_are_the_whole_again() -> None:
    run = joined(*PARTS, layout=MATRIX)
    [moved] = [each.artifacts[0].path for each in run.evidence if each.artifacts]
    assert moved == "artifacts/1/tone.png"
    bare = [tuple(dataclasses.replace(each, artifacts=()) for each in one.evidence) for one in (run, WHOLE)]
    assert bare[0] == bare[1]
    assert dataclasses.replace(
        run,
        id=WHOLE.id,
        tool=WHOLE.tool,
        started_at=WHOLE.started_at,
        finished_at=WHOLE.finished_at,
        timing=WHOLE.timing,
        evidence=WHOLE.evidence,
        selected=(),
        parts=(),
    ) == dataclasses.replace(WHOLE, starts=dict(sorted(WHOLE.starts.items())))


def test_the_order_in_which_runs_are_named_means_nothing() -> None:
    runs = {repr(joined(*order, layout=MATRIX)) for order in itertools.permutations(PARTS)}
    assert len(runs) == 1


def test_shards_by_suite_put_a_column_together() -> None:
    def only(suites: Collection[str], number: int) -> Run:
        run = part([STABLE], number)
        return dataclasses.replace(
            run,
            checks=tuple(each for each in run.checks if each.id.partition("/")[0] in suites),
            evidence=tuple(each for each in run.evidence if each.probe.partition("/")[0] in suites),
            results=tuple(each for each in run.results if each.check.partition("/")[0] in suites),
        )

    areas = sorted(
        {each.probe.partition("/")[0] for each in WHOLE.evidence} | {each.id.partition("/")[0] for each in WHOLE.checks}
    )
    run = joined(only({areas[0]}, 1), only(areas[1:-1], 2), only({areas[-1]}, 3))
    alone = part([STABLE])
    assert run.checks == WHOLE.checks
    assert {each.check for each in run.results} == {each.check for each in alone.results}
    assert len(run.evidence) == len(alone.evidence)
    assert [each.address for each in run.provenances] == [STABLE]


def test_the_head_is_of_all() -> None:
    run = joined(*PARTS)
    assert (run.id, run.tool, run.format) == ("joint", "rtcmatrix 9", 1)
    assert (run.started_at, run.finished_at) == ("2026-01-02T03:01:00Z", "2026-01-02T03:13:00Z")
    assert run.complete
    assert run.matrix_digest == "d1"
    assert run.revision == WHOLE.revision
    assert run.timing == dataclasses.replace(
        Timing(**{each.name: 3 * getattr(WHOLE.timing, each.name) for each in dataclasses.fields(Timing)}),
        wall=WHOLE.timing.wall,
    )


def test_what_is_not_so_in_each_is_not_said_of_all() -> None:
    cut = dataclasses.replace(PARTS[1], complete=False, finished_at=None, revision="fedcba")
    run = joined(PARTS[0], cut)
    assert (run.complete, run.finished_at, run.revision) == (False, None, None)


def test_a_column_that_one_machine_had_is_available() -> None:
    without = part([STABLE, OLD], 2, provenances=(), evidence=(), results=(), starts={})
    absent = Unavailable(address=STABLE, reasons=(("installed", "not on PATH"),))
    old = Unavailable(address=OLD, reasons=(("debian", "not kept"),))
    also = Unavailable(address=OLD, reasons=(("debian", "not kept"), ("installed", "not on PATH")))
    run = joined(
        part([STABLE], 1),
        dataclasses.replace(without, unavailable=(absent, old)),
        dataclasses.replace(without, id="third", unavailable=(also,)),
    )
    assert run.unavailable == (also,)
    assert [each.address for each in run.browsers] == [STABLE, OLD]


def test_one_browser_on_three_platforms_stands_side_by_side_and_the_platform_is_the_cause() -> None:
    linux = part([STABLE, ESR], 1)
    windows = elsewhere(part([STABLE, ESR], 2), "windows AMD64, 4 cores", "windows AMD64")
    macos = elsewhere(part([STABLE], 3), "darwin arm64, 3 cores", "darwin arm64")
    run = joined(macos, windows, linux, layout=MATRIX)
    assert [each.address for each in run.browsers] == [
        "chromium:stable@linux",
        "chromium:stable@macos",
        "chromium:stable@windows",
        "firefox:esr@linux",
        "firefox:esr@windows",
    ]
    assert {each.channel for each in run.browsers} == {"stable", "esr"}
    assert [column.address for column in columns_of(run)] == [each.address for each in run.browsers]
    causes = {(one.address, other.address): compare_columns(one, other).cause for one, other in chosen_pairs(run)}
    assert causes == {
        ("chromium:stable@linux", "firefox:esr@linux"): "brand",
        ("chromium:stable@windows", "firefox:esr@windows"): "brand",
        ("chromium:stable@linux", "chromium:stable@macos"): "platform",
        ("chromium:stable@linux", "chromium:stable@windows"): "platform",
        ("firefox:esr@linux", "firefox:esr@windows"): "platform",
    }
    counts = {column.address: len(column.results) for column in columns_of(run)}
    assert set(counts.values()) == {len(WHOLE.checks)}


def test_a_run_that_names_no_pairs_is_compared_on_each_platform() -> None:
    linux = part([STABLE, OLD], 1, compare=())
    windows = elsewhere(part([STABLE, OLD], 2, compare=()), "windows AMD64", "windows AMD64")
    assert joined(linux, windows).compare == (
        ("chromium:stable@linux", "chromium:150@linux"),
        ("chromium:stable@windows", "chromium:150@windows"),
        ("chromium:stable@linux", "chromium:stable@windows"),
        ("chromium:150@linux", "chromium:150@windows"),
    )
    assert joined(part([STABLE], 1, compare=()), part([OLD], 2, compare=())).compare == ()


def test_browsers_of_two_platforms_are_compared_where_the_matrix_asks_it() -> None:
    mac = elsewhere(part([ESR], 2), "darwin arm64", "darwin arm64")
    run = joined(part([STABLE], 1), mac, layout=MATRIX)
    assert run.compare == ((STABLE, ESR),)


def test_a_merged_run_merges_again() -> None:
    windows = elsewhere(part([STABLE], 2), "windows AMD64", "windows AMD64")
    both = dataclasses.replace(joined(part([STABLE], 1), windows), id="first")
    macos = joined(elsewhere(part([STABLE], 3), "darwin arm64", "darwin arm64"), platforms=True)
    run = joined(both, macos)
    assert [each.address for each in run.browsers] == [
        "chromium:stable@linux",
        "chromium:stable@windows",
        "chromium:stable@macos",
    ]


def test_the_same_again_is_refused_unless_it_is_said_to_be_repeats() -> None:
    again = part([STABLE], 2)
    with pytest.raises(ConfigurationError, match=r'chromium:stable has "codecs/av1.js" in "runs/part-1" and in "runs/'):
        joined(part([STABLE], 1), again)
    run = joined(part([STABLE], 1), again, part([STABLE], 3), repeats=True)
    [column] = columns_of(run)
    assert {tuple(each.repeat for each in many) for many in column.repeats.values()} == {(0, 1, 2)}
    assert {each.repeats for each in run.results} == {(PASS, PASS, PASS)}
    assert run.starts == {STABLE: 3}


def test_repeats_of_a_repeated_run_are_counted_on() -> None:
    probe = "codecs/av1.js"
    first = part([STABLE], 1)
    second = tuple(dataclasses.replace(each, repeat=1, metrics={"n": 2}) for each in first.evidence)
    run = joined(dataclasses.replace(first, evidence=(*first.evidence, *second)), part([STABLE], 2), repeats=True)
    [column] = columns_of(run)
    assert [each.metrics for each in column.repeats[probe]] == [{}, {"n": 2}, {}]
    assert [each.repeat for each in column.repeats[probe]] == [0, 1, 2]


def test_results_that_do_not_agree_are_flaky() -> None:
    ends: list[tuple[Status, str | None]] = [(Status.FAIL, "too late"), (PASS, None), (PASS, None)]
    given = [Result(check="c", browser="b", status=status, message=words, duration=1) for status, words in ends]
    made = merge_repeats(given)
    assert (made.status, made.outcome, made.duration) == (PASS, Outcome.FLAKY, 3)
    assert made.repeats == (Status.FAIL, PASS, PASS)
    assert made.message == "flaky: PASS 2 of 3, FAIL 1 of 3: too late"
    again = merge_repeats([made, given[0]])
    assert again.message == "flaky: FAIL 2 of 4, PASS 2 of 4: too late"
    assert merge_repeats([given[0]]) == given[0]


def test_results_that_were_unexpected_in_every_run_are_not_flaky() -> None:
    given = [
        Result(check="c", browser="b", status=status, message="no", outcome=Outcome.UNEXPECTED)
        for status in (Status.FAIL, Status.TIMEOUT)
    ]
    made = merge_repeats(given)
    assert (made.outcome, made.message) == (Outcome.UNEXPECTED, "FAIL 1 of 2, TIMEOUT 1 of 2: no")
    once_more = merge_repeats([made, given[1]])
    assert (once_more.outcome, once_more.message) == (
        Outcome.UNEXPECTED,
        "TIMEOUT 2 of 3, FAIL 1 of 3: no",
    )
    assert merge_repeats([*given, Result(check="c", browser="b", status=PASS)]).outcome is Outcome.FLAKY


def other_version(run: Run) -> Run:
    return dataclasses.replace(run, provenances=tuple(dataclasses.replace(p, version="157") for p in run.provenances))


def other_flags(run: Run) -> Run:
    return dataclasses.replace(run, provenances=tuple(dataclasses.replace(p, flags=("--a",)) for p in run.provenances))


def other_check(run: Run) -> Run:
    changed = dataclasses.replace(run.checks[0], version="2")
    return dataclasses.replace(run, checks=(changed, *run.checks[1:]))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda run: dataclasses.replace(run, id="part-1"), "are the same run, part-1; name each run once"),
        (lambda run: dataclasses.replace(run, matrix_digest="d2"), r"are of two matrices \(d1 and d2\)"),
        (lambda run: dataclasses.replace(run, matrix_digest=""), "was gathered for no matrix"),
        (lambda run: dataclasses.replace(run, format=2), 'has format 1 and "runs/part-2" format 2'),
        (other_check, r'the check "codecs/av1_decodes_frames" is not the same in "runs/part-1" \(version 1\)'),
        (other_version, 'is not the same browser.*version "156.0.8078.79" and "157"'),
        (other_flags, 'flags "--headless=new --use-fake-device-for-media-stream" and "--a"'),
    ],
)  # fmt: skip
def test_runs_that_do_not_belong_together_are_refused_in_words(change: Callable[[Run], Run], words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        joined(part([STABLE], 1), change(part([STABLE], 2)), repeats=True)

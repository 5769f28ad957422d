"""All columns in one row: groups of those that agree, who kept silent, and that many columns take no time."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Iterable
from typing import Any

import pytest
from made_up_run import ESR, OLD, STABLE, evidence, provenance, three_browsers
from many_columns import many_columns

from rtcmatrix.compare import Absent, Column, columns_of, compare_columns
from rtcmatrix.compare.rows import Row, rows_of
from rtcmatrix.model import Check, Fault, Json, Kind, Level, Result, Run, Status

PROBE = "a/b.js"
ABSENT = Absent.ABSENT


def run_of(*facts: dict[str, Json] | None, **more: Any) -> Run:
    """Make up a run with one probe, a column for each facts."""
    names = [f"x:{at}" for at in range(len(facts))]
    gathered = [
        evidence(PROBE, name, each, fault=None if each is not None else Fault.TIMEOUT)
        for name, each in zip(names, facts, strict=True)
    ]
    return Run(
        id="made-up",
        format=1,
        tool="none",
        started_at="",
        provenances=tuple(provenance(name, "X", "1.0") for name in names),
        evidence=tuple(gathered),
        **more,
    )


def in_short(rows: Iterable[Row]) -> list[tuple[str, list[tuple[Any, tuple[int, ...]]]]]:
    return [(row.path, [(group.value, group.columns) for group in row.groups]) for row in rows]


def fact_rows(*facts: dict[str, Json] | None) -> list[tuple[str, list[tuple[Any, tuple[int, ...]]]]]:
    return in_short(row for row in rows_of(columns_of(run_of(*facts))) if row.level is Level.FACT)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([{"a": 1}, {"a": 1.0}, {"a": 1}], []),
        ([{"a": 1}], []),
        ([], []),
        ([{"a": 1}, {"a": True}, {"a": 1}], [("a", [(1, (0, 2)), (True, (1,))])]),
        ([{"a": 2}, {"a": 1}, {"a": 1}], [("a", [(1, (1, 2)), (2, (0,))])]),
        ([{"a": 2}, {"a": 1}], [("a", [(2, (0,)), (1, (1,))])]),
        ([{"a": None}, {}, {"a": None}], [("a", [(None, (0, 2)), (ABSENT, (1,))])]),
        ([{"a": [1, 2]}, {"a": [2, 1]}, {"a": [1.0, 2]}], [("a", [([1, 2], (0, 2)), ([2, 1], (1,))])]),
        ([{"a": [1]}, {"a": [True]}], [("a", [([1], (0,)), ([True], (1,))])]),
        ([{"a": {"b": 1, "c": 3}}, {"a": {"c": 3, "b": 2}}], [("a.b", [(1, (0,)), (2, (1,))])]),
        ([{"a": {}}, {"a": {"b": 1}}], [("a.b", [(ABSENT, (0,)), (1, (1,))])]),
        ([{"a": {}}, {"a": []}], [("a", [({}, (0,)), ([], (1,))])]),
        ([{"a": {"b": 1}}, {"a": 3}, {"a": {"b": 1}}], [("a", [({"b": 1}, (0, 2)), (3, (1,))])]),
        ([{"b": 1, "a": 1}, {"b": 2, "a": 2}], [("a", [(1, (0,)), (2, (1,))]), ("b", [(1, (0,)), (2, (1,))])]),
    ],
)  # fmt: skip
def test_facts(facts: list[dict[str, Json]], expected: list[Any]) -> None:
    assert fact_rows(*facts) == expected


def test_an_object_that_some_lack_and_that_differs_is_two_questions() -> None:
    assert fact_rows({"a": {"b": 1, "c": 0}}, {"a": {"b": 2, "c": 0}}, {}, {"a": {"b": 2, "c": 0}}) == [
        ("a", [({"b": 1, "c": 0}, (0, 1, 3)), (ABSENT, (2,))]),
        ("a.b", [(2, (1, 3)), (1, (0,)), (ABSENT, (2,))]),
    ]


def test_who_came_to_no_end_is_silent_and_has_a_row_of_its_own() -> None:
    end, fact = rows_of(columns_of(run_of({"a": 1}, None, {"a": 2})))
    assert (end.level, end.subject, in_short([end])) == (
        Level.STATUS, PROBE, [("", [("observed", (0, 2)), ("timeout", (1,))])],
    )  # fmt: skip
    assert (fact.path, fact.silent) == ("a", (1,))


def test_statuses_are_grouped_and_tell_how_a_probe_ended() -> None:
    check = Check(id="a/c", title="It works", probe=PROBE, spec="", version="1")
    statuses = (Status.PASS, Status.TIMEOUT, None)
    results = tuple(Result(check="a/c", browser=f"x:{at}", status=each) for at, each in enumerate(statuses) if each)
    (row,) = rows_of(columns_of(run_of({}, None, {}, checks=(check,), results=results)))
    assert (row.level, row.subject, row.silent) == (Level.STATUS, "a/c", (2,))
    assert in_short([row]) == [("", [("PASS", (0,)), ("TIMEOUT", (1,))])]


def test_a_fact_in_which_a_column_differs_from_itself_is_noisy() -> None:
    run = run_of({"a": {"b": 1}, "c": 1}, {"a": {"b": 2}, "c": 2})
    again = evidence(PROBE, "x:1", {"a": {"b": 3}, "c": 2}, repeat=1)
    rows = rows_of(columns_of(dataclasses.replace(run, evidence=(*run.evidence, again))))
    assert [(row.path, row.noisy) for row in rows] == [("a.b", True), ("c", False)]


def test_a_flaky_result_is_noisy() -> None:
    check = Check(id="a/c", title="It works", probe=PROBE, spec="")
    results = (
        Result(check="a/c", browser="x:0", status=Status.PASS),
        Result(check="a/c", browser="x:1", status=Status.FAIL, repeats=(Status.FAIL, Status.PASS)),
    )
    (row,) = rows_of(columns_of(run_of({}, {}, checks=(check,), results=results)))
    assert row.noisy


def test_another_version_of_a_check_is_not_set_against_the_others() -> None:
    def run(name: str, version: str, status: Status, fact: int) -> Column:
        check = Check(id="a/c", title="It works", probe=PROBE, spec="", version=version)
        made = run_of({"a": fact}, checks=(check,), results=(Result(check="a/c", browser="x:0", status=status),))
        return Column(run=dataclasses.replace(made, id=name), address="x:0")

    columns = [run("1", "old", Status.FAIL, 3), run("2", "new", Status.PASS, 1), run("3", "new", Status.FAIL, 2)]
    status, fact = rows_of(columns)
    assert (in_short([status]), status.apart, status.silent) == ([("", [("PASS", (1,)), ("FAIL", (2,))])], (0,), ())
    assert (in_short([fact]), fact.apart) == ([("a", [(1, (1,)), (2, (2,))])], (0,))
    assert rows_of([columns[0], columns[1]]) == []


def test_rows_over_two_columns_are_what_a_comparison_finds() -> None:
    columns = [Column(run=three_browsers(), address=address) for address in (STABLE, OLD, ESR)]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        pair = [columns[one], columns[other]]
        rows = {(row.level, row.subject, row.path.partition("[")[0]) for row in rows_of(pair)}
        differences = compare_columns(pair[0], pair[1]).differences
        found = {
            (each.level, each.subject, each.path.partition("[")[0])
            for each in differences
            if each.kind is not Kind.PROVENANCE and (each.level is Level.FACT or None not in {each.before, each.after})
        }
        assert rows == found


@pytest.mark.parametrize("seed", range(40))
def test_groups_hold_every_column_once_and_differ(seed: int) -> None:
    chance = random.Random(seed)
    facts: list[Any] = [
        chance.choice([None, {}, {"a": chance.randrange(3)}, {"a": {"b": chance.randrange(2)}}, {"a": [1]}])
        for _ in range(chance.randrange(2, 9))
    ]
    for row in rows_of(columns_of(run_of(*facts))):
        told = [at for group in row.groups for at in group.columns]
        assert sorted([*told, *row.silent]) == list(range(len(facts)))
        assert [len(group.columns) for group in row.groups] == sorted(
            (len(g.columns) for g in row.groups), reverse=True
        )
        assert len(row.groups) > 1


def test_many_columns_take_no_time_worth_mentioning() -> None:
    columns = columns_of(many_columns())
    assert sum(column.fact_count for column in columns) >= 60_000
    started = time.process_time()
    rows = rows_of(columns)
    took = time.process_time() - started
    again = time.process_time()
    for column in columns:  # the least that anybody who looks at every fact must do
        for each in column.evidence.values():
            repr(each.facts)
    assert took < 40 * (time.process_time() - again)
    assert len(rows) > 100

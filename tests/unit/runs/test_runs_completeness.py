"""What a run lacks, as one function derives it from the plan the run recorded."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from made_up_gaps import ADDRESSES, IDS, WHOLE, interrupted, nothing, one_shard, planned, requiring, without
from made_up_run import ESR, OLD, STABLE

from rtcmatrix.model import Check, Part, Result, Selection, Status, Unavailable
from rtcmatrix.runs import Journal, create_run_dir, finish_run, read_run, write_header
from rtcmatrix.runs.completeness import State, assess, selected_at, selected_cells, selections

if TYPE_CHECKING:
    from pathlib import Path

    from rtcmatrix.model import Run

CELLS = len(IDS) * len(ADDRESSES)
ABSENT = tuple(Unavailable(address=each, reasons=(("installed", "none here"),)) for each in ADDRESSES)


def test_a_run_with_a_result_for_each_cell_is_complete() -> None:
    found = assess(planned())
    assert (found.state, found.words, found.headline, found.missing) == (State.COMPLETE, "", "", 0)


def test_a_run_of_some_checks_is_complete() -> None:
    assert assess(planned(IDS[0], IDS[1])).is_complete


def test_an_interrupted_run_says_how_many_cells_have_no_result() -> None:
    found = assess(interrupted())
    assert (found.state, found.interrupted, found.cells) == (State.INCOMPLETE, True, {ESR: tuple(sorted(IDS[3:]))})
    assert found.headline == f"incomplete: it was interrupted; {len(IDS) - 3} of {CELLS} selected cells have no result"


def test_a_cell_without_a_result_makes_a_run_that_ended_incomplete() -> None:
    found = assess(without(planned(), ESR, IDS[0]))
    assert (found.state, found.interrupted) == (State.INCOMPLETE, False)
    assert found.words == f"1 of {CELLS} selected cells have no result"


@pytest.mark.parametrize("complete", [True, False])
def test_a_run_without_result_and_observation_is_empty(complete: bool) -> None:
    assert assess(nothing(complete=complete)).state is State.EMPTY
    assert "it holds no result and no observation" in assess(nothing()).words


def test_where_no_browser_was_available_the_reasons_are_given() -> None:
    found = assess(dataclasses.replace(nothing(complete=True), unavailable=ABSENT))
    assert (found.state, found.cells) == (State.EMPTY, {})
    assert found.words.startswith("none of its browsers was available: chromium:stable (installed: none here)")


def test_a_column_that_is_not_available_lacks_no_cell() -> None:
    run = dataclasses.replace(without(planned(), ESR, *IDS), unavailable=ABSENT[2:])
    run = dataclasses.replace(run, provenances=run.provenances[:2])
    assert assess(run).is_complete
    missing = assess(requiring(run))
    assert (missing.state, missing.required) == (State.INCOMPLETE, (ESR,))
    assert missing.words == "required browser missing: firefox:esr (installed: none here)"


def test_a_merged_run_names_the_shard_that_did_not_finish_and_the_column_nobody_gathered() -> None:
    cut = dataclasses.replace(planned(), complete=False, parts=(Part(run="r1", name="shard-firefox", complete=False),))
    assert assess(cut).words == "1 shard did not finish: shard-firefox (run r1)"
    assert not assess(cut).interrupted
    assert assess(one_shard()).words == "no shard gathered firefox:esr"
    assert assess(requiring(one_shard())).required == (ESR,)


def test_a_run_without_a_plan_selected_each_of_its_checks_in_each_of_its_columns() -> None:
    older = dataclasses.replace(interrupted(), selected=())
    assert assess(older).cells == {ESR: tuple(sorted(IDS[3:]))}
    assert selected_at(older, STABLE) == set(IDS)


def test_what_was_gathered_for_no_matrix_selects_nothing() -> None:
    imported = dataclasses.replace(without(WHOLE, ESR, IDS[0]), matrix_digest="")
    assert selected_cells(imported) == {}
    assert assess(imported).is_complete


def test_columns_with_the_same_checks_share_one_selection() -> None:
    cells = {STABLE: ["b", "a"], OLD: ["a", "b"], ESR: ["a"]}
    written = selections(cells)
    assert written == (Selection(browsers=(STABLE, OLD), checks=("a", "b")), Selection(browsers=(ESR,), checks=("a",)))
    run = dataclasses.replace(planned(), selected=written)
    assert selected_cells(run) == {address: frozenset(checks) for address, checks in cells.items()}


def journaled(folder: Path, *lines: tuple[str, object], header: Run) -> Path:
    path = create_run_dir(folder, folder / "run")
    write_header(path, header)
    with Journal(path, "gw0") as journal:
        for kind, value in lines:
            journal.write(kind, value)
    return path


def test_a_killed_run_knows_its_plan(tmp_path: Path) -> None:
    plan = Selection(browsers=(STABLE,), checks=("a/x", "a/y"))
    result = Result(check="a/x", browser=STABLE, status=Status.PASS)
    header = dataclasses.replace(nothing(), selected=())
    path = journaled(tmp_path, ("selected", plan), ("result", result), header=header)
    found = assess(read_run(path))
    assert (found.cells, found.interrupted) == ({STABLE: ("a/y",)}, True)
    run = finish_run(path, complete=True, finished_at="2026-01-02T03:04:05Z")
    assert run.selected == (plan,)
    assert assess(run).state is State.INCOMPLETE


def test_what_a_resumed_run_has_left_does_not_replace_its_plan(tmp_path: Path) -> None:
    check = Check(id="a/x", title="x", probe="a/x.js", spec="")
    first = Selection(browsers=(STABLE,), checks=("a/x", "a/y"))
    left = Selection(browsers=(STABLE,), checks=("a/y",))
    result = Result(check="a/x", browser=STABLE, status=Status.PASS)
    header = dataclasses.replace(nothing(), selected=())
    path = journaled(tmp_path, ("check", check), ("selected", first), ("result", result), header=header)
    with Journal(path, "gw0", 2) as journal:
        journal.write("selected", left)
    assert read_run(path).selected == (first,)

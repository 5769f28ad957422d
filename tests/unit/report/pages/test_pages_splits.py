"""What changed: who stands apart, what comes first, what is folded, and the sentence on top."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from made_up_run import ESR, OLD, STABLE, evidence, three_browsers

from rtcmatrix.compare import Comparing
from rtcmatrix.model import Json, KnownDifference, Run, Status
from rtcmatrix.report.html.artifacts import Artifacts
from rtcmatrix.report.pages.report import ReportView, report_view

SURFACE = KnownDifference(
    checks=("getdisplaymedia/surface_is_told",),
    browsers=("firefox:*",),
    expected=Status.FAIL,
    bug="https://bugzilla.example/1",
    reason="Firefox does not tell.",
    line=12,
    file="suites/known-differences.yaml",
)


def view(tmp_path: Path, *runs: Run) -> ReportView:
    return report_view([(tmp_path, run) for run in runs], Artifacts(tmp_path), compared=Comparing(known=(SURFACE,)))


def facts_run(**values: dict[str, Json]) -> Run:
    """The made-up run with one probe whose facts are those given, by browser."""
    addresses = {"stable": STABLE, "old": OLD, "esr": ESR}
    gathered = tuple(evidence("codecs/av1.js", addresses[name], facts) for name, facts in values.items())
    return dataclasses.replace(three_browsers(), evidence=gathered, results=(), checks=())


def test_rows_stand_together_by_who_is_apart(tmp_path: Path) -> None:
    told = view(tmp_path, three_browsers())
    assert [(split.title, split.against, len(split.checks), split.fact_count) for split in told.splits] == [
        ("Three different results", "Chromium 156, Chromium 150 and Firefox 153", 1, 0),
        ("Firefox 153", "compared with Chromium 156 and 150", 2, 10),
    ]
    assert [row.note for row in told.splits[1].known] == ["getdisplaymedia/surface_is_told"]
    assert told.splits[1].why == "Another brand."


def test_what_a_version_changed_comes_before_what_brands_never_shared(tmp_path: Path) -> None:
    run = facts_run(
        stable={"a": 1, "b": 1, "c": 1, "d": 1},
        old={"a": 1, "b": 1, "c": 1, "d": 2},
        esr={"a": 2, "b": 2, "c": 2, "d": 1},
    )
    assert [split.title for split in view(tmp_path, run).splits] == ["Chromium 150", "Firefox 153"]


def test_facts_that_say_the_same_are_one_row(tmp_path: Path) -> None:
    many = {f"fact{number}": True for number in range(5)}
    few = {f"fact{number}": False for number in range(5)} | {"other": 1}
    (split,) = view(tmp_path, facts_run(stable={**many, "other": 2}, old={**many, "other": 2}, esr=few)).splits
    (area,) = split.areas
    (probe,) = area.probes
    assert [(row.subject, row.alike) for row in probe.rows] == [
        ("fact0", ("fact1", "fact2", "fact3", "fact4")),
        ("other", ()),
    ]
    assert split.fact_count == area.count == 6


def test_noise_is_set_aside_and_named(tmp_path: Path) -> None:
    run = facts_run(stable={"lucky": 1}, old={"lucky": 2}, esr={"lucky": 2})
    again = evidence("codecs/av1.js", STABLE, {"lucky": 2}, repeat=1)
    told = view(tmp_path, dataclasses.replace(run, evidence=(*run.evidence, again)))
    assert (told.splits, told.noise_count) == ((), 1)
    assert told.answer.startswith("Nothing changed")


def test_a_column_started_otherwise_says_so(tmp_path: Path) -> None:
    run = facts_run(stable={"a": 1}, old={"a": 2}, esr={"a": 1})
    started = tuple(
        dataclasses.replace(each, flags=(*each.flags, "--odd")) if each.address == OLD else each
        for each in run.provenances
    )
    (split,) = view(tmp_path, dataclasses.replace(run, provenances=started)).splits
    assert "Launched differently: " in split.why
    assert "--odd" in split.why


def test_the_answer_names_versions_first_and_from_old_to_new(tmp_path: Path) -> None:
    told = view(tmp_path, three_browsers())
    assert told.answer == "1 check changed from Chromium 150 to 156."
    assert told.details == (
        "Firefox 153 differs from Chromium 156 in 3 checks and 10 facts.",
        "3 of 42 results are unexpected.",
    )


@pytest.mark.parametrize(
    ("later", "answer"),
    [
        (1, "Nothing changed: 1 fact is alike in 2 columns."),
        (2, "1 fact changed from Chromium 156, run 1 to Chromium 156, run 2."),
    ],
)
def test_two_runs_of_one_browser(tmp_path: Path, later: int, answer: str) -> None:
    runs = [
        dataclasses.replace(
            facts_run(stable={"a": value}),
            id=f"run{number}",
            started_at=f"2026-01-0{number}T00:00:00Z",
            compare=(),
            provenances=three_browsers().provenances[:1],
        )
        for number, value in ((1, 1), (2, later))
    ]
    assert view(tmp_path, *runs).answer == answer

"""The headline of a report names two versions of a browser from the older to the newer, however the run lists them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from made_up_run import OLD, STABLE, evidence, provenance, three_browsers

from rtcmatrix.model import Outcome, Run, Status
from rtcmatrix.report.html.artifacts import Artifacts
from rtcmatrix.report.pages.report import report_view

PROBE = "codecs/av1.js"


def two_versions(before: str, after: str) -> Run:
    """Compare two versions of Chromium, which differ in one fact, in this order."""
    return dataclasses.replace(
        three_browsers(),
        compare=((STABLE, OLD),),
        unavailable=(),
        results=(),
        checks=(),
        provenances=(provenance(STABLE, "Chromium", before), provenance(OLD, "Chromium", after)),
        evidence=(evidence(PROBE, STABLE, {"decoded": before}), evidence(PROBE, OLD, {"decoded": after})),
    )


def headline(tmp_path: Path, *runs: Run) -> str:
    return report_view([(tmp_path, run) for run in runs], Artifacts(tmp_path)).answer


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("150.0.7871.12", "156.0.8078.79", "1 fact changed from Chromium 150 to 156."),
        ("156.0.8078.79", "150.0.7871.12", "1 fact changed from Chromium 150 to 156."),
        ("99.0.1", "100.0.1", "1 fact changed from Chromium 99 to 100."),
        ("100.0.1", "99.0.1", "1 fact changed from Chromium 99 to 100."),
    ],
)
def test_the_older_version_comes_first(tmp_path: Path, before: str, after: str, expected: str) -> None:
    assert headline(tmp_path, two_versions(before, after)) == expected


@pytest.mark.parametrize(
    ("before", "after", "older"),
    [
        ("156.0.10", "156.0.9", OLD),
        ("156.0.9", "156.0.10", STABLE),
        ("156.0", "156.0.1", STABLE),
        ("156.0.1", "156.0", OLD),
        ("156.0", "156.0", STABLE),
    ],
)
def test_builds_of_one_version_are_ordered_by_their_further_numbers(
    tmp_path: Path, before: str, after: str, older: str
) -> None:
    """Two columns of one version have their address in the label; of equal builds the one compared with is first."""
    newer = OLD if older == STABLE else STABLE
    run = two_versions(before, after)
    differing = tuple(dataclasses.replace(each, facts={"decoded": each.browser}) for each in run.evidence)
    assert headline(tmp_path, dataclasses.replace(run, evidence=differing)) == (
        f"1 fact changed from Chromium 156 ({older}) to Chromium 156 ({newer})."
    )


def test_every_check_that_fails_as_known_is_counted_also_where_all_browsers_fail(tmp_path: Path) -> None:
    run = three_browsers()
    expected = [
        dataclasses.replace(each, status=Status.FAIL, outcome=Outcome.EXPECTED, known="suites/known.yaml:1")
        for each in run.results
    ]
    checks = {each.check for each in expected}
    view = report_view(
        [(tmp_path, dataclasses.replace(run, results=tuple(expected), unavailable=()))], Artifacts(tmp_path)
    )
    assert len(checks) > 1
    assert f"{len(checks)} checks that fail somewhere are known differences." in " ".join(view.details)

"""Shards of a nightly run: names, division, timeouts, and the run that they are merged into."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from pathlib import Path

import pytest
from shard_cells import cells_of, gathered, scope_of_shard, write_matrix

from rtcmatrix.matrix import Matrix, load_matrix
from rtcmatrix.model import Check, Run
from rtcmatrix.runner.estimate import Durations
from rtcmatrix.runner.scope import scope_of
from rtcmatrix.runner.shards import (
    LEAST_MINUTES,
    LONGEST_SECONDS,
    MOST_MINUTES,
    SETUP_MINUTES,
    SLOWER,
    Shard,
    plan_shards,
)
from rtcmatrix.runs.completeness import assess, selected_cells
from rtcmatrix.runs.layout import Layout
from rtcmatrix.runs.merge import Shard as MergeShard
from rtcmatrix.runs.merge import merge_runs

MATRIX = """\
version: 1
browsers:
  - {name: chrome, channels: [stable, beta]}
  - {name: chromium, channels: [stable]}
  - {name: firefox, channels: [esr]}
pairs: [same, reference, "*:stable <-> firefox:esr"]
compare:
  - {reference: chrome:stable, with: chrome:beta}
"""
AREAS = ("codecs", "ice")
CHECKS = (
    *(Check(id=f"{area}/{n}", title="t", spec="s", probe=f"{area}/{n}.js") for area in AREAS for n in "ab"),
    Check(id="interop/call", title="t", spec="s", probe="interop/call.js", peers=2),
)


def lasting(seconds: float) -> Durations:
    """Make up durations in which each probe takes as long, in each column."""
    return Durations(seconds={(check.probe, "x:1", "linux"): seconds for check in CHECKS}, start=0)


@pytest.fixture
def matrix(tmp_path: Path) -> Matrix:
    return load_matrix(write_matrix(tmp_path, MATRIX))


def shards_of(matrix: Matrix, seconds: float = 1, platform: str = "linux") -> list[Shard]:
    return plan_shards(matrix, CHECKS, lasting(seconds), platform=platform, browsers=matrix.browsers)


def test_brands_have_a_shard_each_and_calls_between_them_another(matrix: Matrix) -> None:
    stable = ("chrome:stable", "chromium:stable")
    calls = [*(f"{each}->firefox:esr" for each in stable), *(f"firefox:esr->{each}" for each in stable)]
    assert [(each.name, each.browsers, each.arguments) for each in shards_of(matrix)] == [
        ("chrome-linux", "chrome:*", []),
        ("chromium-linux", "chromium:*", []),
        ("firefox-linux", "firefox:*", []),
        (
            "calls-linux",
            "chrome:stable,chromium:stable,firefox:esr",
            [
                "--pairs-only",
                "--pairs",
                ",".join(calls),
            ],
        ),
    ]


def test_browsers_that_only_debian_builds_are_left_out_elsewhere(matrix: Matrix) -> None:
    windows = shards_of(matrix, platform="windows")
    assert [each.name for each in windows] == ["chrome-windows", "firefox-windows", "calls-windows"]
    assert windows[-1].browsers == "chrome:stable,firefox:esr"


def test_pairs_of_the_command_line_reach_every_shard(matrix: Matrix) -> None:
    entries = ("same", "chrome:* -> firefox:esr")
    shards = plan_shards(matrix, CHECKS, lasting(1), platform="linux", browsers=matrix.browsers[:2], pairs=entries)
    assert [each.arguments for each in shards] == [["--pairs", "same,chrome:*->firefox:esr"]]
    assert cells_of(scope_of_shard(shards[0], matrix), CHECKS)[-2:] == [
        ("interop/call", "chrome:stable+chrome:stable"),
        ("interop/call", "chrome:beta+chrome:beta"),
    ]


def test_a_long_brand_is_divided_by_channel_and_then_by_area(matrix: Matrix) -> None:
    by_channel = shards_of(matrix, LONGEST_SECONDS / 5)
    assert [(each.name, each.browsers) for each in by_channel][:3] == [
        ("chrome-1-linux", "chrome:stable"),
        ("chrome-2-linux", "chrome:beta"),
        ("chromium-linux", "chromium:*"),
    ]
    by_area = shards_of(matrix, LONGEST_SECONDS / 3)
    assert [(each.name, each.arguments) for each in by_area if each.browsers == "firefox:*"] == [
        ("firefox-1-linux", ["--suites", "codecs/*"]),
        ("firefox-2-linux", ["--suites", "ice/*"]),
        ("firefox-3-linux", ["--suites", "interop/*"]),
    ]


def test_the_timeout_is_that_of_the_estimate(matrix: Matrix) -> None:
    [firefox] = [each for each in shards_of(matrix, 600) if each.name == "firefox-linux"]
    # Four checks alone, and a call of the browser with itself, by one worker
    assert firefox.timeout_minutes == SLOWER * 5 * 10 + SETUP_MINUTES
    assert {each.timeout_minutes for each in shards_of(matrix, 0)} == {LEAST_MINUTES}
    assert max(each.timeout_minutes for each in shards_of(matrix, 2 * LONGEST_SECONDS)) == MOST_MINUTES


def test_a_part_without_any_cell_has_no_shard(tmp_path: Path) -> None:
    calls = load_matrix(write_matrix(tmp_path, MATRIX + "suites: [interop/*]\n"))
    assert [each.name for each in shards_of(calls)] == [
        *("chrome-linux", "chromium-linux", "firefox-linux", "calls-linux"),
    ]
    alone = load_matrix(write_matrix(tmp_path, MATRIX.replace("same, reference, ", "") + "suites: [interop/*]\n"))
    assert [each.name for each in shards_of(alone)] == ["calls-linux"]


def merged(matrix: Matrix, shards: Collection[Shard], absent: Collection[str]) -> Run:
    runs = [
        MergeShard(
            name=shard.name,
            run=gathered(
                scope_of_shard(shard, matrix), CHECKS, matrix, name=shard.name, platform=shard.platform, absent=absent
            ),
        )
        for shard in shards
    ]
    layout = Layout(order=matrix.addresses, compare=matrix.compare, browsers=matrix.browsers)
    return merge_runs(runs, run_id="merged", tool="rtcmatrix 0", layout=layout, platforms=True)


@pytest.mark.parametrize("seconds", [1, LONGEST_SECONDS / 5, LONGEST_SECONDS / 3])
@pytest.mark.parametrize("absent", [(), ("chrome:beta",), ("chrome:stable", "chrome:beta", "chromium:stable")])
def test_shards_of_two_platforms_merge_into_a_complete_run(
    matrix: Matrix, seconds: float, absent: tuple[str, ...]
) -> None:
    shards = [shard for platform in ("linux", "macos") for shard in shards_of(matrix, seconds, platform)]
    run = merged(matrix, shards, absent)
    assert assess(run).words == ""
    on_linux = {address.replace("@linux", "") for address in selected_cells(run) if "@macos" not in address}
    whole = scope_of(matrix, [each for each in matrix.addresses if each not in absent])
    assert on_linux == set(whole.addresses)
    assert {each.address.partition("@")[0] for each in run.browsers} == set(matrix.addresses)


def test_a_missing_shard_of_a_brand_makes_the_run_incomplete(matrix: Matrix) -> None:
    shards = [each for each in shards_of(matrix) if "firefox" not in each.browsers]
    assert assess(merged(matrix, shards, ())).words == "no shard gathered firefox:esr"


def test_a_matrix_of_other_workers_is_estimated_with_them(matrix: Matrix) -> None:
    many = dataclasses.replace(matrix, limits=dataclasses.replace(matrix.limits, workers=4))
    one = dataclasses.replace(matrix, limits=dataclasses.replace(matrix.limits, workers=1))
    chrome = [shards_of(each, 300)[0].timeout_minutes for each in (one, many)]
    assert chrome[0] > chrome[1]

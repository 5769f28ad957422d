"""The estimated time of a run, from measured or shipped durations."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from rtcmatrix.model import Check, Evidence, Run, Timing
from rtcmatrix.runner.estimate import (
    TYPICAL_PAIR,
    TYPICAL_SINGLE,
    TYPICAL_START,
    Durations,
    column_seconds,
    duration_words,
    estimate_run,
    finish_seconds,
    measure,
)

ONE, OTHER = "chrome:stable", "firefox:esr"
PAIR = f"{ONE}+{OTHER}"


def evidence(probe: str, browser: str, duration: float, **more: Any) -> Evidence:
    return Evidence(probe=probe, browser=browser, duration=duration, **more)


def check(check_id: str, probe: str) -> Check:
    return Check(id=check_id, title="t", probe=probe, spec="s")


def run(*of: Evidence, host: str = "linux x86_64, 2 cores", **more: Any) -> Run:
    fields: dict[str, Any] = {"started_at": "2026-01-02T03:04:05Z", "host": host, "evidence": of, **more}
    return Run(id="r1", format=1, tool="t", **fields)


def test_durations_are_shared_by_lanes_and_kept_by_platform() -> None:
    measured = measure(
        run(
            evidence("a/x.js", f"{ONE}@linux", 8, lanes=4),
            evidence("a/x.js", f"{ONE}@linux", 4, lanes=2, repeat=1),
            evidence("a/x.js", f"{ONE}@windows-x86_64", 9),
            evidence("a/p.js", f"{ONE}@macos+{OTHER}@macos", 6, lanes=2),
            starts={ONE: 2},
            timing=Timing(starting=14),
        )
    )
    assert measured.seconds == {
        ("a/x.js", ONE, "linux"): 2,
        ("a/x.js", ONE, "windows"): 9,
        ("a/p.js", PAIR, "macos"): 3,
    }
    assert measured.start == 7
    assert measured.source == "estimated from run r1 of 2026-01-02"


def test_a_probe_that_a_column_lacks_takes_the_nearest_known_time() -> None:
    measured = measure(
        run(
            evidence("a/x.js", f"{ONE}@linux", 2),
            evidence("a/x.js", f"{ONE}@macos", 4),
            evidence("a/x.js", f"{OTHER}@linux", 9),
        )
    )
    assert measured.of_probe("a/x.js", ONE, "macos") == 4
    assert measured.of_probe("a/x.js", ONE, "windows") == 3  # the mean of its platforms
    assert measured.of_probe("a/x.js", "edge:beta", "linux") == 5  # the mean of all columns
    assert measured.of_probe("b/new.js", ONE, "linux") == TYPICAL_SINGLE
    assert measured.of_probe("b/new.js", PAIR, "linux") == TYPICAL_PAIR


def test_a_run_of_one_platform_is_of_its_host() -> None:
    measured = measure(run(evidence("a/x.js", ONE, 2), host="darwin arm64, 3 cores"))
    assert list(measured.seconds) == [("a/x.js", ONE, "macos")]
    assert measured.start == TYPICAL_START


def test_a_column_takes_its_start_and_the_slower_of_usual_and_staged_sessions() -> None:
    measured = dataclasses.replace(
        measure(
            run(
                evidence("a/x.js", ONE, 8, lanes=4),
                evidence("a/alone.js", ONE, 3),
                evidence("a/screen.js", ONE, 4, stage="screen"),
                checks=tuple(check(f"a/{name}", f"a/{name}.js") for name in ("x", "alone", "screen")),
            )
        ),
        start=10.0,
    )
    every = ["a/x", "a/alone", "a/screen"]
    assert column_seconds(measured, ONE, every, "linux") == 10 + (2 + 3)
    assert column_seconds(measured, ONE, ["a/screen", "a/x"], "linux") == 10 + 4
    assert column_seconds(measured, ONE, every, "linux", repeat=5) == 10 + 5 * 5


def test_checks_of_one_probe_share_its_time() -> None:
    shared = Durations(probes={"a/one": "a/x.js", "a/two": "a/x.js"}, start=0)
    assert column_seconds(shared, ONE, ["a/one", "a/two"], "linux") == TYPICAL_SINGLE


def test_checks_without_a_known_probe_count_for_their_share_of_one() -> None:
    unknown = Durations(start=0)
    few, many = (column_seconds(unknown, ONE, [f"a/{n}" for n in range(count)], "linux") for count in (5, 50))
    assert 0 < few < 5 * TYPICAL_SINGLE
    assert many == pytest.approx(10 * few)


@pytest.mark.parametrize(
    ("columns", "workers", "seconds"),
    [([], 2, 0), ([5], 1, 5), ([5], 3, 5), ([5, 4, 3], 1, 12), ([5, 4, 3], 2, 7), ([1, 1, 1, 9], 2, 10)],
)
def test_each_column_goes_to_the_worker_that_is_free_first(columns: list[float], workers: int, seconds: float) -> None:
    assert finish_seconds(columns, workers) == seconds


def test_the_words_say_cells_time_workers_and_source() -> None:
    cells = {ONE: ["a/x", "a/y"], OTHER: ["a/x", "a/y"], PAIR: ["p/z"]}
    durations = Durations(
        source="estimated from run r1 of 2026-01-02",
        probes={"a/x": "a/x.js", "a/y": "a/y.js", "p/z": "p/z.js"},
        seconds={("a/x.js", ONE, "linux"): 3000, ("a/y.js", ONE, "linux"): 590},
    )
    words = estimate_run(cells, durations, workers=1, platform="linux").words
    assert words == ("5 cells in 2 browsers and 1 pair, about 2 h with 1 worker (estimated from run r1 of 2026-01-02)")
    shipped = estimate_run({PAIR: ["p/z"]}, Durations(), workers=2, platform="linux").words
    assert shipped == (
        "1 cell in 1 pair, less than a minute with 2 workers (estimated from shipped durations of another machine)"
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "less than a minute"), (60, "about 1 min"), (3600, "about 1 h"), (6600, "about 1 h 50 min")],
)
def test_durations_are_told_to_the_minute(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words

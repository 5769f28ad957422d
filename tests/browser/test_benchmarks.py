"""Each benchmark runs in its smallest form, so that a published figure can be taken again. No figure is judged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from kept_runs import kept
from made_up_run import three_browsers
from small_project import CHROMIUM, REPOSITORY, find_build

BENCHMARKS = REPOSITORY / "benchmarks"
FAULT = "128 open files, hard limit"


def bench(name: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / name), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_lanes_compares_sessions_with_lanes() -> None:
    find_build(CHROMIUM)
    lines = bench("lanes.py", "--probes", "codecs/capabilities.js", "--lanes", "1,2").splitlines()
    assert lines[0].startswith("chromium:stable ")
    assert ": 1 probes, " in lines[0]
    ways = ("a session for each", "the same, killed", "1 lanes", "2 lanes")
    assert [way for way, line in zip(ways, lines[1:], strict=True) if line.strip().startswith(way)] == list(ways)


def test_report_takes_its_figures() -> None:
    find_build(CHROMIUM)
    text = bench("report.py", "--browsers", "2", "--facts", "50", "--times", "1")
    assert text.startswith("2 browsers x 50 facts\n")
    assert "one file: q state 7" in text


def test_images_are_made_of_a_run(tmp_path: Path) -> None:
    find_build(CHROMIUM)
    out = tmp_path / "images"
    out.mkdir()
    check = f"check-{three_browsers().checks[0].id.replace('/', '-')}.html"
    bench("pictures.py", kept(tmp_path, three_browsers()), "--out", str(out), "--check", check)
    assert {"report.png", "matrix.png", "narrow.png", "pair.png", "check.png"} <= {each.name for each in out.iterdir()}


def test_histories_prints_every_table() -> None:
    text = bench("histories.py", "1")
    assert text.startswith("1 histories; ")
    assert text.count("| repeats of each side |") == 9


def test_imports_measures_each_command() -> None:
    text = bench("imports.py", "--results", "200")
    assert "200 results" in text


@pytest.mark.skipif(sys.platform != "linux", reason="faults are done by signals")
def test_faults_prints_a_row_of_the_table() -> None:
    find_build(CHROMIUM)
    text = bench("faults.py", "--times", "1", "-k", FAULT)
    assert text.count(FAULT) >= 1


@pytest.mark.parametrize("path", sorted(BENCHMARKS.glob("*.py")), ids=lambda path: path.name)
def test_every_benchmark_is_run_here(path: Path) -> None:
    assert f'"{path.name}"' in Path(__file__).read_text(encoding="utf-8")

"""A whole run that is interrupted or killed: nothing gathered is lost, nothing stays behind, and it can be taken up."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from small_project import (
    CHROMIUM,
    FIREFOX,
    HEEDS_SIGINT,
    QUICK,
    WAITING,
    await_truth,
    build_project,
    find_build,
    processes_with,
)

from rtcmatrix.model import Status
from rtcmatrix.runs import read_run

INTERRUPTED = 130
PATIENT = "  lanes: 1\n  probe_timeout: 50\n"


@pytest.fixture
def place() -> Iterator[Path]:
    # Not tmp_path: the sockets of a browser need a short name
    with tempfile.TemporaryDirectory(prefix="i") as name:
        yield Path(name)


def begin(place: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a run of its own process group, with its temporary folders in a place of the test's."""
    (place / "t").mkdir(exist_ok=True)
    return subprocess.Popen(
        [*HEEDS_SIGINT, sys.executable, "-m", "rtcmatrix", "run", *arguments],
        cwd=place / "project",
        env={**os.environ, "TMPDIR": str(place / "t")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def lines_of(run_dir: Path) -> list[dict[str, Any]]:
    """Read what the journals hold by now; a line that is being written is not there yet."""
    found = []
    for journal in run_dir.glob("journal/*.jsonl"):
        *whole, _ = journal.read_text(encoding="utf-8").split("\n")
        found += [json.loads(line) for line in whole]
    return found


def gathered(run_dir: Path) -> list[str]:
    return [
        f"{one['value']['probe']}@{one['value']['browser']}" for one in lines_of(run_dir) if one["kind"] == "evidence"
    ]


def at_work(run_dir: Path, browsers: int) -> bool:
    """Whether each browser has a page that runs, one with its first probe done."""
    kinds = [one["kind"] for one in lines_of(run_dir)]
    return kinds.count("provenance") == browsers and kinds.count("evidence") >= 1


def nothing_stays(place: Path) -> bool:
    return not processes_with(place / "t") and not list((place / "t").glob("rtcmatrix-*"))


PROBES = {"a/quick.js": QUICK, "b/waiting.js": WAITING, "c/quick.js": QUICK}


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_was_gathered_and_leaves_nothing(place: Path, workers: int) -> None:
    find_build(CHROMIUM)
    find_build(FIREFOX)
    build_project(place / "project", PROBES, browsers="chromium,firefox", limits=PATIENT)
    run_dir = place / "run"
    process = begin(place, "--out", str(run_dir), "-n", str(workers))
    await_truth(lambda: at_work(run_dir, workers))
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED, output
    assert "Traceback" not in output
    assert nothing_stays(place)
    run = read_run(run_dir)
    assert not run.complete
    assert "a/quick.js@chromium:stable" in {one.id for one in run.evidence if one.facts == {"sum": 2}}
    assert not any(one.status is Status.PASS and one.check == "small/b_waiting" for one in run.results)
    assert (run_dir / "report" / "index.html").is_file()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_run_leaves_nothing_and_is_resumed_where_it_stopped(place: Path, workers: int) -> None:
    find_build(CHROMIUM)
    find_build(FIREFOX)
    matrix = build_project(place / "project", PROBES, browsers="chromium,firefox", limits=PATIENT)
    run_dir = place / "run"
    process = begin(place, "--out", str(run_dir), "-n", str(workers), "-k", "not c_quick")
    await_truth(lambda: at_work(run_dir, workers))
    before = gathered(run_dir)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    await_truth(lambda: nothing_stays(place))

    (matrix.parent / "pages" / "probes" / "b" / "waiting.js").write_text(QUICK, encoding="utf-8")
    resumed = begin(place, "--resume", str(run_dir), "-n", str(workers))
    output, _ = resumed.communicate(timeout=240)
    assert resumed.returncode == 0, output
    run = read_run(run_dir)
    assert run.complete
    assert len(run.results) == 4  # what the first start had left out was left out again
    assert {one.status for one in run.results} == {Status.PASS}
    again = begin(place, "--resume", str(run_dir))
    output, _ = again.communicate(timeout=60)
    assert again.returncode == 0, output
    # What the first start had gathered was not gathered again
    assert len(gathered(run_dir)) == len(set(gathered(run_dir))) == 4
    assert set(before) < set(gathered(run_dir))
    assert nothing_stays(place)


def test_a_worker_that_is_killed_costs_its_cell_and_no_other(place: Path) -> None:
    find_build(CHROMIUM)
    find_build(FIREFOX)
    build_project(place / "project", PROBES, browsers="chromium,firefox", limits="  lanes: 1\n  probe_timeout: 8\n")
    run_dir = place / "run"
    process = begin(place, "--out", str(run_dir), "-n", "2")
    await_truth(lambda: at_work(run_dir, 2))
    worker = next(
        one for one in psutil.Process(process.pid).children() if "sys.stdin.readline" in " ".join(one.cmdline())
    )
    worker.kill()
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 1, output
    run = read_run(run_dir)
    assert len(run.results) == 6
    assert "died in small/" in output
    assert {one.status for one in run.results if one.check != "small/b_waiting"} == {Status.PASS}
    assert not any(one.status is Status.PASS for one in run.results if one.check == "small/b_waiting")
    assert nothing_stays(place)


@pytest.mark.parametrize(("stage", "programs"), [("person", {"Xvfb", "openbox"}), ("sound", {"pulseaudio"})])
def test_a_killed_run_leaves_nothing_of_its_stages(place: Path, stage: str, programs: set[str]) -> None:
    find_build(CHROMIUM)
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    waiting = WAITING.replace("\n", f"\n// META: stage={stage}\n", 1)
    build_project(place / "project", {"a/quick.js": QUICK, "b/waiting.js": waiting}, limits=PATIENT)
    run_dir = place / "run"
    process = begin(place, "--out", str(run_dir))
    await_truth(lambda: [one["kind"] for one in lines_of(run_dir)].count("start") == 2)
    assert programs <= {one.name() for one in processes_with(place / "t")}
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    await_truth(lambda: nothing_stays(place))

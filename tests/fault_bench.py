"""Whole runs of a small project to which something is done: what they lose, what they leave, what they say, how long.

The statuses of an undisturbed run of the same project are the measure: a cell that comes out greener than there is the
one thing that must never happen.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psutil
from small_project import HEEDS_SIGINT, QUICK, build_project, processes_with

from rtcmatrix.errors import FormatError
from rtcmatrix.model import Status
from rtcmatrix.runs import read_run

LONGEST = 240.0
"""Seconds until a run that has not ended is killed; the table then says "never ended"."""
SETTLING = 20.0
"""Seconds given to guards, after the end of a run, before what is left is counted."""
LIMITS = "  lanes: 2\n  start_timeout: 45\n  page_load_timeout: 15\n  script_timeout: 3\n  probe_timeout: 8\n"

SLOW = (
    "// Takes a while.\nexport default async () => {\n"
    "  await new Promise((resolve) => setTimeout(resolve, 2500));\n  return { facts: { sum: 2 } };\n};\n"
)
WRONG = "// Gives what its check does not expect.\nexport default async () => ({ facts: { sum: 3 } });\n"
LACKING = '// Lacks something.\nexport default async (rtc) => rtc.unsupported("a fourth dimension");\n'
CLOSING = "// Closes its own tab.\nexport default async () => { window.close(); await new Promise(() => {}); };\n"
LEAVING = '// Goes elsewhere.\nexport default async () => { location = "about:blank"; await new Promise(() => {}); };\n'
USUAL = {
    "a/quick.js": QUICK,
    "b/slow.js": SLOW,
    "c/wrong.js": WRONG,
    "d/slow.js": SLOW,
    "e/lacking.js": LACKING,
    "f/quick.js": QUICK,
}
PAIRED = (
    "// Both sides wait for each other.\n// META: pair\n"
    "async function side(rtc) {\n"
    '  rtc.signal.send("side");\n'
    '  await rtc.signal.next("side", 8000);\n'
    "  await new Promise((resolve) => setTimeout(resolve, 2500));\n"
    "  return { facts: { sum: 2 } };\n}\n"
    "export { side as offerer, side as answerer };\n"
)


@dataclass(frozen=True, kw_only=True)
class Project:
    """What a run is of."""

    probes: Mapping[str, str] = field(default_factory=lambda: USUAL)
    stage: str | None = None
    """Of one further probe that takes a while."""
    pair: bool = False

    @property
    def name(self) -> str:
        return f"{sorted(self.probes)} {self.stage} {self.pair}"

    def build(self, root: Path) -> None:
        """Write it."""
        probes = dict(self.probes)
        if self.stage is not None:
            probes["s/staged.js"] = SLOW.replace("\n", f"\n// META: stage={self.stage}\n", 1)
        if self.pair:
            probes["p/paired.js"] = PAIRED
        build_project(root, probes, limits=LIMITS)
        if self.pair:
            suite = root / "suites" / "small.py"
            text = suite.read_text(encoding="utf-8")
            before, _, after = text.partition("def test_p_paired")
            after = after.replace('== {"sum": 2}', '== {"offerer": {"sum": 2}, "answerer": {"sum": 2}}', 1)
            suite.write_text(f"{before}def test_p_paired{after}", encoding="utf-8")
            matrix = root / "matrix.yaml"
            matrix.write_text(matrix.read_text(encoding="utf-8") + "pairs: same\n", encoding="utf-8")


@dataclass(kw_only=True)
class Case:
    """One run, while it lives."""

    place: Path
    process: subprocess.Popen[str]

    @property
    def run_dir(self) -> Path:
        return self.place / "run"

    @property
    def sessions(self) -> Path:
        return self.place / "t"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What the journals hold; a line that is being written is not there yet."""
        found = []
        for journal in self.run_dir.glob("journal/*.jsonl"):
            *whole, _ = journal.read_text(encoding="utf-8").split("\n")
            found += [json.loads(line) for line in whole]
        return found

    def count(self, kind: str) -> int:
        return [one["kind"] for one in self.lines].count(kind)

    def find(self, what: Callable[[psutil.Process], bool]) -> list[psutil.Process]:
        """Find processes of the run's sessions."""
        # Not the ones that only say their version: those are in no session
        return [one for one in processes_with(self.sessions / "rtcmatrix-") if _safely(what, one)]

    def ours(self, word: str) -> list[psutil.Process]:
        """Find our own processes below the leader: workers, guards."""
        try:
            below = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.Error:
            return []
        return [one for one in below if _safely(lambda each: word in " ".join(each.cmdline()), one)]


def _safely(what: Callable[[psutil.Process], bool], process: psutil.Process) -> bool:
    try:
        return what(process)
    except psutil.Error:
        return False


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that is done to a run, and when."""

    name: str
    project: Project = Project()
    when: Callable[[Case], object] = lambda _: True
    deed: Callable[[Case], object] = lambda _: None
    prepare: Callable[[Path, dict[str, str]], list[str] | None] = lambda _place, _environment: None
    """Changes the place or the environment before the start; may give words in front of the command."""
    workers: int = 1
    resume: bool = False
    """Whether the run is taken up again after its end."""
    spoil: Callable[[Path], object] = lambda _: None
    """What is done to the folder of the run before it is taken up."""
    needs: tuple[str, ...] = ()
    """Programs without which it cannot be tried."""
    root: bool = False
    """Whether it takes a mount, and so root."""


@dataclass(frozen=True, kw_only=True)
class Observed:
    """What came of it."""

    lost: tuple[str, ...]
    """Cells whose status is not the undisturbed run's; those without a result too."""
    greener: tuple[str, ...]
    processes: int
    folders: int
    swept: int
    """Processes and folders still there after the next start, where there was one; else as before."""
    seconds: float
    code: int | None
    message: str


def statuses(run_dir: Path) -> dict[str, Status]:
    """Give the status of each cell of a run; nothing where there is no run."""
    try:
        run = read_run(run_dir)
    except FormatError:
        return {}
    return {f"{one.check}@{one.browser}": one.status for one in run.results}


_undisturbed: dict[str, dict[str, Status]] = {}


def undisturbed(project: Project) -> dict[str, Status]:
    """Give what a run of a project comes to when nothing is done to it; measured once a process."""
    if project.name not in _undisturbed:
        with tempfile.TemporaryDirectory(prefix="u") as name:
            case = begin(Path(name), project, {}, [], workers=1)
            output = _await_end(case)
            found = statuses(case.run_dir)
            assert found, output
            _undisturbed[project.name] = found
    return _undisturbed[project.name]


def begin(
    place: Path,
    project: Project,
    environment: Mapping[str, str],
    words: list[str],
    *,
    workers: int,
    resume: bool = False,
) -> Case:
    """Start a run whose sessions are in a folder of the place."""
    (place / "t").mkdir(exist_ok=True)
    if not (place / "project").exists():
        project.build(place / "project")
    where = ["--resume" if resume else "--out", str(place / "run")]
    process = subprocess.Popen(
        [*HEEDS_SIGINT, *words, sys.executable, "-m", "rtcmatrix", "run", *where, "-n", str(workers)],
        cwd=place / "project",
        env={**os.environ, "TMPDIR": str(place / "t"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    return Case(place=place, process=process)


def observe(fault: Fault) -> Observed:
    """Do it once."""
    expected = undisturbed(fault.project)
    # Not pytest's tmp_path: the sockets of a browser need a short name
    with tempfile.TemporaryDirectory(prefix="f", ignore_cleanup_errors=True) as name:
        place = Path(name)
        environment: dict[str, str] = {}
        (place / "run-place").mkdir()
        words = fault.prepare(place, environment) or []
        began = time.monotonic()
        case = begin(place, fault.project, environment, words, workers=fault.workers)
        if _await(lambda: fault.when(case) or case.process.poll() is not None, LONGEST):
            fault.deed(case)
        output = _await_end(case)
        seconds = time.monotonic() - began
        processes, folders = _left(case)
        code = case.process.returncode
        swept = processes + folders
        found = statuses(case.run_dir)
        message = _message(output, found, expected, case.run_dir)
        if fault.resume:
            fault.spoil(case.run_dir)
            again = begin(place, fault.project, {}, [], workers=fault.workers, resume=True)
            output = _await_end(again)
            swept = sum(_left(again))
            found = statuses(case.run_dir)
            message = message or _message(output, found, expected, case.run_dir)
        _end(place)
        return Observed(
            lost=tuple(sorted(cell for cell, status in expected.items() if found.get(cell) is not status)),
            greener=tuple(
                sorted(c for c, status in found.items() if status is Status.PASS and expected.get(c) is not Status.PASS)
            ),
            processes=processes,
            folders=folders,
            swept=swept,
            seconds=round(seconds, 1),
            code=code,
            message=message,
        )


def _message(output: str, found: Mapping[str, Status], expected: Mapping[str, Status], run_dir: Path) -> str:
    """Give the first thing the run says of what happened: of a cell that is not as expected, else its last line."""
    for cell, status in sorted(found.items()):
        if expected.get(cell) is not status:
            results = {f"{one.check}@{one.browser}": one for one in read_run(run_dir).results}
            return f"{status.value}: {(results[cell].message or '').splitlines()[0]}"
    told = [line.strip() for line in output.splitlines() if "rtcmatrix:" in line or "died in" in line or "left" in line]
    return told[0] if told else ""


def _await_end(case: Case) -> str:
    """Wait for a run's end; one that does not end is killed, and so are its sessions."""
    try:
        output, _ = case.process.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        os.killpg(case.process.pid, signal.SIGKILL)
        output, _ = case.process.communicate()
        return f"rtcmatrix: never ended\n{output}"
    except ValueError:  # a fault closed its output
        case.process.wait(LONGEST)
        return ""
    return output


def _left(case: Case) -> tuple[int, int]:
    """Count what is still there when guards have had their time."""

    def count() -> tuple[int, int]:
        folders = list(case.sessions.glob("rtcmatrix-*")) if case.sessions.exists() else []
        return len(processes_with(case.sessions)), len(folders)

    _await(lambda: count() == (0, 0), SETTLING)
    return count()


def _end(place: Path) -> None:
    """End whatever a fault has left, so that the next one is measured alone."""
    for process in processes_with(place):
        with contextlib.suppress(psutil.Error):
            process.kill()
    for mounted in (place / "full", place / "sealed"):
        if mounted.is_mount():
            subprocess.run(["umount", "-l", str(mounted)], check=False)


def _await(what: Callable[[], object], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@cache
def missing(program: str) -> bool:
    """Whether a program is not installed."""
    return shutil.which(program) is None

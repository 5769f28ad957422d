"""Every exit code of the design, each reached by the whole command as a person or a CI job starts it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import CHROMIUM, HEEDS_SIGINT, QUICK, WAITING, await_truth, build_project, find_build

from rtcmatrix.errors import (
    EXIT_CONFIGURATION,
    EXIT_EXPECTED,
    EXIT_INTERRUPTED,
    EXIT_NOTHING_SELECTED,
    EXIT_OWN_FAULT,
    EXIT_UNAVAILABLE,
    EXIT_UNEXPECTED,
)

WRONG = QUICK.replace("1 + 1", "1 + 2")
PROGRAM = (*HEEDS_SIGINT, sys.executable, "-m", "rtcmatrix")

PLANTED = """
import sys
import rtcmatrix.{module} as module

def fail(*_, **__):
    raise {error}

module.{name} = fail
from rtcmatrix.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""A program in which a part of the tool fails: nothing that a person can do brings that about."""


@pytest.fixture
def project() -> Iterator[Path]:
    # Not tmp_path: the sockets of a browser need a short name
    with tempfile.TemporaryDirectory(prefix="e") as name:
        root = Path(name) / "project"
        (Path(name) / "t").mkdir()
        build_project(root, {"a/quick.js": QUICK})
        yield root


def start(project: Path, *arguments: str, program: tuple[str, ...] = PROGRAM) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*program, *arguments],
        cwd=project,
        env={**os.environ, "TMPDIR": str(project.parent / "t")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def rtcmatrix(project: Path, *arguments: str, program: tuple[str, ...] = PROGRAM) -> tuple[int, str]:
    """Run a command to its end; give the exit code and all it said."""
    process = start(project, *arguments, program=program)
    out, err = process.communicate(timeout=240)
    assert "Traceback" not in out + err
    return process.returncode, out + err


def plant(probe: str, project: Path) -> None:
    (project / "pages" / "probes" / "a" / "quick.js").write_text(probe, encoding="utf-8")


def test_0_all_is_as_expected_also_against_a_baseline(project: Path) -> None:
    find_build(CHROMIUM)
    code, said = rtcmatrix(project, "run", "--out", "../first")
    assert code == EXIT_EXPECTED, said
    code, said = rtcmatrix(project, "baseline", "accept", "../first")
    assert code == EXIT_EXPECTED, said
    code, said = rtcmatrix(project, "run", "--out", "../second", "--against", "main", "--fail-on", "any")
    assert code == EXIT_EXPECTED, said
    assert 'gate against "main" passed' in said
    assert rtcmatrix(project, "gate", "../second", "--against", "../first")[0] == EXIT_EXPECTED
    assert rtcmatrix(project, "compare", "../first", "../second")[0] == EXIT_EXPECTED
    assert rtcmatrix(project, "judge", "../first")[0] == EXIT_EXPECTED


def test_1_something_is_unexpected_and_the_gate_decides_what(project: Path) -> None:
    find_build(CHROMIUM)
    assert rtcmatrix(project, "run", "--out", "../good")[0] == EXIT_EXPECTED
    plant(WRONG, project)
    code, said = rtcmatrix(project, "run", "--out", "../wrong")
    assert code == EXIT_UNEXPECTED, said
    assert rtcmatrix(project, "judge", "../wrong")[0] == EXIT_UNEXPECTED
    # The probe was changed, so the check is another one: the result is unexpected, nothing newly fails or is compared
    code, said = rtcmatrix(project, "compare", "../good", "../wrong")
    assert (code, "not counted" in said) == (EXIT_EXPECTED, True), said
    assert rtcmatrix(project, "gate", "../wrong", "--against", "../good")[0] == EXIT_UNEXPECTED
    code, said = rtcmatrix(project, "run", "--out", "../other", "--against", "../good", "--fail-on", "newly-failing")
    assert code == EXIT_EXPECTED, said


def test_1_a_browser_that_does_otherwise_fails_the_gate_and_is_run_again_by_its_words(project: Path) -> None:
    find_build(CHROMIUM)
    assert rtcmatrix(project, "run", "--out", "../good")[0] == EXIT_EXPECTED
    # As though the browser had given another fact then
    run = project.parent / "good" / "run.json"
    recorded = json.loads(run.read_text())
    recorded["evidence"][0]["facts"] = {"sum": 1}
    run.write_text(json.dumps(recorded))
    code, said = rtcmatrix(project, "run", "--out", "../now", "--against", "../good")
    assert code == EXIT_UNEXPECTED, said
    assert said.index("changed: a/quick.js in chromium:stable") < said.index("launched")
    assert "sum: 1 -> 2" in said
    assert "again: rtcmatrix run --browsers chromium:stable -k 'a_quick and small'" in said
    code, said = rtcmatrix(
        project, "run", "--out", "../again", "--browsers", "chromium:stable", "-k", "a_quick and small"
    )
    assert code == EXIT_EXPECTED, said


def test_2_what_a_person_wrote_cannot_be_used(project: Path) -> None:
    code, said = rtcmatrix(project, "run", "--against", "main")
    assert code == EXIT_CONFIGURATION
    assert '"main" is neither a run nor a baseline' in said
    assert not (project / "reports").exists(), "it is said before anything is started"
    assert rtcmatrix(project, "run", "--fail-on", "chnged")[0] == EXIT_CONFIGURATION
    assert rtcmatrix(project, "run", "--no-such-option")[0] == EXIT_CONFIGURATION
    for command in (["judge"], ["compare"], ["gate", "--against", "main"], ["baseline", "accept"], ["known", "check"]):
        code, said = rtcmatrix(project, *command, "../nowhere")
        assert (code, "nowhere" in said) == (EXIT_CONFIGURATION, True), said
    (project / "matrix.yaml").write_text("version: 1\nbrowsers: nothing\n")
    assert rtcmatrix(project, "run")[0] == EXIT_CONFIGURATION


def test_3_the_selection_leaves_nothing(project: Path) -> None:
    assert rtcmatrix(project, "run", "--browsers", "firefox:*")[0] == EXIT_NOTHING_SELECTED
    find_build(CHROMIUM)
    code, said = rtcmatrix(project, "run", "-k", "nothing_at_all", "--out", "../none")
    assert code == EXIT_NOTHING_SELECTED, said
    assert rtcmatrix(project, "judge", "../none")[0] == EXIT_NOTHING_SELECTED


def test_4_a_required_browser_is_not_to_be_had(project: Path) -> None:
    matrix = project / "matrix.yaml"
    entry = "  - name: chromium\n    versions: ['1.2']\n    required: true\n"
    matrix.write_text(matrix.read_text().replace("limits:", f"{entry}limits:"))
    code, said = rtcmatrix(project, "run")
    assert code == EXIT_UNAVAILABLE, said
    assert "chromium:1.2 is required by matrix.yaml but not available" in said
    assert not (project / "reports").exists()


FAULTS = {
    "run": ("run_plan.load_matrix", ()),
    "judge": ("judge.read_run", ("../nowhere",)),
    "compare": ("compare.read_run", ("../nowhere",)),
    "gate": ("gate.read_run", ("../nowhere", "--against", "main")),
}


@pytest.mark.parametrize("command", FAULTS)
def test_5_a_fault_of_ours_leaves_a_file_for_a_bug_report(project: Path, command: str) -> None:
    place, arguments = FAULTS[command]
    module, _, name = place.partition(".")
    program = PLANTED.format(module=f"commands.{module}", name=name, error='ZeroDivisionError("ours")')
    code, said = rtcmatrix(project, command, *arguments, program=(sys.executable, "-c", program))
    assert code == EXIT_OWN_FAULT, said
    [file] = project.glob("crash-*.txt")
    assert "ZeroDivisionError: ours" in file.read_text()
    assert file.name in said


def test_5_what_breaks_inside_pytest_is_ours_too(project: Path) -> None:
    find_build(CHROMIUM)
    (project / "suites" / "conftest.py").write_text(
        "def pytest_runtest_protocol(item):\n    raise ZeroDivisionError('ours')\n"
    )
    process = start(project, "run", "--out", "../broken")
    _, said = process.communicate(timeout=240)
    assert process.returncode == EXIT_OWN_FAULT, said
    assert "rtcmatrix: pytest stopped by an internal error: ZeroDivisionError: ours" in said


def test_130_interrupted(project: Path) -> None:
    find_build(CHROMIUM)
    plant(WAITING, project)
    assert rtcmatrix(project, "baseline", "show")[0] == EXIT_NOTHING_SELECTED
    process = start(project, "run", "--out", "../cut", "--fail-on", "any")
    journal = project.parent / "cut" / "journal"
    await_truth(lambda: any('"provenance"' in each.read_text() for each in journal.glob("*.jsonl")))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == EXIT_INTERRUPTED, out + err
    assert "gate" not in out, "what was interrupted is not judged"


@pytest.mark.parametrize("command", ["judge", "compare", "gate"])
def test_130_interrupted_while_a_run_is_read(project: Path, command: str) -> None:
    place, arguments = FAULTS[command]
    module, _, name = place.partition(".")
    program = PLANTED.format(module=f"commands.{module}", name=name, error="KeyboardInterrupt")
    code, said = rtcmatrix(project, command, *arguments, program=(sys.executable, "-c", program))
    assert code == EXIT_INTERRUPTED, said
    assert not list(project.glob("crash-*"))

"""``run --reuse`` as a person starts it: what a second run of real browsers gathers, and what it takes over."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from small_project import CHROMIUM, FIREFOX, QUICK, build_project, find_build

from rtcmatrix.model import Run
from rtcmatrix.runs import read_run, write_run

PROBES = [f"{area}/{name}.js" for area in "abc" for name in ("one", "two")]
MATRIX = """\
version: 1
browsers:
  - name: chromium
    channels: [stable]
  - name: chromium
    versions: ["{major}"]
    flags: [{flags}]
  - name: firefox
    channels: [esr]
limits:
  workers: 1
"""


class Project:
    """A small project with three columns."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.major = find_build(CHROMIUM).version.partition(".")[0]
        find_build(FIREFOX)
        build_project(root, dict.fromkeys(PROBES, QUICK))
        self.set_flags("")

    @property
    def other(self) -> str:
        """The column whose flags are changed."""
        return f"chromium:{self.major}"

    def set_flags(self, flags: str) -> None:
        matrix = MATRIX.format(major=self.major, flags=flags)
        (self.root / "matrix.yaml").write_text(matrix, encoding="utf-8")

    def run(self, name: str, *arguments: str) -> tuple[Run, str]:
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "rtcmatrix", "run", "--out", name, *arguments],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        run = read_run(self.root / name)
        seconds = time.monotonic() - began
        print(f"{name}: {seconds:.1f} s, {fresh(run).total()} of {len(run.evidence)} gathered")  # noqa: T201 - reported, not asserted
        return run, done.stderr


def fresh(run: Run) -> Counter[str]:
    """Count what was really gathered in each column."""
    return Counter(each.browser for each in run.evidence if each.reused_from is None)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_what_did_not_change_is_not_gathered_again(project: Project) -> None:
    first, _ = project.run("first")
    assert set(fresh(first).values()) == {len(PROBES)}
    assert all(each.binary and each.machine for each in first.provenances)

    project.set_flags('"--mute-audio"')
    second, said = project.run("second", "--reuse", "first")
    assert fresh(second) == {project.other: len(PROBES)}
    assert fresh(second).total() < 0.4 * fresh(first).total()
    assert f"{CHROMIUM.address}: 6 of 6 results reused from run of {first.started_at[:10]}\n" in said
    assert f"{FIREFOX.address}: 6 of 6 results reused from run of {first.started_at[:10]}\n" in said
    assert f"{project.other}: nothing reused from run of {first.started_at[:10]}: flags differ: --mute-audio" in said
    assert second.complete
    assert second.starts == {CHROMIUM.address: 1, project.other: 1, FIREFOX.address: 1}
    launched = {each.address: each for each in first.provenances}
    assert [each for each in second.provenances if each.address != project.other] == [
        launched[CHROMIUM.address],
        launched[FIREFOX.address],
    ]

    # The next night: another build in one column, another driver in one, and a changed probe in the third
    changed = {
        CHROMIUM.address: {"version": "1.2.3.4"},
        FIREFOX.address: {"driver": "geckodriver 0.0.1"},
        project.other: {},
    }
    earlier = [dataclasses.replace(each, **changed[each.address]) for each in second.provenances]  # type: ignore[arg-type]  # fields of it
    write_run(project.root / "second", dataclasses.replace(second, provenances=tuple(earlier)))
    probe = project.root / "pages" / "probes" / PROBES[0]
    probe.write_text(QUICK.replace("1 + 1", "3 - 1"), encoding="utf-8")
    third, said = project.run("third", "--reuse", "second")
    assert fresh(third) == {CHROMIUM.address: 6, FIREFOX.address: 6, project.other: 1}
    assert "is not 1.2.3.4" in said
    assert "is not geckodriver 0.0.1" in said
    assert f"{project.other}: 5 of 6 results reused" in said
    assert "(1 gathered again: 1 probe version)" in said


@pytest.mark.skipif(sys.platform == "win32", reason="the script is one of a shell")
def test_a_switch_in_the_script_that_starts_a_browser_makes_its_evidence_another(project: Project) -> None:
    build, script = find_build(CHROMIUM), project.root / "chromium"
    entry = f"  - {{name: chromium, versions: [{project.major}], binary: '{script}', driver: '{build.driver}'}}\n"
    (project.root / "matrix.yaml").write_text(f"version: 1\nbrowsers:\n{entry}", encoding="utf-8")

    def gathered(name: str, switches: str, *arguments: str) -> int:
        script.write_text(f'#!/bin/sh\nexec "{build.binary}" {switches} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        run, _ = project.run(name, *arguments)
        return fresh(run).total()

    assert gathered("plain", "") == len(PROBES)
    assert gathered("again", "", "--reuse", "plain") == 0
    assert gathered("switched", "--mute-audio", "--reuse", "plain") == len(PROBES)

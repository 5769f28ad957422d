"""A browser that dies every time it starts: its column is not available, with one reason, and not a column of ERROR."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_project import CHROMIUM, QUICK, build_project, find_build

from rtcmatrix.runs import read_run

NOTHING_SELECTED, UNAVAILABLE = 3, 4


def dying(folder: Path) -> str:
    """Write a stand-in browser that prints its version and exits on every start; return its entry in a matrix."""
    build = find_build(CHROMIUM)
    program = folder / "dies"
    program.write_text(
        f'#!/bin/sh\n[ "$1" = --version ] && {{ echo Chromium {build.version}; exit 0; }}\nexit 1\n', encoding="utf-8"
    )
    program.chmod(0o755)
    major = build.version.partition(".")[0]
    return f"  - {{name: chromium, versions: [{major}], binary: '{program}', driver: '{build.driver}'"


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("usual", "required", "code"), [(True, False, 0), (True, True, UNAVAILABLE), (False, False, NOTHING_SELECTED)]
)
def test_a_browser_that_never_starts_is_not_available(tmp_path: Path, usual: bool, required: bool, code: int) -> None:
    matrix = build_project(tmp_path, {"a/quick.js": QUICK, "b/quick.js": QUICK})
    entry = dying(tmp_path) + (", required: true}\n" if required else "}\n")
    text = matrix.read_text(encoding="utf-8")
    living = "  - name: chromium\n    channels: [stable]\n"
    assert living in text
    matrix.write_text(text.replace(living, (living if usual else "") + entry), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--out", str(tmp_path / "run"), "--pairs", "all"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    run = read_run(tmp_path / "run")
    [absent] = run.unavailable
    assert "could not be started" in absent.reason
    assert {one.browser for one in run.results} == ({CHROMIUM.address} if usual else set())
    assert absent.address not in {one.browser for one in run.evidence}
    assert run.starts[absent.address] == 2
    told = done.stdout.count("could not be started")
    assert told in (1, 2), "once in its row, and in the first line where that says what is missing"

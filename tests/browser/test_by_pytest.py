"""``pytest suites`` by itself, as an IDE calls it: one run, recorded and finished like any other."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from small_project import CHROMIUM, FIREFOX, QUICK, build_project, find_build

from rtcmatrix.model import Status
from rtcmatrix.runs import read_run


@pytest.mark.parametrize("arguments", [[], ["-n", "2"]], ids=["serial", "two workers"])
def test_pytest_alone_records_one_finished_run(arguments: list[str]) -> None:
    addresses = sorted(find_build(spec).name and spec.address for spec in (CHROMIUM, FIREFOX))
    with tempfile.TemporaryDirectory(prefix="p") as name:
        project = Path(name)
        build_project(project, {"a/quick.js": QUICK}, browsers="chromium,firefox")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "suites", "-p", "no:cacheprovider", *arguments],
            cwd=project,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        (folder,) = (project / "reports" / "runs").iterdir()
        run = read_run(folder)
    assert run.complete
    assert run.starts == dict.fromkeys(addresses, 1)
    assert [(one.browser, one.status) for one in run.results] == [(address, Status.PASS) for address in addresses]

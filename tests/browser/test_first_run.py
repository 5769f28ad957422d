"""The first run on a machine with Chrome alone, a stand-in here: Chromium behind the name and version of Chrome."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import CHROMIUM, REPOSITORY, find_build

from rtcmatrix.model import Outcome, Run, Status
from rtcmatrix.runs import read_run

CHECKS = "unknown_exact_echo or exact_channel_count_1_without or required_camera_controls"
"""Of two probes; two of these checks are known to fail in Chromium."""


def run(cwd: Path, out: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rtcmatrix", "run", "--no-confirm", "--out", str(out), "-n", "1", *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def unexpected(run: Run) -> list[str]:
    return [f"{each.check} in {each.browser}" for each in run.results if each.outcome is Outcome.UNEXPECTED]


@pytest.fixture
def chrome(tmp_path: Path) -> Path:
    """A folder with a stand-in for an installed Chrome, and no driver."""
    build = find_build(CHROMIUM)
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "google-chrome"
    told = f'[ "$1" = --version ] && {{ echo "Google Chrome {build.version} "; exit; }}'
    program.write_text(f'#!/bin/sh\n{told}\nexec "{build.binary}" "$@"\n')
    program.chmod(0o755)
    return folder


def test_an_installed_chrome_is_judged_by_the_known_differences_of_its_engine(chrome: Path, tmp_path: Path) -> None:
    (chrome / "chromedriver").symlink_to(find_build(CHROMIUM).driver)
    out = tmp_path / "run"
    path = f"{chrome}{os.pathsep}/usr/sbin{os.pathsep}/bin"
    done = run(REPOSITORY, out, "--browsers", "chrome:stable", "-k", CHECKS, PATH=path, HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    found = read_run(out)
    assert unexpected(found) == []
    assert {each.status for each in found.results if each.known} == {Status.FAIL}


def test_an_installed_chrome_without_a_driver_says_what_was_tried(chrome: Path, tmp_path: Path) -> None:
    # A proxy that does not exist: Selenium Manager fails at once, whether the network is reachable or not
    away = {
        "PATH": str(chrome),
        "HOME": str(tmp_path),
        "SE_PROXY": "http://127.0.0.1:9",
        "SE_CACHE_PATH": str(tmp_path),
    }
    done = run(REPOSITORY, tmp_path / "run", "--browsers", "chrome:stable", "-k", CHECKS, **away)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "no chromedriver" in done.stderr
    assert "Selenium Manager cannot download it" in done.stderr

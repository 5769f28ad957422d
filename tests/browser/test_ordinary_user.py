"""A run as an ordinary user, as on most machines: with the sandbox of the browser, and told why if there is none."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import CHROMIUM, QUICK, build_project, find_build

from rtcmatrix.errors import EXIT_EXPECTED, EXIT_NOTHING_SELECTED
from rtcmatrix.gather.session_folder import SHORT
from rtcmatrix.gather.session_owner import PREFIX
from rtcmatrix.model import Status
from rtcmatrix.runs import read_run

NOBODY = 65534
"""Uid and gid of an account that owns nothing."""
LIKE_MACOS = "var/folders/df/djsxfhc17x95674wsm_g8s980000gn/T"
"""How TMPDIR ends on macOS: with it, a browser's socket has no room."""
ABORTING = """#!/bin/sh
[ "$1" = --version ] && {{ echo Chromium {version}; exit 0; }}
echo "[1:1:1130/041500.000000:FATAL:content/browser/zygote_host/zygote_host_impl_linux.cc:128] No usable sandbox! \
If you are running on Ubuntu 23.10+ or another Linux distro that has disabled unprivileged user namespaces with \
AppArmor, see https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md." >&2
kill -TRAP $$
"""
"""Stands in for a browser without a usable sandbox: writes what a real one writes, and dies as it does."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="users and the sandbox of Linux")


@pytest.fixture
def place() -> Iterator[Path]:
    """Give a folder of the ordinary user, with a project, a HOME and a TMPDIR."""
    find_build(CHROMIUM)
    if os.geteuid() != 0:
        pytest.skip("needs root, to run as another user")
    with tempfile.TemporaryDirectory(prefix="o", dir="/tmp") as name:
        root = Path(name)
        (root / "home").mkdir()
        (root / LIKE_MACOS).mkdir(parents=True)
        build_project(root / "project", {"a/quick.js": QUICK})
        yield root


PYTHONS = (sys.executable, "/usr/bin/python{}.{}".format(*sys.version_info))
"""The second is for a Python in root's home, which other users cannot read."""


def as_nobody(python: str, place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with our packages as the ordinary user, whose folders are in a place."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path.endswith(("site-packages", "src")))
    return subprocess.run(
        [python, *arguments],
        cwd=place / "project",
        env={**environment, "HOME": str(place / "home"), "TMPDIR": str(place / LIKE_MACOS)},
        user=NOBODY,
        group=NOBODY,
        extra_groups=(),
        capture_output=True,
        text=True,
        check=False,
    )


def run_as_nobody(place: Path) -> subprocess.CompletedProcess[str]:
    """Run the project of a place as the ordinary user; skip the test if that user can read no Python."""
    for path in (place, *place.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    for python in PYTHONS:
        with contextlib.suppress(OSError):
            if as_nobody(python, place, "-c", "import rtcmatrix.commands.run").returncode == 0:
                return as_nobody(python, place, "-m", "rtcmatrix", "run", "--out", str(place / "run"))
    pytest.skip(f"other users cannot read {' or '.join(PYTHONS)}, or rtcmatrix")


def left_behind() -> list[Path]:
    """Find folders of sessions of the ordinary user."""
    return [path for path in SHORT.glob(f"{PREFIX}*") if path.lstat().st_uid == NOBODY]


def test_an_ordinary_user_runs_with_the_sandbox_and_any_temporary_folder(place: Path) -> None:
    done = run_as_nobody(place)
    if "no usable sandbox" in done.stdout:
        pytest.skip(done.stdout)
    assert done.returncode == EXIT_EXPECTED, done.stdout + done.stderr
    run = read_run(place / "run")
    assert [(each.browser, each.status) for each in run.results] == [(CHROMIUM.address, Status.PASS)]
    assert [each.sandbox for each in run.provenances] == [True]
    assert "without their sandbox" not in done.stdout + done.stderr
    assert left_behind() == []


def test_root_is_told_once_that_there_is_no_sandbox(place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rtcmatrix", "run", "--out", str(place / "run")],
        cwd=place / "project",
        capture_output=True,
        text=True,
        check=True,
    )
    told = f"started without their sandbox, because the user is root: {CHROMIUM.address}"
    assert (done.stdout + done.stderr).count(told) == 1
    assert [each.sandbox for each in read_run(place / "run").provenances] == [False]


def test_without_a_usable_sandbox_the_column_says_what_to_do(place: Path) -> None:
    build = find_build(CHROMIUM)
    program = place / "chrome"
    program.write_text(ABORTING.format(version=build.version), encoding="utf-8")
    program.chmod(0o755)
    matrix = place / "project" / "matrix.yaml"
    entry = "  - name: chromium\n    channels: [stable]\n"
    text = matrix.read_text(encoding="utf-8")
    assert entry in text
    replaced = f"{entry}    binary: '{program}'\n    driver: '{build.driver}'\n"
    matrix.write_text(text.replace(entry, replaced), encoding="utf-8")
    done = run_as_nobody(place)
    assert done.returncode == EXIT_NOTHING_SELECTED, done.stdout + done.stderr
    [absent] = read_run(place / "run").unavailable
    assert "could not be started: no usable sandbox: " in absent.reason
    assert "sysctl -w" in absent.reason or "chrome-sandbox, owned by root, mode 4755" in absent.reason
    assert "no usable sandbox" in done.stdout
    assert left_behind() == []
